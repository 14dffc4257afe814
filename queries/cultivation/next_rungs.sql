-- Firms by the rung that comes next for them, and how many of its criteria they lack, on the snapshot's day.
--
-- title   Who could qualify next | 下一级梯度储备
-- reads   ladder_firms
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  next_rung     Next rung | 下一级梯度
-- column  all_met       All criteria met [firms] | 条件全部满足 [家]
-- column  one_missing   One missing [firms] | 仅差一项 [家]
-- column  more_missing  More missing [firms] | 差两项以上 [家]
-- codes   next_rung ladder_rungs
-- draw    grouped x=next_rung y=all_met,one_missing
-- note    Criteria are demonstration ones of this dashboard, evaluated on the snapshot's day whatever the period; filters by title do not apply. | 条件为本看板演示设定,按快照日评估,与所选期间无关;称号筛选不适用。

with firms as (
    select
        firm,
        next_rung,
        count(*) filter (lacking > 0) as missing
    from ladder_firms
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    next_rung,
    count(*) filter (missing = 0) as all_met,
    count(*) filter (missing = 1) as one_missing,
    count(*) filter (missing > 1) as more_missing
from firms
group by next_rung
order by next_rung
