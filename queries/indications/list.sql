-- One row per register entry of a geographical indication in force at the end of the period.
--
-- title   List of geographical indications | 地理标志名录
-- reads   geographical_indications
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  name            Name | 名称
-- column  register        Register | 登记类别
-- column  district_code   District | 区县
-- column  registered_on   Registered on | 登记日
-- column  name_is_sourced Name publicly sourced | 名称有公开来源
-- column  source          Source | 来源
-- draw    table

select
    name,
    register,
    district_code,
    registered_on,
    name_is_sourced,
    source
from geographical_indications
-- An entry whose day of registration is not known is counted from 2015 on, as the metric counts it.
where coalesce(registered_on, date '2015-01-01') <= $until
  and (ended_on is null or ended_on > $until)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by name_is_sourced desc nulls last, district_code nulls last, name, register
limit 1000
