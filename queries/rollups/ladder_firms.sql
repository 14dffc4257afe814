-- Firms below the top of the ladder, as known on the snapshot's day: one row per firm and criterion of its next rung,
-- with what the firm has. A firm stands on the highest rung of its titles; one without a title stands below the first
-- and is listed when it meets a criterion of it.
--
-- reads   patents, financing, recognitions, ladder

with counted as (
    select
        applicant as firm,
        district_code,
        industry_code,
        null::varchar as rung,
        (granted_on is not null and ended_on is null)::integer as patents_in_force,
        (granted_on is not null and ended_on is null and patent_type = 'invention')::integer as valid_inventions,
        (granted_on is not null and ended_on is null and patent_type = 'invention' and high_value_on is not null)::integer
            as high_value_inventions,
        0 as management_certificates,
        0 as pledge_loans
    from patents
    where applicant_class = 'enterprise'
      and applicant is not null
    union all
    select firm, district_code, industry_code, null, 0, 0, 0, 0, (kind = 'pledge')::integer
    from financing
    union all
    select holder, district_code, industry_code, rung, 0, 0, 0, (kind = 'management_certificate')::integer, 0
    from recognitions
    where holder_kind = 'firm'
      and ended_on is null
),

firms as (
    select
        firm,
        mode(district_code order by district_code) as district_code,
        mode(industry_code order by industry_code) as industry_code,
        max(rung) as rung,
        sum(patents_in_force)::bigint as patents_in_force,
        sum(valid_inventions)::bigint as valid_inventions,
        sum(high_value_inventions)::bigint as high_value_inventions,
        sum(management_certificates)::bigint as management_certificates,
        sum(pledge_loans)::bigint as pledge_loans
    from counted
    group by firm
),

held as (
    unpivot firms
    on patents_in_force, valid_inventions, high_value_inventions, management_certificates, pledge_loans
    into name criterion value has
)

select
    held.firm,
    held.district_code,
    held.industry_code,
    held.rung,
    ladder.rung as next_rung,
    held.criterion,
    held.has,
    ladder.at_least,
    greatest(ladder.at_least - held.has, 0)::bigint as lacking
from held
join ladder
    on ladder.rung = (coalesce(held.rung::integer, 0) + 1)::varchar
    and ladder.criterion = held.criterion
qualify held.rung is not null or bool_or(held.has >= ladder.at_least) over (partition by held.firm)
order by held.firm, held.criterion
