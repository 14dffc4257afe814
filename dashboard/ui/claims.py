"""The claim checker: a draft in, the same text with its numbers marked, and a table of what each was compared with."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import text
from dashboard.catalog import CITY, Code, Label, Snapshot
from dashboard.claims import judging, naming, sums
from dashboard.claims.judging import Claim, Evidence
from dashboard.claims.sums import Sum
from dashboard.queries import Column
from dashboard.reconcile.published import place_label
from dashboard.scope import Scope, month_end
from dashboard.sentences import links
from dashboard.ui import data
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain

# A shape, a word and a colour for each verdict, what needs attention first.
VERDICTS = {
    "differs": (Label("✕ Differs", "✕ 不符"), "red"),
    "out_of_date": (Label("↺ Out of date", "↺ 过时"), "orange"),
    "not_in_data": (Label("? Not in the data", "？数据中没有"), "gray"),
    "rounded": (Label("≈ Rounded", "≈ 约数相符"), "blue"),
    "true": (Label("✓ True", "✓ 属实"), "green"),
}
POINTS = Label("percentage points", "个百分点")
EXAMPLE = Label(
    "In 2024 the city had 2,610 patents granted and nearly 55K trademarks in force. Inventions in force: 1,059. "
    "The third expo drew 230,000 visitors.",
    "2024年，全市专利授权量2610件，有效发明专利1059件，有效注册商标近5.5万件。19家企业通过知识产权质押实现融资1.97亿余元。"
    "第三届地博会吸引23万人次观展。",
)
LONGEST = 20_000


def checker(scope: Scope) -> None:
    """The draft is kept in the session only: nothing of it is stored or sent."""
    draft = st.text_area(
        say("Draft speech or report"), key="claims.draft", height=180, max_chars=LONGEST,
        placeholder=EXAMPLE(language()),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(say("Check"), type="primary")
        st.button(say("Try an example"), type="tertiary", on_click=_example)
        st.caption(say("Checked on this server against snapshot {id}; the text is not kept.", id=scope.snapshot))
    if not draft.strip():
        return
    found = sums.followed(draft, judging.check(draft, view().snapshot, view().shelf))
    if not found:
        st.info(say("No number was found in this text."))
        return
    _marked(draft, found)
    _table(found, scope)


def _example() -> None:
    st.session_state["claims.draft"] = EXAMPLE(language())


def _marked(draft: str, found: tuple[Claim, ...]) -> None:
    """The text with each number in the colour, shape and word of its verdict."""
    counts = [(VERDICTS[v][0](language()), sum(c.verdict == v for c in found)) for v in VERDICTS]
    with st.container(border=True):
        st.markdown(" · ".join(f"**{label} {count}**" for label, count in counts if count))
        shown, place = "", 0
        for claim in found:
            label, colour = VERDICTS[claim.verdict]
            mark = plain(f"{claim.stated.words}〔{label(language())}〕".replace("\n", " "))
            shown += plain(draft[place : claim.stated.start]) + f":{colour}-background[{mark}]"
            place = claim.stated.end
        st.markdown((shown + plain(draft[place:])).replace("\n", "  \n"))


def _table(found: tuple[Claim, ...], scope: Scope) -> None:
    snapshot = view().snapshot
    rows = pd.DataFrame([_row(claim, snapshot) for claim in found])
    columns = {
        "number": Column("number", Label("Number", "数字")),
        "verdict": Column("verdict", Label("Verdict", "判断"), None, tuple(Code(v, VERDICTS[v][0]) for v in VERDICTS)),
        "metric": Column("metric", Label("Quantity", "指标")),
        "place": Column("place", Label("Place", "地区")),
        "period": Column("period", Label("Period", "期间")),
        "right": Column("right", Label("In the data", "数据中的值")),
        "note": Column("note", Label("Note", "说明")),
        "source": Column("source", Label("Read from", "出处")),
        "link": Column("link", Label("Page", "页面")),
    }
    with st.container(border=True):
        st.markdown(f"**{say('What each number was compared with')}**")
        st.dataframe(
            data.labelled(rows, columns),
            hide_index=True,
            placeholder="—",
            height="content" if len(rows) <= 14 else 520,
            column_config={name: _config(column) for name, column in columns.items()},
        )
        data.download("claims", say("Claim checker"), lambda: data.csv(rows, columns), scope)


def _config(column: Column):  # noqa: ANN202 - a column configuration of Streamlit
    if column.name == "link":
        return st.column_config.LinkColumn(column.label(language()), display_text=say("Open"))
    return st.column_config.TextColumn(column.label(language()), width="medium" if column.name == "note" else None)


def _row(claim: Claim, snapshot: Snapshot) -> dict[str, object]:
    return {
        "number": claim.stated.words,
        "verdict": claim.verdict,
        "metric": _quantity(claim, snapshot),
        "place": place_label(claim.meant.place)(language()) if claim.subject else None,
        "period": judging.period_words(claim, claim.right, language()) if claim.right else None,
        "right": _value(claim, claim.right, snapshot),
        "note": _note(claim, snapshot),
        "source": _source(claim),
        "link": _link(claim, snapshot),
    }


def _quantity(claim: Claim, snapshot: Snapshot) -> str | None:
    """What the number is about: a quantity, its change, or its share of another."""
    if claim.subject is None:
        return None
    title = naming.title_of(claim.subject, snapshot)(language())
    if isinstance(claim, Sum) and claim.is_share:
        return f"{title} ÷ {naming.title_of(claim.earlier.subject, snapshot)(language())}"
    return f"{title} · {say('change')}" if claim.stated.change else title


def _value(claim: Claim, found: Evidence | None, snapshot: Snapshot) -> str | None:
    if found is None:
        return None
    if claim.stated.change and claim.stated.unit == "%":
        return text.signed_percent(found.value / 100, language())
    if claim.stated.change:
        unit = POINTS if claim.stated.unit == "pp" else naming.unit_label(claim.subject, snapshot)
        return text.signed_quantity(found.value, unit, language())
    if isinstance(claim, Sum):
        return f"{text.number(round(found.value, 1), language())}%"
    sign = {"at_least": "≥ ", "about": "≈ "}.get(found.figure.qualifier, "") if found.figure else ""
    return sign + text.quantity(found.value, naming.unit_label(claim.subject, snapshot), language())


def _note(claim: Claim, snapshot: Snapshot) -> str:
    """What a reader of the draft should do about it."""
    if claim.verdict == "out_of_date":
        told = {
            "value": _value(claim, claim.evidence, snapshot),
            "period": judging.period_words(claim, claim.evidence, language()),
            "id": claim.evidence.snapshot,
        }
        if claim.evidence.snapshot != snapshot.id:
            return say("{value} in snapshot {id}", **told)
        return say("{value} was the figure of {period}", **told)
    if isinstance(claim, Sum):
        told = [_value(part, part.right, snapshot) for part in (claim.later, claim.earlier)]
        return say("Counted from two numbers of the sentence: {later} and {earlier}", later=told[0], earlier=told[1])
    if claim.published:
        return say("Published as such: {source}", source=claim.published.source_title)
    if claim.verdict == "not_in_data" and claim.subject:
        return say("The quantity is known, a value of it is not.")
    return say("No quantity of that name is known here.") if claim.verdict == "not_in_data" else ""


def _source(claim: Claim) -> str | None:
    found = claim.right or claim.evidence
    if found is None:
        return None
    return found.figure.source_title if found.figure else say("Records, snapshot {id}", id=found.snapshot)


def _link(claim: Claim, snapshot: Snapshot) -> str | None:
    """The page that shows the right number, in its period and place."""
    found = claim.right or claim.evidence
    if found is None:
        return None
    if claim.metric is None or found.figure or found.span is None:
        words = {"snapshot": [snapshot.id], "lang": [language()]}
        return f"figures?{urlencode(words, doseq=True)}"
    districts = () if claim.meant.place == CITY else (claim.meant.place,)
    asked = Scope(
        found.snapshot, found.span.since, month_end(found.span.until), districts=districts, language=language()
    )
    page = links.page_of(claim.metric)
    return f"{page or '.'}?{urlencode(links.words_to(page, asked, snapshot), doseq=True)}"
