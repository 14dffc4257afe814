"""What changed between two snapshots record by record: counts of each dataset, and pages of the changes."""

from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from dashboard import catalog, charts, differences, text
from dashboard.catalog import Code, Contract, Label
from dashboard.differences import Comparison, Pair
from dashboard.queries import Column, Draw
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, later, say, view
from dashboard.ui.plot import plot

ROWS_ON_A_PAGE = 50
KINDS = (
    Code("added", Label("Added", "新增")),
    Code("changed", Label("Changed", "变更")),
    Code("removed", Label("Removed", "撤除")),
    # A record may count otherwise because of another: an exhibitor, when its edition moves.
    Code("elsewhere", Label("Unchanged itself", "自身未变")),
)
STATES = {
    "unchanged": text.phrase("Same file in both"),
    "missing": text.phrase("Not in either snapshot"),
    "missing_then": text.phrase("Not in the earlier snapshot"),
    "missing_now": text.phrase("Not in the later snapshot"),
}


def datasets(pair: Pair) -> None:
    """How many records of each dataset were added, removed, changed: in a table, and as shares of its records."""
    comparison = differences.compare(pair)
    with st.container(border=True):
        st.markdown(f"**{say('Records added, changed and removed')}**")
        shares = _shares(comparison)
        counts, figure = st.columns([5, 3])
        with counts:
            st.dataframe(_counts(comparison), hide_index=True, height="content", column_config=_localized())
        with figure:
            if shares.empty:
                st.caption(say("No record differs."))
            else:
                columns = {
                    "dataset": Column("dataset", Label("Dataset", "数据集"), None, _dataset_codes()),
                    "change": Column("change", Label("Change", "变化"), None, KINDS),
                    "share": Column("share", Label("Share of the records", "占记录比重"), Label("%", "%")),
                }
                draw(
                    shares,
                    Draw("rank", {"x": "share", "y": "dataset", "by": "change"}),
                    columns,
                    "datasets",
                    say("Records added, changed and removed"),
                )
        st.caption(" · ".join([say("Records are matched by the key of their dataset"), *demonstration()]))


def _dataset_codes() -> tuple[Code, ...]:
    return tuple(Code(c.id, c.label) for c in catalog.contracts().values())


def _counts(comparison: Comparison) -> pd.DataFrame:
    known, compared = catalog.contracts(), list(comparison.datasets.values())
    return pd.DataFrame(
        {
            say("Dataset"): [known[c.dataset].label(language()) for c in compared],
            say("Then"): [c.rows[0] for c in compared],
            say("Now"): [c.rows[1] for c in compared],
            say("Added"): [c.added for c in compared],
            say("Changed"): [c.changed for c in compared],
            say("Removed"): [c.removed for c in compared],
            say("Remark"): [_remark(known[c.dataset], c) for c in compared],
        }
    )


def _localized() -> dict[str, object]:
    numbers = (say("Then"), say("Now"), say("Added"), say("Changed"), say("Removed"))
    counts = {name: st.column_config.NumberColumn(format="localized", width="small") for name in numbers}
    return counts | {
        say("Dataset"): st.column_config.TextColumn(width="medium"),
        say("Remark"): st.column_config.TextColumn(width="medium"),
    }


def _remark(contract: Contract, change: differences.DatasetChange) -> str:
    """Why a dataset was not compared, fields that one snapshot lacks, or the field that changed most."""
    if change.state in STATES:
        return say(STATES[change.state])
    parts = [
        say("not in the earlier snapshot: {fields}", fields=_fields(contract, change.only_now)) if change.only_now else "",
        say("not in the later snapshot: {fields}", fields=_fields(contract, change.only_then)) if change.only_then else "",
        say("mostly {field}", field=field_label(contract, change.fields[0][0])) if change.fields else "",
    ]  # fmt: skip
    return text.listing([part for part in parts if part], language())


def _fields(contract: Contract, names: tuple[str, ...]) -> str:
    return text.listing([field_label(contract, name) for name in names], language())


def _shares(comparison: Comparison) -> pd.DataFrame:
    """Records of each kind in a hundred of a dataset, of those there were and those that came."""
    rows = [
        (c.dataset, kind, getattr(c, kind) * 100 / (c.rows[0] + c.added))
        for c in comparison.datasets.values()
        for kind in ("added", "changed", "removed")
        if c.state == "compared" and c.differing
    ]
    found = pd.DataFrame(rows, columns=["dataset", "change", "share"])
    order = found.groupby("dataset")["share"].transform("sum")
    return found.assign(total=order).sort_values(["total", "dataset"], ascending=[False, True], kind="stable")


def records(pair: Pair) -> None:
    """The changes of one dataset, paged and searched in the warehouse."""
    comparison = differences.compare(pair)
    known = catalog.contracts()
    compared = {name: known[name].label(language()) for name, c in comparison.datasets.items() if c.state == "compared"}
    compared = dict(sorted(compared.items(), key=lambda item: -comparison.datasets[item[0]].differing))
    if not compared:
        return
    with st.container(border=True):
        st.markdown(f"**{say('Changes record by record')}**")
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            dataset = choice("dataset", say("Dataset"), compared)
            contract = known[dataset]
            asked = _asked(contract, comparison.datasets[dataset])
            total = differences.count(comparison, dataset, **asked)
            page = page_of("records", total)
        if not total:
            st.caption(say("No change found."))
            return
        found = differences.changes(comparison, dataset, **asked, skip=(page - 1) * ROWS_ON_A_PAGE)
        st.dataframe(_changes_in_words(found, contract), hide_index=True, placeholder="—", height="auto")
        st.caption(say("{total} changes, page {page}", total=text.number(total, language()), page=page))
        whole = lambda: _changes_in_words(  # noqa: E731 - made when clicked
            differences.changes(comparison, dataset, **asked, size=None), contract
        )
        download("records", contract.label(language()), whole, pair)


def _asked(contract: Contract, change: differences.DatasetChange) -> dict[str, str | None]:
    kinds = {c.code: c.label(language()) for c in KINDS if c.code in differences.CHANGES}
    fields = {name: f"{field_label(contract, name)} ({text.number(n, language())})" for name, n in change.fields}
    kind = choice("change", say("Change"), {"": say("All changes"), **kinds})
    field = choice(f"field.{contract.id}", say("Field"), {"": say("All fields"), **fields})
    search = st.text_input(
        say("Search"), key="changes.search", placeholder=say("Search"), label_visibility="collapsed", width=200
    )
    return {"change": kind or None, "field": field or None, "search": search.strip() or None}


def _changes_in_words(found: pd.DataFrame, contract: Contract) -> pd.DataFrame:
    kinds = {c.code: c.label(language()) for c in KINDS}
    fields = ["" if pd.isna(name) else name for name in found["field"]]
    return pd.DataFrame(
        {
            say("Record"): found["record"],
            say("Change"): found["change"].map(kinds),
            say("Field"): [field_label(contract, name) if name else None for name in fields],
            say("Value then"): [
                value_word(contract, f, v) if f else None for f, v in zip(fields, found["was"], strict=True)
            ],
            say("Value now"): [
                value_word(contract, f, v) if f else None for f, v in zip(fields, found["became"], strict=True)
            ],
        }
    )


# --- shared with what stands above ------------------------------------------------------------


def choice(key: str, label: str, names: Mapping[str, str]) -> str:
    """A select box over {code: word}; a choice that is no longer there gives way to the first."""
    if st.session_state.get(f"changes.{key}") not in names:
        st.session_state.pop(f"changes.{key}", None)
    return st.selectbox(
        label,
        list(names),
        format_func=names.get,
        key=f"changes.{key}",
        persist_state="session",
        label_visibility="collapsed",
        width=260,
    )


def page_of(key: str, total: int) -> int:
    last = max(1, -(-total // ROWS_ON_A_PAGE))
    if last == 1:
        return 1
    held = st.session_state.get(f"changes.page.{key}", 1)
    st.session_state[f"changes.page.{key}"] = min(held, last)
    return st.number_input(
        say("Page"), min_value=1, max_value=last, step=1, key=f"changes.page.{key}", label_visibility="collapsed",
        width=120,
    )  # fmt: skip


def field_label(contract: Contract, name: str) -> str:
    return contract.fields[name].label(language()) if name in contract.fields else name


def value_word(contract: Contract, field: str, value: object) -> str:
    """A stored value as the reader knows it."""
    if pd.isna(value):
        return "—"
    kind = contract.fields[field].type if field in contract.fields else "text"
    if kind == "boolean":
        return say("Yes") if value == "true" else say("No")
    if kind in ("integer", "decimal"):
        return text.number(value, language())
    return catalog.word_of(contract.codes(field), str(value), language())


def download(key: str, title: str, rows: Callable[[], pd.DataFrame], pair: Pair) -> None:
    st.download_button(
        say("Download CSV"),
        later(lambda: rows().to_csv(index=False).encode("utf-8-sig")),
        file_name=f"{title}_{pair.then.id}_{pair.now.id}.csv",
        mime="text/csv",
        key=f"changes.csv.{key}",
        on_click="ignore",
    )


def demonstration() -> list[str]:
    return [say("Demonstration data")] if view().snapshot.is_demonstration else []


def draw(rows: pd.DataFrame, drawing: Draw, columns: Mapping[str, Column], key: str, alt: str) -> None:
    drawn = charts.figure(rows, drawing, columns, language=language(), grain="month", dark=is_dark())
    plot(drawn, key=f"changes.{key}", alt=alt)
