-- Every patent that an organisation gave, received or offered under an open licence, newest first.
--
-- title   Its patent contracts | 全部专利转化
-- reads   patent_transactions
-- param   organisation  name of the organisation
-- param   search        part of a number or of the other side's name; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  transaction_id  Number | 转化编号
-- column  kind            Way of use | 转化方式
-- column  application_no  Patent | 专利号
-- column  patent_type     Type | 专利类型
-- column  from_holder     Giver | 转出方
-- column  from_place      From | 转出地
-- column  to_holder       Receiver | 转入方
-- column  to_place        To | 转入地
-- column  signed_on       Contract date | 合同日期
-- column  amount_cny      Amount [CNY] | 合同金额 [元]
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
    signed_on,
    amount_cny
from patent_transactions
where (from_holder = $organisation or to_holder = $organisation)
  and ($search is null or contains(lower(concat_ws(' ', transaction_id, application_no, from_holder, to_holder)), lower($search::varchar)))
order by signed_on desc, transaction_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
