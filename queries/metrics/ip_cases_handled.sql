-- IP cases of every kind, counted on the day they were accepted.
--
-- title      IP cases handled | 查办知识产权案件
-- unit       cases | 件
-- kind       flow
-- better     neither
-- reads      ip_cases
-- records    ip_cases
-- by         district, industry
-- breakdown  kind
-- about      Cases accepted or opened in the period: disputes, penalties, mediations, opinions and arbitrations. | 期内受理或立案的纠纷、处罚、调解、判定意见和仲裁案件。
-- caveat     Counted by acceptance, not by closing; patent infringement disputes are part of it. | 按受理日计，非结案日；专利侵权纠纷为其中一部分。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
