"""The numbers in a text, as it states them: value, how exactly, of which unit, in which clause and sentence.

Years, days of the month, ordinals and document numbers are no claims. What a number is about is not known here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCALES = {
    "万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "万": 1e4, "千": 1e3, "百": 1e2,
    "billion": 1e9, "bn": 1e9, "b": 1e9, "million": 1e6, "m": 1e6, "thousand": 1e3, "k": 1e3,
}  # fmt: skip
# {how a text writes a unit: the unit}; longest first when they are looked for.
UNITS = {
    "万元": "元", "元": "元", "人民币": "元", "件/万人": "件/万人", "人次": "人次", "平方米": "m2", "㎡": "m2", "平方公里": "km2",
    "个百分点": "pp", "%": "%", "倍": "倍", "件": "件", "家": "家", "户": "户", "个": "个", "项": "项", "所": "所", "份": "份", "款": "款",
    "条": "条", "人": "人", "名": "人", "单": "单", "笔": "笔", "瓶": "瓶", "天": "天", "类": "类", "种": "款", "次": "次",
    "亩": "亩", "枚": "件", "处": "个", "座": "个",
    "percentage points": "pp", "points": "pp", "times": "倍", "fold": "倍", "percent": "%", "per cent": "%", "yuan": "元", "rmb": "元", "cny": "元",
    "square metres": "m2", "m²": "m2", "visitors": "人次", "visits": "人次", "firms": "家", "companies": "家",
    "enterprises": "家", "exhibitors": "家", "schools": "所", "days": "天", "orders": "单", "bottles": "瓶", "people": "人",
    "residents": "人", "loans": "笔", "letters": "份", "patents": "件", "inventions": "件", "marks": "件", "cases": "件",
    "trademarks": "件", "stations": "个", "countries": "个",
}  # fmt: skip
# Units whose numbers can be told by nothing but the same unit; all others count things.
MEASURES = ("元", "%", "pp", "倍", "m2", "km2", "件/万人", "人次", "天", "亩", "瓶")
_OPENING = {
    "at_least": "超过|超|突破|逾|不少于|不低于|至少|多达|more than|over|at least|exceeding|upwards of|above",
    "below": "接近|将近|近|不足|不到|nearly|almost|close to|just under|under",
    "about": "大约|约|about|around|approximately|roughly|some",
}
_CLOSING = {"odd": "余|多", "at_least": "以上|\\+", "below": "以下", "about": "左右|上下"}
_FALL = "下降|减少|降低|回落|降幅|下滑|缩减|负增长|down|fell|decreas|declin"
_RISE = "同比增长|增长|增加|提高|上升|增幅|增速|提升|同比|up|rose|grew|increas|growth"
# Right before a number of things: by how many it rose or fell, and not to how many.
_FALL_BY = "(?:下降|减少|降低|回落)了?|(?:down|fell|fallen|decreased)(?: by)?|a (?:fall|decrease) of"
_RISE_BY = "(?:增长|增加|提高|上升|提升)了?|(?:up|rose|risen|grew|increased)(?: by)?|an? (?:rise|increase) of"
# Growth that is not that over a year.
_OTHER_GROWTH = "年均|年平均|环比|累计增长|a year on average|annual average|month on month|quarter on quarter"
_CHINESE = "一二两三四五六七八九"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = f"[{_CHINESE}十百千][{_CHINESE}十百千万亿零]+"
_ENGLISH_UNITS = "|".join(
    sorted((re.escape(u) for u in UNITS if u.isascii() and u[0].isalpha()), key=len, reverse=True)
)
_HAN_UNITS = "|".join(sorted((re.escape(u) for u in UNITS if not u[0].isascii() or u == "%"), key=len, reverse=True))
_SCALE = r"万亿|千万|百万|[亿万千百]|(?:billion|bn|million|thousand|[bmk])(?![a-z])"
_NUMBER = re.compile(
    rf"""
    (?P<before>(?:{"|".join(_OPENING.values()).replace(" ", "[ ]")})\s*)?
    (?P<money>(?:CNY|RMB|[¥￥])\s*)?
    (?:(?P<between>(?<=between\s))?(?<!from\s)(?<![从由自])(?P<low>{_DIGITS})\s*(?P<lowscale>{_SCALE})?%?\s?
        (?:[—–~～至到-]+|to(?=\s)|(?(between)and|(?!)))\s?(?=\d))?       # 15—18家
    (?:
        (?P<sum>\d{{1,3}}\+\d{{1,3}})[”"]?                      # 18+2
        | (?P<digits>{_DIGITS})
        | (?P<han>{_HAN})(?=多?余?(?:{_HAN_UNITS}))             # 两千六百一十件
        | (?P<big>[{_CHINESE}十])大(?=产业|领域|展区)           # 三大领域
    )
    (?P<among>[余多])?\s?(?P<scale>{_SCALE})?(?P<after>[余多]|\+)?\s?
    (?P<unit>{_HAN_UNITS}|(?:{_ENGLISH_UNITS})(?![a-z]))?
    (?P<late>余|以上|以下|左右|上下)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DASH = "[—–~至到-]"
_YEAR = r"(?:19|20)\d{2}"
# What looks like a number and is none.
_NO_CLAIM = re.compile(
    "|".join(
        (
            r"\d{4}\s*[年-]\s*\d{1,2}\s*[月-]\s*\d{1,2}(?!\d)\s*日?",  # a day
            r"\d{4}\s*年?\s*(?:第?[一二三四1-4]季度|[上下]半年|前三季度)",
            rf"{_YEAR}\s*{_DASH}\s*(?:19|20)?\d{{2}}\s*年",
            rf"{_YEAR}\s*年(?:\s*\d{{1,2}}\s*(?:{_DASH}\s*\d{{1,2}}\s*)?月)?",
            rf"\d{{1,2}}\s*{_DASH}\s*\d{{1,2}}\s*月",
            r"\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{1,2}\s*日",
            r"第\s*[一二三四五六七八九十\d]+\s*[届次批名位个季项章条]?|\b\d+(?:st|nd|rd|th)\b|\bQ[1-4]\b",
            r"[〔\[(]\d{4}[〕\])]\s*\d+\s*号|\d+\s*号",  # a document
            r"(?m:^\s*[(（]?[\d一二三四五六七八九十]{1,2}[)）.、](?!\d))",  # a point of a list
            # A bare year of an English text, where it does not count something.
            rf"(?<![\d,.]){_YEAR}(?![\d,.]*\d)(?!\s*(?:[余多万亿%]|{_HAN_UNITS}|{_ENGLISH_UNITS}))",
        )
    ),
    re.IGNORECASE,
)
# A line that goes on in English is no end; one of a list is.
_SENTENCE = re.compile(r"[。！？!?;；]|\.(?=\s|$)|\n(?![a-z])(?<![A-Za-z,]\n)|\n(?![A-Za-z0-9])")
_CLAUSE = re.compile(r"[，、：:]|,(?!\d{3})|\band\b|\bwhile\b", re.IGNORECASE)
_WIDE = {0xFF10 + n: str(n) for n in range(10)} | {ord("％"): "%", ord("．"): ".", ord("＋"): "+", 0xA0: " "}


@dataclass(frozen=True)
class Stated:
    """A number as a text states it: text[start:end]; `step` is the weight of its last digit.

    `bound` is exact, at_least (超), odd (余: a little more), below (近, nearly), about, or between: from `value` to
    `most`. `change` is +1 or −1 where it says by how much something grew or fell.
    """

    start: int
    end: int
    words: str
    value: float
    step: float
    bound: str
    unit: str
    change: int = 0
    most: float | None = None


def even(text: str) -> str:
    """The text with full-width digits and signs as usual ones, every letter in its place."""
    return re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", text.translate(_WIDE))


def stated(text: str) -> tuple[Stated, ...]:
    """Every number of the text that claims something, in its order."""
    text = even(text)
    masked = list(text)
    for found in _NO_CLAIM.finditer(text):
        masked[found.start() : found.end()] = "\0" * len(found[0])
    return tuple(_all("".join(masked)))


def _all(text: str) -> Iterator[Stated]:
    for found in _NUMBER.finditer(text):
        if found["digits"] and _is_part_of_a_word(text, found):
            continue
        yield _stated(text, found)


def _is_part_of_a_word(text: str, found: re.Match[str]) -> bool:
    """A1, G20, 5G: digits that belong to a name."""
    before = text[found.start("digits") - 1 : found.start("digits")]
    end = found.start() + len(found[0].rstrip())
    after = text[end : end + 1]
    return (before.isascii() and before.isalpha() and not found["money"]) or (after.isascii() and after.isalpha())


def _stated(text: str, found: re.Match[str]) -> Stated:
    scale = _scale(found["scale"])
    unit = UNITS.get((found["unit"] or "").lower(), "")
    if found["unit"] == "万元":
        scale *= 1e4
    if found["money"]:
        unit = "元"
    decimals = len((found["digits"] or "").partition(".")[2])
    value = round(_bare(found) * scale, 6)
    low = _low(found, scale)
    is_range = low is not None and low < value
    change = _change(text[: found.start()], unit)
    if unit == "倍" and change:
        # Grown by 1.5 times is grown by 150 per cent.
        value, scale, unit = value * 100, scale * 100, "%"
    return Stated(
        start=found.start(),
        end=found.start() + len(found[0].rstrip()),
        words=" ".join(found[0].split()),
        value=low if is_range else value,
        step=scale * 10.0**-decimals,
        bound="between" if is_range else _bound(found),
        unit=unit,
        change=change,
        most=value if is_range else None,
    )


def _scale(written: str | None) -> float:
    return SCALES.get((written or "").lower(), 1.0)


def _low(found: re.Match[str], scale: float) -> float | None:
    """The lower end of a range, in the scale of the upper one where it names none."""
    if not found["low"]:
        return None
    own = _scale(found["lowscale"]) * (1e4 if found["unit"] == "万元" else 1.0)
    return round(float(found["low"].replace(",", "")) * (own if found["lowscale"] else scale), 6)


def _bare(found: re.Match[str]) -> float:
    """The number without its scale; of `18+2` the sum."""
    if found["sum"]:
        return float(sum(map(int, found["sum"].split("+"))))
    return float(found["digits"].replace(",", "")) if found["digits"] else float(han(found["han"] or found["big"]))


def _bound(found: re.Match[str]) -> str:
    late = next((found[part] for part in ("late", "after", "among") if found[part]), "")
    for words, told in ((late, _CLOSING), (found["before"] or "", _OPENING)):
        for bound, alternatives in told.items():
            if words.strip() and re.fullmatch(alternatives, words.strip(), re.IGNORECASE):
                return bound
    return "exact"


def _change(before: str, unit: str) -> int:
    """Whether the words before a number say that it is a growth or a fall: of a percentage anywhere in its clause, of
    a number of things right before it."""
    near = re.split(r"[，。；,;\0]", before)[-1][-14:]
    if re.search(_OTHER_GROWTH, near, re.IGNORECASE):
        return 0
    fall, rise = (_FALL, _RISE) if unit in ("%", "倍") else (f"(?:{_FALL_BY})\\s*$", f"(?:{_RISE_BY})\\s*$")
    if re.search(fall, near, re.IGNORECASE):
        return -1
    return 1 if re.search(rise, near, re.IGNORECASE) else 0


def han(words: str) -> int:
    """`两千六百一十` → 2610, `一亿九千七百万` → 197000000."""
    total = ten_thousands = section = digit = 0
    for sign in words:
        if sign == "亿":
            total, ten_thousands, section, digit = (total + ten_thousands + section + digit) * 10**8, 0, 0, 0
        elif sign == "万":
            ten_thousands, section, digit = (section + digit) * 10**4, 0, 0
        elif sign in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        elif sign != "零":
            digit = "零一二三四五六七八九".index(sign.replace("两", "二"))
    return total + ten_thousands + section + digit


# --- sentences and clauses ------------------------------------------------------------------------


def sentence_of(text: str, place: int) -> tuple[int, int]:
    """Where the sentence begins and ends that holds a place of the text."""
    return _part(_SENTENCE, text, place)


def clauses_between(text: str, first: int, second: int) -> int:
    """How many clauses end between two places."""
    return len(_CLAUSE.findall(text[min(first, second) : max(first, second)]))


def _part(ends: re.Pattern[str], text: str, place: int) -> tuple[int, int]:
    start = max((found.end() for found in ends.finditer(text, 0, place)), default=0)
    end = ends.search(text, place)
    return start, end.start() if end else len(text)
