-- Transactions counted in a district where neither side is: one of the three places is wrong.
--
-- title      Transaction counted where neither side is | 统计区县与双方所在地均不符
-- severity   warning
-- reads      patent_transactions

select
    transaction_id,
    from_place,
    to_place,
    district_code
from patent_transactions
where district_code <> coalesce(nullif(to_place, 'outside'), district_code)
   or (to_place = 'outside' and district_code <> from_place)
   or (from_place = 'outside' and to_place = 'outside') -- neither side is in the city: nothing to count
order by transaction_id
