"""Demonstration listings, demands and pushed matches, with the totals of 2024; listings are of demonstration patents.

Which firm needs what, and which offer was put before it, is invented throughout. It refuses to know about any real
listing, demand or firm.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import calibrate as c
from . import matching_texts, mix
from .ledger import Correction, Ledger, coded, dates, stacked

# Patents and trademarks listed; of 2024 the report says 110 and more. Demands; of 2024 it says 98.
PATENTS_LISTED = {2022: 38, 2023: 70, 2024: 104}
MARKS_LISTED = {2022: 3, 2023: 6, 2024: 9}
DEMANDED = {2022: 46, 2023: 71, 2024: 98}
SEASON = np.array([0.80, 0.45, 1.05, 0.95, 1.10, 1.20, 0.90, 0.95, 1.30, 0.95, 1.20, 1.15])
RIGHTS = ["invention", "utility_model", "design", "trademark"]
TRADEMARK = 3
CLASSES = ["enterprise", "university", "institute", "public_body", "individual"]
# How likely a patent in force is listed, by its type and by the class of its holder.
LISTED_TYPE = np.array([1.0, 0.13, 0.02])
LISTED_CLASS = np.array([0.35, 2.6, 3.0, 0.4, 0.25])
OFFERS = ["transfer", "licence", "open_licence"]
# Of firms, individuals and bodies; of universities and institutes; of marks.
OFFER_SHARE = np.array([[0.68, 0.27, 0.05], [0.40, 0.35, 0.25], [0.72, 0.28, 0.0]])
# Ten thousand yuan in the middle, by kind of right; who names no price is ready to negotiate.
PRICE, NEGOTIABLE = np.array([7.5, 2.4, 1.2, 1.8]), 0.34
BUDGET, NO_BUDGET, NO_IPC, OPEN_ENDED = 22.0, 0.30, 0.28, 0.25
# States that a listing or demand is found in, and how many end in each; ahead of its end it stands in the first.
LISTING_STATES, DEMAND_STATES = ["listed", "contracted", "withdrawn"], ["open", "met", "withdrawn"]
FATES = [0.60, 0.28, 0.12]
STANDING, DONE, WITHDRAWN = range(3)
# Multiples of the city's shares: what firms look for is not what is offered.
WANTED = {"food": 1.7, "energy": 1.6, "building": 1.5, "digital": 1.6, "medicine": 0.7, "nuclear_medicine": 1.5}
CHANNELS = ["platform", "phone", "visit", "roadshow"]
ANSWERS = ["none_yet", "contacted", "negotiating", "contracted", "declined"]
NONE_YET, CONTACTED, NEGOTIATING, CONTRACTED, DECLINED = range(5)
# Day, channel, last answer and days until it; of 2024 the report says 12.
PUSHES = [
    ("2022-06-22", 1, DECLINED, 21), ("2022-09-15", 2, CONTACTED, 12), ("2022-11-24", 1, DECLINED, 30),
    ("2023-03-16", 0, DECLINED, 9), ("2023-05-25", 2, CONTRACTED, 96), ("2023-06-20", 1, CONTACTED, 15),
    ("2023-09-14", 3, NEGOTIATING, 40), ("2023-10-19", 0, DECLINED, 18), ("2023-11-23", 3, CONTACTED, 7),
    ("2023-12-21", 0, CONTACTED, 26),
    ("2024-02-27", 0, CONTACTED, 13), ("2024-03-21", 2, NEGOTIATING, 45), ("2024-04-18", 3, CONTRACTED, 120),
    ("2024-05-16", 0, DECLINED, 22), ("2024-06-06", 3, CONTACTED, 10), ("2024-06-20", 1, DECLINED, 28),
    ("2024-08-15", 2, CONTRACTED, 88), ("2024-09-12", 3, NEGOTIATING, 33), ("2024-09-26", 3, CONTACTED, 14),
    ("2024-10-24", 0, DECLINED, 20), ("2024-11-21", 0, NONE_YET, 0), ("2024-12-12", 2, NONE_YET, 0),
]  # fmt: skip
# One push in so many puts a patent before the firm that nobody has listed.
UNLISTED = 4
# Days that an offer and a demand have been known before somebody puts them together.
BEFORE_PUSH = 20


@dataclass(frozen=True)
class Drawn:
    """Listings or demands in the order of their days, when and how each ends (NaT: not in sight)."""

    columns: dict[str, pa.Array]
    began: np.ndarray
    ended: np.ndarray
    fate: np.ndarray
    known: np.ndarray

    def standing(self, day: np.datetime64) -> np.ndarray:
        """Known for a while on that day, and not ended for a while after it."""
        late = np.where(np.isnat(self.ended), c.FOREVER, self.ended)
        return (self.began + BEFORE_PUSH <= day) & (late > day + BEFORE_PUSH)

    def settle(self, row: int, day: np.datetime64) -> None:
        self.ended[row], self.fate[row] = day, DONE


@dataclass(frozen=True)
class Push:
    """A push of PUSHES with the rows that it puts together: a demand, and a listing or else a patent."""

    day: np.datetime64
    channel: int
    answer: int
    answered: np.datetime64
    demand: int
    listing: int | None
    patent: int | None


def ledgers(patents: Ledger) -> tuple[Ledger, Ledger, Ledger]:
    """Listings, demands and pushes; their numbers are the published ones at every scale that has enough patents."""
    listed, demanded = _listings(patents), _demands()
    pushed = list(_pushed(listed, demanded, patents))
    for push in pushed:
        if push.answer == CONTRACTED:
            demanded.settle(push.demand, push.answered)
            if push.listing is not None:
                listed.settle(push.listing, push.answered)
    return _listing_ledger(listed), _demand_ledger(demanded), _push_ledger(pushed, listed, demanded, patents)


# --- what is offered --------------------------------------------------------------------------


def _listings(patents: Ledger) -> Drawn:
    rng = c.stream("listings")
    both = stacked([_of_patents(patents, rng), _of_marks(rng)])
    order = pa.array(np.argsort(both["listed_on"].to_numpy(zero_copy_only=False), kind="stable"))
    columns = {name: values.take(order) for name, values in both.items()}
    began = columns["listed_on"].to_numpy(zero_copy_only=False).astype("M8[D]")
    columns["listing_no"] = _running_numbers("示例挂牌", began)
    kind = _positions(columns["right_kind"], RIGHTS)
    academic = np.isin(_positions(columns["holder_class"], CLASSES), (1, 2)).astype(int)
    columns["offer"] = coded(OFFERS, c.pick(OFFER_SHARE, np.where(kind == TRADEMARK, 2, academic), rng))
    columns["asking_price_wan"] = _money(PRICE[kind], NEGOTIABLE, rng)
    return Drawn(columns, began, *_ends(began, rng), c.learned_on(began, c.delay(len(began), rng, 4)))


def _of_patents(patents: Ledger, rng: np.random.Generator) -> dict[str, pa.Array]:
    """Patents granted before the year they are listed in, in force at the end of 2024, each once."""
    kind = _positions(patents.columns["patent_type"], RIGHTS)
    weight = LISTED_TYPE[kind] * LISTED_CLASS[_positions(patents.columns["applicant_class"], CLASSES)]
    granted, free = _days(patents, "granted_on"), _in_force(patents)
    rows, months = [], []
    for year, count in PATENTS_LISTED.items():
        possible = weight * free * (granted < np.datetime64(f"{year}-01-01"))
        chosen = c.choose(possible, min(count, np.count_nonzero(possible)), rng)
        free[chosen] = False
        rows.append(rng.permutation(chosen))
        months.append(c.spread({year: len(chosen)}, SEASON, rng))
    taken = {name: patents.columns[name].take(pa.array(np.concatenate(rows))) for name in (
        "title", "abstract", "patent_type", "application_no", "applicant", "applicant_class", "district_code",
        "industry_code", "ipc",
    )}  # fmt: skip
    return {
        "title": taken["title"],
        "abstract": matching_texts.good_for(taken["ipc"], taken["abstract"], rng),
        "right_kind": taken["patent_type"],
        "application_no": taken["application_no"],
        "holder": taken["applicant"],
        "holder_class": taken["applicant_class"],
        **{name: taken[name] for name in ("district_code", "industry_code", "ipc")},
        "listed_on": dates(c.pick_day(np.concatenate(months), c.workdays, rng)),
    }


def _of_marks(rng: np.random.Generator) -> dict[str, pa.Array]:
    listed = c.pick_day(c.spread(MARKS_LISTED, SEASON, rng), c.workdays, rng)
    shares = {"enterprise": np.array([0.8]), "individual": np.array([0.2])}
    owner = mix.draw_holders(shares, np.zeros(len(listed), int), c.year_of(listed), 1, rng)
    nice, symbol = mix.draw_field("nice", owner.industry, rng)
    owned = owner.columns("holder")
    return {
        "title": pa.array([f"示例商标{9000 + n}(第{nice[one]}类)" for n, one in enumerate(symbol, 1)]),
        "abstract": pa.array(
            [f"适用于{mix.industry_names()[one]}类产品，可整体受让或许可使用。" for one in owner.industry]
        ),
        "right_kind": coded(RIGHTS, np.full(len(listed), TRADEMARK)),
        **owned,
        "listed_on": dates(listed),
    }


def _listing_ledger(listed: Drawn) -> Ledger:
    """Of the listings of spring 2024 one in fifteen was entered twice, and the second entry withdrawn when found."""
    count = len(listed.began)
    spring = (listed.began >= np.datetime64("2024-01-01")) & (listed.began < np.datetime64("2024-06-01"))
    twice = np.flatnonzero(spring)[7::15]
    rows = np.concatenate([np.arange(count), twice])
    columns = {name: values.take(pa.array(rows)) for name, values in _with_end(listed, "delisted_on").items()}
    columns["listing_no"] = pc.if_else(
        pa.array(np.arange(len(rows)) < count),
        columns["listing_no"],
        pc.binary_join_element_wise(columns["listing_no"], "2", "/"),
    )
    return Ledger(
        "listings",
        columns,
        dates(listed.known[rows]),
        learned={"delisted_on": dates(_learned(listed)[rows])},
        finish=lambda known, _: _with_state(known, "delisted_on", LISTING_STATES),
        withdrawn_on=dates(np.concatenate([np.full(count, c.NEVER), _found_on(twice)])),
    )


# --- what is looked for -----------------------------------------------------------------------


def _demands() -> Drawn:
    rng = c.stream("demands")
    began = np.sort(c.pick_day(c.spread(DEMANDED, SEASON, rng), c.workdays, rng))
    count = len(began)
    firm = _demanders(began, rng)
    _, symbol = mix.draw_field("ipc", firm.industry, rng)
    columns = {
        "demand_no": _running_numbers("示例需求", began),
        **matching_texts.demanded(symbol, rng),
        **firm.columns("demander"),
        "ipc": coded(mix.fields("ipc")[0], symbol, rng.random(count) < NO_IPC),
        "budget_wan": _money(np.full(count, BUDGET), NO_BUDGET, rng),
        "published_on": dates(began),
        "closes_on": dates(np.where(rng.random(count) < OPEN_ENDED, c.NEVER, began + rng.choice([180, 365, 540], count))),
    }  # fmt: skip
    ended, fate = _ends(began, rng)
    # What nobody has met by the day it closes is taken off the list.
    closes = columns["closes_on"].to_numpy(zero_copy_only=False)
    over = (closes < np.where(np.isnat(ended), c.FOREVER, ended)) & (closes <= c.LAST)
    ended, fate = np.where(over, closes, ended), np.where(over, WITHDRAWN, fate)
    return Drawn(columns, began, ended, fate, c.learned_on(began, c.delay(count, rng, 4)))


def _demanders(began: np.ndarray, rng: np.random.Generator) -> mix.Holders:
    """Firms, more of the industries that look for much: of four firms drawn for each demand the likeliest stays."""
    shares = {"enterprise": np.array([1.0])}
    drawn = mix.draw_holders(shares, np.zeros(4 * len(began), int), np.repeat(c.year_of(began), 4), 1, rng)
    weight = np.array([WANTED.get(code, 1.0) for code in mix.industry_codes()])[drawn.industry]
    waiting = rng.exponential(size=len(weight)) / weight
    return drawn.taken(waiting.reshape(-1, 4).argmin(axis=1) + np.arange(0, len(weight), 4))


def _demand_ledger(demanded: Drawn) -> Ledger:
    """Of demands of the year before the first snapshot's one in nine had no industry until somebody looked it up."""
    since = np.datetime64("2023-07-01")
    rows = np.flatnonzero((demanded.began >= since) & (demanded.began < np.datetime64("2024-06-01")))[4::9]
    unknown = pa.nulls(len(rows), pa.string())
    late = Correction("industry_code", rows, unknown, np.full(len(rows), c.LONG_AGO), _found_on(rows))
    return Ledger(
        "demands",
        _with_end(demanded, "closed_on"),
        dates(demanded.known),
        learned={"closed_on": dates(_learned(demanded))},
        corrections=(late,),
        finish=lambda known, _: _with_state(known, "closed_on", DEMAND_STATES),
    )


# --- what is put together ---------------------------------------------------------------------


def _pushed(listed: Drawn, demanded: Drawn, patents: Ledger) -> list[Push]:
    """Each push takes a demand that nothing was pushed for yet and the nearest offer: same group, else same industry."""
    waiting = np.ones(len(demanded.began), bool)
    free = _in_force(patents)
    pushes = []
    for number, (day, channel, answer, days) in enumerate(PUSHES, 1):
        on = np.datetime64(day)
        demand = int(np.flatnonzero(waiting & demanded.standing(on))[-1 - number % 5])
        waiting[demand] = False
        wanted = demanded.columns["ipc"][demand].as_py(), demanded.columns["industry_code"][demand].as_py()
        if number % UNLISTED:
            listing, patent = _nearest(listed.columns, listed.standing(on), *wanted), None
        else:
            granted = _days(patents, "granted_on")
            known = free & (granted + 150 < on) & (granted + 3000 > on)
            listing, patent = None, _nearest(patents.columns, known, *wanted)
        answered = c.NEVER if answer == NONE_YET else on + days
        pushes.append(Push(on, channel, answer, answered, demand, listing, patent))
    return pushes


def _nearest(columns: dict[str, pa.Array], possible: np.ndarray, ipc: str | None, industry: str | None) -> int:
    """The last technical one of the possible rows: in the same group of the classification, else in the industry."""
    technical = columns["ipc"].is_valid().to_numpy(zero_copy_only=False)
    for near in (_equal(columns["ipc"], ipc), _equal(columns["industry_code"], industry), technical):
        found = np.flatnonzero(possible & technical & near)
        if len(found):
            return int(found[-1])
    raise ValueError("nothing is offered that could be pushed")


def _push_ledger(pushed: Sequence[Push], listed: Drawn, demanded: Drawn, patents: Ledger) -> Ledger:
    """A push is known once the demand and the listing are that it speaks of."""
    days = np.array([push.day for push in pushed])
    demand = pa.array([push.demand for push in pushed])
    numbers, applications = listed.columns["listing_no"], patents.columns["application_no"]
    known = [max(push.day + 3, demanded.known[push.demand],
                 push.day if push.listing is None else listed.known[push.listing]) for push in pushed]  # fmt: skip
    answered = np.array([push.answered for push in pushed])
    columns = {
        "push_no": _running_numbers("示例推送", days),
        "demand_no": demanded.columns["demand_no"].take(demand),
        "offer_no": pa.array([
            (applications[push.patent] if push.listing is None else numbers[push.listing]).as_py() for push in pushed
        ]),
        "offer_kind": pa.array(["patent" if push.listing is None else "listing" for push in pushed]),
        "pushed_on": dates(days),
        "channel": coded(CHANNELS, np.array([push.channel for push in pushed])),
        "answer": coded(ANSWERS, np.array([push.answer for push in pushed])),
        "outcome_on": dates(answered),
        "district_code": demanded.columns["district_code"].take(demand),
        "industry_code": demanded.columns["industry_code"].take(demand),
    }  # fmt: skip
    known_from = np.minimum(np.array(known), c.LAST)
    return Ledger("pushes", columns, dates(known_from), {"outcome_on": dates(answered)}, finish=_with_answer)


def _with_answer(rows: pa.Table, _as_of: object) -> pa.Table:
    """The last answer that is known; where its day is not, there is none yet."""
    answer = rows["answer"].cast(pa.string())
    return rows.append_column("outcome", pc.if_else(rows["outcome_on"].is_valid(), answer, ANSWERS[NONE_YET]))


# --- both sides -------------------------------------------------------------------------------


def _ends(began: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """When each comes off its list, and why; most never do."""
    fate = rng.choice(len(FATES), len(began), p=FATES)
    ended = c.onto_workday(began + rng.integers(60, 420, len(began)))
    return np.where((fate == STANDING) | (ended > c.LAST), c.NEVER, ended), fate


def _with_end(drawn: Drawn, name: str) -> dict[str, pa.Array]:
    """The columns with the day of the end, and how it ended as a working column."""
    return drawn.columns | {name: dates(drawn.ended), "fate": pa.array(drawn.fate)}


def _with_state(rows: pa.Table, end: str, states: list[str]) -> pa.Table:
    """The state that is known: as long as no end is, it stands on the list."""
    fate = np.where(rows[end].is_null().to_numpy(), STANDING, rows["fate"].to_numpy())
    return rows.append_column("status", coded(states, fate))


def _learned(drawn: Drawn) -> np.ndarray:
    """A week after an end the list shows it."""
    return np.maximum(c.learned_on(drawn.ended, np.full(len(drawn.ended), 7)), drawn.known)


def _money(middle: np.ndarray, untold: float, rng: np.random.Generator) -> pa.Array:
    """Ten thousand yuan, to the next thousand."""
    amount = middle * rng.lognormal(0, 0.85, len(middle))
    return pa.array(np.ceil(amount * 10) / 10, mask=rng.random(len(middle)) < untold)


def _in_force(patents: Ledger) -> np.ndarray:
    """Granted, not ended by the last snapshot, and entered right from the beginning."""
    ended = _days(patents, "ended_on")
    sound = ~np.isnat(_days(patents, "granted_on")) & (np.isnat(ended) | (ended > c.LAST))
    for correction in patents.corrections:
        sound[correction.rows] = False
    return sound


def _days(patents: Ledger, name: str) -> np.ndarray:
    return patents.columns[name].to_numpy(zero_copy_only=False).astype("M8[D]")


def _positions(values: pa.Array, codes: list[str]) -> np.ndarray:
    """Each value's position in the list of codes."""
    return pc.index_in(values.cast(pa.string()), pa.array(codes)).to_numpy(zero_copy_only=False).astype(int)


def _equal(values: pa.Array, value: str | None) -> np.ndarray:
    """Where the column has the value; nowhere when there is none."""
    return pc.fill_null(pc.equal(values.cast(pa.string()), value or ""), False).to_numpy(zero_copy_only=False)


def _found_on(rows: np.ndarray) -> np.ndarray:
    """Days between the first and the last snapshot, told by the rows alone: nothing else is drawn differently."""
    return np.datetime64("2024-08-15") + 97 * rows % 130


def _running_numbers(word: str, days: np.ndarray) -> pa.Array:
    """`word`-year-001, 002 … within each year; the days are sorted."""
    year = c.year_of(days)
    number = np.arange(len(year)) - np.searchsorted(year, year) + 1
    return pa.array([f"{word}-{one}-{n:03d}" for one, n in zip(year, number, strict=True)])
