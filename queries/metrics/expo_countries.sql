-- Distinct countries and regions of exhibitors, by the month their edition opened.
--
-- title    Expo countries and regions | 地博会参展国家和地区
-- unit     countries and regions | 个
-- kind     distinct
-- better   up
-- reads    expo_exhibitors, expo_editions
-- records  expo_exhibitors
-- about    Distinct countries and regions with at least one exhibitor, China included. | 至少有一家展商的国家和地区数，含中国。
-- caveat   Countries of two editions do not add. | 两届的国家数不可相加。

select
    expo_exhibitors.*,
    expo_editions.starts_on as happened_on,
    expo_exhibitors.country as entity
from expo_exhibitors
join expo_editions on expo_editions.edition = expo_exhibitors.edition
where expo_editions.status = 'held'
