-- What was seized in the cases accepted in the period, each quantity in its own unit.
--
-- title   Goods seized | 查获物品
-- reads   ip_cases
-- param   since       first day counted
-- param   until       last day counted
-- param   districts   list of district codes; null means all
-- param   industries  list of industry codes; null means all
-- column  goods_kind  Goods | 物品
-- column  cases       Cases [cases] | 案件 [件]
-- column  bottles     Bottles [bottles] | 瓶装 [瓶]
-- column  pieces      Pieces [pieces] | 计件 [件]
-- column  kilograms   Weight [kg] | 计重 [千克]
-- counts  cases=ip_case_goods bottles=ip_bottles_seized pieces=ip_pieces_seized kilograms=ip_kilograms_seized
-- draw    table
-- note    Quantities in different units never add; an empty cell means that none was told in that unit. | 不同单位的数量不可相加；空格表示无以该单位登记的数量。

select
    goods_kind,
    count(*) as cases,
    sum(goods_quantity) filter (goods_unit = 'bottle')::bigint as bottles,
    sum(goods_quantity) filter (goods_unit = 'piece')::bigint as pieces,
    sum(goods_quantity) filter (goods_unit = 'kilogram')::bigint as kilograms
from ip_cases
where goods_quantity is not null
  and accepted_on between date_trunc('month', $since::date) and last_day($until::date)
  and ($districts is null or list_contains($districts::varchar[], district_code))
  and ($industries is null or list_contains($industries::varchar[], industry_code))
group by all
order by cases desc, goods_kind
