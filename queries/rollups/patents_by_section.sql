-- Inventions and utility models granted, by month, section of the IPC, type, applicant class, district
-- and industry.
-- From 2014: links begin in 2015, and a year before is compared with. 
--
-- reads   patents
-- by      ipc_section, patent_type, applicant_class

select
    date_trunc('month', granted_on)::date as month,
    ipc_section,
    patent_type,
    applicant_class,
    district_code,
    industry_code,
    count(*)::bigint as granted
from patents
where granted_on >= date '2014-01-01'
  and patent_type in ('invention', 'utility_model')
group by all
order by month, ipc_section, patent_type, applicant_class, district_code, industry_code
