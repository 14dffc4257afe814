-- Contracts and their amounts per month of signature, kind, district, industry and IP used.
--
-- reads   financing
-- by      kind, collateral_kind

select
    date_trunc('month', signed_on)::date as month,
    kind,
    district_code,
    industry_code,
    collateral_kind,
    count(*)::bigint as contracts,
    sum(registered_amount_cny) as registered_cny,
    sum(credit_amount_cny) as credit_cny,
    sum(disbursed_amount_cny) as disbursed_cny,
    sum(outstanding_amount_cny) as outstanding_cny,
    sum(equity_amount_cny) as equity_cny,
    -- An average rate weighs each loan by the money paid out under it.
    sum(disbursed_amount_cny) filter (where rate_pct is not null) as rated_cny,
    sum(rate_pct * disbursed_amount_cny) as rate_weight,
    min(rate_pct) as lowest_pct,
    max(rate_pct) as highest_pct
from financing
group by all
