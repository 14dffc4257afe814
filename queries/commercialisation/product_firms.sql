-- Firms by the patents that their products on file rest on, the ten with the most.
--
-- title   Firms by linked patents | 企业关联专利排名
-- reads   patent_products
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  firm        Firm | 企业
-- column  linked      Linked [patents] | 关联专利 [件]
-- column  products    On file [products] | 备案产品 [件]
-- counts  linked=patents_linked_to_products products=patent_intensive_products
-- draw    rank x=linked y=firm

select
    firm,
    sum(linked_patents)::bigint as linked,
    count(*)::bigint as products
from patent_products
where filed_on <= last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by linked desc, firm
limit 10
