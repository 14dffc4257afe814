-- Contracts whose amount lies far from the others of its kind, by the median and the median deviation of logarithms.
--
-- title   Amounts far from the others | 明显偏离常态的金额
-- reads   financing
-- column  contract_no    Contract | 合同编号
-- column  kind           Kind | 融资方式
-- column  firm           Firm | 企业
-- column  district_code  District | 区县
-- column  signed_on      Signed | 签订日
-- column  amount_cny     Amount [CNY] | 金额 [元]
-- column  median_cny     Median of its kind [CNY] | 同类中位数 [元]
-- column  score          Distance [deviations] | 偏离 [倍离差]
-- draw    table
-- note    Amounts are compared by their logarithm, as they spread over powers of ten; the deviation is 1.4826 times the median of the distances from the median. Listed from 3.5 deviations on. | 金额跨数量级分布，按对数比较；离差取与中位数之差的中位数的1.4826倍；列出偏离3.5倍以上者。

with amounts as (
    select *, coalesce(disbursed_amount_cny, equity_amount_cny) as amount_cny
    from financing
    where coalesce(disbursed_amount_cny, equity_amount_cny) > 0
),

centred as (
    select
        *,
        median(ln(amount_cny)) over (partition by kind) as middle,
        median(amount_cny) over (partition by kind) as median_cny
    from amounts
),

scaled as (
    select
        *,
        (ln(amount_cny) - middle)
            / nullif(1.4826 * median(abs(ln(amount_cny) - middle)) over (partition by kind), 0) as distance
    from centred
)

select
    contract_no,
    kind,
    firm,
    district_code,
    signed_on,
    amount_cny,
    median_cny,
    round(distance, 1) as score
from scaled
where abs(distance) >= 3.5
order by abs(score) desc, contract_no
