-- Months in which periods owed end, the latest first.
--
-- title   Months reported on | 报送月份
-- reads   submissions
-- column  month  Month | 月份
-- draw    table

select distinct date_trunc('month', period_end)::date as month
from submissions
order by month desc
