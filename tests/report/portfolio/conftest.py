"""Projects of any number of journeys, each with texts of its own in Chinese and English."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.model import Channel, Department, Improvement, Journey, Persona, Project, Settings
from jmap.model.text import Languages
from jmap.report.portfolio import Folio, LeftOut
from jmap.score import score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jmap.render.format import Sheet

LANGUAGES = ("zh-CN", "en")
CONTEXT = Languages(LANGUAGES)
_VERBS = "查询 导出 登记 审批 支付 退货 预约 续费 开通 注销 投诉 评价 比价 签收 安装 维修 换购 兑换 转办 回访".split()  # noqa: SIM905
_THINGS = "报表 订单 发票 合同 积分 会员 工单 物流 滤芯 套餐 额度 保单 账户 地址 名片 卡券 设备 课程 证书 线索".split()  # noqa: SIM905
_DOES = "Query Export Register Approve Pay Return Book Renew Open Close Complain Rate Compare Sign Install Repair Swap Redeem Forward Call".split()  # noqa: SIM905, E501
_WHAT = "report order invoice contract points membership ticket parcel filter plan limit policy account address card coupon device course certificate lead".split()  # noqa: SIM905, E501
_PLACES = "门店 官网 小程序 电话 上门 邮件 展会 社群 企微 短信".split()  # noqa: SIM905
_WHERE = "store website mini-program phone home mail fair community WeCom SMS".split()  # noqa: SIM905
PERSONAS = ("sales-rep", "service-rep", "marketer", "buyer", "parent", "retiree")
DEPARTMENTS = ("sales", "service", "digital", "marketing", "logistics", "finance")
STAGES = (("认知", "Awareness"), ("考虑", "Consideration"), ("购买", "Purchase"), ("使用", "Use"))


class Bare(str):
    """A scalar written without quotes, so that it may be a duration."""

    __slots__ = ()


def _told(zh: str, en: str) -> dict[str, str]:
    return {"zh-CN": zh, "en": en}


class _Writer:
    """Writes journeys whose texts differ, the same ones every time."""

    def __init__(self, touchpoints: int) -> None:
        self._random = random.Random(7)  # noqa: S311 -- for texts
        self._touchpoints = touchpoints
        self._names = itertools.product(range(20), range(20), range(10))

    def _name(self, number: int) -> dict[str, str]:
        draw = self._random
        verb, thing, place = draw.randrange(20), draw.randrange(20), draw.randrange(10)
        return _told(
            f"在{_PLACES[place]}{_VERBS[verb]}{_THINGS[thing]}{number}",
            f"{_DOES[verb]} {_WHAT[thing]} {number} at the {_WHERE[place]}",
        )

    def touchpoint(self, journey: int, number: int) -> dict[str, Any]:
        draw, name = self._random, self._name(number)
        found: dict[str, Any] = {
            "touchpoint": f"t{number}",
            "name": name,
            "channel": [draw.choice(("web", "app", "store", "phone"))],
            "importance": draw.randint(1, 5),
            "owner": draw.choice(DEPARTMENTS),
        }
        if draw.random() < 0.9:
            felt = {"value": draw.randint(10, 50) / 10}
            asked = {"n": draw.randint(5, 300), "date": "2026-09-30", "source": "survey"}
            found["emotion"] = [{**felt, **asked} if draw.random() < 0.7 else felt]
        if number % 2:
            verb, thing = draw.randrange(20), draw.randrange(20)
            zh = f"{_VERBS[verb]}{_THINGS[thing]}要等{journey + number}分钟，没人说明原因"
            en = f"To {_DOES[verb].lower()} the {_WHAT[thing]} takes {journey + number} minutes and nobody says why"
            found["pains"] = [{"pain": "slow", "text": _told(zh, en), "severity": draw.randint(1, 5)}]
        if number == 0 and journey % 3 == 0:
            found["use"] = f"login-{journey % 5}"
        return found

    def journey(self, number: int, total: int) -> dict[str, Any]:
        draw, name = self._random, self._name(number)
        places = [self.touchpoint(number, place) for place in range(self._touchpoints)]
        if number % 10 == 0 and number + 1 < total:
            places[-1]["opens"] = f"j{number + 1}"
        size = max(1, -(-len(places) // len(STAGES)))
        found: dict[str, Any] = {
            "journey": f"j{number}",
            "title": _told(f"{name['zh-CN']}的旅程", f"{name['en']}: the journey"),
            "scenario": _told(f"第 {number} 类客户的日常", f"A day of customers of kind {number}"),
            "personas": draw.sample(PERSONAS, draw.randint(1, 3)),
            "owner": draw.choice(DEPARTMENTS),
            "target": 75,
            "stages": [
                {"stage": en.lower(), "name": _told(zh, en), "touchpoints": places[i * size : (i + 1) * size]}
                for i, (zh, en) in enumerate(STAGES)
            ],
        }
        if number % 7:
            found |= {
                "reviewed": f"2026-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
                "review_every": Bare("90d"),
            }
        if number % 50 == 49:
            found["state"] = "future"
        if number % 11 == 10:
            del found["owner"]
        return found


def project_of(journeys: int, touchpoints: int = 6) -> Project:
    """A project of so many journeys of so many touchpoints."""
    writer = _Writer(touchpoints)
    return project_with([writer.journey(number, journeys) for number in range(journeys)])


def project_with(journeys: Sequence[dict[str, Any]], **parts: Any) -> Project:
    """A project of journeys in the long form of the language, with what they name."""

    def read(kind: type[Any], key: str, ids: Sequence[str], **more: Any) -> dict[str, Any]:
        return {
            id_: kind.model_validate(
                {key: id_, "name": _told(f"{id_}（中文）", id_.title()), **more}, context=CONTEXT
            )
            for id_ in ids
        }

    works = [
        {
            "improvement": "faster",
            "title": _told("提速一倍", "Twice as fast"),
            "addresses": ["j0/t1"],
            "owner": "digital",
            "status": "doing",
            "due": "2026-12-31",
        }
    ]
    title = _told("示例企业客户旅程", "Journeys of a company")
    usual = {
        "settings": Settings.model_validate({"title": title}, context=CONTEXT),
        "languages": LANGUAGES,
        "channels": read(Channel, "channel", ("web", "app", "store", "phone")),
        "departments": read(Department, "department", DEPARTMENTS),
        "personas": read(Persona, "persona", PERSONAS),
        "improvements": tuple(Improvement.model_validate(work, context=CONTEXT) for work in works),
        "journeys": {raw["journey"]: Journey.model_validate(raw, context=CONTEXT) for raw in journeys},
    }
    return Project(**{**usual, **parts})


def folios_of(project: Project, left_out: tuple[LeftOut, ...] = ()) -> list[Folio]:
    """The portfolio of a project in each of its languages, every journey with a page."""
    scores = score(project)
    pages = {id_: f"{id_}.html" for id_ in scores}
    return [Folio(project, scores, language, pages, left_out) for language in project.languages]


@pytest.fixture(scope="session")
def projects() -> Callable[..., Project]:
    """`projects(5)`, `projects(1000, 20)`: journeys of so many touchpoints, each with texts of its own."""
    return project_of


@pytest.fixture(scope="session")
def written() -> Callable[..., Project]:
    """`written([{…}])`: a project of journeys in the long form of the language."""
    return project_with


@pytest.fixture(scope="session")
def folios() -> Callable[..., list[Folio]]:
    """`folios(project)`: its portfolio in each of its languages."""
    return folios_of


def twice(sheet: Sheet) -> Project:
    """The project of a sheet with its journey twice: the one leads into the other, and they share a touchpoint."""
    journey = sheet.journey
    stage = journey.stages[0]
    first = stage.touchpoints[0].model_copy(update={"use": "shared", "opens": "other"})
    stages = (stage.model_copy(update={"touchpoints": (first, *stage.touchpoints[1:])}), *journey.stages[1:])
    twins = [journey.model_copy(update={"id": id_, "stages": stages}) for id_ in ("everything", "other")]
    for twin in twins:
        for cached in ("touchpoints", "by_id"):
            vars(twin).pop(cached, None)
    return replace(sheet.project, journeys={twin.id: twin for twin in twins})


@pytest.fixture(scope="session")
def everywhere() -> Callable[[Sheet], Project]:
    """`everywhere(sheet)`: its project with its journey twice."""
    return twice
