-- Titles granted, by year and kind; of a kind that was granted in the period a year without any is 0.
--
-- title   Titles granted by year | 历年新认定称号
-- reads   recognitions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year    Year | 年度
-- column  kind    Title | 称号
-- column  titles  Granted [titles] | 新认定 [项]
-- counts  titles=recognitions_made
-- draw    heat x=year y=kind z=titles grain=year

with granted as (
    select
        date_trunc('year', recognised_on)::date as year,
        kind
    from recognitions
    where recognised_on between $since and $until
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

years as (
    select unnest(generate_series(date_trunc('year', $since::date), $until::timestamp, interval 1 year))::date as year
)

select
    years.year,
    kinds.kind,
    count(granted.kind) as titles
from years
cross join (select distinct kind from granted) as kinds
left join granted on granted.year = years.year and granted.kind = kinds.kind
group by all
order by years.year, kinds.kind
