-- Submissions that were accepted and hold no row.
--
-- title     Accepted submissions without rows | 已接收而无记录的报送
-- severity  warning
-- reads     submissions

select
    submission_id,
    district_code,
    dataset,
    period_end
from submissions
where standing in ('on_time', 'late')
  and submitted_rows = 0
order by submission_id
