-- Products shown at the expo, by the month the edition opened.
--
-- title      Expo products | 地博会参展产品
-- unit       products | 款
-- kind       flow
-- better     up
-- reads      expo_exhibitors, expo_editions
-- about      Products shown by the exhibitors of the editions held. | 已举办各届展商的参展产品款数。

select
    date_trunc('month', editions.starts_on)::date as month,
    null::varchar as district_code,
    null::varchar as industry_code,
    exhibitors.country as breakdown,
    sum(exhibitors.products)::double as value
from expo_exhibitors as exhibitors
join expo_editions as editions on editions.edition = exhibitors.edition
where editions.status = 'held'
  and exhibitors.products is not null
group by all
