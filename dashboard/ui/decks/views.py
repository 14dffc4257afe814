"""What a slide shows, drawn on a page: small, by the same charts, and without anything to press."""

import streamlit as st

from dashboard import answers, charts, standing
from dashboard.by_district import MAP, columns_of
from dashboard.decks.shown import Broken, Cards, DistrictMap, Figure, ShownSlide, ShownView
from dashboard.metrics import Reading
from dashboard.ui import data
from dashboard.ui.blocks import is_dark
from dashboard.ui.frame import language, say
from dashboard.ui.plot import plot

HEIGHT, HIGHEST = 230, 460


def views(slide: ShownSlide, key: str) -> None:
    """The views of a slide: cards over the whole width, figures two in a row."""
    row: list[tuple[int, ShownView]] = []
    for place, shown in enumerate(slide.views):
        if isinstance(shown, Cards):
            _side_by_side(row, key)
            row = []
            _cards(shown)
        else:
            row.append((place, shown))
            if len(row) == 2:
                _side_by_side(row, key)
                row = []
    _side_by_side(row, key)


def _side_by_side(row: list[tuple[int, ShownView]], key: str) -> None:
    if not row:
        return
    for column, (place, shown) in zip(st.columns(len(row)), row, strict=True):
        with column:
            _view(shown, f"{key}.{place}")


def _view(shown: ShownView, key: str) -> None:
    match shown:
        case Broken():
            _broken(shown)
        case DistrictMap():
            _titled(shown.title)
            _plotted(_map_of(shown), key, shown)
        case Figure():
            _titled(shown.title)
            if answers.is_empty(shown.query, shown.rows):
                st.caption(say("No rows in this scope."))
            elif shown.query.draw is None or shown.query.draw.kind == "table":
                data.table(shown.rows, dict(shown.query.columns), height=HEIGHT, key=key)
            else:
                _plotted(_spec_of(shown), key, shown, _height(shown))
            st.caption(shown.caption)


def _titled(title: str) -> None:
    st.markdown(f"**{title}**")


def _broken(fault: Broken) -> None:
    """A view that cannot be shown, in its place: which, why, and what helps."""
    with st.container(border=True):
        st.markdown(f"**✕ {say('Cannot be shown')}** · {fault.title}")
        st.caption(fault.reason(language()))


def _height(shown: Figure) -> int:
    """Small, but with a line's room for each name."""
    if shown.query.draw.kind not in ("rank", "heat"):
        return HEIGHT
    return min(max(HEIGHT, 90 + 19 * shown.rows[shown.query.draw.options["y"]].nunique(dropna=False)), HIGHEST)


def _plotted(spec: dict, key: str, shown: Figure | DistrictMap, height: int = HEIGHT) -> None:
    plot(spec, key=key, height=height, alt=f"{shown.title} · {shown.caption}")


def _spec_of(shown: Figure) -> dict:
    return charts.spec(
        shown.rows,
        shown.query.draw,
        shown.query.columns,
        language=language(),
        complete_through=shown.complete_through,
        grain=shown.scope.grain,
        dark=is_dark(),
        height=_height(shown),
    )


def _map_of(shown: DistrictMap) -> dict:
    return charts.spec(
        shown.rows,
        MAP,
        columns_of(shown.metric),
        language=language(),
        selected=frozenset(shown.scope.districts),
        dark=is_dark(),
        height=HEIGHT,
    )


def _cards(shown: Cards) -> None:
    """Each metric with its value and its change; the window stands below once."""
    with st.grid(min(len(shown.readings), 6), min_column_width=112, gap="small"):
        for reading, told in zip(shown.readings, shown.told, strict=True):
            with st.container(gap="xxsmall"):
                st.caption(reading.metric.title(language()))
                st.markdown(f"**{told}**  \n{_change(reading)}")
                if pace := standing.pace(reading, language(), None):
                    st.caption(f":{pace.colour}[{pace.mark} {pace.verdict}]")
    st.caption(shown.caption)


def _change(reading: Reading) -> str:
    moved = standing.change(reading, language())
    if moved is None:
        return ":gray[—]"
    colour = {"good": "green", "bad": "red", "": "gray"}[moved.sense]
    return f":{colour}[{moved.words}]"
