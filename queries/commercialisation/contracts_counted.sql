-- One row: the patents transferred, licensed and offered in the scope.
--
-- title   Patents put to use in scope | 范围内转化
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  patents     Number [patents] | 专利 [件]
-- counts  patents=patents_put_to_use
-- draw    table

select
    count(*)::bigint as patents
from patent_transactions
where signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by patents
