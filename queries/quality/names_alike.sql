-- Names of organisations that differ by brackets, spaces or width alone: one firm counted as two.
--
-- title   Names of one organisation written in two ways | 同一单位的不同写法
-- reads   patents, trademarks, financing
-- column  name     Name | 名称
-- column  alike    Written elsewhere | 另一写法
-- column  records  Records [records] | 记录数 [条]
-- draw    table
-- note    Names that differ by brackets, spaces, dots or width alone. | 仅括号、空格、间隔号或全半角不同的名称。

with names as (
    select applicant as name, count(*) as records from patents where applicant is not null group by all
    union all
    select owner as name, count(*) as records from trademarks where owner is not null group by all
    union all
    select firm as name, count(*) as records from financing where firm is not null group by all
),

written as (
    select
        name,
        sum(records)::bigint as records,
        regexp_replace(lower(name), '[\s()\x{FF08}\x{FF09}\x{00B7}.-]', '', 'g') as plain
    from names
    group by all
),

ranked as (
    select
        *,
        first_value(name) over (partition by plain order by records desc, name) as alike
    from written
)

select
    name,
    alike,
    records
from ranked
where name <> alike
order by alike, name
