-- Trademarks registered per period of the chosen grain and kind of owner.
--
-- title   Who registers: shares of owners | 注册人结构
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 时期
-- column  owner_class Owner | 注册人类别
-- column  registered  Registered [marks] | 注册量 [件]
-- counts  registered=trademarks_new
-- draw    share x=period y=registered by=owner_class

select
    date_trunc($grain, month)::date as period,
    breakdown as owner_class,
    sum(value)::bigint as registered
from metrics
where metric = 'trademarks_new'
  and month between $since and $until
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by period, owner_class nulls last
