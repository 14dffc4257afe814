-- Money disbursed under pledge loans per industrial chain. Every chain is listed: choosing one must not hide the others.
--
-- title   Disbursed by industrial chain | 各产业链放款
-- reads   financing_months
-- param   since          first day counted
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  industry_code  Industrial chain | 产业链
-- column  disbursed_cny  Disbursed [CNY] | 放款金额 [元]
-- column  loans          Loans [loans] | 笔数 [笔]
-- column  share          Share | 占比
-- counts  disbursed_cny=pledge_financing_amount loans=pledge_loans
-- draw    rank x=disbursed_cny y=industry_code share=share

select
    industry_code,
    sum(disbursed_cny) as disbursed_cny,
    sum(contracts)::bigint as loans,
    sum(disbursed_cny) / nullif(sum(sum(disbursed_cny)) over (), 0) as share
from financing_months
where kind = 'pledge'
  and month between date_trunc('month', $since::date) and $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by industry_code
order by industry_code is null, disbursed_cny desc nulls last, industry_code
