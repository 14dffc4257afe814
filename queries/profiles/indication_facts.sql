-- What the registers say of a geographical indication, an entry a row; no row when none names it.
--
-- title   Register entries | 登记情况
-- reads   geographical_indications
-- param   indication  protected name
-- column  register             Register | 登记类别
-- column  registration_no      Registration number | 登记编号
-- column  registered_on        Registered on | 登记日
-- column  first_registered_on  First registered on | 最初登记日
-- column  ended_on             Ended on | 失效日
-- column  product_class        Product class | 产品类别
-- column  country              Country of origin | 原产国
-- column  district_code        District | 区县
-- column  industry_code        Industrial chain | 产业链
-- column  name_is_sourced      Name publicly sourced | 名称有公开来源
-- column  source               Source | 来源
-- draw    table

select
    register,
    registration_no,
    registered_on,
    first_registered_on,
    ended_on,
    product_class,
    country,
    district_code,
    industry_code,
    name_is_sourced,
    source
from geographical_indications
where name = $indication
order by registered_on nulls last, register
