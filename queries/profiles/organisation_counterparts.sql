-- Organisations to which one gave patents or from which it received them, by transfer or licence; most patents first.
--
-- title   Gives patents to and receives them from | 专利转化往来单位
-- reads   patent_transactions
-- param   organisation  name of the giver or receiver
-- column  organisation  Organisation | 单位
-- column  given         Given [patents] | 转出 [件]
-- column  received      Received [patents] | 转入 [件]

with contracts as (
    select
        if(from_holder = $organisation, to_holder, from_holder) as organisation,
        from_holder = $organisation as is_given
    from patent_transactions
    where kind <> 'open_licence'
      and (from_holder = $organisation or to_holder = $organisation)
)

select
    organisation,
    count(*) filter (is_given) as given,
    count(*) filter (not is_given) as received
from contracts
where organisation <> $organisation
group by organisation
order by count(*) desc, organisation
limit 10
