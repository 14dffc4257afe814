-- Every legal check-up of a firm and every letter of advice to it, newest first.
--
-- title   Its check-ups and letters | 全部法治体检与建议书
-- reads   legal_services
-- param   organisation  name of the organisation
-- param   search        part of a number; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  service_id     Number | 服务编号
-- column  kind           Service | 服务类别
-- column  district_code  District | 区县
-- column  industry_code  Industrial chain | 产业链
-- column  served_on      Served on | 服务日
-- draw    table

select
    service_id,
    kind,
    district_code,
    industry_code,
    served_on
from legal_services
where firm = $organisation
  and ($search is null or contains(lower(concat_ws(' ', service_id)), lower($search::varchar)))
order by served_on desc, service_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
