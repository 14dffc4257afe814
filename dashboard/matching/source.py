"""What is matched in a snapshot: listings that are listed, patents in force, open demands; and its index.

A snapshot that an older program published has no index; it is then built in memory, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard import catalog, text, warehouse
from dashboard.catalog import Snapshot
from dashboard.matching import fit, index
from dashboard.matching.fit import DEMAND, LISTING, PATENT, Asked
from dashboard.matching.index import Index, Text

# A city has some tens of thousands in force; of more the newest are matched, so that an index stays small.
MOST_PATENTS = 200_000


@dataclass(frozen=True)
class Offer:
    """A listing, or a patent in force that nobody has listed; `offer` and `price_wan` are the listing's."""

    kind: str
    no: str
    title: str
    abstract: str
    holder: str
    district: str
    chain: str
    ipc: str
    right: str
    offer: str
    price_wan: float | None
    application_no: str

    @property
    def asked(self) -> Asked:
        return Asked(self.title, self.ipc, self.chain, self.district, self.abstract)


@dataclass(frozen=True)
class Demand:
    """A technology that somebody seeks."""

    no: str
    title: str
    description: str
    demander: str
    district: str
    chain: str
    ipc: str
    budget_wan: float | None
    published_on: date | None
    closes_on: date | None
    status: str

    @property
    def asked(self) -> Asked:
        return Asked(self.title, self.ipc, self.chain, self.district, self.description)


_LISTINGS = """
select 'listing' as kind, listing_no as no, title, abstract, holder, district_code as district, industry_code as chain,
       ipc, right_kind as "right", offer, asking_price_wan as price_wan, application_no
from listings
"""
_PATENTS = """
select 'patent' as kind, application_no as no, title, abstract, applicant as holder, district_code as district, chain,
       ipc, patent_type as "right", null as offer, null as price_wan, application_no
from patents
"""
_DEMANDS = """
select demand_no as no, title, description, demander, district_code as district, industry_code as chain, ipc,
       budget_wan, published_on::date as published_on, closes_on::date as closes_on, status
from demands
"""
_LISTED = "status = 'listed' and listed_on <= $as_of and (delisted_on is null or delisted_on > $as_of)"
_IN_FORCE = """
granted_on <= $as_of and (ended_on is null or ended_on > $as_of) and (expires_on is null or expires_on > $as_of)
and not exists (select 1 from listings l where l.application_no = patents.application_no and l.status = 'listed')
"""


def texts(con: warehouse.Connection, as_of: date) -> list[Text]:
    """Everything that can be found, in one order: listings, then patents from the newest, then open demands."""
    statements = (
        (f"select kind, no, title, abstract, ipc, chain, district from ({_LISTINGS} where {_LISTED} order by no)", {}),
        (
            f"select kind, no, title, abstract, ipc, chain, district from ({_PATENTS} where {_IN_FORCE}"
            " order by filed_on desc, no limit $most)",
            {"most": MOST_PATENTS},
        ),
        (
            f"select '{DEMAND}', no, title, description, ipc, chain, district from"
            f" ({_DEMANDS} where status = 'open' order by no)",
            None,
        ),
    )
    found: list[Text] = []
    for sql, values in statements:
        asked = {"as_of": as_of, **values} if values is not None else {}
        found += [Text(*("" if cell is None else cell for cell in row)) for row in warehouse.tuples(con, sql, asked)]
    return found


def index_of(snapshot: Snapshot) -> Index:
    """The snapshot's index, kept in memory for the next question."""
    papers = snapshot.folder / "datapackage.json"
    return _held(str(snapshot.folder), papers.stat().st_mtime_ns)


def has_index(snapshot: Snapshot) -> bool:
    """Whether the index was built when the snapshot was published."""
    return all(name in snapshot.resources for name in index.TABLES)


@lru_cache(maxsize=3)
def _held(folder: str, _published_ns: int) -> Index:
    snapshot = catalog.read_snapshot(Path(folder))
    if has_index(snapshot):
        return index.read(snapshot.folder)
    return index.build(texts(warehouse.open_snapshot(snapshot), snapshot.as_of))


# --- the records behind what was found ------------------------------------------------------------


def offers(con: warehouse.Connection, found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Offer]:
    """{(kind, number): offer}, of those that the snapshot holds."""
    nos = {LISTING: [], PATENT: []}
    for kind, no in found:
        nos[kind].append(no)
    rows = [
        *warehouse.tuples(con, f"{_LISTINGS} where listing_no = any($nos)", {"nos": nos[LISTING]}),
        *warehouse.tuples(con, f"{_PATENTS} where application_no = any($nos)", {"nos": nos[PATENT]}),
    ]
    return {(offer.kind, offer.no): offer for offer in (_record(Offer, row) for row in rows)}


def listed(con: warehouse.Connection, as_of: date) -> tuple[Offer, ...]:
    """Every listing that is listed, the newest first."""
    rows = warehouse.tuples(con, f"{_LISTINGS} where {_LISTED} order by listed_on desc, no desc", {"as_of": as_of})
    return tuple(_record(Offer, row) for row in rows)


def demands(con: warehouse.Connection, nos: Sequence[str] | None = None) -> tuple[Demand, ...]:
    """Demands, open ones first, then the newest."""
    where = "where demand_no = any($nos)" if nos is not None else ""
    order = "order by status <> 'open', published_on desc nulls last, no"
    rows = warehouse.tuples(con, f"{_DEMANDS} {where} {order}", {"nos": list(nos)} if nos is not None else {})
    return tuple(_record(Demand, row) for row in rows)


def pushed(con: warehouse.Connection, *, demand_no: str | None = None, offer_no: str | None = None) -> dict[str, str]:
    """{number of the other side: last day that the snapshot knows of}, of what was pushed for a demand or of an offer."""
    other, mine, no = ("offer_no", "demand_no", demand_no) if demand_no else ("demand_no", "offer_no", offer_no)
    sql = f"select {other}, max(pushed_on)::date::varchar from pushes where {mine} = $no group by 1"
    return dict(warehouse.tuples(con, sql, {"no": no}))


def pushes_within(con: warehouse.Connection) -> set[tuple]:
    """The pushes that the snapshot holds, by their number and by demand, offer and day."""
    rows = warehouse.tuples(con, "select push_no, demand_no, offer_no, pushed_on::date from pushes")
    return {(no,) for no, *_ in rows} | {tuple(what) for _, *what in rows}


def _record(kind: type, row: Sequence[object]) -> Offer | Demand:
    """Words that are not told are empty; amounts and days that are not told stay missing."""
    held = zip(fields(kind), row, strict=True)
    return kind(*("" if value is None and field.type is str else value for field, value in held))


# --- reasons that only the records know -------------------------------------------------------------


def terms_of_offer(offer: Offer, demand: Demand | None) -> list[str]:
    """`open_licence`, `licence`, `within_budget`, `above_budget`: what the offer's terms say to the demand."""
    found = [offer.offer] if offer.offer in ("open_licence", "licence") else []
    if demand and demand.budget_wan is not None and offer.price_wan is not None:
        found.append("within_budget" if offer.price_wan <= demand.budget_wan else "above_budget")
    return found


def best_offers(snapshot: Snapshot, asked: Asked, *, listed_only: bool, most: int = 10) -> tuple[fit.Hit, ...]:
    return fit.best(index_of(snapshot), asked, (LISTING,) if listed_only else (LISTING, PATENT), most=most)


def best_demands(snapshot: Snapshot, asked: Asked, *, most: int = 10) -> tuple[fit.Hit, ...]:
    return fit.best(index_of(snapshot), asked, (DEMAND,), most=most)


def amount(price_wan: float | None, language: str) -> str:
    """`12.5万元`, `CNY 125,000`."""
    if language == "zh":
        return text.quantity(price_wan, catalog.Label("", "万元"), language)
    return text.quantity(None if price_wan is None else price_wan * 10_000, catalog.Label("CNY", "元"), language)
