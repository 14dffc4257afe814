-- Cases accepted in the period per industrial chain. Every chain is listed: choosing one must not hide the others.
--
-- title   Cases by industrial chain | 各产业链案件
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- column  industry_code  Industrial chain | 产业链
-- column  accepted       Cases accepted [cases] | 受理案件 [件]
-- column  share          Share | 占比
-- counts  accepted=ip_cases_handled
-- draw    rank x=accepted y=industry_code share=share

select
    industry_code,
    count(*) as accepted,
    count(*) / sum(count(*)) over () as share
from ip_cases
where accepted_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by industry_code
order by industry_code is null, accepted desc, industry_code
