-- Utility models and designs marked as high-value inventions.
--
-- title      High-value mark on a patent that is no invention | 非发明专利标为高价值发明专利
-- severity   error
-- reads      patents

select
    application_no,
    patent_type,
    high_value_on,
    high_value_reason
from patents
where patent_type <> 'invention'
  and (high_value_on is not null or high_value_reason is not null)
order by application_no
