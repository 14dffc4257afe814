-- Pledge loans on geographical indications, alone or with other rights, of a district or chain, newest first.
--
-- title   Loans on geographical indications in its district or chain | 所在区县或产业链的地理标志质押贷款
-- reads   financing
-- param   district  code of the district; null means that none is asked for
-- param   industry  code of the chain; null means that none is asked for
-- column  signed_on             Signed | 签订日
-- column  firm                  Firm | 企业
-- column  lender                Lender | 贷款机构
-- column  district_code         District | 区县
-- column  collateral_kind       IP used | 知识产权种类
-- column  disbursed_amount_cny  Disbursed [CNY] | 放款金额 [元]
-- column  matures_on            Matures | 到期日
-- draw    table
-- note    The records do not say which indication was pledged: these are loans of firms of its district or chain. | 记录未载明所质押的具体地理标志，此处为所在区县或产业链企业的贷款。

select
    signed_on,
    firm,
    lender,
    district_code,
    collateral_kind,
    disbursed_amount_cny,
    matures_on
from financing
where kind = 'pledge'
  and collateral_kind in ('gi', 'mixed')
  and (district_code = $district or industry_code = $industry)
order by signed_on desc, contract_no
limit 50
