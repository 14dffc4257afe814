-- Titles standing on each rung of the ladder at the end of the period, and those granted and ended in it; the top rung first.
--
-- title   Firms on each rung | 各级梯度企业数
-- reads   recognitions
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  rung      Rung | 梯度
-- column  firms     Firms [firms] | 企业 [家]
-- column  granted   Granted in the period [firms] | 期内新认定 [家]
-- column  left_rung Left it in the period [firms] | 期内离开 [家]
-- counts  firms=recognitions_standing granted=recognitions_made
-- draw    rank x=firms y=rung
-- note    The SME rungs exclude each other; an IP title stands beside the SME title of the same firm, so that rungs do not add up to firms. | 前三级互斥；知识产权称号与中小企业称号可并存，各级不可相加为企业数。

select
    rung,
    count(*) filter (recognised_on <= $until and (ended_on is null or ended_on > $until)) as firms,
    count(*) filter (recognised_on between $since and $until) as granted,
    count(*) filter (ended_on between $since and $until) as left_rung
from recognitions
where rung is not null
  and exists (select 1 from recognitions where recognised_on <= $until) -- before the first title nothing is known
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by rung
order by rung desc
