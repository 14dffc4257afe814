-- Visits per day of an edition, counted from its opening, so that editions lie over each other.
--
-- title   Day by day across editions | 历届逐日人流对照
-- reads   expo_days, expo_editions
-- param   lang          zh or en
-- column  day_name      Day of the edition | 展会第几天
-- column  edition_name  Edition | 届次
-- column  visited_on    Date | 日期
-- column  visits        Visits [entries] | 人流 [人次]
-- counts  visits=expo_visits_counted
-- draw    heat x=day_name y=edition_name z=visits
-- note    Only editions whose visits were counted; a hatched day was not. | 仅列有计数的届次；斜线为当日无计数。

with days as (
    select edition, visited_on, sum(visits)::bigint as visits
    from expo_days
    where edition is not null
    group by all
),

numbered as (
    select
        days.edition,
        days.visited_on,
        days.visits,
        date_diff('day', coalesce(editions.starts_on, min(days.visited_on) over (partition by days.edition)), days.visited_on)
            + 1 as day_no
    from days
    left join expo_editions as editions on editions.edition = days.edition
)

select
    if($lang = 'zh', '第' || day_no || '天', 'Day ' || day_no) as day_name,
    if($lang = 'zh', '第' || edition || '届', 'Edition ' || edition) as edition_name,
    visited_on,
    visits
from numbered
where day_no >= 1 -- counts of the days of setting up belong to no day of the edition
order by edition, day_no
