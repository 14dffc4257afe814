-- Districts of the firms that a lender has financed, those it lent most first.
--
-- title   Where it lends | 放款区县
-- reads   financing
-- param   lender  name of the lender
-- column  district_code  District | 区县
-- column  firms          Firms [firms] | 企业 [家]
-- column  disbursed_cny  Disbursed [CNY] | 累计放款 [元]

select
    district_code,
    count(distinct firm) as firms,
    sum(disbursed_amount_cny) as disbursed_cny
from financing
where lender = $lender
  and district_code is not null
group by district_code
order by disbursed_cny desc nulls last, district_code
