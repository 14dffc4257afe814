-- One row per case accepted in the scope, newest first.
--
-- title   Cases | 案件明细
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search              part of a case number; null means all
-- param   page_size           rows on a page
-- param   skip                rows before the page
-- column  case_id             Case | 案件编号
-- column  kind                Kind of case | 案件类别
-- column  procedure           Procedure | 办理程序
-- column  district_code       District | 区县
-- column  industry_code       Industrial chain | 产业链
-- column  accepted_on         Accepted | 受理日
-- column  closed_on           Closed | 结案日
-- column  days                Days to close [days] | 办理天数 [天]
-- column  outcome             Outcome | 结案方式
-- column  cooperating_region  Joint action with | 联合办案地区
-- column  goods_kind          Goods seized | 查获物品
-- column  goods_quantity      Quantity | 数量
-- column  goods_unit          Unit | 单位
-- column  value_cny           Value [CNY] | 案值 [元]
-- selects kind
-- draw    table

select
    case_id,
    kind,
    procedure,
    district_code,
    industry_code,
    accepted_on,
    closed_on,
    closed_on - accepted_on as days,
    outcome,
    cooperating_region,
    goods_kind,
    goods_quantity,
    goods_unit,
    value_cny
from ip_cases
where accepted_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and ($search::varchar is null or contains(lower(case_id), lower($search::varchar)))
order by accepted_on desc, case_id desc
limit $page_size
offset $skip
