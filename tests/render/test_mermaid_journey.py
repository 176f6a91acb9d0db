from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jmap.diagnostics import Severity
from jmap.render.formats.mermaid_journey import FORMAT
from jmap.text.labels import label

if TYPE_CHECKING:
    from tests.render.conftest import ParseMermaid, SheetOf

    from jmap.render.format import Sheet


@pytest.mark.node
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_parser_reads_the_journey_back(crm: Sheet, parse_mermaid: ParseMermaid, language: str) -> None:
    sheet = replace(crm, language=language)
    rendered = FORMAT.render(sheet)
    [parsed] = parse_mermaid(rendered.outputs[0].data)
    people = [sheet.project.personas[id_].name.to(language) for id_ in sheet.journey.personas]
    felt = {"login": 4, "entry": 3.5, "search": 3, "talk": 5, "report": 4.5}
    names = {touchpoint.id: touchpoint.name.to(language) for touchpoint in sheet.journey.touchpoints}
    names["search"] = label("mermaid.no-emotion", language, name=names["search"])
    assert names["search"] != sheet.journey.by_id["search"].name.to(language)
    assert parsed == {
        "type": "journey",
        "title": sheet.journey.title.to(language),
        "accTitle": sheet.journey.title.to(language),
        "accDescr": sheet.journey.scenario.to(language) if sheet.journey.scenario else "",
        "sections": [stage.name.to(language) for stage in sheet.journey.stages],
        "tasks": [
            {"section": stage.name.to(language), "task": names[t.id], "score": felt[t.id], "people": people}
            for stage in sheet.journey.stages
            for t in stage.touchpoints
        ],
    }


def test_what_is_left_out_is_said(crm: Sheet) -> None:
    rendered = FORMAT.render(replace(crm, language="en"))
    text = rendered.outputs[0].data.decode()
    comments = [line for line in text.splitlines() if line.startswith("%%")]
    emotion_word, notes = label("lane.emotion", "en"), label("lane.notes", "en")
    assert comments == text.splitlines()[-len(comments) :]
    assert f"%% - Data entry: {emotion_word} Sales rep 4, Service rep 2" in comments
    assert f"%% - {notes}: 1" in comments  # the private one is not even counted
    assert "secret" not in text
    [finding] = rendered.findings
    assert (finding.code, finding.name, finding.severity) == ("F301", "format-dropped", Severity.INFO)
    assert "Unknown emotions: 1; Emotions by persona: 1; " in finding.message
    assert f"{label('lane.pains', 'en')}: 1" in finding.message


def test_nothing_left_out_says_nothing(sheet_of: SheetOf) -> None:
    touchpoint = {"touchpoint": "t", "name": "T", "emotion": [{"value": 4}]}
    sheet = sheet_of(
        {"journey": "j", "title": "J", "stages": [{"stage": "s", "name": "S", "touchpoints": [touchpoint]}]}
    )
    rendered = FORMAT.render(sheet)
    assert rendered.outputs[0].data == b"journey\n  title J\n  accTitle: J\n  section S\n    T: 4\n"
    assert rendered.findings == ()


def test_emotions_of_whole_stages_are_not_lost(sheet_of: SheetOf) -> None:
    touchpoint = {"touchpoint": "t", "name": "T", "emotion": [{"value": 4}]}
    stages = [
        {"stage": "a", "name": "A", "emotion": [{"value": 2}]},
        {"stage": "b", "name": "B", "emotion": [{"value": 3}], "touchpoints": [touchpoint]},
        {"stage": "c", "name": "C"},
    ]
    sheet = replace(sheet_of({"journey": "j", "title": "J", "stages": stages}), language="en")
    rendered = FORMAT.render(sheet)
    lines = [line.strip() for line in rendered.outputs[0].data.decode().splitlines()]
    assert lines[3:8] == ["section A", "Whole stage: 2", "section B", "T: 4", "section C"]
    assert "%% - B: Emotion 3" in lines
    assert "Emotions of whole stages: 1" in rendered.findings[0].message


def test_a_diagram_too_large_for_mermaid_is_said(sheet_of: SheetOf) -> None:
    stages = [
        {
            "stage": "s",
            "name": "S",
            "touchpoints": [
                {"touchpoint": f"t{number}", "name": "触点" * 20, "emotion": [{"value": 4}]}
                for number in range(1200)
            ],
        }
    ]
    rendered = FORMAT.render(sheet_of({"journey": "j", "title": "J", "stages": stages}))
    assert [(f.code, f.severity) for f in rendered.findings] == [("F302", Severity.WARNING)]
