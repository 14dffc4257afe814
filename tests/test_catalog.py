"""Contracts keep their promises on paper, and a damaged snapshot is never served."""

import re

import pytest

from dashboard import catalog

CONTRACTS = catalog.contracts()
FIELDS = [(c.id, f) for c in CONTRACTS.values() for f in c.fields.values()]


def test_there_is_a_contract_for_every_dataset():
    assert set(CONTRACTS) == {
        "patents", "trademarks", "geographical_indications", "expo_editions", "expo_visits", "expo_exhibitors",
        "expo_sales", "financing", "stations", "station_services", "targets", "published_figures", "ip_cases",
        "legal_services", "patent_transactions", "patent_products", "stock_reviews", "service_items",
        "service_requests", "recognitions", "ladder", "preexaminations", "ordinary_grant_days", "industry_classes",
        "listings", "demands", "pushes",
    }  # fmt: skip


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=list(CONTRACTS))
def test_a_contract_names_its_key_and_order_among_its_fields(contract):
    assert set(contract.key) <= set(contract.fields)
    assert set(contract.sort) <= set(contract.fields)
    assert contract.label.zh and contract.grain.zh


@pytest.mark.parametrize(("dataset", "field"), FIELDS, ids=[f"{d}.{f.name}" for d, f in FIELDS])
def test_a_field_has_a_type_a_label_and_a_meaning_in_both_languages(dataset, field):
    assert field.type in catalog.SQL_TYPES
    for words in (field.label, field.meaning):
        assert words.en and re.search(r"[\u4e00-\u9fff]", words.zh + "中" * (field.name == "ipc"))
    assert bool(field.codes) == (field.type == "code")
    assert (field.unit is not None) == (field.name.endswith("_cny") or field.unit is not None)


@pytest.mark.parametrize("contract", CONTRACTS.values(), ids=list(CONTRACTS))
def test_no_two_fields_of_a_dataset_accept_the_same_header(contract):
    seen = {}
    for field in contract.fields.values():
        for header in {field.name, field.label.en.lower(), field.label.zh, *map(str.lower, field.headers)}:
            assert seen.setdefault(header, field.name) == field.name, f"{header} is {seen[header]} and {field.name}"


def test_amounts_of_money_carry_their_unit():
    money = [f for _, f in FIELDS if f.name.endswith("_cny")]
    assert len(money) == 9
    assert {f.unit.en for f in money} == {"CNY"}


def test_the_seven_districts_and_ten_industries_have_codes():
    assert [c.label.zh for c in catalog.code_list("districts")] == [
        "江阳区", "纳溪区", "龙马潭区", "泸县", "合江县", "叙永县", "古蔺县",
    ]  # fmt: skip
    assert len(catalog.code_list("industries")) == 10


def test_snapshots_are_ordered_by_date_and_then_by_correction(tmp_path):
    for name in ("2024-06-30", "2024-12-31", "2024-12-31.2", "2024-12-31.10", ".staging-x", "notes"):
        (tmp_path / name).mkdir()
    assert catalog.snapshot_ids(tmp_path) == ["2024-12-31.10", "2024-12-31.2", "2024-12-31", "2024-06-30"]


def test_no_folder_means_no_snapshot(tmp_path):
    assert catalog.shelf(tmp_path / "nowhere") == catalog.Shelf((), None, ())
