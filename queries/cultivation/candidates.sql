-- One row per firm with its next rung, the criteria that it meets and what it lacks; nearest to the next rung first.
--
-- title   Firms and what the next rung still asks of them | 企业晋级条件对照
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
-- column  met           Met | 已满足
-- column  missing       Missing | 未满足
-- column  patents       + Patents | 尚差专利
-- column  inventions    + Inventions | 尚差发明
-- column  high_value    + High-value | 尚差高价值
-- column  certificates  + Certificates | 尚差认证
-- column  loans         + Loans | 尚差贷款
-- codes   rung ladder_rungs
-- codes   next_rung ladder_rungs
-- selects firm
-- draw    table
-- note    Met and missing count criteria; the columns after them say how many valid patents, inventions, high-value inventions, management certificates and pledge loans are still lacking. 0 is a criterion that is met; a blank one that the rung does not have. | “已满足”“未满足”为条件项数；其后各列为尚差的有效专利、有效发明专利、高价值发明专利、体系认证和质押贷款数量。0 表示已满足，空白表示该级无此条件。

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
