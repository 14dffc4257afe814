-- What happened, and what falls due, in each year of an organisation's records, by kind of event.
--
-- title   Year by year | 历年事项
-- reads   patents, trademarks, financing, expo_exhibitors, expo_editions
-- param   organisation  name of the applicant, owner, firm or exhibitor
-- param   until         last day of the period; eight years up to it and four after it are shown
-- param   complete      last complete day: what happened is known to its year, what falls due from it on
-- column  year    Year | 年份
-- column  event   Event | 事项
-- column  events  Events [events] | 事项 [项]
-- codes   event record_events
-- draw    heat x=year y=event z=events
-- note    Terms, renewals and maturities stand in the year in which they fall due, those to come included. Ended rights and repaid loans no longer fall due. | 届满、续展与到期列于应到年份，含未来年份；已失效权利与已结清贷款不再列入。

with days as (
    unpivot (
        select
            filed_on as patent_filed,
            granted_on as patent_granted,
            ended_on as patent_ended,
            case when granted_on is not null and ended_on is null then expires_on end as patent_term_ends
        from patents
        where applicant = $organisation
    ) on * into name event value happened_on
    union all
    unpivot (
        select
            filed_on as mark_filed,
            registered_on as mark_registered,
            ended_on as mark_ended,
            case when registered_on is not null and ended_on is null then expires_on end as mark_renewal_due
        from trademarks
        where owner = $organisation
    ) on * into name event value happened_on
    union all
    unpivot (
        select
            case when kind = 'pledge' then signed_on end as loan_signed,
            case when kind = 'equity' then signed_on end as equity_signed,
            repaid_on as loan_repaid,
            case when repaid_on is null then matures_on end as loan_matures
        from financing
        where firm = $organisation
    ) on * into name event value happened_on
    union all
    select
        'exhibited',
        editions.starts_on
    from expo_exhibitors as shown
    join expo_editions as editions on editions.edition = shown.edition
    where shown.exhibitor = $organisation
      and editions.starts_on is not null
),

years as (
    select unnest(generate_series(year($until::date) - 7, year($until::date) + 4)) as year
),

counted as (
    select
        year(happened_on) as year,
        event,
        count(*) as events
    from days
    group by all
)

select
    years.year::varchar as year,
    kinds.event,
    case
        when kinds.event in ('patent_term_ends', 'mark_renewal_due', 'loan_matures') and years.year < year($complete::date) then null -- it is over
        when kinds.event not in ('patent_term_ends', 'mark_renewal_due', 'loan_matures') and years.year > year($complete::date) then null -- it is to come
        else coalesce(counted.events, 0)
    end as events
from years
cross join (select distinct event from counted semi join years using (year)) as kinds
left join counted on counted.year = years.year and counted.event = kinds.event
order by years.year, kinds.event
