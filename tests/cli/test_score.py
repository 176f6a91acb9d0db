"""`jmap score`, as people and pipelines run it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from jmap.text.cells import cells

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jmap

MAP = """\
journey: visit
title: A visit
personas: [guest, regular]
target: 80
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        channel: Shop
        owner: Porters
        measures:
          csat: {count: 41, n: 50, date: 2026-09-30, source: exit survey}
        pains:
          - {text: The door sticks, severity: 4, frequency: often}
        opportunities:
          - {text: "=Oil | the door", impact: 4, effort: 1}
  - name: Ask
    touchpoints:
      - name: Desk
        channel: [Shop, Phone]
        importance: 5
        emotion: {guest: 2, regular: 4}
improvements:
  - title: Sliding door
    addresses: [door.the-door-sticks]
    owner: Porters
    status: done
    impact: 5
    effort: 2
    effect:
      measure: csat
      before: {count: 20, n: 50}
      after: {count: 41, n: 50}
  - {title: Second desk, addresses: [desk], owner: Reception, impact: 4, effort: 2}
"""


@pytest.fixture
def visit(jmap: Jmap) -> str:
    jmap.write("jmap.yaml", "title: Visits\n")
    jmap.write("journeys/visit.yaml", MAP)
    return "."


def columns(text: str) -> list[list[str]]:
    """The cells of an aligned table: at least two blanks stand between them."""
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in text.strip().split("\n")]


def test_a_row_per_journey(jmap: Jmap, visit: str) -> None:
    done = jmap("score", visit)
    assert (done.code, done.err) == (0, "")
    heading, row = columns(done.out)
    assert heading == [
        "Journey", "Curve", "Experience score", "Measured", "Judged", "Unknown",
        "n", "Pain load", "Lowest", "Peak–end", "Gap to target",
    ]  # fmt: skip
    # (3 × 82 + 5 × 50) / 8
    assert row == [
        "A visit",
        "▇▅",
        "62",
        "38%",
        "62%",
        "0%",
        "50",
        "18%",
        "Desk (50)",
        "66",
        "−18 (target 80)",
    ]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        ("stage", [["Arrive", "▇", "82 ± 10.5"], ["Ask", "▅", "50"]]),
        ("touchpoint", [["Door", "▇", "82 ± 10.5"], ["Desk", "▅", "50"]]),
        ("persona", [["guest", "▇▃", "46.4"], ["regular", "▇▇", "77.6"]]),
        ("segment", [["none", "▇▅", "62"]]),
        ("channel", [["Shop", "▇▅", "62"], ["Phone", "▅", "50"]]),
        ("department", [["Porters", "▇", "82 ± 10.5"], ["none", "▅", "50"]]),
    ],
)
def test_rows_by(jmap: Jmap, visit: str, by: str, rows: list[list[str]]) -> None:
    found = columns(jmap("score", visit, "--by", by).out)[1:]
    assert [row[:3] for row in found] == rows


def test_nothing_known_is_said(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: empty\ntitle: Empty\nstages:\n  - {name: S, touchpoints: [Door]}\n")
    done = jmap("score", "map.yaml")
    assert done.code == 0
    assert columns(done.out)[1] == ["Empty", "·", "n/a", "0%", "0%", "100%"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--by", "persona"), "no journey names a persona"),
        (("--by", "segment"), "no journey names a persona"),
        (("--by", "touchpoint"), "no journey has stages with touchpoints"),
        (("--priorities",), "no journey has an improvement or an opportunity"),
    ],
)
def test_an_empty_table_says_why(jmap: Jmap, arguments: tuple[str, ...], words: str) -> None:
    jmap.write("map.yaml", "journey: empty\ntitle: Empty\n")
    done = jmap("score", "map.yaml", *arguments)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("note: nothing to ")
    assert words in done.err


def test_chinese_is_aligned_and_plain(jmap: Jmap, root: Path) -> None:
    done = jmap("score", str(root / "examples/connected-crm"), "--by", "touchpoint")
    lines = done.out.rstrip("\n").split("\n")
    assert "\x1b" not in done.out
    assert {"客户旅程", "触点", "体验分"} <= set(columns(done.out)[0])
    # The column of curves begins at the same place everywhere.
    places = {cells(line[: min(map(line.index, set(line) & set("▁▂▃▄▅▆▇█·")))]) for line in lines[1:]}
    assert len(places) == 1


def test_colour_only_where_it_is_wanted(jmap: Jmap, visit: str) -> None:
    assert "\x1b[2m" in jmap("score", visit, FORCE_COLOR="1", NO_COLOR="").out
    assert "\x1b" not in jmap("score", visit, FORCE_COLOR="1", NO_COLOR="1").out


def test_a_narrow_encoding_gets_digits_for_blocks(jmap: Jmap, visit: str) -> None:
    done = jmap("score", visit, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "  75  " in done.out


# Formats


def test_json_holds_numbers(jmap: Jmap, visit: str) -> None:
    document = json.loads(jmap("score", visit, "-f", "json").out)
    (row,) = document["rows"]
    assert (document["format"], document["by"]) == ("jmap-scores/1", "journey")
    assert (row["journey"], row["score"], row["gap"], row["measured"]) == ("visit", 62, -18, 0.375)
    assert (row["low"], row["n_min"], row["lowest"]) == (None, 50, "Desk")


def test_csv_never_computes(jmap: Jmap, visit: str) -> None:
    scores = list(csv.DictReader(io.StringIO(jmap("score", visit, "-f", "csv").out)))
    assert [(row["id"], row["gap"]) for row in scores] == [("visit", "-18")]
    rows = list(csv.DictReader(io.StringIO(jmap("score", visit, "--priorities", "-f", "csv").out)))
    assert [row["text"] for row in rows] == ["Second desk", "Sliding door", "'=Oil | the door"]


def test_markdown_is_escaped(jmap: Jmap, visit: str) -> None:
    done = jmap("score", visit, "--priorities", "-f", "md")
    html = MarkdownIt("commonmark").enable("table").render(done.out)
    assert html.count("<table>") == 2
    assert "<td>=Oil | the door</td>" in html


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_texts_cannot_steer_the_terminal(jmap: Jmap, form: str) -> None:
    jmap.write("map.yaml", 'journey: j\ntitle: "\\u202eA\\u2066"\nstages: [{name: S, touchpoints: [Door]}]\n')
    done = jmap("score", "map.yaml", "-f", form)
    assert "\x1b" not in done.out
    if form == "table":
        assert "\u202e" not in done.out


# Explanations


@pytest.mark.parametrize("name", ["desk", "visit/desk", "Desk", "A visit/Desk", "visit/Desk"])
def test_a_touchpoint_is_explained_with_its_numbers(jmap: Jmap, visit: str, name: str) -> None:
    lines = jmap("score", visit, "--explain", name).out.split("\n")
    stripped = [line.strip() for line in lines]
    assert stripped[0] == "Desk · Touchpoint · A visit"
    assert "emotion · guest: (2 - 1) / 4 × 100 = 25" in stripped
    assert "(0.5 × 25 + 0.5 × 75) / 1 = 50" in stripped
    assert any(line.startswith("Weight") and line.endswith("5 = Importance 5") for line in stripped)
    assert any(line.startswith("Touchpoint: its values") for line in stripped)


def test_stage_and_journey_are_explained(jmap: Jmap, visit: str) -> None:
    assert "desk: 50" in jmap("score", visit, "--explain", "ask").out
    journey = jmap("score", visit, "--explain", "visit").out
    for step in (
        "(3 × 82 + 5 × 50) / 8 = 62",
        "pain-load: (3 × 0.48) / 8 = 0.18",
        "peak–end: (door 82 + desk 50) / 2 = 66",
        "measured: (3 × 1) / 8 = 0.38",
    ):
        assert step in journey


def test_what_is_not_there_is_not_explained(jmap: Jmap, visit: str) -> None:
    done = jmap("score", visit, "--explain", "dsek")
    assert done.code == 2
    assert "did you mean desk?" in done.err


def test_names_are_taken_as_tables_show_them(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "languages: [zh-CN, en]\n")
    stage = "{name: 到店, touchpoints: [{name: {zh-CN: 取号/排队, en: Queue}, emotion: 3}]}"
    jmap.write("visit.yaml", f"journey: visit\ntitle: {{zh-CN: 开户, en: Open}}\nstages: [{stage}]\n")
    for name in ("取号/排队", "Queue", "开户/取号/排队", "visit/Queue"):
        assert jmap("score", "--explain", name).out.startswith("取号/排队 · ")
    assert "did you mean 取号/排队" in jmap("score", "--explain", "取号排队").err
    gated = jmap("score", "--lang", "en", "--min-score", "60")
    assert gated.err.startswith("error: Open (visit) scores 50, ")


# What to do first


def test_priorities_say_whose_and_what_they_brought(jmap: Jmap, visit: str) -> None:
    improvements, opportunities = (
        columns(part) for part in jmap("score", visit, "--priorities").out.split("\n\n")
    )
    assert [row[0] for row in improvements] == ["Improvement", "Second desk", "Sliding door"]
    assert improvements[1][1:4] == ["Desk", "Reception", "idea"]
    assert improvements[2][-1] == "Satisfaction (CSAT) 40% → 82% (+42; 95% interval +25.2 … +58.8)"
    assert opportunities[1][:6] == ["=Oil | the door", "Door", "Porters", "4", "1", "quick win"]
    grouped = jmap("score", visit, "--priorities", "--by", "department").out
    assert columns(grouped)[1][0] == "Second desk"


def test_goals_say_what_is_missed_by_how_much_and_whose_it_is(jmap: Jmap, visit: str) -> None:
    jmap.write("journeys/visit.yaml", MAP.replace("n: 50, date", "n: 50, target: 90%, date"))
    assert columns(jmap("score", visit, "--goals").out) == [
        ["Place", "Measure", "Value", "Target", "Gap to target", "Status", "n", "Date", "Owner"],
        ["Whole journey", "Experience score", "62", "80", "−18", "missed"],
        ["Door", "Satisfaction (CSAT)", "82%", "90%", "−8", "missed", "50", "2026-09-30", "Porters"],
    ]
    (_, row) = json.loads(jmap("score", visit, "--goals", "-f", "json").out)["rows"]
    assert (row["place"], row["measure"], row["gap"], row["reached"]) == ("door", "csat", -8, False)
    (first, *_) = csv.DictReader(io.StringIO(jmap("score", visit, "--goals", "-f", "csv").out))
    assert (first["place"], first["target"]) == ("", "80")


def test_goals_can_be_a_gate(jmap: Jmap, visit: str) -> None:
    assert jmap("score", visit, "--max-missed", "1").code == 0
    done = jmap("score", visit, "--max-missed", "0")
    assert done.code == 1
    assert done.err == (
        "error: A visit (visit) misses 1 goal, and 0 may be: `jmap score --goals` lists them\n"
    )
    jmap.write("jmap.yaml", "gates: {max_missed: 0}\n")
    assert jmap("score", visit, "--goals").code == 1
    jmap.write("journeys/visit.yaml", MAP.replace("target: 80", "target: 80\nstate: future"))
    assert jmap("score", visit).code == 0


def test_without_goals_it_says_so(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n")
    done = jmap("score", "--goals")
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("note: nothing is aimed at")


# Gates


def test_gates_say_which_and_by_how_much(jmap: Jmap, visit: str) -> None:
    assert jmap("score", visit, "--min-score", "62", "--min-coverage", "37.5%").code == 0
    done = jmap("score", visit, "--min-score", "70.5", "--min-coverage", "0.5")
    assert done.code == 1
    assert done.err.splitlines() == [
        "error: A visit (visit) scores 62, 8.5 points below the least allowed, 70.5",
        "error: A visit (visit) is measured to 37.5%, 12.5 points below the least allowed, 50%",
    ]
    assert "A visit" in done.out


def test_gates_of_the_project_hold_unless_the_command_line_says_otherwise(jmap: Jmap, visit: str) -> None:
    jmap.write("jmap.yaml", "gates: {min_score: 70, min_coverage: 10%}\n")
    done = jmap("score", visit)
    assert done.code == 1
    assert done.err == "error: A visit (visit) scores 62, 8 points below the least allowed, 70\n"
    assert jmap("score", visit, "--min-score", "60").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["--min-score", "101"],
        ["--min-score", "nan"],
        ["--min-coverage", "60"],
        ["--min-coverage", "nan"],
        ["--tolerance", "1"],
        ["--explain", "desk", "-f", "json"],
        ["--explain", "desk", "--by", "channel"],
        ["--priorities", "--by", "stage"],
        ["--goals", "--priorities"],
        ["--max-missed", "-1"],
        ["--goals", "--by", "stage"],
        ["--by", "shoe-size"],
        ["--lang", "tlh"],
        ["--max-drop", "HEAD"],
    ],
)
def test_wrong_usage_is_refused(jmap: Jmap, visit: str, arguments: list[str]) -> None:
    done = jmap("score", visit, *arguments, GIT_CEILING_DIRECTORIES=str(jmap.folder.parent))
    assert done.code == 2
    assert done.err.startswith("error: ")
    assert done.out == ""


def test_a_drop_since_a_revision_fails(jmap: Jmap, visit: str) -> None:
    jmap.commit()
    assert jmap("score", visit, "--max-drop", "HEAD").code == 0
    jmap.write("journeys/visit.yaml", MAP.replace("{guest: 2, regular: 4}", "{guest: 2, regular: 2}"))
    done = jmap("score", visit, "--max-drop", "HEAD")
    assert done.code == 1
    assert done.err == "error: A visit (visit) scores 46.38, 15.63 points below the 62 at HEAD\n"
    assert jmap("score", visit, "--max-drop", "HEAD", "--tolerance", "15.63").code == 0
    assert jmap("score", "journeys/visit.yaml", "--max-drop", "HEAD").code == 1


def test_what_cannot_be_compared_with_a_revision_is_told(jmap: Jmap, visit: str) -> None:
    jmap.write("journeys/visit.yaml", "journey: [\n")
    jmap.commit()
    jmap.write("journeys/visit.yaml", MAP)
    done = jmap("score", visit, "--max-drop", "HEAD")
    assert done.code == 0
    assert done.err == "note: at HEAD not readable, and not compared: journeys/visit.yaml\n"


def test_nothing_but_errors(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: j\nstages: [{name: A, touchpoints: [{nam: Door}]}]\n")
    for arguments in ([], ["--priorities"], ["--explain", "door"], ["-f", "md"]):
        done = jmap("score", "map.yaml", *arguments)
        assert (done.code, "note:" in done.err, done.out) == (1, False, "")


def test_errors_in_a_journey_cost_the_others_nothing(jmap: Jmap, visit: str) -> None:
    jmap.write("journeys/broken.yaml", "journey: broken\ntitle: B\nstagse: []\n")
    done = jmap("score", visit)
    assert done.code == 1
    assert "A visit" in done.out
    assert "broken.yaml:3" in done.err


@pytest.mark.parametrize(("language", "told"), [("en", "1 h 8 min"), ("zh-CN", "1 小时 8 分钟")])
def test_durations_are_told_in_the_words_of_the_reader(
    jmap: Jmap, tmp_path: Path, language: str, told: str
) -> None:
    (tmp_path / "map.yaml").write_text(
        "languages: [en, zh-CN]\njourney: visit\n"
        "stages: [{name: Arrive, touchpoints: [{name: Door, measures: {duration: 68min}}]}]\n",
        encoding="utf-8",
    )
    assert told in jmap("score", str(tmp_path), "--explain", "door", "--lang", language).out
