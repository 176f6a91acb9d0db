"""What the comparing sections of a page say: curves, heat-map, matrix, paths, twins, findings, register."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from markupsafe import Markup

from jmap.diagnostics import Finding, Severity, Span
from jmap.render.format import Sheet
from jmap.report import chart, executive, registers
from jmap.report.formats.html import FORMAT
from jmap.report.names import Words
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.report.conftest import Told


PLAIN = "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n"

PERSONAS = """\
journey: visit
personas: [guest, member, staff]
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: Door, emotion: {guest: 2, member: 4}}
      - {touchpoint: hall, name: Hall, emotion: 3}
      - {touchpoint: desk, name: Desk, emotion: {guest: 1, member: 5, staff: 3}}
  - {stage: leave, name: Leave, emotion: {guest: 3, member: 3.5}}
"""


def test_a_bare_journey_has_none_of_them(told: Told) -> None:
    found = told(PLAIN, checked=())
    for section in ("curves", "heat", "matrix", "paths", "funnel", "twins", "findings", "improvements"):
        assert not found[section], section


def test_curves_are_listed_where_personas_differ_most(told: Told) -> None:
    found = told(PERSONAS)["curves"]
    assert [row["name"] for row in found["rows"]] == ["Desk", "Door", "Leave"]
    assert [row["range"] for row in found["rows"]] == ["4", "2", "0.5"]
    assert [row["href"] for row in found["rows"]] == ["#t-desk", "#t-door", "#s-leave"]
    desk = found["rows"][0]["values"]
    assert [(one["value"], one["end"]) for one in desk] == [("1", "low"), ("5", "high"), ("3", "")]
    assert [one["value"] for one in found["rows"][1]["values"]] == ["2", "4", ""]
    assert [mark["x"] for mark in found["marks"]] == ["62.5%", "12.5%", "87.5%"]


def test_halves_have_the_same_face_in_tables_as_in_the_heat_map(told: Told) -> None:
    found = told(PLAIN.replace("[Door]", "[{name: Door, emotion: 2.5}, {name: Hall, emotion: 4.5}]"))
    faces = [one["emotions"][0]["mood"] for one in found["touchpoints"][0]["touchpoints"]]
    rows = [row["mood"] for row in found["heat"]["rows"] if any(cell["count"] for cell in row["cells"])]
    assert (faces, rows) == ([3, 5], [5, 3])


def test_curves_break_where_nothing_is_known(told: Told) -> None:
    lines = {line["name"]: line for line in told(PERSONAS)["curves"]["lines"]}
    assert lines["guest"]["line"].count("M") == 1
    assert lines["staff"]["dots"].count("M") == 2
    assert lines["staff"]["line"].startswith("M375 100")
    assert len({(line["shade"], line["dash"]) for line in lines.values()}) == 3


def test_personas_who_feel_alike_are_not_compared(told: Told) -> None:
    text = PLAIN.replace("[Door]", "[{name: Door, emotion: 3}]") + "personas: [guest, member]\n"
    assert told(text)["curves"] == {}


@given(st.lists(st.one_of(st.none(), st.floats(1, 5)), max_size=60))
def test_curves_stay_in_their_box_and_end_where_their_values_are(values: list[float | None]) -> None:
    drawn = chart.curve(values)
    known = [index for index, value in enumerate(values) if value is not None]
    dots = [tuple(map(int, dot.removesuffix("h.1").split(" "))) for dot in drawn["dots"].split("M")[1:]]
    assert len(dots) == len(known)
    assert all(0 <= x <= chart.WIDTH and 0 <= y <= chart.HEIGHT for x, y in dots)


@given(st.lists(st.floats(0, 100), max_size=8))
def test_marks_of_a_row_keep_their_distance(places: list[float]) -> None:
    found = chart.rows(places, 3.0)
    pairs = [(a, b) for a in range(len(places)) for b in range(a)]
    assert all(found[a] != found[b] or abs(places[a] - places[b]) >= 3 for a, b in pairs)


def cell(heat: dict[str, Any], mood: int, importance: int) -> dict[str, Any]:
    row = next(row for row in heat["rows"] if row["mood"] == mood)
    found: dict[str, Any] = next(cell for cell in row["cells"] if cell["importance"] == importance)
    return found


def test_heat_counts_every_touchpoint_once_with_its_link(told: Told) -> None:
    points = "".join(
        f"      - {{touchpoint: t{n}, name: N{n}, emotion: 1.5, importance: 5}}\n" for n in range(9)
    )
    found = told(f"""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
{points}      - {{touchpoint: plain, name: Plain, emotion: 4.4}}
      - {{touchpoint: dark, name: Dark, importance: 1}}
""")["heat"]
    worst = cell(found, 2, 5)
    assert (worst["count"], worst["act"], len(worst["links"]), len(worst["more"])) == (9, True, 6, 3)
    assert worst["rest"] == "3 more"
    assert worst["links"][0] == {"name": "N0", "href": "#t-t0"}
    assert cell(found, 4, 3)["count"] == 1
    assert cell(found, 0, 1)["count"] == 1
    assert sum(one["count"] for row in found["rows"] for one in row["cells"]) == 11
    assert "1 touchpoint " in found["assumed"]


def test_matrix_numbers_what_is_open_and_lists_what_nobody_estimated(told: Told) -> None:
    found = told("""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        opportunities:
          - {opportunity: bell, text: A bell, impact: 5, effort: 1}
          - {opportunity: rug, text: A rug, impact: 2}
improvements:
  - {improvement: lamp, title: A lamp, addresses: door, impact: 5, effort: 1, status: doing}
  - {improvement: paint, title: Paint, addresses: door, impact: 1, effort: 5, status: dropped}
""")["matrix"]
    best = found["rows"][0]["cells"][0]
    assert [(mark["number"], mark["kind"]) for mark in best["marks"]] == [
        (1, "improvement"),
        (2, "opportunity"),
    ]
    assert best["name"] == "quick win"
    names = [one["name"] for row in found["rows"] for one in row["cells"] if one["name"]]
    assert names == ["quick win", "major project", "fill-in", "thankless task"]
    assert sum(len(one["marks"]) for row in found["rows"] for one in row["cells"]) == 2
    assert [item["href"] for group in found["groups"] for item in group["items"]] == ["#i-lamp", "#t-door"]
    assert [item["text"] for item in found["unknown"]] == ["A rug"]


def test_opportunities_of_whole_stages_are_on_the_matrix(told: Told) -> None:
    chance = "opportunities: [{text: A bell, impact: 5, effort: 1}]"
    (group,) = told(PLAIN.replace("name: Arrive", f"name: Arrive, {chance}"))["matrix"]["groups"]
    assert [(item["text"], item["places"], item["href"]) for item in group["items"]] == [
        ("A bell", "Arrive", "#s-arrive")
    ]


def test_register_puts_the_most_worthwhile_first_and_the_finished_last(told: Told) -> None:
    found = told("""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - improvement: old
    title: Old
    status: done
    effect: {measure: csat, before: {count: 40, n: 100}, after: {count: 60, n: 100}}
  - {improvement: slow, title: Slow, impact: 2, effort: 4}
  - {improvement: quick, title: Quick, impact: 5, effort: 1}
""")["improvements"]
    assert [one["id"] for one in found] == ["quick", "slow", "old"]
    assert [one["group"] for one in found] == ["Open", "Open", "Done or dropped"]
    (effect,) = found[2]["effects"]
    assert (effect["points"], effect["level"]) == ("+20", "good")
    low, high = effect["interval"].split(" … ")
    assert 0 < float(low) < 20 < float(high)


def test_an_effect_says_whose_values_it_compares(told: Told) -> None:
    page = told("""\
journey: visit
personas: [ann, bob]
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A hinge
    effect:
      - {measure: csat, before: {value: 50%, persona: ann}, after: {value: 60%, persona: ann}}
      - {measure: csat, change: {value: +20%, persona: bob}}
      - {measure: csat, before: {value: 50%, persona: ann}, after: 60%}
      - {measure: csat, before: 50%, after: 60%}
---
personas: [{persona: ann, name: Ann}, {persona: bob, name: Bob}]
""")
    (improvement,) = page["improvements"]
    assert [each["persona"] for each in improvement["effects"]] == ["Ann", "Bob", "", ""]


def test_a_reported_change_is_shown_with_its_sign_and_explained(told: Told) -> None:
    page = told("""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A hinge
    status: done
    effect:
      - {measure: csat, change: {value: 20%, n: 400, date: 2026-09-30, source: A case study}}
      - {measure: complaint-time, change: -50%}
      - {measure: error-rate, after: 3%, change: +1%}
      - {measure: csat, before: 50%, after: 60%}
""")
    (improvement,) = page["improvements"]
    found = [(each["change"].get("value", ""), each["level"]) for each in improvement["effects"]]
    assert found == [("+20%", "good"), ("−50%", "good"), ("+1%", "bad"), ("", "good")]
    assert (improvement["effects"][0]["change"]["n"], improvement["effects"][0]["change"]["source"]) == (
        400,
        "A case study",
    )
    points, reported = page["effects"]
    assert points.startswith("Effect: points after")
    assert "“as reported”" in reported


FORK = """\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: Door, duration: 10min, next: [{to: hall, share: 75%}, {to: end, share: 25%}]}
      - {touchpoint: hall, name: Hall, duration: 30min}
"""


def test_paths_take_their_time(told: Told) -> None:
    found = told(FORK)["paths"]
    assert [(fact["name"], fact["value"]) for fact in found["times"]] == [
        ("Shortest time", "10 min"), ("Expected time", "32 min 30 s"), ("Longest time", "40 min"),
    ]  # fmt: skip
    assert [(row["steps"], row["duration"], row["bar"], row["share"]) for row in found["rows"]] == [
        (["Door", "Hall"], "40 min", "100", "75%"), (["Door"], "10 min", "25", "25%"),
    ]  # fmt: skip
    assert found["missing"] == ""


def test_a_way_with_an_unknown_duration_has_none(told: Told) -> None:
    found = told(FORK.replace(", duration: 30min", ""))["paths"]
    assert found["times"] == []
    assert [row["duration"] for row in found["rows"]] == ["", "10 min"]
    assert "Hall" in found["missing"]


def test_long_ways_are_told_by_where_they_turn_off(told: Told) -> None:
    points = "".join(
        f"      - {{touchpoint: t{n}, name: N{n}{', next: [t11, t15]' if n == 10 else ''}}}\n"
        for n in range(20)
    )
    rows = told(f"journey: visit\nstages:\n  - name: S\n    touchpoints:\n{points}")["paths"]["rows"]
    assert [row["steps"] for row in rows] == [["N0", "N11", "N19"], ["N0", "N15", "N19"]]
    assert rows[0]["count"] == "20 touchpoints"


LOSSES = """\
journey: visit
personas: [guest, member]
stages:
  - name: Look
    touchpoints:
      - {touchpoint: post, name: Post, reach: 62%, measures: {conversion: {value: 4.8%, n: 21600, date: 2026-09-30}}}
      - {touchpoint: page, name: Page, reach: 85%, measures: {conversion: {count: 3, n: 24}}}
  - name: Buy
    touchpoints:
      - {touchpoint: till, name: Till, measures: {completion: {guest: 40%, member: 70%}}}
      - {touchpoint: help, name: Help, reach: 24%}
"""


def test_losses_are_told_of_a_hundred(told: Told) -> None:
    found = told(LOSSES)["funnel"]
    assert [stage["name"] for stage in found["stages"]] == ["Look", "Buy"]
    (post, page), (till, help_) = (stage["rows"] for stage in found["stages"])
    (one,) = post["goings"]
    assert (post["reach"], one["on"], one["leaves"], one["lost"]) == ("62", "4.8", "95.2", "59")
    assert (one["about"], one["date"]) == ("Conversion rate · n = 21600", "2026-09-30")
    (one,) = page["goings"]
    assert (one["about"], one["lost"], one["most"]) == (
        "Conversion rate · n = 24 · small sample",
        "74.4",
        "greatest loss",
    )
    assert [(one["about"], one["on"], one["lost"]) for one in till["goings"]] == [
        ("guest · Completion rate", "40", ""), ("member · Completion rate", "70", ""),
    ]  # fmt: skip
    assert [one["most"] for one in (*post["goings"], *till["goings"])] == ["", "", ""]
    assert (help_["id"], help_["reach"], help_["goings"][0]["on"]) == ("help", "24", "")


def test_one_place_or_reach_alone_is_no_funnel(told: Told) -> None:
    assert not told(re.sub(r", measures: .*", "}", LOSSES))["funnel"]
    assert not told(LOSSES[: LOSSES.index("      - {touchpoint: page")])["funnel"]


def test_the_table_of_losses_has_the_columns_it_needs(told: Told) -> None:
    found = told(LOSSES.replace("reach: 62%, ", "").replace("reach: 85%, ", ""))["funnel"]
    assert (found["reached"], found["lost"]) == (True, False)
    assert told(LOSSES)["funnel"]["lost"]


TWINS = """\
journey: visit
title: Today
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: Door, emotion: 2, pains: [{pain: dark, text: Too dark}]}
      - {touchpoint: form, name: Form, emotion: 1}
      - {touchpoint: exit, name: Exit, emotion: 3}
---
journey: next visit
title: Tomorrow
state: future
variant_of: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: Door, emotion: 4, pains: [{pain: loud, text: Too loud}]}
      - {touchpoint: app, name: App, emotion: 5}
      - {touchpoint: exit, name: Exit, emotion: 3}
""".replace("next visit", "next-visit")


def test_the_variant_is_compared_point_by_point(told: Told) -> None:
    (twin,) = told(TWINS, "next-visit")["twins"]
    assert [(side["title"], side["href"]) for side in twin["sides"]] == [
        ("Today", "visit.html"),
        ("Tomorrow", ""),
    ]
    assert [(point["name"], point["kind_name"], point["href"]) for point in twin["points"]] == [
        ("Door", "", "#t-door"), ("Form", "removed", "visit.html#t-form"), ("App", "new", "#t-app"),
    ]  # fmt: skip
    door = twin["points"][0]
    assert (door["scores"], door["shown"], door["level"]) == (["25", "75"], "+50", "good")
    assert (door["pains_gone"], door["pains_new"]) == (["Too dark"], ["Too loud"])
    assert twin["same"] == "Unchanged: Exit"
    assert [mark["number"] for mark in twin["chart"]["marks"]] == ["−", "+"]
    assert [line["dots"].count("M") for line in twin["chart"]["lines"]] == [3, 3]
    assert [line["line"].count("M") for line in twin["chart"]["lines"]] == [1, 1]


def test_the_origin_lists_its_variants_and_leads_there(told: Told) -> None:
    (twin,) = told(TWINS)["twins"]
    assert [(side["title"], side["href"]) for side in twin["sides"]] == [
        ("Today", ""), ("Tomorrow", "next-visit.html"),
    ]  # fmt: skip
    assert twin["points"] == []
    assert twin["told"]
    assert twin["shift"]["shown"] == "+50"


def finding(
    code: str, severity: Severity, *pointers: tuple[str | int, ...], path: str = "maps.yaml"
) -> Finding:
    return Finding(code, "name", severity, f"message of {code}", Span(path, 3, 1), pointers=pointers)


def test_findings_are_told_gravest_first_without_what_readers_must_not_see(told: Told) -> None:
    text = PLAIN.replace("[Door]", "[{name: Door, notes: [{text: SECRET, private: true}, open]}]")
    here = ("journeys", "visit", "stages", 0, "touchpoints", 0)
    found = told(
        text,
        checked=(
            finding("C201", Severity.INFO, here),
            finding("A302", Severity.WARNING, here, path="/etc/passwd"),
            finding("L701", Severity.WARNING, (*here, "notes", 0, "text")),
            finding("L702", Severity.WARNING, (*here, "notes", 1, "text"), path="../up.yaml"),
            finding("P801", Severity.ERROR, here),
            finding("T101", Severity.INFO, ("journeys", "visit", "goal")),
            finding("T102", Severity.INFO, ("journeys", "visit", "stages", 0, "name"), path="/etc/passwd"),
            finding("T103", Severity.INFO, ("journeys", "visit", "goal"), path="C:/x.yaml"),
        ),
    )["findings"]
    assert [(item["code"], item["place"]["name"], item["place"]["href"]) for item in found["items"]] == [
        ("L702", "Door", "#t-door"), ("A302", "Door", "#t-door"), ("T102", "Arrive", "#s-arrive"),
        ("T103", "", ""), ("C201", "Door", "#t-door"), ("T101", "maps.yaml", ""),
    ]  # fmt: skip
    assert found["counts"] == ["2 warnings", "4 notes"]


def test_a_page_finds_out_itself_where_nobody_has_checked(told: Told) -> None:
    text = PLAIN.replace("[Door]", "[{name: Door, pains: [{text: Dark, severity: 5}]}]")
    assert "A302" in {item["code"] for item in told(text)["findings"]["items"]}


def test_pens_differ(root: Path) -> None:
    project = read_project(root / "examples/connected-crm").project
    journey = project["purifier"]
    words = Words(Sheet(project, journey, score_journey(project, journey), "en", "x"))
    pens = [chart.pen(traveller) for traveller in words.plan.travellers]
    assert len({pen["shade"] for pen in pens}) == len({pen["dash"] for pen in pens}) == len(pens) == 3


def twins_with(sheet_with: Callable[..., Sheet], text: str) -> Sheet:
    """A journey with `text` in every field, and another which it is a variant of and differs from everywhere."""
    sheet = sheet_with(text)
    first, *others = sheet.journey.stages
    point, *more = first.touchpoints
    plain = point.model_copy(
        update={"does": (), "pains": (), "lanes": {}, "channels": (), "measures": {}, "owner": None}
    )
    plain, left = (each.model_copy(update={"next": None}) for each in (plain, point))
    left = left.model_copy(update={"id": "left"})
    changed = first.model_copy(update={"touchpoints": (plain, left, *more[1:])})
    origin = sheet.journey.model_copy(update={"id": "origin", "stages": (changed, *others)})
    variant = sheet.journey.model_copy(update={"variant_of": "origin"})
    for each in (origin, variant):
        for kept in ("touchpoints", "by_id"):
            vars(each).pop(kept, None)
    project = replace(sheet.project, journeys={"origin": origin, "everything": variant})
    return replace(sheet, project=project, journey=variant, scores=score_journey(project, variant))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</svg><style>*{display:none}</style>",
        "{{ 7 * 7 }} {% raw %}",
        "&lt;b&gt; ]]> <!-- -->",
        "\u202eover\u2066there",
    ],
)
def test_hostile_texts_stay_text_in_every_comparison(sheet_with: Callable[..., Sheet], text: str) -> None:
    def sections(words: str) -> Any:
        data = FORMAT.render(twins_with(sheet_with, words)).outputs[0].data.decode()
        names = ("curves", "heat", "matrix", "improvements", "twins", "findings")
        document = html.document_fromstring(data)
        return [section for name in names for section in document.xpath(f"//section[@id='{name}']")]

    def outline(found: Any) -> list[Any]:
        return [(each.tag, sorted(each.attrib)) for section in found for each in section.iter(etree.Element)]

    hostile = sections(text)
    assert len(hostile) == 6
    assert outline(hostile) == outline(sections("x"))
    assert all(text in "".join(section.itertext()) for section in hostile)


def test_opportunities_that_differ_are_told(told: Told) -> None:
    one = "- {touchpoint: till, name: Till, opportunities: [{opportunity: old, text: Old idea}]}"
    other = one.replace("old,", "new,").replace("Old", "New")
    rest = "- {touchpoint: exit, name: Exit}"
    head = "stages:\n  - name: Pay\n    touchpoints:\n"
    text = "\n---\n".join(
        f"journey: {id_}\n{more}{head}      {till}\n      {rest}"
        for id_, more, till in (("visit", "", one), ("next", "variant_of: visit\n", other))
    )
    (twin,) = told(text, "next")["twins"]
    (till,) = twin["points"]
    assert till["lanes"] == [{"name": "Opportunities", "before": ["Old idea"], "after": ["New idea"]}]
    assert twin["same"] == "Unchanged: Exit"


def test_everything_else_that_differs_is_told(told: Told) -> None:
    text = """\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        pains: [{pain: dark, text: Dark, severity: 5, frequency: often}, {pain: same, text: Same}]
        opportunities: [{opportunity: lamp, text: Lamp, impact: 2, effort: 2}]
        next: [{to: desk, share: 40%}, {to: exit, when: "it rains", share: 60%}]
      - {touchpoint: desk, name: Desk, opens: help}
  - name: Leave
    touchpoints: [{touchpoint: exit, name: Exit}]
---
journey: next
variant_of: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        moment_of_truth: true
        target: 80
        pains: [{pain: dark, text: Dark, severity: 2, frequency: often}, {pain: same, text: Same}]
        opportunities: [{opportunity: lamp, text: Lamp, impact: 4, effort: 2}]
      - {touchpoint: desk, name: Desk, next: exit}
      - {touchpoint: exit, name: Exit}
---
journey: help
title: Getting help
stages: [{name: Ask, touchpoints: [Ask]}]
"""
    (twin,) = told(text, "next")["twins"]
    changes = {
        point["name"]: [(lane["name"], lane["before"], lane["after"]) for lane in point["lanes"]]
        for point in twin["points"]
    }
    assert changes == {
        "Door": [
            ("Target", [], ["80"]),
            ("moment of truth", [], ["★"]),
            ("Next", ["Desk · 40%, Exit · it rains · 60%"], ["Desk"]),
            ("Pain points", ["Dark · severity 5 · often"], ["Dark · severity 2 · often"]),
            ("Opportunities", ["Lamp · impact 2 / effort 2"], ["Lamp · impact 4 / effort 2"]),
        ],
        "Desk": [("leads into another journey", ["Getting help"], [])],
        "Exit": [("Stage", ["Leave"], ["Arrive"])],
    }


def test_what_whole_stages_differ_in_is_told(told: Told) -> None:
    text = """\
journey: visit
stages:
  - {stage: ask, name: Ask, emotion: 2, pains: [{pain: slow, text: Slow}]}
  - {stage: wait, name: Wait, emotion: 3}
  - {stage: pay, name: Pay, goal: Quickly, pains: [{pain: dear, text: Dear}], touchpoints: [Till, Exit]}
  - {stage: bye, name: Bye, touchpoints: [Door]}
---
journey: next
variant_of: visit
stages:
  - {stage: ask, name: Ask, emotion: 5}
  - {stage: wait, name: Wait, emotion: 3}
  - {stage: buy, formerly: pay, name: Buy, goal: Safely, touchpoints: [Till, Exit]}
  - {stage: care, name: Care, emotion: 4}
"""
    (twin,) = told(text, "next")["twins"]
    assert [
        (point["name"], point["kind_name"], point["href"], point["shown"], point["pains_gone"])
        for point in twin["points"]
    ] == [
        ("Ask", "Whole stage", "#s-ask", "+75", ["Slow"]),
        ("Buy", "Whole stage", "#s-buy", "", ["Dear"]),
        ("Care", "Whole stage · new", "#s-care", "", []),
        ("Door", "removed", "visit.html#t-door", "", []),
    ]
    assert twin["points"][1]["scores"] == ["", ""], "those of its touchpoints are told by these"
    assert twin["points"][1]["lanes"] == [
        {"name": "Stage", "before": ["Pay"], "after": ["Buy"]},
        {"name": "Goal", "before": ["Quickly"], "after": ["Safely"]},
    ]
    assert twin["same"] == "Unchanged: Wait, Till, Exit"


def test_each_wave_given_by_counts_shows_its_own_value(told: Told) -> None:
    low, high = "{1: 90, 2: 5, 3: 5, 4: 0, 5: 0}", "{1: 0, 2: 0, 3: 0, 4: 40, 5: 60}"
    waves = f"[{{counts: {low}, date: 2025-01-01}}, {{counts: {high}, date: 2026-01-01}}]"
    text = f"""\
journey: visit
measures: {{csat: {waves}}}
stages: [{{name: Arrive, measures: {{csat: {waves}}}, touchpoints: [{{name: Door, measures: {{csat: {waves}}}}}]}}]
"""
    rows = told(text)["measures"]
    assert [[wave["value"] for wave in row["measures"][0]["waves"]] for row in rows] == [["0%", "100%"]] * 3


def test_personas_without_a_share_count_alike_where_they_are_all_that_is_known(told: Told) -> None:
    personas = "".join(
        f"---\n{{persona: {id_}, name: {id_}, share: {share}}}\n"
        for id_, share in (("p", "0%"), ("q", "0%"), ("r", "100%"))
    )
    text = "journey: visit\npersonas: [p, q, r]\nstages: [{name: S, touchpoints: [{name: T, emotion: {p: 5, q: 2}}]}]\n"
    ((row,),) = (stage["rows"] for stage in told(text + personas)["scores"])
    assert row["steps"] == [{"name": "All, by share", "formula": "50% × 100 + 50% × 25 = 62.5"}]


@pytest.mark.parametrize(
    ("share", "level"), [("69.4%", "warn"), ("69.6%", "good"), ("49.4%", "bad"), ("49.5%", "warn")]
)
def test_a_score_is_judged_as_it_is_shown(told: Told, share: str, level: str) -> None:
    text = f"journey: visit\nstages: [{{name: S, touchpoints: [{{name: T, measures: {{csat: {share}}}}}]}}]\n"
    ((row,),) = (stage["rows"] for stage in told(text)["scores"])
    assert row["level"] == level
    assert (int(row["shown"]) >= 70, int(row["shown"]) < 50) == (level == "good", level == "bad")


def test_executives_are_not_offered_what_is_taken_up(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: visit\nstages: [{name: S, touchpoints: [{touchpoint: t, name: T, opportunities: "
        "[{opportunity: o, text: Taken}, {opportunity: p, text: Open}]}]}]\n"
        "improvements: [{improvement: i, title: Do it, addresses: [t.o], status: doing}]\n",
        "utf-8",
    )
    project = read_project(tmp_path).project
    sheet = Sheet(project, project["visit"], score_journey(project, project["visit"]), "en", "visit")
    page_ = executive.edition(sheet, "", [], Markup(""))["html"]
    assert ("Do it" in page_, "Open" in page_, "Taken" in page_) == (True, True, False)


def test_values_and_targets_of_own_measures_are_told_in_their_units(tmp_path: Path, told: Told) -> None:
    (tmp_path / "jmap.yaml").write_text(
        "measures:\n"
        "  wait: {name: Wait, unit: min, target: 20}\n"
        "  churn: {name: Churn, unit: '%', target: 2}\n"
        "  papers: {name: Papers, unit: sheets, target: 3}\n",
        "utf-8",
    )
    values = "{wait: 68, churn: 4, papers: {value: 9, target: 5}}"
    found = told(f"journey: visit\nstages: [{{name: S, touchpoints: [{{name: T, measures: {values}}}]}}]\n")
    (row,) = found["measures"]
    waves = [wave for measure in row["measures"] for wave in measure["waves"]]
    assert [(wave["value"], wave["target"]) for wave in waves] == [
        ("1 h 8 min", "20 min"), ("4%", "2%"), ("9 sheets", "5 sheets"),
    ]  # fmt: skip


def test_a_reference_to_a_journey_that_is_not_shown_does_not_lead_into_this_one(bare: Sheet) -> None:
    words = Words(bare)
    nowhere = {"text": "", "journey": "", "href": ""}
    assert registers.address(words, "gone/t") == {"name": "gone/t", **nowhere}
    assert registers.address(words, "bare/t") == {"name": "T", **nowhere, "href": "#t-t"}


def test_an_improvement_of_an_id_that_stage_and_touchpoint_share_is_of_the_touchpoint(told: Told) -> None:
    stages = "stages: [{stage: pay, name: Pay, touchpoints: [{touchpoint: pay, name: Till}]}]"
    found = told(f"journey: visit\n{stages}\nimprovements: [{{title: Faster, addresses: [pay]}}]\n")
    (stage,) = found["touchpoints"]
    assert (stage["improvements"], len(stage["touchpoints"][0]["improvements"])) == ([], 1)
    assert found["improvements"][0]["addresses"][0]["href"] == "#t-pay"


def test_a_renamed_stage_is_one_part_of_the_twins_axis(told: Told) -> None:
    chart = told(
        """\
journey: now
stages:
  - {stage: in, name: Arrive, touchpoints: [{touchpoint: a, name: A, emotion: 2}, {touchpoint: b, name: B}]}
---
journey: next
variant_of: now
stages:
  - {stage: in, name: Come in, touchpoints: [{touchpoint: a, name: A, emotion: 4}, {touchpoint: c, name: C}]}
""",
        journey="next",
    )["twins"][0]["chart"]
    assert [stage["name"] for stage in chart["stages"]] == ["Come in"]
