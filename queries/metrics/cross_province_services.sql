-- Items on the cross-province service list at the end of a month.
--
-- title      Cross-province service items | 跨省通办服务事项
-- unit       items | 项
-- kind       stock
-- better     up
-- reads      service_items
-- records    service_items
-- breakdown  kind
-- about      Items of the list published with the neighbouring districts of Chongqing (18 + 2). | 与重庆市毗邻区联合发布的清单事项数（18+2）。
-- caveat     The day of the list is not published: items without one are counted from 2024 on. | 清单发布日未公布，未载明日期的自2024年起计入。

select
    service_items.*,
    coalesce(listed_on, date '2024-01-01') as happened_on,
    1 as value
from service_items
