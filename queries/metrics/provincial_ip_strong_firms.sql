-- IP-strong enterprises of the province standing at the end of a month, as events.
--
-- title      Provincial IP-strong enterprises | 省级知识产权强企
-- unit       firms | 家
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Firms that hold the provincial title at the end of the period. | 期末持有省级知识产权强企称号的企业。
-- caveat     A firm may hold a national title besides; the two are not added. | 企业可同时持有国家级称号，两者不相加。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'ip_strong_firm'
  and level = 'provincial'
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind = 'ip_strong_firm'
  and level = 'provincial'
  and ended_on is not null
