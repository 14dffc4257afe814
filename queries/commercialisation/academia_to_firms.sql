-- Patents that universities and institutes transferred or licensed to enterprises per period.
--
-- title   Universities and institutes to enterprises | 高校院所向企业转化
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  from_class  Giver | 转出方
-- column  to_class    Receiver | 转入方
-- column  patents     Commercialised [patents] | 转化量 [件]
-- counts  patents=patents_transferred
-- draw    bar x=period y=patents by=from_class

select
    date_trunc(coalesce($grain, 'month'), signed_on)::date as period,
    from_class,
    to_class,
    count(*)::bigint as patents
from patent_transactions
where kind in ('transfer', 'licence')
  and from_class in ('university', 'institute')
  and to_class = 'enterprise'
  and signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by period, from_class
