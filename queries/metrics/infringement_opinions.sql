-- Opinions on patent infringement, counted on the day they were given.
--
-- title    Infringement opinions | 专利侵权判定意见
-- unit     opinions | 件
-- kind     flow
-- better   neither
-- reads    ip_cases
-- records  ip_cases
-- by       district, industry
-- about    Expert opinions on patent infringement given in the period. | 期内出具的专利侵权判定意见。
-- caveat   The report does not say whether they are part of its 492 cases; here each is a case of its own. | 报道未说明是否含在492件内；本库各计一件。

select
    ip_cases.*,
    closed_on as happened_on,
    1 as value
from ip_cases
where procedure = 'infringement_opinion'
  and closed_on is not null
