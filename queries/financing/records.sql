-- One row per loan or contribution contract signed in the scope, newest first.
--
-- title   Contracts | 合同明细
-- reads   financing
-- param   since                   first day counted
-- param   until                   last day counted
-- param   districts               list of district codes; null means all
-- param   industries              list of industry codes; null means all
-- param   search                  part of a contract number, firm or lender; null means all
-- param   page_size               rows on a page
-- param   skip                    rows before the page
-- column  contract_no             Contract | 合同编号
-- column  kind                    Kind | 融资方式
-- column  firm                    Firm | 企业
-- column  district_code           District | 区县
-- column  industry_code           Industrial chain | 产业链
-- column  collateral_kind         IP used | 知识产权种类
-- column  lender                  Lender | 贷款机构
-- column  signed_on               Signed | 签订日
-- column  matures_on              Matures | 到期日
-- column  repaid_on               Repaid | 结清日
-- column  registered_amount_cny   Registered [CNY] | 登记金额 [元]
-- column  credit_amount_cny       Credit line [CNY] | 授信金额 [元]
-- column  disbursed_amount_cny    Disbursed [CNY] | 放款金额 [元]
-- column  outstanding_amount_cny  Outstanding [CNY] | 贷款余额 [元]
-- column  rate_pct                Rate [%] | 年利率 [%]
-- column  equity_amount_cny       Contributed value [CNY] | 作价金额 [元]
-- selects firm
-- draw    table

select
    contract_no,
    kind,
    firm,
    district_code,
    industry_code,
    collateral_kind,
    lender,
    signed_on,
    matures_on,
    repaid_on,
    registered_amount_cny,
    credit_amount_cny,
    disbursed_amount_cny,
    outstanding_amount_cny,
    rate_pct,
    equity_amount_cny
from financing
where signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(contract_no), lower($search::varchar))
      or contains(lower(firm), lower($search::varchar))
      or contains(lower(lender), lower($search::varchar))
  )
order by signed_on desc, contract_no
limit $page_size
offset $skip
