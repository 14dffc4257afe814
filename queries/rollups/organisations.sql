-- Everyone whom records name as applicant, owner, firm, exhibitor or holder, with the district of most of them.
--
-- reads   patents, trademarks, financing, expo_exhibitors, recognitions

with named as (
    select applicant as organisation, district_code
    from patents
    union all
    select owner, district_code
    from trademarks
    union all
    select firm, district_code
    from financing
    union all
    select exhibitor, district_code
    from expo_exhibitors
    union all
    select holder, district_code
    from recognitions
),

counted as (
    select
        organisation,
        district_code,
        count(*)::bigint as records
    from named
    where organisation is not null
    group by all
)

select
    organisation,
    -- Where two hold as many, the later code: always the same one.
    arg_max(district_code, (records, district_code)) as district_code,
    sum(records)::bigint as records
from counted
group by organisation
order by records desc, organisation
