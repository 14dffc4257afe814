-- One row per demand published in the scope, newest first.
--
-- title   Demands | 需求明细
-- reads   demands
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      part of a number, name, description or demander; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  demand_no      Number | 需求编号
-- column  title          What is looked for | 需求名称
-- column  status         State | 状态
-- column  budget_cny     Budget [CNY] | 预算 [元]
-- column  demander       Demander | 需求方
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  ipc            IPC | IPC
-- column  published_on   Published on | 发布日
-- column  closes_on      Closes on | 截止日
-- column  description    Description | 需求描述
-- selects demander
-- draw    table
-- note    No budget: negotiable. | 未列预算的为面议。

select
    demand_no,
    title,
    status,
    budget_wan * 10000 as budget_cny,
    demander,
    district_code,
    industry_code,
    ipc,
    published_on,
    closes_on,
    description
from demands
where published_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(concat_ws(' ', demand_no, title, description, demander)), lower($search::varchar))
  )
order by published_on desc, demand_no
limit $page_size
offset $skip
