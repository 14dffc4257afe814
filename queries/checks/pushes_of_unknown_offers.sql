-- Pushes of a listing or patent that the records do not hold.
--
-- title      Pushes of offers that the records do not hold | 推送的挂牌项目或专利不在记录中
-- severity   warning
-- reads      pushes, listings, patents

select
    push_no,
    offer_kind,
    offer_no
from pushes
where (
    offer_kind = 'listing'
    and exists (select 1 from listings) -- without the list nothing can be said
    and not exists (select 1 from listings where listings.listing_no = pushes.offer_no)
) or (
    offer_kind = 'patent'
    and exists (select 1 from patents)
    and not exists (select 1 from patents where patents.application_no = pushes.offer_no)
)
order by push_no
