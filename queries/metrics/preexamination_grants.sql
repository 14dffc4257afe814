-- Patents granted after pre-examination, counted in the month of the grant notice.
--
-- title      Grants after pre-examination | 经预审授权专利
-- unit       patents | 件
-- kind       flow
-- better     up
-- reads      preexaminations
-- records    preexaminations
-- by         district, industry
-- breakdown  field_code
-- about      Pre-examined cases whose patent was granted. | 经预审后获得授权的专利。
-- caveat     They are patents granted too; the two counts overlap. | 与专利授权量存在交叉，不可相加。

select
    preexaminations.*,
    granted_on as happened_on,
    1 as value
from preexaminations
where granted_on is not null
