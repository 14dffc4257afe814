-- Pushes of the period by channel and what came of them, the channel with the most first.
--
-- title   What came of pushes, by channel | 各渠道推送结果
-- reads   pushes
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  channel  Channel | 推送渠道
-- column  outcome  What came of it | 推送结果
-- column  pushes   Pushes [pushes] | 推送 [条]
-- counts  pushes=matched_info_pushes
-- draw    rank x=pushes y=channel by=outcome

select
    channel,
    outcome,
    count(*)::bigint as pushes
from pushes
where pushed_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by channel, outcome
order by sum(count(*)) over (partition by channel) desc, channel, outcome
