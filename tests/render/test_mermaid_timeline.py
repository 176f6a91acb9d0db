from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jmap.render.formats.mermaid_timeline import FORMAT, lines
from jmap.text.labels import label

if TYPE_CHECKING:
    from tests.render.conftest import ParseMermaid, SheetOf

    from jmap.render.format import Sheet


def squeezed(text: str) -> str:
    """Without blanks: in Chinese they end lines."""
    return "".join(text.split())


@pytest.mark.node
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_parser_reads_the_timeline_back(crm: Sheet, parse_mermaid: ParseMermaid, language: str) -> None:
    sheet = replace(crm, language=language)
    [parsed] = parse_mermaid(FORMAT.render(sheet).outputs[0].data)
    title = sheet.journey.title.to(language)
    assert (parsed["type"], parsed["title"], parsed["accTitle"]) == ("timeline", title, title)
    assert parsed["sections"] == [stage.name.to(language) for stage in sheet.journey.stages]
    zh = language == "zh-CN"
    scores = [label("flow.score", language, value=value) for value in (75, 43, "?", 92, 61)]
    scores[2] = label("score.none", language)
    each = ["· 销售代表 4", "· 客服代表 2"] if zh else ["· Sales rep 4", "· Service rep 2"]
    felt = [["4"], each, [], ["5"], ["4.5"]]
    word = "情感" if zh else "Emotion"
    events = [[score, *(f"{word} {how}" for how in hows)] for score, hows in zip(scores, felt, strict=True)]
    events[0].append("痛点：登录速度慢" if zh else "Pain point: 登录速度慢")
    names = [("★ " if t.moment_of_truth else "") + t.name.to(language) for t in sheet.journey.touchpoints]
    homes = [stage.name.to(language) for stage in sheet.journey.stages for _ in stage.touchpoints]
    assert [
        (task["section"], task["task"], [*map(squeezed, task["events"])]) for task in parsed["tasks"]
    ] == [
        (home, name, [*map(squeezed, below)]) for home, name, below in zip(homes, names, events, strict=True)
    ]


@pytest.mark.node
def test_the_parser_reads_the_examples_back(example_sheets: list[Sheet], parse_mermaid: ParseMermaid) -> None:
    everything = parse_mermaid(*(FORMAT.render(sheet).outputs[0].data for sheet in example_sheets))
    for sheet, parsed in zip(example_sheets, everything, strict=True):
        language, journey = sheet.language, sheet.journey
        assert [*map(squeezed, parsed["sections"])] == [
            squeezed(stage.name.to(language)) for stage in journey.stages
        ]
        shown = [
            *map(squeezed, (text for task in parsed["tasks"] for text in (task["task"], *task["events"])))
        ]
        told = [
            text.to(language)
            for t in journey.touchpoints
            for text in (t.name, *(pain.text for pain in t.pains), *(idea.text for idea in t.opportunities))
        ]
        for text in told:
            assert any(squeezed(text) in each for each in shown), (journey.id, language, text)
        assert len(parsed["tasks"]) >= len(journey.touchpoints) > 0


def test_long_chinese_has_blanks_where_lines_end(sheet_of: SheetOf) -> None:
    long = "不知道哪一款适合自己家，也不知道去哪里问"
    touchpoints = [{"touchpoint": "t", "name": long}, {"touchpoint": "u", "name": "no blanks in short 中文"}]
    stages = [{"stage": "s", "name": "https://example.com/a-very-long-word", "touchpoints": touchpoints}]
    told = [*lines(sheet_of({"journey": "j", "title": "J", "stages": stages}))]
    assert told[3] == "  section https#58;//example.com/a-very-long-word"
    name = told[4].strip().partition(":")[0]
    assert squeezed(name) == long
    assert all(len(part) <= 9 for part in name.split())
    assert told[5].strip().startswith("no blanks in short 中文:")


def test_what_is_said_of_whole_stages_is_not_lost(sheet_of: SheetOf) -> None:
    touchpoint = {"touchpoint": "t", "name": "T"}
    stages = [
        {"stage": "a", "name": "A", "emotion": [{"value": 2}]},
        {"stage": "b", "name": "B", "pains": [{"pain": "p", "text": "P"}], "touchpoints": [touchpoint]},
        {"stage": "c", "name": "C"},
    ]
    sheet = sheet_of({"journey": "j", "title": "J", "stages": stages})
    told = [line.strip() for line in lines(sheet)][3:]
    assert told == [
        "section A",
        "Whole stage: No score yet: Emotion 2",
        "section B",
        "Whole stage: No score yet: Pain point#58; P",
        "T: No score yet",
        "section C",
    ]


def test_stages_of_one_name_are_told_apart(sheet_of: SheetOf) -> None:
    stages = [{"stage": id_, "name": "Use"} for id_ in "abc"]
    told = [line.strip() for line in lines(sheet_of({"journey": "j", "title": "J", "stages": stages}))]
    assert told[3:] == ["section Use", "section Use · 2", "section Use · 3"]


def test_it_is_said_whose_a_pain_is(sheet_of: SheetOf) -> None:
    pains = [{"pain": "a", "text": "Slow", "persona": "p"}, {"pain": "b", "text": "Dear", "persona": "gone"}]
    sheet = sheet_of(
        {
            "journey": "j",
            "title": "J",
            "stages": [
                {
                    "stage": "s",
                    "name": "S",
                    "touchpoints": [
                        {
                            "touchpoint": "t",
                            "name": "T",
                            "pains": pains,
                            "opportunities": [{"opportunity": "o", "text": "Quick", "persona": "p"}],
                        }
                    ],
                }
            ],
        },
        personas=[{"persona": "p", "name": "Anna"}],
    )
    assert [*lines(sheet)][-1].split(": ")[2:] == [
        "Pain point#58; Anna#58; Slow",
        "Pain point#58; Dear",
        "Opportunity#58; Anna#58; Quick",
    ]


def test_what_is_left_out_is_said(crm: Sheet) -> None:
    rendered = FORMAT.render(replace(crm, language="en"))
    comments = [line for line in rendered.outputs[0].data.decode().splitlines() if line.startswith("%%")]
    assert comments[:2] == ["%% Not shown in this diagram:", "%% - Flow: 6"]
    assert "%% - Notes: 1" in comments
    [finding] = rendered.findings
    assert finding.code == "F301"
    assert "Flow: 6; " in finding.message


@pytest.mark.node
def test_an_empty_journey_is_a_title(sheet_of: SheetOf, parse_mermaid: ParseMermaid) -> None:
    rendered = FORMAT.render(sheet_of({"journey": "j", "title": "J"}))
    assert rendered.outputs[0].data == b"timeline\n  title J\n  accTitle: J\n"
    assert rendered.findings == ()
    [parsed] = parse_mermaid(rendered.outputs[0].data)
    assert (parsed["title"], parsed["sections"], parsed["tasks"]) == ("J", [], [])
