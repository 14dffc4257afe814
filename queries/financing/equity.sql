-- Value of IP contributed for shares per period and kind of right, periods without contributions included.
--
-- title   IP contributed for shares | 知识产权作价入股
-- reads   financing_months
-- param   since            first day counted
-- param   until            last day counted
-- param   grain            month, quarter or year
-- param   complete         day through which the records are complete
-- param   districts        list of district codes; null means all
-- param   industries       list of industry codes; null means all
-- column  period           Period | 期间
-- column  collateral_kind  Right contributed | 出资权利
-- column  equity_cny       Contributed value [CNY] | 作价金额 [元]
-- column  contracts        Contributions [contracts] | 入股合同 [份]
-- counts  equity_cny=ip_equity_amount contracts=ip_equity_contracts
-- draw    bar x=period y=equity_cny by=collateral_kind
-- note    An agreed value, not money paid out; never added to loans. | 约定作价，并非资金发放，不与贷款相加。

with chosen as (
    select month, collateral_kind, sum(equity_cny) as equity_cny, sum(contracts) as contracts
    from financing_months
    where kind = 'equity'
      and month between date_trunc('month', $since::date) and $until::date
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
),

months as (
    select series.month::date as month, kinds.collateral_kind
    from generate_series(
        date_trunc('month', $since::date), least($until::date, coalesce($complete::date, $until::date))::timestamp, interval 1 month
    ) as series(month)
    cross join (select distinct collateral_kind from chosen) as kinds
    union
    select month, collateral_kind from chosen
)

select
    date_trunc(coalesce($grain, 'month'), months.month)::date as period,
    months.collateral_kind,
    coalesce(sum(chosen.equity_cny), 0) as equity_cny,
    coalesce(sum(chosen.contracts), 0)::bigint as contracts
from months
left join chosen on chosen.month = months.month and chosen.collateral_kind is not distinct from months.collateral_kind
group by all
order by period, months.collateral_kind
