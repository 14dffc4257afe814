-- One row: the firms below the top of the ladder in the scope.
--
-- title   Firms below the top rung | 待晋级企业
-- reads   ladder_firms
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   next_rung   code of a rung; null means all
-- column  firms       Firms [firms] | 企业 [家]
-- draw    table

select count(distinct firm) as firms
from ladder_firms
where ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and ($next_rung::varchar is null or next_rung = $next_rung)
order by firms
