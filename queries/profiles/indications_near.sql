-- Geographical indications in force of a district and of a chain: those of the district first, then of the chain.
--
-- title   Geographical indications nearby | 相关地理标志
-- reads   geographical_indications
-- param   district    code of the district; null means that none is asked for
-- param   industry    code of the chain; null means that none is asked for
-- param   indication  name that is left out; null means none
-- column  name           Name | 名称
-- column  register       Register | 登记类别
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  relation       Shares | 关联

select
    name,
    register,
    district_code,
    industry_code,
    case when district_code = $district then 'district' else 'industry' end as relation
from geographical_indications
where ended_on is null
  and (district_code = $district or industry_code = $industry)
  and ($indication is null or name <> $indication)
order by relation, name_is_sourced desc nulls last, name, register
limit 12
