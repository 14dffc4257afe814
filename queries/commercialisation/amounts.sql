-- Prices and fees agreed per period and way of use, and the patents whose amount is not told.
--
-- title   Amount of contracts | 转让、许可合同金额
-- reads   patent_transactions
-- param   since       first day counted
-- param   until       last day counted
-- param   grain       month, quarter or year
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  period      Period | 期间
-- column  kind        Way of use | 转化方式
-- column  amount_cny  Agreed [CNY] | 约定金额 [元]
-- column  patents     Commercialised [patents] | 转化量 [件]
-- column  untold      Without an amount [patents] | 未载明金额 [件]
-- counts  amount_cny=patent_transaction_amount patents=patents_transferred
-- draw    bar x=period y=amount_cny by=kind
-- note    A lower bound: some fees are withheld, some prices are not stated. | 为下限：部分使用费保密，部分价款未载明。

select
    date_trunc(coalesce($grain, 'month'), signed_on)::date as period,
    kind,
    sum(amount_cny) as amount_cny,
    count(*)::bigint as patents,
    (count(*) - count(amount_cny))::bigint as untold
from patent_transactions
where kind in ('transfer', 'licence')
  and signed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by period, kind
