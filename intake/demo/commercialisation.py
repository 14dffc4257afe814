"""Demonstration transfers, licences, patent-intensive products and reviews of stock patents, with the totals of 2024.

Who gave which patent to whom is invented throughout, serial numbers included: no register has issued any so high.
It refuses to know about any real contract, product or institute.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.states import Gap

from . import calibrate as c
from . import mix
from .ledger import Correction, Ledger, coded, dates, stacked
from .patents import check_digit

# Patents transferred or licensed, and patents offered under open licences; those of 2024 are published.
CONVERTED = {2020: 214, 2021: 268, 2022: 341, 2023: 437, 2024: 556}
OFFERED = {2022: 4, 2023: 9, 2024: 16}
KINDS = ["transfer", "licence", "open_licence"]
LICENSED = 0.22
TYPES = ["invention", "utility_model", "design"]
TYPE_SHARE = [[0.66, 0.31, 0.03], [0.47, 0.45, 0.08]]
# From this serial number on, far beyond what offices give in a year.
FIRST_SERIAL = 9_930_000
CLASSES = ["enterprise", "university", "institute", "public_body", "individual"]
# Share of each class among givers, in the first and in the last year.
GIVERS_THEN = np.array([0.55, 0.11, 0.05, 0.02, 0.27])
GIVERS_NOW = np.array([0.46, 0.26, 0.10, 0.02, 0.16])
# Who receives from each class of givers.
RECEIVERS = np.array([
    [0.95, 0.00, 0.01, 0.00, 0.04],
    [0.90, 0.02, 0.04, 0.02, 0.02],
    [0.88, 0.03, 0.05, 0.03, 0.01],
    [0.85, 0.02, 0.10, 0.03, 0.00],
    [0.84, 0.00, 0.00, 0.00, 0.16],
])  # fmt: skip
# From a district to a district, out of the city, into the city.
DIRECTION_SHARE = [0.63, 0.15, 0.22]
# How many contracts stay near: their receivers are matched to givers by district.
NEAR = 0.45
OUTSIDE = len(mix.NOW)
OUTSIDE_NAMES = ["示例市外企业", "示例市外大学", "示例市外研究院", "示例市外机构", "示例市外个人"]
OUTSIDE_HOLDERS = [400, 30, 20, 9, 60]
# Yuan a patent, in the middle, of each class of givers.
PRICE = np.array([38_000, 62_000, 55_000, 30_000, 12_000])
SEASON = np.array([0.80, 0.45, 1.05, 0.90, 0.95, 1.20, 0.90, 0.90, 1.15, 0.95, 1.25, 1.50])

# Products put on file; 205 products of 109 firms with 1,221 patents stand on file at the end of 2024.
PRODUCTS = {2022: 11, 2023: 69, 2024: 125}
FILING_FIRMS, LINKED_PATENTS = 109, 1221

# Batches of each of the 8 institutes that have gone through the 1,753 patents they hold: pool, number, days.
REVIEWS = [
    ("university", 1, ("2022-11-18", "2023-10-20", "2024-05-24", "2024-09-27")),
    ("university", 2, ("2023-06-16", "2024-06-21", "2024-10-18")),
    ("university", 4, ("2024-04-19", "2024-11-15")),
    ("university", 5, ("2023-12-08", "2024-06-28", "2024-12-06")),
    ("university", 6, ("2024-03-29", "2024-08-30")),
    ("institute", 1, ("2023-09-15", "2024-07-12")),
    ("institute", 5, ("2024-05-31", "2024-11-29")),
    ("institute", 7, ("2024-08-16",)),
]
STOCK_PATENTS = 1753
GRADES, GRADE_SHARE = ["grade_a", "grade_b", "grade_c"], np.array([0.17, 0.38, 0.45])


def ledgers() -> tuple[Ledger, Ledger, Ledger]:
    """Their numbers are the published ones at every scale: they do not grow with the registers."""
    return transactions(), products(), reviews()


# --- who gives what to whom -------------------------------------------------------------------


def transactions() -> Ledger:
    """Transfers and licences first, then open licences; each in the order of their days."""
    rng = c.stream("patent_transactions")
    converted = _converted(rng)
    both = stacked([converted, _offered(rng)])
    signed = both["signed_on"].to_numpy(zero_copy_only=False)
    both["application_no"], both["patent_type"] = _patents(both["kind"], c.year_of(signed), rng)
    # Of the contracts of spring 2024 one in twenty-five was recorded twice, and the second entry withdrawn when found.
    spring = (signed >= np.datetime64("2024-01-01")) & (signed < np.datetime64("2024-06-01"))
    twice = np.flatnonzero(spring)[11::25]
    rows = np.concatenate([np.arange(len(signed)), twice])
    columns = {name: values.take(pa.array(rows)) for name, values in both.items()}
    columns["transaction_id"] = pc.if_else(
        pa.array(np.arange(len(rows)) < len(signed)),
        columns["transaction_id"],
        pc.binary_join_element_wise(columns["transaction_id"], "2", "/"),
    )
    return Ledger(
        "patent_transactions",
        columns,
        dates(c.learned_on(signed, c.delay(len(signed), rng, 14))[rows]),
        corrections=(_first_classes(converted),),
        withdrawn_on=dates(np.concatenate([np.full(len(signed), c.NEVER), _found_on(twice)])),
    )


def gaps(rows: pa.Table) -> tuple[Gap, ...]:
    """What licences without a fee say instead; a transfer without a price says nothing."""
    lacking = rows.filter(pc.and_(pc.equal(rows["kind"], "licence"), pc.is_null(rows["amount_cny"])))
    numbers = lacking["transaction_id"].to_pylist()
    return tuple(Gap("patent_transactions", number, "amount_cny", "withheld", "保密") for number in numbers)


def _converted(rng: np.random.Generator) -> dict[str, pa.Array]:
    signed = np.sort(c.pick_day(c.spread(CONVERTED, SEASON, rng), c.workdays, rng))
    year, count = c.year_of(signed), len(signed)
    giver, receiver = _parties(year, rng)
    direction = rng.choice(3, count, p=DIRECTION_SHARE)
    goes_out, comes_in = direction == 1, direction == 2
    nobody_knows = rng.random(count) < mix.MISSING_DISTRICT
    where = np.where(goes_out, giver.district, receiver.district)
    kind = (rng.random(count) < LICENSED).astype(int)
    return {
        "transaction_id": _running_numbers("示例转化", year),
        "kind": coded(KINDS, kind),
        **_party("from", giver, comes_in, rng),
        **_party("to", receiver, goes_out, rng, nobody_knows & ~goes_out),
        "district_code": coded(mix.district_codes(), where, nobody_knows & ~goes_out),
        "industry_code": coded(mix.industry_codes(), receiver.industry, receiver.no_industry),
        "signed_on": dates(signed),
        "amount_cny": _amounts(giver.class_index, kind, rng),
    }


def _offered(rng: np.random.Generator) -> dict[str, pa.Array]:
    """Open licences are declared by owners in the city and have no receiver yet."""
    signed = np.sort(c.pick_day(c.spread(OFFERED, SEASON, rng, noise=0.3), c.workdays, rng))
    year, count = c.year_of(signed), len(signed)
    owner = mix.draw_holders(_shares(np.array([[0.15, 0.6, 0.2, 0, 0.05]])), np.zeros(count, int), year, 1, rng)
    return {
        "transaction_id": _running_numbers("示例开放许可", year),
        "kind": coded(KINDS, np.full(count, 2)),
        **_party("from", owner, np.zeros(count, bool), rng),
        "district_code": coded(mix.district_codes(), owner.district),
        "industry_code": coded(mix.industry_codes(), owner.industry),
        "signed_on": dates(signed),
    }


def _parties(year: np.ndarray, rng: np.random.Generator) -> tuple[mix.Holders, mix.Holders]:
    """Giver and receiver of each contract; the class of the one decides that of the other."""
    drift = ((np.arange(year.min(), year.max() + 1) - year.min()) / max(np.ptp(year), 1))[:, None]
    givers = _shares((1 - drift) * GIVERS_THEN + drift * GIVERS_NOW)
    giver = mix.draw_holders(givers, year - year.min(), year, 1, rng)
    receiver = mix.draw_holders(_shares(RECEIVERS), giver.class_index, year, 1, rng)
    # Sorted by district on both sides, near contracts mostly stay in one.
    near = np.flatnonzero(rng.random(len(year)) < NEAR)
    there, here = (near[np.lexsort((p.district[near], giver.class_index[near]))] for p in (receiver, giver))
    order = np.arange(len(year))
    order[here] = there
    # Nobody gives to himself: such receivers change places with the next ones.
    receiver = receiver.taken(order)
    same = np.flatnonzero((giver.class_index == receiver.class_index) & (giver.name_index == receiver.name_index))
    order = np.arange(len(year))
    order[same], order[same - 1] = same - 1, same
    return giver, receiver.taken(order)


def _shares(rows: np.ndarray) -> dict[str, np.ndarray]:
    """Weights of the classes in every group, as `mix.draw_holders` takes them."""
    return dict(zip(CLASSES, rows.T, strict=True))


def _party(
    side: str, holders: mix.Holders, is_outside: np.ndarray, rng: np.random.Generator, unknown: np.ndarray | None = None
) -> dict[str, pa.Array]:
    """Name, class and place of one side; those outside the city have names of their own."""
    size = np.array(OUTSIDE_HOLDERS)[holders.class_index]
    number = (rng.random(len(size)) ** 2 * size).astype(int) + 1
    elsewhere = [f"{OUTSIDE_NAMES[k]}{n:03d}" for k, n in zip(holders.class_index, number, strict=True)]
    return {
        f"{side}_holder": pc.if_else(
            pa.array(is_outside), pa.array(elsewhere), holders.names.take(pa.array(holders.name_index))
        ),
        f"{side}_class": coded(CLASSES, holders.class_index),
        f"{side}_place": coded(
            [*mix.district_codes(), "outside"], np.where(is_outside, OUTSIDE, holders.district), unknown
        ),
    }


def _amounts(giver: np.ndarray, kind: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """To the next hundred yuan; a licence costs less than a patent, and one in seven is not told, a transfer in twenty."""
    amount = PRICE[giver] * np.where(kind == 1, 0.35, 1) * rng.lognormal(0, 0.9, len(giver))
    untold = rng.random(len(giver)) < np.where(kind == 1, 0.14, 0.05)
    return pa.array(np.ceil(amount / 100) * 100, mask=untold)


def _patents(kind: pa.Array, year: np.ndarray, rng: np.random.Generator) -> tuple[pa.Array, pa.Array]:
    """Number and type of each patent, all different; it was filed two to eight years before it changed hands."""
    licensed = pc.not_equal(kind, "transfer").to_numpy(zero_copy_only=False).astype(int)
    type_index = c.pick(np.array(TYPE_SHARE), licensed, rng).astype("int64")
    filed = year - rng.integers(2, 9, len(year))
    number = (filed * 10 + type_index + 1) * 10_000_000 + FIRST_SERIAL + rng.permutation(len(year)) * 7
    checks = pa.array(list("0123456789X")).take(pa.array(check_digit(number)))
    words = pc.binary_join_element_wise(pc.cast(pa.array(number), pa.string()), checks, ".")
    return words, coded(TYPES, type_index)


def _first_classes(converted: dict[str, pa.Array]) -> Correction:
    """Of recent contracts of institutes one in five stood under universities, until somebody compared."""
    signed = converted["signed_on"].to_numpy(zero_copy_only=False)
    institutes = pc.equal(converted["from_class"], "institute").to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(institutes & (signed >= np.datetime64("2023-07-01")))[3::5]
    shown = pa.array(["university"] * len(rows))
    return Correction("from_class", rows, shown, np.full(len(rows), c.LONG_AGO), _found_on(rows))


def _found_on(rows: np.ndarray) -> np.ndarray:
    """Days between the first and the last snapshot, told by the rows alone: nothing else is drawn differently."""
    return np.datetime64("2024-08-15") + 97 * rows % 130


def _running_numbers(word: str, year: np.ndarray) -> pa.Array:
    """`word`-year-1, 2, 3 … within each year; the years are sorted."""
    number = np.arange(len(year)) - np.searchsorted(year, year) + 1
    return pa.array([f"{word}-{one}-{n:04d}" for one, n in zip(year, number, strict=True)])


# --- products ---------------------------------------------------------------------------------


def products() -> Ledger:
    """Every firm files one product, some file more; filings that came in late were entered with fewer patents first."""
    rng = c.stream("patent_products")
    filed = np.sort(c.pick_day(c.spread(PRODUCTS, SEASON, rng), c.workdays, rng))
    count = len(filed)
    pool = mix.pools(1)["enterprise"]
    size = pool.size.ravel()
    standing = np.concatenate([np.arange(one) for one in size])
    chosen = c.choose(np.repeat(size**0.5, size) / (standing + 2.0), FILING_FIRMS, rng)
    firm = rng.permutation(np.concatenate([chosen, rng.choice(chosen, count - FILING_FIRMS)]))
    district, industry = np.divmod(np.searchsorted(np.cumsum(pool.size), firm, side="right"), pool.size.shape[1])
    linked = 1 + c.apportion(LINKED_PATENTS - count, rng.lognormal(0, 0.9, count))
    columns = {
        "product_id": _running_numbers("示例备案", c.year_of(filed)),
        "product": pa.array([f"示例产品{n:04d}" for n in range(1, count + 1)]),
        "firm": pa.DictionaryArray.from_arrays(pa.array(firm.astype("int32")), pa.array(pool.names())),
        "district_code": coded(mix.district_codes(), district),
        "industry_code": coded(mix.industry_codes(), industry, rng.random(count) < mix.MISSING_INDUSTRY),
        "filed_on": dates(filed),
        "linked_patents": pa.array(linked),
    }
    rows = np.flatnonzero((filed >= np.datetime64("2023-10-01")) & (linked > 4))[2::9]
    fewer = Correction(
        "linked_patents", rows, pa.array(linked[rows] - 2), np.full(len(rows), c.LONG_AGO), _found_on(rows)
    )
    known_from = c.learned_on(filed, c.delay(count, rng, 10))
    return Ledger("patent_products", columns, dates(known_from), corrections=(fewer,))


# --- reviews ----------------------------------------------------------------------------------


def reviews() -> Ledger:
    """Pilots since 2022, most batches in 2024; of each batch about a sixth is graded A."""
    rng = c.stream("stock_reviews")
    batches = sorted((day, kind, number) for kind, number, days in REVIEWS for day in days)
    days = np.array([day for day, *_ in batches], "M8[D]")
    kinds = [kind for _, kind, _ in batches]
    pools = mix.pools(1)
    reviewed = c.apportion(STOCK_PATENTS, np.where(np.array(kinds) == "university", 3.0, 1.0) * rng.lognormal(0, 0.35, len(days)))  # fmt: skip
    grades = np.array([c.apportion(int(n), GRADE_SHARE * rng.lognormal(0, 0.2, 3)) for n in reviewed])
    columns = {
        "review_id": _running_numbers("示例盘点", c.year_of(days)),
        "institute": pa.array([pools[kind].names()[number - 1] for _, kind, number in batches]),
        "institute_class": pa.array(kinds),
        "district_code": pa.array([_district(pools[kind], number) for _, kind, number in batches]),
        "reviewed_on": dates(days),
        "patents_reviewed": pa.array(reviewed),
        **{name: pa.array(grades[:, place]) for place, name in enumerate(GRADES)},
    }
    return Ledger("stock_reviews", columns, dates(c.learned_on(days, c.delay(len(days), rng, 12))))


def _district(pool: mix.Pool, number: int) -> str:
    """Where the pool has the holder of that number."""
    last = pool.first[:, 0] + pool.size[:, 0]
    return mix.district_codes()[int(np.searchsorted(last, number))]
