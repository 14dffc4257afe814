-- One row: the target for money disbursed that runs in the period, what is reached, what is missing, and when at this pace.
--
-- title   Target for pledge financing | 质押融资目标
-- reads   targets, financing_months
-- param   until        last day counted
-- param   complete     day through which the records are complete
-- param   districts    list of district codes; null means the whole city
-- param   industries   list of industry codes; a target is set for all of them
-- column  target_cny   Target [CNY] | 目标 [元]
-- column  starts_on    Counted from | 起算日
-- column  due_on       Due on | 期限
-- column  through      Counted through | 统计截至
-- column  reached_cny  Reached [CNY] | 已完成 [元]
-- column  missing_cny  Missing [CNY] | 尚差 [元]
-- column  share        Share reached | 完成比例
-- column  expected_on  Reached at this pace on | 按当前进度完成日
-- draw    table

with place as (
    select case
        when $industries::varchar[] is not null then null
        when $districts::varchar[] is null then '510500'
        when len($districts::varchar[]) = 1 then ($districts::varchar[])[1]
    end as geo_code
),

target as (
    select
        place.geo_code,
        targets.value,
        targets.starts_on,
        targets.due_on,
        least(last_day($until::date), coalesce($complete::date, last_day($until::date)), targets.due_on) as through
    from targets
    join place on place.geo_code = targets.geo_code
    where targets.metric_id = 'pledge_financing_amount'
      and targets.value > 0
      and targets.starts_on <= $until::date
    order by targets.due_on < $until::date, abs(date_diff('day', targets.due_on, $until::date))
    limit 1
),

counted as (
    select target.*, coalesce(sum(months.disbursed_cny), 0) as reached
    from target
    left join financing_months as months
        on months.kind = 'pledge'
        and months.month between target.starts_on and target.through
        and (target.geo_code = '510500' or months.district_code = target.geo_code)
    group by all
)

select
    value as target_cny,
    starts_on,
    due_on,
    through,
    reached as reached_cny,
    greatest(value - reached, 0) as missing_cny,
    reached / value as share,
    case
        when reached between 1 and value
            then starts_on + ceil((date_diff('day', starts_on, through) + 1) * value / reached)::integer - 1
    end as expected_on
from counted
where exists (select 1 from financing_months)
order by due_on
