-- Open loans of a lender by the day they fall due, overdue ones first.
--
-- title   What falls due next | 近期到期事项
-- reads   financing
-- param   lender      name of the lender
-- param   complete    last complete day
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  due_on           Due on | 到期日
-- column  days             Days left [days] | 剩余天数 [天]
-- column  firm             Firm | 企业
-- column  contract_no      Contract | 合同编号
-- column  outstanding_cny  Outstanding [CNY] | 贷款余额 [元]
-- draw    table
-- note    The first hundred loans not yet repaid. Overdue loans have days below zero; a loan without a day of maturity is not listed. | 未结清贷款前100笔；逾期的剩余天数为负；未载明到期日的不列入。

select
    matures_on as due_on,
    date_diff('day', $complete::date, matures_on) as days,
    firm,
    contract_no,
    outstanding_amount_cny as outstanding_cny
from financing
where lender = $lender
  and kind = 'pledge'
  and repaid_on is null
  and matures_on is not null
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by due_on, contract_no
limit 100
