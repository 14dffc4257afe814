-- Batches whose grades do not add up to the patents reviewed.
--
-- title      Grades that do not add up to the patents reviewed | 分级件数之和与盘点件数不符
-- severity   warning
-- reads      stock_reviews

select
    review_id,
    institute,
    patents_reviewed,
    grade_a,
    grade_b,
    grade_c
from stock_reviews
where grade_a + grade_b + grade_c <> patents_reviewed -- a grade that is not told proves nothing
order by review_id
