-- Trademarks in force in the snapshot, by the month their ten-year term ends, Nice class, owner class, kind, district
-- and industry.
--
-- reads   trademarks
-- by      nice_class, owner_class, kind

select
    date_trunc('month', expires_on)::date as month,
    nice_class::varchar as nice_class,
    owner_class,
    kind,
    district_code,
    industry_code,
    count(*)::bigint as marks
from trademarks
where registered_on is not null
  and ended_on is null
  and expires_on is not null
group by all
order by month, nice_class, owner_class, kind, district_code, industry_code
