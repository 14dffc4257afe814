-- How many days each stage at the centre took: the stages ended in the period, in bands, as shares of each stage.
--
-- title   Days per stage at the centre | 预审各环节用时分布
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  step         Stage | 环节
-- column  days         Days | 用时
-- column  share        Share of the stage's cases [%] | 占该环节案件 [%]
-- column  cases        Cases [cases] | 案件 [件]
-- column  median_days  Median [days] | 中位数 [天]
-- draw    heat x=days y=step z=share
-- note    Calendar days, each stage in the period in which it ended; a refused acceptance is a decision too; in all is from receipt to filing. Each line adds up to 100%. | 自然日，按各环节完成日计；受理环节含不予受理；全程为接收至提交。每行合计100%。

with chosen as (
    select *
    from preexaminations
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
),

stages as (
    select 1 as place, received_on as begun_on, coalesce(accepted_on, rejected_on) as ended_on from chosen
    union all
    select 2 as place, accepted_on as begun_on, examined_on as ended_on from chosen
    union all
    select 3 as place, examined_on as begun_on, filed_on as ended_on from chosen
    union all
    select 4 as place, received_on as begun_on, filed_on as ended_on from chosen
),

ended as (
    select
        place,
        date_diff('day', begun_on, ended_on) as days
    from stages
    where ended_on between $since and $until
      and begun_on is not null
),

medians as (
    select
        place,
        count(*) as ended,
        quantile_disc(days, 0.5) as median_days
    from ended
    group by place
),

steps as (
    select * from (values
        (1, 'Acceptance', '受理'),
        (2, 'Examination', '预审'),
        (3, 'Filing', '提交'),
        (4, 'In all', '全程')
    ) as words(place, en, zh)
),

bands as (
    select * from (values
        ('Up to 3', '3天内', -36500, 3),
        ('4–7', '4—7天', 4, 7),
        ('8–15', '8—15天', 8, 15),
        ('16–30', '16—30天', 16, 30),
        ('Over 30', '30天以上', 31, 36500)
    ) as words(en, zh, least, most)
)

select
    if($lang = 'en', steps.en || ' (median ' || median_days || ')', steps.zh || '（中位' || median_days || '天）') as step,
    if($lang = 'en', bands.en, bands.zh) as days,
    round(100 * count(ended.days) / any_value(medians.ended), 1) as share,
    count(ended.days) as cases,
    medians.median_days
from medians
join steps on steps.place = medians.place
cross join bands
left join ended on ended.place = medians.place and ended.days between bands.least and bands.most
group by medians.place, steps.en, steps.zh, medians.median_days, bands.en, bands.zh, bands.least
order by medians.place, bands.least
