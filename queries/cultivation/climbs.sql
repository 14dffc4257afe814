-- Firms that reached a higher rung, by period: titles of the ladder whose holder had a lower one before and none as high.
--
-- title   Firms that climbed | 梯度晋级企业
-- reads   recognitions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year     Year | 年度
-- column  rung     Reached | 晋级至
-- column  climbed  Firms [firms] | 企业 [家]
-- draw    bar x=year y=climbed by=rung grain=year
-- note    By the year of the higher title; a first title is no climb. Filters by title do not apply: rungs are compared. | 按较高称号的认定年度计，首次获得称号不计；称号筛选不适用，因需比较各级。

with titles as (
    select *
    from recognitions
    where rung is not null
      and recognised_on <= $until
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

climbed as (
    select reached.recognition_no, reached.recognised_on, reached.rung
    from titles as reached
    join titles as earlier
        on earlier.holder = reached.holder
        and earlier.recognised_on < reached.recognised_on
    where reached.recognised_on >= $since
    group by all
    having max(earlier.rung) < reached.rung
)

select
    date_trunc('year', recognised_on)::date as year,
    rung,
    count(*) as climbed
from climbed
group by all
order by year, rung
