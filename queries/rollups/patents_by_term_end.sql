-- Patents in force in the snapshot, by the month their statutory term ends, type, district and industry.
-- At most 240 months, 3 types, 8 districts and 11 industries, whatever the number of patents.
--
-- reads   patents
-- by      patent_type

select
    date_trunc('month', expires_on)::date as month,
    patent_type,
    district_code,
    industry_code,
    count(*)::bigint as patents
from patents
where granted_on is not null
  and ended_on is null
  and expires_on is not null
group by all
order by month, patent_type, district_code, industry_code
