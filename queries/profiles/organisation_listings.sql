-- Every right that an organisation has listed for trade, newest first.
--
-- title   Its listings | 全部挂牌项目
-- reads   listings
-- param   organisation  name of the organisation
-- param   search        part of a number or of a title; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  listing_no        Number | 挂牌编号
-- column  title             What is listed | 挂牌名称
-- column  right_kind        Kind of right | 权利类型
-- column  offer             Offered as | 交易方式
-- column  asking_price_cny  Asking price [CNY] | 挂牌价 [元]
-- column  listed_on         Listed on | 挂牌日
-- column  status            State | 状态
-- draw    table

select
    listing_no,
    title,
    right_kind,
    offer,
    asking_price_wan * 10000 as asking_price_cny,
    listed_on,
    status
from listings
where holder = $organisation
  and ($search is null or contains(lower(concat_ws(' ', listing_no, title)), lower($search::varchar)))
order by listed_on desc, listing_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
