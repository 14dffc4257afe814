-- How much of a chain's filings the five largest applicants of each year hold, and the Herfindahl-Hirschman index over
-- all of them (0 to 10,000), ten years up to the period's. Patents without an applicant have no share.
--
-- title   Share of filings by the year's five largest applicants | 当年前五位申请人占本链申请量比重
-- reads   patents
-- param   until      the last of the ten years is the year of this day
-- param   complete   last day on which the register is complete
-- param   districts  list of district codes; null means all
-- param   chain      code of the chain: stated, or derived from the class
-- column  year       Year | 年份
-- column  top_five   Share of the five largest [%] | 前五位占比 [%]
-- column  hhi        HHI [points] | 赫芬达尔指数 [点]
-- column  applicants Applicants [applicants] | 申请人 [个]
-- column  filings    Filed [patents] | 申请量 [件]
-- draw    line x=year y=top_five grain=year
-- note    Few filings make a high share; the index and the number of applicants stand in the table behind the figure. | 申请量少时占比偏高；赫芬达尔指数和申请人数见图后数据表。

with span as (
    select
        (date_trunc('year', $until::date) - interval 9 year)::date as since,
        -- Whole years: the largest of half a year are others.
        least(date_trunc('year', $until::date) + interval 1 year - interval 1 day, $complete::date)::date as until
),

yearly as (
    select
        date_trunc('year', filed_on)::date as year,
        applicant,
        count(*) as filed
    from patents
    where chain = $chain
      and applicant is not null
      and filed_on between (select since from span) and (select until from span)
      and ($districts is null or list_contains($districts::varchar[], district_code))
    group by all
),

shares as (
    select
        year,
        filed,
        100 * filed / sum(filed) over (partition by year) as share,
        row_number() over (partition by year order by filed desc, applicant) as place
    from yearly
)

select
    year,
    sum(share) filter (place <= 5) as top_five,
    sum(share * share) as hhi,
    count(*)::bigint as applicants,
    sum(filed)::bigint as filings
from shares
group by year
order by year
