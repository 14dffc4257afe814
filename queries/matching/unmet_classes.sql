-- IPC subclasses in which demands are open and nothing is listed, with the patents in force that nobody has listed.
--
-- title   Open demands without a listing in their class | 无同类挂牌的征集中需求
-- reads   demands, listings, patents
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  ipc_subclass   IPC subclass | IPC小类
-- column  demands        Open demands [items] | 征集中需求 [项]
-- column  waiting_since  Oldest since | 最早发布日
-- column  in_force       In force, not listed [patents] | 未挂牌有效专利 [件]
-- codes   ipc_subclass industry_classes ipc_subclasses
-- counts  demands=demands_waiting in_force=patents_in_force
-- draw    table
-- note    A class with patents in force is worth a call to their owners. Demands without an IPC symbol cannot be told by class. | 有有效专利的分类可联系权利人挂牌。未标引IPC的需求无法按分类统计。

with open_demands as (
    select ipc_subclass, count(*) as demands, min(published_on) as waiting_since
    from demands
    where status = 'open'
      and ipc_subclass is not null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

open_listings as (
    select distinct ipc_subclass from listings where status = 'listed'
),

in_force as (
    select ipc_subclass, count(*) as patents
    from patents
    where granted_on <= $complete::date
      and (ended_on is null or ended_on > $complete::date)
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    open_demands.ipc_subclass,
    open_demands.demands,
    open_demands.waiting_since,
    coalesce(in_force.patents, 0)::bigint as in_force
from open_demands
left join in_force using (ipc_subclass)
where not exists (select 1 from open_listings where open_listings.ipc_subclass = open_demands.ipc_subclass)
order by open_demands.demands desc, waiting_since, open_demands.ipc_subclass
