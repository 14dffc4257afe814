-- Months of a district whose count lies far from its other months, by the median and the median deviation.
--
-- title   Months far from the others | 明显偏离常态的月份
-- reads   metrics
-- param   complete       day through which the records are complete; null means all are
-- column  metric         Metric | 指标
-- column  district_code  District | 区县
-- column  month          Month | 月份
-- column  value          Value | 数值
-- column  median         Median of 36 months | 近36个月中位数
-- column  score          Distance [deviations] | 偏离 [倍离差]
-- draw    table
-- note    The last 36 complete months of each district; the deviation is 1.4826 times the median of the distances from the median, at least the square root of the median. Listed from 3.5 deviations on. | 各区县最近36个完整月；离差取各月与中位数之差的中位数的1.4826倍，且不小于中位数的平方根；列出偏离3.5倍以上者。

with counted as (
    select metric, district_code, month, sum(value) as value
    from metrics
    where metric in ('patents_granted', 'patents_filed', 'trademarks_new', 'trademarks_filed', 'station_services_delivered')
      and district_code is not null
    group by all
),

recent as (
    select *
    from counted
    where last_day(month) <= coalesce($complete::date, date '9999-12-31')
      and month > coalesce($complete::date, (select max(month) from counted)) - interval 36 month
),

centred as (
    select *, median(value) over (partition by metric, district_code) as median
    from recent
),

scaled as (
    select
        *,
        greatest(
            1.4826 * median(abs(value - median)) over (partition by metric, district_code), sqrt(median), 1
        ) as deviation
    from centred
)

select
    metric,
    district_code,
    month,
    value,
    median,
    round((value - median) / deviation, 1) as score
from scaled
where abs(value - median) / deviation >= 3.5
order by abs(score) desc, metric, district_code, month
