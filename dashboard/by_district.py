"""A metric in each district: how its rows (`metrics.ranking`) are drawn and headed, on pages, slides and in files."""

from dashboard import catalog
from dashboard.catalog import Label
from dashboard.queries import Column, Draw, Metric

RANK = Draw("rank", {"x": "value", "y": "district_code", "prior": "prior"})
MAP = Draw("area_map", {"value": "value", "code": "district_code"})


def columns_of(metric: Metric) -> dict[str, Column]:
    """Its columns, in the metric's words and unit."""
    return {
        "district_code": Column("district_code", Label("District", "区县"), None, catalog.code_list("districts")),
        "value": Column("value", metric.title, metric.unit),
        "prior": Column("prior", Label("Period compared with", "对比期"), metric.unit),
    }
