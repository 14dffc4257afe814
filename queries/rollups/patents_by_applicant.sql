-- Patents granted to leading applicants, by month, district and industry.
-- Leading is who is among the first twenty of a district, chain and year, ever: whoever leads the city is among them,
-- all that was granted to them is kept, and the table stays small at any number of applicants. From 2014, the year
-- before links begin.
--
-- reads   patents

with granted as (
    select
        applicant,
        date_trunc('month', granted_on)::date as month,
        district_code,
        industry_code,
        count(*)::bigint as granted
    from patents
    where granted_on >= date '2014-01-01'
      and applicant is not null
    group by all
),

yearly as (
    select
        applicant,
        year(month) as year,
        district_code,
        industry_code,
        sum(granted) as granted
    from granted
    group by all
),

ranked as (
    select *
    from yearly
    qualify row_number() over (partition by year, district_code, industry_code order by granted desc, applicant) <= 20
),

leaders as (
    select distinct applicant
    from ranked
)

select
    granted.month,
    granted.applicant,
    granted.district_code,
    granted.industry_code,
    granted.granted
from granted
join leaders on leaders.applicant = granted.applicant
order by granted.month, granted.applicant, granted.district_code, granted.industry_code
