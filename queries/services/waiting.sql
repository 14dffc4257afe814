-- Requests not handled on the day the records are complete to, by the days since they were received.
--
-- title   Open requests by age | 在办办件（按收件后天数）
-- reads   service_requests
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   lang        zh or en
-- column  age         Days since receipt | 收件后天数
-- column  since       From | 起
-- column  until       To | 止
-- column  requests    Open requests [requests] | 在办 [件]
-- counts  requests=service_requests_waiting
-- draw    ladder x=age y=requests
-- note    All requests open on that day, whenever received; calendar days. | 当日全部在办件，不论收件时间；按日历天数计。

with steps as (
    select * from (values
        (1, 'Up to 7 days', '7天内', $complete::date - 7, date '9999-12-31'),
        (2, '8–14 days', '8—14天', $complete::date - 14, $complete::date - 8),
        (3, '15–30 days', '15—30天', $complete::date - 30, $complete::date - 15),
        (4, 'Over 30 days', '30天以上', date '1900-01-01', $complete::date - 31)
    ) as named(step, en, zh, since, until)
    where exists (select 1 from service_requests)
)

select
    if($lang = 'zh', steps.zh, steps.en) as age,
    steps.since,
    steps.until,
    count(requests.request_id)::bigint as requests
from steps
left join service_requests as requests
    on requests.received_on between steps.since and steps.until
    and requests.handled_on is null
    and ($districts is null or list_contains($districts::varchar[], requests.district_code))
group by steps.step, steps.en, steps.zh, steps.since, steps.until
order by steps.step
