-- Trademarks in force in the snapshot, by the month their ten-year term ends, district and industry.
--
-- reads   trademarks

select
    date_trunc('month', expires_on)::date as month,
    district_code,
    industry_code,
    count(*)::bigint as marks
from trademarks
where registered_on is not null
  and ended_on is null
  and expires_on is not null
group by all
order by month, district_code, industry_code
