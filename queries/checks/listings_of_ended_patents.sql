-- Rights that are still listed although the patent has ended.
--
-- title      Listing of a patent that has ended | 挂牌专利已失效
-- severity   warning
-- reads      listings, patents

select
    listings.listing_no,
    patents.application_no,
    patents.ended_on
from listings
join patents on patents.application_no = listings.application_no
where listings.status = 'listed'
  and patents.ended_on is not null
order by listings.listing_no
