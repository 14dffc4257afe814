-- An organisation among those of its district or its chain: its neighbours by patents granted in the period.
--
-- title   Rank by patents granted | 专利授权量排名
-- reads   patents
-- param   organisation  name of the applicant
-- param   since         first day counted
-- param   until         last day counted
-- param   complete      last day on which the register is complete
-- param   district      code of the district; null means all
-- param   industry      code of the chain; null means all
-- column  position      Rank | 名次
-- column  organisation  Organisation | 单位
-- column  granted       Granted in the period [patents] | 期内授权 [件]
-- column  peers         Peers ranked [organisations] | 参与排名单位 [家]
-- note    First applicants; only records that state the district or chain count in it. | 按第一申请人计；仅计载明该区县或产业链的记录。

with counted as (
    select
        applicant as organisation,
        count(*) as granted
    from patents
    where granted_on >= $since
      -- The last month that is complete: lists and cards count the same months.
      and granted_on <= least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
      and ($district is null or district_code = $district)
      and ($industry is null or industry_code = $industry)
      and applicant is not null
    group by applicant
),

placed as (
    select
        rank() over (order by granted desc) as position,
        row_number() over (order by granted desc, organisation) as place,
        organisation,
        granted,
        count(*) over () as peers
    from counted
)

select
    position,
    organisation,
    granted,
    peers
from placed
where abs(place - (select place from placed where organisation = $organisation)) <= 3
order by place
