-- Residents and patent-filing firms of each district: what its towns share when how many live far from a station is estimated.
--
-- title   Residents and firms by district | 各区县常住人口与企业
-- reads   metrics, patents
-- param   until       last day counted
-- column  district_code  District | 区县
-- column  residents      Residents [residents] | 常住人口 [人]
-- column  firms          Firms that have applied for a patent [firms] | 申请过专利的企业 [家]
-- draw    table
-- note    Residents are those of the 2020 census. | 常住人口为2020年普查数。

with residents as (
    select
        district_code,
        sum(value)::bigint as residents
    from metrics
    where metric = 'population_resident'
      and district_code is not null
      and ($until is null or month <= $until)
    group by district_code
),

firms as (
    select
        district_code,
        count(distinct applicant)::bigint as firms
    from patents
    where applicant_class = 'enterprise'
      and district_code is not null
      and ($until is null or filed_on <= $until)
    group by district_code
)

select
    district_code,
    residents.residents,
    firms.firms
from residents
full join firms using (district_code)
order by district_code
