-- Value of the cases, counted on the day they were accepted.
--
-- title      Value of IP cases | 知识产权案件案值
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      ip_cases
-- records    ip_cases
-- measures   value_cny
-- by         district, industry
-- breakdown  kind
-- about      Established value of the goods or business concerned. | 经认定的涉案货值。
-- caveat     Penalty cases, and others that state one; disputes mostly have no value. | 计处罚案件及其他载明案值的案件；纠纷案件多无案值。

select
    ip_cases.*,
    accepted_on as happened_on,
    value_cny as value
from ip_cases
where (procedure = 'penalty' or value_cny is not null)
