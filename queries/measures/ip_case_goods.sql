-- Cases in which goods were seized, by the day accepted.
--
-- title    Cases with goods seized | 有查获物品的案件
-- unit     cases | 件
-- kind     flow
-- better   neither
-- reads    ip_cases
-- records  ip_cases
-- by       district, industry
-- about    Cases in which goods were seized, by the day accepted. | 有查获物品的案件，按受理日计。

select
    ip_cases.*,
    accepted_on as happened_on,
    1 as value
from ip_cases
where goods_quantity is not null
