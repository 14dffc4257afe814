-- How many days passed from filing to grant: the patents granted in the period, in bands, as shares of each type.
--
-- title   Days from filing to grant | 自申请至授权用时分布
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  patent_type  Type | 专利类型
-- column  days         Days | 用时
-- column  share        Share of the type's grants [%] | 占该类授权 [%]
-- column  granted      Granted [patents] | 授权 [件]
-- draw    heat x=days y=patent_type z=share
-- note    Only what is granted: slow cases are still pending. Each line adds up to 100%. | 仅计已授权案件，耗时较长者尚在审查。每行合计100%。

with granted as (
    select
        patent_type,
        date_diff('day', filed_on, granted_on) as days
    from preexaminations
    where granted_on between $since and $until
      and filed_on is not null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

types as (
    select
        patent_type,
        count(*) as granted
    from granted
    group by patent_type
),

bands as (
    select * from (values
        ('Up to 60', '60天内', -36500, 60),
        ('61–90', '61—90天', 61, 90),
        ('91–180', '91—180天', 91, 180),
        ('181–270', '181—270天', 181, 270),
        ('Over 270', '270天以上', 271, 36500)
    ) as words(en, zh, least, most)
)

select
    types.patent_type,
    if($lang = 'en', bands.en, bands.zh) as days,
    round(100 * count(granted.days) / any_value(types.granted), 1) as share,
    count(granted.days) as granted
from types
cross join bands
left join granted
    on granted.patent_type = types.patent_type
    and granted.days between bands.least and bands.most
group by types.patent_type, bands.en, bands.zh, bands.least
order by types.patent_type, bands.least
