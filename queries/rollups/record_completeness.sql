-- Records of each dataset, and those that do not name their district or their industry.
--
-- reads   patents, trademarks, geographical_indications, financing, stations, patent_transactions, patent_products, stock_reviews, listings, demands, pushes

select 'patents' as dataset, count(*) as records, count(*) - count(district_code) as no_district, count(*) - count(industry_code) as no_industry from patents
union all
select 'trademarks', count(*), count(*) - count(district_code), count(*) - count(industry_code) from trademarks
union all
select 'geographical_indications', count(*), count(*) - count(district_code), count(*) - count(industry_code) from geographical_indications
union all
select 'financing', count(*), count(*) - count(district_code), count(*) - count(industry_code) from financing
union all
select 'stations', count(*), count(*) - count(district_code), null from stations
union all
select 'patent_transactions', count(*), count(*) - count(district_code), count(*) - count(industry_code) from patent_transactions
union all
select 'patent_products', count(*), count(*) - count(district_code), count(*) - count(industry_code) from patent_products
union all
select 'stock_reviews', count(*), count(*) - count(district_code), null from stock_reviews
union all
select 'listings', count(*), count(*) - count(district_code), count(*) - count(industry_code) from listings
union all
select 'demands', count(*), count(*) - count(district_code), count(*) - count(industry_code) from demands
union all
select 'pushes', count(*), count(*) - count(district_code), count(*) - count(industry_code) from pushes
