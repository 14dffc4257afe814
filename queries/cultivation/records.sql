-- Titles standing at the end of the period, newest first.
--
-- title   Titles | 称号明细
-- reads   recognitions
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- param   search      part of a number, a holder or a batch; null means all
-- param   page_size   rows on a page
-- param   skip        rows before the page
-- column  recognition_no Number | 认定编号
-- column  holder         Holder | 主体
-- column  holder_kind    What is recognised | 认定对象
-- column  kind           Title | 称号
-- column  level          Level | 级别
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  batch          Batch | 批次
-- column  recognised_on  Recognised on | 认定日
-- column  ends_on        Valid until | 有效期至
-- selects holder
-- draw    table

select
    recognition_no,
    holder,
    holder_kind,
    kind,
    level,
    district_code,
    industry_code,
    batch,
    recognised_on,
    ends_on
from recognitions
where recognised_on <= $until
  and (ended_on is null or ended_on > $until)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(concat_ws(' ', recognition_no, holder, batch)), lower($search::varchar))
  )
order by recognised_on desc, recognition_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
