"""A published figure beside its count, in words: standings, values, periods, and the table of comparisons."""

import pandas as pd

from dashboard import text
from dashboard.catalog import CITY, Code, Label
from dashboard.queries import Column
from dashboard.reconcile import homes
from dashboard.reconcile.homes import Comparison
from dashboard.reconcile.published import Figure
from dashboard.states import STATES
from dashboard.ui.frame import language, say

# A shape and a word for what came of each comparison: never colour alone.
STANDINGS = {
    "differs": Label("△ Differs", "△ 不一致"),
    "homeless": Label("? Not placed", "？未归类"),
    "agrees": Label("✓ Reproduced", "✓ 一致"),
    "not_over": Label("◇ Not over yet", "◇ 期未满"),
    "fact": Label("※ Published fact", "※ 公开事实"),
    "illegible": STATES["illegible"].shown,
    "withheld": STATES["withheld"].shown,
}
# From here on amounts are shortened: 1.97亿.
SHORTENED = 1e7


def value_words(figure: Figure) -> str:
    """The value as the source words it: ≥ and ≈ where it says "over" and "about"."""
    if figure.value is None:
        return STATES[figure.qualifier](language()) if figure.is_gap else text.MISSING
    sign = {"at_least": "≥ ", "about": "≈ "}.get(figure.qualifier, "")
    return f"{sign}{quantity(figure.value, figure)}"


def quantity(value: float | None, figure: Figure) -> str:
    """A value in the figure's unit, with as many decimals as the source prints; large amounts shortened."""
    unit = figure.unit if figure.unit and figure.unit(language()) else None
    if value is not None and abs(value) >= SHORTENED:
        return text.quantity(value, unit, language(), compact=True)
    return text.quantity(value, unit, language(), digits=_decimals(figure.value))


def _decimals(value: float | None) -> int | None:
    """The decimals that are printed; None lets the number itself decide."""
    return len(f"{value:.10g}".partition(".")[2]) or None if value is not None else None


def period_words(figure: Figure) -> str:
    """The period in words; editions by their number, cases by their year."""
    if figure.period.startswith("expo-"):
        return say("Expo edition {number}", number=figure.period.removeprefix("expo-"))
    if figure.period.startswith("case-"):
        return next(part for part in figure.period.split("-") if part.isdigit())
    so_far = {"as_of": say("as of"), "year_to_date": say("so far in")}.get(figure.period_type)
    return f"{so_far} {figure.period}" if so_far else figure.period


def _tolerance(found: Comparison) -> str:
    if not found.is_counted:
        return text.MISSING
    about = homes.tolerance_pct(found.figure)
    if found.figure.qualifier == "at_least":
        return say("not below")
    if about:
        return f"±{text.number(about, language())}%"
    decimals = _decimals(found.figure.value)
    return f"±{text.number(0.5 / 10**decimals, language()) if decimals else 0}"


def _reason(found: Comparison) -> str:
    return ("" if language() == "zh" else " ").join(reason(language()) for reason in found.reasons)


def coded(words: dict[str, Label]) -> tuple[Code, ...]:
    return tuple(Code(code, label) for code, label in words.items())


def comparison_rows(found: list[Comparison]) -> tuple[pd.DataFrame, dict[str, Column]]:
    """The comparisons as a table, values in words."""
    rows = pd.DataFrame(
        {
            "standing": [c.standing for c in found],
            "quantity": [c.figure.name(language()) for c in found],
            "place": [c.figure.place(language()) for c in found],
            "period": [period_words(c.figure) for c in found],
            "published": [value_words(c.figure) for c in found],
            "counted": [quantity(c.counted, c.figure) for c in found],
            "difference": [_difference(c) for c in found],
            "tolerance": [_tolerance(c) for c in found],
            "reason": [_reason(c) for c in found],
        }
    )
    columns = {
        "standing": Column("standing", Label("Standing", "结果"), None, coded(STANDINGS)),
        "quantity": Column("quantity", Label("Quantity", "指标")),
        "place": Column("place", Label("Place", "地区")),
        "period": Column("period", Label("Period", "期间")),
        "published": Column("published", Label("Published", "公开数值")),
        "counted": Column("counted", Label("Counted", "按记录统计")),
        "difference": Column("difference", Label("Difference", "差额")),
        "tolerance": Column("tolerance", Label("Tolerance", "容差")),
        "reason": Column("reason", Label("Reason", "说明")),
    }
    is_city = all(c.figure.geo_code == CITY for c in found)
    kept = [name for name in columns if name != "place" or not is_city]
    return rows[kept], {name: columns[name] for name in kept}


def _difference(found: Comparison) -> str:
    if found.difference is None:
        return text.MISSING
    return text.signed_number(round(found.difference, 4), language())
