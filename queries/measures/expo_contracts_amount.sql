-- Intentions of both sides, counted apart from sales.
--
-- title      Contracts signed at the expo | 地博会签约金额
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      expo_sales
-- records    expo_sales
-- measures   amount_cny
-- about      Intentions of both sides, counted apart from sales. | 签约意向金额，与成交分别统计。

select
    expo_sales.*,
    sold_on as happened_on,
    amount_cny as value
from expo_sales
where channel = 'contract'
