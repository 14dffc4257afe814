-- Services that stations delivered, per period and kind of service; periods without any are zero.
--
-- title   Services delivered over time, by kind | 站点服务量走势（按类别）
-- reads   metrics
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- column  period      Period | 时段
-- column  service     Service | 服务类别
-- column  services    Services delivered [services] | 服务次数 [次]
-- counts  services=station_services_delivered
-- draw    bar x=period y=services by=service

with periods as (
    select distinct date_trunc(coalesce($grain, 'month'), month)::date as period
    from generate_series($since::date, $until::date, interval 1 month) as months(month)
),

kinds as (
    select distinct breakdown as service
    from metrics
    where metric = 'station_services_delivered'
),

delivered as (
    select
        date_trunc(coalesce($grain, 'month'), month)::date as period,
        breakdown as service,
        sum(value)::bigint as services
    from metrics
    where metric = 'station_services_delivered'
      and month between $since and $until
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    periods.period,
    kinds.service,
    coalesce(delivered.services, 0) as services
from periods
cross join kinds
left join delivered on delivered.period = periods.period and delivered.service = kinds.service
order by periods.period, kinds.service
