-- How many records of each dataset name their district and their industry. Missing is counted, never guessed.
--
-- title   Records that name their district and industry | 载明区县与产业的记录
-- reads   patents, trademarks, geographical_indications, financing, stations
-- column  dataset         Dataset | 数据集
-- column  records         Records [records] | 记录数 [条]
-- column  no_district     Without district [records] | 未载明区县 [条]
-- column  no_industry     Without industry [records] | 未载明产业 [条]
-- draw    table

select 'patents' as dataset, count(*) as records, count(*) - count(district_code) as no_district, count(*) - count(industry_code) as no_industry from patents
union all
select 'trademarks', count(*), count(*) - count(district_code), count(*) - count(industry_code) from trademarks
union all
select 'geographical_indications', count(*), count(*) - count(district_code), count(*) - count(industry_code) from geographical_indications
union all
select 'financing', count(*), count(*) - count(district_code), count(*) - count(industry_code) from financing
union all
select 'stations', count(*), count(*) - count(district_code), null from stations
order by dataset
