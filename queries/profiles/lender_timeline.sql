-- Loans of a lender signed, repaid and falling due in each year.
--
-- title   Year by year | 历年事项
-- reads   financing
-- param   lender      name of the lender
-- param   until       last day of the period; eight years up to it and four after it are shown
-- param   complete    last complete day: what happened is known to its year, what falls due from it on
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  year    Year | 年份
-- column  event   Event | 事项
-- column  events  Loans [loans] | 贷款 [笔]
-- codes   event record_events
-- draw    heat x=year y=event z=events
-- note    Open loans stand in the year in which they fall due, years to come included. | 未结清贷款列于到期年份，含未来年份。

with days as (
    unpivot (
        select
            signed_on as loan_signed,
            repaid_on as loan_repaid,
            case when repaid_on is null then matures_on end as loan_matures
        from financing
        where lender = $lender
          and kind = 'pledge'
          and ($districts is null or list_contains($districts::varchar[], district_code))
          and ($industries is null or list_contains($industries::varchar[], industry_code))
    ) on * into name event value happened_on
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
        when kinds.event = 'loan_matures' and years.year < year($complete::date) then null -- it is over
        when kinds.event <> 'loan_matures' and years.year > year($complete::date) then null -- it is to come
        else coalesce(counted.events, 0)
    end as events
from years
cross join (select distinct event from counted semi join years using (year)) as kinds
left join counted on counted.year = years.year and counted.event = kinds.event
order by years.year, kinds.event
