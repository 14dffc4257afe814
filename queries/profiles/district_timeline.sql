-- What happened in a district in each year, by kind of event.
--
-- title   Year by year | 历年事项
-- reads   metrics
-- param   district    code of the district
-- param   until       last day counted; ten years up to it are shown
-- param   industries  list of industry codes; null means all
-- column  year    Year | 年份
-- column  event   Event | 事项
-- column  events  Events [events] | 事项 [项]
-- codes   event record_events
-- draw    heat x=year y=event z=events

with counted as (
    select
        year(month) as year,
        case metric
            when 'patents_filed' then 'patent_filed'
            when 'patents_granted' then 'patent_granted'
            when 'trademarks_filed' then 'mark_filed'
            when 'trademarks_new' then 'mark_registered'
            when 'pledge_loans' then 'loan_signed'
        end as event,
        sum(value)::bigint as events
    from metrics
    where metric in ('patents_filed', 'patents_granted', 'trademarks_filed', 'trademarks_new', 'pledge_loans')
      and district_code = $district
      and ($industries is null or list_contains($industries::varchar[], industry_code))
      and month between date_trunc('year', $until::date) - interval 9 year and $until::date
    group by all
),

years as (
    select unnest(generate_series(year($until::date) - 9, year($until::date))) as year
)

select
    years.year::varchar as year,
    kinds.event,
    coalesce(counted.events, 0) as events
from years
cross join (select distinct event from counted) as kinds
left join counted on counted.year = years.year and counted.event = kinds.event
order by years.year, kinds.event
