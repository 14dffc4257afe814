-- Letters of advice on IP protection, counted on the day they were sent.
--
-- title    Advice letters | 知识产权保护建议书
-- unit     letters | 份
-- kind     flow
-- better   up
-- reads    legal_services
-- records  legal_services
-- by       district, industry
-- about    Letters of advice sent to firms in the period. | 期内向企业发送的知识产权保护建议书。

select
    legal_services.*,
    served_on as happened_on,
    1 as value
from legal_services
where kind = 'advice_letter'
