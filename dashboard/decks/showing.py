"""A deck and a snapshot → what the deck shows: every number asked once, then frozen.

A view that cannot be shown becomes a `Broken` in its place, and the rest still presents.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

from dashboard import answers, captions, catalog, metrics, queries, sandbox, text
from dashboard.catalog import Label, Shelf, Snapshot
from dashboard.decks import explored
from dashboard.decks.deck import Deck, ScopeWords, Slide, View
from dashboard.decks.shown import Broken, Cards, Definition, DistrictMap, Figure, ShownDeck, ShownSlide, ShownView
from dashboard.queries import Metric, Query
from dashboard.scope import Scope, default_scope, from_link, last_complete_month, month_end, months_later
from dashboard.sentences import telling
from dashboard.sentences.sentence import Sentence
from dashboard.text import say

Progress = Callable[[int, int], None]
# Folders of queries that have no page of their own.
PAGES = {
    "indications": "trademarks",
    "profiles": "",
    "about": "about",
    "quality": "quality",
    "saved": "sql",
    "why": "why",
}


def show(
    deck: Deck,
    shelf: Shelf,
    snapshot: Snapshot,
    language: str,
    *,
    words: ScopeWords | None = None,
    progress: Progress | None = None,
) -> ShownDeck:
    """The deck on the snapshot. `words` of a link hold for every slide, above what deck and slides say; `progress` is
    told (slides shown, slides in all)."""
    slides = []
    for number, slide in enumerate(deck.slides, 1):
        slides.append(show_slide(deck, slide, shelf, snapshot, language, words=words))
        if progress:
            progress(number, len(deck.slides))
    return ShownDeck(deck, snapshot, language, deck.title(language), tuple(slides), _footer(snapshot, language))


def show_slide(
    deck: Deck,
    slide: Slide,
    shelf: Shelf,
    snapshot: Snapshot,
    language: str,
    *,
    words: ScopeWords | None = None,
) -> ShownSlide:
    """One slide of the deck; with `words`, in another scope than its own (“and Luxian?”)."""
    scope = scope_of(deck, slide, shelf, snapshot, language, words=words)
    views = tuple(_view(view, snapshot, scope) for view in slide.views)
    told = tuple(_metrics_of(slide, views))
    complete = [metrics.complete_through(snapshot, metric) for metric in told]
    complete += [view.complete_through for view in views if isinstance(view, Figure) and "until" in view.query.params]
    datasets = dict.fromkeys([d for m in told for d in m.reads] + [d for q in _queries(views) for d in q.datasets])
    return ShownSlide(
        slide=slide,
        number=1 + next(n for n, one in enumerate(deck.slides) if one.id == slide.id),
        title=slide.title(language),
        findings=_findings(slide, snapshot, scope),
        views=views,
        scope=scope,
        scope_sentence=captions.scope_sentence(scope, narrowable=_is_placed(told, views)),
        notes=slide.notes(language) if slide.notes else "",
        questions=tuple(question(language) for question in slide.questions),
        definitions=tuple(_definitions(told, views, language)),
        sources=tuple(captions.sources(snapshot, datasets, language)),
        incomplete=min([day for day in complete if day < scope.until], default=None),
        page=page_of(slide),
        link=scope.link(default_scope(snapshot)) | _asked(slide),
    )


# --- the scope ----------------------------------------------------------------------------------


def scope_of(
    deck: Deck, slide: Slide, shelf: Shelf, snapshot: Snapshot, language: str, *, words: ScopeWords | None = None
) -> Scope:
    """The scope that a slide is shown in: what `words` say, else what the slide says, else the deck."""
    said = {**_own_period(deck.scope, slide.scope), **slide.scope, **(words or {})}
    if {"since", "until"} & set(words or {}):
        said.pop("period", None)
    period = next(iter(said.pop("period", ())), None)
    if period:
        since, until = span(period, snapshot)
        said |= {"since": (f"{since:%Y-%m}",), "until": (f"{until:%Y-%m}",)}
    scope, _ = from_link({**said, "snapshot": (snapshot.id,), "lang": (language,)}, shelf)
    return scope


def _own_period(deck: ScopeWords, slide: ScopeWords) -> dict[str, tuple[str, ...]]:
    """The deck's words; without its period where the slide sets one, in whichever way."""
    told = {"period", "since", "until"}
    return {word: said for word, said in deck.items() if not (told & set(slide) and word in told)}


# {relative period: months of the block that was last over}
BLOCKS = {"last_month": 1, "last_quarter": 3, "half_year": 6, "last_year": 12}


def span(period: str, snapshot: Snapshot) -> tuple[date, date]:
    """The months that a relative period means on a snapshot, first to last day.

    A block that is over ends by the snapshot's day: on a day of August the half year is January to June.
    """
    last = month_end(snapshot.as_of)
    if period in BLOCKS:
        return _last_block(last_complete_month(snapshot.as_of), BLOCKS[period])
    if period == "last_12_months":
        return months_later(last, -11), last
    edition = _edition(snapshot) if period == "expo" else None
    return (edition.since.date(), edition.until.date()) if edition else (date(last.year, 1, 1), last)


def _last_block(over: date, months: int) -> tuple[date, date]:
    """The last of a year's equal blocks of months that is over by the end of that month."""
    ended = over.month // months * months
    end = date(over.year, ended, 1) if ended else date(over.year - 1, 12, 1)
    return months_later(end, 1 - months), month_end(end)


def _edition(snapshot: Snapshot):  # noqa: ANN202 - a row of expo/editions
    """The edition of the expo that is looked at first: the latest held that has counts."""
    found = answers.rows(snapshot, "expo/editions", default_scope(snapshot))
    held = [row for row in found.itertuples() if not text.is_missing(row.edition)]
    return next((row for row in held if row.is_default), held[-1] if held else None)


# --- views --------------------------------------------------------------------------------------


def _view(view: View, snapshot: Snapshot, scope: Scope) -> ShownView:
    if view.query:
        return _figure(view, snapshot, scope)
    if view.explore:
        return explored.figure(view.explore, snapshot, scope)
    unknown = [name for name in (*view.metrics, *filter(None, [view.map])) if name not in queries.metrics()]
    if unknown:
        en = f"there is no metric {unknown[0]!r} any more; take it off the slide or restore its file"
        return Broken(unknown[0], Label(en, f"已没有指标“{unknown[0]}”，请从本页移除或恢复其文件"))
    return _map(view.map, snapshot, scope) if view.map else _cards(view.metrics, snapshot, scope)


def _figure(view: View, snapshot: Snapshot, scope: Scope) -> ShownView:
    if view.query not in queries.query_names():
        en = f"there is no query {view.query!r} any more; take it off the slide or restore its file"
        return Broken(view.query, Label(en, f"已没有查询“{view.query}”，请从本页移除或恢复其文件"))
    try:
        query = queries.load_query(view.query)
        title = query.title(scope.language)
        if absent := answers.missing(query, snapshot):
            return Broken(title, _not_held(absent))
        rows = answers.rows(snapshot, view.query, scope, **_options(view, query, snapshot))
    except queries.HeaderError as error:
        return Broken(view.query, Label(str(error), f"查询文件头有误：{error}"))
    except sandbox.Refusal as refusal:
        return Broken(view.query, Label(refusal.refused.told("en"), refusal.refused.told("zh")))
    note = query.note(scope.language) if query.note else None
    caption = captions.window(query, scope, snapshot)
    return Figure(query, rows, scope, title, caption, answers.complete(query, snapshot), note)


def _not_held(absent: list[str]) -> Label:
    names = [catalog.contracts()[name].label for name in absent]
    said = (
        say("This snapshot holds no {datasets}.", spoken, datasets=text.listing([n(spoken) for n in names], spoken))
        for spoken in ("en", "zh")
    )
    return Label(*said)


def _options(view: View, query: Query, snapshot: Snapshot) -> Mapping[str, object]:
    """The query's own values; an edition that is not said is the latest held."""
    said = {name: value for name, value in view.options.items() if name in query.params}
    if "edition" in query.params and said.get("edition", "latest") == "latest":
        row = _edition(snapshot)
        said["edition"] = int(row.edition) if row else None
    return said


def _cards(names: tuple[str, ...], snapshot: Snapshot, scope: Scope) -> Cards:
    readings = tuple(metrics.read(snapshot, names, scope).values())
    spoken = scope.language
    told = tuple(captions.value_words(r, snapshot, r.metric.unit, spoken) for r in readings)
    compared = text.comparison_name(scope.compare, spoken)
    parts = [text.period(scope.since, scope.until, spoken), compared, say("Snapshot {id}", spoken, id=snapshot.id)]
    parts += [say("Demonstration data", spoken)] if snapshot.is_demonstration else []
    return Cards(readings, told, scope, say("Key figures", spoken), " · ".join(filter(None, parts)))


def _map(name: str, snapshot: Snapshot, scope: Scope) -> ShownView:
    metric = queries.metrics()[name]
    title = say("{metric} by district", scope.language, metric=metric.title(scope.language))
    if absent := [dataset for dataset in metric.reads if dataset not in snapshot.resources]:
        return Broken(title, _not_held(absent))
    rows = metrics.ranking(snapshot, name, replace(scope, districts=()))
    return DistrictMap(metric, rows, scope, title, captions.by_district(metric, scope, snapshot, as_map=True))


# --- what stands beside them ----------------------------------------------------------------------


def _findings(slide: Slide, snapshot: Snapshot, scope: Scope) -> tuple[Sentence, ...]:
    if slide.says:
        return (Sentence(slide.says(scope.language), "stated"),)
    known = [name for name in slide.finding if name in queries.metrics()]
    return telling.finding(snapshot, known, scope) if known else ()


def _queries(views: tuple[ShownView, ...]) -> list[Query]:
    return [view.query for view in views if isinstance(view, Figure)]


def _metrics_of(slide: Slide, views: tuple[ShownView, ...]) -> Iterator[Metric]:
    """Every signed metric that the slide tells of, each once."""
    known = queries.metrics()
    found = [known[name] for name in slide.finding if name in known]
    for view in views:
        match view:
            case Cards():
                found += [reading.metric for reading in view.readings]
            case DistrictMap():
                found.append(view.metric)
            case Figure():
                named = [known[name] for name in view.query.counts.values() if name in known]
                found += [*named, *queries.metrics_in(view.query.sql)]
    yield from {metric.id: metric for metric in found}.values()


def _definitions(told: tuple[Metric, ...], views: tuple[ShownView, ...], language: str) -> Iterator[Definition]:
    for metric in told:
        caveat = metric.caveat(language) if metric.caveat else None
        yield Definition(metric.title(language), metric.unit(language), metric.about(language), caveat)
    for query in _queries(views):
        if query.note:
            yield Definition(query.title(language), "", query.note(language), None)


def _is_placed(told: tuple[Metric, ...], views: tuple[ShownView, ...]) -> bool:
    """Whether anything on the slide can be narrowed to a district."""
    return any("district" in m.by for m in told) or any("districts" in q.params for q in _queries(views))


def page_of(slide: Slide) -> str:
    """The address of the page that shows most of what the slide does."""
    folders = [view.query.partition("/")[0] for view in slide.views if view.query]
    folders += ["explorer" for view in slide.views if view.explore]
    return next((PAGES.get(folder, folder) for folder in folders), "")


def _asked(slide: Slide) -> dict[str, list[str]]:
    """What the explorer is asked on its page, where it is the page of the slide."""
    explored_here = (view.explore for view in slide.views if view.explore)
    return parse_qs(next(explored_here, "")) if page_of(slide) == "explorer" else {}


def _footer(snapshot: Snapshot, language: str) -> str:
    parts = [say("Luzhou IP dashboard", language), say("Snapshot {id}", language, id=snapshot.id)]
    parts += [say("Demonstration data", language)] if snapshot.is_demonstration else []
    return " · ".join(parts)
