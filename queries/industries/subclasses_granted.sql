-- Patents granted in a chain per IPC subclass and calendar year: the twelve largest subclasses of the ten years up to
-- the year in which the period ends. Designs have no IPC symbol and are not here.
--
-- title   IPC subclasses over the years: patents granted | IPC小类历年授权量
-- reads   patents
-- param   until      the last of the ten years is the year of this day
-- param   complete   last day on which the register is complete
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  year         Year | 年份
-- column  ipc_subclass IPC subclass | IPC小类
-- column  granted      Granted [patents] | 授权量 [件]
-- codes   ipc_subclass industry_classes ipc_subclasses
-- counts  granted=patents_granted
-- draw    heat x=year y=ipc_subclass z=granted grain=year
-- note    A patent without a stated chain is counted by its class; the signed metrics count stated chains only. | 未载明产业链的专利按分类推定归入；正式指标只计载明的产业链。

with span as (
    select
        (date_trunc('year', $until::date) - interval 9 year)::date as since,
        -- Whole years: half a year would look like a fall.
        least(date_trunc('year', $until::date) + interval 1 year - interval 1 day, $complete::date)::date as until
),

counted as (
    select
        date_trunc('year', granted_on)::date as year,
        ipc_subclass,
        count(*) as granted
    from patents
    where chain = $chain
      and ipc_subclass is not null
      and granted_on between (select since from span) and (select until from span)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

leaders as (
    select ipc_subclass
    from counted
    group by ipc_subclass
    order by sum(granted) desc, ipc_subclass
    limit 12
),

years as (
    select unnest(generate_series(min(year), (select until from span), interval 1 year))::date as year
    from counted
)

select
    years.year,
    leaders.ipc_subclass,
    coalesce(counted.granted, 0)::bigint as granted
from years
cross join leaders
left join counted
    on counted.ipc_subclass = leaders.ipc_subclass
    and counted.year = years.year
order by years.year, leaders.ipc_subclass
