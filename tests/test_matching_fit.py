"""What fits is found by shared characters and pairs, told with its reasons, and not named when it fits badly."""

from datetime import date

import numpy as np
import pytest

from benchmarks.matching import labelled
from dashboard import warehouse
from dashboard.matching import alike, fit, index, source, terms
from dashboard.matching.fit import DEMAND, LISTING, PATENT, Asked
from dashboard.matching.index import Text

DAY = date(2024, 12, 31)
OFFERS = [
    Text(LISTING, "L1", "窖泥复壮菌剂", "以己酸菌扩大培养，修复板结窖泥。", "C12N1/20", "baijiu", "510502"),
    Text(PATENT, "P1", "窖池清洗吊斗", "吊斗用行车吊运，清空糟醅。", "B66C1/00", "baijiu", "510503"),
    Text(PATENT, "P2", "电路板焊点检测", "三维图像区分假焊与桥连。", "G06T7/00", "electronics", "510502"),
    Text(DEMAND, "D1", "窖泥板结", "寻求修复窖泥的己酸菌培养液。", "C12N", "baijiu", "510502"),
]


@pytest.fixture(scope="module")
def held():
    return index.build(OFFERS)


def found(held, asked, *kinds, **said):
    return [hit.no for hit in fit.best(held, asked, kinds, **said)]


# --- terms --------------------------------------------------------------------------------------


def test_a_text_is_its_characters_and_pairs_without_words_that_say_nothing():
    pair = [ord("窖") << terms.PAIR | ord("泥")]
    assert list(terms.of("一种窖泥装置")) == sorted([ord("窖"), ord("泥"), *pair])


def test_full_width_and_capital_letters_are_the_same_as_plain_ones():
    assert list(terms.of("ＣＯＤ")) == list(terms.of("cod")) and len(terms.of("COD")) == 2


def test_a_silent_word_parts_its_neighbours():
    assert not np.isin(ord("水") << terms.PAIR | ord("泥"), terms.of("水的泥"))


def test_the_terms_of_many_texts_are_those_of_each(monkeypatch):
    texts = ["窖泥复壮", "", "酒糟饲料酒糟", "窖泥"]
    whole = terms.count(texts)
    monkeypatch.setattr(terms, "TEXTS_AT_ONCE", 2)
    parted = terms.count(texts)
    assert (whole.texts.tolist(), whole.terms.tolist()) == (parted.texts.tolist(), parted.terms.tolist())
    assert whole.times[(whole.texts == 2) & (whole.terms == ord("酒"))] == [2]
    assert set(whole.texts) == {0, 2, 3}


def test_stretches_are_marked_where_pairs_are_shared():
    weights = dict.fromkeys(terms.of("窖泥板结").tolist(), 1.0)
    assert [(s.start, s.end) for s in terms.spans("修复板结的窖泥", weights)] == [(2, 4), (5, 7)]
    assert [s.weight for s in terms.spans("修复板结的窖泥", weights)] == [3, 3]


# --- the index ----------------------------------------------------------------------------------


def test_a_term_weighs_by_rarity_and_by_how_often_it_stands_in_a_text_of_what_length():
    held = index.build([Text(PATENT, "1", "窖"), Text(PATENT, "2", "酒")])
    # Both texts are of the usual length (a title counts twice): ln(1 + (2 - 1 + .5) / (1 + .5)) * 2 * 2.2 / (2 + 1.2)
    assert held.weights.tolist() == pytest.approx([np.log(2) * 1.375] * 2)


def test_a_rare_term_weighs_more_than_a_common_one(held):
    rare, common = held.rarity(np.array([ord("焊"), ord("窖")]))
    assert rare > common > 0


def test_what_is_written_is_read_back(held, tmp_path):
    index.write(held, tmp_path)
    again = index.read(tmp_path)
    asked = terms.of("己酸菌窖泥")
    assert again.scores(asked).tolist() == held.scores(asked).tolist()
    assert again.nos.tolist() == ["L1", "P1", "P2", "D1"]
    assert again.chains.tolist() == held.chains.tolist()


def test_an_index_of_nothing_finds_nothing(tmp_path):
    empty = index.build([])
    assert len(empty) == 0
    assert found(empty, Asked("窖泥"), LISTING, PATENT) == []


# --- what fits ----------------------------------------------------------------------------------


def test_the_offer_that_shares_most_comes_first(held):
    assert found(held, Asked("板结窖泥用己酸菌修复"), LISTING, PATENT)[0] == "L1"


def test_only_kinds_that_are_asked_for_are_found(held):
    assert "L1" not in found(held, Asked("板结窖泥用己酸菌修复"), PATENT)
    assert found(held, Asked("窖泥复壮菌剂 以己酸菌扩大培养，修复板结窖泥。"), DEMAND) == ["D1"]


def test_nothing_is_named_where_nothing_fits(held):
    assert found(held, Asked("锂电池梯次利用", "H01M", "energy"), LISTING, PATENT) == []


def test_class_and_chain_never_make_a_fit_of_texts_that_share_nothing(held):
    assert found(held, Asked("页岩", "G06T", "electronics", "510502"), LISTING, PATENT) == []


def test_reasons_name_what_both_have_in_common(held):
    [hit] = fit.best(held, Asked("板结窖泥用己酸菌修复", "C12N", "baijiu", "510502"), (LISTING,))
    assert hit.reasons == ("subclass", "chain", "district")
    [hit] = fit.best(held, Asked("板结窖泥用己酸菌修复", "C12G"), (LISTING,))
    assert hit.reasons == ("class",)


@pytest.mark.parametrize(("ipc", "chain", "raised"), [("C12N", "", 1.3), ("C12G", "", 1.15), ("A01D", "baijiu", 1.1)])
def test_class_and_chain_raise_the_score(held, ipc, chain, raised):
    plain = fit.scores_of_offers(held, Asked("窖泥板结"))[0]
    assert fit.scores_of_offers(held, Asked("窖泥板结", ipc, chain))[0] == pytest.approx(plain * raised)


def test_a_demand_and_an_offer_have_one_score_whichever_is_asked(held):
    offer = Asked("窖泥复壮菌剂", "C12N1/20", "baijiu", "510502", "以己酸菌扩大培养，修复板结窖泥。")
    demand = Asked("窖泥板结", "C12N", "baijiu", "510502", "寻求修复窖泥的己酸菌培养液。")
    assert fit.scores_of_offers(held, demand)[0] == pytest.approx(fit.scores_of_demands(held, offer)[3], rel=1e-5)


def test_shared_words_are_told_with_their_part_of_the_weight(held):
    [hit] = fit.best(held, Asked("板结窖泥"), (LISTING,))
    words = fit.shared("修复板结窖泥。", hit.weights)
    assert [word.word for word in words] == ["板结窖泥"] and words[0].share == 100


def test_a_score_is_said_in_words(held):
    [hit] = fit.best(held, Asked("窖泥复壮菌剂"), (LISTING,))
    assert (hit.score, hit.in_words.en) == (84, "strong")


# --- what is read from a snapshot ------------------------------------------------------------------


@pytest.fixture(scope="module")
def con():
    listing = {"right_kind": "invention", "holder": "示例大学01", "listed_on": date(2024, 3, 1), "status": "listed"}
    patent = {"patent_type": "invention", "filed_on": date(2020, 1, 1), "granted_on": date(2022, 1, 1)}
    return warehouse.over(
        {
            "listings": [
                {**listing, "listing_no": "L1", "title": "甲", "application_no": "1", "offer": "open_licence", "asking_price_wan": 12.0},
                {**listing, "listing_no": "L2", "title": "乙", "status": "contracted"},
                {**listing, "listing_no": "L3", "title": "丙", "delisted_on": date(2024, 6, 1)},
            ],
            "patents": [
                {**patent, "application_no": "1", "title": "甲"},
                {**patent, "application_no": "2", "title": "丁", "ipc": "C12G3/00"},
                {**patent, "application_no": "3", "title": "戊", "ended_on": date(2023, 1, 1)},
                {**patent, "application_no": "4", "title": "己", "granted_on": None},
                {**patent, "application_no": "5", "title": "庚", "expires_on": date(2024, 12, 31)},
            ],
            "demands": [
                {"demand_no": "D1", "title": "求甲", "demander": "示例企业0001", "published_on": date(2024, 1, 1), "status": "met", "budget_wan": 10.0},
                {"demand_no": "D2", "title": "求乙", "demander": "示例企业0002", "published_on": date(2023, 1, 1), "status": "open"},
            ],
            "pushes": [{"push_no": "T1", "demand_no": "D1", "offer_no": "L1", "offer_kind": "listing", "pushed_on": date(2024, 5, 1)}],
        }
    )  # fmt: skip


def test_listed_listings_patents_in_force_and_open_demands_are_matched_and_a_listed_patent_once(con):
    held = [(text.kind, text.no) for text in source.texts(con, DAY)]
    assert held == [("listing", "L1"), ("patent", "2"), ("demand", "D2")]


def test_records_say_what_is_missing_as_empty_words_and_missing_amounts(con):
    offers = source.offers(con, [("listing", "L1"), ("patent", "2")])
    assert offers["listing", "L1"].price_wan == 12.0
    assert offers["patent", "2"].price_wan is None
    assert (offers["patent", "2"].offer, offers["patent", "2"].chain) == ("", "baijiu")


def test_open_demands_come_first(con):
    assert [demand.no for demand in source.demands(con)] == ["D2", "D1"]


def test_licence_and_price_are_told_beside_the_budget(con):
    offer = source.offers(con, [("listing", "L1")])["listing", "L1"]
    told, open_one = source.demands(con, ["D1"])[0], source.demands(con, ["D2"])[0]
    assert source.terms_of_offer(offer, told) == ["open_licence", "above_budget"]
    assert source.terms_of_offer(offer, open_one) == ["open_licence"]


def test_what_was_pushed_before_is_known_both_ways(con):
    assert source.pushed(con, demand_no="D1") == {"L1": "2024-05-01"}
    assert source.pushed(con, offer_no="L1") == {"D1": "2024-05-01"}
    assert source.pushes_within(con) == {("T1",), ("D1", "L1", date(2024, 5, 1))}


# --- texts that say nearly the same ---------------------------------------------------------------


def test_texts_that_say_nearly_the_same_stand_beneath_the_best_of_them():
    told = ["窖泥复壮菌剂，修复板结窖泥", "景区客流预警", "窖泥复壮菌剂，修复板结的窖泥", "景区客流预警系统"]
    assert alike.gathered(told) == (alike.Gathered(0, (2,)), alike.Gathered(1, (3,)))


def test_texts_of_one_trade_that_say_different_things_stand_alone():
    told = ["窖池清洗吊斗，用行车吊运", "窖泥复壮菌剂，己酸菌扩大培养", "酒甑上料机器人，探汽撒料"]
    assert [group.others for group in alike.gathered(told)] == [(), (), ()]


def test_no_offer_of_the_labelled_set_is_taken_for_another():
    offers = labelled().offers
    assert all(not group.others for group in alike.gathered([f"{o.title} {o.body}" for o in offers]))


def test_of_listings_the_newest_is_offered_first():
    rows = [
        {"listing_no": no, "title": "瓶盖", "listed_on": on, "status": status}
        for no, on, status in (
            ("L1", date(2023, 1, 1), "listed"), ("L2", date(2024, 9, 1), "listed"), ("L3", DAY, "withdrawn"),
        )
    ]  # fmt: skip
    assert [offer.no for offer in source.listed(warehouse.over({"listings": rows}), DAY)] == ["L2", "L1"]
