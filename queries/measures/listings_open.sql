-- Open listings at the end of a month, as events: +1 when it comes on the list, -1 when it is taken off.
--
-- title      Open listings | 挂牌中项目
-- unit       items | 项
-- kind       stock
-- better     neither
-- reads      listings
-- records    listings
-- by         district, industry
-- about      Listings on the list at the end of the period. | 期末仍在挂牌的项目。

select
    listings.*,
    listed_on as happened_on,
    1 as value
from listings
union all
select
    listings.*,
    delisted_on as happened_on,
    -1 as value
from listings
where delisted_on is not null
