-- Every IPC subclass that speaks for a chain, with the patents in force of the chain that have it: few or none first.
--
-- title   White space: classes of the chain by patents in force | 空白点：本链分类号的有效专利
-- reads   patents, industry_classes
-- param   complete   last day on which the register is complete; in force on that day
-- param   lang       language of the reasons
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  ipc_subclass IPC subclass | IPC小类
-- column  in_force     In force [patents] | 有效专利 [件]
-- column  recent       Filed in 36 months [patents] | 近36个月申请 [件]
-- column  reason       Why it belongs to the chain | 归入理由
-- codes   ipc_subclass industry_classes
-- counts  in_force=patents_in_force
-- draw    table
-- note    The list is data/reference/industry_classes.csv. A class with nothing in force is an open field or one that the city has no use for: the register cannot tell which. | 分类清单见 data/reference/industry_classes.csv。无有效专利既可能是空白机会，也可能是本市并不涉足，登记数据无法区分。

with counted as (
    select
        ipc_subclass,
        count(*) filter (
            granted_on <= $complete::date
            and (ended_on is null or ended_on > $complete::date)
        ) as in_force,
        count(*) filter (
            filed_on > $complete::date - interval 36 month
            and filed_on <= $complete::date
        ) as recent
    from patents
    where chain = $chain
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
)

select
    industry_classes.code as ipc_subclass,
    coalesce(counted.in_force, 0)::bigint as in_force,
    coalesce(counted.recent, 0)::bigint as recent,
    case when $lang = 'en' then industry_classes.reason_en else industry_classes.reason_zh end as reason
from industry_classes
left join counted on counted.ipc_subclass = industry_classes.code
where industry_classes.kind = 'ipc'
  and industry_classes.industry_code = $chain
order by in_force, recent, ipc_subclass
