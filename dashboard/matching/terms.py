"""Chinese technical text as terms: every character and every pair of neighbours, without the words that say nothing.

No dictionary is needed, so none can lack the newest word of a trade. Pairs with single characters found more of the
labelled offers than words cut by jieba, and were read in a fraction of the time (`python -m benchmarks.matching`).
A term is a number: a character's code point, or two of them.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

# What stands in nearly every patent or demand; it parts the words around it. Single characters are those that no word
# of a trade is made of: 中 (中药), 等 (等离子), 在 (在线) or 和 (饱和) are left to their own frequency.
SILENT = [
    "本发明公开了",
    "本实用新型公开了",
    "本发明",
    "本实用新型",
    "实用新型",
    "技术领域",
    "现有技术",
    "相比",
    "公开了",
    "提供了",
    "涉及",
    "所述",
    "属于",
    "其特征在于",
    "一种",
    "一个",
    "一侧",
    "以及",
    "及其",
    "用于",
    "用作",
    "采用",
    "进行",
    "通过",
    "具有",
    "包括",
    "包含",
    "组成",
    "设有",
    "设置",
    "连接",
    "固定",
    "安装",
    "根据",
    "基于",
    "能够",
    "可以",
    "使得",
    "从而",
    "因此",
    "并且",
    "或者",
    "然后",
    "其中",
    "方法",
    "装置",
    "系统",
    "设备",
    "方案",
    "办法",
    "技术",
    "工艺",
    "问题",
    "需要",
    "需求",
    "希望",
    "寻求",
    "要求",
    "想要",
    "目前",
    "现有",
    "提高",
    "降低",
    "减少",
    "有效",
    "实现",
    "解决",
    "利用",
    "使用",
    "应用",
    "适合",
    "适用",
    "改进",
    "部分",
    "大量",
    "以上",
    "以下",
    "左右",
    "的",
    "了",
    "与",
    "或",
    "及",
    "其",
    "该",
    "且",
    "把",
    "被",
    "也",
    "都",
    "是",
]
_SILENT = re.compile("|".join(sorted(map(re.escape, SILENT), key=len, reverse=True)))
PAIR = 21  # bits of a code point
TEXTS_AT_ONCE = 4_000
_GAP, _NEXT = " ", "\n"


@dataclass(frozen=True)
class Counted:
    """How often terms stand in texts: parallel arrays, texts in order, each text's terms in order."""

    texts: np.ndarray
    terms: np.ndarray
    times: np.ndarray


def of(text: str) -> np.ndarray:
    """The terms of one text, each once, in ascending order."""
    return count([text]).terms


def count(texts: Sequence[str]) -> Counted:
    """The terms of many texts. Texts are read some thousands at a time, so that the memory needed stays small."""
    parts = [_count(texts[at : at + TEXTS_AT_ONCE], at) for at in range(0, len(texts), TEXTS_AT_ONCE)]
    return Counted(*(np.concatenate([np.empty(0, kind), *found]) for kind, *found in zip(_KINDS, *parts, strict=True)))


_KINDS = (np.int32, np.int64, np.int32)


def _count(texts: Sequence[str], first: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    letters = _letters(_NEXT.join(_plain(text).replace(_NEXT, _GAP) for text in texts))
    owner = np.cumsum(letters == ord(_NEXT))
    found = [(owner[at], terms) for at, terms in _terms(letters)]
    owners, terms = (np.concatenate(side) for side in zip(*found, strict=True))
    order = np.lexsort((terms, owners))
    owners, terms = owners[order], terms[order]
    starts = np.flatnonzero(np.r_[True, (owners[1:] != owners[:-1]) | (terms[1:] != terms[:-1])][: len(terms)])
    times = np.diff(np.r_[starts, len(terms)])
    return (owners[starts] + first).astype(np.int32), terms[starts], times.astype(np.int32)


def _plain(text: str) -> str:
    """One form of each letter, the silent words replaced by as many blanks as they have letters."""
    told = unicodedata.normalize("NFKC", text).lower()
    return _SILENT.sub(lambda word: _GAP * len(word[0]), told)


def _letters(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)


def _terms(letters: np.ndarray) -> Iterable[tuple[np.ndarray, np.ndarray]]:
    """(places, terms): single characters, then pairs. A Latin letter or digit alone is no term."""
    chinese = (letters >= 0x4E00) & (letters <= 0x9FFF)
    latin = ((letters >= ord("a")) & (letters <= ord("z"))) | ((letters >= ord("0")) & (letters <= ord("9")))
    at = np.flatnonzero(chinese)
    yield at, letters[at]
    at = np.flatnonzero((chinese | latin)[:-1] & (chinese | latin)[1:])
    yield at, letters[at] << PAIR | letters[at + 1]


def is_pair(terms: np.ndarray) -> np.ndarray:
    return terms >> PAIR > 0


# --- where terms stand in a text -----------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """A stretch of a text that another text shares, and how much it weighs."""

    start: int
    end: int
    weight: float


def spans(text: str, weights: dict[int, float]) -> tuple[Span, ...]:
    """Stretches of a text whose neighbouring pairs are among these terms, with what their terms weigh together.

    A text whose letters change their number in one form (a ligature, say) is marked nowhere rather than wrongly.
    """
    plain = _plain(text)
    if len(plain) != len(text):
        return ()
    letters = [ord(letter) for letter in plain]
    found, start = [], None
    for at in range(len(letters)):
        joined = at + 1 < len(letters) and (letters[at] << PAIR | letters[at + 1]) in weights
        if joined and start is None:
            start = at
        elif not joined and start is not None:
            found.append(Span(start, at + 1, _weight(letters[start : at + 1], weights)))
            start = None
    return tuple(found)


def _weight(letters: list[int], weights: dict[int, float]) -> float:
    pairs = {a << PAIR | b for a, b in pairwise(letters)}
    return sum(weights.get(term, 0.0) for term in {*letters, *pairs})
