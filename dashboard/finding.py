"""Everything that can be found by typing: pages, metrics, places, names, questions; and the index that browsers search.

The index is made of what exists: the pages of app.py, the signed metrics, the code lists, the names of the snapshot. It
holds both languages and the sounds of its Chinese signs, so one serves every reader of a snapshot.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dashboard import answers, catalog, profiles, queries, questions
from dashboard.catalog import Label, Snapshot
from dashboard.queries import Metric
from dashboard.scope import default_scope
from dashboard.sentences import links

# {kind: what a group of results is called}, in the order in which groups stand that fit equally well.
KINDS = {
    "page": Label("Pages", "页面"),
    "metric": Label("Metrics", "指标"),
    "district": Label("Districts", "区县"),
    "chain": Label("Industrial chains", "产业链"),
    "town": Label("Towns", "乡镇（街道）"),
    "organisation": Label("Organisations", "单位"),
    "lender": Label("Lenders", "贷款机构"),
    "station": Label("Stations", "站点"),
    "indication": Label("Geographical indications", "地理标志"),
    "question": Label("Questions", "问题"),
}
# {kind: the address of the page that its results open, if there is one}; pages, metrics and questions have their own.
OPENED_ON = {
    "district": "district",
    "chain": "industries",
    "town": "district",
    "organisation": "organisation",
    "lender": "lender",
    "station": "station",
    "indication": "indication",
}
# Pages about everything show no metric of their own.
ABOUT_ALL = ("analysis", "data", "profiles")
# The page that shows every metric.
EXPLORER = "explorer"
# {address: what people type who mean a page and not its title}
MEANT = {
    "patents": "发明 授权 inventions",
    "trademarks": "品牌 地理标志 brands",
    "preexamination": "快速授权 快保 fast track",
    "cultivation": "小巨人 专精特新 强企 奖项 awards",
    "commercialisation": "转让 许可 作价入股 technology transfer",
    "matching": "对接 撮合 供给 demand supply",
    "industries": "产业链 技术领域 ipc",
    "financing": "质押 贷款 pledge loans",
    "expo": "博览会 展会",
    "protection": "维权 打假 执法 侵权 案件 enforcement",
    "services": "办件 跨省通办",
    "stations": "地图 布局 选址 map coverage",
    "decks": "PPT 幻灯片 简报 导出 下载 Word slides export pptx docx",
    "meeting": "开会 放映 投影 演示 present",
    "wall": "投屏 大屏幕 screen",
    "explorer": "查询 透视表 交叉表 图表 pivot",
    "why": "为什么 原因 贡献 拉动 reasons drivers",
    "compare": "比较 对照 差异 difference",
    "changes": "变更 修订 更正 revisions",
    "sql": "查询 语句 query",
    "figures": "比对 口径 公布数 讲话稿 speech published",
    "submissions": "缺报 上传 报数 upload",
    "quality": "错误 异常 缺失 errors",
    "about": "定义 口径 字段 来源 definitions fields",
}
EVERY_NAME = 10**9
NOTHING = Label("", "")


@dataclass(frozen=True)
class Page:
    """A page as the menu has it: its script under pages/, its address, its title, the section that it stands in."""

    path: str
    address: str
    title: Label
    section: Label


@dataclass(frozen=True)
class Entry:
    """Something to be found: `hint` tells it from its namesakes, `also` are further words that find it."""

    kind: str
    id: str
    label: Label
    hint: Label = NOTHING
    also: str = ""


# --- what there is ------------------------------------------------------------------------------


def entries(snapshot: Snapshot, pages: Iterable[Page]) -> list[Entry]:
    """All there is to be found in a snapshot, of the pages that there are."""
    by_address = {page.address: page for page in pages}
    found = [
        *(Entry("page", p.address, p.title, p.section, _meant(p.address)) for p in by_address.values()),
        *_metrics(by_address.values()),
        *_places(),
        *_names(snapshot),
        *_questions(by_address),
    ]
    return [entry for entry in found if OPENED_ON.get(entry.kind) in (None, *by_address)]


def _metrics(pages: Iterable[Page]) -> Iterator[Entry]:
    """Those of the overview first, then in the order of the menu and of each page."""
    titles = {page.path: page.title for page in pages}
    explorer = next((page.title for page in pages if page.address == EXPLORER), NOTHING)
    named = "".join((catalog.ROOT / "pages" / f"{page.path}.py").read_text("utf-8") for page in pages)
    for metric in sorted(queries.metrics().values(), key=lambda m: named.find(f'"{m.id}"') % len(named)):
        shown_on = titles.get(page_showing(metric.id), explorer)
        yield Entry("metric", metric.id, metric.title, shown_on, _explained(metric))


def _meant(address: str) -> str:
    return f"{address} {MEANT.get(address, '')}".strip()


def _explained(metric: Metric) -> str:
    return f"{metric.id.replace('_', ' ')} {metric.about.en} {metric.about.zh}"


def _places() -> Iterator[Entry]:
    districts = {code.code: code.label for code in catalog.code_list("districts")}
    yield from (Entry("district", code, label, also=code) for code, label in districts.items())
    yield from (Entry("chain", code.code, code.label) for code in catalog.code_list("industries"))
    for district, towns in profiles.towns().items():
        yield from (Entry("town", f"{district}/{name}", Label(name, name), districts[district]) for name in towns)


def _names(snapshot: Snapshot) -> Iterator[Entry]:
    """Every name that has a profile, those of which most is known first."""
    places = {code.code: code.label for code in catalog.code_list("districts")}
    for kind, key in (("organisation",) * 2, ("lender",) * 2, ("station", "station_id"), ("indication",) * 2):
        scope, asked = default_scope(snapshot), {"search": "", "number": EVERY_NAME}
        for row in answers.rows(snapshot, f"profiles/{kind}s_found", scope, **asked).to_dict("records"):
            name, place = row.get("name") or row[key], places.get(row.get("district_code"), NOTHING)
            yield Entry(kind, row[key], Label(name, name), place, row[key] if kind == "station" else "")


def _questions(by_address: Mapping[str, Page]) -> Iterator[Entry]:
    for asked in questions.questions():
        if asked.page in by_address:
            theme = questions.THEMES[asked.theme]
            yield Entry("question", asked.id, asked.label, theme, asked.words)


@cache
def page_showing(name: str) -> str | None:
    """The page (its path under pages/) whose script names a metric or query: the one about its subject before others,
    the overview last. Of a query that no script names, the page of its subject.
    """
    metric = queries.metrics().get(name)
    subject = links.page_of(metric) if metric else name.partition("/")[0]
    scripts = sorted((catalog.ROOT / "pages").rglob("*.py"))
    own = [path for path in scripts if path.parent.name not in ABOUT_ALL]
    showing = [path for path in own if f'"{name}"' in path.read_text("utf-8")]
    ordered = sorted(showing, key=lambda path: (path.stem != subject, path.stem == "overview"))
    path = next(iter(ordered or [path for path in own if path.stem == subject and not metric]), None)
    return path and path.relative_to(catalog.ROOT / "pages").with_suffix("").as_posix()


# --- the index ----------------------------------------------------------------------------------


@lru_cache(maxsize=6)
def index(snapshot: Snapshot, pages: tuple[Page, ...]) -> bytes:
    """All there is to be found as JSON, short: {kinds, hints, entries of each kind, sounds}.

    An entry is [Chinese, number of its hint, English, id, further words], its end left out where it says nothing new:
    English and id are then the Chinese.
    """
    found = entries(snapshot, pages)
    hints = list(dict.fromkeys(entry.hint for entry in found))
    number = {hint: place for place, hint in enumerate(hints)}
    grouped: dict[str, list[list]] = {kind: [] for kind in KINDS}
    for entry in found:
        grouped[entry.kind].append(_shortened(entry, number[entry.hint]))
    told = {
        "kinds": {kind: [label.zh, label.en] for kind, label in KINDS.items()},
        "hints": [[hint.zh, hint.en] for hint in hints],
        "entries": grouped,
        "sounds": sounds("".join(entry.label.zh for entry in found)),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _shortened(entry: Entry, hint: int) -> list[str | int]:
    told = [entry.label.zh, hint, entry.label.en, entry.id, entry.also]
    silent = [None, None, entry.label.zh, entry.label.zh, ""]
    while told[-1] == silent[-1]:
        told.pop()
        silent.pop()
    return told


def sounds(text: str) -> dict[str, str]:
    """{Chinese sign of the text: its readings in pinyin without tones, the usual one first}."""
    # Half a second and 50 MB that only whoever looks something up needs.
    from pypinyin import Style, pinyin

    signs = sorted(set(re.findall(r"[\u4e00-\u9fff]", text)))
    read = pinyin(signs, style=Style.NORMAL, heteronym=True, errors="ignore")
    return {sign: " ".join(dict.fromkeys(readings)) for sign, readings in zip(signs, read, strict=True)}
