-- An organisation among those of its district or its chain: its neighbours by marks registered in the period.
--
-- title   Rank by marks registered | 注册商标量排名
-- reads   trademarks
-- param   organisation  name of the owner
-- param   since         first day counted
-- param   until         last day counted
-- param   complete      last day on which the register is complete
-- param   district      code of the district; null means all
-- param   industry      code of the chain; null means all
-- column  position      Rank | 名次
-- column  organisation  Organisation | 单位
-- column  registered    Registered in the period [marks] | 期内注册 [件]
-- column  peers         Peers ranked [organisations] | 参与排名单位 [家]
-- note    Owners; only records that state the district or chain count in it. | 按注册人计；仅计载明该区县或产业链的记录。

with counted as (
    select
        owner as organisation,
        count(*) as registered
    from trademarks
    where registered_on >= $since
      -- The last month that is complete: lists and cards count the same months.
      and registered_on <= least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date)
      and ($district is null or district_code = $district)
      and ($industry is null or industry_code = $industry)
      and owner is not null
    group by owner
),

placed as (
    select
        rank() over (order by registered desc) as position,
        row_number() over (order by registered desc, organisation) as place,
        organisation,
        registered,
        count(*) over () as peers
    from counted
)

select
    position,
    organisation,
    registered,
    peers
from placed
where abs(place - (select place from placed where organisation = $organisation)) <= 3
order by place
