-- Loans not yet repaid on the day the records are complete to, by the days left until they fall due.
--
-- title   When open loans fall due | 未结清贷款到期阶梯
-- reads   financing_maturities
-- param   complete         day through which the records are complete
-- param   districts        list of district codes; null means all
-- param   industries       list of industry codes; null means all
-- param   lang             zh or en
-- column  due              Falls due in | 距到期
-- column  since            From | 起
-- column  until            To | 止
-- column  outstanding_cny  Outstanding [CNY] | 贷款余额 [元]
-- column  loans            Loans [loans] | 笔数 [笔]
-- counts  outstanding_cny=pledge_maturing_amount loans=pledge_maturing_loans
-- draw    ladder x=due y=outstanding_cny
-- note    All loans open on the snapshot's day, whenever signed; overdue ones are past their day and not repaid. | 快照日全部未结清贷款，不论签订时间；已逾期为到期未结清。

with open_loans as (
    select
        case
            when matures_on is null then 7
            when matures_on < $complete::date then 1
            when matures_on <= $complete::date + 30 then 2
            when matures_on <= $complete::date + 90 then 3
            when matures_on <= $complete::date + 180 then 4
            when matures_on <= $complete::date + 365 then 5
            else 6
        end as step,
        loans,
        outstanding_cny
    from financing_maturities
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

steps as (
    select * from (values
        (1, 'Overdue', '已逾期', date '1900-01-01', $complete::date - 1),
        (2, 'Up to 30 days', '30天内', $complete::date, $complete::date + 30),
        (3, '31–90 days', '31—90天', $complete::date + 31, $complete::date + 90),
        (4, '91–180 days', '91—180天', $complete::date + 91, $complete::date + 180),
        (5, '181–365 days', '181—365天', $complete::date + 181, $complete::date + 365),
        (6, 'Over 365 days', '365天以上', $complete::date + 366, date '9999-12-30'),
        (7, 'No day stated', '未载明', date '9999-12-31', date '9999-12-31')
    ) as named(step, en, zh, since, until)
    -- every step is shown, that of loans without a day only when there are any
    where exists (select 1 from open_loans)
      and (step < 7 or exists (select 1 from open_loans where open_loans.step = 7))
)

select
    if($lang = 'zh', steps.zh, steps.en) as due,
    steps.since,
    steps.until,
    coalesce(sum(open_loans.outstanding_cny), 0) as outstanding_cny,
    coalesce(sum(open_loans.loans), 0)::bigint as loans
from steps
left join open_loans on open_loans.step = steps.step
group by steps.step, steps.en, steps.zh, steps.since, steps.until
order by steps.step
