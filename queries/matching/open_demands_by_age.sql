-- Demands open on the day the records are complete to, by the days since they were published.
--
-- title   How long open demands have waited | 征集中需求已发布时长
-- reads   demands
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  age      Published for | 已发布
-- column  since    From | 起
-- column  until    To | 止
-- column  demands  Open demands [items] | 征集中需求 [项]
-- counts  demands=demands_waiting
-- draw    ladder x=age y=demands
-- note    All demands open in the snapshot, whenever published. | 快照中全部征集中需求，不论发布时间。

with open_demands as (
    select published_on
    from demands
    where status = 'open'
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

steps as (
    select * from (values
        (1, 'Over a year', '1年以上', date '1900-01-01', $complete::date - 366),
        (2, '181–365 days', '181—365天', $complete::date - 365, $complete::date - 181),
        (3, '91–180 days', '91—180天', $complete::date - 180, $complete::date - 91),
        (4, '31–90 days', '31—90天', $complete::date - 90, $complete::date - 31),
        (5, 'Up to 30 days', '30天及以内', $complete::date - 30, date '9999-12-31')
    ) as named(step, en, zh, since, until)
    where exists (select 1 from open_demands)
)

select
    if($lang = 'zh', steps.zh, steps.en) as age,
    steps.since,
    steps.until,
    count(open_demands.published_on) as demands
from steps
left join open_demands on open_demands.published_on between steps.since and steps.until
group by steps.step, steps.en, steps.zh, steps.since, steps.until
order by steps.step
