-- Stations whose id, name or town holds the words, by district.
--
-- title   Stations found | 查找站点
-- reads   stations
-- param   search  part of an id, a name or a town; null means all
-- param   number  how many are returned; null means 20
-- column  station_id     Station id | 站点编号
-- column  name           Station | 站点
-- column  district_code  District | 区县

select
    station_id,
    name,
    district_code
from stations
where $search is null or contains(lower(concat_ws(' ', station_id, name, town)), lower($search::varchar))
order by district_code, station_id
limit coalesce($number::bigint, 20)
