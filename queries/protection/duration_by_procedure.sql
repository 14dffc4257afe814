-- Days from acceptance to closing of the cases closed in the period, per procedure.
--
-- title   Days to close, by procedure | 各程序办理天数
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  procedure       Procedure | 办理程序
-- column  closed          Cases closed [cases] | 结案 [件]
-- column  median          Median [days] | 中位数 [天]
-- column  lower_quartile  P25 [days] | 下四分位 [天]
-- column  upper_quartile  P75 [days] | 上四分位 [天]
-- column  longest         Longest [days] | 最长 [天]
-- counts  closed=ip_cases_closed
-- draw    table
-- note    P25 and P75: a quarter and three quarters of the cases were closed within so many days. | 下四分位、上四分位：四分之一、四分之三的案件在该天数内办结。

select
    procedure,
    count(*) as closed,
    round(median(closed_on - accepted_on), 1) as median,
    round(quantile_cont(closed_on - accepted_on, 0.25), 1) as lower_quartile,
    round(quantile_cont(closed_on - accepted_on, 0.75), 1) as upper_quartile,
    max(closed_on - accepted_on) as longest
from ip_cases
where closed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by closed desc, procedure
