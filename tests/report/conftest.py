"""Journeys made in Python, one of them with a text of choice wherever the language takes one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.diagnostics import Finding, Severity, Span
from jmap.model import Asset, Channel, Department, Evidence, Improvement, Journey, Persona, Project, Settings
from jmap.model.text import Languages
from jmap.render.format import Options, Sheet
from jmap.report.page import page
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    Told = Callable[..., dict[str, Any]]

LANGUAGES = ("zh-CN", "en")
CONTEXT = Languages(LANGUAGES)
PIXEL = Asset(
    data=bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d4944415478da63fcffff3f030005fe02fea7a69dd20000000049454e44ae426082"
    ),
    mime="image/png",
    width=1,
    height=1,
)


class Bare(str):
    """A scalar written without quotes, so that it may be a number."""

    __slots__ = ()


def journey_with(text: str) -> dict[str, Any]:
    """A journey in the long form of the language, `text` in every field that takes one."""

    def lane(**more: Any) -> list[dict[str, Any]]:
        return [{"text": text, **more}]

    told = {"text": text, "evidence": ["survey"]}
    measured = {
        "value": Bare("82%"),
        "n": 240,
        "date": "2026-09-30",
        "source": text,
        "target": Bare("90%"),
        "evidence": ["survey"],
    }
    lanes = {
        name: lane()
        for name in (
            "goal does needs thinks feels physical frontstage backstage support systems".split()  # noqa: SIM905
        )
    }
    return {
        "journey": "everything",
        "title": text,
        "personas": ["one", "two"],
        "scenario": text,
        "goal": text,
        "owner": "dep",
        "reviewed": "2026-10-01",
        "review_every": Bare("90d"),
        "target": 75,
        "end": text,
        "evidence": ["survey"],
        "notes": [{"text": text}, {"text": "SECRET of the journey", "private": True}],
        "measures": {"nps": [{"promoters": 120, "passives": 60, "detractors": 20, "source": text}]},
        "stages": [
            {
                "stage": "first",
                "name": text,
                **lanes,
                "pains": [{"pain": "stage-pain", **told, "severity": 2}],
                "touchpoints": [
                    {
                        "touchpoint": "location",
                        "name": text,
                        **lanes,
                        "feels": lane(persona="one"),
                        "emotion": [
                            {"value": 4, "persona": "one", "n": 32, "source": text, "evidence": ["survey"]},
                            {"value": 2.5, "persona": "two"},
                        ],
                        "channel": ["web"],
                        "importance": 5,
                        "owner": "dep",
                        "reach": Bare("80%"),
                        "moment_of_truth": True,
                        "duration": Bare("3min"),
                        "image": {"file": "frame.png", "alt": text},
                        "evidence": ["survey"],
                        "target": 80,
                        "pains": [
                            {"pain": "slow", **told, "severity": 4, "frequency": "often", "persona": "one"}
                        ],
                        "opportunities": [
                            {
                                "opportunity": "fast",
                                **told,
                                "answers": ["slow"],
                                "impact": 4,
                                "effort": 2,
                                "owner": "dep",
                            }
                        ],
                        "quotes": [{**told, "persona": "one"}],
                        "notes": [{"text": text}, {"text": "SECRET of a touchpoint", "private": True}],
                        "measures": {
                            "csat": [measured, {**measured, "date": "2026-10-30", "persona": "one"}],
                            "own": [{"value": 7, "n": 12, "source": text}],
                        },
                        "lanes": {"tools": lane()},
                        "next": [
                            {"to": "second", "when": text, "share": Bare("30%")},
                            {"to": "end", "when": text},
                        ],
                    },
                    {"touchpoint": "second", "name": text, "emotion": [{"value": 3}]},
                ],
            },
            {"stage": "empty", "name": text, "touchpoints": [{"touchpoint": "third", "name": text}]},
        ],
        "improvements": [
            {
                "improvement": "better",
                "title": text,
                "addresses": ["location.slow"],
                "owner": "dep",
                "status": "done",
                "impact": 5,
                "effort": 2,
                "due": "2026-12-31",
                "notes": [{"text": text}, {"text": "SECRET of an improvement", "private": True}],
                "effect": [
                    {"measure": "csat", "before": measured, "after": {**measured, "value": Bare("91%")}},
                    {
                        "measure": "csat",
                        "change": {"value": Bare("+20%"), "n": 12, "source": text, "evidence": ["survey"]},
                    },
                ],
            }
        ],
    }


def persona_with(id_: str, text: str) -> dict[str, Any]:
    texts = {name: [text] for name in ("goals", "needs", "expectations", "pains", "behaviours")}
    single = dict.fromkeys(("name", "role", "segment", "scenario", "quote"), text)
    image = {"file": "frame.png", "alt": text} if id_ == "one" else None
    return {"persona": id_, **texts, **single, "proficiency": "advanced", "share": Bare("40%"),
            "image": image, "demographics": {text[:80] or "age": text}, "evidence": ["survey"]}  # fmt: skip


def everything(
    text: str, *, language: str = "en", outputs: tuple[str, ...] = ("svg", "md"), **options: Any
) -> Sheet:
    """A sheet with `text` in every field, ready for a format."""
    journey = Journey.model_validate(journey_with(text), context=CONTEXT)

    def read(kind: type[Any], raw: dict[str, Any]) -> Any:
        return kind.model_validate(raw, context=CONTEXT)

    evidence = {
        "evidence": "survey",
        "kind": "survey",
        "title": text,
        "n": 30,
        "date": "2026-09-01",
        "source": text,
        "persona": "one",
    }
    project = Project(
        settings=read(
            Settings,
            {
                "title": text,
                "outputs": outputs,
                "lanes": [{"id": "does"}, {"id": "emotion"}, {"id": "pains"}, {"id": "tools", "name": text}],
                "measures": {"own": {"name": text, "unit": text[:50]}},
                "theme": {"brand": "#0f766e", "logo": "frame.png", "font": "Inter"},
            },
        ),
        languages=LANGUAGES,
        channels={"web": read(Channel, {"channel": "web", "name": text, "kind": "online"})},
        departments={"dep": read(Department, {"department": "dep", "name": text})},
        personas={id_: read(Persona, persona_with(id_, text)) for id_ in ("one", "two")},
        evidence={"survey": read(Evidence, evidence)},
        improvements=(
            read(Improvement, {"improvement": "shared", "title": text, "addresses": ["everything/first"]}),
        ),
        journeys={"everything": journey},
        assets={"frame.png": PIXEL},
    )
    return Sheet(
        project,
        journey,
        score_journey(project, journey),
        language,
        "everything",
        Options(**{"embed_fonts": False, **options}),
        checked=(
            Finding("C299", "found", Severity.INFO, text, Span("maps/map.yaml", 3, 1), text),
            Finding("C298", "found", Severity.WARNING, text, Span(f"../{text}", 3, 1)),
        ),
    )


@pytest.fixture(scope="session")
def sheet_with() -> Callable[..., Sheet]:
    """`sheet_with(text, language=…, private=…)`: a journey with the text in every field."""
    return everything


@pytest.fixture(scope="session")
def bare() -> Sheet:
    """The least journey there is."""
    raw = {
        "journey": "bare",
        "title": "Bare",
        "stages": [{"stage": "s", "name": "S", "touchpoints": [{"touchpoint": "t", "name": "T"}]}],
    }
    journey = Journey.model_validate(raw, context=CONTEXT)
    project = Project(languages=("en",), journeys={"bare": journey})
    return Sheet(project, journey, score_journey(project, journey), "en", "bare", Options(embed_fonts=False))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """`told(yaml, journey=…, checked=…)`: everything on the page of one of the journeys written."""

    def told_(text: str, journey: str = "visit", **options: Any) -> dict[str, Any]:
        (tmp_path / "maps.yaml").write_text(text, "utf-8")
        loaded = read_project(tmp_path)
        assert not loaded.failed, [finding.message for finding in loaded.findings]
        project = loaded.project
        sheet = Sheet(
            project,
            project[journey],
            score_journey(project, project[journey]),
            "en",
            journey,
            Options(embed_fonts=False),
        )
        return page(replace(sheet, **options))

    return told_


class Visit:
    """A page that was opened, and everything that went wrong while it was."""

    def __init__(self, page: Page, file: Path, address: str = "") -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )
        page.goto(file.as_uri() + address)
        page.wait_for_timeout(100)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    @property
    def strangers(self) -> list[str]:
        """Requests besides the page itself and what it carries."""
        return [url for url in self.requests[1:] if not url.startswith("data:")]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """`open_page(file, width=…, scheme=…, address=…)` opens a page in a window of its own."""
    contexts = []

    def open_(file: Path, *, width: int = 1440, scheme: Any = "light", address: str = "") -> Visit:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        return Visit(context.new_page(), file, address)

    yield open_
    for context in contexts:
        context.close()
