"""The page of what changed between two snapshots: numbers, the records behind them, the records of each dataset."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from dashboard import catalog, history, queries, text
from dashboard.catalog import CITY, Code, Contract, Label
from dashboard.differences import Pair
from dashboard.queries import Column, Draw
from dashboard.ui.blocks import sentence
from dashboard.ui.frame import language, say, versus, view
from dashboard.ui.record_changes import (
    KINDS,
    ROWS_ON_A_PAGE,
    choice,
    demonstration,
    download,
    draw,
    field_label,
    page_of,
    value_word,
)
from dashboard.ui.versus import in_full, in_order

# Months that lines of a metric begin before the end of the earlier snapshot.
MONTHS_SHOWN = 24
LINES = Draw("line", {"x": "month", "y": "value", "by": "snapshot"})
DIFFERENCE = Draw("bar", {"x": "month", "y": "difference"})


def pair() -> Pair:
    """The snapshot shown and the one it is compared with: the reader's choice, else the one before. Stops the page,
    saying so, where there is no other."""
    shown = view()
    others = [s for s in shown.shelf.sound if s.id != shown.snapshot.id]
    other = versus() or history.before(shown.shelf, shown.snapshot) or (others[-1] if others else None)
    if other:
        return in_order(shown.snapshot, other)
    with st.container(border=True, height=220, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(say("There is one snapshot only: {id}.", id=shown.snapshot.id), text_alignment="center")
        st.caption(
            say("What changed shows here when the next one is published, by an import of corrected or newer records."),
            text_alignment="center",
        )
    st.stop()


def lead(pair: Pair) -> None:
    """What a leader reads out: how many metrics were restated, and the largest restatement of the city."""
    rows = history.restatements(pair)
    city = rows[rows["district_code"] == CITY]
    ends = {"then": pair.then.id, "now": pair.now.id}
    if city.empty:
        sentence(say("No metric was restated between the snapshots {then} and {now}.", **ends))
        return
    counts = {"metrics": city["metric"].nunique(), "months": city["month"].nunique()}
    sentence(
        say("From snapshot {then} to {now}, {metrics} metrics were restated over {months} months.", **ends, **counts)
    )
    largest = city.loc[city["relative"].abs().fillna(-1).idxmax()]
    metric = queries.metrics()[largest["metric"]]
    st.caption(
        say(
            "Largest: {metric} of {month}, from {was} to {became} ({change}).",
            metric=metric.title(language()),
            month=text.month(largest["month"].date(), language()),
            was=in_full(largest["was"], metric),
            became=in_full(largest["became"], metric),
            change=text.signed_percent(largest["relative"], language()),
        )
    )


# --- restatements -----------------------------------------------------------------------------


def restatements(pair: Pair) -> pd.Series | None:
    """The table of restated months, filtered; returns the row that the reader has selected."""
    rows = history.restatements(pair)
    with st.container(border=True):
        st.markdown(f"**{say('Restated figures')}**")
        if rows.empty:
            st.caption(say("Both snapshots tell the same for every month that both are complete for."))
            return None
        found = _filtered(rows)
        if found.empty:
            st.caption(say("No restatement with these filters."))
            return None
        selected = st.dataframe(
            _in_words(found),
            hide_index=True,
            height=330,
            column_config=_configuration(),
            on_select="rerun",
            selection_mode="single-row",
            key="changes.restatements",
        )
        st.caption(
            say(
                "{rows} rows · months that both snapshots are complete for; a stock or ratio as it stood at the month's "
                "end · select a row for its records",
                rows=text.number(len(found), language()),
            )
        )
        download("restatements", say("Restated figures"), lambda: _in_words(found), pair)
        chosen = selected.selection.rows
        return found.iloc[chosen[0]] if chosen and chosen[0] < len(found) else None


def _filtered(rows: pd.DataFrame) -> pd.DataFrame:
    metrics = {name: m.title(language()) for name, m in queries.metrics().items() if name in set(rows["metric"])}
    months = {f"{m:%Y-%m}": text.month(m.date(), language()) for m in sorted(rows["month"].unique(), reverse=True)}
    with st.container(horizontal=True, gap="small"):
        metric = choice("metric", say("Metric"), {"": say("All metrics"), **metrics})
        place = choice("place", say("District"), {CITY: say("Whole city"), "": say("City and districts"), **_places()})
        month = choice("month", say("Month"), {"": say("All months"), **months})
    kept = rows[(rows["metric"] == metric) | (not metric)]
    kept = kept[(kept["district_code"] == place) | (not place)]
    return kept[(kept["month"].dt.strftime("%Y-%m") == month) | (not month)].reset_index(drop=True)


def _places() -> dict[str, str]:
    return {c.code: c.label(language()) for c in catalog.code_list("districts")}


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    known, places = queries.metrics(), {CITY: say("Whole city"), **_places()}
    return pd.DataFrame(
        {
            say("Metric"): [known[m].title(language()) for m in rows["metric"]],
            say("Period"): [f"{m:%Y-%m}" for m in rows["month"]],
            say("District"): [places[code] for code in rows["district_code"]],
            say("As reported then"): rows["was"],
            say("As known now"): rows["became"],
            say("Difference"): rows["difference"],
            say("Change (%)"): rows["relative"] * 100,
            say("Unit"): [known[m].unit(language()) for m in rows["metric"]],
            say("Records behind"): rows["records"],
        }
    )


def _configuration() -> dict[str, object]:
    numbers = ("As reported then", "As known now", "Difference", "Records behind")
    told = {say(name): st.column_config.NumberColumn(format="localized") for name in numbers}
    return told | {say("Change (%)"): st.column_config.NumberColumn(format="%+.2f")}


# --- the records that caused it ---------------------------------------------------------------


def caused(pair: Pair, row: pd.Series | None) -> None:
    """The records behind the restatement that is selected, and what changed in each."""
    if row is None:
        return
    metric, place = queries.metrics()[row["metric"]], row["district_code"]
    places = {CITY: say("Whole city"), **_places()}
    month = text.month(row["month"].date(), language())
    with st.container(border=True):
        ends = f"{in_full(row['was'], metric)} → {in_full(row['became'], metric)}"
        st.markdown(f"**{metric.title(language())} · {month} · {places[place]}** · {ends}")
        if not row["records"]:
            st.caption(say("No record differs: the definition of the metric has changed, or what it is divided by."))
            return
        page = page_of("caused", row["records"])
        found = history.caused(
            pair, metric, place, row["month"].date(), size=ROWS_ON_A_PAGE, skip=(page - 1) * ROWS_ON_A_PAGE
        )
        shown = _caused_in_words(found)
        st.dataframe(shown, hide_index=True, placeholder="—", column_config=_contribution_columns())
        st.caption(say("Records that made the difference: {total}", total=text.number(row["records"], language())))
        whole = lambda: _caused_in_words(  # noqa: E731 - made when clicked
            history.caused(pair, metric, place, row["month"].date(), size=row["records"])
        )
        download("caused", f"{metric.title(language())}_{row['month']:%Y-%m}", whole, pair)


def _contribution_columns() -> dict[str, object]:
    number = st.column_config.NumberColumn(format="localized")
    return {
        say("Counted then"): number,
        say("Counted now"): number,
        say("What changed"): st.column_config.TextColumn(width="large"),
    }


def _caused_in_words(found: pd.DataFrame) -> pd.DataFrame:
    kinds = {c.code: c.label(language()) for c in KINDS}
    contracts = catalog.contracts()
    return pd.DataFrame(
        {
            say("Dataset"): [contracts[name].label(language()) for name in found["dataset"]],
            say("Record"): found["record"],
            say("Change"): found["change"].map(kinds),
            say("Counted then"): found["was"],
            say("Counted now"): found["became"],
            say("What changed"): [
                _cells(contracts[name], told) for name, told in zip(found["dataset"], found["cells"], strict=True)
            ],
        }
    )


def _cells(contract: Contract, told: Sequence[Mapping[str, str]]) -> str:
    """`Granted on: — → 2024-07-09; Legal status: Filed → Granted`."""
    colon, between = ("：", "；") if language() == "zh" else (": ", "; ")
    parts = []
    for cell in told:
        was, became = (value_word(contract, cell["field"], cell[side]) for side in ("was", "became"))
        parts.append(f"{field_label(contract, cell['field'])}{colon}{was} → {became}")
    return between.join(parts)


# --- as reported over time --------------------------------------------------------------------


def reported(pair: Pair) -> None:
    """One metric as each snapshot told it, a line a snapshot, beside the difference between the two compared."""
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{say('As each snapshot reported it')}**", width="content")
            titles = {name: m.title(language()) for name, m in queries.metrics().items()}
            metric = queries.metrics()[choice("reported", say("Metric"), _restated_first(pair, titles))]
            known = {CITY: say("Whole city"), **(_places() if "district" in metric.by else {})}
            place = choice("reported_place", say("District"), known)
        since = _months_before(pair.then.as_of, MONTHS_SHOWN)
        rows = history.as_reported(reversed(view().shelf.sound), metric, place, since)
        if rows.empty:
            st.caption(say("No snapshot knows this metric."))
            return
        columns = _reported_columns(metric)
        lines, difference = st.columns([3, 2])
        with lines:
            draw(rows, LINES, columns, "lines", say("As each snapshot reported it"))
        with difference:
            changed = history.restatements(pair)
            own = changed[(changed["metric"] == metric.id) & (changed["district_code"] == place)]
            own = own[own["month"] >= pd.Timestamp(since)].sort_values("month")
            if own.empty:
                st.caption(say("Not restated between {then} and {now}.", then=pair.then.id, now=pair.now.id))
            else:
                draw(own, DIFFERENCE, columns, "difference", say("Difference"))
        st.caption(_window(metric, pair))


def _restated_first(pair: Pair, titles: Mapping[str, str]) -> dict[str, str]:
    """Metrics restated in most months come first."""
    rows = history.restatements(pair)
    months = rows[rows["district_code"] == CITY]["metric"].value_counts()
    return {name: titles[name] for name in sorted(titles, key=lambda name: -months.get(name, 0))}


def _months_before(day: date, months: int) -> date:
    return (pd.Timestamp(day).to_period("M") - months).start_time.date()


def _reported_columns(metric: queries.Metric) -> dict[str, Column]:
    ids = sorted((s.id for s in view().shelf.sound), key=catalog.snapshot_order)
    codes = tuple(Code(i, Label(f"Snapshot {i}", f"快照 {i}")) for i in ids)
    return {
        "month": Column("month", Label("Month", "月份")),
        "snapshot": Column("snapshot", Label("Snapshot", "快照"), None, codes),
        "value": Column("value", metric.title, metric.unit),
        "difference": Column("difference", Label("Difference, later less earlier", "更正量"), metric.unit),
    }


def _window(metric: queries.Metric, pair: Pair) -> str:
    parts = [
        say("Each line ends where its snapshot is complete"),
        say("Difference: {now} less {then}", now=pair.now.id, then=pair.then.id),
        say("Unit: {units}", units=metric.unit(language())),
    ]
    return " · ".join([*parts, *demonstration()])


def source(pair: Pair) -> None:
    """Which two snapshots these are."""
    told = [
        say("Snapshot {id}", id=s.id) + f" ({text.day(pd.Timestamp(s.created).date(), language())})"
        for s in (pair.then, pair.now)
    ]
    st.caption(" · ".join([say("Sources"), *told, *demonstration()]))
