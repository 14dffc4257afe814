-- Names of organisations that differ by brackets, spaces or width alone: one firm counted as two.
--
-- title   Names of one organisation written in two ways | 同一单位的不同写法
-- reads   organisation_records
-- column  name     Name | 名称
-- column  alike    Written elsewhere | 另一写法
-- column  dataset  Stands in | 所在数据集
-- column  records  Records [records] | 记录数 [条]
-- draw    table
-- note    Names that differ by brackets, spaces, dots or width alone, over every dataset that names organisations. | 仅括号、空格、间隔号或全半角不同的名称，涵盖所有记载单位名称的数据集。

with written as (
    select
        organisation as name,
        sum(records)::bigint as records,
        regexp_replace(lower(organisation), '[\s()\x{FF08}\x{FF09}\x{00B7}.-]', '', 'g') as plain
    from organisation_records
    group by all
),

ranked as (
    select
        name,
        first_value(name) over (partition by plain order by records desc, name) as alike
    from written
)

select
    ranked.name,
    ranked.alike,
    held.dataset,
    sum(held.records)::bigint as records
from ranked
join organisation_records as held on held.organisation = ranked.name
where ranked.name <> ranked.alike
group by all
order by ranked.alike, ranked.name, held.dataset
