-- Pledge loans not yet repaid on the snapshot's day, per day they fall due, district and industry.
--
-- reads   financing

select
    matures_on,
    district_code,
    industry_code,
    count(*)::bigint as loans,
    sum(outstanding_amount_cny) as outstanding_cny
from financing
where kind = 'pledge'
  and repaid_on is null
  and (outstanding_amount_cny is null or outstanding_amount_cny > 0) -- a balance of nothing is a loan paid off
group by all
