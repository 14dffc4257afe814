-- How many records of each dataset name their district and their industry. Missing is counted, never guessed.
--
-- title   Records that name their district and industry | 载明区县与产业的记录
-- reads   record_completeness
-- column  dataset         Dataset | 数据集
-- column  records         Records [records] | 记录数 [条]
-- column  no_district     Without district [records] | 未载明区县 [条]
-- column  no_industry     Without industry [records] | 未载明产业 [条]
-- draw    table

select
    dataset,
    records,
    no_district,
    no_industry
from record_completeness
order by dataset
