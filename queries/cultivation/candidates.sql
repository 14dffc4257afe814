-- One row per firm with its next rung, the criteria that it meets and what it lacks; nearest to the next rung first.
--
-- title   Firms and their next rung | 企业晋级条件对照
-- reads   ladder_firms
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   next_rung   code of a rung; null means all
-- param   search      part of a firm's name; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  firm          Firm | 企业
-- column  district_code District | 区县
-- column  industry_code Industrial chain | 产业链
-- column  rung          Stands on | 现梯度
-- column  next_rung     Next rung | 下一级梯度
-- column  met           Criteria met [criteria] | 已满足条件 [项]
-- column  missing       Criteria missing [criteria] | 未满足条件 [项]
-- column  patents       Patents lacking [patents] | 尚差有效专利 [件]
-- column  inventions    Inventions lacking [patents] | 尚差有效发明 [件]
-- column  high_value    High-value inventions lacking [patents] | 尚差高价值发明 [件]
-- column  certificates  Certificates lacking [certificates] | 尚差体系认证 [项]
-- column  loans         Pledge loans lacking [loans] | 尚差质押贷款 [笔]
-- codes   rung ladder_rungs
-- codes   next_rung ladder_rungs
-- selects firm
-- draw    table
-- note    0 is a criterion that is met; a blank one that the rung does not have. | 0 表示已满足，空白表示该级无此条件。

select
    firm,
    district_code,
    industry_code,
    rung,
    next_rung,
    count(*) filter (lacking = 0) as met,
    count(*) filter (lacking > 0) as missing,
    max(lacking) filter (criterion = 'patents_in_force') as patents,
    max(lacking) filter (criterion = 'valid_inventions') as inventions,
    max(lacking) filter (criterion = 'high_value_inventions') as high_value,
    max(lacking) filter (criterion = 'management_certificates') as certificates,
    max(lacking) filter (criterion = 'pledge_loans') as loans
from ladder_firms
where ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and ($next_rung::varchar is null or next_rung = $next_rung)
  and ($search::varchar is null or contains(lower(firm), lower($search::varchar)))
group by all
order by missing, next_rung desc, sum(lacking), firm
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
