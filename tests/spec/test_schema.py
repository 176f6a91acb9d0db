"""The JSON Schema says what the loader says."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator
from tests.spec.conftest import write

from jmap.model import Channel, Department, Evidence, Journey, Persona, Settings
from jmap.model.frozen import Value, field_docs
from jmap.spec import read_project
from jmap.spec.descriptions_zh import DESCRIPTIONS, TITLES
from jmap.spec.forms import fields_of, keys_of
from jmap.spec.kinds import CATALOGUE, SINGLE
from jmap.spec.reader import read
from jmap.spec.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.spec.conftest import AsJson, Load

EXAMPLES = sorted(
    path.parent for path in (Path(__file__).resolve().parents[2] / "examples").glob("*/jmap.yaml")
)


@cache
def models() -> list[type[Value]]:
    """Every model of the language."""
    found: list[type[Value]] = []
    open_: list[type[Value]] = [Journey, Settings, Persona, Evidence, Channel, Department]
    while open_:
        kind = open_.pop()
        if kind not in found:
            found.append(kind)
            open_ += [field.kind for field in fields_of(kind).values() if field.kind]
    return found


def lineage(kind: type[Value]) -> tuple[str, ...]:
    return tuple(base.__name__ for base in kind.__mro__ if issubclass(base, Value) and base is not Value)


def errors(made: dict[str, Any], document: Any) -> list[str]:
    return [error.message for error in Draft7Validator(made).iter_errors(document)]


@cache
def general() -> dict[str, Any]:
    return schema()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_are_valid(example: Path, as_json: AsJson) -> None:
    project = read_project(example).project
    made = schema(project)
    Draft7Validator.check_schema(made)
    own_lanes = any(lane.name and not lane.origin for lane in project.settings.lanes)
    files = [path for path in sorted(example.rglob("*.yaml")) if "build" not in path.parts]
    assert files
    for path in files:
        for document in read(path.name, path.read_bytes())[0]:
            assert errors(made, as_json(document.root)) == [], path
            assert errors(general(), as_json(document.root)) == [] or own_lanes, path


def test_it_is_a_schema_itself_and_plain_data() -> None:
    Draft7Validator.check_schema(general())
    assert json.loads(json.dumps(general())) == general()
    assert schema() == general()


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_reference_leads_to_a_definition_and_every_definition_is_used() -> None:
    used = {reference.removeprefix("#/definitions/") for reference in references(general())}
    assert used == set(general()["definitions"])


@pytest.mark.parametrize("kind", models(), ids=lambda kind: kind.__name__)
def test_a_model_has_the_keys_that_the_loader_takes(kind: type[Value]) -> None:
    definition = general()["definitions"][kind.__name__.lower()]
    assert [*definition["properties"]] == [*keys_of(kind)]
    assert definition["additionalProperties"] is False


def test_the_root_offers_every_key_that_tells_what_a_document_is() -> None:
    assert [*general()["properties"]] == [*SINGLE]
    assert [*general()["definitions"]["catalogue"]["properties"]] == [*CATALOGUE]
    assert {"settings", "journey", "persona", "touchpoint"} <= set(general()["definitions"])


# What editors show


def test_everything_is_described_in_both_languages_and_in_short() -> None:
    for kind in models():
        definition = general()["definitions"][kind.__name__.lower()]
        assert TITLES[kind.__name__] in definition["title"]
        for key, value in definition["properties"].items():
            english, _, chinese = value["markdownDescription"].partition("\n\n")
            assert english, (kind, key)
            assert any("\u4e00" <= character <= "\u9fff" for character in chinese), (kind, key)
            assert len(english) <= 130, (kind, key)
            assert len(chinese) <= 60, (kind, key)


def test_every_field_has_its_chinese_and_every_chinese_its_field() -> None:
    used = set()
    for kind in models():
        assert DESCRIPTIONS[kind.__name__]
        used.add(kind.__name__)
        for key in keys_of(kind):
            names = [
                *(f"{name}.{key}" for name in lineage(kind)),
                *([] if key in fields_of(kind) else [f"Settings.{key}"]),
                key,
            ]
            used.add(next(name for name in names if name in DESCRIPTIONS))
    used |= {key for key in CATALOGUE if key in DESCRIPTIONS}
    assert used == set(DESCRIPTIONS)
    assert {kind.__name__ for kind in models()} == set(TITLES)


def test_the_english_is_that_of_the_models() -> None:
    touchpoint = general()["definitions"]["touchpoint"]["properties"]
    assert touchpoint["reach"]["markdownDescription"].startswith(
        field_docs(SINGLE["touchpoint"])["reach"] + "\n\n"
    )


# What is valid without a project

GOOD = """
journey: j
stages: S
---
journey: 2026
stages: [{stage: 1, channel: Web Shop, touchpoints: [A, {zh-CN: 登录}, {name: B, emotion: {a: 4, b: delighted}}]}]
---
journey: j
touchpoints: [A, B]
channels: [Web, {name: Shop, kind: offline}]
departments: {it: IT, sales: {name: Sales}, other: }
personas: [{name: P}, q]
evidence: [e, {evidence: f, kind: survey}]
languages: en
lanes: [does, {id: x, name: X, from: measures.csat}]
---
journey: j
stages: [{use: s, inherit: measures, owner: null}]
---
title: Only settings
channels: {web: Web}
---
personas: P
---
stages: [S]
touchpoints: [{touchpoint: t, does: [{p: x, q: {en: y}}, {text: z, private: true}]}]
---
evidence: e
kind: survey
persona: p
n: 12
date: 2026-09-30
---
persona: p
evidence: e
---
improvement: i
effect:
- {measure: csat, before: 71%, after: {value: 4.3/5, n: 210}}
- {measure: csat, change: +20%}
- {measure: csat, change: -0.4/5}
- {measure: nps, change: -3}
- {measure: duration, after: 3min, change: {value: -1h 30min, n: 400, date: 2026-09-30, evidence: e}}
addresses: 旅程/触点.痛点
"""


def test_what_is_right_is_valid(as_json: AsJson) -> None:
    documents, found = read("good", GOOD.encode())
    assert found == []
    for document in documents:
        assert errors(general(), as_json(document.root)) == [], as_json(document.root)


BAD = """
journey: j
stagess: [S]
---
journey: j
stages: [{name: S, touchpoints: [{name: T, emotion: 6}]}]
---
journey: j
stages: [{name: S, touchpoints: [{name: T, emotion: gladd}]}]
---
journey: j
stages: [{name: S, touchpoints: [{name: T, pains: [{text: x, sevrity: 3}]}]}]
---
journey: j
stages: [{name: S, touchpoints: [{name: T, does: {text: x, personna: p}}]}]
---
journey: j
stages: [{owner: x}]
---
journey: j
state: tomorrow
---
journey: j
reviewed: 30.9.2026
---
evidence: [{evidence: e}]
---
evidence: [{evidence: e, kind: survey}]
other: x
---
theme: {brand: teal}
---
lanes: [dose]
---
titel: x
---
gates: {max_findings: {errors: 1}}
---
- a list
---
text
"""


def test_what_is_wrong_is_not(as_json: AsJson, load: Load) -> None:
    documents, found = read("bad", BAD.encode())
    assert found == []
    texts = BAD.split("---\n")
    assert len(texts) == len(documents)
    for document, text in zip(documents, texts, strict=True):
        assert errors(general(), as_json(document.root)), text
        assert load(
            {("jmap.yaml" if text.startswith(("theme", "lanes", "titel", "gates")) else "a.yaml"): text}
        ).failed


# With a project

PROJECT: dict[str, str | bytes] = {
    "jmap.yaml": """
        languages: [en, zh-CN]
        channels: {web: Web, store: The Store}
        departments: [Sales Ops]
        lanes: [does, {id: coach, name: Coaching}, {id: score, name: Points}]
        measures: {chats: Chats}
        """,
    "p.yaml": "persona: p\nname: Pat",
    "e.yaml": "evidence: [{evidence: e, kind: survey}]",
    "t.yaml": "touchpoint: login\nname: Log in\n---\nstage: start",
    "j.yaml": "journey: j\npersonas: [p]\nstages: [{use: start, touchpoints: [{use: login}]}]",
}

KNOWN = [
    "channel: web", "channel: [store]", "owner: sales-ops", "owner: Sales Ops", "evidence: [e]", "opens: j",
    "use: login", "emotion: {p: 4}", "does: {text: x, persona: p}", "does: {p: {zh-CN: x}}", "does: {en: x}",
    "coach: x", "lanes: {coach: x}", "measures: {chats: 3}", "measures: {csat: 82%}", "name: {zh-CN: x}",
]  # fmt: skip
UNKNOWN = [
    "channel: shop", "channel: [web, shop]", "owner: it", "evidence: f", "opens: k", "use: logout", "emotion: {q: 4}",
    "does: {text: x, persona: q}", "does: {q: x}", "does: {fr: x}", "coaching: x", "lanes: {score: x}",
    "measures: {calls: 3}", "name: {fr: x}", "improvements: [x]",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The schema of the project."""
    folder = tmp_path_factory.mktemp("project")
    write(folder, PROJECT)
    made = schema(read_project(folder).project)
    Draft7Validator.check_schema(made)
    return made


@pytest.mark.parametrize("written", [*KNOWN, *UNKNOWN])
def test_a_project_knows_its_ids(load: Load, as_json: AsJson, made: dict[str, Any], written: str) -> None:
    spec = f"journey: k\npersonas: [p]\nstages: [{{name: S, touchpoints: [{{name: T, {written}}}]}}]"
    spec = spec.replace("name: T, name:", "touchpoint: t, name:")
    document = read("k.yaml", spec.encode())[0][0]
    assert bool(errors(made, as_json(document.root))) == (written in UNKNOWN)
    loaded = load({**PROJECT, "k.yaml": spec.replace("opens: k", "opens: l")})
    assert loaded.failed == (written in UNKNOWN), loaded.findings


def test_ids_are_shown_with_their_names(load: Load) -> None:
    made = schema(load(PROJECT).project)
    channel = made["definitions"]["touchpoint"]["properties"]["channel"]["oneOf"][0]
    assert dict(zip(channel["enum"], channel["enumDescriptions"], strict=True)) == {
        "web": "Web", "Web": "web", "store": "The Store",
    }  # fmt: skip


def test_a_project_with_errors_still_has_ids(load: Load) -> None:
    loaded = load({**PROJECT, "j.yaml": "journey: j\nstate: soon\nstages: [S]"})
    made = schema(loaded.project)
    assert loaded.failed
    assert "j" in made["definitions"]["touchpoint"]["properties"]["opens"]["enum"]
