-- Cases open at the centre on the day the list is complete to, by the days since they were received.
--
-- title   Open cases by age | 在办案件时长
-- reads   preexaminations
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  age    Since receipt | 自接收起
-- column  since  Received from | 接收起
-- column  until  Received to | 接收止
-- column  open   Open [cases] | 在办 [件]
-- counts  open=preexaminations_waiting
-- draw    ladder x=age y=open
-- note    All cases open on the snapshot's day, whenever received: neither turned down nor concluded. | 快照日全部在办案件，不论接收时间；即尚未作出受理决定或预审结论。

with waiting as (
    select
        received_on,
        date_diff('day', received_on, $complete::date) as days
    from preexaminations
    where rejected_on is null
      and examined_on is null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

ages as (
    select * from (values
        ('Up to 7 days', '7天内', -36500, 7),
        ('8–15 days', '8—15天', 8, 15),
        ('16–30 days', '16—30天', 16, 30),
        ('31–60 days', '31—60天', 31, 60),
        ('Over 60 days', '60天以上', 61, 36500)
    ) as named(en, zh, least_days, most_days)
    where exists (select 1 from waiting)
)

select
    if($lang = 'en', ages.en, ages.zh) as age,
    $complete::date - ages.most_days as since,
    $complete::date - ages.least_days as until,
    count(waiting.received_on) as open
from ages
left join waiting on waiting.days between ages.least_days and ages.most_days
group by ages.en, ages.zh, ages.least_days, ages.most_days
order by ages.least_days
