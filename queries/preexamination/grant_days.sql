-- Days from filing to grant of the cases granted in the period, by type, beside those of the ordinary route.
--
-- title   Days to grant against the ordinary route | 授权用时与普通途径对比
-- reads   preexaminations, ordinary_grant_days
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  patent_type    Type | 专利类型
-- column  mean_days      Pre-examined, mean [days] | 经预审平均 [天]
-- column  ordinary_days  Ordinary route, mean [days] | 普通途径平均 [天]
-- column  median_days    Pre-examined, median [days] | 经预审中位数 [天]
-- column  granted        Granted [patents] | 授权 [件]
-- draw    grouped x=patent_type y=mean_days,ordinary_days
-- note    From filing to grant, means of both: the share saved is told from them. Only what is granted: slow cases are still pending. | 自申请日至授权公告日，均为平均天数，缩短比例据此计算；仅计已授权案件，耗时较长者尚在审查。

with granted as (
    select
        preexaminations.patent_type,
        date_diff('day', filed_on, granted_on) as days,
        ordinary_days
    from preexaminations
    left join ordinary_grant_days
        on ordinary_grant_days.patent_type = preexaminations.patent_type
        and applies_from <= granted_on
    where granted_on between $since and $until
      and filed_on is not null
      and ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    -- the days in force at the grant
    qualify row_number() over (partition by case_id order by applies_from desc) = 1
)

select
    patent_type,
    round(avg(days), 1) as mean_days,
    round(avg(ordinary_days), 1) as ordinary_days,
    quantile_disc(days, 0.5) as median_days,
    count(*) as granted
from granted
group by patent_type
order by ordinary_days desc nulls last, patent_type
