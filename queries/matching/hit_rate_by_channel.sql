-- Hits of all pushes so far per channel and their part of the pushes answered: a rate alone hides how few they are.
--
-- title   Hits and hit rate by channel, all years | 各渠道命中数与命中率（历年合计）
-- reads   pushes
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  channel   Channel | 推送渠道
-- column  hits      Hits [pushes] | 命中 [条]
-- column  answered  Answered [pushes] | 已反馈 [条]
-- column  hit_rate  Hit rate [%] | 命中率 [%]
-- counts  hit_rate=push_hit_rate answered=pushes_answered hits=push_hits
-- draw    rank x=hits y=channel share=hit_rate
-- note    Pushes without an answer yet are left out; few pushes stand behind each rate. | 不计尚无反馈的推送；各渠道推送数量较少。

select
    channel,
    (count(*) filter (outcome in ('contacted', 'negotiating', 'contracted')))::bigint as hits,
    count(*)::bigint as answered,
    100.0 * count(*) filter (outcome in ('contacted', 'negotiating', 'contracted')) / count(*) as hit_rate
from pushes
where outcome <> 'none_yet'
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by hits desc, hit_rate desc, channel
