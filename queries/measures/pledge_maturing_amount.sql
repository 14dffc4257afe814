-- Balances of loans not yet repaid, by the day they fall due; those without a day come last.
--
-- title      Open pledge loans by the day they fall due | 未结清质押贷款（按到期日）
-- unit       CNY | 元
-- kind       flow
-- better     neither
-- reads      financing
-- records    financing
-- by         district, industry
-- about      Balances of loans not yet repaid, by the day they fall due; those without a day come last. | 未结清贷款余额，按到期日计；未载明到期日的列于最后。

select
    financing.*,
    coalesce(matures_on, date '9999-12-31') as happened_on,
    outstanding_amount_cny as value
from financing
where kind = 'pledge'
  and repaid_on is null
  and outstanding_amount_cny > 0
