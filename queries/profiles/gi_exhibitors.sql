-- Exhibitors with products under geographical indications at each edition of the expo, of a district or of the city.
--
-- title   GI exhibitors by edition | 历届地博会地标展商
-- reads   expo_exhibitors
-- param   district  code of the district; null means all exhibitors of the city
-- column  edition     Edition | 届
-- column  exhibitors  Exhibitors [exhibitors] | 展商 [家]
-- draw    bar x=edition y=exhibitors
-- note    Exhibitors whose district is stated; those announced before an event are counted too. | 仅计载明区县的展商，含展前公布的计划展商。

select
    edition::varchar as edition,
    count(*) as exhibitors
from expo_exhibitors
where is_gi_related
  and district_code is not null
  and ($district is null or district_code = $district)
group by edition
order by expo_exhibitors.edition
