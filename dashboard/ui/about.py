"""What the page about the data is made of; every line is generated from contracts, papers and headers."""

import pandas as pd
import streamlit as st

from dashboard import captions, catalog, metrics, queries, text
from dashboard.catalog import Label
from dashboard.queries import Column
from dashboard.scope import Scope
from dashboard.ui import data
from dashboard.ui.frame import language, say, view


def freshness() -> None:
    """How far the data are complete: each dataset that lags by name, the others together."""
    snapshot = view().snapshot
    known = catalog.contracts()
    with st.container(border=True):
        st.markdown(f"**{say('Data complete through')}** · {say('Snapshot {id}', id=snapshot.id)}")
        days = {name: r.complete_through for name, r in snapshot.datasets.items() if name not in _NOT_RECORDS}
        lagging = sorted((through, name) for name, through in days.items() if through < snapshot.as_of)
        parts = [f"▼ {known[name].label(language())} {text.day(through, language())}" for through, name in lagging]
        rest = say("{number} datasets {day}", number=len(days) - len(lagging), day=text.day(snapshot.as_of, language()))
        st.caption(" · ".join([*parts, rest]))
        if snapshot.missing:
            names = text.listing([known[n].label(language()) for n in snapshot.missing], language())
            st.caption(say("This snapshot holds no {datasets}.", datasets=names))


_NOT_RECORDS = ("targets", "published_figures", "expo_editions", "industry_classes")


def value(scope: Scope, metric_id: str) -> float | None:
    """One metric's value in the scope."""
    return metrics.read(view().snapshot, [metric_id], scope)[metric_id].value


def snapshot_facts() -> None:
    snapshot = view().snapshot
    facts = {
        say("Snapshot"): snapshot.id,
        say("Published"): text.day(pd.Timestamp(snapshot.created).date(), language()),
        say("Follows"): snapshot.parent or "—",
        say("Kind"): say("Demonstration data") if snapshot.is_demonstration else say("Real records"),
    }
    st.markdown(" · ".join(f"{name} **{fact}**" for name, fact in facts.items()))
    if snapshot.is_demonstration:
        st.warning(
            say(
                "Demonstration data: generated records of fictitious firms and people, fitted to published totals. "
                "Only the published figures and their sources are real."
            )
        )


def datasets() -> None:
    """One row a dataset: grain, rows, how far complete, where from."""
    snapshot, rows = view().snapshot, []
    for contract in catalog.contracts().values():
        resource = snapshot.resources.get(contract.id)
        rows.append(
            {
                say("Dataset"): contract.label(language()),
                say("One row is"): contract.grain(language()),
                say("Rows"): resource.rows if resource else None,
                say("Data complete through"): pd.Timestamp(resource.complete_through) if resource else None,
                say("Rows rejected"): sum(s.rows_rejected for s in resource.sources) if resource else None,
                say("Warnings"): resource.findings.get("warnings", 0) if resource else None,
                say("Files"): text.listing(
                    [captions.source_name(s.title, language()) for s in resource.sources], language()
                )
                if resource
                else say("Not in this snapshot"),
                "SHA-256": resource.files[0].sha256[:12] if resource else None,
            }
        )
    _table(f"{say('Datasets')}", pd.DataFrame(rows))


def checks() -> None:
    """Every rule across tables with what it found when the snapshot was published."""
    severities = {"error": say("Blocks publishing"), "warning": say("Warning")}
    rows = [
        {
            say("Rule"): check.meaning(language()),
            say("Severity"): severities[check.severity],
            say("Rows found"): check.rows,
            say("For example"): "; ".join(" ".join(filter(None, row)) for row in check.sample[:3]),
        }
        for check in view().snapshot.checks
    ]
    _table(say("Checks across tables"), pd.DataFrame(rows))


def metric_definitions() -> None:
    """Every signed metric: what it means, what it must not be taken for, and how it is computed."""
    kinds = {
        "flow": say("flow: adds over time and place"),
        "stock": say("stock: adds over place only"),
        "ratio": say("ratio: adds over nothing"),
        "distinct": say("distinct count: adds over nothing"),
    }
    known = catalog.contracts()
    rows = [
        {
            say("Metric"): metric.title(language()),
            say("Unit"): metric.unit(language()),
            say("Kind"): kinds[metric.kind],
            say("Meaning"): metric.about(language()),
            say("Caveat"): metric.caveat(language()) if metric.caveat else "—",
            say("Read from"): text.listing([known[d].label(language()) for d in metric.reads], language()),
            say("Id"): metric.id,
        }
        for metric in queries.metrics().values()
    ]
    _table(say("Metric definitions"), pd.DataFrame(rows))


def fields() -> None:
    """The contract of one dataset, field by field."""
    with st.container(border=True):
        known = catalog.contracts()
        names = {contract.id: contract.label(language()) for contract in known.values()}
        chosen = st.selectbox(say("Fields of a dataset"), list(names), format_func=names.get, key="about.dataset")
        rows = [
            {
                say("Field"): field.label(language()),
                say("Name"): field.name,
                say("Type"): field.type,
                say("Unit"): field.unit(language()) if field.unit else None,
                say("Required"): field.required,
                say("Meaning"): field.meaning(language()),
                say("Accepted headers"): "、".join(field.headers),
            }
            for field in known[chosen].fields.values()
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, placeholder="—")


def _table(title: str, rows: pd.DataFrame) -> None:
    with st.container(border=True):
        st.markdown(f"**{title}**")
        columns = {name: Column(name, Label(name, name)) for name in rows}
        data.table(rows, columns, height="content" if len(rows) <= 14 else 420)
