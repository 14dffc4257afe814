-- What an organisation put to use, was recognised for, asked of the bureau and was given by it, in each year.
--
-- title   Use, titles and services by year | 历年转化、认定与服务
-- reads   patent_transactions, patent_products, stock_reviews, preexaminations, recognitions, legal_services, service_requests
-- param   organisation  name of the organisation
-- param   until         last day of the period; eight years up to it are shown
-- param   complete      last complete day
-- column  year    Year | 年份
-- column  event   Event | 事项
-- column  events  Events [events] | 事项 [项]
-- codes   event record_events
-- draw    heat x=year y=event z=events
-- note    Blank before the first record of a kind in the city: not known, and not 0. | 全市首条同类记录之前为空白，表示未知而非0。

with days as (
    select if(kind = 'open_licence', 'licence_offered', 'patent_given') as event, from_holder as organisation, signed_on as happened_on from patent_transactions
    union all
    select 'patent_received', to_holder, signed_on from patent_transactions where kind <> 'open_licence'
    union all
    select 'product_filed', firm, filed_on from patent_products
    union all
    select 'stock_reviewed', institute, reviewed_on from stock_reviews
    union all
    select 'prereview_received', applicant, received_on from preexaminations
    union all
    select 'title_recognised', holder, recognised_on from recognitions
    union all
    select 'title_ended', holder, ended_on from recognitions where ended_on is not null
    union all
    select if(kind = 'checkup', 'checkup_given', 'letter_sent'), firm, served_on from legal_services
    union all
    select 'request_received', applicant, received_on from service_requests
),

years as (
    select unnest(generate_series(year($until::date) - 7, year($until::date))) as year
),

begun as (
    select
        event,
        year(min(happened_on)) as year
    from days
    group by event
),

counted as (
    select
        year(happened_on) as year,
        event,
        count(*) as events
    from days
    where organisation = $organisation
    group by all
)

select
    years.year::varchar as year,
    begun.event,
    if(years.year between begun.year and year($complete::date), coalesce(counted.events, 0), null) as events
from years
cross join begun
left join counted on counted.year = years.year and counted.event = begun.event
where begun.event in (select event from counted semi join years using (year))
order by years.year, begun.event
