-- Who is counted by a distinct metric now and before: those who entered, stayed and left.
--
-- title   Entered, stayed and left | 新增、留存与退出
-- reads   metric_entities
-- param   metric        id of the metric
-- param   since         first day counted now
-- param   until         last day counted now
-- param   before_since  first day counted before
-- param   before_until  last day counted before
-- param   districts     list of district codes; null means all
-- param   industries    list of industrial chains; null means all
-- column  entity        Name | 名称
-- column  standing      Standing | 进出

with counted as (
    select
        entity,
        coalesce(bool_or(month between $since and $until), false) as is_now,
        coalesce(bool_or(month between $before_since and $before_until), false) as is_before
    from metric_entities
    where metric = $metric
      and entity is not null -- a count of distinct values leaves out what has none
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    entity,
    case when is_now and is_before then 'stayed' when is_now then 'entered' else 'left' end as standing
from counted
where is_now or is_before
order by standing, entity
