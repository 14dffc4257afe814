-- Patents transferred more than once within a year: one contract recorded twice, or a patent sold on.
--
-- title      Patent transferred twice in a year | 同一专利一年内两次转让
-- severity   warning
-- reads      patent_transactions
-- column     year          Year | 年份
-- column     transactions  Transactions | 转化编号

select
    application_no,
    year(signed_on) as year,
    string_agg(transaction_id, ', ' order by transaction_id) as transactions
from patent_transactions
where kind = 'transfer'
group by all
having count(*) > 1
order by application_no, year
