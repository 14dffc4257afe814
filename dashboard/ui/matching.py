"""Matching on a page: what is sought, or offered, or written down, and what fits it best, each with its reasons.

What is asked stands in the address by its number, so that a link finds the same. Offers come from the whole city and
beyond: what fits does not stop at a district's border, so the filters of the page narrow only the choice of demands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import catalog, text, warehouse
from dashboard.matching import alike, fit, source, terms
from dashboard.matching.fit import DEMAND, LISTING, PATENT, Asked, Hit
from dashboard.matching.source import Demand, Offer
from dashboard.scope import Scope
from dashboard.ui import pushing
from dashboard.ui.frame import language, say, view
from dashboard.ui.linking import plain

KEY = "matching"
OFFER, WORDS = "offer", "words"
MODES = {DEMAND: text.phrase("For a demand"), OFFER: text.phrase("For an offer"), WORDS: text.phrase("In my own words")}
READ = ("demands", "listings", "patents")
# Hits are looked through for those that say nearly the same; rows shown at first, and on demand.
LOOKED_THROUGH, SHOWN, SHOWN_AT_MOST = 40, 6, 12
LONGEST_EXCERPT = 150
LONGEST_WORDS = 500
REASONS = {
    "subclass": text.phrase("same IPC subclass {ipc}"),
    "class": text.phrase("same IPC class {ipc_class}"),
    "chain": text.phrase("same chain {chain}"),
    "district": text.phrase("same district {district}"),
    "open_licence": text.phrase("open licence, for anyone on the terms stated"),
    "licence": text.phrase("licence on offer"),
    "within_budget": text.phrase("price within the budget of {budget}"),
    "above_budget": text.phrase("price above the budget of {budget}"),
}


@dataclass(frozen=True)
class Question:
    """What is asked, and the record that asks it: a demand, an offer, or neither for words of the reader's own."""

    asked: Asked
    demand: Demand | None = None
    offer: Offer | None = None


def matching(scope: Scope) -> None:
    """Choose a demand, an offer or words, and read what fits; record what was put before a demander."""
    snapshot = view().snapshot
    if not any(name in snapshot.resources for name in READ):
        return
    con = warehouse.open_snapshot(snapshot)
    with st.container(border=True, gap="small"):
        mode, listed_only = _controls()
        question = _CHOICES[mode](con, scope)
        if not source.has_index(snapshot):
            st.caption(say("This snapshot was published without an index; it was built for this session."))
        if question is None:
            return
        if question.offer:
            _fitting_demands(con, question)
        else:
            _fitting_offers(con, question, listed_only)
        _method()
    pushing.recorded(con)


# --- what is asked ------------------------------------------------------------------------------


def _controls() -> tuple[str, bool]:
    """Which way round is asked, and whether only listed offers count."""
    told = next((mode for mode in MODES if mode in st.query_params), DEMAND)
    st.session_state.setdefault(f"{KEY}.mode", told)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.markdown(f"**{say('What fits')}**", width="content")
        mode = st.segmented_control(
            say("Asked"), list(MODES), format_func=lambda m: say(MODES[m]), key=f"{KEY}.mode", required=True,
            label_visibility="collapsed", width="content", on_change=_forget_address,
        )  # fmt: skip
        listed_only = mode != OFFER and st.toggle(
            say("Listed offers only"), key=f"{KEY}.listed", persist_state="session",
            help=say("Off: all patents in force as well, also those that nobody has put on offer."),
        )  # fmt: skip
    return mode, listed_only


def _forget_address() -> None:
    for word in MODES:
        if word in st.query_params and word != st.session_state[f"{KEY}.mode"]:
            del st.query_params[word]


def _of_a_demand(con: warehouse.Connection, scope: Scope) -> Question | None:
    held = {demand.no: demand for demand in source.demands(con)}
    asked = st.query_params.get(DEMAND)
    narrowed = {no: d for no, d in held.items() if no == asked or _in_scope(d, scope)}
    no = _choice(DEMAND, narrowed, say("Demand"), {no: _demand_named(d) for no, d in narrowed.items()})
    if no is None:
        st.caption(say("No demand in this scope."))
        return None
    demand = held[no]
    _told_of(demand.description, _facts_of_demand(demand))
    return Question(demand.asked, demand=demand)


def _in_scope(demand: Demand, scope: Scope) -> bool:
    return (not scope.districts or demand.district in scope.districts) and (
        not scope.industries or demand.chain in scope.industries
    )


def _of_an_offer(con: warehouse.Connection, scope: Scope) -> Question | None:
    held = {offer.no: offer for offer in source.listed(con, view().snapshot.as_of)}
    asked = st.query_params.get(OFFER)
    if asked and asked not in held:
        # A patent that nobody has listed comes from a link.
        held |= {no: offer for (_, no), offer in source.offers(con, [(PATENT, asked)]).items()}
    no = _choice(OFFER, held, say("Offer"), {no: f"{o.title} · {o.holder} · {no}" for no, o in held.items()})
    if no is None:
        st.caption(say("This snapshot holds no offer that is listed."))
        return None
    offer = held[no]
    _told_of(offer.abstract, _facts_of_offer(offer))
    return Question(offer.asked, offer=offer)


def _of_words(con: warehouse.Connection, scope: Scope) -> Question | None:
    st.session_state.setdefault(f"{KEY}.{WORDS}", st.query_params.get(WORDS, ""))
    words = st.text_area(
        say("What is sought, in Chinese"), key=f"{KEY}.{WORDS}", max_chars=LONGEST_WORDS, height=80,
        placeholder=say("e.g. recover the heat of distillation, save steam"), on_change=_keep, args=(WORDS,),
    )  # fmt: skip
    if not len(terms.of(words)):
        st.caption(say("Write a few words, and the offers that fit them stand here."))
        return None
    return Question(Asked(words))


_CHOICES = {DEMAND: _of_a_demand, OFFER: _of_an_offer, WORDS: _of_words}


def _choice(word: str, held: Mapping[str, object], label: str, names: Mapping[str, str]) -> str | None:
    """A box to search in; the one chosen. The address says which, else the first is."""
    if not held:
        return None
    asked, key = st.query_params.get(word), f"{KEY}.{word}"
    st.session_state[key] = asked if asked in held else next(iter(held))
    return st.selectbox(label, list(held), format_func=names.get, key=key, on_change=_keep, args=(word,))


def _keep(word: str) -> None:
    value = st.session_state[f"{KEY}.{word}"]
    if value:
        st.query_params[word] = value
    elif word in st.query_params:
        del st.query_params[word]


# --- what fits ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A hit as it is told, and the pair that a push of it would put together."""

    hit: Hit
    title: str
    body: str
    facts: str
    reasons: str
    offer: Offer
    demand: Demand | None


def _fitting_offers(con: warehouse.Connection, question: Question, listed_only: bool) -> None:
    hits = source.best_offers(view().snapshot, question.asked, listed_only=listed_only, most=LOOKED_THROUGH)
    offers = source.offers(con, [(hit.kind, hit.no) for hit in hits])
    demand = question.demand
    earlier = source.pushed(con, demand_no=demand.no) if demand else {}
    found = []
    for hit in hits:
        offer = offers[hit.kind, hit.no]
        reasons = [*hit.reasons, *source.terms_of_offer(offer, demand)]
        said = _reasons_told(reasons, offer.ipc, offer.chain, offer.district, demand)
        found.append(Found(hit, offer.title, offer.abstract, _facts_of_offer(offer), said, offer, demand))
    if found:
        _shown(found, earlier, pushing.recorder() if demand else None)
    else:
        _none(listed_only)


def _fitting_demands(con: warehouse.Connection, question: Question) -> None:
    offer = question.offer
    hits = source.best_demands(view().snapshot, question.asked, most=LOOKED_THROUGH)
    demands = {demand.no: demand for demand in source.demands(con, [hit.no for hit in hits])}
    found = []
    for hit in hits:
        demand = demands[hit.no]
        reasons = [*hit.reasons, *source.terms_of_offer(offer, demand)]
        said = _reasons_told(reasons, demand.ipc, demand.chain, demand.district, demand)
        found.append(Found(hit, demand.title, demand.description, _facts_of_demand(demand), said, offer, demand))
    if found:
        _shown(found, source.pushed(con, offer_no=offer.no), pushing.recorder())
    else:
        st.caption(say("No open demand fits this offer well enough to be named."))


def _shown(found: Sequence[Found], earlier: Mapping[str, str], recorder: pushing.Recorder | None) -> None:
    """The best as rows, each with those that say nearly the same beneath it; on demand more rows."""
    groups = alike.gathered([f"{one.title} {one.body}" for one in found])
    most = SHOWN_AT_MOST if st.session_state.get(f"{KEY}.more") else SHOWN
    for rank, group in enumerate(groups[:most], start=1):
        first = found[group.first]
        words, act = _row(rank, first, recorder is not None)
        with words:
            _alike([found[place] for place in group.others], earlier, recorder)
        with act:
            _push(first, earlier, recorder)
    if (more := min(len(groups), SHOWN_AT_MOST) - most) > 0:
        st.button(say("Show {count} more", count=more), key=f"{KEY}.show", on_click=_more)


def _more() -> None:
    st.session_state[f"{KEY}.more"] = True


def _alike(found: Sequence[Found], earlier: Mapping[str, str], recorder: pushing.Recorder | None) -> None:
    if not found:
        return
    with st.popover(say("{count} more much like it", count=len(found)), type="tertiary"):
        for one in found:
            st.markdown(f"**{one.hit.score}** {plain(one.title)}")
            st.caption(one.facts)
            _push(one, earlier, recorder)


def _push(found: Found, earlier: Mapping[str, str], recorder: pushing.Recorder | None) -> None:
    if recorder:
        pushing.button(recorder, found.demand, found.offer, earlier.get(found.hit.no))


def _none(listed_only: bool) -> None:
    """No match is an answer: it says so, and what may help."""
    with st.container(height=120, border=False, horizontal_alignment="center", vertical_alignment="center"):
        st.markdown(say("No good match: nothing shares enough with it."), text_alignment="center")
        wider = say("Turn off “listed offers only” to look through all patents in force.")
        st.caption(
            wider if listed_only else say("Other words for the same thing may find more."), text_alignment="center"
        )


def _row(rank: int, found: Found, with_button: bool) -> tuple[DeltaGenerator, DeltaGenerator]:
    """One hit as a row; returns the places beneath its words and for its button."""
    hit = found.hit
    score, words, act = st.columns([1.1, 7, 1.4] if with_button else [1.1, 8.3, 0.1], vertical_alignment="top")
    with score, st.container(gap=None):
        st.markdown(f"**{hit.score}** :small[{hit.in_words(language())}]")
        st.progress(hit.score / 100)
    inner = words.container(gap="xxsmall")
    with inner:
        st.markdown(f"{rank}. **{_marked(found.title, hit)}**")
        st.caption(found.facts)
        if found.body:
            st.markdown(f":small[{_marked(_excerpt(found.body, hit), hit)}]")
        shared = fit.shared(f"{found.title} {found.body}", hit.weights)
        told = " · ".join(f"{plain(word.word)} {word.share}%" for word in shared)
        said = [say("Shares {words}", words=told) if told else "", found.reasons]
        st.markdown(f":small[{' · '.join(filter(None, said))}]")
    return inner, act


def _marked(told: str, hit: Hit) -> str:
    """A text with the stretches marked that were asked for."""
    shown, place = "", 0
    for span in terms.spans(told, hit.weights):
        shown += f"{plain(told[place : span.start])}:primary-background[{plain(told[span.start : span.end])}]"
        place = span.end
    return shown + plain(told[place:])


def _excerpt(body: str, hit: Hit) -> str:
    """The part of a long text where most of what is shared stands."""
    if len(body) <= LONGEST_EXCERPT:
        return body
    spans = terms.spans(body, hit.weights)
    starts = [max(0, span.start - 10) for span in spans] or [0]

    def within(start: int) -> float:
        return sum(s.weight for s in spans if start <= s.start and s.end <= start + LONGEST_EXCERPT)

    start = max(starts, key=lambda at: (within(at), -at))
    end = start + LONGEST_EXCERPT
    return f"{'…' if start else ''}{body[start:end]}{'…' if end < len(body) else ''}"


def _method() -> None:
    with st.popover(say("How the score is reached"), type="tertiary"):
        st.markdown(
            say(
                "Every character and pair of neighbouring characters weighs by how rare it is among all offers and "
                "demands (BM25). The score is the share of that weight which both texts have, out of 100 for texts "
                "that share as much as a good match does. The same IPC class adds 15%, the same subclass 30%, the same "
                "chain 10%, the same district 5%. Below {least} nothing is named. Price and licence are told and never "
                "counted. A score says that words agree, not that the technology works: read before you push.",
                least=fit.GOOD_ENOUGH,
            )
        )
        st.markdown(say("What shares half of its words with a better match stands beneath it."))


# --- words --------------------------------------------------------------------------------------


def _reasons_told(reasons: list[str], ipc: str, chain: str, district: str, demand: Demand | None) -> str:
    values = {
        "ipc": ipc[:4],
        "ipc_class": ipc[:3],
        "chain": _name("industries", chain),
        "district": _name("districts", district),
        "budget": source.amount(demand.budget_wan if demand else None, language()),
    }
    return " · ".join(
        f":primary[✓ {_reason(r, values)}]" if r != "above_budget" else f"△ {_reason(r, values)}" for r in reasons
    )


def _reason(reason: str, values: Mapping[str, str]) -> str:
    return plain(say(REASONS[reason], **values))


def _name(codes: str, code: str) -> str:
    return catalog.word_of(catalog.code_list(codes), code, language())


def _coded(dataset: str, field: str, code: str) -> str:
    return catalog.word_of(catalog.contracts()[dataset].fields[field].codes, code, language())


def _demand_named(demand: Demand) -> str:
    state = "" if demand.status == "open" else f"[{_coded('demands', 'status', demand.status)}] "
    return " · ".join(filter(None, [f"{state}{demand.title}", demand.demander, _name("districts", demand.district)]))


def _told_of(body: str, facts: str) -> None:
    with st.container(gap=None):
        st.markdown(f":small[{plain(body)}]") if body else None
        st.caption(facts)


def _facts_of_demand(demand: Demand) -> str:
    budget = say("budget {amount}", amount=source.amount(demand.budget_wan, language())) if demand.budget_wan else ""
    closes = say("open until {day}", day=text.day(demand.closes_on, language())) if demand.closes_on else ""
    facts = [
        _coded("demands", "status", demand.status), demand.demander, _name("districts", demand.district),
        _name("industries", demand.chain), demand.ipc, budget, closes, demand.no,
    ]  # fmt: skip
    return " · ".join(plain(fact) for fact in facts if fact)


def _facts_of_offer(offer: Offer) -> str:
    """A listing says on which terms it is offered; a patent, that nobody has listed it."""
    dataset, field = ("listings", "right_kind") if offer.kind == LISTING else ("patents", "patent_type")
    price = source.amount(offer.price_wan, language()) if offer.price_wan is not None else say("price negotiable")
    on_offer = [_coded("listings", "offer", offer.offer), price] if offer.kind == LISTING else [say("not listed")]
    facts = [
        _coded(dataset, field, offer.right), offer.holder, _name("districts", offer.district),
        _name("industries", offer.chain), offer.ipc, *on_offer, offer.no,
    ]  # fmt: skip
    return " · ".join(plain(fact) for fact in facts if fact)
