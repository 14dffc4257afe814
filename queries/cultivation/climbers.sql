-- One row per firm that reached a higher rung in the period, newest first; at most 200.
--
-- title   Who climbed in the period | 期内晋级企业名单
-- reads   recognitions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  holder        Firm | 企业
-- column  district_code District | 区县
-- column  left_rung     From | 原梯度
-- column  rung          Reached | 晋级至
-- column  recognised_on On | 认定日
-- codes   left_rung ladder_rungs
-- draw    table

with titles as (
    select *
    from recognitions
    where rung is not null
      and recognised_on <= $until
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
)

select
    reached.holder,
    reached.district_code,
    max(earlier.rung) as left_rung,
    reached.rung,
    reached.recognised_on
from titles as reached
join titles as earlier
    on earlier.holder = reached.holder
    and earlier.recognised_on < reached.recognised_on
where reached.recognised_on >= $since
group by reached.recognition_no, reached.holder, reached.district_code, reached.rung, reached.recognised_on
having max(earlier.rung) < reached.rung
order by reached.recognised_on desc, reached.rung desc, reached.holder
limit 200
