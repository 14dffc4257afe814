-- IP arbitrations completed with the bureau's guidance, counted on the day of completion.
--
-- title    IP arbitrations | 知识产权仲裁
-- unit     cases | 件
-- kind     flow
-- better   neither
-- reads    ip_cases
-- records  ip_cases
-- by       district, industry
-- about    Arbitrations completed in the period with the bureau's guidance. | 期内指导完成的知识产权仲裁。
-- caveat   The report does not say whether they are part of its 492 cases; here each is a case of its own. | 报道未说明是否含在492件内；本库各计一件。

select
    ip_cases.*,
    closed_on as happened_on,
    1 as value
from ip_cases
where procedure = 'arbitration'
  and closed_on is not null
