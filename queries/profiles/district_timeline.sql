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
-- note    Blank before the first record of a kind in the city: not known, and not 0. | 全市首条同类记录之前为空白，表示未知而非0。

with told(metric, event) as (
    values
        ('patents_filed', 'patent_filed'),
        ('patents_granted', 'patent_granted'),
        ('trademarks_filed', 'mark_filed'),
        ('trademarks_new', 'mark_registered'),
        ('pledge_loans', 'loan_signed'),
        ('patent_prereviews_received', 'prereview_received'),
        ('patents_transferred', 'patent_put_to_use'),
        ('ip_cases_handled', 'case_accepted'),
        ('ip_protection_advice_letters', 'letter_sent'),
        ('service_requests_received', 'request_received')
),

years as (
    select unnest(generate_series(year($until::date) - 9, year($until::date))) as year
),

begun as (
    select
        event,
        year(min(month)) as year
    from metrics
    join told on told.metric = metrics.metric
    group by event
),

counted as (
    select
        year(month) as year,
        event,
        sum(value)::bigint as events
    from metrics
    join told on told.metric = metrics.metric
    where district_code = $district
      and ($industries is null or list_contains($industries::varchar[], industry_code))
      and month between date_trunc('year', $until::date) - interval 9 year and $until::date
    group by all
)

select
    years.year::varchar as year,
    begun.event,
    if(years.year >= begun.year, coalesce(counted.events, 0), null) as events
from years
cross join begun
left join counted on counted.year = years.year and counted.event = begun.event
where begun.event in (select event from counted)
order by years.year, begun.event
