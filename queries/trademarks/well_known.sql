-- One row per well-known mark in force at the end of the period, newest recognition first; at most 200.
--
-- title   Well-known marks | 驰名商标名录
-- reads   trademarks_well_known
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  mark            Mark | 商标
-- column  nice_class      Nice class | 尼斯分类
-- column  owner           Owner | 注册人
-- column  district_code   District | 区县
-- column  industry_code   Industrial chain | 产业链
-- column  well_known_on   Well-known since | 认定日
-- column  registration_no Registration number | 注册号
-- codes   nice_class nice_classes
-- selects owner
-- draw    table

select
    mark,
    nice_class,
    owner,
    district_code,
    industry_code,
    well_known_on,
    registration_no
from trademarks_well_known
where well_known_on <= $until
  and (ended_on is null or ended_on > $until)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by well_known_on desc, registration_no
limit 200
