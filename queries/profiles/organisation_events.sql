-- One row per event in the records of an organisation, newest first: rights, money, contracts, titles, services.
--
-- title   Events | 大事记
-- reads   patents, trademarks, financing, expo_exhibitors, expo_editions, recognitions, patent_transactions, patent_products, stock_reviews, preexaminations, legal_services, service_requests, listings, demands
-- param   organisation  name of the organisation
-- param   until         last day shown; what falls due later stands in its own table
-- param   search        part of a number or a name; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  happened_on   Day | 日期
-- column  event         Event | 事项
-- column  number        Number | 编号
-- column  title         Name | 名称
-- column  amount_cny    Amount [CNY] | 金额 [元]
-- codes   event record_events
-- draw    table

with days as (
    unpivot (
        select
            application_no as number, title, null::double as amount_cny,
            filed_on as patent_filed,
            granted_on as patent_granted,
            ended_on as patent_ended
        from patents
        where applicant = $organisation
    ) on patent_filed, patent_granted, patent_ended into name event value happened_on
    union all by name
    unpivot (
        select
            registration_no as number,
            mark as title,
            filed_on as mark_filed,
            registered_on as mark_registered,
            ended_on as mark_ended
        from trademarks
        where owner = $organisation
    ) on mark_filed, mark_registered, mark_ended into name event value happened_on
    union all by name
    unpivot (
        select
            contract_no as number,
            lender as title,
            coalesce(disbursed_amount_cny, equity_amount_cny) as amount_cny,
            case when kind = 'pledge' then signed_on end as loan_signed,
            case when kind = 'equity' then signed_on end as equity_signed,
            repaid_on as loan_repaid
        from financing
        where firm = $organisation
    ) on loan_signed, equity_signed, loan_repaid into name event value happened_on
    union all by name
    select shown.edition::varchar as number, editions.name as title, 'exhibited' as event, editions.starts_on as happened_on
    from expo_exhibitors as shown
    join expo_editions as editions on editions.edition = shown.edition
    where shown.exhibitor = $organisation
    union all by name
    unpivot (
        select
            recognition_no as number,
            batch as title,
            recognised_on as title_recognised,
            ended_on as title_ended
        from recognitions
        where holder = $organisation
    ) on title_recognised, title_ended into name event value happened_on
    union all by name
    select transaction_id as number, to_holder as title, amount_cny, if(kind = 'open_licence', 'licence_offered', 'patent_given') as event, signed_on as happened_on
    from patent_transactions where from_holder = $organisation
    union all by name
    select transaction_id as number, from_holder as title, amount_cny, 'patent_received' as event, signed_on as happened_on
    from patent_transactions where to_holder = $organisation
    union all by name
    select listing_no as number, title, asking_price_wan * 10000 as amount_cny, 'right_listed' as event, listed_on as happened_on from listings where holder = $organisation
    union all by name
    select demand_no as number, title, budget_wan * 10000 as amount_cny, 'demand_published' as event, published_on as happened_on from demands where demander = $organisation
    union all by name
    select product_id as number, product as title, 'product_filed' as event, filed_on as happened_on from patent_products where firm = $organisation
    union all by name
    select review_id as number, 'stock_reviewed' as event, reviewed_on as happened_on from stock_reviews where institute = $organisation
    union all by name
    select case_id as number, 'prereview_received' as event, received_on as happened_on from preexaminations where applicant = $organisation
    union all by name
    select service_id as number, if(kind = 'checkup', 'checkup_given', 'letter_sent') as event, served_on as happened_on from legal_services where firm = $organisation
    union all by name
    select request_id as number, 'request_received' as event, received_on as happened_on from service_requests where applicant = $organisation
)

select
    happened_on,
    event,
    number,
    title,
    amount_cny
from days
where happened_on <= $until
  and ($search is null or contains(lower(concat_ws(' ', number, title)), lower($search::varchar)))
order by happened_on desc, event, number
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
