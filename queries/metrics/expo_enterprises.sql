-- Distinct firms that exhibited, by the month their edition opened.
--
-- title      Expo exhibitors | 地博会参展企业
-- unit       firms | 家
-- kind       distinct
-- better     up
-- reads      expo_exhibitors, expo_editions
-- about      Distinct exhibitors of the editions held in the period. | 期内各届参展企业,去重计数。
-- caveat     A firm at two editions counts once over both. | 参加两届的企业合并期内只计一家。

select
    date_trunc('month', editions.starts_on)::date as month,
    null::varchar as district_code,
    null::varchar as industry_code,
    exhibitors.country as breakdown,
    exhibitors.exhibitor as entity
from expo_exhibitors as exhibitors
join expo_editions as editions on editions.edition = exhibitors.edition
where editions.status = 'held'
