-- Inventions and utility models granted, by month, section of the IPC, district and industry.
-- From 2014: links begin in 2015, and a year before is compared with. About 800 rows a month at most.
--
-- reads   patents

select
    date_trunc('month', granted_on)::date as month,
    left(ipc, 1) as ipc_section,
    district_code,
    industry_code,
    count(*)::bigint as granted
from patents
where granted_on >= date '2014-01-01'
  and patent_type in ('invention', 'utility_model')
group by all
order by month, ipc_section, district_code, industry_code
