-- Titles standing at the end of the period, by title and level.
--
-- title   Titles by kind and level | 各类称号（按级别）
-- reads   recognitions
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  kind    Title | 称号
-- column  level   Level | 级别
-- column  titles  Standing [titles] | 有效称号 [项]
-- counts  titles=recognitions_standing
-- draw    rank x=titles y=kind by=level
-- note    Titles, not firms: one firm can hold several. | 按称号计，一家企业可持有多项。

with standing as (
    select
        kind,
        level,
        count(*) as titles
    from recognitions
    where recognised_on <= $until
      and (ended_on is null or ended_on > $until)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    kind,
    level,
    titles
from standing
order by sum(titles) over (partition by kind) desc, kind, titles desc, level
