-- Distinct firms that exhibited, by the month their edition opened.
--
-- title      Expo exhibitors | 地博会参展企业
-- unit       firms | 家
-- kind       distinct
-- better     up
-- reads      expo_exhibitors, expo_editions
-- records    expo_exhibitors
-- breakdown  country
-- about      Distinct exhibitors of the editions held in the period. | 期内各届参展企业，去重计数。
-- caveat     A firm at two editions counts once over both. | 参加两届的企业合并期内只计一家。

select
    expo_exhibitors.*,
    expo_editions.starts_on as happened_on,
    expo_exhibitors.exhibitor as entity
from expo_exhibitors
join expo_editions on expo_editions.edition = expo_exhibitors.edition
where expo_editions.status = 'held'
