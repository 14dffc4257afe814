-- Patents transferred and licensed per industrial chain. Every chain is listed: choosing one must not hide the others.
--
-- title   Patents commercialised by industrial chain | 各产业链转化量
-- reads   patent_transactions
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  industry_code  Industrial chain | 产业链
-- column  patents        Commercialised [patents] | 转化量 [件]
-- column  share          Share | 占比
-- counts  patents=patents_transferred
-- draw    rank x=patents y=industry_code share=share

select
    industry_code,
    count(*)::bigint as patents,
    count(*) / nullif(sum(count(*)) over (), 0) as share
from patent_transactions
where kind in ('transfer', 'licence')
  and signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by industry_code
order by industry_code is null, patents desc, industry_code
