"""How scores came to be what they are, from a repository with a past."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

SPEC = """\
journey: {id}
title: A visit
stages:
  - stage: arrive
    touchpoints:
      - {{touchpoint: door, name: {door}, emotion: {one}}}
      - {{touchpoint: desk, name: Desk, emotion: {two}}}
"""


def commit(jmap: Jmap, day: str) -> None:
    jmap.git("add", ".")
    jmap.git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", day, "--date", day)


@pytest.fixture
def visit(jmap: Jmap, monkeypatch: pytest.MonkeyPatch) -> Jmap:
    """A journey that was called otherwise first, could not be read once, and is about to change again."""
    jmap.git("init", "-q")
    states = {
        "2026-01-05": SPEC.format(id="call", door="Gate", one=4, two=2),
        "2026-02-05": SPEC.format(id="visit", door="Gate", one=4, two=2) + "formerly: [call]\n",
        "2026-03-05": "journey: visit\nstages: [",
        "2026-04-05": SPEC.format(id="visit", door="Door", one=5, two=2) + "formerly: [call]\n",
    }
    for day, text in states.items():
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        jmap.write("acme/visit.yaml", text)
        commit(jmap, f"{day}T12:00:00+00:00")
        jmap.write("other.txt", day)
        commit(jmap, f"{day}T13:00:00+00:00")
    return jmap


def table(text: str) -> list[list[str]]:
    """The cells of a table in Markdown but for revisions, below its heading."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines()[2:]]
    return [[cell.strip() for index, cell in enumerate(row) if index != 2] for row in rows]


def test_points_are_where_a_score_moved(visit: Jmap) -> None:
    done = visit("score", "acme", "--history", "10", "-f", "md")
    assert done.code == 0, done.err
    assert table(done.out) == [
        ["A visit", "2026-01-05", "▇▃", "50", "", "0%"],
        ["A visit", "2026-04-05", "█▃", "62.5", "&#43;12.5", "0%"],
    ]


def test_what_is_not_committed_is_now(visit: Jmap) -> None:
    visit.write(
        "acme/visit.yaml",
        SPEC.format(id="visit", door="Door", one="{value: 1, n: 9, date: 2026-05-01, source: s}", two=2),
    )
    rows = [*csv.DictReader(io.StringIO(visit("score", "acme", "--history", "1", "-f", "csv").out))]
    assert [
        (row["date"], len(row["revision"]), row["score"], row["change"], row["measured"]) for row in rows
    ] == [
        ("2026-04-05", 40, "62.5", "", "0"),
        ("", 0, "12.5", "-50", "0.5"),
    ]
    assert "now" in visit("score", "acme", "--history", "1").out


def test_parts_have_a_history_under_the_names_they_have_now(visit: Jmap) -> None:
    done = visit("score", "acme", "--history", "10", "--by", "touchpoint", "-f", "json")
    rows = json.loads(done.out)["rows"]
    assert [(row["id"], row["name"], row["date"], row["score"]) for row in rows] == [
        ("door", "Door", "2026-01-05", 75),
        ("door", "Door", "2026-04-05", 100),
        ("desk", "Desk", "2026-01-05", 25),
    ]


def test_a_journey_is_followed_whatever_else_changed(visit: Jmap) -> None:
    first, *_ = table(visit("score", "acme/visit.yaml", "--history", "2", "-f", "md").out)
    assert first[1] == "2026-04-05"  # at the one before it could not be read


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--history", "3", "--explain", "door"), "--history goes with --by and --format"),
        (("--history", "0"), "Invalid value for '--history'"),
    ],
)
def test_what_does_not_go_together_is_told(visit: Jmap, arguments: tuple[str, ...], message: str) -> None:
    done = visit("score", "acme", *arguments)
    assert done.code == 2
    assert message in done.err


def test_outside_of_a_repository_there_is_no_history(jmap: Jmap) -> None:
    jmap.write("visit.yaml", SPEC.format(id="visit", door="Door", one=4, two=2))
    done = jmap("score", "--history", "3", GIT_CEILING_DIRECTORIES=str(jmap.folder))
    assert done.code == 2
    assert "lies in no git repository" in done.err
