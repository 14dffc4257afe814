"""Targets that documents have published for the city, each beside the metric that it sets, where one measures it."""

from dataclasses import dataclass, replace

from dashboard import metrics, queries
from dashboard.catalog import CITY, Label, Snapshot
from dashboard.metrics import Reading
from dashboard.reconcile.homes import homes
from dashboard.reconcile.published import Figure, figures
from dashboard.scope import Scope


@dataclass(frozen=True)
class PublishedTarget:
    """A target as published; `reading` tells the metric's value and progress, and is None where nothing measures it."""

    figure: Figure
    reading: Reading | None

    @property
    def title(self) -> Label:
        """What is to be reached, in the metric's words where there is one."""
        name = self.figure.name
        own = Label(name.en.removeprefix("Target: "), name.zh.removeprefix("目标:").removeprefix("目标："))
        return self.reading.metric.title if self.reading else own


def published_targets(snapshot: Snapshot, scope: Scope) -> tuple[PublishedTarget, ...]:
    """Every published target of the city, those measured first; of the whole city whatever the scope is narrowed to."""
    metric_of = {name: home.counted_as for name, home in homes().items() if home.kind == "target"}
    told = [figure for figure in figures(snapshot) if figure.geo_code == CITY and figure.metric_id in metric_of]
    measured = [metric_of[f.metric_id] for f in told if metric_of[f.metric_id] in queries.metrics()]
    whole = replace(scope, districts=(), industries=(), picks=(), within=None)
    readings = metrics.read(snapshot, dict.fromkeys(measured), whole)
    found = [PublishedTarget(figure, readings.get(metric_of[figure.metric_id])) for figure in told]
    return tuple(sorted(found, key=lambda target: target.reading is None))
