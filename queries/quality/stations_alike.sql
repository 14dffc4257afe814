-- Stations of one kind under one name (spaces and brackets apart) whose points lie within 200 m, or that have none.
--
-- title   Stations that look alike | 疑似重复的站点
-- reads   stations
-- column  station_id     Station | 站点编号
-- column  alike          Looks like | 疑似与之重复
-- column  name           Name | 名称
-- column  kind           Kind | 类型
-- column  district_code  District | 区县
-- column  metres         Apart [m] | 相距 [米]
-- draw    table
-- note    One name and kind, within 200 m or without points. | 同名同类，相距200米以内或无坐标。

with named as (
    select
        *,
        regexp_replace(lower(name), '[\s()\x{FF08}\x{FF09}\x{00B7}]', '', 'g') as plain
    from stations
),

pairs as (
    select
        second.station_id,
        first.station_id as alike,
        second.name,
        second.kind,
        second.district_code,
        -- Good to a few metres over such distances.
        round(111195 * sqrt(
            pow(second.lat - first.lat, 2) + pow((second.lon - first.lon) * cos(radians(first.lat)), 2)
        )) as metres
    from named as first
    join named as second
        on second.plain = first.plain and second.kind = first.kind and second.station_id > first.station_id
    where first.closed_on is null
      and second.closed_on is null
)

select
    station_id,
    alike,
    name,
    kind,
    district_code,
    metres
from pairs
where metres <= 200
   or metres is null
order by name, station_id
