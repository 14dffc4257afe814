-- One row: how many trademarks were registered (or filed) in the period, months that are not complete included.
--
-- title   Trademark records in the period | 期内商标记录数
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   dated       filed: by filing date; otherwise by registration date
-- column  records Records [marks] | 记录数 [件]
-- draw    table

select coalesce(sum(value), 0)::bigint as records
from metrics
where metric = case when $dated = 'filed' then 'trademarks_filed' else 'trademarks_new' end
  and month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by records
