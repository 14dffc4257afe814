"""Chinese words carry Chinese punctuation; numbers, names of files and English do not."""

import pytest

from dashboard import catalog, queries
from dashboard.punctuation import chinese


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("取值无法识别;可接受:质押贷款、作价入股", "取值无法识别；可接受：质押贷款、作价入股"),
        ("“专利”列,未导入", "“专利”列，未导入"),
        ("共1,234行", "共1,234行"),
        ("at 10:30, now", "at 10:30, now"),
    ],
)
def test_punctuation_behind_chinese_becomes_chinese(words, expected):
    assert chinese(words) == expected


def test_contracts_and_metrics_are_written_with_it():
    words = [m.zh for of in catalog.contracts().values() for m in (f.meaning for f in of.fields.values())]
    for metric in queries.metrics().values():
        words += [label.zh for label in (metric.about, metric.caveat) if label]
    assert [each for each in words if chinese(each) != each] == []
