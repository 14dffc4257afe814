-- Stations open at the end of the period, one a row.
--
-- title   Stations | 站点名录
-- reads   stations
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   search      part of an id, name, town or address; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  station_id     Station id | 站点编号
-- column  name           Name | 站点名称
-- column  kind           Kind | 站点类型
-- column  district_code  District | 区县
-- column  town           Town | 乡镇（街道）
-- column  opened_on      Opened on | 设立日期
-- column  lon            Longitude [degrees east] | 经度 [东经度]
-- column  lat            Latitude [degrees north] | 纬度 [北纬度]
-- draw    table

select
    station_id,
    name,
    kind,
    district_code,
    town,
    opened_on,
    lon,
    lat
from stations
where ($until is null or coalesce(opened_on, date '2015-01-01') <= $until)
  and ($until is null or closed_on is null or closed_on > $until)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($search is null or contains(concat_ws(' ', station_id, name, town, address), $search))
order by district_code, station_id
limit coalesce($page_size, 50) offset coalesce($skip, 0)
