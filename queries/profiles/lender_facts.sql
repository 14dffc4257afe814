-- What the records say of a lender, in one row; no row when none names it.
--
-- title   The lender | 贷款机构概况
-- reads   financing
-- param   lender    name of the lender
-- param   complete  last complete day
-- column  known_since      Known since | 首次记录
-- column  last_on          Last loan | 最近放款
-- column  loans            Loans [loans] | 贷款 [笔]
-- column  firms            Firms [firms] | 企业 [家]
-- column  districts        Districts [districts] | 区县 [个]
-- column  disbursed_cny    Disbursed [CNY] | 累计放款 [元]
-- column  open_loans       Open loans [loans] | 未结清 [笔]
-- column  outstanding_cny  Outstanding [CNY] | 贷款余额 [元]
-- column  overdue_loans    Overdue [loans] | 逾期 [笔]
-- column  rate_pct         Average rate by money [%] | 加权平均年利率 [%]

select
    min(signed_on) as known_since,
    max(signed_on) as last_on,
    count(*) as loans,
    count(distinct firm) as firms,
    count(distinct district_code) as districts,
    sum(disbursed_amount_cny) as disbursed_cny,
    count(*) filter (where repaid_on is null) as open_loans,
    sum(outstanding_amount_cny) filter (where repaid_on is null) as outstanding_cny,
    count(*) filter (where repaid_on is null and matures_on < $complete) as overdue_loans,
    sum(rate_pct * disbursed_amount_cny)
        / nullif(sum(disbursed_amount_cny) filter (where rate_pct is not null), 0) as rate_pct
from financing
where lender = $lender
having count(*) > 0
order by loans
