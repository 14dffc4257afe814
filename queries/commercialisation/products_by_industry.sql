-- Patent-intensive products on file at the end of the period, per industrial chain, every chain listed.
--
-- title   Products by industrial chain | 各产业链备案产品
-- reads   patent_products
-- param   until          last day counted
-- param   districts      list of district codes; null means all
-- column  industry_code  Industrial chain | 产业链
-- column  products       On file [products] | 备案产品 [件]
-- column  linked         Linked [patents] | 关联专利 [件]
-- column  share          Share | 占比
-- counts  products=patent_intensive_products linked=patents_linked_to_products
-- draw    rank x=products y=industry_code share=share

select
    industry_code,
    count(*)::bigint as products,
    sum(linked_patents)::bigint as linked,
    count(*) / nullif(sum(count(*)) over (), 0) as share
from patent_products
where filed_on <= last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by industry_code
order by industry_code is null, products desc, industry_code
