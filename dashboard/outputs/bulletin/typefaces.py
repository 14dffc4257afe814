"""What a bulletin is set in: faces, sizes and leading by language. Chinese follows GB/T 9704-2012."""

from dataclasses import dataclass

# Where the named face is absent, WPS and Word take the one beside it (w:altName in the font table).
SUBSTITUTES = {
    "方正小标宋简体": "华文中宋",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
    "Times New Roman": "",
    "Arial": "",
}
RED = "C00000"
GREY = "595959"


@dataclass(frozen=True)
class Face:
    """Which face the Latin letters and which the Chinese signs of a style take."""

    latin: str
    chinese: str


@dataclass(frozen=True)
class Setting:
    """Sizes and leading in points; `numbering` is a list's (format, text) by level."""

    body: Face
    title: Face
    first: Face
    second: Face
    small: Face
    size: float
    leading: float
    title_size: float
    numbering: tuple[tuple[str, str], ...]


# 3号 is 16 pt, 2号 22 pt, 4号 14 pt.
CHINESE = Setting(
    body=Face("Times New Roman", "仿宋_GB2312"),
    title=Face("Times New Roman", "方正小标宋简体"),
    first=Face("Times New Roman", "黑体"),
    second=Face("Times New Roman", "楷体_GB2312"),
    small=Face("Times New Roman", "宋体"),
    size=16,
    leading=28,
    title_size=22,
    numbering=(("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")),
)
# The same page and structure; letters are smaller than signs of the same legibility.
ENGLISH = Setting(
    body=Face("Times New Roman", "宋体"),
    title=Face("Arial", "黑体"),
    first=Face("Arial", "黑体"),
    second=Face("Arial", "黑体"),
    small=Face("Arial", "宋体"),
    size=12,
    leading=20,
    title_size=20,
    numbering=(("decimal", "%1. "), ("decimal", "%1.%2 "), ("decimal", "(%3) ")),
)


def setting(language: str) -> Setting:
    return CHINESE if language == "zh" else ENGLISH
