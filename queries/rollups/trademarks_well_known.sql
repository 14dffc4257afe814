-- Well-known marks, one row each: so few that they are found without reading the register.
--
-- reads   trademarks
-- by      nice_class, owner, owner_class, kind

select
    mark,
    nice_class::varchar as nice_class,
    owner,
    owner_class,
    kind,
    district_code,
    industry_code,
    well_known_on,
    ended_on,
    registration_no
from trademarks
where well_known_on is not null
order by well_known_on, registration_no
