"""Wrong values under every key of the language: refused where they stand, with what is expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
from jsonschema import Draft7Validator

from jmap.model import (
    Bind,
    Channel,
    Column,
    Data,
    Department,
    Effect,
    Emotion,
    Evidence,
    Figure,
    Image,
    Improvement,
    Journey,
    Lane,
    Measurement,
    MeasureSettings,
    Opportunity,
    Pain,
    Persona,
    ReportedChange,
    Settings,
    Stage,
    Statement,
    Step,
    Touchpoint,
)
from jmap.model.frozen import Value
from jmap.model.project import CheckSettings, Gates, Privacy, Scoring, Theme
from jmap.model.text import Text
from jmap.model.values import Reader
from jmap.spec.forms import FORMS, fields_of
from jmap.spec.reader import read
from jmap.spec.schema import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.spec.conftest import AsJson, Load

    from jmap.diagnostics import Finding
    from jmap.spec import Loaded


@dataclass(frozen=True)
class Place:
    """Where a mapping of a model can stand: the lines before it, its indentation, and what it needs."""

    before: str
    indent: int
    needs: dict[str, str] = field(default_factory=dict)
    file: str = "map.yaml"


IN_STAGE = "journey: j\nstages:\n- stage: s\n  "
IN_TOUCHPOINT = IN_STAGE + "touchpoints:\n  - touchpoint: t\n    "
IN_EVIDENCE = "evidence: e\nkind: survey\n"
IN_IMPROVEMENT = "journey: j\nimprovements:\n- improvement: i\n  "

PLACES: dict[type[Value], Place] = {
    Journey: Place("", 0, {"journey": "j"}),
    Stage: Place("journey: j\nstages:\n-\n", 2, {"stage": "s"}),
    Touchpoint: Place(IN_STAGE + "touchpoints:\n  -\n", 4, {"touchpoint": "t"}),
    Statement: Place(IN_TOUCHPOINT + "does:\n", 6, {"text": "x"}),
    Emotion: Place(IN_TOUCHPOINT + "emotion:\n", 6, {"value": "4"}),
    Pain: Place(IN_TOUCHPOINT + "pains:\n", 6, {"pain": "p"}),
    Opportunity: Place(IN_TOUCHPOINT + "opportunities:\n", 6, {"opportunity": "o"}),
    Measurement: Place(IN_TOUCHPOINT + "measures:\n      csat:\n", 8, {"value": "82%"}),
    Image: Place(IN_TOUCHPOINT + "image:\n", 6, {"file": "no.png"}),
    Step: Place(IN_TOUCHPOINT + "next:\n", 6, {"to": "end"}),
    Improvement: Place("journey: j\nimprovements:\n-\n", 2, {"improvement": "i"}),
    Effect: Place(IN_IMPROVEMENT + "effect:\n", 4, {"measure": "csat"}),
    ReportedChange: Place(IN_IMPROVEMENT + "effect:\n    measure: csat\n    change:\n", 6, {"value": "+20%"}),
    Persona: Place("", 0, {"persona": "p"}),
    Evidence: Place("", 0, {"evidence": "e", "kind": "survey"}),
    Figure: Place(IN_EVIDENCE + "values:\n-\n", 2, {"measure": "csat", "value": "82%"}),
    Data: Place(IN_EVIDENCE + "data:\n", 2, {"file": "a.csv", "binds": "{measures: {csat: q}}"}),
    Bind: Place(IN_EVIDENCE + "data:\n  file: a.csv\n  binds:\n", 4, {"measures": "{csat: q}"}),
    Column: Place(
        IN_EVIDENCE + "data:\n  file: a.csv\n  binds:\n    measures:\n      csat:\n", 8, {"column": "q"}
    ),
    Channel: Place("channels:\n-\n", 2, {"channel": "c"}),
    Department: Place("departments:\n-\n", 2, {"department": "d"}),
    Settings: Place("", 0, file="jmap.yaml"),
    Lane: Place("lanes:\n-\n", 2, {"id": "does"}, "jmap.yaml"),
    MeasureSettings: Place("measures:\n  m:\n", 4, file="jmap.yaml"),
    Scoring: Place("scoring:\n", 2, file="jmap.yaml"),
    CheckSettings: Place("check:\n", 2, file="jmap.yaml"),
    Gates: Place("gates:\n", 2, file="jmap.yaml"),
    Privacy: Place("privacy:\n", 2, file="jmap.yaml"),
    Theme: Place("theme:\n", 2, file="jmap.yaml"),
}

MAPPING, LIST = "{xx-YY: 1}", "[[1]]"

NUMBER = ['"4"', "true", "many", ".nan", "1e999", "0x10", "4 5", MAPPING, LIST]
WRONG: dict[str, tuple[str, list[str]]] = {
    "Text": ("text", [LIST, "{}"]),
    "_id": ("id", ["a b", '"a/b"', "x" * 101, "end", MAPPING, LIST]),
    "_persona_id": ("id", ["a b", '"a/b"', "x" * 101, "value", "use", MAPPING, LIST]),
    "_reference": ("reference", ["a b", "a/b/c", "a.b.c", MAPPING, LIST]),
    "_language_tag": ("a language tag such as en or zh-CN", ["english", "EN", "cn", "5", MAPPING, LIST]),
    "_level": ("a whole number from 1 to 5", ["0", "6", "2.5", "-1", "1_0", *NUMBER]),
    "_emotion": ("an emotion from 1 to 5", ["0", "5.1", "-1", "gladd", *NUMBER]),
    "share": ("a share such as 80% or 0.8", ["101%", "1.2", "-1%", "80 percent", *NUMBER]),
    "_frequency": ("rare, sometimes, often, always", ["never", "120%", "-1", *NUMBER]),
    "duration": (
        "a duration such as 90s, 3min, 2h",
        ["90", "3 apples", "-3min", "1h-2min", '"3min"', *NUMBER[1:]],
    ),
    "_day": ("da", ["2026-13-01", "2026-02-30", "30.9.2026", "2026-9-3", "today", "20260930", MAPPING, LIST]),
    "_flag": ("true or false", ["yes", "1", '"true"', "True", MAPPING, LIST]),
    "_count": ("a whole number", ["-1", "2.5", *NUMBER]),
    "_sample": ("", ["0", "-1", "2.5", *NUMBER]),
    "_score": ("a score from 0 to 100", ["-1", "101", "50%", *NUMBER]),
    "_weight": ("a weight, 0 or more", ["-1", "50%", *NUMBER]),
    "read": ("", ["8/5", "4/0", "-1/5", "four", *NUMBER[:-2], LIST]),
    "read_change": ("a change such as", ["8/5", "4/0", "--5%", "+ 5%", "20% more", "four", *NUMBER, LIST]),
    "literal": ("one of ", ["nonsense", MAPPING, LIST]),
    "str": ("", [LIST, "{a: {b: c}}"]),
    "model": ("", [LIST]),
}
"""By how a value is read: what the message must say is expected, and values that are refused."""

SCHEMA = Draft7Validator(schema())

WITHOUT_TEXT_FORM = {Effect, CheckSettings, Gates, Privacy, Theme, Scoring}


def reader_of(annotation: Any, metadata: Any = ()) -> str:
    """What reads the values of a field: the name of a validator, or what stands for one."""
    for item in metadata:
        if isinstance(item, Reader):
            return getattr(item.function, "__name__", "")
    if annotation is Text:
        return "Text"
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return "model"
    if get_origin(annotation) is Literal:
        return "literal"
    if hasattr(annotation, "__metadata__"):
        return reader_of(annotation.__origin__, annotation.__metadata__)
    arguments = [argument for argument in get_args(annotation) if argument not in (type(None), ...)]
    return reader_of(arguments[-1]) if arguments else annotation.__name__


def cases() -> Iterator[Any]:
    for kind in PLACES:
        for key, entry in fields_of(kind).items():
            info = kind.model_fields[entry.name]
            reader = reader_of(info.annotation, info.metadata)
            expected, wrong = WRONG[reader]
            if key in ("owner", "channel", "personas"):
                wrong = (
                    [MAPPING, LIST] if key != "personas" else [LIST]
                )  # any text is a name as long as nothing is declared
            if key == "use":
                expected = "no shared"
            if entry.keyed:
                wrong, expected = ["abc", "[a]", "5"], "a mapping"
            elif reader == "model" and entry.kind in WITHOUT_TEXT_FORM:
                wrong, expected = ["abc", *wrong], "a mapping"
            for written in wrong:
                yield pytest.param(kind, key, written, expected, id=f"{kind.__name__}-{key}-{written[:20]}")


def spec(place: Place, key: str, written: str) -> tuple[str, int]:
    """The text of a file with `key: written` at `place`, and the line that is on."""
    needed = {name: value for name, value in place.needs.items() if name != key}
    margin = " " * place.indent
    text = place.before + "".join(f"{margin}{name}: {value}\n" for name, value in needed.items())
    return f"{text}{margin}{key}: {written}\n", text.count("\n") + 1


def load_spec(load: Load, place: Place, text: str) -> Loaded:
    if place.file == "map.yaml":
        return load(text)
    return load({place.file: text, "other.yaml": "journey: other\nstages: [S]\n"})


def at(loaded: Loaded, line: int) -> list[Finding]:
    return [found for found in loaded.findings if found.span and found.span.line == line]


def test_every_model_of_the_language_has_a_place_here() -> None:
    reached: set[type[Value]] = set()
    open_: list[type[Value]] = [Journey, Persona, Evidence, Channel, Department, Settings]
    while open_:
        kind = open_.pop()
        if kind not in reached:
            reached.add(kind)
            open_ += [entry.kind for entry in fields_of(kind).values() if entry.kind]
    assert reached == set(PLACES)
    assert set(FORMS) <= reached


@pytest.mark.parametrize(("kind", "key", "written", "expected"), [*cases()])
def test_a_wrong_value_is_refused_where_it_stands(
    load: Load, kind: type[Value], key: str, written: str, expected: str
) -> None:
    place = PLACES[kind]
    text, line = spec(place, key, written)
    loaded = load_spec(load, place, text)
    found = at(loaded, line)
    assert found, [str(each) for each in loaded.findings]
    value = place.indent + len(key) + 3
    inside = range(value, value + len(written))
    columns = {each.span.column for each in found if each.span}
    assert columns <= set(inside), (columns, value)
    if written not in (LIST, MAPPING):
        assert value in columns
    assert any(expected in each.message for each in found), [each.message for each in found]
    assert all(each.severity == "error" for each in found)
    elsewhere = [each for each in loaded.findings if each not in found and "no.png" not in each.message]
    assert elsewhere == []
    assert len(found) == 1 or written in (LIST, MAPPING)
    if kind not in (Persona, Evidence, Figure, Data, Bind, Column, Channel, Department):
        assert loaded.left_out == (("other",) if place.file == "jmap.yaml" else ("j",)) or key == "journey"


UNSEEN = {
    ".nan": "no bound holds for it",
    "True": "YAML takes it for true",
    '"3min"': "quotes are gone when a schema sees a text",
    "2026-02-30": "a pattern knows no calendar",
    "8/5": "a pattern compares no numbers",
    "4/0": "as above",
}
"""What a schema cannot see, under some keys."""

UNSEEN_NAMES = ("a b", '"a/b"', "x" * 101, "value", "use", "end")
"""What a persona may be called where nobody says otherwise."""


@pytest.mark.parametrize(("kind", "key", "written", "expected"), [*cases()])
def test_the_schema_refuses_it_too(
    as_json: AsJson, kind: type[Value], key: str, written: str, expected: str
) -> None:
    text, _ = spec(PLACES[kind], key, written)
    documents, findings = read("a.yaml", text.encode())
    assert findings == []
    del expected
    valid = SCHEMA.is_valid(as_json(documents[0].root))
    assert not valid or written in UNSEEN or (key == "persona" and written in UNSEEN_NAMES)


@pytest.mark.parametrize(
    ("kind", "key"),
    [(kind, key) for kind in PLACES for key in fields_of(kind) if key not in PLACES[kind].needs],
)
def test_a_misspelt_key_is_refused_and_the_right_one_shown(load: Load, kind: type[Value], key: str) -> None:
    place = PLACES[kind]
    misspelt = key + key[-1]
    text, line = spec(place, misspelt, "x")
    found = at(load_spec(load, place, text), line)
    assert [(each.code, each.span and each.span.column) for each in found] == [("S201", place.indent + 1)]
    assert f'"{misspelt}" is not a key of ' in found[0].message
    hint = found[0].hint or ""
    assert hint == f'did you mean "{key}"?' or len(key) < 3


MISSING: dict[type[Value], tuple[str, str]] = {
    Stage: ("owner: x", "name"),
    Touchpoint: ("owner: x", "name"),
    Statement: ("private: true", "text"),
    Emotion: ("n: 3", "value"),
    Pain: ("severity: 3", "text"),
    Opportunity: ("impact: 3", "text"),
    Image: ("alt: x", "file"),
    Step: ("when: x", "to"),
    Improvement: ("owner: x", "title"),
    Effect: ("before: 3%", "measure"),
    ReportedChange: ("n: 3", "value"),
    Evidence: ("evidence: e", "kind"),
    Figure: ("value: 82%", "measure"),
    Data: ("file: a.csv", "binds"),
    Bind: ("at: t", "measures"),
    Column: ("top: 7", "column"),
    Channel: ("kind: online", "name"),
    Department: ("department:", "name"),
    Lane: ("from: notes", "id"),
}
"""A line that is not enough, and the key that is missed: for what has id and name, the name."""


def test_a_measure_among_the_keys_of_a_touchpoint_is_shown_its_place(load: Load) -> None:
    spec = "journey: j\nstages: [{name: s, touchpoints: [{name: t, csat: 82%}]}]\n"
    (finding,) = load(spec).findings
    assert finding.code == "S201"
    assert finding.hint == "measured values stand under `measures:`, as in `measures: {csat: …}`"


def test_every_model_that_needs_a_key_is_tested() -> None:
    needing = {kind for kind in PLACES if any(entry.required for entry in fields_of(kind).values())}
    assert needing - {Journey, Persona} == set(MISSING)


@pytest.mark.parametrize("kind", MISSING)
def test_a_key_that_is_missing_is_named_once(load: Load, kind: type[Value]) -> None:
    place = PLACES[kind]
    written, key = MISSING[kind]
    (found,) = load_spec(load, place, f"{place.before}{' ' * place.indent}{written}\n").findings
    assert found.code == "S204"
    assert f'needs the key "{key}"' in found.message
    assert found.span
    assert found.span.path == place.file


LANGUAGES: dict[str, tuple[str, int, str]] = {
    "does: {en: a, fr: b}": ("S209", 15, '"fr" is not a declared language; declared: en'),
    "does: {en: a, p: b}": ("S215", 8, "languages or personas, not both"),
    "does: {p: a, q: b}": ("S205", 14, '"q" is no persona (p) and no language of the project (en)'),
    "does: {txt: a}": ("S205", 8, '"txt" is no persona'),
    "does: {en: [a]}": ("S202", 12, "expected text for language en, not a list"),
    "emotion: {p: 4, q: 2}": ("S205", 17, '"q" is no persona (p) and no key of an emotion'),
    "emotion: {p: 9}": ("S203", 14, "expected an emotion from 1 to 5"),
    "emotion: {p: {value: 4, m: 3}}": ("S201", 25, '"m" is not a key of an emotion'),
    "pains: [{fr: lent}]": ("S209", 10, '"fr" is not a declared language'),
    "pains: [{txt: slow}]": ("S201", 10, '"txt" is not a key of a pain'),
    "name: {fr: x}": ("S209", 8, '"fr" is not a declared language'),
    "name: {en: x, fr: y}": ("S209", 15, '"fr" is not a declared language'),
    "name: {en: }": ("S202", 7, "expected text, not an empty mapping"),
    "measures: {csat: {p: 82%, q: 3%}}": ("S205", 27, '"q" is no persona'),
    'does: "a\\u0001"': ("Y108", 9, ""),
    "quotes: {text: x, persona: q}": ("S205", 28, 'no persona is called "q"; known: p'),
    "channel: {web: Web}": ("S202", 10, "expected an id, not a mapping"),
}


@pytest.mark.parametrize("written", LANGUAGES)
def test_mappings_of_languages_and_personas(load: Load, written: str) -> None:
    code, column, message = LANGUAGES[written]
    loaded = load(
        f"personas: [p]\njourney: j\nstages:\n- touchpoints:\n  - touchpoint: t\n    {written}\n  stage: s\n"
    )
    assert [(each.code, each.span and (each.span.line, each.span.column)) for each in loaded.findings] == [
        (code, (6, column + 4))
    ], loaded.findings
    assert message in loaded.findings[0].message


FONTS = {
    "思源 Sans-3": True,
    "x" * 60: True,
    "x" * 61: False,
    "Arial; x": False,
    '""': False,
}


@pytest.mark.parametrize("font", FONTS)
def test_a_font_has_a_name_of_sixty_characters(load: Load, as_json: AsJson, font: str) -> None:
    text = f"theme:\n  font: {font}\n"
    found = load({"jmap.yaml": text, "j.yaml": "journey: j\nstages: [S]\n"}).findings
    expected = "expected the name of a font family: letters, digits, spaces and -, at most 60, not "
    assert [each.message.startswith(expected) for each in found] == ([] if FONTS[font] else [True]), found
    documents, _ = read("jmap.yaml", text.encode())
    assert font.isascii() is False or SCHEMA.is_valid(as_json(documents[0].root)) is FONTS[font]


def test_a_lane_without_a_name_is_told_how_own_lanes_are_written(load: Load) -> None:
    files: dict[str, str | bytes] = {
        "jmap.yaml": "lanes: [does, tone, xyz]\n",
        "map.yaml": "journey: a\nstages: [b]\n",
    }
    assert [finding.hint for finding in load(files).findings] == [
        'did you mean "owner"? for a lane of your own write {id: tone, name: …}',
        "for a lane of your own write {id: xyz, name: …}",
    ]
