-- Stock patents reviewed by the end of the period per university or institute, by grade.
--
-- title   Stock patents by grade | 高校院所存量专利盘点
-- reads   stock_reviews
-- param   until             last day counted
-- param   districts         list of district codes; null means all
-- column  institute         University or institute | 高校院所
-- column  grade_a           A: ready for use [patents] | A类 具备转化条件 [件]
-- column  grade_b           B: to be developed [patents] | B类 有待培育 [件]
-- column  grade_c           C: no use in sight [patents] | C类 暂无前景 [件]
-- column  reviewed          Reviewed [patents] | 盘点专利 [件]
-- counts  grade_a=stock_patents_grade_a grade_b=stock_patents_grade_b grade_c=stock_patents_grade_c reviewed=stock_patents_reviewed
-- draw    grouped x=institute y=grade_a,grade_b,grade_c
-- note    All batches finished by the end of the period. | 截至期末已完成的全部批次。

select
    institute,
    sum(grade_a)::bigint as grade_a,
    sum(grade_b)::bigint as grade_b,
    sum(grade_c)::bigint as grade_c,
    sum(patents_reviewed)::bigint as reviewed
from stock_reviews
where reviewed_on <= last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
group by all
order by reviewed desc, institute
