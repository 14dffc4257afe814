-- Contracts of one firm with one lender over one amount on one day: most likely one contract under two numbers.
--
-- title   Contracts that look alike | 疑似重复的合同
-- reads   financing
-- column  contract_no  Contract | 合同编号
-- column  alike        Looks like | 疑似与之重复
-- column  firm         Firm | 企业
-- column  kind         Kind | 融资方式
-- column  lender       Lender | 贷款机构
-- column  amount_cny   Amount [CNY] | 金额 [元]
-- column  signed_on    Signed | 签订日
-- draw    table
-- note    One firm, lender, amount and day of signature under two numbers. | 同一企业、机构、金额、签订日而合同编号不同。

with numbered as (
    select
        *,
        coalesce(disbursed_amount_cny, equity_amount_cny) as amount_cny,
        first_value(contract_no) over pairs as alike
    from financing
    where coalesce(disbursed_amount_cny, equity_amount_cny) is not null
    window pairs as (
        partition by firm, kind, lender, coalesce(disbursed_amount_cny, equity_amount_cny), signed_on order by contract_no
    )
)

select
    contract_no,
    alike,
    firm,
    kind,
    lender,
    amount_cny,
    signed_on
from numbered
where contract_no <> alike
order by firm, signed_on, contract_no
