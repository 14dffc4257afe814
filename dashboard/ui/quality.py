"""The page about data quality: the verdict, and part by part what was looked at and the rows that it stands on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from dashboard import catalog, queries, text
from dashboard.catalog import Code, Label, Snapshot
from dashboard.quality import drift, evidence, findings, freshness, rules
from dashboard.quality.completeness import lacking
from dashboard.quality.findings import Finding
from dashboard.queries import Column, load_query
from dashboard.reconcile import homes
from dashboard.scope import Scope, month_end, months_later
from dashboard.ui import compared, data, drawer
from dashboard.ui.completeness import completeness
from dashboard.ui.evidence import choice, rows_behind
from dashboard.ui.frame import language, say, view

# A shape and a word for each grade: never colour alone.
GRADES = {
    "blocking": Label("✕ Blocking", "✕ 阻断"),
    "serious": Label("▲ Serious", "▲ 严重"),
    "notable": Label("△ Worth a look", "△ 应核查"),
    "slight": Label("▽ Possible", "▽ 存疑"),
}
PARTS = {
    "checks": Label("Checks", "规则检查"),
    "published": Label("Published figures", "公开数据"),
    "completeness": Label("Completeness", "完整性"),
    "freshness": Label("Freshness", "时效"),
    "duplicates": Label("Duplicates", "疑似重复"),
    "outliers": Label("Outliers", "异常值"),
    "drift": Label("Drift", "漂移"),
}
ALL, GAPS = "all", "gaps"


def _dataset() -> Column:
    codes = tuple(Code(c.id, c.label) for c in catalog.contracts().values())
    return Column("dataset", Label("Dataset", "数据集"), None, codes)


def _coded(words: dict[str, Label]) -> tuple[Code, ...]:
    return tuple(Code(code, label) for code, label in words.items())


# --- the verdict ------------------------------------------------------------------------------


def verdict(scope: Scope) -> None:
    """One plain sentence: how many findings, the gravest of them, and what that means for a meeting."""
    found = findings.of(view().snapshot, _earlier(scope))
    st.markdown(f"### {_sentence(found)}")
    counts = {grade: sum(f.grade == grade for f in found) for grade in findings.GRADES}
    parts = [f"{GRADES[grade](language())} {counts[grade]}" for grade in findings.GRADES]
    st.caption(
        " · ".join(
            [*parts, say("Snapshot {id}", id=scope.snapshot), *_demonstration()]
            + ([say("compared with {id}", id=_earlier(scope).id)] if _earlier(scope) else [])
        )
    )
    with st.popover(say("How the verdict is reached"), type="tertiary"):
        st.markdown(
            say(
                "Blocking: a rule is broken that no snapshot may break; the numbers are wrong. Serious: a dataset is "
                "missing, late or has lost rows; a meeting must be told. Worth a look: rows that are most likely "
                "mistakes. Possible: rows that are unusual and may be right. A snapshot can be shown as it is without "
                "blocking and serious findings, and with a word on them without blocking ones."
            )
        )


def _sentence(found: tuple[Finding, ...]) -> str:
    ends = {
        "usable": say("The snapshot can be shown in a meeting."),
        "with_care": say("The snapshot can be shown in a meeting with a word on this."),
        "unusable": say("The snapshot should not be shown in a meeting."),
    }
    end = ends[findings.verdict(found)]
    if not found:
        return f"{say('Nothing speaks against this snapshot.')}{_space()}{end}"
    said = {"count": len(found), "worst": found[0].said(language())}
    if found[0].rows:
        rows = text.quantity(found[0].rows, Label("rows", "行"), language())
        start = say("{count} findings; the gravest: {worst} ({rows}).", rows=rows, **said)
    else:
        start = say("{count} findings; the gravest: {worst}.", **said)
    return f"{start}{_space()}{end}"


def _space() -> str:
    return " " if language() == "en" else ""


def _demonstration() -> list[str]:
    return [say("Demonstration data")] if view().snapshot.is_demonstration else []


def _earlier(scope: Scope) -> Snapshot | None:
    return findings.before(view().shelf.sound, view().snapshot, scope.versus)


# --- the parts --------------------------------------------------------------------------------


def parts(scope: Scope) -> None:
    """A part of the reader's choice, kept in the address; only that one is computed."""
    names = {ALL: say("All findings")} | {p: PARTS[p](language()) for p in findings.PARTS} | {GAPS: say("Gaps")}
    asked = st.query_params.get("part", ALL)
    st.session_state.setdefault("quality.part", asked if asked in names else ALL)

    def kept() -> None:
        st.query_params["part"] = st.session_state["quality.part"] or ALL

    part = st.segmented_control(
        say("Part"), list(names), format_func=names.get, key="quality.part", required=True, on_change=kept,
        label_visibility="collapsed",
    )  # fmt: skip
    _SHOWN[part](scope)


def _all(scope: Scope) -> None:
    found = findings.of(view().snapshot, _earlier(scope))
    if not found:
        st.caption(say("Nothing was found."))
        return
    rows = pd.DataFrame(
        {
            "grade": [f.grade for f in found],
            "part": [f.part for f in found],
            "finding": [f.said(language()) for f in found],
            "rows": pd.array([f.rows or None for f in found], dtype="Int64"),
        }
    )
    columns = {
        "grade": Column("grade", Label("Grade", "程度"), None, _coded(GRADES)),
        "part": Column("part", Label("Part", "方面"), None, _coded(PARTS)),
        "finding": Column("finding", Label("Finding", "发现")),
        "rows": Column("rows", Label("Rows", "行数")),
    }
    _hint()
    place = choice(rows, columns, "quality.all", wide="finding")
    rows_behind(found[place].evidence, found[place].said(language()), "quality.all.rows", scope)


def _hint() -> None:
    st.caption(say("Select a row to see the records behind it."))


def _checks(scope: Scope) -> None:
    told = rules.history(view().shelf.sound, view().snapshot, _earlier(scope))
    severities = {"error": Label("✕ Blocks publishing", "✕ 阻止发布"), "warning": Label("△ Warning", "△ 警告")}
    rows = pd.DataFrame({"rule": [h.title(language()) for h in told], "severity": [h.severity for h in told]})
    columns = {
        "rule": Column("rule", Label("Rule", "规则")),
        "severity": Column("severity", Label("Severity", "级别"), None, _coded(severities)),
    }
    for number, (snapshot, _) in enumerate(told[0].found):
        rows[snapshot] = pd.array([h.found[number][1] for h in told], dtype="Int64")
        columns[snapshot] = Column(snapshot, Label(snapshot, snapshot), Label("rows", "行"))
    rows["trend"] = [_trend(h) for h in told]
    columns["trend"] = Column("trend", Label("Trend", "趋势"))
    rows["new"] = pd.array([h.new for h in told], dtype="Int64")
    rows["resolved"] = pd.array([h.resolved for h in told], dtype="Int64")
    columns["new"] = Column("new", Label("New", "新增"))
    columns["resolved"] = Column("resolved", Label("Resolved", "已消除"))
    _hint()
    broken = next((number for number, h in enumerate(told) if h.rows), 0)
    place = choice(rows, columns, "quality.checks", first=broken)
    st.caption(
        say(
            "Earlier counts are those of the day of publishing; a dash is a rule that was not checked then. New and "
            "resolved compare the rows themselves, amounts apart."
        )
    )
    rows_behind(
        evidence.of_rule(told[place].rule, view().snapshot.as_of), told[place].title(language()), "quality.rule", scope
    )


def _published(scope: Scope) -> None:
    """The published figures that the records do not reproduce; all of them stand on a page of their own."""
    differ = list(homes.differing(view().snapshot))
    st.caption(say("Published figures of the city and its districts that the records do not reproduce."))
    if differ:
        data.table(*compared.comparison_rows(differ), height="content", wide="reason")
    else:
        st.caption(say("Nothing was found."))
    st.page_link("pages/data/figures.py", label=say("All figures and sources"))


def _trend(one: rules.History) -> str:
    counts = [rows for _, rows in one.found if rows is not None]
    if len(counts) < 2:
        return "—"
    rise = counts[-1] - counts[-2]
    return say("↑ more") if rise > 0 else say("↓ fewer") if rise < 0 else say("→ as before")


def _freshness(scope: Scope) -> None:
    told = freshness.freshness(view().snapshot)
    known, cadences = catalog.contracts(), {
        "monthly": Label("Monthly", "每月"),
        "quarterly": Label("Quarterly", "每季"),
        "yearly": Label("Yearly", "每年"),
    }  # fmt: skip
    if not told:
        st.caption(say("No dataset here has a promised date."))
        return
    rows = pd.DataFrame(
        {
            "dataset": [f.dataset for f in told],
            "standing": [say("▲ late") if f.late else say("✓ on time") for f in told],
            "late": [f.late for f in told],
            "complete": pd.to_datetime([f.complete for f in told]),
            "promised": pd.to_datetime([f.promised for f in told]),
            "next_due": pd.to_datetime([f.next_due for f in told]),
            "cadence": [f.cadence for f in told],
            "reason": [known[f.dataset].promised.reason(language()) for f in told],
        }
    )
    columns = {
        "dataset": _dataset(),
        "standing": Column("standing", Label("Standing", "状态")),
        "late": Column("late", Label("Late", "逾期"), Label("days", "天")),
        "complete": Column("complete", Label("Complete through", "数据完整至")),
        "promised": Column("promised", Label("Promised through", "应报至")),
        "next_due": Column("next_due", Label("Next period due on", "下期应报日")),
        "cadence": Column("cadence", Label("Cadence", "频次"), None, _coded(cadences)),
        "reason": Column("reason", Label("Why this date", "约定说明")),
    }
    _hint()
    place = choice(rows, columns, "quality.freshness")
    st.caption(say("Judged on the snapshot's own day, {day}.", day=text.day(view().snapshot.as_of, language())))
    contract = known[told[place].dataset]
    condition = f"{contract.dated} > $after" if contract.dated else "true"
    after = {"after": months_later(told[place].complete, 0) - timedelta(days=1)} if contract.dated else {}
    title = say("{dataset}: the latest records", dataset=contract.label(language()))
    rows_behind(evidence.of_dataset(contract, condition, **after), title, "quality.latest", scope)


def _looked_for(names: tuple[str, ...], key: str) -> Callable[[Scope], None]:
    """A part that is a list of queries, each with how many rows it found."""

    def shown(scope: Scope) -> None:
        asked = [evidence.of_query(name, complete=view().snapshot.complete_through()) for name in names]
        counts = [len(data.fetch(name, scope, complete=view().snapshot.complete_through())) for name in names]
        rows = pd.DataFrame(
            {
                "what": [a.title(language()) for a in asked],
                "found": counts,
                "method": [load_query(name).note(language()) for name in names],
            }
        )
        columns = {
            "what": Column("what", Label("Looked for", "检查内容")),
            "found": Column("found", Label("Found", "发现"), Label("rows", "行")),
            "method": Column("method", Label("Method", "方法")),
        }
        _hint()
        place = choice(rows, columns, key, wide="method")
        found = rows_behind(asked[place], asked[place].title(language()), f"{key}.rows", scope)
        if "metric" in found and len(found):
            _records_of_a_month(found, scope)

    return shown


def _records_of_a_month(found: pd.DataFrame, scope: Scope) -> None:
    """From a month that is unlike the others to the records that it counts."""
    known = queries.metrics()
    places = {c.code: c.label(language()) for c in catalog.code_list("districts")}
    names = [
        f"{known[r.metric].title(language())} · {places[r.district_code]} · {text.month(r.month.date(), language())}"
        for r in found.itertuples()
    ]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            say("Month"),
            range(len(names)),
            format_func=names.__getitem__,
            key="quality.outlying",
            label_visibility="collapsed",
            width=420,
        )
        row = found.iloc[place]
        month = row["month"].date()
        there = replace(scope, since=month, until=month_end(month), districts=(row["district_code"],), picks=())
        asked = {"on_click": drawer.ask_for_metric, "args": (known[row["metric"]], there)}
        st.button(say("The records behind it"), key="quality.outlying.open", **asked)


def _drift(scope: Scope) -> None:
    earlier = _earlier(scope)
    if earlier is None:
        st.caption(say("There is no earlier snapshot to compare with."))
        return
    known = catalog.contracts()
    told = sorted(drift.between(earlier, view().snapshot), key=_strength, reverse=True)
    told = [one for one in told if one.size or one.kind == "rows"]
    rows = pd.DataFrame(
        {
            "dataset": [one.dataset for one in told],
            "what": [_what(one) for one in told],
            "before": [one.before for one in told],
            "now": [one.now for one in told],
            "size": [_size(one) for one in told],
            "verdict": [_moved(one) for one in told],
        }
    ).round(2)
    columns = {
        "dataset": _dataset(),
        "what": Column("what", Label("What", "内容")),
        "before": Column("before", Label(earlier.id, earlier.id)),
        "now": Column("now", Label(scope.snapshot, scope.snapshot)),
        "size": Column("size", Label("Difference", "差异")),
        "verdict": Column("verdict", Label("Verdict", "判断")),
    }
    _hint()
    place = choice(rows, columns, "quality.drift")
    st.caption(
        say(
            "Rows are counted; empty cells are a share in %, their difference in points. The mix of a coded field is "
            "compared over the last 12 complete months by the population stability index: Σ (share now − share then) × "
            "ln (share now / share then); up to 0.1 stable, from 0.25 another population. Before and now are the shares "
            "in % of the code that moved most."
        )
    )
    one = told[place]
    contract = known[one.dataset]
    asked = {
        "rows": lambda: evidence.of_dataset(contract, "true"),
        "empty": lambda: lacking(contract, one.field),
        "shift": lambda: evidence.of_dataset(contract, f"{one.field}::varchar = $code", code=one.code),
    }[one.kind]()
    rows_behind(asked, f"{contract.label(language())} · {_what(one)}", "quality.moved", scope)


def _strength(one: drift.Drift) -> float:
    """How near each kind of difference is to its threshold, so that they can stand in one order."""
    scale = {"rows": -findings.VANISHED, "empty": findings.EMPTIED, "shift": drift.STABLE}[one.kind]
    return (-one.size if one.kind == "rows" else one.size) / scale


def _what(one: drift.Drift) -> str:
    contract = catalog.contracts()[one.dataset]
    if one.kind == "rows":
        return say("Rows")
    field = contract.fields[one.field].label(language())
    if one.kind == "empty":
        return say("{field}: empty cells (%)", field=field)
    code = catalog.word_of(contract.codes(one.field), one.code, language())
    return say("{field}: mix, most of all {code} (%)", field=field, code=code)


def _size(one: drift.Drift) -> str:
    if one.kind == "rows":
        return text.signed_percent(one.size, language())
    if one.kind == "empty":
        return say("{points} points", points=text.signed_number(round(one.size, 2), language()))
    return say("index {index}", index=text.number(one.size, language(), digits=2))


def _moved(one: drift.Drift) -> str:
    if one.kind == "rows":
        return say("▲ rows vanished") if one.size < findings.VANISHED else say("✓ as expected")
    if one.kind == "empty":
        return say("△ emptied") if one.size >= findings.EMPTIED else say("✓ as expected")
    if one.size >= drift.SHIFTED:
        return say("△ shifted")
    return say("▽ moved") if one.size >= drift.STABLE else say("✓ stable")


def _gaps(scope: Scope) -> None:
    asked = evidence.of_query("quality/gaps")
    st.caption(say("Values that the source withholds or that cannot be read in it, with its own words."))
    rows_behind(asked, asked.title(language()), "quality.gaps", scope)


_SHOWN = {
    ALL: _all,
    "checks": _checks,
    "published": _published,
    "completeness": completeness,
    "freshness": _freshness,
    "duplicates": _looked_for(findings.ALIKE, "quality.duplicates"),
    "outliers": _looked_for(findings.OUTLYING, "quality.outliers"),
    "drift": _drift,
    GAPS: _gaps,
}
