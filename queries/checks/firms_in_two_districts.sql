-- Firms financed under two districts within one year: one of them is wrong, or the firm has moved.
--
-- title      One firm financed in two districts in a year | 同一企业同年在两个区县融资
-- severity   warning
-- reads      financing
-- column     year       Year | 年份
-- column     districts  Districts | 区县代码
-- column     contracts  Contracts | 合同编号

select
    firm,
    year(signed_on) as year,
    string_agg(distinct district_code, ', ' order by district_code) as districts,
    string_agg(distinct contract_no, ', ' order by contract_no) as contracts
from financing
where district_code is not null
group by all
having count(distinct district_code) > 1
order by firm, year
