-- Patents offered to everybody under an open licence, counted in the month of the declaration.
--
-- title      Open licences | 专利开放许可
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      patent_transactions
-- records    patent_transactions
-- by         district, industry
-- breakdown  from_class
-- about      Patents whose owners declared an open licence in the period. | 期内专利权人声明开放许可的专利件数。
-- caveat     Declared, not taken up; never added to transfers and licences. The report does not say whether its 16 are among the 556. | 按声明计，不代表已有人实施，不与转让、许可相加；报道未说明16件是否包含在556件之内。

select
    patent_transactions.*,
    signed_on as happened_on,
    1 as value
from patent_transactions
where kind = 'open_licence'
