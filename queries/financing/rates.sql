-- Yearly rates of the pledge loans signed in a year: lowest, average weighted by money disbursed, highest.
--
-- title   Interest rates by year | 各年贷款利率
-- reads   financing_months
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  year        Year | 年度
-- column  series      Rate | 利率
-- column  rate_pct    Yearly rate [%] | 年利率 [%]
-- draw    line x=year y=rate_pct by=series grain=year
-- note    The average weighs each loan by the money disbursed; years without a rate have no point. | 平均利率按放款金额加权；无利率记录的年度无点。

with years as (
    select
        date_trunc('year', month)::date as year,
        min(lowest_pct) as lowest_pct,
        sum(rate_weight) / nullif(sum(rated_cny), 0) as average_pct,
        max(highest_pct) as highest_pct
    from financing_months
    where kind = 'pledge'
      and month between date_trunc('month', $since::date) and $until::date
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

series as (
    select 1 as place, if($lang = 'zh', '加权平均', 'Weighted average') as series, year, average_pct as rate_pct from years
    union all
    select 2 as place, if($lang = 'zh', '最高', 'Highest') as series, year, highest_pct as rate_pct from years
    union all
    select 3 as place, if($lang = 'zh', '最低', 'Lowest') as series, year, lowest_pct as rate_pct from years
)

select
    year,
    series,
    rate_pct
from series
where rate_pct is not null
order by place, year
