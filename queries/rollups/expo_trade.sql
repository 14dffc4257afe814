-- Orders and amounts per edition, day, channel and product class. Channels are never added to each other.
--
-- reads   expo_sales
-- by      channel, product_class

select
    edition,
    sold_on,
    channel,
    product_class,
    sum(orders)::bigint as orders,
    sum(amount_cny) as amount_cny
from expo_sales
group by all
