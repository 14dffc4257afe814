-- Rights listed for trade, counted on the day of the listing.
--
-- title      IP listings | 知识产权挂牌
-- unit       items | 项
-- kind       flow
-- better     up
-- reads      listings
-- records    listings
-- by         district, industry
-- breakdown  right_kind
-- about      Patents and trademarks listed for transfer or licence with the exchange in Chengdu. | 在成都知识产权交易中心挂牌转让或许可的专利、商标。
-- caveat     Listed, not sold; a right listed again counts again. The report does not say since when it counts its 110. | 按挂牌计，不等于成交；重新挂牌的再计一次。报道未说明“110余项”自何时起计。

select
    listings.*,
    listed_on as happened_on,
    1 as value
from listings
