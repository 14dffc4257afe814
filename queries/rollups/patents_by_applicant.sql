-- Patents granted to leading applicants, by month, district and industry.
-- Leading is who is among the first twenty of a district, chain and year: whoever leads the city that year is among
-- them, and the table stays small at any number of applicants. From 2014, the year before links begin.
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

leaders as (
    select *
    from yearly
    qualify row_number() over (partition by year, district_code, industry_code order by granted desc, applicant) <= 20
)

select
    month,
    applicant,
    district_code,
    industry_code,
    granted
from granted
where exists (
    select 1
    from leaders
    where leaders.applicant = granted.applicant
      and leaders.year = year(granted.month)
      and leaders.district_code is not distinct from granted.district_code
      and leaders.industry_code is not distinct from granted.industry_code
)
order by month, applicant, district_code, industry_code
