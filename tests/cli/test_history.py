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


def test_of_a_merge_only_what_it_brought_counts(visit: Jmap) -> None:
    """What was tried on the other branch, without what stood here meanwhile, never was the score."""
    visit.git("checkout", "-q", "-b", "other")
    visit.write("acme/visit.yaml", SPEC.format(id="visit", door="Door", one=1, two=1))
    commit(visit, "2026-04-06T12:00:00+00:00")
    visit.write("acme/visit.yaml", SPEC.format(id="visit", door="Door", one=5, two=4))
    commit(visit, "2026-04-07T12:00:00+00:00")
    visit.git("checkout", "-q", "-")
    visit.git("-c", "user.name=x", "-c", "user.email=x@x", "merge", "-q", "--no-ff", "-m", "merge", "other")
    rows = table(visit("score", "acme", "--history", "10", "-f", "md").out)
    assert [row[3] for row in rows] == ["50", "62.5", "87.5"]


def test_revisions_of_other_files_do_not_count(visit: Jmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-05-05T12:00:00+00:00")
    for number in range(3):
        visit.write("acme/notes.txt", str(number))
        visit.write("acme/.github/ci.yaml", f"a: {number}")
        commit(visit, "2026-05-05T12:00:00+00:00")
    first, *_ = table(visit("score", "acme", "--history", "1", "-f", "md").out)
    assert first[1] == "2026-04-05"


def test_a_name_is_no_pattern(visit: Jmap, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = SPEC.format(id="visit", door="Door", one=4, two=2)
    for day, file in (("2026-05-05", "[a]*.yaml"), ("2026-05-06", "aa.yaml")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+00:00")
        visit.write(f"lone/{file}", spec)
        commit(visit, f"{day}T12:00:00+00:00")
    rows = json.loads(visit("score", "lone/[a]*.yaml", "--history", "1", "-f", "json").out)["rows"]
    assert [row["date"] for row in rows] == ["2026-05-05"]


def test_before_the_first_commit_there_is_now(jmap: Jmap) -> None:
    jmap.git("init", "-q")
    jmap.write("visit.yaml", SPEC.format(id="visit", door="Door", one=4, two=2))
    done = jmap("score", "--history", "3", "-f", "json")
    assert done.code == 0, done.err
    assert [(row["date"], row["score"]) for row in json.loads(done.out)["rows"]] == [(None, 50)]


def test_parts_are_followed_under_former_ids(visit: Jmap) -> None:
    text = SPEC.format(id="visit", door="Door", one=4, two=2).replace(
        "touchpoint: door,", "touchpoint: entrance, formerly: [door],"
    )
    visit.write("acme/visit.yaml", text.replace("stage: arrive", "stage: come\n    formerly: [arrive]"))
    done = visit("score", "acme", "--history", "9", "--by", "touchpoint", "-f", "json")
    assert [(row["id"], row["date"], row["score"]) for row in json.loads(done.out)["rows"]] == [
        ("entrance", "2026-02-05", 75),
        ("entrance", "2026-04-05", 100),
        ("entrance", None, 75),
        ("desk", "2026-02-05", 25),
    ]
    rows = json.loads(visit("score", "acme", "--history", "9", "--by", "stage", "-f", "json").out)["rows"]
    assert [(row["id"], row["date"]) for row in rows] == [
        ("come", "2026-02-05"),
        ("come", "2026-04-05"),
        ("come", None),
    ]


def test_data_call_a_journey_by_the_id_it_has_now(visit: Jmap) -> None:
    rows = json.loads(visit("score", "acme", "--history", "9", "-f", "json").out)["rows"]
    assert {(row["journey"], row["id"]) for row in rows} == {("visit", "visit")}


PEOPLE = """\
languages: [en, zh-CN]
personas:
  - {{persona: ann, name: Ann, segment: {{en: Shops, zh-CN: 商店}}, formerly: [{former}]}}
  - {{persona: bob, name: Bob}}
"""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("by", ["segment", "channel", "persona"])
def test_groups_are_followed_in_any_language(jmap: Jmap, by: str, language: str) -> None:
    """Segments have names only, and what belongs to no group has a word of the language."""
    jmap.git("init", "-q")
    for who, former, emotion in (("anna", "x", 2), ("ann", "anna", 4)):
        jmap.write("jmap.yaml", PEOPLE.format(former=former).replace("persona: ann", f"persona: {who}"))
        text = SPEC.format(id="visit", door="Door", one=emotion, two=emotion)
        jmap.write("visit.yaml", text + f"personas: [{who}, bob]\n")
        commit(jmap, "2026-05-05T12:00:00+00:00")
    done = jmap("score", "--history", "9", "--by", by, "-f", "json", "--lang", language)
    assert done.code == 0, done.err
    rows = json.loads(done.out)["rows"]
    assert [row["score"] for row in rows] == ([25, 75] if by == "channel" else [25, 75, 25, 75])


def test_what_could_not_be_read_is_told(visit: Jmap) -> None:
    done = visit("score", "acme", "--history", "9")
    assert "at 1 of 4 revisions not readable, and left out there: visit\n" in done.err


def test_a_shallow_copy_is_told(visit: Jmap) -> None:
    visit.git("clone", "-q", "--depth", "1", f"file://{visit.folder}", "copy")
    done = visit("score", "copy/acme", "--history", "9")
    assert "shallow copy" in done.err
    assert "shallow" not in visit("score", "copy/acme", "--history", "1").err


def test_no_rows_are_explained(visit: Jmap) -> None:
    done = visit("score", "acme", "--history", "9", "--by", "persona")
    assert (done.code, done.out) == (0, "")
    assert "nothing to show by persona" in done.err
