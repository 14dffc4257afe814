-- What is published of a district and how much the records hold of it, in one row.
--
-- title   The district | 区县概况
-- reads   published_figures, geographical_indications, stations, financing
-- param   district  code of the district
-- column  residents     Residents [residents] | 常住人口 [人]
-- column  residents_on  As of | 人口时点
-- column  area_km2      Area [km²] | 面积 [平方公里]
-- column  gdp_cny       GDP [CNY] | 地区生产总值 [元]
-- column  gdp_period    GDP of | 生产总值年份
-- column  towns         Towns and subdistricts [towns] | 乡镇（街道） [个]
-- column  indications   Geographical indications [entries] | 地理标志 [件]
-- column  stations      Open stations [stations] | 在用站点 [个]
-- column  borrowers     Firms financed on IP [firms] | 知识产权融资企业 [家]
-- column  lenders       Lenders [lenders] | 贷款机构 [家]

with published as (
    select
        max_by(value, period) filter (metric_id = 'population_resident') as residents,
        max(period) filter (metric_id = 'population_resident') as residents_on,
        max_by(value, period) filter (metric_id = 'land_area') as area_km2,
        max_by(value, period) filter (metric_id = 'gdp') as gdp_cny,
        max(period) filter (metric_id = 'gdp') as gdp_period,
        max_by(value, period) filter (metric_id = 'township_units') as towns
    from published_figures
    where geo_code = $district
),

named as (
    select count(*) as indications
    from geographical_indications
    where district_code = $district
      and ended_on is null
),

placed as (
    select count(*) as stations
    from stations
    where district_code = $district
      and closed_on is null
),

lent as (
    select
        count(distinct firm) as borrowers,
        count(distinct lender) as lenders
    from financing
    where district_code = $district
)

select *
from published
cross join named
cross join placed
cross join lent
where $district is not null
order by residents
