"""Specs to measure with: any number of journeys of any length, no text twice, half of them Chinese."""

from __future__ import annotations

import json
from itertools import count
from random import Random
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Kind: TypeAlias = Literal["plain", "branches", "people", "short"]
"""What makes up a touchpoint beside its texts: an emotion and a CSAT of everybody; the same and two ways on; an
emotion of each of two personas, a CSAT and an NPS; or the first with one short text everywhere, which no line has to be
broken for."""

STAGES: Final = 5
_CHANNELS: Final = ("app", "website", "phone", "store")
_DEPARTMENTS: Final = ("sales", "service", "product")

_CHINESE: Final = (
    "客户", "登录", "系统", "查询", "订单", "等待", "页面", "客服", "回复", "退款",
    "进度", "地址", "发票", "优惠", "手机", "门店", "顾问", "推荐", "比较", "价格",
    "担心", "满意", "犹豫", "着急", "清楚", "重复", "填写", "资料", "审核", "通知",
    "预约", "上门", "安装", "试用", "续费", "评价", "投诉", "解释", "确认", "修改",
)  # fmt: skip
_ENGLISH: Final = (
    "customer", "signs", "in", "system", "looks", "up", "order", "waits", "page",
    "agent", "replies", "refund", "progress", "address", "invoice", "coupon", "phone", "store",
    "advisor", "suggests", "compares", "price", "worries", "pleased", "hesitates", "hurried", "clear",
    "repeats", "fills", "form", "review", "notice", "booking", "visit", "installs", "trial",
    "renews", "rates", "complains", "explains", "confirms", "changes",
)  # fmt: skip

SETTINGS: Final = """\
title: 测量用项目
languages: [zh-CN]
channels: {app: App, website: Website, phone: Phone, store: Store}
departments: {sales: Sales, service: Service, product: Product}
"""

PERSONAS: Final = """\
personas:
  - {persona: new, name: New customer, share: 60%}
  - {persona: old, name: 老客户, share: 40%}
"""


def write_project(folder: Path, journeys: int, touchpoints: int, kind: Kind = "plain") -> Path:
    """A project of `journeys` journeys with `touchpoints` each; the same files for the same numbers."""
    (folder / "journeys").mkdir(parents=True)
    (folder / "jmap.yaml").write_text(SETTINGS, encoding="utf-8")
    if kind == "people":
        (folder / "personas.yaml").write_text(PERSONAS, encoding="utf-8")
    for index in range(journeys):
        path = folder / "journeys" / f"journey-{index:05}.yaml"
        path.write_text(journey(index, touchpoints, kind), encoding="utf-8")
    return folder


def journey(index: int, touchpoints: int, kind: Kind = "plain") -> str:
    """One journey in five stages; each touchpoint has the fields that a careful map has."""
    random = Random(f"{index} {touchpoints}")  # noqa: S311 -- the same texts in every run
    numbers = None if kind == "short" else count()
    lines = [
        f"journey: journey-{index:05}",
        f"title: {_text(random, numbers, 3)}",
        f"goal: {_text(random, numbers, 6)}",
        "reviewed: 2026-10-01",
        *(["personas: [new, old]"] if kind == "people" else []),
        "stages:",
    ]
    for stage in range(min(STAGES, touchpoints)):
        members = range(stage, touchpoints, STAGES)
        lines += [f"  - stage: stage-{stage}", f"    name: {_text(random, numbers, 1)}", "    touchpoints:"]
        for member in members:
            lines += _touchpoint(random, numbers, member)
            lines += _people(random) if kind == "people" else _everybody(random)
            lines += _ways(members, member) if kind == "branches" else []
    return "\n".join(lines) + "\n"


def _touchpoint(random: Random, numbers: Iterator[int] | None, index: int) -> list[str]:
    severity = random.randint(1, 5)
    return [
        f"      - touchpoint: touchpoint-{index}",
        f"        name: {_text(random, numbers, 2)}",
        f"        does: {_text(random, numbers, 8)}",
        f"        needs: {_text(random, numbers, 6)}",
        f"        thinks: {_text(random, numbers, 8)}",
        f"        channel: {random.choice(_CHANNELS)}",
        f"        owner: {random.choice(_DEPARTMENTS)}",
        f"        importance: {random.randint(1, 5)}",
        f"        duration: {random.randint(1, 59)}min",
        "        pains:",
        f"          - {{pain: pain-{index}, text: {_text(random, numbers, 7)}, severity: {severity}}}",
        "        opportunities:",
        f"          - {{text: {_text(random, numbers, 7)}, answers: pain-{index}, impact: {random.randint(1, 5)}}}",
    ]


def _everybody(random: Random) -> list[str]:
    mood, n = random.randint(10, 50), random.randint(60, 400)
    return [
        f"        emotion: {{value: {mood / 10}, n: {n}, date: 2026-09-30}}",
        f"        measures: {{csat: {{value: {_satisfied(mood)}%, n: {n}, date: 2026-09-30}}}}",
    ]


def _people(random: Random) -> list[str]:
    lines = ["        emotion:"]
    for persona in ("new", "old"):
        mood, n, sd = random.randint(10, 50), random.randint(60, 400), random.randint(5, 14)
        lines.append(
            f"          {persona}: {{value: {mood / 10}, n: {n}, sd: {sd / 10}, source: Survey, date: 2026-09-30}}"
        )
    good, fair, bad = (random.randint(1, 99) for _ in range(3))
    return [
        *lines,
        "        measures:",
        f"          csat: {{value: {_satisfied(mood)}%, n: {n}, source: Survey, date: 2026-09-30}}",
        f"          nps: {{promoters: {good}, passives: {fair}, detractors: {bad}, source: Survey, date: 2026-09-30}}",
    ]


def _satisfied(mood: int) -> int:
    """The share in percent that an emotion of `mood` tenths, 1 to 5, suggests."""
    return round((mood - 10) * 2.5)


def _ways(stage: range, index: int) -> list[str]:
    """Two ways on within a stage, to the following touchpoint and past it; its last two touchpoints go straight on."""
    following = [each for each in (index + STAGES, index + 2 * STAGES) if each in stage]
    if len(following) < 2:
        return []
    near, far = (f"touchpoint-{each}" for each in following)
    return [f"        next: [{{to: {near}, share: 70%}}, {{to: {far}, share: 30%}}]"]


def _text(random: Random, numbers: Iterator[int] | None, length: int) -> str:
    """A text of about `length` words unlike any other: Chinese, English, Chinese, …; a short one without numbers."""
    if numbers is None:
        return "查询 order"
    number = next(numbers)
    words, gap = (_ENGLISH, " ") if number % 2 else (_CHINESE, "")
    return json.dumps(gap.join(random.choices(words, k=length)) + f" {number}", ensure_ascii=False)
