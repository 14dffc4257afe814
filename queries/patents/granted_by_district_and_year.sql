-- Patents granted per district and calendar year, ten years up to the year in which the period ends.
-- Every district is shown whatever is chosen, so that a chosen one stands among the others.
--
-- title   Patents granted by district and year | 各区县历年专利授权
-- reads   metrics
-- param   until       the last of the ten years is the year of this day
-- param   complete    last day on which the register is complete
-- param   industries  list of industry codes; null means all
-- column  year          Year | 年份
-- column  district_code District | 区县
-- column  granted       Granted [patents] | 授权量 [件]
-- counts  granted=patents_granted
-- draw    heat x=year y=district_code z=granted grain=year

with counted as (
    select
        month,
        district_code,
        sum(value) as number
    from metrics
    where metric = 'patents_granted'
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

span as (
    select
        greatest(date_trunc('year', $until::date) - interval 9 year, date_trunc('year', min(month))) as since,
        -- Whole years: half a year would look like a fall.
        least(date_trunc('year', $until::date) + interval 1 year - interval 1 day, $complete::date) as until
    from counted
),

years as (
    select unnest(generate_series(since, until, interval 1 year))::date as year
    from span
),

districts as (
    select distinct district_code
    from counted
)

select
    years.year,
    districts.district_code,
    coalesce(sum(counted.number), 0)::bigint as granted
from years
cross join districts
left join counted
    on counted.district_code is not distinct from districts.district_code
    and counted.month between years.year and least(years.year + interval 1 year - interval 1 day, (select until from span))
group by years.year, districts.district_code
order by years.year, districts.district_code nulls last
