-- Every technology demand that an organisation has published, newest first.
--
-- title   Its demands | 全部技术需求
-- reads   demands
-- param   organisation  name of the organisation
-- param   search        part of a number or of a title; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  demand_no     Number | 需求编号
-- column  title         What is looked for | 需求名称
-- column  ipc           IPC | IPC
-- column  budget_cny    Budget [CNY] | 预算 [元]
-- column  published_on  Published on | 发布日
-- column  closes_on     Closes on | 截止日
-- column  status        State | 状态
-- draw    table

select
    demand_no,
    title,
    ipc,
    budget_wan * 10000 as budget_cny,
    published_on,
    closes_on,
    status
from demands
where demander = $organisation
  and ($search is null or contains(lower(concat_ws(' ', demand_no, title)), lower($search::varchar)))
order by published_on desc, demand_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
