-- Cases closed in the period by the days from acceptance to closing, in bands.
--
-- title   How long closed cases took | 结案案件办理时长分布
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  duration_band  Days to close | 办理时长
-- column  closed         Cases closed [cases] | 结案 [件]
-- column  share          Share | 占比
-- counts  closed=ip_cases_closed
-- draw    rank x=closed y=duration_band share=share

select
    duration_band,
    count(*) as closed,
    count(*) / sum(count(*)) over () as share
from ip_cases
where closed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by min(closed_on - accepted_on)
