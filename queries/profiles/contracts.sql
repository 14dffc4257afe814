-- Every financing contract of a firm or of a lender, newest first.
--
-- title   Contracts | 融资合同
-- reads   financing
-- param   organisation  name of the firm; null means all
-- param   lender        name of the lender; null means all
-- param   districts     list of district codes; null means all
-- param   industries    list of industry codes; null means all
-- param   search        part of a number, a firm or a lender; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  contract_no             Contract | 合同编号
-- column  kind                    Kind | 融资方式
-- column  firm                    Firm | 企业
-- column  lender                  Lender | 贷款机构
-- column  district_code           District | 区县
-- column  collateral_kind         IP used | 知识产权种类
-- column  signed_on               Signed | 签订日
-- column  matures_on              Matures | 到期日
-- column  repaid_on               Repaid | 结清日
-- column  credit_amount_cny       Credit line [CNY] | 授信金额 [元]
-- column  disbursed_amount_cny    Disbursed [CNY] | 放款金额 [元]
-- column  outstanding_amount_cny  Outstanding [CNY] | 贷款余额 [元]
-- column  rate_pct                Rate [%] | 年利率 [%]
-- column  equity_amount_cny       Contributed value [CNY] | 作价金额 [元]
-- draw    table

select
    contract_no,
    kind,
    firm,
    lender,
    district_code,
    collateral_kind,
    signed_on,
    matures_on,
    repaid_on,
    credit_amount_cny,
    disbursed_amount_cny,
    outstanding_amount_cny,
    rate_pct,
    equity_amount_cny
from financing
where ($organisation is null or firm = $organisation)
  and ($lender is null or lender = $lender)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and ($search is null or contains(lower(concat_ws(' ', contract_no, firm, lender)), lower($search::varchar)))
order by signed_on desc, contract_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
