-- Every review of the patents that a university or institute holds, newest first.
--
-- title   Its stock reviews | 全部存量专利盘点
-- reads   stock_reviews
-- param   organisation  name of the organisation
-- param   search        part of a number; null means all
-- param   page_size     rows on a page
-- param   skip          rows before the page
-- column  review_id         Number | 盘点编号
-- column  reviewed_on       Reviewed on | 盘点日
-- column  patents_reviewed  Reviewed [patents] | 盘点专利 [件]
-- column  grade_a           A: ready for use [patents] | A类 具备转化条件 [件]
-- column  grade_b           B: to be developed [patents] | B类 有待培育 [件]
-- column  grade_c           C: no use in sight [patents] | C类 暂无前景 [件]
-- draw    table

select
    review_id,
    reviewed_on,
    patents_reviewed,
    grade_a,
    grade_b,
    grade_c
from stock_reviews
where institute = $organisation
  and ($search is null or contains(lower(concat_ws(' ', review_id)), lower($search::varchar)))
order by reviewed_on desc, review_id
limit coalesce($page_size::bigint, 50)
offset coalesce($skip::bigint, 0)
