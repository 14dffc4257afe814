-- Distinct firms that were given a legal check-up of their IP.
--
-- title    SMEs given legal check-ups | 法治体检中小企业
-- unit     firms | 家
-- kind     distinct
-- better   up
-- reads    legal_services
-- records  legal_services
-- by       district, industry
-- about    Distinct firms checked in the period. | 期内接受知识产权法治体检的企业，去重计数。
-- caveat   A firm checked twice counts once. The service is for small and medium-sized firms; their size is not checked. | 一家企业体检多次只计一家；该服务面向中小企业，企业规模未另行核验。

select
    legal_services.*,
    served_on as happened_on,
    firm as entity
from legal_services
where kind = 'checkup'
