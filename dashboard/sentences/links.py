"""Where a reader checks a sentence: the page of its metric, narrowed as the sentence is."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard import answers, queries
from dashboard.catalog import Snapshot
from dashboard.queries import Metric
from dashboard.scope import Scope, default_scope

# {dataset: the address of the page that shows its metrics}; any other stands on the overview.
PAGES = {
    "patents": "patents",
    "trademarks": "trademarks",
    "geographical_indications": "trademarks",
    "financing": "financing",
    "patent_transactions": "commercialisation",
    "patent_products": "commercialisation",
    "stock_reviews": "commercialisation",
    "listings": "matching",
    "demands": "matching",
    "pushes": "matching",
    "stations": "stations",
    "station_services": "stations",
    "service_requests": "services",
    "service_items": "services",
    "preexaminations": "preexamination",
    "expo_exhibitors": "expo",
    "expo_sales": "expo",
    "expo_visits": "expo",
    "ip_cases": "protection",
    "legal_services": "protection",
}
OVERVIEW = ""


def page_of(metric: Metric) -> str:
    """The address of the metric's page; of a ratio, that of the first of its parts that has a page."""
    if metric.kind == "ratio":
        parts = (queries.metrics()[name] for name in (metric.numerator, metric.denominator))
        return next(filter(None, map(page_of, parts)), OVERVIEW)
    return PAGES.get(metric.records, OVERVIEW)


def words_to(page: str, scope: Scope, snapshot: Snapshot) -> Mapping[str, list[str]]:
    """The query string that opens the page in the scope. The expo's page is opened at the edition of the period."""
    words = scope.link(default_scope(snapshot))
    if page != "expo":
        return words
    editions = answers.rows(snapshot, "expo/editions", replace(scope, districts=(), industries=(), picks=()))
    told = editions[editions["edition"].notna()].itertuples()
    held = [e.choice for e in told if e.since.date() <= scope.until and e.until.date() >= scope.since]
    return words | ({"edition": [held[0]]} if len(held) == 1 else {})
