-- Cases with a quantity of goods and no unit or kind of them: the quantity can stand in no total.
--
-- title      Quantity seized without its unit or kind | 查获数量缺单位或物品种类
-- severity   warning
-- reads      ip_cases

select
    case_id,
    goods_kind,
    goods_quantity,
    goods_unit
from ip_cases
where goods_quantity is not null
  and (goods_unit is null or goods_kind is null)
order by case_id
