-- One row per push in the scope with the demand and the offer that it names, newest first.
--
-- title   Pushes | 推送明细
-- reads   pushes, demands, listings, patents
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      part of a number, of what is looked for or of what is offered; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  push_no        Number | 推送编号
-- column  pushed_on      Pushed on | 推送日
-- column  channel        Channel | 推送渠道
-- column  demand         What is looked for | 需求名称
-- column  offer_name     What was put forward | 推送内容
-- column  offer_kind     Kind | 供给类型
-- column  outcome        What came of it | 推送结果
-- column  outcome_on     Answered on | 反馈日
-- column  demander       Demander | 需求方
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  demand_no      Demand | 需求编号
-- column  offer_no       Offer | 供给编号
-- selects outcome
-- draw    table

select
    pushes.push_no,
    pushes.pushed_on,
    pushes.channel,
    demands.title as demand,
    coalesce(listings.title, patents.title) as offer_name,
    pushes.offer_kind,
    pushes.outcome,
    pushes.outcome_on,
    demands.demander,
    pushes.district_code,
    pushes.industry_code,
    pushes.demand_no,
    pushes.offer_no
from pushes
left join demands on demands.demand_no = pushes.demand_no
left join listings on pushes.offer_kind = 'listing' and listings.listing_no = pushes.offer_no
left join patents on pushes.offer_kind = 'patent' and patents.application_no = pushes.offer_no
where pushes.pushed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], pushes.district_code))
  and ($industries is null or list_contains($industries::varchar[], pushes.industry_code))
  and (
      $search::varchar is null
      or contains(
          lower(concat_ws(' ', pushes.push_no, pushes.demand_no, pushes.offer_no, demands.title, listings.title, patents.title)),
          lower($search::varchar)
      )
  )
order by pushes.pushed_on desc, pushes.push_no
limit $page_size
offset $skip
