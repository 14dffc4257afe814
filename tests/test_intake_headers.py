"""Header rows are found and matched by wording, with their units."""

import pytest

from dashboard import catalog
from intake import headers
from intake.mapping import BadMapping, ColumnMap, from_arguments

CONTRACTS = catalog.contracts()


def header(dataset, *rows, mapping=None):
    return headers.find(rows, CONTRACTS[dataset], mapping or ColumnMap())


def fields(found):
    return {column.header: column.field.name for column in found.named}


@pytest.mark.parametrize("dataset", CONTRACTS)
def test_no_header_means_two_fields_of_one_dataset(dataset):
    meant: dict[str, set[str]] = {}
    for field in CONTRACTS[dataset].fields.values():
        for word in headers.accepted(field):
            meant.setdefault(headers.plain(word), set()).add(field.name)
    assert {word: names for word, names in meant.items() if len(names) > 1} == {}


@pytest.mark.parametrize("dataset", CONTRACTS)
def test_no_spelling_means_two_codes_of_one_field(dataset):
    from intake.values import plain

    for field in CONTRACTS[dataset].fields.values():
        meant: dict[str, set[str]] = {}
        for code in field.codes:
            for word in (code.code, code.label.en, code.label.zh, *code.spellings):
                meant.setdefault(plain(word), set()).add(code.code)
        assert {word: codes for word, codes in meant.items() if len(codes) > 1} == {}, field.name


def test_the_header_may_stand_below_titles():
    found = header(
        "patents", ["泸州市专利一览表"], [], ["制表:", "某单位"], ["申请号", "申请日", "申请人"], ["1", "2", "3"]
    )
    assert found.row == 3
    assert fields(found) == {"申请号": "application_no", "申请日": "filed_on", "申请人": "applicant"}


def test_a_header_may_differ_in_width_case_blanks_and_marks():
    found = header("patents", ["* 申 请 号", "Filing_Date", "申请（专利权）人", "申请\n公布日／授权公告日", "ＩＰＣ"])
    assert list(fields(found).values()) == ["application_no", "filed_on", "applicant", "announced_on", "ipc"]


def test_a_row_that_names_only_one_field_is_no_header():
    assert header("patents", ["名称"], ["x"]) is None


@pytest.mark.parametrize(
    ("written", "factor"),
    [
        ("放款金额（万元）", 10_000), ("放款金额(单位:亿元)", 100_000_000), ("放款金额/千元", 1_000), ("放款金额万元", 10_000),
        ("放款金额[百万元]", 1_000_000), ("放款金额(元)", 1), ("放款金额", 1), ("放款金额(必填)", 1),
    ],
)  # fmt: skip
def test_units_in_headers_of_amounts_are_converted(written, factor):
    found = header("financing", ["合同编号", written])
    column = found.fields["disbursed_amount_cny"]
    assert (column.factor, found.problems) == (factor, ())


def test_visits_may_be_counted_in_ten_thousands():
    assert header("expo_visits", ["日期", "人次(万人次)"]).fields["visits"].factor == 10_000


def test_a_foreign_currency_is_refused():
    [(problem, position)] = header("financing", ["合同编号", "放款金额(万美元)"]).problems
    assert (problem.rule, position) == ("unit_unknown", 1)
    assert problem.message.zh == "“放款金额(万美元)”列的单位“万美元”无法换算为元"


def test_a_unit_stated_above_the_header_holds_for_amounts_without_one():
    found = header("financing", ["质押融资台账", "", "单位:万元"], ["合同编号", "放款金额", "贷款余额(元)"])
    assert found.fields["disbursed_amount_cny"].factor == 10_000
    assert found.fields["outstanding_amount_cny"].factor == 1
    [(problem, _)] = found.problems
    assert problem.severity == "warning"
    assert problem.message.zh == "表头上方的 C1 注明“万元”，因此“放款金额”列已乘以10,000"


def test_names_of_persons_are_left_out_with_the_reason():
    found = header("patents", ["申请号", "申请日", "发明人"])
    [(position, name, reason)] = found.left_out
    assert (position, name, reason.zh) == (2, "发明人", "不保存个人姓名")


def test_two_columns_for_one_field_are_refused():
    [(problem, _)] = header("patents", ["申请号", "申请日", "申请日期"]).problems
    assert problem.message.zh == "列申请日、申请日期都对应“申请日”"


def test_a_mapped_column_wins_over_one_that_only_looks_like_the_field():
    mapping = from_arguments(["提交日=filed_on", "备注="], CONTRACTS["patents"])
    found = header("patents", ["申请号", "申请日", "提交日", "备注"], mapping=mapping)
    assert fields(found) == {"申请号": "application_no", "提交日": "filed_on"}
    assert found.unknown == ((1, "申请日"),)
    assert [(name, reason.zh) for _, name, reason in found.left_out] == [("备注", "有意舍弃")]


def test_a_mapping_that_names_no_column_of_the_file_is_told():
    mapping = from_arguments(["提交日=filed_on"], CONTRACTS["patents"])
    [(problem, _)] = header("patents", ["申请号", "名称"], mapping=mapping).problems
    assert problem.message.zh == "对应关系中的列“提交日”在文件中不存在；文件中有：申请号、名称"


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("提交日", '--map "提交日" 既不是“源列=字段”，也不是 .toml 文件'),
        ("提交日=申请日", "“专利”没有字段 申请日；可用字段：application_no、title、patent_type、"),
        ("没有.toml", "没有.toml：无法读取（"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(argument, message):
    with pytest.raises(BadMapping) as caught:
        from_arguments([argument], CONTRACTS["patents"])
    assert caught.value.message.zh.startswith(message)


@pytest.mark.parametrize("path", sorted((catalog.ROOT / "data" / "mappings").glob("*.toml")), ids=lambda p: p.stem)
def test_every_mapping_file_states_its_source_and_fits_its_dataset(path):
    import tomllib

    papers = tomllib.loads(path.read_text("utf-8"))
    assert papers["source"] and papers["licence"] and papers["notes"]
    assert from_arguments([str(path)], CONTRACTS[papers["dataset"]]).columns == papers["columns"]
