-- The fifteen Nice classes with most trademarks registered in the period, beside the period compared with.
--
-- title   Top classes of goods and services | 商标注册类别前15位（尼斯分类）
-- reads   trademarks_by_class
-- param   since       first day counted
-- param   until       last day counted
-- param   complete    last day on which the register is complete
-- param   compare     yoy, previous or none: what stands beside each period
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  nice_class Nice class | 尼斯分类
-- column  registered Registered [marks] | 注册量 [件]
-- column  prior      Period compared with [marks] | 对比期 [件]
-- column  share      Share [%] | 占比 [%]
-- codes   nice_class nice_classes
-- counts  registered=trademarks_new
-- draw    rank x=registered y=nice_class prior=prior share=share
-- note    Classes 1 to 34 are goods, 35 to 45 services. Shares are of all classes. | 1—34类为商品，35—45类为服务；占比以全部类别为基数。

with choice as (
    select
        $since::date as since,
        -- The last month that is complete: figures and cards count the same months.
        least($until::date, (date_trunc('month', $complete::date + 1) - interval 1 day)::date) as until
),

span as (
    select
        since,
        until,
        case $compare when 'yoy' then 12 when 'previous' then date_diff('month', since, until) + 1 end as months_back
    from choice
),

counted as (
    select
        nice_class,
        sum(registered) filter (month between span.since and span.until) as current_number,
        sum(registered) filter (month between span.since - to_months(months_back) and span.until - to_months(months_back)) as prior_number
    from trademarks_by_class
    cross join span
    where ($districts is null or list_contains($districts::varchar[], district_code))
      and ($industries is null or list_contains($industries::varchar[], industry_code))
    group by all
)

select
    nice_class,
    coalesce(current_number, 0)::bigint as registered,
    prior_number::bigint as prior,
    100 * current_number / nullif(sum(current_number) over (), 0) as share
from counted
where current_number > 0 or prior_number > 0
order by nice_class is null, registered desc, nice_class
limit 15
