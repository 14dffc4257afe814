"""What follows from a record by law, and points that move to WGS84."""

from datetime import date
from math import cos, hypot, radians

import pytest

from dashboard import catalog
from intake import datum, derive

LUZHOU = (105.4429, 28.8712)


def patent(**known):
    """A patent with only these fields, after derivation."""
    contract = catalog.contracts()["patents"]
    columns = {name: [known.get(name)] for name in contract.fields}
    derive.fill(contract, columns)
    return {name: column[0] for name, column in columns.items()}


STATUS_DAY, ANNOUNCED = date(2019, 3, 5), date(2017, 5, 3)


def test_a_granted_invention_is_granted_on_the_day_of_that_status():
    known = patent(patent_type="invention", legal_status="granted", legal_status_on=STATUS_DAY, announced_on=ANNOUNCED)
    assert known["granted_on"] == STATUS_DAY


@pytest.mark.parametrize("kind", ["utility_model", "design"])
@pytest.mark.parametrize("status", ["granted", "lapsed", "expired", "invalidated", "change_recorded"])
def test_other_types_are_published_by_their_grant(kind, status):
    known = patent(patent_type=kind, legal_status=status, legal_status_on=STATUS_DAY, announced_on=ANNOUNCED)
    assert known["granted_on"] == ANNOUNCED


@pytest.mark.parametrize("status", ["published", "examination", "lapsed", "change_recorded", None])
def test_the_grant_of_an_invention_in_another_status_is_not_guessed(status):
    known = patent(patent_type="invention", legal_status=status, legal_status_on=STATUS_DAY, announced_on=ANNOUNCED)
    assert known["granted_on"] is None


def test_a_day_of_grant_in_the_file_is_never_replaced():
    given = date(2018, 1, 2)
    known = patent(patent_type="invention", legal_status="granted", legal_status_on=STATUS_DAY, granted_on=given)
    assert known["granted_on"] == given


@pytest.mark.parametrize(
    ("status", "ended"),
    [("lapsed", STATUS_DAY), ("expired", STATUS_DAY), ("invalidated", STATUS_DAY), ("granted", None)],
)
def test_a_right_ends_on_the_day_of_its_last_status(status, ended):
    assert patent(patent_type="design", legal_status=status, legal_status_on=STATUS_DAY)["ended_on"] == ended


@pytest.mark.parametrize(
    ("kind", "filed", "expires"),
    [
        ("invention", date(2017, 2, 27), date(2037, 2, 27)),
        ("utility_model", date(2017, 2, 27), date(2027, 2, 27)),
        ("design", date(2021, 5, 31), date(2031, 5, 31)),
        ("design", date(2021, 6, 1), date(2036, 6, 1)),
        ("utility_model", date(2016, 2, 29), date(2026, 2, 28)),
    ],
)
def test_the_term_follows_from_type_and_filing_day(kind, filed, expires):
    assert patent(patent_type=kind, filed_on=filed)["expires_on"] == expires


def test_the_type_follows_from_the_number():
    assert patent(application_no="201230746928.0")["patent_type"] == "design"


def test_a_register_that_the_file_does_not_name_is_unstated():
    contract = catalog.contracts()["geographical_indications"]
    columns = {name: ["合江荔枝", "某产品"] if name == "name" else [None, None] for name in contract.fields}
    columns["register"] = ["gi_product", None]
    derive.fill(contract, columns)
    assert columns["register"] == ["gi_product", "unstated"]


def metres(one, other):
    """Distance of two near points."""
    east = (one[0] - other[0]) * cos(radians(one[1])) * 111_320
    return hypot(east, (one[1] - other[1]) * 110_850)


def test_gcj02_lies_480_to_520_metres_off_at_luzhou():
    # Measured between independent boundary files: 0.0035–0.0036° east, 0.0030–0.0036° south.
    lon, lat = datum.gcj02(LUZHOU)
    assert 0.0035 <= lon - LUZHOU[0] <= 0.0036
    assert 0.0030 <= LUZHOU[1] - lat <= 0.0036
    assert 480 < metres(LUZHOU, (lon, lat)) < 520


@pytest.mark.parametrize("point", [LUZHOU, (105.0, 28.0), (106.4, 27.7), (104.07, 30.67)])
def test_the_way_back_from_gcj02_is_exact(point):
    assert metres(datum.gcj02(datum.wgs84(point, "gcj02")), point) < 0.02


def test_tiananmen_is_where_the_formula_in_public_use_puts_it():
    # WGS84 116.404, 39.915 → GCJ-02 116.41024449916938, 39.91640428150164 (the example of coordtransform's README).
    lon, lat = datum.gcj02((116.404, 39.915))
    assert (round(lon, 6), round(lat, 6)) == (116.410244, 39.916404)


def test_a_point_from_baidu_is_moved_twice():
    # BD-09 116.404, 39.915 → GCJ-02 116.39762729119315, 39.90865673957631 (same README).
    assert metres(datum.gcj02(datum.wgs84((116.404, 39.915), "bd09")), (116.39762729, 39.90865674)) < 0.02


def test_points_in_wgs84_stay_where_they_are():
    assert datum.wgs84(LUZHOU, "wgs84") == LUZHOU
