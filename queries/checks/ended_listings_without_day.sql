-- Listings contracted or withdrawn without a day, or still listed with one.
--
-- title      State and end of a listing do not go together | 挂牌状态与摘牌日不一致
-- severity   warning
-- reads      listings

select
    listing_no,
    status,
    delisted_on
from listings
where (status = 'listed') <> (delisted_on is null)
order by listing_no
