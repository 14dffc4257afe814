-- Requests for an item that does not stand on the service list.
--
-- title      Requests for items that are not on the list | 办件事项不在服务清单中
-- severity   error
-- reads      service_requests, service_items
-- column     rows_affected  Rows [rows] | 涉及行数 [行]

select
    requests.item_code,
    count(*) as rows_affected
from service_requests as requests
where exists (select 1 from service_items) -- without the list nothing can be said
  and not exists (select 1 from service_items where service_items.item_code = requests.item_code)
group by requests.item_code
order by requests.item_code
