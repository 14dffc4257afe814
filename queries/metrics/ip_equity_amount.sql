-- Value at which IP was contributed for shares, counted in the month of signature.
--
-- title      IP equity contributions | 知识产权作价入股金额
-- unit       CNY | 元
-- kind       flow
-- better     up
-- reads      financing
-- records    financing
-- measures   equity_amount_cny
-- by         district, industry
-- breakdown  collateral_kind
-- about      Agreed values of IP contributed for shares. | 知识产权作价出资的约定金额。
-- caveat     Not money paid out; never added to loans. | 并非资金发放，不与贷款相加。

select
    financing.*,
    signed_on as happened_on,
    equity_amount_cny as value
from financing
where kind = 'equity'
