-- Every patent-intensive product that a firm has put on file, newest first.
--
-- title   Its products on file | 全部备案产品
-- reads   patent_products
-- param   organisation  name of the organisation
-- param   search        part of a number or of a product's name; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  product_id      Filing number | 备案编号
-- column  product         Product | 产品名称
-- column  industry_code   Industrial chain | 产业链
-- column  filed_on        Filed on | 备案日
-- column  linked_patents  Linked patents [patents] | 关联专利 [件]
-- draw    table

select
    product_id,
    product,
    industry_code,
    filed_on,
    linked_patents
from patent_products
where firm = $organisation
  and ($search is null or contains(lower(concat_ws(' ', product_id, product)), lower($search::varchar)))
order by filed_on desc, product_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
