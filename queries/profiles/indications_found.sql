-- Geographical indications whose name holds the words, those named in public first.
--
-- title   Geographical indications found | 查找地理标志
-- reads   geographical_indications
-- param   search  part of a name; null means all
-- param   number  how many are returned; null means 20
-- column  indication     Name | 名称
-- column  district_code  District | 区县
-- column  registers      Registers [entries] | 登记 [件]

select
    name as indication,
    any_value(district_code) as district_code,
    count(*) as registers
from geographical_indications
where $search is null or contains(lower(name), lower($search::varchar))
group by name
order by bool_or(name_is_sourced) desc nulls last, registers desc, district_code nulls last, indication
limit coalesce($number::bigint, 20)
