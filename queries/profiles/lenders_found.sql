-- Lenders whose name holds the words, those with most loans first.
--
-- title   Lenders found | 查找贷款机构
-- reads   financing
-- param   search  part of a name; null means all
-- param   number  how many are returned; null means 20
-- column  lender  Lender | 贷款机构
-- column  loans   Loans [loans] | 贷款 [笔]

select
    lender,
    count(*) as loans
from financing
where lender is not null
  and ($search is null or contains(lower(lender), lower($search::varchar)))
group by lender
order by loans desc, lender
limit coalesce($number::bigint, 20)
