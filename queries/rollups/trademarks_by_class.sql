-- Trademarks registered, by month, Nice class, owner class, kind, district and industry.
-- From 2014: links begin in 2015, and a year before is compared with.
--
-- reads   trademarks
-- by      nice_class, owner_class, kind

select
    date_trunc('month', registered_on)::date as month,
    nice_class::varchar as nice_class,
    owner_class,
    kind,
    district_code,
    industry_code,
    count(*)::bigint as registered
from trademarks
where registered_on >= date '2014-01-01'
group by all
order by month, nice_class, owner_class, kind, district_code, industry_code
