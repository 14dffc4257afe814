-- Firms by the rung that comes next for them, and how many of its criteria they lack, on the snapshot's day.
--
-- title   Who could qualify next | 下一级梯度储备
-- reads   ladder_firms
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  next_rung  Next rung | 下一级梯度
-- column  standing   Criteria | 条件
-- column  firms      Firms [firms] | 企业 [家]
-- codes   next_rung ladder_rungs
-- codes   standing criteria_standings
-- draw    rank x=firms y=next_rung by=standing
-- note    Criteria are demonstration ones of this dashboard, evaluated on the snapshot's day whatever the period; filters by title do not apply. | 条件为本看板演示设定，按快照日评估，与所选期间无关；称号筛选不适用。

with firms as (
    select
        firm,
        next_rung,
        least(count(*) filter (lacking > 0), 2) as missing
    from ladder_firms
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

steps as (
    select * from (values
        (0, 'all_met'),
        (1, 'one_missing'),
        (2, 'more_missing')
    ) as named(missing, standing)
)

select
    rungs.next_rung,
    steps.standing,
    count(firms.firm) as firms
from (select distinct next_rung from firms) as rungs
cross join steps
left join firms
    on firms.next_rung = rungs.next_rung
    and firms.missing = steps.missing
group by rungs.next_rung, steps.missing, steps.standing
order by rungs.next_rung desc, steps.missing
