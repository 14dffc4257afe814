-- What the records hold of each organisation, by dataset and by the part that it plays in it: how many, from when to when.
-- Joint applicants stand in one text; each is a whole name between separators.
--
-- reads   patents, trademarks, financing, expo_exhibitors, expo_editions, recognitions, patent_transactions, patent_products, stock_reviews, preexaminations, legal_services, service_requests, listings, demands

with named as (
    select 'patents' as dataset, 'applicant' as role, applicant as organisation, applicant_class as class, district_code, industry_code, filed_on as first_on, greatest(filed_on, granted_on) as last_on from patents
    union all
    select 'patents', 'joint_applicant', unnest(regexp_split_to_array(co_applicants, '\s*[;；,，、]\s*')), null, null, null, filed_on, filed_on from patents
    union all
    select 'trademarks', 'owner', owner, owner_class, district_code, industry_code, coalesce(filed_on, registered_on), greatest(filed_on, registered_on) from trademarks
    union all
    select 'financing', 'contractor', firm, null, district_code, industry_code, signed_on, signed_on from financing
    union all
    select 'expo_exhibitors', 'exhibitor', shown.exhibitor, null, shown.district_code, null, editions.starts_on, editions.starts_on
    from expo_exhibitors as shown
    left join expo_editions as editions on editions.edition = shown.edition
    union all
    select 'recognitions', 'holder', holder, null, district_code, industry_code, recognised_on, recognised_on from recognitions
    union all
    -- Places of contracts are districts of the city, or words for what lies outside it.
    select 'patent_transactions', if(kind = 'open_licence', 'offerer', 'giver'), from_holder, from_class, if(from_place like '5105%', from_place, null), null, signed_on, signed_on from patent_transactions
    union all
    select 'patent_transactions', 'receiver', to_holder, to_class, if(to_place like '5105%', to_place, null), industry_code, signed_on, signed_on from patent_transactions
    union all
    select 'patent_products', 'maker', firm, null, district_code, industry_code, filed_on, filed_on from patent_products
    union all
    select 'stock_reviews', 'reviewer', institute, institute_class, district_code, null, reviewed_on, reviewed_on from stock_reviews
    union all
    select 'preexaminations', 'requester', applicant, applicant_class, district_code, industry_code, received_on, greatest(received_on, granted_on) from preexaminations
    union all
    select 'legal_services', kind, firm, null, district_code, industry_code, served_on, served_on from legal_services
    union all
    select 'listings', 'lister', holder, holder_class, district_code, industry_code, listed_on, greatest(listed_on, delisted_on) from listings
    union all
    select 'demands', 'demander', demander, null, district_code, industry_code, published_on, greatest(published_on, closed_on) from demands
    union all
    select 'service_requests', 'asker', applicant, null, if(direction = 'incoming', null, district_code), null, received_on, greatest(received_on, handled_on) from service_requests
)

select
    organisation,
    dataset,
    role,
    class,
    district_code,
    industry_code,
    min(first_on) as first_on,
    max(last_on) as last_on,
    count(*)::bigint as records
from named
where organisation <> ''
group by all
order by organisation, dataset, role, class, district_code, industry_code
