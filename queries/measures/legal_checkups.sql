-- Legal check-ups of firms' IP, by the day of service; a firm can be checked more than once.
--
-- title    Legal check-ups | 法治体检次数
-- unit     check-ups | 次
-- kind     flow
-- better   neither
-- reads    legal_services
-- records  legal_services
-- by       district, industry
-- about    Legal check-ups of firms' IP; a firm can be checked more than once. | 知识产权法治体检次数，同一企业可多次体检。

select
    legal_services.*,
    served_on as happened_on,
    1 as value
from legal_services
where kind = 'checkup'
