-- Register entries of geographical indications in force at the end of the period, by district and register.
-- Every district is shown whatever is chosen, so that a chosen one stands among the others.
--
-- title   Geographical indications by district and register | 各区县地理标志（按登记类别）
-- reads   metrics
-- param   until       last day counted
-- param   industries  list of industry codes; null means all
-- column  district_code District | 区县
-- column  register      Register | 登记类别
-- column  entries       In force [entries] | 有效量 [件]
-- counts  entries=geographical_indications
-- draw    rank x=entries y=district_code by=register
-- note    Register entries, not products: one product may stand in several. Without a district: the area spans several, or is not known. | 按登记件数计，同一产品可能登记多件；未载明区县的为跨区县或产地不明。

with standing as (
    select
        district_code,
        breakdown as register,
        sum(value)::bigint as entries
    from metrics
    where metric = 'geographical_indications'
      and month <= $until
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    district_code,
    register,
    entries
from standing
where entries > 0
order by
    district_code is null,
    sum(entries) over (partition by district_code) desc,
    district_code,
    entries desc,
    register
