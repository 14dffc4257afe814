-- Trademarks registered per Nice class and calendar year: the nine largest classes of the ten years up to the year
-- in which the period ends.
--
-- title   Leading classes over the years | 主要类别历年注册量
-- reads   trademarks_by_class
-- param   until       the last of the ten years is the year of this day
-- param   complete    last day on which the register is complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year       Year | 年份
-- column  nice_class Nice class | 尼斯分类
-- column  registered Registered [marks] | 注册量 [件]
-- codes   nice_class nice_classes
-- counts  registered=trademarks_new
-- draw    heat x=year y=nice_class z=registered grain=year

with span as (
    select
        date_trunc('year', $until::date) - interval 9 year as since,
        -- Whole years: half a year would look like a fall.
        least(date_trunc('year', $until::date) + interval 1 year - interval 1 day, $complete::date) as until
),

counted as (
    select
        date_trunc('year', month)::date as year,
        nice_class,
        sum(registered) as registered
    from trademarks_by_class
    where month between (select since from span) and (select until from span)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

leaders as (
    select nice_class
    from counted
    group by nice_class
    order by sum(registered) desc, nice_class
    limit 9
),

years as (
    select unnest(generate_series(min(year), (select until from span), interval 1 year))::date as year
    from counted
)

select
    years.year,
    leaders.nice_class,
    coalesce(counted.registered, 0)::bigint as registered
from years
cross join leaders
left join counted
    on counted.nice_class = leaders.nice_class
    and counted.year = years.year
order by years.year, leaders.nice_class::int
