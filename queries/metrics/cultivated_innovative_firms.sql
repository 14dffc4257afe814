-- Innovative SMEs, SRDI enterprises and little giants standing at the end of a month, as events.
--
-- title      SRDI and innovative enterprises | 专精特新企业、创新型企业
-- unit       firms | 家
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  kind
-- about      Firms that stand as innovative SME, SRDI enterprise or little giant at the end of the period. | 期末有效的创新型中小企业、专精特新中小企业和“小巨人”企业。
-- caveat     A higher title ends the lower one, so that a firm counts once; a check names firms that stand under two. | 升级后原称号终止，一家企业只计一次；同时持有两级称号的由核查规则列出。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind in ('innovative_sme', 'srdi', 'little_giant')
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind in ('innovative_sme', 'srdi', 'little_giant')
  and ended_on is not null
