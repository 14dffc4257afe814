-- The four amounts of the pledge loans signed in a year; each is a quantity of its own.
--
-- title   Registered, credit, disbursed, outstanding | 登记、授信、放款与余额
-- reads   financing_months
-- param   since            first day counted
-- param   until            last day counted
-- param   complete         day through which the records are complete
-- param   districts        list of district codes; null means all
-- param   industries       list of industry codes; null means all
-- column  year             Year | 年度
-- column  registered_cny   Registered [CNY] | 登记金额 [元]
-- column  credit_cny       Credit line [CNY] | 授信金额 [元]
-- column  disbursed_cny    Disbursed [CNY] | 放款金额 [元]
-- column  outstanding_cny  Still outstanding [CNY] | 当前余额 [元]
-- counts  registered_cny=pledge_registered_amount credit_cny=pledge_credit_amount disbursed_cny=pledge_financing_amount outstanding_cny=pledge_balance
-- draw    grouped x=year y=registered_cny,credit_cny,disbursed_cny,outstanding_cny grain=year
-- note    By year of signature. Four quantities side by side, never to be added; outstanding is what is owed today. | 按签订年度；四项为不同数量，不可相加；余额为快照日所欠。

with chosen as (
    select * from financing_months
    where kind = 'pledge'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
      and month between date_trunc('month', $since::date) and $until::date
),

years as (
    select date_trunc('year', series.year)::date as year
    from generate_series(
        (select date_trunc('year', min(month)) from chosen),
        least($until::date, coalesce($complete::date, $until::date))::timestamp,
        interval 1 year
    ) as series(year)
)

select
    years.year,
    coalesce(sum(chosen.registered_cny), 0) as registered_cny,
    coalesce(sum(chosen.credit_cny), 0) as credit_cny,
    coalesce(sum(chosen.disbursed_cny), 0) as disbursed_cny,
    coalesce(sum(chosen.outstanding_cny), 0) as outstanding_cny
from years
left join chosen on date_trunc('year', chosen.month) = years.year
group by all
order by years.year
