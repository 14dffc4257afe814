-- Outstanding IP pledge loans at the end of a month, as events: disbursed at signature, repaid at the end.
--
-- title      IP pledge loans outstanding | 知识产权质押贷款余额
-- unit       CNY | 元
-- kind       stock
-- better     neither
-- reads      financing
-- records    financing
-- measures   disbursed_amount_cny
-- by         district, industry
-- breakdown  collateral_kind
-- about      Money disbursed and not yet repaid. | 已发放未结清的贷款金额。
-- caveat     Repayments before the end of a loan show only in the balance on the snapshot's day. | 到期前的部分还款仅体现在快照日余额中。

select
    financing.*,
    signed_on as happened_on,
    disbursed_amount_cny as value
from financing
where kind = 'pledge'
union all
select
    financing.*,
    repaid_on as happened_on,
    -disbursed_amount_cny as value
from financing
where kind = 'pledge'
  and repaid_on is not null
