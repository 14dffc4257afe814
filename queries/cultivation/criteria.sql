-- The criteria of each rung with their reasons, and how many of the firms below it meet them.
--
-- title   What each rung asks for | 各级梯度条件
-- reads   ladder, ladder_firms
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   lang        zh or en
-- column  rung       Rung | 梯度
-- column  criterion  Criterion | 条件
-- column  at_least   At least | 不少于
-- column  reason     Reason | 理由
-- column  firms      Firms below it [firms] | 待晋级企业 [家]
-- column  meet       Meet it [firms] | 其中满足 [家]
-- codes   rung ladder_rungs
-- draw    table

select
    ladder.rung,
    ladder.criterion,
    ladder.at_least,
    case when $lang = 'en' then coalesce(ladder.reason_en, ladder.reason_zh) else ladder.reason_zh end as reason,
    count(firms.firm) as firms,
    count(firms.firm) filter (firms.lacking = 0) as meet
from ladder
left join ladder_firms as firms
    on firms.next_rung = ladder.rung
    and firms.criterion = ladder.criterion
    and ($districts is null or list_contains($districts::varchar[], firms.district_code))
    and ($industries is null or list_contains($industries::varchar[], firms.industry_code))
group by all
order by ladder.rung, ladder.criterion
