"""Bytes → text, for the five encodings that deliveries come in.

charset-normalizer was weighed and left out: it guesses among a hundred encodings and calls short GB18030
files Big5 or Johab, while the choice here is small and can be proved: a byte order mark, strict UTF-8, or a
GB18030 reading that yields ordinary Chinese; Windows-1252 is what remains of western text.
"""

import codecs
import re

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
    foreign = [(n, line) for n, line in enumerate(lines, 1) if _HIGH.search(line)]
    chinese = _reads_as_chinese(b"\n".join(line for _, line in foreign if not _decodes(line, "utf-8")))
    _refuse_mixture(foreign, "GB18030" if chinese else "Windows-1252")
    if chinese:
        return _strictly_by_line(content, lines, "gb18030")
    return _strictly_by_line(content, lines, "cp1252")


def _strictly_by_line(content: bytes, lines: list[bytes], encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        bad = next(n for n, line in enumerate(lines, 1) if not _decodes(line, encoding))
        raise Undecodable(problem("unknown_encoding", line=bad)) from error


def _refuse_mixture(foreign: list[tuple[int, bytes]], other: str) -> None:
    """Lines that are certainly UTF-8 beside lines that cannot be: pasted together from two files."""
    is_utf8 = {n: _certainly_utf8(line) for n, line in foreign}
    good = next((n for n, certain in is_utf8.items() if certain), None)
    bad = next((n for n, line in foreign if not _decodes(line, "utf-8")), None)
    if good and bad:
        first, last = sorted((good, bad))
        names = {good: "UTF-8", bad: other}
        raise Undecodable(problem("mixed_encodings", line=last, other=names[last], first=first, encoding=names[first]))


def _certainly_utf8(line: bytes) -> bool:
    """Reads as UTF-8 and has a Chinese character in it, which no short GB18030 line does by chance."""
    return _decodes(line, "utf-8") and bool(_CHINESE.search(line.decode("utf-8")))


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _reads_as_chinese(content: bytes) -> bool:
    """Most high bytes come in Chinese pairs. Accented letters stand alone between plain ones."""
    high = len(_HIGH.findall(content))
    paired = 2 * len(_CHINESE_PAIR.findall(content))
    return paired >= 0.6 * high
