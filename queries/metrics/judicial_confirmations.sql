-- Mediated agreements that a court confirmed, counted on the day the case was closed.
--
-- title    Judicial confirmations | 司法确认
-- unit     cases | 件
-- kind     flow
-- better   neither
-- reads    ip_cases
-- records  ip_cases
-- by       district, industry
-- about    Cases closed in the period by a court's confirmation of the mediated agreement. | 期内经法院确认调解协议而结案的案件。
-- caveat   The report does not say whether they are part of its 492 cases; here each is a case of its own. | 报道未说明是否含在492件内；本库各计一件。

select
    ip_cases.*,
    closed_on as happened_on,
    1 as value
from ip_cases
where procedure = 'judicial_confirmation'
  and closed_on is not null
