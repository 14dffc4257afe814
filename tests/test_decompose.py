"""Why a number moved: the parts add up to the change, by dimensions, by name, by mix and rate, by who came and left."""

from dataclasses import replace
from datetime import date
from math import fsum

import pytest

from dashboard import catalog, decompose, metrics, mixing, queries, singles, warehouse
from dashboard.catalog import Resource, Snapshot
from dashboard.decompose import OTHERS, Part
from dashboard.mixing import Mixed, Pair, Sided
from dashboard.scope import Pick, Scope, default_scope

PATENTS = [
    # number, type, granted, ended, district, industry, applicant, high-value since
    ("1", "invention", date(2023, 1, 10), None, "510502", "baijiu", "甲", date(2023, 2, 1)),
    ("2", "invention", date(2023, 2, 10), date(2024, 2, 5), "510502", "baijiu", "甲", None),
    ("3", "design", date(2023, 3, 1), None, None, "energy", "乙", None),
    ("4", "invention", date(2024, 1, 20), None, "510521", "baijiu", "丙", date(2024, 1, 20)),
    ("5", "invention", date(2024, 2, 20), None, "510521", "energy", "丙", None),
    ("6", "design", date(2024, 3, 20), None, "510521", None, "丙", None),
    ("7", "invention", date(2024, 3, 21), None, "510502", "baijiu", None, None),
]
LOANS = [
    # contract, firm, signed, disbursed, repaid, district
    ("a", "示例企业1", date(2023, 2, 1), 100.10, date(2024, 1, 31), "510502"),
    ("b", "示例企业1", date(2024, 2, 1), 200.20, None, "510502"),
    ("c", "示例企业2", date(2024, 2, 3), 300.30, None, "510521"),
    ("d", "示例企业3", date(2023, 3, 3), 0.10, None, None),
]
ROWS = {
    "patents": [
        {"application_no": n, "patent_type": t, "filed_on": date(2020, 1, 1), "granted_on": g, "ended_on": e,
         "district_code": d, "industry_code": i, "applicant": a, "high_value_on": h}
        for n, t, g, e, d, i, a, h in PATENTS
    ],
    "financing": [
        {"contract_no": c, "kind": "pledge", "firm": f, "signed_on": s, "disbursed_amount_cny": a, "repaid_on": r,
         "district_code": d}
        for c, f, s, a, r, d in LOANS
    ],
    "published_figures": [
        {"metric_id": "population_resident", "geo_code": g, "period_type": "as_of", "period": p, "value": v}
        for g, p, v in (("510500", "2020-11-01", 30000.0), ("510502", "2020-11-01", 10000.0),
                        ("510521", "2020-11-01", 20000.0), ("510500", "2023-12-31", 40000.0))
    ],
}  # fmt: skip
QUARTER = Scope("2024-12-31", date(2024, 1, 1), date(2024, 3, 31))


@pytest.fixture
def snapshot(monkeypatch, tmp_path):
    """A snapshot in name, whose warehouse is over the rows above; every dataset is complete."""
    con = warehouse.over(ROWS)
    monkeypatch.setattr(warehouse, "open_snapshot", lambda _: con)
    known = {n: Resource(n, "dataset", (), 1, date(2024, 12, 31), 1) for n in ROWS}
    return Snapshot("2024-12-31", tmp_path, None, "", True, known)


def moved(parts):
    """{code: (before, now, change)}"""
    return {part.code: (part.prior, part.now, part.change) for part in parts}


def split(snapshot, metric, *order, scope=QUARTER):
    asked = decompose.compared(snapshot, metric, scope)
    return decompose.parts(snapshot, asked, order)


# --- flows and stocks -------------------------------------------------------------------------


def test_a_flow_is_split_by_district_with_what_states_none_as_a_part_of_its_own(snapshot):
    parts = split(snapshot, "patents_granted", "district")
    assert moved(parts) == {"510521": (0, 3, 3), "510502": (2, 1, -1), "": (1, 0, -1)}
    assert [part.code for part in parts] == ["510521", "", "510502"], "largest first, then by code"


def test_each_level_of_a_tree_adds_up_to_the_level_above(snapshot):
    parts = split(snapshot, "patents_granted", "district", "patent_type", "industry")
    luxian = parts[0]
    assert moved(luxian.parts) == {"invention": (0, 2, 2), "design": (0, 1, 1)}
    assert moved(luxian.parts[0].parts) == {"baijiu": (0, 1, 1), "energy": (0, 1, 1)}
    assert moved(luxian.parts[1].parts) == {"": (0, 1, 1)}
    assert decompose.leaves(parts)[0].path == ("510521", "invention", "baijiu")
    assert sum(leaf.change for leaf in decompose.leaves(parts)) == 1


def test_the_order_of_the_dimensions_is_the_readers(snapshot):
    parts = split(snapshot, "patents_granted", "patent_type", "district")
    assert moved(parts) == {"invention": (2, 3, 1), "design": (1, 1, 0)}
    assert moved(parts[1].parts) == {"": (1, 0, -1), "510521": (0, 1, 1)}


def test_a_stock_is_split_by_what_stood_at_both_ends_rights_that_ended_taken_off(snapshot):
    parts = split(snapshot, "valid_invention_patents", "district")
    assert moved(parts) == {"510521": (0, 2, 2), "510502": (2, 2, 0)}


def test_money_is_split_to_the_cent(snapshot):
    asked = decompose.compared(snapshot, "pledge_financing_amount", QUARTER)
    assert (asked.prior, asked.now, asked.change) == (100.20, 500.50, 400.30)
    parts = decompose.parts(snapshot, asked, ("district",))
    assert moved(parts) == {"510521": (0, 300.30, 300.30), "510502": (100.10, 200.20, 100.10), "": (0.10, 0, -0.10)}


def test_money_that_was_repaid_lowers_the_stock_of_its_district(snapshot):
    parts = split(snapshot, "pledge_outstanding_amount", "district")
    assert moved(parts) == {"510521": (0, 300.30, 300.30), "510502": (100.10, 200.20, 100.10), "": (0.10, 0.10, 0)}


def test_a_selection_narrows_what_is_split_from_cells_and_from_records(snapshot):
    designs = replace(QUARTER, picks=(Pick("patent_type", "design"),))
    assert moved(split(snapshot, "patents_granted", "district", scope=designs)) == {"": (1, 0, -1), "510521": (0, 1, 1)}
    one_firm = replace(QUARTER, picks=(Pick("organisation", "丙"),), districts=("510521",))
    assert moved(split(snapshot, "patents_granted", "patent_type", scope=one_firm)) == {
        "invention": (0, 2, 2), "design": (0, 1, 1),
    }  # fmt: skip


def test_a_period_before_the_records_is_no_zero_to_compare_with(snapshot):
    early = Scope("2024-12-31", date(2023, 1, 1), date(2023, 3, 31))
    assert decompose.compared(snapshot, "patents_granted", early).lacking == "nothing_before"
    assert decompose.compared(snapshot, "patents_granted", replace(QUARTER, compare="none")).lacking == "not_compared"
    assert decompose.compared(snapshot, "trademarks_new", QUARTER).lacking == "missing"


def test_a_zero_before_is_compared_with_where_records_had_begun(snapshot):
    asked = decompose.compared(snapshot, "patents_granted", replace(QUARTER, districts=("510521",)))
    assert (asked.prior, asked.now, asked.lacking) == (0, 3, None)


def test_the_smaller_parts_stand_together_and_a_single_one_left_over_is_named():
    parts = [Part((code,), change, change, 0.0) for code, change in (("a", -5), ("b", 3), ("c", 2), ("d", 1))]
    assert [(p.code, p.change, p.stands_for) for p in decompose.leading(parts, 2)] == [
        ("a", -5, 1), ("b", 3, 1), (OTHERS, 3, 2),
    ]  # fmt: skip
    assert [p.code for p in decompose.leading(parts, 3)] == ["a", "b", "c", "d"]


def test_two_dimensions_cross_in_a_table_that_adds_up_both_ways(snapshot):
    lines, codes, cells = decompose.pivot(split(snapshot, "patents_granted", "district", "patent_type"), 5)
    assert (lines, codes) == (["510521", "", "510502"], ["invention", "design"])
    assert cells == {
        ("510521", "invention"): 2,
        ("510521", "design"): 1,
        ("", "design"): -1,
        ("510502", "invention"): -1,
    }


def test_a_dimension_that_a_metrics_statement_fixes_is_not_offered():
    granted = decompose.dimensions(queries.metrics()["patents_granted"])
    inventions = decompose.dimensions(queries.metrics()["inventions_granted"])
    assert set(granted) - set(inventions) == {"patent_type"}
    assert decompose.default_order(queries.metrics()["patents_granted"]) == (
        "district", "patent_type", "industry", "applicant_class",
    )  # fmt: skip


# --- names ------------------------------------------------------------------------------------


def test_the_largest_contributors_are_named_and_all_the_others_stand_together(snapshot):
    asked = decompose.compared(snapshot, "patents_granted", QUARTER)
    parts = singles.contributors(snapshot, asked, "organisation", 2)
    assert [(p.code, p.prior, p.now, p.stands_for) for p in parts] == [
        ("丙", 0, 3, 1),
        ("甲", 2, 0, 1),
        (OTHERS, 1, 1, 2),
    ]
    assert sum(p.change for p in parts) == asked.change


def test_a_distinct_count_changes_by_who_entered_less_who_left(snapshot):
    asked = decompose.compared(snapshot, "pledge_financing_firms", QUARTER)
    who = singles.turnover(snapshot, asked)
    assert (who.entered, who.stayed, who.left) == (("示例企业2",), ("示例企业1",), ("示例企业3",))
    assert (asked.prior, asked.now) == (2, 2)


# --- ratios -----------------------------------------------------------------------------------


def effects(found):
    return {g.code: (round(g.level, 9), round(g.mix, 9)) for g in found.groups}


def test_where_only_the_weights_shift_all_of_the_change_is_mix():
    """Rates stay 50 % and 10 %; the first group grows from half of the whole to three quarters."""
    found = mixing.mix_and_rate({"a": Pair(45, 25), "b": Pair(3, 5)}, {"a": Pair(90, 50), "b": Pair(30, 50)}, per=100)
    # The whole goes from 30 % to 40 %: 0.25 × (50 − 35) and −0.25 × (10 − 35).
    assert effects(found) == {"a": (0, 3.75), "b": (0, 6.25)}


def test_where_only_the_rates_change_none_of_the_change_is_mix():
    found = mixing.mix_and_rate({"a": Pair(30, 25), "b": Pair(5, 5)}, {"a": Pair(50, 50), "b": Pair(50, 50)}, per=100)
    assert effects(found) == {"a": (5, 0), "b": (0, 0)}


def test_a_group_that_appears_or_goes_moves_the_mix_and_not_the_rates():
    found = mixing.mix_and_rate(
        {"a": Pair(10, 10), "new": Pair(9, 0), "gone": Pair(0, 1)},
        {"a": Pair(20, 20), "new": Pair(10, 0), "gone": Pair(0, 10)}, per=100,
    )  # fmt: skip
    assert found.level == 0
    assert round(found.mix, 9) == round(100 * (19 / 30 - 11 / 30), 9)


def test_a_numerator_without_a_denominator_of_its_own_still_counts():
    found = mixing.mix_and_rate({"a": Pair(4, 2), "": Pair(2, 1)}, {"a": Pair(10, 10), "": Pair(0, 0)}, per=10)
    assert effects(found) == {"a": (2, 0), "": (1, 0)}


def test_looking_back_gives_the_same_effects_with_the_opposite_sign():
    above, below = {"a": Pair(45, 20), "b": Pair(3, 5)}, {"a": Pair(90, 50), "b": Pair(30, 50)}
    back = ({k: Pair(p.prior, p.now) for k, p in side.items()} for side in (above, below))
    there, again = mixing.mix_and_rate(above, below, 1), mixing.mix_and_rate(*back, 1)
    assert effects(again) == {code: (-level, -mix) for code, (level, mix) in effects(there).items()}


def test_a_dimension_of_the_numerator_alone_leaves_one_effect_of_the_denominator(snapshot):
    asked = decompose.compared(snapshot, "valid_inventions_per_10k", QUARTER)
    found = decompose.mixed(snapshot, asked, "industry")
    # 2 of 30,000 before and 4 of 40,000 now: each invention is worth (1/3 + 1/4) / 2, each resident less.
    assert isinstance(found, Sided) and found.by_numerator
    assert {e.code: round(e.total, 9) for e in found.effects} == {"baijiu": 0.291666667, "energy": 0.291666667}
    assert round(found.other, 9) == -0.25
    assert round(asked.change, 9) == round(0.583333333 - 0.25, 9)


def test_a_dimension_of_both_sides_splits_mix_and_rate(snapshot):
    asked = decompose.compared(snapshot, "high_value_share", QUARTER)
    found = decompose.mixed(snapshot, asked, "district")
    assert isinstance(found, Mixed)
    # Jiangyang had 1 of 2 and has 1 of 2; Luxian appears with 1 of 2: nothing moved but the mix, between equal rates.
    assert (asked.prior, asked.now) == (50, 50)
    assert effects(found) == {"510502": (0, 0), "510521": (0, 0)}


# --- everything, on the demonstration data ----------------------------------------------------

SCOPES = {
    "the year": {},
    "half a year on the half before": {"since": date(2024, 7, 1), "compare": "previous"},
    "one district": {"districts": ("510502",)},
    "two chains": {"industries": ("baijiu", "energy")},
    "inventions and pledges": {"picks": (Pick("patent_type", "invention"), Pick("collateral_kind", "patent"))},
    "enterprises in a district": {"picks": (Pick("applicant_class", "enterprise"),), "districts": ("510521",)},
}


@pytest.fixture(scope="module")
def demo(demo_root):
    return catalog.shelf(demo_root / "snapshots").in_force


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("metric_id", [m.id for m in queries.metrics().values() if m.kind in ("flow", "stock")])
def test_the_parts_of_every_flow_and_stock_add_up_to_the_reading(demo, metric_id, scope):
    scope = replace(default_scope(demo), **SCOPES[scope])
    asked = decompose.compared(demo, metric_id, scope)
    if asked.lacking:
        return
    reading = metrics.read(demo, [metric_id], scope)[metric_id]
    order = decompose.default_order(asked.metric)
    parts = decompose.parts(demo, asked, order)
    for level in (parts, decompose.leaves(parts), decompose.leading(parts, 3)) if order else ():
        assert decompose.sum_of(p.now for p in level) == round(reading.value, 2)
        assert decompose.sum_of(p.prior for p in level) == round(reading.prior, 2)
        assert decompose.sum_of(p.change for p in level) == round(asked.change, 2)
    for name in decompose.names(asked.metric):
        found = singles.contributors(demo, asked, name, 5)
        assert decompose.sum_of(p.change for p in found) == round(asked.change, 2)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("metric_id", [m.id for m in queries.metrics().values() if m.kind == "ratio"])
def test_the_effects_on_every_ratio_add_up_to_its_change_by_every_dimension(demo, metric_id, scope):
    asked = decompose.compared(demo, metric_id, replace(default_scope(demo), **SCOPES[scope]))
    if asked.lacking == "nothing_before":
        # Only what began in this year has nothing to compare with.
        assert asked.metric.reads[0] in ("preexaminations", "submissions")
        return
    assert asked.lacking is None
    for dimension in decompose.dimensions(asked.metric):
        found = decompose.split(demo, asked, dimension, 4)
        assert fsum(part.change for part in found.all) == pytest.approx(asked.change, abs=1e-9)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("metric_id", [m.id for m in queries.metrics().values() if m.kind == "distinct"])
def test_those_who_entered_stayed_and_left_add_up_to_every_distinct_count(demo, metric_id, scope):
    asked = decompose.compared(demo, metric_id, replace(default_scope(demo), **SCOPES[scope]))
    who = singles.turnover(demo, asked)
    assert len(who.entered) + len(who.stayed) == asked.now
    assert len(who.left) + len(who.stayed) == (asked.prior or 0)
