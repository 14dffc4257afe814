-- Trademarks registered, by month, Nice class, district and industry.
-- From 2014: links begin in 2015, and a year before is compared with. About 4,000 rows a month at most.
--
-- reads   trademarks
-- by      nice_class

select
    date_trunc('month', registered_on)::date as month,
    nice_class::varchar as nice_class,
    district_code,
    industry_code,
    count(*)::bigint as registered
from trademarks
where registered_on >= date '2014-01-01'
group by all
order by month, nice_class, district_code, industry_code
