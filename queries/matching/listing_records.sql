-- One row per right listed in the scope, newest first.
--
-- title   Listings | 挂牌明细
-- reads   listings
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      part of a number, name or holder; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  listing_no        Number | 挂牌编号
-- column  title             What is listed | 挂牌名称
-- column  right_kind        Kind of right | 权利类型
-- column  offer             Offered as | 交易方式
-- column  asking_price_cny  Asking price [CNY] | 挂牌价 [元]
-- column  status            State | 状态
-- column  holder            Holder | 权利人
-- column  district_code     District | 区县
-- column  industry_code     Industrial chain | 产业链
-- column  ipc               IPC | IPC
-- column  listed_on         Listed on | 挂牌日
-- column  delisted_on       Off the list on | 摘牌日
-- column  application_no    Patent | 专利号
-- selects holder
-- draw    table
-- note    No price: negotiable. | 未列价格的为面议。

select
    listing_no,
    title,
    right_kind,
    offer,
    asking_price_wan * 10000 as asking_price_cny,
    status,
    holder,
    district_code,
    industry_code,
    ipc,
    listed_on,
    delisted_on,
    application_no
from listings
where listed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(concat_ws(' ', listing_no, application_no, title, abstract, holder)), lower($search::varchar))
  )
order by listed_on desc, listing_no
limit $page_size
offset $skip
