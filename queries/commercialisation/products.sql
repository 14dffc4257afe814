-- One row per patent-intensive product on file at the end of the period, newest first.
--
-- title   Products on file | 备案产品明细
-- reads   patent_products
-- param   until           last day counted
-- param   districts       list of district codes; null means all
-- param   industries      list of industry codes; null means all
-- param   search          part of a number, product or firm; null means all
-- param   page_size       rows on a page
-- param   skip            rows before the page
-- column  product_id      Filing number | 备案编号
-- column  product         Product | 产品名称
-- column  firm            Firm | 企业
-- column  district_code   District | 区县
-- column  industry_code   Industrial chain | 产业链
-- column  filed_on        Filed on | 备案日
-- column  linked_patents  Linked patents [patents] | 关联专利 [件]
-- selects firm
-- draw    table

select
    product_id,
    product,
    firm,
    district_code,
    industry_code,
    filed_on,
    linked_patents
from patent_products
where filed_on <= last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
  and (
      $search::varchar is null
      or contains(lower(concat_ws(' ', product_id, product, firm)), lower($search::varchar))
  )
order by filed_on desc, product_id
limit $page_size
offset $skip
