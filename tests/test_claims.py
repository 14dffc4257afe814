"""A draft's numbers are found, matched to what they are about, and judged: written-out texts with written-out verdicts."""

import pytest

from dashboard import catalog, metrics, queries
from dashboard.claims import judging, matching, naming, reading, sums
from dashboard.claims.reading import Stated
from dashboard.scope import default_scope
from tests.conftest import shared
from tests.test_pages import opened, words_of


@pytest.fixture(scope="module")
def shelf(demo_root):
    return catalog.shelf(demo_root / "snapshots")


@pytest.fixture(scope="module")
def last(shelf):
    return shelf.in_force


def verdicts(draft, shelf):
    """(number as written, quantity, place, verdict) of every claim."""
    return [
        (c.stated.words, c.subject.metric_id if c.subject else None, c.meant.place, c.verdict)
        for c in judging.check(draft, shelf.in_force, shelf)
    ]


# --- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "step", "bound", "unit"),
    [
        ("授权专利2,610件", 2610, 1, "exact", "件"),
        ("有效商标５４８５６件", 54856, 1, "exact", "件"),
        ("有效商标5.49万件", 54900, 100, "exact", "件"),
        ("融资1.97亿余元", 197_000_000, 1_000_000, "odd", "元"),
        ("融资19700万元", 197_000_000, 10_000, "exact", "元"),
        ("查获7万多瓶", 70_000, 10_000, "odd", "瓶"),
        ("案值100多万元", 1_000_000, 10_000, "odd", "元"),
        ("近22万人次", 220_000, 10_000, "below", "人次"),
        ("超3亿元", 300_000_000, 100_000_000, "at_least", "元"),
        ("约1600件", 1600, 1, "about", "件"),
        ("缩短65%以上", 65, 1, "at_least", "%"),
        ("两千六百一十件", 2610, 1, "exact", "件"),
        ("三大领域", 3, 1, "exact", ""),
        ("“18+2”项", 20, 1, "exact", "项"),
        ("nearly 55K trademarks", 55_000, 1000, "below", "件"),
        ("CNY 197 million", 197_000_000, 1_000_000, "exact", "元"),
        ("about 0.2 billion yuan", 200_000_000, 100_000_000, "about", "元"),
        ("more than 900 firms", 900, 1, "at_least", "家"),
        ("65 percent", 65, 1, "exact", "%"),
        ("45,000 square metres", 45_000, 1, "exact", "m2"),
        ("up 2 percentage points", 2, 1, "exact", "pp"),
        ("￥2亿", 200_000_000, 100_000_000, "exact", "元"),
        ("一亿九千七百万元", 197_000_000, 1, "exact", "元"),
        ("专利授权２，６１０件", 2610, 1, "exact", "件"),
        ("是上年的2.3倍", 2.3, 0.1, "exact", "倍"),
    ],
)
def test_a_number_is_read_with_its_scale_its_unit_and_how_exact_it_is(text, value, step, bound, unit):
    [found] = reading.stated(text)
    assert (found.value, round(found.step, 6), found.bound, found.unit) == (value, step, bound, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("15—18家", 15, 18, "家"),
        ("50万至80万元", 500_000, 800_000, "元"),
        ("15到18万元", 150_000, 180_000, "元"),
        ("增长10%～15%", 10, 15, "%"),
        ("between 15 and 20 firms", 15, 20, "家"),
    ],
)
def test_a_range_is_one_number_with_two_ends(text, low, high, unit):
    [found] = reading.stated(text)
    assert (found.bound, found.value, found.most, found.unit) == ("between", low, high, unit)


def test_from_one_number_to_another_is_no_range():
    assert [n.value for n in reading.stated("rose from 1,059 to 1,605")] == [1059, 1605]


@pytest.mark.parametrize(
    "text",
    [
        "2024年", "2024年9月20日", "2022—2024年", "2024年1—9月", "前三季度", "第三届", "第2批", "泸市府办发〔2024〕23号", "5G基站", "G20峰会",
        "in 2024", "the 3rd expo", "Q3 2024", "2024-12-31", "1. 加强保护", "（一）总体情况", "9月底",
    ],
)  # fmt: skip
def test_days_years_ordinals_and_document_numbers_are_no_claims(text):
    assert reading.stated(text) == ()


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("同比增长5.3%", 1),
        ("较上年下降5.3%", -1),
        ("up 5.3%", 1),
        ("fell by 5.3%", -1),
        ("增长很快，占比5.3%", 0),
        ("占5.3%", 0),
        ("降幅5.3%", -1),
        ("年均增长5.3%", 0),
        ("环比增长5.3%", 0),
        ("较上年增加5.3件", 1),
        ("提高5.3个百分点", 1),
        ("增加到5.3件", 0),
    ],
)
def test_a_percentage_says_whether_it_is_a_growth_or_a_fall(text, change):
    [found] = reading.stated(text)
    assert (found.value, found.change) == (5.3, change)


# --- periods, places, quantities --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2024年", ("2024-01-01", "2024-12-31")),
        ("2024年1—9月", ("2024-01-01", "2024-09-30")),
        ("2024年上半年", ("2024-01-01", "2024-06-30")),
        ("2023年第三季度", ("2023-07-01", "2023-09-30")),
        ("截至2024年9月底", ("2024-01-01", "2024-09-30")),
        ("2024年9月", ("2024-09-01", "2024-09-30")),
        ("去年", ("2023-01-01", "2023-12-31")),
        ("今年以来", ("2024-01-01", "2024-12-31")),
        ("第三届", ("2024-09-20", "2024-09-22")),
        ("in 2022", ("2022-01-01", "2022-12-31")),
        ("first half of 2024", ("2024-01-01", "2024-06-30")),
        ("Q3 2024", ("2024-07-01", "2024-09-30")),
        ("by the end of September 2024", ("2024-01-01", "2024-09-30")),
        ("the third expo", ("2024-09-20", "2024-09-22")),
        ("last year", ("2023-01-01", "2023-12-31")),
    ],
)
def test_a_period_is_the_days_that_it_names(last, text, span):
    [found] = naming.timed(text, last)
    assert (f"{found.span.since}", f"{found.span.until}") == span


@pytest.mark.parametrize("text", ["较2022年增长", "2023年12月15日揭牌", "more than in 2022"])
def test_what_is_compared_with_and_single_days_are_no_periods(last, text):
    assert naming.timed(text, last) == ()


def test_the_longer_of_two_names_in_one_place_is_meant(last):
    [found] = naming.named("每万人口有效发明专利", last)
    assert [s.metric_id for s in found.subjects] == ["valid_inventions_per_10k"]


def test_every_metric_and_every_published_figure_of_the_city_can_be_named(last):
    known = {s.metric_id for subjects in naming.vocabulary(last).values() for s in subjects}
    assert set(queries.metrics()) <= known


def test_no_synonym_names_a_quantity_that_nobody_knows(last):
    published = {f.metric_id for f in matching.figures(last)}
    for key in naming._synonyms():
        assert key.split("@")[0] in published | set(queries.metrics()), key


def test_a_unit_decides_between_quantities_of_one_name(shelf):
    draft = "19家企业通过知识产权质押实现融资1.97亿元。"
    assert [told[1] for told in verdicts(draft, shelf)] == ["pledge_financing_firms", "pledge_financing_amount"]


# --- judging ----------------------------------------------------------------------------------


def one(value, bound="exact", step=1.0, change=0):
    return Stated(0, 1, "", value, step, bound, "", change)


@pytest.mark.parametrize(
    ("number", "value", "expected"),
    [
        (one(2610), 2610, "true"),
        (one(2610), 2611, None),
        (one(2600), 2610, "rounded"),
        (one(2000), 2610, None),
        (one(54_900, step=100), 54_856, "rounded"),
        (one(55_000, step=1000), 54_856, "rounded"),
        (one(54_800, step=100), 54_856, None),
        (one(110, "at_least"), 110, "rounded"),
        (one(110, "at_least"), 119, "rounded"),
        (one(110, "at_least"), 109, None),
        (one(110, "at_least"), 400, None),
        (one(220_000, "below", 10_000), 215_000, "rounded"),
        (one(220_000, "below", 10_000), 226_000, None),
        (one(1600, "about"), 1605, "rounded"),
        (one(1600, "about"), 1900, None),
        (one(11.8, step=0.1, change=-1), -11.82, "rounded"),
        (one(11.8, step=0.1, change=1), -11.82, None),
        (one(100), 0, None),
        (one(900, "odd"), 950, "rounded"),
        (one(900, "odd"), 1001, None),
        (one(54_000, "odd", 1000), 54_856, "rounded"),
        (one(30, "odd"), 41, None),
    ],
)
def test_a_number_fits_a_value_exactly_or_as_its_wording_says(number, value, expected):
    assert judging.fits(number, value) == expected


SPEECH = """2024年，全市专利授权量2610件，同比下降11.8%，有效发明专利1605件，有效注册商标近5.5万件。
江阳区专利授权894件，泸县265件。质押融资1.97亿元，惠及企业20家。
2022年新增注册商标6316件。有效发明专利1059件。第三届地博会展馆人流量23万人次，第二届有800多家企业参展。
永川区2022年有效发明专利1309件。全年新签招商项目35个。1200余名权利人完成在线评价。"""
EXPECTED = [
    ("2610件", "patents_granted", "510500", "true"),
    ("11.8%", "patents_granted", "510500", "rounded"),
    ("1605件", "valid_invention_patents", "510500", "true"),
    ("近5.5万件", "valid_trademarks", "510500", "rounded"),
    ("894件", "patents_granted", "510502", "true"),
    ("265件", "patents_granted", "510521", "true"),
    ("1.97亿元", "pledge_financing_amount", "510500", "true"),
    ("20家", "pledge_financing_firms", "510500", "differs"),
    ("6316件", "trademarks_new", "510500", "true"),
    ("1059件", "valid_invention_patents", "510500", "true"),
    ("23万人次", "expo_visitors", "510500", "differs"),
    ("800多家", "expo_enterprises", "510500", "rounded"),
    ("1309件", "valid_invention_patents", "500118", "true"),
    ("35个", None, "510500", "not_in_data"),
    ("1200余名", "online_evaluation_firms", "510500", "not_in_data"),
]
ENGLISH = """In 2024 the city had 2,610 patents granted, up 5.3%, nearly 55K trademarks in force and CNY 197 million of
IP pledge financing (19 firms). By the end of 2022 there were 1,059 inventions in force. The third expo drew 220,000
visitors; 41 geographical indications."""
EXPECTED_ENGLISH = [
    ("2,610 patents", "patents_granted", "510500", "true"),
    ("5.3%", "patents_granted", "510500", "differs"),
    ("nearly 55K trademarks", "valid_trademarks", "510500", "rounded"),
    ("CNY 197 million", "pledge_financing_amount", "510500", "true"),
    ("19 firms", "pledge_financing_firms", "510500", "true"),
    ("1,059 inventions", "valid_invention_patents", "510500", "true"),
    ("220,000 visitors", "expo_visitors", "510500", "true"),
    ("41", "geographical_indications", "510500", "true"),
]


@pytest.mark.parametrize(("draft", "expected"), [(SPEECH, EXPECTED), (ENGLISH, EXPECTED_ENGLISH)], ids=["zh", "en"])
def test_every_number_of_a_speech_gets_its_verdict(shelf, draft, expected):
    assert verdicts(draft, shelf) == expected


# Drafts of other wordings: what each number is about, and whether it stands.
MORE = {
    "江阳区、泸县专利授权分别为894件和265件。": [
        ("894件", "patents_granted", "510502", "true"), ("265件", "patents_granted", "510521", "true")],
    "2023年、2024年专利授权量分别为2960件、2610件。": [
        ("2960件", "patents_granted", "510500", "true"), ("2610件", "patents_granted", "510500", "true")],
    "Jiangyang and Luxian had 894 and 265 patents granted, respectively.": [
        ("894", "patents_granted", "510502", "true"), ("265 patents", "patents_granted", "510521", "true")],
    "2024年上半年专利授权1210件，三季度612件，四季度788件。": [
        ("1210件", "patents_granted", "510500", "true"), ("612件", "patents_granted", "510500", "true"),
        ("788件", "patents_granted", "510500", "true")],
    "Inventions in force rose from 1,059 in 2022 to 1,605 in 2024.": [
        ("1,059", "valid_invention_patents", "510500", "true"),
        ("1,605", "valid_invention_patents", "510500", "true")],
    "有效发明专利1605件，较上年增加293件，增幅22.3%。": [
        ("1605件", "valid_invention_patents", "510500", "true"),
        ("293件", "valid_invention_patents", "510500", "true"),
        ("22.3%", "valid_invention_patents", "510500", "rounded")],
    "质押融资金额1.97亿元，惠及企业19家，其中小微企业15—18家。": [
        ("1.97亿元", "pledge_financing_amount", "510500", "true"),
        ("19家", "pledge_financing_firms", "510500", "true"), ("15—18家", None, "510500", "not_in_data")],
    "质押融资惠及企业15至20家。": [("15至20家", "pledge_financing_firms", "510500", "rounded")],
    "全市建成各类站点146个，覆盖126个镇街。": [
        ("146个", "stations_open", "510500", "true"), ("126个", None, "510500", "not_in_data")],
    "第三届地博会900余家企业参展，展出产品3200余款。": [
        ("900余家", "expo_enterprises", "510500", "rounded"), ("3200余款", "expo_products", "510500", "rounded")],
    "Of the 492 IP cases, 410 (83%) were patent infringement disputes.": [
        ("492", "ip_cases_handled", "510500", "true"), ("410", "patent_infringement_disputes", "510500", "true"),
        ("83%", None, "510500", "not_in_data")],
}  # fmt: skip


@pytest.mark.parametrize("draft", MORE, ids=range(len(MORE)))
def test_the_wordings_of_speeches_are_understood(shelf, draft):
    assert verdicts(draft, shelf) == MORE[draft]


@pytest.mark.parametrize(
    ("draft", "verdict", "value"),
    [
        ("办理知识产权案件492件，其中专利侵权纠纷410件，占83.3%。", "rounded", 83.333333),
        ("有效发明专利由2022年的1059件增至2024年的1605件，增加546件。", "true", 546),
        ("有效发明专利由2022年的1059件增至2024年的1605件，增长51.6%。", "rounded", 51.558074),
        ("Of the 492 IP cases, 410 (83%) were patent infringement disputes.", "rounded", 83.333333),
    ],
)
def test_a_share_or_a_difference_of_two_numbers_of_the_sentence_is_counted(shelf, draft, verdict, value):
    told = sums.followed(draft, judging.check(draft, shelf.in_force, shelf))[-1]
    assert (told.verdict, told.right.value) == (verdict, value)


def test_a_share_that_does_not_follow_is_no_true_one(shelf):
    draft = "办理知识产权案件492件，其中专利侵权纠纷410件，占93.3%。"
    assert sums.followed(draft, judging.check(draft, shelf.in_force, shelf))[-1].verdict == "not_in_data"


def test_a_wrong_number_comes_with_the_right_one(shelf):
    [claim] = judging.check("2024年专利授权量2700件。", shelf.in_force, shelf)
    assert (claim.verdict, claim.right.value) == ("differs", 2610)


def test_the_number_of_an_older_snapshot_is_out_of_date_and_says_of_which(shelf):
    older = shelf.find("2024-09-30")
    then = metrics.read(older, ["valid_trademarks"], default_scope(older))["valid_trademarks"].value
    [claim] = judging.check(f"目前，有效注册商标{then:.0f}件。", shelf.in_force, shelf)
    assert (claim.verdict, claim.evidence.snapshot, claim.right.value) == ("out_of_date", "2024-09-30", 54_856)


def test_the_number_of_an_earlier_year_is_out_of_date_and_says_of_which(shelf):
    [claim] = judging.check("目前，有效发明专利1059件。", shelf.in_force, shelf)
    assert (claim.verdict, claim.right.value) == ("out_of_date", 1605)
    assert judging.period_words(claim, claim.evidence, "zh") == "2022年末"


def test_a_period_named_further_up_may_have_ended(shelf):
    """The second sentence can mean the year as well as the quarter; the number says which."""
    assert [told[3] for told in verdicts("2024年前三季度形势平稳。专利授权量2610件。", shelf)] == ["true"]


def test_a_published_number_that_the_records_do_not_reproduce_differs_and_names_its_source(shelf):
    [claim] = judging.check("2024年，泸县有效注册商标8000件。", shelf.in_force, shelf)
    assert (claim.verdict, claim.published.geo_code, claim.published.value) == ("differs", "510521", 8000)


# --- the report -------------------------------------------------------------------------------

REPORT = [
    ("1500余平方米", "platform_office_area", "rounded"),
    ("1个", "ip_service_supermarkets", "true"),
    ("1个", "exhibition_halls", "true"),
    ("1个", "circuit_tribunals", "true"),
    ("1个", "mediation_rooms", "true"),
    ("2个", "provincial_ip_service_outlets", "true"),
    ("1个", "ip_remote_education_substations", "true"),
    ("106个", "ip_service_stations", "true"),
    ("40个", "trademark_guidance_stations", "true"),
    ("十大", "key_industries", "true"),
    ("三大", "prereview_fields", "true"),
    ("149件", "patent_prereviews_accepted", "true"),
    ("65%以上", "grant_cycle_reduction_pct", "rounded"),
    ("4所", "ip_education_pilot_schools", "true"),
    ("10家", "national_ip_advantage_firms", "true"),
    ("5家", "provincial_ip_strong_firms", "true"),
    ("9个", "trade_secret_bases", "true"),
    ("2610件", "patents_granted", "true"),
    ("1605件", "valid_invention_patents", "true"),
    ("7708件", "trademarks_new", "true"),
    ("54856件", "valid_trademarks", "true"),
    ("41件", "geographical_indications", "true"),
    ("23件", "well_known_trademarks", "true"),
    ("1个", "high_value_patent_centres_new", "true"),
    ("1个", "ip_strong_firms_new", "true"),
    ("3件", "china_patent_award_entries", "true"),
    ("110余项", "ip_listings", "rounded"),
    ("12条", "matched_info_pushes", "true"),
    ("109家", "patent_intensive_firms", "true"),
    ("205件", "patent_intensive_products", "true"),
    ("1221件", "patents_linked_to_products", "true"),
    ("98项", "demand_list_items", "true"),
    ("184家", "cultivated_innovative_firms", "true"),
    ("8家", "institutes_reviewing_stock_patents", "true"),
    ("1753件", "stock_patents_reviewed", "true"),
    # Illegible in the source: the count of firms is lost, so nothing can be said of it.
    ("1200余名", "online_evaluation_firms", "not_in_data"),
    ("556件", "patents_transferred", "true"),
    ("16件", "open_licences", "true"),
    ("26个", "expo_countries", "true"),
    ("900多家", "expo_enterprises", "rounded"),
    ("3200多款", "expo_products", "rounded"),
    ("近22万人次", "expo_visitors", "rounded"),
    ("4100万元", "expo_onsite_sales", "true"),
    ("超3亿元", "expo_related_income", "rounded"),
    ("19家", "pledge_financing_firms", "true"),
    ("1.97亿余元", "pledge_financing_amount", "rounded"),
    ("63户", "ip_equity_firms", "true"),
    ("2件", "data_ip_registrations", "true"),
    ("54家", "ip_legal_checkups_smes", "true"),
    ("31份", "ip_protection_advice_letters", "true"),
    ("18+2”项", "cross_province_services", "true"),
    ("19个", "gi_alliance_cities", "true"),
    ("7万多瓶", "case_goods_seized_bottles", "rounded"),
    ("100多万元", "case_value", "rounded"),
    ("6万余件", "case_goods_seized_labels", "rounded"),
    ("52万元", "case_value", "true"),
    ("57.72万元", "case_value", "true"),
    ("12.22万件", "case_goods_seized_packaging", "true"),
    ("492件", "ip_cases_handled", "true"),
    ("410件", "patent_infringement_disputes", "true"),
    ("2件", "judicial_confirmations", "true"),
    ("18件", "infringement_opinions", "true"),
    ("2件", "ip_arbitrations", "true"),
    # One national and one provincial case in one wording.
    ("1件", "provincial_typical_cases", "true"),
]


def test_the_numbers_of_the_2024_report_are_found_matched_and_stand(shelf):
    report = shared("reference", "report-2024.txt").read_text("utf-8")
    assert [(words, metric, told) for words, metric, _, told in verdicts(report, shelf)] == REPORT


# --- the page ---------------------------------------------------------------------------------


def test_a_draft_is_marked_with_glyph_and_word_and_tabled(demo_root, monkeypatch):
    app = opened("figures", demo_root, monkeypatch, lang="zh", part="claims")
    app.text_area(key="claims.draft").set_value("2024年专利授权量2610件，有效发明专利1700件。<b>*甲*</b>").run()
    assert not app.exception
    told = words_of(app)
    assert ":green-background[2610件〔✓ 属实〕]" in told and ":red-background[1700件〔✕ 不符〕]" in told
    assert "\\<b\\>\\*甲\\*\\</b\\>" in told
    table = app.dataframe[0].value
    assert list(table["right"]) == ["2,610件", "1,605件"]
    assert table["link"][0].startswith("patents?snapshot=2024-12-31")


def test_a_share_is_told_with_the_numbers_it_was_counted_from(demo_root, monkeypatch):
    app = opened("figures", demo_root, monkeypatch, lang="zh", part="claims")
    draft = "办理知识产权案件492件，其中专利侵权纠纷410件，占83.3%。有效发明专利1605件，较上年增加293件。"
    app.text_area(key="claims.draft").set_value(draft).run()
    assert not app.exception
    table = app.dataframe[0].value
    assert list(table["right"])[2:] == ["83.3%", "1,605件", "+293件"]
    assert table["note"][2] == "由本句两个数字得出：410件、492件"


def test_a_text_without_numbers_says_so(demo_root, monkeypatch):
    app = opened("figures", demo_root, monkeypatch, lang="en", part="claims")
    app.text_area(key="claims.draft").set_value("Thank you.").run()
    assert [i.value for i in app.info] == ["No number was found in this text."]
