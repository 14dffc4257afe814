"""How large numbers are told on an axis: in 万 and 亿, or thousands, millions and billions, with the unit said.

PowerPoint and WPS divide by the axis's display unit. A reader that knows no display units (LibreOffice) leaves values
as they are, so the formats name the scale themselves for any value that was not divided: both tell the truth.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard import text


@dataclass(frozen=True)
class Scale:
    """`built_in` is the axis's display unit, None for none; `unit` is what a value on it counts. `plain` is the format
    of labels, `undivided` that of a value which the reader's program has not divided; `size` is what it is divided by."""

    built_in: str | None
    unit: str
    axis: str
    plain: str
    undivided: str = ""
    size: int = 1

    def label(self, prefix: str = "") -> str:
        """The format of values written beside their marks."""
        sign = f'"{prefix}"' if prefix else ""
        return (f"[>=10000]{sign}{self.undivided};" if self.undivided else "") + sign + self.plain

    def told(self, value: float) -> str:
        """About what stands beside a mark, at its longest."""
        return f"{value / self.size:,.1f}万" if self.built_in else f"{value:,.6g}"


# {language: (from this size on, display unit, its word, format of a value not divided, decimals)}
SCALES = {
    "zh": (
        (10**8, "hundredMillions", "亿", '0\\.00,,"亿"', "0.00"),
        (10**4, "tenThousands", "万", '0\\.0,"万"', "0.0"),
    ),
    "en": (
        (10**9, "billions", "billion", '0.0,,,"B"', "0.0"),
        (10**6, "millions", "million", '0.0,,"M"', "0.0"),
        (10**4, "thousands", "thousand", '0.0,"K"', "0.0"),
    ),
}


def scale_of(values: Iterable[float | None], unit: str, language: str) -> Scale:
    """The scale that fits the largest of the values."""
    known = [abs(value) for value in values if value is not None]
    top = max(known, default=0)
    for size, built_in, word, undivided, decimals in SCALES[language]:
        if top >= size:
            told = _scaled(word, unit, language)
            fine = decimals if top / size < 1000 else "0"
            return Scale(built_in, told, f"[>=10000]{undivided};General", f"#,##{fine}", undivided, size)
    if all(float(value).is_integer() for value in known):
        return Scale(None, unit, "#,##0", "#,##0")
    return Scale(None, unit, "General", "#,##0.0" if top >= 10 else "#,##0.00" if top >= 1 else "0.0##")


def _scaled(word: str, unit: str, language: str) -> str:
    """`万元`, `CNY million`, `thousand patents`."""
    if language == "zh":
        return word + unit
    return f"{unit} {word}" if unit == "CNY" else f"{word} {unit}".strip()


def unit_words(scale: Scale, language: str) -> str:
    """`单位：万元`; empty where there is no unit."""
    return text.say("Unit: {units}", language, units=scale.unit) if scale.unit else ""
