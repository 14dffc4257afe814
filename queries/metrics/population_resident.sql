-- Residents, as changes between published figures. City figures that no district shares stand without a district.
--
-- title    Residents | 常住人口
-- unit     residents | 人
-- kind     stock
-- better   neither
-- reads    published_figures
-- records  published_figures
-- by       district
-- about    Census of 2020 by district; published year-end figures for the city. | 区县为2020年普查数，全市为公布的年末常住人口。
-- caveat   Districts stay at the census, so that their sum is not the city after 2020. | 区县停留在普查数，2020年后其和不等于全市数。

with figures as (
    select
        *,
        try_cast(period as date) as happened_on,
        value - coalesce(lag(value) over (partition by geo_code order by period), 0) as change
    from published_figures
    where metric_id = 'population_resident'
      and geo_code like '5105%'
      and period_type = 'as_of'
),

events as (
    select *, geo_code as district_code, change as counted from figures where geo_code <> '510500'
    union all
    -- What the city published, less what stands with districts: the sum is the city's own figure.
    select *, null as district_code, change as counted from figures where geo_code = '510500'
    union all
    select *, null as district_code, -change as counted from figures where geo_code <> '510500'
)

select
    * exclude (value, change, counted),
    counted as value
from events
where happened_on is not null
