-- Marks in force per Nice class that speaks for a chain, whatever chain the marks themselves state; classes that hold
-- none are left out.
--
-- title   Marks in force in the chain's Nice classes | 本链尼斯类别的有效商标
-- reads   trademarks, industry_classes
-- param   complete   last day on which the register is complete; in force on that day
-- param   lang       language of the reasons
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain
-- column  nice_class Nice class | 尼斯分类
-- column  in_force   In force [marks] | 有效商标 [件]
-- column  reason     Why it belongs to the chain | 归入理由
-- codes   nice_class nice_classes
-- counts  in_force=valid_trademarks
-- draw    table

with counted as (
    select
        nice_class,
        count(*) as in_force
    from trademarks
    where registered_on <= $complete::date
      and (ended_on is null or ended_on > $complete::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    industry_classes.class as nice_class,
    counted.in_force::bigint as in_force,
    case when $lang = 'en' then industry_classes.reason_en else industry_classes.reason_zh end as reason
from industry_classes
join counted on counted.nice_class = industry_classes.class
where industry_classes.kind = 'nice'
  and industry_classes.industry_code = $chain
order by in_force desc, nice_class::int
