-- A lender among all lenders: its neighbours by money disbursed under pledge loans in the period.
--
-- title   Rank among lenders | 贷款机构排名
-- reads   financing_lenders
-- param   lender    name of the lender
-- param   since     first day counted
-- param   until     last day counted
-- param   complete  last complete day: counted up to its last whole month, as cards are
-- column  position       Rank | 名次
-- column  lender         Lender | 贷款机构
-- column  disbursed_cny  Disbursed in the period [CNY] | 期内放款 [元]
-- column  share          Share of money | 金额占比
-- column  peers          Lenders ranked [lenders] | 参与排名机构 [家]

with counted as (
    select
        lender,
        sum(disbursed_cny) as disbursed_cny
    from financing_lenders
    where lender is not null
      and month between date_trunc('month', $since::date) and least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
    group by lender
    having sum(disbursed_cny) > 0
),

placed as (
    select
        rank() over (order by disbursed_cny desc) as position,
        row_number() over (order by disbursed_cny desc, lender) as place,
        lender,
        disbursed_cny,
        disbursed_cny / nullif(sum(disbursed_cny) over (), 0) as share,
        count(*) over () as peers
    from counted
)

select
    position,
    lender,
    disbursed_cny,
    share,
    peers
from placed
where abs(place - (select place from placed where lender = $lender)) <= 3
order by place
