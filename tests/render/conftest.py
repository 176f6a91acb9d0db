"""Sheets made in Python: but for those of the examples nothing is read or scored, so a failure is the format's own."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

import jmap
from jmap.model import Channel, Department, Evidence, Journey, Persona, Project
from jmap.model.text import ILLEGAL, Languages
from jmap.render.format import Options, Sheet
from jmap.score import score_journey
from jmap.score.result import Basis, Coverage, JourneyScore, Own, PainLoad, Score, StageScore, TouchpointScore

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jmap.model.frozen import Value

LANGUAGES = ("zh-CN", "en")

_CATALOGUES: tuple[tuple[str, str, type[Value]], ...] = (
    ("personas", "persona", Persona),
    ("channels", "channel", Channel),
    ("departments", "department", Department),
    ("evidence", "evidence", Evidence),
)


class SheetOf(Protocol):
    """`sheet_of(journey)`, with `journey` in the long form of the spec language."""

    def __call__(
        self,
        journey: dict[str, Any],
        *,
        values: Mapping[str, float | None] | None = None,
        shares: Mapping[str, float] | None = None,
        language: str = "en",
        private: bool = False,
        **catalogues: Any,
    ) -> Sheet: ...


def _sheet_of(
    journey: dict[str, Any],
    *,
    values: Mapping[str, float | None] | None = None,
    shares: Mapping[str, float] | None = None,
    language: str = "en",
    private: bool = False,
    **catalogues: Any,
) -> Sheet:
    context = Languages(LANGUAGES)
    read = Journey.model_validate(journey, context=context)
    known: dict[str, Any] = {
        name: {raw[key]: kind.model_validate(raw, context=context) for raw in catalogues.pop(name, ())}
        for name, key, kind in _CATALOGUES
    }
    project = Project(languages=LANGUAGES, journeys={read.id: read}, **known, **catalogues)
    scores = replace(_scores(read, values or {}), shares=shares or {})
    return Sheet(project, read, scores, language, read.id, Options(private=private))


def _scores(journey: Journey, values: Mapping[str, float | None]) -> JourneyScore:
    touchpoints = {
        t.id: TouchpointScore(
            id=t.id,
            own=Own(
                Score(values.get(t.id)),
                basis=Basis.JUDGED if values.get(t.id) is not None else Basis.UNKNOWN,
            ),
            pain=PainLoad(),
            weight=3.0,
            target=None,
        )
        for t in journey.touchpoints
    }
    return JourneyScore(
        id=journey.id,
        score=Score(),
        stages={stage.id: StageScore(stage.id, Score(), PainLoad()) for stage in journey.stages},
        touchpoints=touchpoints,
        coverage=Coverage(0.0, 0.0, 1.0),
        pain=PainLoad(),
        lowest=None,
        highest=None,
        target=None,
    )


@pytest.fixture(scope="session")
def sheet_of() -> SheetOf:
    """Makes sheets; `values` are the touchpoints' scores, 0–100, `shares` the weights of personas."""
    return _sheet_of


@pytest.fixture(scope="session")
def crm(sheet_of: SheetOf) -> Sheet:
    """A day with a CRM: two personas, three decisions, two loops, an unknown emotion, a moment of truth."""
    text = {"zh-CN": "CRM 用户体验地图", "en": "CRM experience map"}
    journey = {
        "journey": "crm",
        "title": text,
        "scenario": {"zh-CN": "用 CRM 完成一天的工作", "en": "A day's work with the CRM"},
        "personas": ["sales", "service"],
        "stages": [
            {
                "stage": "start",
                "name": {"zh-CN": "开始工作", "en": "Start"},
                "touchpoints": [
                    {
                        "touchpoint": "login",
                        "name": {"zh-CN": "登录", "en": "Log in"},
                        "emotion": [{"value": 4}],
                        "channel": ["web"],
                        "pains": [{"pain": "slow", "text": "登录速度慢", "evidence": ["interview"]}],
                    }
                ],
            },
            {
                "stage": "record",
                "name": {"zh-CN": "记录与查询", "en": "Record and search"},
                "touchpoints": [
                    {
                        "touchpoint": "entry",
                        "name": {"zh-CN": "数据录入", "en": "Data entry"},
                        "emotion": [{"value": 4, "persona": "sales"}, {"value": 2, "persona": "service"}],
                        "moment_of_truth": True,
                        "notes": [{"text": "secret remark", "private": True}, {"text": "open remark"}],
                        "next": [
                            {"to": "search", "when": {"zh-CN": "信息完整", "en": "complete"}},
                            {"to": "entry", "when": {"zh-CN": "缺少必填项", "en": "a field is missing"}},
                        ],
                    },
                    {"touchpoint": "search", "name": {"zh-CN": "查询", "en": "Search"}},
                ],
            },
            {
                "stage": "serve",
                "name": {"zh-CN": "服务与复盘", "en": "Serve and review"},
                "touchpoints": [
                    {
                        "touchpoint": "talk",
                        "name": {"zh-CN": "沟通", "en": "Talk"},
                        "emotion": [{"value": 5}],
                        "owner": "sales-ops",
                        "next": [
                            {
                                "to": "report",
                                "when": {"zh-CN": "需要数据", "en": "figures needed"},
                                "share": 0.3,
                            },
                            {"to": "end", "share": 0.7},
                        ],
                    },
                    {
                        "touchpoint": "report",
                        "name": {"zh-CN": "报表", "en": "Report"},
                        "emotion": [{"value": 4.5}],
                        "next": [
                            {"to": "end", "when": {"zh-CN": "已采纳", "en": "accepted"}},
                            {"to": "search", "when": {"zh-CN": "数据缺失", "en": "data missing"}},
                        ],
                    },
                ],
            },
        ],
        "end": {"zh-CN": "结束", "en": "Done"},
    }
    return sheet_of(
        journey,
        values={"login": 75.0, "entry": 43.0, "talk": 92.0, "report": 61.0},
        shares={"sales": 0.75, "service": 0.25},
        language="zh-CN",
        personas=[
            {"persona": "sales", "name": {"zh-CN": "销售代表", "en": "Sales rep"}, "quote": "…"},
            {"persona": "service", "name": {"zh-CN": "客服代表", "en": "Service rep"}},
            {"persona": "stranger", "name": "not here"},
        ],
        channels=[
            {"channel": "web", "name": {"zh-CN": "网页端", "en": "Web"}, "kind": "online"},
            {"channel": "unused", "name": "unused"},
        ],
        departments=[
            {"department": "sales-ops", "name": "销售运营"},
            {"department": "unused", "name": "unused"},
        ],
        evidence=[
            {"evidence": "interview", "kind": "interview", "n": 1},
            {"evidence": "unused", "kind": "survey"},
        ],
    )


class ParseMermaid(Protocol):
    """What Mermaid's own parser makes of each of several diagrams; see `tests/node/parse.mjs`."""

    def __call__(self, *diagrams: bytes) -> list[dict[str, Any]]: ...


@pytest.fixture(scope="session")
def parse_mermaid(root: Path) -> Iterator[ParseMermaid]:
    """Mermaid's own parser in a process that serves all tests."""
    command = ["node", str(root / "tests/node/parse.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def parse(*diagrams: bytes) -> list[dict[str, Any]]:
            assert process.stdin is not None
            assert process.stdout is not None
            request = json.dumps([diagram.decode() for diagram in diagrams])
            process.stdin.write(request.encode() + b"\n")
            process.stdin.flush()
            answers: list[dict[str, Any]] = json.loads(process.stdout.readline())
            return answers

        yield parse
        assert process.stdin is not None
        process.stdin.close()
        process.wait(10)


@pytest.fixture(scope="session")
def example_sheets(root: Path) -> list[Sheet]:
    """Every journey of the examples, in each of its languages."""
    projects = [jmap.load(path.parent) for path in sorted((root / "examples").glob("*/jmap.yaml"))]
    return [
        Sheet(project, journey, score_journey(project, journey), language, journey.id)
        for project in projects
        for journey in project.journeys.values()
        for language in project.languages
    ]


@pytest.fixture(scope="session")
def naughty(corpora: Path) -> list[str]:
    """The Big List of Naughty Strings, as far as the model accepts them."""
    strings: list[str] = json.loads((corpora / "blns/blns.json").read_text(encoding="utf-8"))
    accepted = [text for text in strings if not ILLEGAL.search(text)]
    assert len(accepted) > 500
    return accepted
