-- Trademarks in force whose ten-year term ends in the 24 months after the register's last complete month.
--
-- title   Renewals due in the next 24 months | 未来24个月应续展商标
-- reads   trademarks_by_term_end
-- param   complete    last complete day; the 24 months begin in the month after it
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period Term ends in | 到期时期
-- column  since  From | 起
-- column  until  To | 止
-- column  due    Renewals due [marks] | 应续展 [件]
-- counts  due=trademark_terms_ending
-- draw    bar x=period y=due ahead=yes
-- note    Marks in force on the snapshot's day, whatever period is chosen. A renewal can still be filed for six months after the term ends. | 按快照日有效商标计，不随所选期间变化。届满后另有六个月宽展期。

with choice as (
    select
        (date_trunc('month', $complete::date + 1))::date as since,
        (date_trunc('month', $complete::date + 1) + interval 24 month - interval 1 day)::date as until,
        case $grain when 'year' then interval 12 month when 'quarter' then interval 3 month else interval 1 month end as step
),

periods as (
    select
        *,
        unnest(generate_series(date_trunc($grain, since), until, step))::date as period
    from choice
),

in_force as (
    select
        month,
        sum(marks) as number
    from trademarks_by_term_end
    where month between (select since from choice) and (select until from choice)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    periods.period,
    greatest(periods.period, periods.since) as since,
    least((periods.period + periods.step - interval 1 day)::date, periods.until) as until,
    coalesce(sum(in_force.number), 0)::bigint as due
from periods
left join in_force
    on in_force.month >= periods.period
    and in_force.month < periods.period + periods.step
where exists (select 1 from in_force)
group by periods.period, periods.since, periods.until, periods.step
order by periods.period
