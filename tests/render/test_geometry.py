"""The drawn map as Chromium measures it: no font pushes a text out of its cell or onto another."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from jmap.layout.scene import Box, Face, Words
from jmap.model import Channel, Journey, Persona, Project
from jmap.model.quantity import Quantity
from jmap.model.text import Languages
from jmap.render.format import Options, Sheet
from jmap.render.formats.svg import FORMAT
from jmap.score import score_journey
from jmap.spec import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from jmap.layout.scene import Scene

LANGUAGES = ("zh-CN", "en")
EXAMPLES = ("connected-crm", "crm-experience-map", "cx-blueprint", "service-training", "ux-evaluation")
CHINESE = "客户在移动端提交材料后反复查询审核进度，并致电客服确认“是否还要补充”；两天后才收到短信通知。"
ENGLISH = "The customer hands the papers in on the phone, asks twice how far it is and calls to learn more."
SLACK = 1.1
"""Pixels a box may be off: Chromium rounds outward, and the foot of a `j` hangs over."""
LEAN = 2.5
"""The same for leaning letters: the foot of an `f` hangs over by so much."""

DEJAVU_ONLY = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{cache}</cachedir></fontconfig>
"""

BOXES = "document.fonts.ready.then(() => [...document.querySelectorAll('text')].map(text => {"
BOXES += " const box = text.getBBox(); return [box.x, box.y, box.width, box.height]; }))"


@dataclass(frozen=True)
class Shape:
    """What a generated map is like."""

    touchpoints: int
    personas: int
    long: bool = False
    missing: float = 0.2
    branches: bool = True


SHAPES = (
    Shape(1, 1, branches=False),
    Shape(1, 0, missing=1),
    Shape(3, 2, long=True),
    Shape(6, 3),
    Shape(9, 8, missing=0),
    Shape(20, 2, missing=0.6),
    Shape(60, 3),
    Shape(200, 2),
)


def words(rng: random.Random, most: int) -> dict[str, str]:
    start, count = rng.randrange(20), rng.randint(2, most)
    english = (ENGLISH.split() * 3)[start % 8 : start % 8 + max(1, count // 3)]
    return {"zh-CN": (CHINESE * 3)[start : start + count], "en": " ".join(english)}


def touchpoint(rng: random.Random, number: int, shape: Shape) -> dict[str, Any]:
    known = rng.random() >= shape.missing
    one: dict[str, Any] = {"touchpoint": f"t{number}", "name": words(rng, 16), "channel": ["web", "shop"]}
    if shape.long and number % 2 == 0:
        one["name"] = {"zh-CN": "超" * 90, "en": "Donaudampfschifffahrtsgesellschaft" * 4}
        one["does"] = [{"text": {"zh-CN": "长" * 20000, "en": "W" * 5000}}, {"text": "ÉÅÑ|gjpqyÇ" * 9}]
    if known:
        whose = [{"persona": f"p{i}"} for i in range(shape.personas)] or [{}]
        one["emotion"] = [
            {"value": rng.randint(2, 10) / 2, "n": rng.randint(1, 4000), **who} for who in whose
        ]
        one["thinks"] = [{"text": words(rng, 40)}]
        one["quotes"] = [{"text": words(rng, 60)}]
        one["measures"] = {
            "csat": [
                {"value": Quantity(rng.random(), "share"), "n": rng.randint(5, 9999), "date": "2026-09-30"}
            ],
            "nps": [{"promoters": rng.randint(1, 90), "passives": 10, "detractors": rng.randint(1, 90)}],
        }
        one["pains"] = [
            {"pain": "p", "text": words(rng, 40), "severity": rng.randint(1, 5), "frequency": 0.37}
        ]
        one["opportunities"] = [{"opportunity": "o", "text": words(rng, 40), "impact": 5, "effort": 1}]
        one["duration"] = float(rng.randint(1, 200000))
        one["moment_of_truth"] = number % 3 == 0
    if shape.branches and number % 4 == 2:
        targets = (
            f"t{max(0, number - 2)}",
            f"t{number}",
            "end",
            f"t{min(shape.touchpoints - 1, number + 1)}",
        )
        one["next"] = [{"to": to, "when": words(rng, 24)} for to in targets]
    return one


def generated(shape: Shape, language: str) -> Sheet:
    rng = random.Random(f"{shape}")  # noqa: S311 - chance for tests, not for secrets
    context = Languages(LANGUAGES)
    all_ = [touchpoint(rng, number, shape) for number in range(shape.touchpoints)]
    size = max(1, shape.touchpoints // 4)
    stages = [
        {
            "stage": f"s{i}",
            "name": words(rng, 14),
            "needs": [{"text": words(rng, 60)}],
            "touchpoints": all_[i : i + size],
        }
        for i in range(0, shape.touchpoints, size)
    ]
    people = [{"persona": f"p{i}", "name": words(rng, 9), "share": 0.1} for i in range(shape.personas)]
    journey = Journey.model_validate(
        {"journey": "j", "title": words(rng, 30), "scenario": words(rng, 60), "stages": stages, "target": 75,
         "personas": [person["persona"] for person in people], "reviewed": "2026-10-01"},
        context=context,
    )  # fmt: skip
    channels = [
        {"channel": "web", "name": {"zh-CN": "官网", "en": "Website"}, "kind": "online", "icon": "web"},
        {"channel": "shop", "name": {"zh-CN": "线下门店", "en": "Shop"}, "kind": "offline"},
    ]
    project = Project(
        languages=LANGUAGES,
        journeys={"j": journey},
        personas={f"p{i}": Persona.model_validate(raw, context=context) for i, raw in enumerate(people)},
        channels={str(raw["channel"]): Channel.model_validate(raw, context=context) for raw in channels},
    )
    options = Options(embed_fonts=False)
    return Sheet(project, journey, score_journey(project, journey), language, "j", options)


def examples(root: Path, name: str, *, embed: bool) -> Iterator[Sheet]:
    project = load(root / "examples" / name)
    for journey in project.journeys.values():
        for language in project.languages:
            scores, options = score_journey(project, journey), Options(embed_fonts=embed)
            yield Sheet(project, journey, scores, language, f"{journey.id}.{language}", options)


@pytest.fixture(scope="module", params=["installed fonts", "DejaVu only"])
def page(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page on this machine as it is, and on one that has nothing but DejaVu."""
    if request.param == "installed fonts":
        with browser.new_page() as page:
            yield page
        return
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "fonts.conf").write_text(DEJAVU_ONLY.format(cache=folder / "cache"), encoding="utf-8")
    bare = browser.browser_type.launch(
        executable_path=_program(browser),
        args=["--no-sandbox", "--disable-gpu"],
        env={"FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
    )
    yield bare.new_page()
    bare.close()


def _program(browser: Browser) -> str:
    import os
    import shutil

    assert browser.is_connected()
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert found is not None
    return found


def measured(page: Page, sheet: Sheet, folder: Path) -> list[Box]:
    """Boxes of all texts of the light picture, in the order of the scene."""
    file = folder / "map.svg"
    file.write_bytes(FORMAT.render(sheet).outputs[0].data)
    page.goto(file.as_uri())
    return [Box(*box) for box in page.evaluate(BOXES)]


def seen(word: Words, box: Box) -> Box:
    """The box to be kept clear: for digits from their feet to their heads, without leading."""
    if re.fullmatch(r"[\d.]+", word.text):
        return Box(box.x, word.y - 0.75 * word.size, box.width, 0.77 * word.size)
    return box


def check(scene: Scene, boxes: list[Box]) -> None:
    words = [shape for shape in scene.shapes() if isinstance(shape, Words)]
    assert len(words) == len(boxes)
    clear = [seen(word, box) for word, box in zip(words, boxes, strict=True)]
    for word, box in zip(words, clear, strict=True):
        assert word.cell.holds(box, LEAN if word.italic else SLACK), (word, box)
    faces = [shape for shape in scene.shapes() if isinstance(shape, Face)]
    rounds = [Box(f.x - f.radius, f.y - f.radius, 2 * f.radius, 2 * f.radius) for f in faces]
    everything = sorted([*clear, *rounds])
    for index, one in enumerate(everything):
        for other in everything[index + 1 :]:
            if other.x >= one.right - SLACK:
                break
            assert not one.meets(other, -SLACK), (one, other)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_generated_maps(page: Page, tmp_path: Path, shape: Shape, language: str) -> None:
    sheet = generated(shape, language)
    check(sheet.scene, measured(page, sheet, tmp_path))


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_examples(page: Page, root: Path, tmp_path: Path, name: str) -> None:
    for sheet in examples(root, name, embed=True):
        check(sheet.scene, measured(page, sheet, tmp_path))
