-- National IP advantage and demonstration enterprises standing at the end of a month, as events.
--
-- title      National IP advantage and demonstration enterprises | 国家知识产权优势示范企业
-- unit       firms | 家
-- kind       stock
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  kind
-- about      Firms that hold either national title at the end of the period. | 期末持有国家知识产权优势企业或示范企业称号的企业。
-- caveat     Both titles together; a firm that rises from one to the other must have the first ended. | 两类称号合计；由优势升为示范时，原称号应终止。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind in ('national_ip_advantage', 'national_ip_demonstration')
union all
select
    recognitions.*,
    ended_on as happened_on,
    -1 as value
from recognitions
where kind in ('national_ip_advantage', 'national_ip_demonstration')
  and ended_on is not null
