-- One row: the loans and contributions signed in the scope.
--
-- title   Contracts in scope | 范围内合同
-- reads   financing_months
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- param   industries     list of industry codes; null means all
-- column  contracts      Contracts [contracts] | 合同 [份]
-- column  loans          Pledge loans [loans] | 质押贷款 [笔]
-- column  contributions  Equity contributions [contracts] | 作价入股 [份]
-- counts  contracts=financing_contracts loans=pledge_loans contributions=ip_equity_contracts
-- draw    table

select
    coalesce(sum(contracts), 0)::bigint as contracts,
    coalesce(sum(contracts) filter (kind = 'pledge'), 0)::bigint as loans,
    coalesce(sum(contracts) filter (kind = 'equity'), 0)::bigint as contributions
from financing_months
where month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
order by contracts
