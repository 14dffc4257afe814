-- Months of a district without a record, between months that have several: a delivery that is not there.
--
-- title   Months without records between months with several | 前后均有而当月无记录
-- reads   metrics
-- param   complete       day through which the records are complete; null means all are
-- column  metric         Metric | 指标
-- column  district_code  District | 区县
-- column  month          Month | 月份
-- column  before         Month before | 上月
-- column  after          Month after | 下月
-- draw    table
-- note    The last 36 complete months, where both neighbouring months have at least 5. | 近36个完整月内，前后两月均不少于5而当月为零者。

with counted as (
    select metric, district_code, month, sum(value) as value
    from metrics
    where metric in ('patents_granted', 'patents_filed', 'trademarks_new', 'trademarks_filed', 'station_services_delivered')
      and district_code is not null
      and last_day(month) <= coalesce($complete::date, date '9999-12-31')
      and month > coalesce($complete::date, (select max(month) from metrics)) - interval 36 month
    group by all
),

spans as (
    select metric, district_code, min(month) as first, max(month) as last
    from counted
    group by all
),

months as (
    select metric, district_code, unnest(generate_series(first, last, interval 1 month))::date as month
    from spans
),

lined_up as (
    select
        months.*,
        coalesce(counted.value, 0) as value,
        lag(counted.value) over line as before,
        lead(counted.value) over line as after
    from months
    left join counted using (metric, district_code, month)
    window line as (partition by months.metric, months.district_code order by months.month)
)

select
    metric,
    district_code,
    month,
    before,
    after
from lined_up
where value = 0
  and before >= 5
  and after >= 5
order by metric, district_code, month
