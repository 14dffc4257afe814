-- Opinions on patent infringement in cases that are no patent infringement dispute.
--
-- title      Infringement opinion on a case that is no patent dispute | 非专利侵权纠纷案件载有判定意见
-- severity   warning
-- reads      ip_cases

select
    case_id,
    kind,
    procedure
from ip_cases
where procedure = 'infringement_opinion'
  and kind <> 'patent_infringement'
order by case_id
