"""Chinese punctuation where words were written with that of a keyboard. It knows nothing else."""

import re

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_AFTER_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff”）》])[,;:?!]")


def chinese(words: str) -> str:
    """`已识别,请核对;` → `已识别，请核对；`; numbers and addresses stay as they are."""
    return _AFTER_CHINESE.sub(lambda found: _WIDE[found[0]], words)
