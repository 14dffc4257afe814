-- Every title, certificate and award of an organisation, newest first.
--
-- title   Its titles | 全部认定称号
-- reads   recognitions
-- param   organisation  name of the organisation
-- param   search        part of a number or of a batch; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  recognition_no  Number | 认定编号
-- column  kind            Title | 称号
-- column  level           Level | 级别
-- column  batch           Batch | 批次
-- column  recognised_on   Recognised on | 认定日
-- column  ends_on         Valid until | 有效期至
-- column  ended_on        Ended on | 终止日
-- column  ended_because   Why it ended | 终止原因
-- draw    table

select
    recognition_no,
    kind,
    level,
    batch,
    recognised_on,
    ends_on,
    ended_on,
    ended_because
from recognitions
where holder = $organisation
  and ($search is null or contains(lower(concat_ws(' ', recognition_no, batch)), lower($search::varchar)))
order by recognised_on desc, recognition_no
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
