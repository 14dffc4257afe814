"""What demonstration patents say: titles and abstracts put together from phrases of their class and industry.

Phrases of a class stand in `data/reference/patent_phrases.csv`; those of an industry stand here. Every title ends in
a number that says it is an example. It refuses to know about any real invention.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard import catalog

from . import calibrate as c
from . import mix

INVENTION, UTILITY, DESIGN = range(3)
KIND_NAMES = ["发明", "实用新型", "外观设计"]
# A column of text holds two gigabytes: beyond so many, the older ones have no abstract.
ABSTRACTS = 400_000
FORMS = [["方法", "系统", "装置", "工艺"], ["装置", "设备", "机构", "结构"]]
WAYS_OF_ALL = ["多点传感监测", "机器视觉识别", "模糊自适应控制", "数字孪生建模"]
FITTINGS_OF_ALL = ["快拆连接", "自动清洁", "限位缓冲", "可调支撑"]
# How three parts make one thing, what stands around a problem, and what else is said of a thing.
BUILT = [
    "，包括{}、{}和{}。", "，{}设于{}一侧并与{}联动。", "，由{}和{}组成，{}可单独拆下检修。",
    "，{}的出口接入{}，以{}的读数反馈调节。", "，{}内依次布置{}和{}。", "，以{}代替原有{}，另设{}作旁路备用。",
]  # fmt: skip
AGAINST = ["针对{}的问题，", "为克服{}的不足，", "面对{}的现状，", "可避免{}，"]
TRAITS = [
    "现场改造无需停产，", "可在老产线上加装，", "占地小、拆装方便，", "数据接入车间中控，", "按批次留存运行记录，",
    "易损件可单独更换，", "连续运行三个月无故障，", "经中试验证，", "一名工人即可操作，", "参数每十秒校正一次，",
    "适合中小规模生产，", "断电后自动复位，", "清洗时间缩短一半，", "与上下游工序自动衔接，", "冬夏季工况均可稳定运行，", "",
]  # fmt: skip
# {industry: what is new in inventions, what is fitted in utility models, parts, effects, products of designs}
PHRASES = {
    "baijiu": (
        ["近红外在线检测", "功能菌强化", "梯度控温", "余热梯级利用"], ["负压密闭输送", "变频翻拌", "夹套冷凝", "称重计量"],
        ["甑桶", "冷凝器", "翻拌辊", "温湿度探头", "称重斗", "接酒槽", "控制柜"],
        ["可提高优质酒率", "可降低蒸汽消耗", "可减少人工依赖", "可稳定批次风味"],
        ["酒瓶", "酒盒", "酒瓶盖", "陶坛"],
    ),
    "energy": (
        ["多源协同优化", "自适应阈值预警", "深度调峰", "膜分离"], ["防爆密封", "抗振支架", "自动排污", "双回路切换"],
        ["换热器", "分离罐", "压力变送器", "绝缘支架", "通信单元", "排污阀"],
        ["可降低能耗", "可延长检修周期", "可减少非计划停运", "可提升安全裕度"],
        ["配电柜", "充电桩", "燃气表箱", "太阳能灯"],
    ),
    "chemicals": (
        ["分步聚合", "催化剂固载", "连续化反应", "溶剂循环回用"], ["夹套换热", "在线取样", "防结垢刮壁", "尾气冷凝回收"],
        ["反应釜", "精馏塔", "结晶器", "计量泵", "刮壁桨", "尾气吸收塔"],
        ["可提高收率", "可减少三废排放", "可改善产品均一性", "可降低溶剂用量"],
        ["化工桶", "涂料桶", "过滤器外壳", "管件"],
    ),
    "medicine": (
        ["超声辅助提取", "微囊包埋", "多模态信号融合", "定向合成"], ["一次性无菌隔离", "防误触锁止", "柔性贴合", "快速接头"],
        ["提取罐", "气囊", "采集电极", "导向套", "滴速传感器", "锁止件"],
        ["可提高检出率", "可减轻护理负担", "可改善患者舒适度", "可提高有效成分含量"],
        ["护理床", "血压计", "药盒", "注射泵"],
    ),
    "nuclear_medicine": (
        ["呼吸门控", "蒙特卡罗剂量校正", "双功能螯合标记", "迭代重建"], ["钨合金屏蔽", "远距离操作手", "自动分装", "定位固定"],
        ["屏蔽罐", "准直器", "探测晶体", "剂量计", "分装针", "定位架"],
        ["可降低受照剂量", "可提高成像质量", "可缩短操作时间", "可提高标记率"],
        ["核药转运箱", "影像设备外壳", "辐射监测仪", "定位垫"],
    ),
    "equipment": (
        ["负载敏感控制", "轨迹在线规划", "振动特征提取", "力位混合控制"], ["液压锁紧", "导轨滑移", "伺服驱动", "油路缓冲"],
        ["伺服电机", "液压缸", "夹爪", "导轨", "力传感器", "减速器"],
        ["可提高定位精度", "可缩短换型时间", "可降低故障率", "可提升作业节拍"],
        ["机器人外壳", "阀门手柄", "工程机械驾驶室", "工具箱"],
    ),
    "building": (
        ["工业固废复掺", "分层温控养护", "低碳胶凝", "装配式连接"], ["激振成型", "除尘收集", "防堵导料", "卡扣连接"],
        ["料仓", "振动台", "模具", "破碎辊", "筛网", "连接件"],
        ["可提高固废掺量", "可减少裂缝", "可缩短工期", "可改善保温隔声"],
        ["地砖", "护栏", "装饰板", "窗框"],
    ),
    "food": (
        ["低温真空脱水", "气调保鲜", "酶法改性", "智能分级"], ["柔性输送", "滚筒毛刷", "热风循环", "喷淋清洗"],
        ["滚筒", "热风箱", "毛刷辊", "喷淋头", "输送带", "分级机"],
        ["可降低破损率", "可延长保鲜期", "可保留风味物质", "可减少用水"],
        ["茶叶罐", "食品包装盒", "竹制餐具", "果篮"],
    ),
    "electronics": (
        ["微通道液冷", "边缘计算", "应力补偿", "并行测试"], ["防水密封", "弹性压接", "屏蔽罩", "均热板"],
        ["壳体", "散热片", "探针", "转轴", "屏蔽层", "控制芯片"],
        ["可降低接触电阻", "可改善散热", "可提高测试覆盖率", "可增强可靠性"],
        ["平板终端", "手机保护壳", "路由器", "显示器"],
    ),
    "digital": (
        ["联邦学习", "知识图谱", "轻量化神经网络", "区块链存证"], ["边缘网关", "云台联动", "红外补光", "冗余供电"],
        ["采集模块", "特征提取模块", "比对模块", "预警模块", "网关", "数据库"],
        ["可降低误报率", "可提高识别准确率", "可缩短响应时间", "可打通数据壁垒"],
        ["显示屏的溯源查询界面", "手机的政务办事界面", "平板电脑的巡检界面", "显示屏的生产看板界面"],
    ),
}  # fmt: skip
WAYS, FITTINGS, PARTS, EFFECTS, PRODUCTS = range(5)


class Topic(NamedTuple):
    """Things made, and what goes wrong with them."""

    things: list[str]
    problems: list[str]


@dataclass(frozen=True)
class Class:
    """What is made in an IPC class, what goes wrong with that, and the industry that it is typical of."""

    symbol: str
    subject: str
    topics: tuple[Topic, ...]
    industry: int


@cache
def classes() -> tuple[Class, ...]:
    """In the order of the symbols of `mix.fields`, so that a position there is one here."""
    with catalog.reference("patent_phrases.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row["symbol"]: row for row in csv.DictReader(lines)}
    symbols, _, size = mix.fields("ipc")
    industry = np.repeat(np.arange(len(size)), size)
    return tuple(
        Class(symbol, rows[symbol]["subject"], _topics(rows[symbol]), int(chain))
        for symbol, chain in zip(symbols, industry, strict=True)
    )


def _topics(row: dict[str, str]) -> tuple[Topic, ...]:
    """`a;b|c;d` beside `x|y`: what goes wrong with a and b is x."""
    both = (row[part].split("|") for part in Topic._fields)
    return tuple(Topic(*(side.split(";") for side in sides)) for sides in zip(*both, strict=True))


def _all_topics() -> list[Topic]:
    return [topic for one in classes() for topic in one.topics]


def phrases(part: int, industry: int) -> list[str]:
    """The phrases of an industry for a part; what every industry has comes last."""
    of_all = {WAYS: WAYS_OF_ALL, FITTINGS: FITTINGS_OF_ALL}.get(part, [])
    return PHRASES[mix.industry_codes()[industry]][part] + of_all


def columns(kind: np.ndarray, industry: np.ndarray, symbol: np.ndarray) -> dict[str, pa.Array]:
    """Title and abstract of each patent, from a stream of their own: no date or holder hangs on them."""
    rng = c.stream("patent_texts")
    is_design = kind == DESIGN
    where = np.where(is_design, 0, symbol)
    chain = np.where(is_design, industry, np.array([one.industry for one in classes()])[where])
    topic = _drawn([one.topics for one in classes()], where, rng)
    new = _core(np.minimum(kind, UTILITY), topic, chain, rng)
    product = _taken([phrases(PRODUCTS, i) for i in range(len(PHRASES))], industry, rng)
    title = pc.if_else(pa.array(is_design), product, new)
    return {
        "title": pc.binary_join_element_wise(title, _numbers(kind), ""),
        "abstract": _abstracts(kind, new, where, topic, chain, rng),
    }


def _core(kind: np.ndarray, topic: np.ndarray, chain: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """`基于余热梯级利用的甑桶上甑方法`, `带变频翻拌的甑桶上甑装置`, `甑桶上甑用冷凝器`."""
    count = len(PHRASES)
    around = [_around(k, i) for k in (INVENTION, UTILITY) for i in range(count)]
    nth = _drawn(around, chain + count * kind, rng)
    before, after = (pa.array([pair[side] for pairs in around for pair in pairs]).take(nth) for side in (0, 1))
    thing = _taken([one.things for one in _all_topics()], topic, rng)
    return pc.binary_join_element_wise(before, thing, after, "")


def _around(kind: int, industry: int) -> list[tuple[str, str]]:
    """What stands before and after the thing in titles of an industry; each form of title is about as frequent."""
    new = phrases(FITTINGS if kind == UTILITY else WAYS, industry)
    parts, forms, last = phrases(PARTS, industry), FORMS[kind], len(new) - 1
    if kind == UTILITY:
        forms_of_title = [
            [(f"带{one}的", form) for one in new for form in forms],
            [(f"{one}式", form) for one in new for form in forms],
            [("", f"用{part}") for part in parts],
            [("", f"的{one}机构") for one in new],
            [(f"兼具{one}与{new[n - last]}的", form) for n, one in enumerate(new) for form in forms],
        ]
    else:
        forms_of_title = [
            [(f"基于{one}的", form) for one in new for form in forms],
            [("", f"的{one}方法") for one in new],
            [(f"结合{one}与{new[n - last]}的", form) for n, one in enumerate(new) for form in forms],
            [("", f"用{part}及其控制方法") for part in parts],
            [(f"面向{one}的", "在线调控系统") for one in new],
        ]
    most = max(map(len, forms_of_title))
    return [pair for pairs in forms_of_title for pair in pairs * round(most / len(pairs))]


def _abstracts(
    kind: np.ndarray,
    new: pa.Array,
    symbol: np.ndarray,
    topic: np.ndarray,
    chain: np.ndarray,
    rng: np.random.Generator,
) -> pa.Array:
    """Two sentences: what it is and how it is built, and what it is good for. Designs have none."""
    count = range(len(PHRASES))
    opening = pa.array([f"本{name}涉及" for name in KIND_NAMES]).take(pa.array(kind))
    subject = pa.array([f"{one.subject}技术领域，公开了一种" for one in classes()]).take(pa.array(symbol))
    parts = _taken([_built(phrases(PARTS, i)) for i in count], chain, rng)
    problem = _taken(
        [[against.format(p) for p in one.problems for against in AGAINST] for one in _all_topics()], topic, rng
    )
    trait = _taken([TRAITS], np.zeros(len(kind), int), rng)
    effect = _taken([_both(phrases(EFFECTS, i)) for i in count], chain, rng)
    told = (kind != DESIGN) & (np.arange(len(kind)) >= len(kind) - ABSTRACTS)
    rows = pa.array(np.flatnonzero(told))
    pieces = (opening, subject, new, parts, problem, trait, effect)
    words = pc.binary_join_element_wise(*(piece.take(rows) for piece in pieces), "。", "")
    at = np.cumsum(told) - 1
    return words.take(pa.array(at, mask=~told))


def _built(parts: list[str]) -> list[str]:
    """Three parts in any order, put together in one of several ways."""
    return [form.format(*three) for three in permutations(parts, 3) for form in BUILT]


def _both(effects: list[str]) -> list[str]:
    """One effect, or two."""
    return [*effects, *(f"{one}，并{other}" for one, other in permutations(effects, 2))]


def _taken(lists: list[list[str]], which: np.ndarray, rng: np.random.Generator) -> pa.Array:
    """A phrase of the list that each element names."""
    return pa.array([phrase for one in lists for phrase in one]).take(_drawn(lists, which, rng))


def _drawn(lists: Sequence[Sequence], which: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Where a drawn member of the list that each element names stands among all lists laid end to end."""
    size = np.array([len(one) for one in lists])
    first = np.cumsum(size) - size
    return first[which] + (rng.random(len(which)) * size[which]).astype(int)


def _numbers(kind: np.ndarray) -> pa.Array:
    """`(示例发明000123)`, counted within each type."""
    serial = np.empty(len(kind), "int64")
    for one in range(len(KIND_NAMES)):
        members = np.flatnonzero(kind == one)
        serial[members] = np.arange(1, len(members) + 1)
    words = pa.array([f"(示例{name}" for name in KIND_NAMES]).take(pa.array(kind))
    return pc.binary_join_element_wise(words, pc.utf8_lpad(pc.cast(pa.array(serial), pa.string()), 6, "0"), ")", "")
