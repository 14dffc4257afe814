-- Pledge loans per month of signature, district, industry and lender.
--
-- reads   financing
-- by      lender

select
    date_trunc('month', signed_on)::date as month,
    district_code,
    industry_code,
    lender,
    count(*)::bigint as loans,
    sum(disbursed_amount_cny) as disbursed_cny
from financing
where kind = 'pledge'
group by all
