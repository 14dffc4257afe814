-- IP-strong enterprises, counted in the month they are recognised.
--
-- title      New IP-strong enterprises | 新培育知识产权强企
-- unit       firms | 家
-- kind       flow
-- better     up
-- reads      recognitions
-- records    recognitions
-- by         district, industry
-- breakdown  level
-- about      Firms recognised as IP-strong in the period. | 期内新认定的知识产权强企。
-- caveat     Few a year: a single one moves the change by much. | 每年数量很少，一家即可使变动率大幅变化。

select
    recognitions.*,
    recognised_on as happened_on,
    1 as value
from recognitions
where kind = 'ip_strong_firm'
