-- Pushes per year, those answered, those that hit, and the hit rate.
--
-- title   Pushes, answers and hits by year | 历年推送、反馈与命中
-- reads   pushes
-- param   until       the last year is the year of this day
-- param   complete    day through which the records are complete
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year      Year | 年份
-- column  pushes    Pushed [pushes] | 推送 [条]
-- column  answered  Answered [pushes] | 已反馈 [条]
-- column  hits      Hits [pushes] | 命中 [条]
-- column  hit_rate  Hit rate [%] | 命中率 [%]
-- counts  pushes=matched_info_pushes answered=pushes_answered hits=push_hits hit_rate=push_hit_rate
-- draw    grouped x=year y=pushes,answered,hits grain=year
-- note    A hit is a push after which the two sides are in contact, negotiate or have contracted; the rate leaves out pushes without an answer yet. | 命中指双方已联系、在洽谈或已签约；命中率不计尚无反馈的推送。

select
    date_trunc('year', pushed_on)::date as year,
    count(*)::bigint as pushes,
    (count(*) filter (outcome <> 'none_yet'))::bigint as answered,
    (count(*) filter (outcome in ('contacted', 'negotiating', 'contracted')))::bigint as hits,
    100.0 * count(*) filter (outcome in ('contacted', 'negotiating', 'contracted'))
        / nullif(count(*) filter (outcome <> 'none_yet'), 0) as hit_rate
from pushes
where pushed_on <= $complete::date
  and date_trunc('year', pushed_on) <= $until::date
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by year
