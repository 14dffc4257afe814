-- One row per patent transferred, licensed or offered in the scope, newest first.
--
-- title   Contracts and declarations | 转化明细
-- reads   patent_transactions
-- param   since           first day counted
-- param   until           last day counted
-- param   districts       list of district codes; null means all
-- param   industries      list of industry codes; null means all
-- param   search          part of a number, patent, giver or receiver; null means all
-- param   page_size       rows on a page
-- param   skip            rows before the page
-- column  transaction_id  Number | 转化编号
-- column  kind            Way of use | 转化方式
-- column  application_no  Patent | 专利号
-- column  patent_type     Type | 专利类型
-- column  from_holder     Giver | 转出方
-- column  from_place      From | 转出地
-- column  to_holder       Receiver | 转入方
-- column  to_place        To | 转入地
-- column  industry_code   Industrial chain | 产业链
-- column  signed_on       Contract date | 合同日期
-- column  amount_cny      Amount [CNY] | 合同金额 [元]
-- selects to_holder
-- draw    table

select
    transaction_id,
    kind,
    application_no,
    patent_type,
    from_holder,
    from_place,
    to_holder,
    to_place,
    industry_code,
    signed_on,
    amount_cny
from patent_transactions
where signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(concat_ws(' ', transaction_id, application_no, from_holder, to_holder)), lower($search::varchar))
  )
order by signed_on desc, transaction_id
limit $page_size
offset $skip
