"""What demonstration demands and listings say, in the words of the class they fall into."""

import numpy as np
import pyarrow as pa

from . import patent_texts

NO_ABSTRACT = 0.12
NEEDS = [
    "{thing}技术需求：解决{problem}", "寻求{thing}的{way}技术", "{thing}升级改造，拟引进{way}",
    "{thing}难题征集：{problem}", "联合开发{thing}的{way}技术", "求购{thing}相关专利：{effect}",
]  # fmt: skip
GROUNDS = [
    "本单位从事{subject}相关生产，{thing}环节{problem}，影响产品质量和成本。希望引进{way}等成熟技术，{effect}，合作方式可协商。",
    "{thing}目前以人工经验为主，{problem}。计划年内改造，寻求{way}方面的专利或团队，力争{effect}。",
    "现有{thing}设备投用多年，{problem}，返工增多。拟以许可或转让方式取得{way}相关专利，{effect}。",
    "{subject}新产线配套，需解决{thing}中{problem}的难题。常规办法已试过，效果不理想；优先考虑{way}，{effect}。",
    "{thing}过程{problem}，成为{subject}扩产的瓶颈。愿与高校院所联合开发{way}，目标是{effect}。",
]
GOOD_FOR = ["适用于{}企业。", "面向{}领域，可整体受让。", "适合{}企业在现有产线上加装。", "可用于{}新建或改造项目。"]


def demanded(symbol: np.ndarray, rng: np.random.Generator) -> dict[str, pa.Array]:
    """What is looked for and why."""
    titles, descriptions = [], []
    for number, one in enumerate(patent_texts.classes()[n] for n in symbol):
        topic = one.topics[number % len(one.topics)]
        say = {
            "subject": one.subject,
            "thing": rng.choice(topic.things),
            "problem": rng.choice(topic.problems),
            "way": rng.choice(patent_texts.phrases(patent_texts.WAYS, one.industry)),
            "effect": rng.choice(patent_texts.phrases(patent_texts.EFFECTS, one.industry)).removeprefix("可"),
        }
        titles.append(rng.choice(NEEDS).format(**say))
        descriptions.append(GROUNDS[number % len(GROUNDS)].format(**say))
    return {"title": pa.array(titles), "description": pa.array(descriptions)}


def good_for(ipc: pa.Array, abstracts: pa.Array, rng: np.random.Generator) -> pa.Array:
    """Who can use what is listed, and what for: the second sentence of the patent's abstract under its class."""
    subjects = {one.symbol: one.subject for one in patent_texts.classes()}
    words = [
        f"{GOOD_FOR[n % len(GOOD_FOR)].format(subjects[symbol])}{abstract.split('。')[1]}。" if abstract else None
        for n, (symbol, abstract) in enumerate(zip(ipc.to_pylist(), abstracts.to_pylist(), strict=True))
    ]
    return pa.array([None if rng.random() < NO_ABSTRACT else one for one in words], pa.string())
