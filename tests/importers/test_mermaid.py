"""Journey diagrams, judged by what Mermaid's own parser made of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from jmap.build.importing import make_spec
from jmap.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.build.importing import Made
    from jmap.model import Journey

    Imported = Callable[..., Made]


def journey(made: Made) -> Journey:
    (only,) = made.loaded.project.journeys.values()
    return only


def shown(text: str) -> str:
    """A text as Mermaid draws it, on one line."""
    return " ".join(text.replace("<br>", " ").replace("&lt;", "<").split())


def test_is_read_as_mermaid_reads_it(corpora: Path) -> None:
    folder = corpora / "mermaid-journey"
    oracle: list[dict[str, Any]] = json.loads((folder / "ORACLE.json").read_text(encoding="utf-8"))
    assert len(oracle) > 60
    for parsed in oracle:
        file = folder / parsed["file"]
        if not parsed["ok"]:
            with pytest.raises(SpecError) as refused:
                make_spec(file)
            assert [finding.code for finding in refused.value.findings] == ["I101"], file.name
            continue
        made = make_spec(file)
        assert made.loaded.errors == [], file.name
        read = journey(made)
        assert str(read.title) == (shown(parsed["title"]) or file.stem)
        homes = {one.id: str(stage.name) for stage in read.stages for one in stage.touchpoints}
        for one, task in zip(read.touchpoints, parsed["tasks"], strict=True):
            assert str(one.name) == shown(task["task"])
            known = task["score"] != "NaN" and 1 <= task["score"] <= 5
            assert {felt.value for felt in one.emotion} == ({task["score"]} if known else set()), file.name
            assert homes[one.id] == shown(task["section"]) or not task["section"], file.name
        people = {str(made.loaded.project.personas[id_].name) for id_ in read.personas}
        assert people == {shown(person) for task in parsed["tasks"] for person in task["people"] if person}


def test_actors_that_differ_are_told_apart(imported: Imported) -> None:
    made = imported("a.mmd", "journey\n  section Go\n    Make tea: 5: Me\n    Walk: 2: Me, Cat\n")
    tea, walk = journey(made).touchpoints
    assert [(felt.persona, felt.value) for felt in tea.emotion] == [("me", 5)]
    assert [(felt.persona, felt.value) for felt in walk.emotion] == [("me", 2), ("cat", 2)]
    assert journey(made).personas == ("me", "cat")


def test_entities_are_characters(imported: Imported) -> None:
    made = imported("a.mmd", "journey\n  title A #35;1 #colon; B\n  Ask#58; why#59; then#35;: 3: Me\n")
    assert str(journey(made).title) == "A #1 : B"
    assert [str(one.name) for one in journey(made).touchpoints] == ["Ask: why; then#"]


def test_a_score_that_is_none_is_kept_and_told(imported: Imported) -> None:
    made = imported("a.mmd", "journey\n  Walk: 7: Me\n")
    (walk,) = journey(made).touchpoints
    assert (walk.emotion, [str(note.text) for note in walk.notes]) == ((), ["score: 7"])
    assert [(each.code, each.span and each.span.line) for each in made.findings] == [("I201", 2)]


def test_what_mermaid_would_refuse_is_refused_with_its_line(imported: Imported) -> None:
    with pytest.raises(SpecError) as refused:
        imported("a.mmd", "journey\n  title T\n  section S\n  no colon here\n")
    (finding,) = refused.value.findings
    assert (finding.code, finding.span and finding.span.line) == ("I101", 4)
    assert '"no colon here"' in finding.message


def test_another_diagram_is_refused(imported: Imported) -> None:
    with pytest.raises(SpecError) as refused:
        imported("a.mmd", "flowchart TD\n  A --> B\n")
    assert [finding.code for finding in refused.value.findings] == ["I102"]


def test_the_diagram_of_a_markdown_file(imported: Imported) -> None:
    text = "# Tea\n\n```mermaid\npie\n```\n\n~~~mermaid\njourney\n  Make tea: 5: Me\n  Walk: 9: Me\n~~~\n"
    made = imported("a.md", text)
    assert [str(one.name) for one in journey(made).touchpoints] == ["Make tea", "Walk"]
    assert [each.span and each.span.line for each in made.findings] == [10]


def test_the_tables_of_a_markdown_file(imported: Imported) -> None:
    text = (
        "# Visits\n\nSome words | and a bar\n\n| Stage | **Step** | Pain points |\n|---|:-:|---|\n"
        "| Arrive | Door \\| gate | Heavy<br>*Squeaks* |\n| | Desk | |\n\n```\n| Step | x |\n|---|---|\n```\n"
    )
    made = imported("a.md", text)
    door, desk = journey(made).touchpoints
    assert str(journey(made).title) == "Visits"
    assert (str(door.name), str(desk.name)) == ("Door | gate", "Desk")
    assert [str(pain.text) for pain in door.pains] == ["Heavy", "Squeaks"]


def test_several_tables_are_several_journeys(imported: Imported) -> None:
    text = "## One\n\n|Step|Pain|\n|-|-|\n|Door|x|\n\n## Two\n\n|Step|Pain|\n|-|-|\n|Desk|y|\n"
    made = imported("a.md", text)
    found = made.loaded.project.journeys.values()
    assert [(str(each.title), str(each.touchpoints[0].name)) for each in found] == [
        ("One", "Door"),
        ("Two", "Desk"),
    ]
