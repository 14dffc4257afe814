-- Days that each stage at the centre took: lower quartile, median and upper quartile of the stages ended in the period.
--
-- title   Days per stage at the centre | 预审各环节用时
-- reads   preexaminations
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  step         Stage | 环节
-- column  lower_days   Lower quartile [days] | 下四分位 [天]
-- column  median_days  Median [days] | 中位数 [天]
-- column  upper_days   Upper quartile [days] | 上四分位 [天]
-- column  cases        Cases [cases] | 案件 [件]
-- draw    grouped x=step y=lower_days,median_days,upper_days
-- note    Calendar days, each stage in the period in which it ended; a refused acceptance is a decision too; in all is from receipt to filing. Half of the cases lie between the quartiles. | 自然日，按各环节完成日计；受理环节含不予受理；全程为接收至提交。半数案件介于上下四分位之间。

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

named as (
    select * from (values
        (1, 'Acceptance', '受理'),
        (2, 'Examination', '预审'),
        (3, 'Filing', '提交'),
        (4, 'In all', '全程')
    ) as words(place, en, zh)
)

select
    if($lang = 'en', named.en, named.zh) as step,
    quantile_disc(date_diff('day', begun_on, ended_on), 0.25) as lower_days,
    quantile_disc(date_diff('day', begun_on, ended_on), 0.5) as median_days,
    quantile_disc(date_diff('day', begun_on, ended_on), 0.75) as upper_days,
    count(*) as cases
from stages
join named on named.place = stages.place
where ended_on between $since and $until
  and begun_on is not null
group by named.place, named.en, named.zh
order by named.place
