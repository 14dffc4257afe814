-- One row: how many patents were granted (or filed) in the period, months that are not complete included.
--
-- title   Patent records in the period | 期内专利记录数
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   dated       filed: by filing date; otherwise by grant date
-- column  records Records [patents] | 记录数 [件]
-- draw    table

select coalesce(sum(value), 0)::bigint as records
from metrics
where metric = case when $dated = 'filed' then 'patents_filed' else 'patents_granted' end
  and month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by records
