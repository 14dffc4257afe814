-- Patents filed in a chain per calendar year, by how they are known to belong to it, ten years up to the period's.
--
-- title   Patents filed in the chain, stated and derived | 产业链专利申请：载明与推定
-- reads   patents
-- param   until      the last of the ten years is the year of this day
-- param   complete   last day on which the register is complete
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  year           Year | 年份
-- column  industry_basis Basis of the chain | 产业链依据
-- column  filed          Filed [patents] | 申请量 [件]
-- codes   industry_basis industry_basis
-- counts  filed=patents_filed
-- draw    bar x=year y=filed by=industry_basis grain=year
-- note    A patent without a stated chain is counted by its class; the signed metrics count stated chains only. | 未载明产业链的专利按分类推定归入；正式指标只计载明的产业链。

with span as (
    select
        (date_trunc('year', $until::date) - interval 9 year)::date as since,
        least(date_trunc('year', $until::date) + interval 1 year - interval 1 day, $complete::date)::date as until
),

counted as (
    select
        date_trunc('year', filed_on)::date as year,
        industry_basis,
        count(*) as filed
    from patents
    where chain = $chain
      and filed_on between (select since from span) and (select until from span)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

bases as (
    select distinct industry_basis
    from counted
),

years as (
    select unnest(generate_series(min(year), (select until from span), interval 1 year))::date as year
    from counted
)

select
    years.year,
    bases.industry_basis,
    coalesce(counted.filed, 0)::bigint as filed
from years
cross join bases
left join counted
    on counted.industry_basis = bases.industry_basis
    and counted.year = years.year
order by years.year, bases.industry_basis desc
