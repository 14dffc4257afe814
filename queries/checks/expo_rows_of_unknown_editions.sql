-- Visits, exhibitors and sales of an edition that does not stand in the list of editions.
--
-- title      Expo records of an edition that is not listed | 地博会记录所属届次不在届次名录中
-- severity   error
-- reads      expo_hours, expo_stands, expo_trade, expo_editions

with recorded as (
    select 'expo_visits' as dataset, edition from expo_hours
    union
    select 'expo_exhibitors' as dataset, edition from expo_stands
    union
    select 'expo_sales' as dataset, edition from expo_trade
)

select
    dataset,
    edition
from recorded
where edition is not null -- counts outside an edition belong to none
  and exists (select 1 from expo_editions) -- without the list of editions nothing can be said
  and not exists (select 1 from expo_editions where expo_editions.edition = recorded.edition)
order by dataset, edition
