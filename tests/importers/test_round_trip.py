"""What jmap writes into tables it reads back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jmap
from jmap.spec.edit.compose import composed
from jmap.spec.nodes import Plain
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.build.importing import Made

    Imported = Callable[..., Made]

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PROJECTS = {
    path.name: jmap.load(path) for path in sorted(EXAMPLES.iterdir()) if (path / "jmap.yaml").exists()
}
JOURNEYS = [(name, id_) for name, project in PROJECTS.items() for id_ in project.journeys]
ELSEWHERE = {"use", "opens", "variant_of", "improvements"}
"""What leads into other files, or stands in others."""


def plain(value: Any, language: str) -> Any:
    """A dumped model in one language, without what a table of one journey cannot hold."""
    if isinstance(value, dict):
        if value and {*value} <= {"en", "zh-CN"}:
            return " ".join((value.get(language) or next(iter(value.values()))).split())
        return {key: plain(inner, language) for key, inner in value.items() if key not in ELSEWHERE}
    return [plain(inner, language) for inner in value] if isinstance(value, list) else value


def dumped(journey: Any, language: str) -> Any:
    return plain(journey.model_dump(mode="json", by_alias=True, exclude_defaults=True), language)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(("project", "id_"), JOURNEYS)
def test_a_register_imports_back(imported: Imported, project: str, id_: str, language: str) -> None:
    journey = PROJECTS[project][id_]
    made = imported("register.xlsx", jmap.draw(journey, "xlsx", language=language))
    again = made.loaded.project[id_]
    assert dumped(again, language) == dumped(journey, language)
    wanted = [each.id for each in PROJECTS[project].improvements_of(journey)]
    assert [each.id for each in again.improvements] == wanted
    for each in again.improvements:
        before = next(one for one in PROJECTS[project].improvements_of(journey) if one.id == each.id)
        assert dumped(each, language)["title"] == dumped(before, language)["title"]
        assert dumped(each, language).get("effect") == dumped(before, language).get("effect")
    if PROJECTS[project].settings.scoring == jmap.load(EXAMPLES / "connected-crm").settings.scoring:
        assert jmap.score(made.loaded.project)[id_].score == jmap.score(PROJECTS[project])[id_].score


@pytest.mark.parametrize(("project", "id_"), JOURNEYS)
def test_the_table_of_touchpoints_imports_back(imported: Imported, project: str, id_: str) -> None:
    journey = PROJECTS[project][id_]
    again = next(
        iter(imported("a.csv", jmap.draw(journey, "csv", language="en")).loaded.project.journeys.values())
    )
    for old, new in zip(journey.touchpoints, again.touchpoints, strict=True):
        assert (new.id, new.name.to("en")) == (old.id, old.name.to("en"))
        assert sorted(felt.value for felt in new.emotion) == sorted(felt.value for felt in old.emotion)
        assert [pain.text.to("en") for pain in new.pains] == [pain.text.to("en") for pain in old.pains]
        assert {*new.measures} <= {*old.measures}
    stages = [stage.id for stage in journey.stages]
    assert [stage.id for stage in again.stages] == stages


TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(-999, 999),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(TEXTS.filter(lambda key: key.strip() == key and key != ""), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(VALUES)
def test_what_is_composed_says_what_it_should(value: Any) -> None:
    (document,), findings = read("x.yaml", composed([{"journey": "a", "notes": value}]))
    assert findings == []
    assert document.root["notes"] == _texts(value)
    assert document.root["journey"] == "a"


def _texts(value: Any) -> Any:
    """Values as the reader gives them: every scalar a text."""
    import unicodedata

    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_plain_values_have_no_quotes() -> None:
    text = composed(
        [{"journey": Plain("a"), "reviewed": Plain("2026-09-30"), "title": "2026", "n": Plain("3")}]
    )
    assert text == b'journey: a\ntitle: "2026"\nreviewed: 2026-09-30\nn: 3\n'


CHANGES = """\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A hinge
    addresses: door
    effect:
      - {measure: csat, change: +20%}
      - {measure: csat, before: 4.1/5, change: {value: -0.4/5, n: 400, date: 2026-09-30, source: A case study}}
      - {measure: csat, before: 50%, after: 60%}
      - {measure: duration, change: -12s}
      - {measure: ces, change: {value: +1, better: higher}}
      - {measure: ces, after: 5}
"""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_reported_changes_import_back(tmp_path: Path, imported: Imported, language: str) -> None:
    (tmp_path / "visit.yaml").write_text(f"languages: [{language}]\n{CHANGES}", encoding="utf-8")
    journey = jmap.load(tmp_path)["visit"]
    again = imported("register.xlsx", jmap.draw(journey, "xlsx", language=language)).loaded.project["visit"]
    assert again.improvements[0].effects == journey.improvements[0].effects
