-- Firms that a lender has financed, those it lent most first.
--
-- title   Firms financed | 支持企业
-- reads   financing
-- param   lender      name of the lender
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      part of a name; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  firm             Firm | 企业
-- column  district_code    District | 区县
-- column  industry_code    Industrial chain | 产业链
-- column  loans            Loans [loans] | 笔数 [笔]
-- column  disbursed_cny    Disbursed [CNY] | 放款金额 [元]
-- column  outstanding_cny  Outstanding [CNY] | 贷款余额 [元]
-- column  last_signed_on   Last signed | 最近签订
-- draw    table

select
    firm,
    max(district_code) as district_code,
    max(industry_code) as industry_code,
    count(*) as loans,
    sum(disbursed_amount_cny) as disbursed_cny,
    sum(outstanding_amount_cny) as outstanding_cny,
    max(signed_on) as last_signed_on
from financing
where lender = $lender
  and firm is not null
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and ($search is null or contains(lower(firm), lower($search::varchar)))
group by firm
order by disbursed_cny desc nulls last, firm
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
