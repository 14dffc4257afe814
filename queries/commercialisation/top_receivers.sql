-- Receivers by patents transferred and licensed, the ten with the most.
--
-- title   Largest transferees and licensees | 主要转入方
-- reads   patent_transactions
-- param   since        first day counted
-- param   until        last day counted
-- param   districts    list of district codes; null means all
-- param   industries   list of industry codes; null means all
-- column  to_holder  Receiver | 转入方
-- column  patents      Commercialised [patents] | 转化量 [件]
-- counts  patents=patents_transferred
-- draw    rank x=patents y=to_holder

select
    to_holder,
    count(*)::bigint as patents
from patent_transactions
where kind in ('transfer', 'licence')
  and signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by patents desc, to_holder
limit 10
