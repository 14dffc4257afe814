"""The records of a metric that lack the value it adds up, so that no sum passes them over in silence.

Counted apart from the sums: a null adds nothing, and only the records themselves show that it stands there.
"""

from functools import lru_cache

from dashboard import catalog, narrowing, queries, warehouse
from dashboard.narrowing import Picks
from dashboard.queries import GAPS
from dashboard.warehouse import Connection

_LACKING = """
with lacking as (
    select
        date_trunc('month', happened_on)::date as month,
        {district} as district,
        {industry} as industry,
        {key} as key,
        {counts} as records
    from (
        {records}
    )
    where value is null
      and happened_on is not null
)

select month, district, industry, coalesce(state, 'missing') as state, sum(records)::bigint as records
from lacking
left join {table} as gaps on gaps.dataset = '{dataset}' and gaps.field = '{field}' and gaps.key = lacking.key
group by all
order by all
"""


@lru_cache(maxsize=512)
def of_metric(con: Connection, metric_id: str, picks: Picks) -> list[tuple]:
    """Records without a value: month, district, industry, state, how many.

    Of a stock a record begins with its first event and ends (-1) with its next.
    """
    metric = queries.counted(metric_id)
    key = catalog.contracts()[metric.records].key_sql
    first = f"row_number() over (partition by {key} order by happened_on) % 2 = 1"
    statement = _LACKING.format(
        district=narrowing.place(metric, "district"),
        industry=narrowing.place(metric, "industry"),
        key=key,
        counts=f"if({first}, 1, -1)" if metric.kind == "stock" else "1",
        records=metric.sql,
        table=GAPS,
        dataset=metric.records,
        field=metric.measures,
    )
    asked = warehouse.narrowed(con, statement.strip(), metric.reads, picks)
    return warehouse.tuples(con, asked.sql, asked.values)
