"""Bytes → text, for the five encodings that deliveries come in.

charset-normalizer was weighed and left out: it guesses among a hundred encodings and calls short GB18030
files Big5 or Johab, while the choice here is small and can be proved: a byte order mark, strict UTF-8, or a
GB18030 reading that yields ordinary Chinese; Windows-1252 is what remains of western text.
"""

import codecs
import re
from collections.abc import Iterable
from itertools import islice

from intake.wording import Problem, problem

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# GB2312's plane, where nearly all Chinese text lies: both bytes high.
_CHINESE_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")
_CHINESE = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class Undecodable(Exception):
    """The bytes are in no encoding we read, or in two at once."""

    def __init__(self, what: Problem) -> None:
        super().__init__(what.message.en)
        self.problem = what


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises Undecodable, naming the line."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding.removesuffix("-sig")
    if encoding := _utf16_without_mark(content):
        return _strictly(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _not_utf8(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Undecodable(problem("unknown_encoding", line=line)) from error


def _utf16_without_mark(content: bytes) -> str | None:
    """Delimiters and digits leave a zero in every other byte of UTF-16, on the side that tells its order."""
    sample = content[:4000]
    if len(sample) < 4 or sample.count(0) < len(sample) / 10:
        return None
    return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"


def _not_utf8(content: bytes) -> tuple[str, str]:
    lines = content.split(b"\n")
    as_utf8 = {n: _read_as_utf8(line) for n, line in enumerate(lines, 1) if not line.isascii()}
    refused = [n for n, text in as_utf8.items() if text is None]
    chinese = _reads_as_chinese(lines[n - 1] for n in refused)
    _refuse_mixture(as_utf8, refused[0], "GB18030" if chinese else "Windows-1252")
    return _strictly_by_line(content, lines, "gb18030" if chinese else "cp1252")


def _read_as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _strictly_by_line(content: bytes, lines: list[bytes], encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        bad = next(n for n, line in enumerate(lines, 1) if not _decodes(line, encoding))
        raise Undecodable(problem("unknown_encoding", line=bad)) from error


def _refuse_mixture(as_utf8: dict[int, str | None], bad: int, other: str) -> None:
    """Lines that are certainly UTF-8 beside lines that cannot be: pasted together from two files.

    Certain is what yields a Chinese character, which no GB18030 line does by chance.
    """
    good = next((n for n, text in as_utf8.items() if text and _CHINESE.search(text)), None)
    if good:
        first, last = sorted((good, bad))
        names = {good: "UTF-8", bad: other}
        raise Undecodable(problem("mixed_encodings", line=last, other=names[last], first=first, encoding=names[first]))


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _reads_as_chinese(lines: Iterable[bytes]) -> bool:
    """Most high bytes of the first lines come in Chinese pairs. Accented letters stand alone between plain ones."""
    sample = b"\n".join(islice(lines, 2_000))
    high = len(_HIGH.findall(sample))
    paired = 2 * len(_CHINESE_PAIR.findall(sample))
    return paired >= 0.6 * high
