-- Patents transferred or licensed, counted in the month of the contract.
--
-- title      Patents commercialised | 专利转化量
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      patent_transactions
-- records    patent_transactions
-- by         district, industry
-- breakdown  kind
-- about      Patents in contracts of transfer or licence signed in the period, given or received in the city. | 期内签订转让、许可合同涉及的专利件数，转出方或转入方在本市。
-- caveat     Open licences and contributions for shares are counted apart: the report lists 16 open licences after the 556 without saying whether they are among them. A patent in two contracts counts twice. | 开放许可、作价入股另行统计：报道在556件之后另列开放许可16件，未说明是否包含。同一专利签两份合同计两件。

select
    patent_transactions.*,
    signed_on as happened_on,
    1 as value
from patent_transactions
where kind in ('transfer', 'licence')
