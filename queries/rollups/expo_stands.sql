-- Exhibitors and products per edition, country and hall, those announced apart from those who came.
--
-- reads   expo_exhibitors
-- by      hall, country

select
    edition,
    country,
    hall,
    coalesce(status, 'confirmed') as status,
    count(*)::bigint as exhibitors,
    sum(products)::bigint as products,
    count(*) filter (where is_gi_related)::bigint as gi_exhibitors
from expo_exhibitors
group by all
