-- Cases open on the day the records are complete to, by the days since they were accepted.
--
-- title   How old open cases are | 未结案件已办理时长
-- reads   ip_cases
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  age         Open for | 已办理
-- column  since       From | 起
-- column  until       To | 止
-- column  cases       Open cases [cases] | 未结案件 [件]
-- column  oldest      Oldest [days] | 最长 [天]
-- counts  cases=ip_cases_pending
-- draw    ladder x=age y=cases
-- note    All cases open on the snapshot's day, whenever accepted. | 快照日全部未结案件，不论受理时间。

with open_cases as (
    select accepted_on
    from ip_cases
    where closed_on is null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

steps as (
    select * from (values
        (1, 'Over 180 days', '180天以上', date '1900-01-01', $complete::date - 181),
        (2, '91–180 days', '91—180天', $complete::date - 180, $complete::date - 91),
        (3, '61–90 days', '61—90天', $complete::date - 90, $complete::date - 61),
        (4, '31–60 days', '31—60天', $complete::date - 60, $complete::date - 31),
        (5, 'Up to 30 days', '30天及以内', $complete::date - 30, date '9999-12-31')
    ) as named(step, en, zh, since, until)
    where exists (select 1 from open_cases)
)

select
    if($lang = 'zh', steps.zh, steps.en) as age,
    steps.since,
    steps.until,
    count(open_cases.accepted_on) as cases,
    max($complete::date - open_cases.accepted_on) as oldest
from steps
left join open_cases on open_cases.accepted_on between steps.since and steps.until
group by steps.step, steps.en, steps.zh, steps.since, steps.until
order by steps.step desc
