-- Patents in force in the snapshot, by the month their statutory term ends, type, applicant class, section of the
-- IPC, district and industry.
--
-- reads   patents
-- by      patent_type, applicant_class, ipc_section

select
    date_trunc('month', expires_on)::date as month,
    patent_type,
    applicant_class,
    ipc_section,
    district_code,
    industry_code,
    count(*)::bigint as patents
from patents
where granted_on is not null
  and ended_on is null
  and expires_on is not null
group by all
order by month, patent_type, applicant_class, ipc_section, district_code, industry_code
