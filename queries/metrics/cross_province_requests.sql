-- Cross-province requests between Luzhou and its neighbours in Chongqing, in the month of receipt.
--
-- title      Cross-province requests | 跨省通办办件
-- unit       requests | 件
-- kind       flow
-- better     up
-- reads      service_requests
-- records    service_requests
-- by         district
-- breakdown  partner_code
-- about      Requests from Rongchang, Jiangjin or Yongchuan handled in Luzhou, and the reverse. | 荣昌、江津、永川申请泸州办理以及泸州申请对方办理的办件。
-- caveat     The district is that of the firm or window in Luzhou. | 区县为泸州一方的单位或窗口所在区县。

select
    service_requests.*,
    received_on as happened_on,
    1 as value
from service_requests
where channel = 'cross_province'
