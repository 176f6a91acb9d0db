from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.formats.mermaid_gantt import FORMAT, lines
from jmap.text.labels import label

if TYPE_CHECKING:
    from tests.render.conftest import ParseMermaid, SheetOf

    from jmap.render.format import Sheet


def sheet(sheet_of: SheetOf, *improvements: dict[str, Any], language: str = "en") -> Sheet:
    """A journey with improvements; `improvement` and `title` are the same where none is given."""
    found = [{"title": each["improvement"], **each} for each in improvements]
    return sheet_of(
        {"journey": "j", "title": "J", "improvements": found},
        language=language,
        departments=[{"department": "it", "name": "IT"}, {"department": "cx", "name": "Experience"}],
    )


def test_milestones_stand_by_department_in_the_order_of_their_days(sheet_of: SheetOf) -> None:
    told = lines(
        sheet(
            sheet_of,
            {"improvement": "late", "due": "2027-03-01", "owner": "it", "status": "planned"},
            {"improvement": "ours", "due": "2026-01-01"},
            {"improvement": "next", "due": "2026-12-31", "owner": "cx", "status": "doing"},
            {"improvement": "past", "due": "2026-10-31", "owner": "it", "status": "done"},
            {"improvement": "same", "due": "2026-12-31", "owner": "nobody"},
        )
    )
    assert [line.strip() for line in told] == [
        "gantt",
        "title J · Improvements",
        "accTitle: J · Improvements",
        "dateFormat YYYY-MM-DD",
        "axisFormat %Y-%m-%d",
        "todayMarker off",
        "section IT",
        "past · done · 2026-10-31: done, milestone, 2026-10-31, 0d",
        "late · planned · 2027-03-01: milestone, 2027-03-01, 0d",
        "section Experience",
        "next · in progress · 2026-12-31: active, milestone, 2026-12-31, 0d",
        "section nobody",
        "same · idea · 2026-12-31: milestone, 2026-12-31, 0d",
        "section No owner",
        "ours · idea · 2026-01-01: milestone, 2026-01-01, 0d",
    ]


def test_what_has_no_date_or_was_dropped_is_said(sheet_of: SheetOf) -> None:
    rendered = FORMAT.render(
        sheet(
            sheet_of,
            {"improvement": "dated", "due": "2026-12-31"},
            {"improvement": "someday"},
            {"improvement": "no-more", "due": "2026-12-31", "status": "dropped"},
            {"improvement": "never", "status": "dropped"},
            language="zh-CN",
        )
    )
    told = rendered.outputs[0].data.decode().splitlines()
    assert told[-4:] == [
        "%% 此图未能表达：",
        "%% - someday（无期限）",
        "%% - no-more：放弃",
        "%% - never：放弃",
    ]
    [finding] = rendered.findings
    assert finding.code == "F301"
    assert "Improvements without a due date: 1; Dropped improvements: 2" in finding.message


@pytest.mark.node
@pytest.mark.parametrize("improvements", [[], [{"improvement": "someday"}]])
def test_without_dates_the_title_says_so(
    sheet_of: SheetOf, parse_mermaid: ParseMermaid, improvements: list[dict[str, Any]]
) -> None:
    [parsed] = parse_mermaid(FORMAT.render(sheet(sheet_of, *improvements)).outputs[0].data)
    assert parsed["title"] == "J · Improvements: none has a due date"
    assert parsed["tasks"] == []


@pytest.mark.node
def test_the_parser_reads_the_examples_back(example_sheets: list[Sheet], parse_mermaid: ParseMermaid) -> None:
    everything = parse_mermaid(*(FORMAT.render(sheet).outputs[0].data for sheet in example_sheets))
    count = 0
    for sheet, parsed in zip(example_sheets, everything, strict=True):
        language, project = sheet.language, sheet.project
        dated = [each for each in project.improvements_of(sheet.journey) if each.due]
        shown = [
            (squeezed("".join(task["section"])), task["task"], task["tags"], task["days"])
            for task in sorted(parsed["tasks"], key=lambda task: task["task"])
        ]
        told = [
            (
                squeezed(project.departments[each.owner or ""].name.to(language)),
                f"{each.title.to(language)} · {label(f'status.{each.status}', language)} · {each.due}",
                [*({"doing": ["active"], "done": ["done"]}.get(each.status, [])), "milestone"],
                [f"{each.due:%Y}-{each.due.month}-{each.due.day}"] * 2 if each.due else [],
            )
            for each in dated
        ]
        assert shown == sorted(told, key=lambda task: task[1])
        count += len(shown)
    assert count > 50


def test_long_names_of_departments_are_broken(sheet_of: SheetOf) -> None:
    found = {"improvement": "i", "title": "I", "due": "2026-12-31"}
    journey = {"journey": "j", "title": "J", "improvements": [{**found, "owner": "a"}]}
    for name, told in (
        ("Customer experience", "Customer<br>experience"),
        ("客户体验与数字化运营中心", "客户体验<br>与数字化<br>运营中心"),
        ("Product", "Product"),
        ("Telecommunications", "Telecommunications"),
    ):
        sheet = sheet_of(journey, departments=[{"department": "a", "name": name}])
        assert [line for line in lines(sheet) if "section" in line] == [f"  section {told}"]


@pytest.mark.node
def test_the_parser_reads_the_plan_of_all_journeys(
    example_sheets: list[Sheet], parse_mermaid: ParseMermaid
) -> None:
    by_project: dict[tuple[int, str], list[Sheet]] = {}
    for sheet in example_sheets:
        by_project.setdefault((id(sheet.project), sheet.language), []).append(sheet)
    assert FORMAT.together is not None
    charts = parse_mermaid(*(FORMAT.together(sheets).outputs[0].data for sheets in by_project.values()))
    for sheets, parsed in zip(by_project.values(), charts, strict=True):
        project, language = sheets[0].project, sheets[0].language
        found = [*project.improvements, *(each for sheet in sheets for each in sheet.journey.improvements)]
        titles = [each.title.to(language) for each in found if each.due and each.status != "dropped"]
        assert sorted(task["task"].split(" · ")[0] for task in parsed["tasks"]) == sorted(titles)


def squeezed(text: str) -> str:
    """Without blanks: some have become ends of lines."""
    return "".join(text.split())
