-- Register entries of geographical indications in force at the end of a month, as events.
--
-- title      Geographical indications | 地理标志
-- unit       entries | 件
-- kind       stock
-- better     up
-- reads      geographical_indications
-- records    geographical_indications
-- by         district, industry
-- breakdown  register
-- about      Entries of all registers; one product may stand in several. | 各登记簿件数合计，同一产品可能登记多件。
-- caveat     Entries whose day of registration is not known are counted from 2015 on. | 登记日不明的自2015年起计入。

select
    geographical_indications.*,
    coalesce(registered_on, date '2015-01-01') as happened_on,
    1 as value
from geographical_indications
union all
select
    geographical_indications.*,
    ended_on as happened_on,
    -1 as value
from geographical_indications
where ended_on is not null
