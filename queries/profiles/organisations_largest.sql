-- Organisations with most patents granted since 2014, up to the end of the period, of a district or chain.
--
-- title   Largest organisations by patents granted | 累计授权专利最多的单位
-- reads   patents_by_applicant
-- param   until     last day counted
-- param   district  code of the district; null means all
-- param   industry  code of the chain; null means all
-- param   number    how many are returned; null means 10
-- column  organisation  Organisation | 单位
-- column  district_code District | 区县
-- column  granted       Granted since 2014 [patents] | 2014年以来授权 [件]
-- note    First applicants. Candidates are those who once were among the first twenty of a district, chain and year. | 按第一申请人计；候选为曾居某区县、产业链、年份前20位的申请人。

select
    applicant as organisation,
    any_value(district_code) as district_code,
    sum(granted)::bigint as granted
from patents_by_applicant
where applicant is not null
  and ($until is null or month <= $until)
  and ($district is null or district_code = $district)
  and ($industry is null or industry_code = $industry)
group by applicant
order by granted desc, organisation
limit coalesce($number::bigint, 10)
