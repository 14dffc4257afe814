-- Money disbursed under pledge loans per period, periods without loans included, beside the period compared with.
--
-- title   Pledge loans disbursed | 质押贷款放款走势
-- reads   financing_months
-- param   since          first day counted
-- param   until          last day counted
-- param   grain          month, quarter or year
-- param   compare        yoy, previous or none
-- param   complete       day through which the records are complete
-- param   districts      list of district codes; null means all
-- param   industries     list of industry codes; null means all
-- column  period         Period | 期间
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]
-- column  prior_cny      Compared period [CNY] | 对比期 [元]
-- column  loans          Loans [loans] | 笔数 [笔]
-- counts  disbursed_cny=pledge_financing_amount loans=pledge_loans
-- draw    bar x=period y=disbursed_cny prior=prior_cny

with chosen as (
    select month, sum(disbursed_cny) as disbursed_cny, sum(contracts) as loans
    from financing_months
    where kind = 'pledge'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

months as (
    select
        series.month::date as month,
        -- a month that is not complete has no zero: nobody knows yet
        case when last_day(series.month) <= coalesce($complete::date, last_day(series.month)) then 0 end as nothing,
        to_months(case $compare when 'yoy' then 12 when 'previous' then date_diff('month', $since::date, $until::date) + 1 end)
            as back
    from generate_series(date_trunc('month', $since::date), $until::date::timestamp, interval 1 month) as series(month)
    where exists (select 1 from chosen)
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    sum(coalesce(now.disbursed_cny, months.nothing)) as disbursed_cny,
    sum(case
        when months.month - months.back >= (select min(month) from chosen) then coalesce(before.disbursed_cny, 0)
    end) as prior_cny,
    sum(coalesce(now.loans, months.nothing))::bigint as loans
from months
left join chosen as now on now.month = months.month
left join chosen as before on before.month = months.month - months.back
group by all
order by period
