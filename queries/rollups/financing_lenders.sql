-- Pledge loans per month of signature, district, industry and lender.
--
-- reads   financing
-- by      lender, kind, collateral_kind

select
    date_trunc('month', signed_on)::date as month,
    district_code,
    industry_code,
    lender,
    kind,
    collateral_kind,
    count(*)::bigint as loans,
    sum(disbursed_amount_cny) as disbursed_cny
from financing
where kind = 'pledge'
group by all
