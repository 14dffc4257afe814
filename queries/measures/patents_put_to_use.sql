-- Patents transferred, licensed or offered under an open licence, by the day of the contract or declaration.
--
-- title      Transfers, licences and open licences | 转让、许可与开放许可
-- unit       patents | 件
-- kind       flow
-- better     neither
-- reads      patent_transactions
-- records    patent_transactions
-- by         district, industry
-- about      Patents transferred, licensed or offered under an open licence, by the day of the contract or declaration. | 转让、许可或声明开放许可的专利，按合同日或声明日计。

select
    patent_transactions.*,
    signed_on as happened_on,
    1 as value
from patent_transactions
