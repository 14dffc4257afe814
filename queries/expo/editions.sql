-- One row per edition that can be looked at, and one for counts outside any edition, with the months it covers.
--
-- title   Editions | 届次
-- reads   expo_editions, expo_hours, expo_stands, expo_trade
-- param   since        first day of the period, for what has no days of its own
-- param   until        last day of the period, for what has no days of its own
-- param   lang         zh or en
-- column  choice       Edition | 届次
-- column  edition      Number | 届数
-- column  since        From | 起
-- column  until        To | 止
-- column  is_default   Shown first | 默认
-- draw    table

with recorded as (
    select edition, min(counted_on) as first_on, max(counted_on) as last_on, sum(visits) as visits
    from expo_hours
    group by all
    union all
    select edition, min(sold_on) as first_on, max(sold_on) as last_on, 0 as visits
    from expo_trade
    group by all
    union all
    select edition, null as first_on, null as last_on, 0 as visits
    from expo_stands
    union all
    select edition, null as first_on, null as last_on, 0 as visits
    from expo_editions
),

known as (
    select
        recorded.edition,
        coalesce(max(editions.status), 'held') = 'held' as is_held,
        coalesce(max(editions.starts_on), min(recorded.first_on)) as first_on,
        coalesce(max(editions.ends_on), max(editions.starts_on), max(recorded.last_on)) as last_on,
        sum(recorded.visits) as visits
    from recorded
    left join expo_editions as editions on editions.edition = recorded.edition
    group by all
),

dated as (
    select *, first_on is not null and (edition is not null or last_on < $since or first_on > $until) as has_own_period
    from known
)

select
    -- counts outside any edition say when they were made: the period to choose
    coalesce(
        edition::varchar,
        concat_ws(' ', if($lang = 'zh', '展会以外', 'Outside'), strftime(first_on, '%Y-%m') || '…' || strftime(last_on, '%Y-%m'))
    ) as choice,
    edition,
    -- an edition is its own period; so are counts outside any when the period chosen holds none of them
    (case when has_own_period then date_trunc('month', first_on) else $since::date end)::date as since,
    case when has_own_period then last_day(last_on) else $until::date end as until,
    row_number() over (
        -- the latest edition held that has counts, else the counts outside an edition, else the latest held
        order by is_held and visits > 0 and edition is not null desc, edition is null desc, is_held desc, edition desc
    ) = 1 as is_default
from dated
order by edition nulls last
