-- Patents in force whose statutory term ends in the five years after the register's last complete month, by type.
--
-- title   Patents whose term ends in the next five years | 未来五年保护期届满的有效专利
-- reads   patents_by_term_end
-- param   complete    last complete day; the five years begin in the month after it
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Term ends in | 届满时期
-- column  patent_type Type | 类型
-- column  since       From | 起
-- column  until       To | 止
-- column  ending      Patents in force [patents] | 有效专利 [件]
-- counts  ending=patent_terms_ending
-- draw    bar x=period y=ending by=patent_type ahead=yes
-- note    Rights in force on the snapshot's day, whatever period is chosen; many end earlier, when annual fees are no longer paid. | 按快照日有效专利计，不随所选期间变化；不少专利因停缴年费会提前终止。

with choice as (
    select
        (date_trunc('month', $complete::date + 1))::date as since,
        (date_trunc('month', $complete::date + 1) + interval 5 year - interval 1 day)::date as until,
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
        patent_type,
        sum(patents) as number
    from patents_by_term_end
    where month between (select since from choice) and (select until from choice)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

kinds as (
    select distinct patent_type
    from in_force
)

select
    periods.period,
    kinds.patent_type,
    greatest(periods.period, periods.since) as since,
    least((periods.period + periods.step - interval 1 day)::date, periods.until) as until,
    coalesce(sum(in_force.number), 0)::bigint as ending
from periods
cross join kinds
left join in_force
    on in_force.patent_type is not distinct from kinds.patent_type
    and in_force.month >= periods.period
    and in_force.month < periods.period + periods.step
group by periods.period, periods.since, periods.until, periods.step, kinds.patent_type
order by periods.period, kinds.patent_type nulls last
