-- An organisation among those of its district or its chain: its neighbours by rights granted in the period.
--
-- title   Rank among its peers | 同类单位排名
-- reads   patents, trademarks
-- param   organisation  name of the applicant or owner
-- param   counted       patents: patents granted; trademarks: marks registered
-- param   since         first day counted
-- param   until         last day counted
-- param   district      code of the district; null means all
-- param   industry      code of the chain; null means all
-- column  position      Rank | 名次
-- column  organisation  Organisation | 单位
-- column  rights        Rights granted in the period [rights] | 期内授权注册 [件]
-- column  peers         Peers ranked [organisations] | 参与排名单位 [家]
-- note    First applicants and owners; only records that state the district or chain are counted in it. | 按第一申请人、注册人计;仅计载明该区县或产业链的记录。

with counted as (
    select
        applicant as organisation,
        count(*) as rights
    from patents
    where $counted = 'patents'
      and granted_on between $since and $until
      and ($district is null or district_code = $district)
      and ($industry is null or industry_code = $industry)
      and applicant is not null
    group by applicant
    union all
    select
        owner,
        count(*)
    from trademarks
    where $counted = 'trademarks'
      and registered_on between $since and $until
      and ($district is null or district_code = $district)
      and ($industry is null or industry_code = $industry)
      and owner is not null
    group by owner
),

placed as (
    select
        rank() over (order by rights desc) as position,
        row_number() over (order by rights desc, organisation) as place,
        organisation,
        rights,
        count(*) over () as peers
    from counted
)

select
    position,
    organisation,
    rights,
    peers
from placed
where abs(place - (select place from placed where organisation = $organisation)) <= 3
order by place
