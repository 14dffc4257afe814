"""National application numbers of all three generations: canonical form, check digit, type of patent.

1985–88: 8 digits without a check digit (85100001). Until September 2003: 8 digits and a check digit
(93100001.4). Since then: 12 digits and a check digit (201710106452.1).
"""

import re
from operator import mul

from dashboard.catalog import Label
from intake.wording import Problem, problem

_NUMBER = re.compile(r"^(?:CN|ZL)?(?:(\d{12})|(\d{8}))(?:\.?([\dX]))?$")
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_TYPES = {"1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design"}
# The digit that tells the type: the 5th of 12, the 3rd of 8. 8 and 9 came with the Patent Cooperation Treaty.
_TYPE_AT = {12: 4, 8: 2}


def check_digit(digits: str) -> str:
    """Weights 2…9 repeating over the digits, sum modulo 11; 10 is written X."""
    rest = sum(map(mul, map(int, digits), _WEIGHTS)) % 11
    return "X" if rest == 10 else str(rest)


def patent_type(number: str) -> str | None:
    """The type that a canonical number tells, or None for a digit that stands for none."""
    digits = number.partition(".")[0]
    return _TYPES.get(digits[_TYPE_AT[len(digits)]]) if len(digits) in _TYPE_AT else None


def canonical(text: str, latest_year: int = 2100) -> str | Problem:
    """`CN201710106452.1`, `ZL 2017101064521` → `201710106452.1`; or what is wrong with it."""
    found = _NUMBER.match(text) or _NUMBER.match(re.sub(r"[\s\-]", "", text).upper())
    if not found:
        return problem("number_form")
    long, short, given = found.groups()
    digits = long or short
    if not _has_possible_year(digits, latest_year):
        return problem("number_year")
    if digits[_TYPE_AT[len(digits)]] not in _TYPES:
        return problem("number_type", digit=digits[_TYPE_AT[len(digits)]])
    first_generation = len(digits) == 8 and 85 <= int(digits[:2]) <= 88
    if given is None:
        return digits if first_generation else problem("check_digit_missing")
    if given != check_digit(digits):
        return problem("check_digit", expected=check_digit(digits))
    # Later registers print a check digit with numbers that had none; the record is the same.
    return digits if first_generation else f"{digits}.{given}"


def _has_possible_year(digits: str, latest_year: int) -> bool:
    if len(digits) == 12:
        return 2003 <= int(digits[:4]) <= latest_year
    # Two-digit years ran from 1985 to 2003.
    return int(digits[:2]) >= 85 or int(digits[:2]) <= 3


def label(kind: str) -> Label:
    """Wording of a type for messages."""
    return {
        "invention": Label("invention", "发明"),
        "utility_model": Label("utility model", "实用新型"),
        "design": Label("design", "外观设计"),
    }[kind]
