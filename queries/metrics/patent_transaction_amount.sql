-- Prices and fees agreed in contracts of transfer and licence, counted in the month of the contract.
--
-- title      Amount of patent contracts | 专利转化合同金额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      patent_transactions
-- records    patent_transactions
-- measures   amount_cny
-- by         district, industry
-- breakdown  kind
-- about      Prices of transfers and fees of licences, as agreed. | 转让价款与许可使用费的约定金额。
-- caveat     Agreed, not paid; amounts that are not told make the sum a lower bound. | 为约定金额，并非到账金额；未披露的金额使合计为下限。

select
    patent_transactions.*,
    signed_on as happened_on,
    amount_cny as value
from patent_transactions
where kind in ('transfer', 'licence')
