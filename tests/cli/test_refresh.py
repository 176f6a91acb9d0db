"""`jmap refresh`: what is typed, what is said, what is written."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.conftest import MAP
from tests.program import Program

from jmap.build.refreshing import refresh
from jmap.errors import OutputError, SpecError
from jmap.evidence.count import count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.conftest import Jmap

    from jmap.evidence.count import Counted

SURVEY = """\
# What customers answered.
evidence: poll
kind: survey
data:
  file: data/answers.csv
  date: day
  binds:
    - at: door
      measures: {emotion: feel, csat: q1}   # the first two questions
    - at: desk
      measures: {csat: q2}
"""
SETTINGS = "languages: [en]\nprivacy: {min_group: 3}\n"


def answers(*rows: str) -> str:
    return "\n".join(("day,feel,q1,q2", *rows)) + "\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program, with the engine that each call would load for half a second."""
    program = Program(tmp_path_factory.mktemp("program"), "ibis.backends.duckdb", "ibis.formats.pyarrow")
    yield program
    program.end()


@pytest.fixture
def project(jmap: Jmap) -> Jmap:
    jmap.write("jmap.yaml", SETTINGS)
    jmap.write("map.yaml", MAP.replace("title: A visit\npersonas: [guest]\n", "title: A visit\n"))
    jmap.write("data/poll.yaml", SURVEY)
    jmap.write("data/answers.csv", answers(*["2026-09-30,2,4,5"] * 3, "2026-09-01,3,1,"))
    return jmap


def refreshed(date: str, n: int, *values: str) -> str:
    """The evidence in its canonical form, with what was counted."""
    kind = "kind: survey\n"
    rows = "".join(f"  - {{{value}}}\n" for value in values)
    return SURVEY.replace(kind, f"{kind}date: {date}\nn: {n}\n") + f"values:\n{rows}"


WRITTEN = refreshed(
    "2026-09-30",
    4,
    "at: door, measure: emotion, value: 2.25, n: 4, sd: 0.5",
    "at: door, measure: csat, counts: {1: 1, 2: 0, 3: 0, 4: 3, 5: 0}",
    "at: desk, measure: csat, counts: {1: 0, 2: 0, 3: 0, 4: 0, 5: 3}",
)


def test_values_are_written_beside_their_data_and_told_as_the_map_tells_them(project: Jmap) -> None:
    done = project("refresh")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "poll  4 rows · the newest of 2026-09-30 · 3 values\n\n"
        "A visit (visit)  50 → 58  +7.8\n  Coverage: 0% → 75%\n"
        "  Door  75 → 53  −21.9\n    Emotion: 4/5 → 2.25/5  −43.8\n    Satisfaction (CSAT): – → 75%\n"
        "  Desk  25 → 63  +37.5\n    Satisfaction (CSAT): – → 100%\n\n"
        "wrote data/poll.yaml\n"
    )
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == WRITTEN
    assert project("check").code == 0


def test_what_is_as_the_data_have_it_is_left_alone(project: Jmap) -> None:
    project("refresh")
    before = (project.folder / "data/poll.yaml").stat().st_ino
    again = project("refresh")
    assert (
        again.out
        == "poll  4 rows · the newest of 2026-09-30 · 3 values\nevery value is as the data have it\n"
    )
    assert (project.folder / "data/poll.yaml").stat().st_ino == before
    assert project("refresh", "--check").code == 0


def test_new_data_replace_the_values_and_nothing_else(project: Jmap) -> None:
    project("refresh")
    project.write("data/answers.csv", answers(*["2026-10-31,5,5,5"] * 3))
    checked = project("refresh", "--check")
    assert checked.code == 1
    assert "Emotion: 2.25/5 → 5/5" in checked.out
    assert "wrote" not in checked.out
    shown = project("refresh", "--diff")
    assert shown.code == 1
    assert "-  - {at: door, measure: emotion, value: 2.25, n: 4, sd: 0.5}\n" in shown.out
    assert "+date: 2026-10-31\n" in shown.out
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == WRITTEN
    assert project("refresh").code == 0
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == refreshed(
        "2026-10-31",
        3,
        "at: door, measure: emotion, value: 5, n: 3, sd: 0",
        "at: door, measure: csat, counts: {1: 0, 2: 0, 3: 0, 4: 0, 5: 3}",
        "at: desk, measure: csat, counts: {1: 0, 2: 0, 3: 0, 4: 0, 5: 3}",
    )


def test_values_of_small_groups_go_when_the_limit_is_raised(project: Jmap) -> None:
    project("refresh")
    project.write("jmap.yaml", SETTINGS.replace("3", "4"))
    done = project("refresh")
    assert "data/poll.yaml:13:24: warning[D202 group-left-out] fewer than 4 people answered: desk" in done.err
    assert (project.folder / "data/poll.yaml").read_text("utf-8").count("at: desk") == 1
    project.write("jmap.yaml", SETTINGS.replace("3", "99"))
    project("refresh")
    assert (project.folder / "data/poll.yaml").read_text("utf-8").endswith("\nvalues: []\n")


DATA = "data: {file: data/answers.csv, binds: {at: desk, measures: {csat: q2}}}"
ROW = "{at: desk, measure: csat, counts: {1: 0, 2: 0, 3: 0, 4: 0, 5: 3}}"
TALKS = "- evidence: talks\n  kind: interview\n"
HEAD = "evidence: poll\nkind: survey\n"
LISTED = f"evidence:\n- evidence: poll\n  kind: survey  # ours\n  n: {{n}} # people\n  {DATA}\n"
OLD = "- {measure: nps, value: 5, n: 9}"
JSON = '{"file": "data/answers.csv", "binds": {"at": "desk", "measures": {"csat": "q2"}}}'
JSON_ROW = '{"at": "desk", "measure": "csat", "counts": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 3}}'
FLOW = f"{{evidence: poll, kind: survey,\n  {DATA},\n"
WAYS = {
    "in brackets": (
        f"evidence: [{{evidence: poll, kind: survey, {DATA}}}]  # ours\n",
        f"evidence: [{{evidence: poll, kind: survey, {DATA}, n: 4, values: [{ROW}]}}]  # ours\n",
    ),
    "in a list": (
        LISTED.replace("{n}", "9") + TALKS,
        LISTED.replace("{n}", "4") + f"  values:\n    - {ROW}\n{TALKS}",
    ),
    "with nothing behind": (f"{HEAD}n:\nvalues:\n{DATA}", f"{HEAD}n: 4\nvalues:\n  - {ROW}\n{DATA}"),
    "with values": (
        f"{HEAD}values:\n{OLD}  # old\n\n# below\n{DATA}\n",
        f"{HEAD}values:\n- {ROW}\n# old\n\n# below\n{DATA}\nn: 4\n",
    ),
    "with an empty list": (
        f"{HEAD}values: []  # none yet\n{DATA}",
        f"{HEAD}values:  # none yet\n  - {ROW}\n{DATA}\nn: 4",
    ),
    "in JSON": (
        '{"evidence": "poll", "kind": "survey", "n": 9, "values": [], "data": ' + JSON + "}\n",
        '{"evidence": "poll", "kind": "survey", "n": 4, "values": ['
        + JSON_ROW
        + '], "data": '
        + JSON
        + "}\n",
    ),
    "in JSON of many lines": (
        '{\n  "evidence": "poll",\n  "kind": "survey",\n  "data": ' + JSON + "\n}\n",
        '{\n  "evidence": "poll",\n  "kind": "survey",\n  "data": '
        + JSON
        + ',\n  "n": 4,\n  "values": [\n    '
        + JSON_ROW
        + "\n  ]\n}\n",
    ),
    "in lines in brackets": (
        f"{FLOW}  values: [  # ours\n    # old\n    {{measure: nps, value: 5}}]}}\n",
        f"{FLOW}  values:\n    # ours\n    # old\n    [\n    {ROW}\n  ],\n  n: 4}}\n",
    ),
}


def test_a_group_left_out_that_another_evidence_counts_is_told(project: Jmap) -> None:
    head, data = "evidence: {}\nkind: survey\n", f"{DATA}\n"
    project.write("data/poll.yaml", head.format("few") + data.replace("{file", "{where: {feel: 3}, file"))
    project.write("data/all.yaml", head.format("all") + data)
    project.write("data/answers.csv", answers(*["2026-09-30,2,4,5"] * 3, "2026-09-01,3,1,1"))
    done = project("refresh")
    assert done.code == 0
    assert done.out.startswith("all  4 rows · 1 value\nfew  1 row · 0 values\n")
    told = 'what is left out here may be computed with the evidence "all", of the same column'
    assert f"data/poll.yaml:3:85: warning[D202 group-left-out] {told}" in done.err
    assert done.err.count("may be computed") == 1


@pytest.mark.parametrize("way", WAYS)
def test_values_are_written_however_the_evidence_is(project: Jmap, way: str) -> None:
    before, after = WAYS[way]
    project.write("data/poll.yaml", before)
    assert project("refresh").code == 0
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == after
    if before.startswith('{"'):
        json.loads(after)
    assert project("refresh", "--check").code == 0


REMARKS = """\
# above all
evidence: poll
kind: survey  # ours
date: 2020-01-01 # was long ago
n: 1
values:   # counted
  # above the first
  - {at: door, measure: emotion, value: 4, n: 1}  # beside the first
  # above nps
  - measure: nps
    # within nps
    value: 5  # beside nps
  - {at: desk, measure: ces, value: 5/7}
  # above the last
  - {at: desk, measure: csat, value: 5%}  # beside the last
  # below the last
# above data
data:
  file: data/answers.csv
  date: day
  binds:
    - {at: door, measures: {emotion: feel, csat: q1}}
    - {at: desk, measures: {csat: q2}}
"""
CSAT = "measure: csat, counts: {1: 0, 2: 0, 3: 0, 4: 3, 5: 0}"
REMARKED = (
    REMARKS.replace("2020-01-01", "2026-09-30")
    .replace("n: 1\nvalues", "n: 3\nvalues")
    .replace(
        "{at: door, measure: emotion, value: 4, n: 1}", "{at: door, measure: emotion, value: 2, n: 3, sd: 0}"
    )
    .replace("the first\n  # above nps\n", f"the first\n  - {{at: door, {CSAT}}}\n  # above nps\n")
    .replace("- measure: nps\n    # within nps\n    value: 5  # beside nps", "# within nps\n  # beside nps")
    .replace("  - {at: desk, measure: ces, value: 5/7}\n", "")
    .replace("{at: desk, measure: csat, value: 5%}", f"{{at: desk, {CSAT}}}")
)


def test_every_remark_stays_where_it_is(project: Jmap) -> None:
    project.write("data/poll.yaml", REMARKS)
    project.write("data/answers.csv", answers(*["2026-09-30,2,4,4"] * 3))
    assert project("refresh").code == 0
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == REMARKED
    project.write("data/answers.csv", answers("2026-09-30,2,4,4"))
    assert project("refresh").code == 0
    emptied = (project.folder / "data/poll.yaml").read_text("utf-8")
    assert "\nvalues: []   # counted\n  # above the first\n  # beside the first\n  # above nps\n" in emptied
    assert emptied.count("#") == REMARKS.count("#")
    assert project("check").code == 0


def test_a_spec_in_its_canonical_form_stays_so(project: Jmap) -> None:
    project("fmt")
    project("refresh")
    assert project("fmt", "--check").code == 0


def test_data_that_cannot_be_counted_leave_their_values_and_do_not_stop_others(project: Jmap) -> None:
    project.write("data/log.yaml", SURVEY.replace("poll", "log").replace("answers.csv", "log.csv"))
    done = project("refresh")
    assert done.code == 1
    assert (
        'data/log.yaml:5:9: error[D101 unreadable-data] "data/log.csv" cannot be read: there is no such file'
        in done.err
    )
    assert "wrote data/poll.yaml" in done.out
    only = project("refresh", "-e", "poll")
    assert (only.code, only.err) == (0, "")


def test_a_spec_with_errors_is_mended_first(project: Jmap) -> None:
    project.write(
        "map.yaml", "journey: visit\nstages: [{name: A, touchpoints: [{name: Door, emotoin: 3}]}]\n"
    )
    done = project("refresh")
    assert done.code == 1
    assert "unknown-key" in done.err
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == SURVEY


def test_values_that_contradict_the_map_are_not_written(project: Jmap) -> None:
    other = "measures: {csat: {value: 4.3/5, date: 2026-01-31}}"
    project.write("map.yaml", MAP.replace("emotion: 2", other).replace("personas: [guest]\n", ""))
    done = project("refresh")
    assert done.code == 1
    assert (
        "data/poll.yaml:5:3: error[S215 conflicting-keys] with the values of these data, csat is given on different"
        in done.err
    )
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == SURVEY


def test_more_values_than_a_file_may_have_are_told_at_their_data(
    project: Jmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jmap.spec.reader.MAX_EVENTS", 60)
    with pytest.raises(SpecError) as refused:
        refresh(project.folder)
    (found,) = refused.value.findings
    assert found.span is not None
    assert (found.span.path, found.span.line) == ("data/poll.yaml", 5)
    assert found.message == "with the values of these data, the file has more than 60 values"
    assert str(found.hint).startswith("count every quarter or year, or bind fewer places here")
    assert (project.folder / "data/poll.yaml").read_text("utf-8") == SURVEY


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-e", "pol"), 'there is no evidence "pol"; did you mean "poll"?'),
        (("-e", "talks"), 'the evidence "talks" has no data; `data:` says where they are'),
        (("nowhere",), "nowhere does not exist"),
    ],
)
def test_what_was_meant_is_asked(project: Jmap, arguments: tuple[str, ...], message: str) -> None:
    project.write("talks.yaml", "evidence: talks\nkind: interview\n")
    done = project("refresh", *arguments)
    assert done.code == 2
    assert message in done.err


def test_a_project_without_data_is_told(jmap: Jmap) -> None:
    jmap.write("map.yaml", MAP)
    done = jmap("refresh", "map.yaml")
    assert done.code == 2
    assert "no evidence of this project has data; `data:` says where they are" in done.err


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "data/poll.yaml",
            SURVEY + "title: Mine\n",
            "poll.yaml was changed by somebody else in the meantime and was left",
        ),
        (
            "map.yaml",
            MAP.replace("A visit", "Mine"),
            "the project was changed by somebody else in the meantime: run this",
        ),
        (
            "guests.yaml",
            "persona: guests\n",
            "the project was changed by somebody else in the meantime: run this again",
        ),
    ],
)
def test_what_is_edited_while_data_are_counted_is_kept(
    project: Jmap, monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str
) -> None:
    def edited(*arguments: Any) -> Counted:
        project.write(name, text)
        return count(*arguments)

    monkeypatch.setitem(refresh.__globals__, "count", edited)
    with pytest.raises(OutputError, match=message):
        refresh(project.folder)
    assert (project.folder / name).read_text("utf-8") == text


def test_values_with_a_unit_are_read_again_where_the_rest_is_json(project: Jmap) -> None:
    data = JSON.replace('"data/answers.csv"', '"data/answers.csv", "date": "day"').replace("csat", "duration")
    project.write("data/poll.yaml", '{"evidence": "poll", "kind": "survey", "data": ' + data + "}\n")
    assert project("refresh").code == 0
    written = (project.folder / "data/poll.yaml").read_text("utf-8")
    row = '{"at": "desk", "measure": "duration", "value": 5s, "n": 3, "sd": 0}'
    assert written.endswith(f', "n": 4, "date": "2026-09-30", "values": [{row}]}}\n')
    assert project("refresh", "--check").code == 0


SECRETIVE = """\
evidence: poll
kind: survey
data:
  file: data/zz_answers.csv
  date: zz_day
  person: zz_customer
  where: {zz_done: zz_yes}
  who: {column: zz_role, is: {zz_visitor: guest}}
  binds:
    - by: {column: zz_step, is: {zz_in: door}}
      measures: {csat: zz_q, reach: zz_customer, emotion: {column: zz_q, is: {zz_odd: 1}}}
"""


@pytest.mark.parametrize("view", ["full", "public", "training"])
def test_no_output_has_a_file_a_column_or_an_entry_of_the_data(project: Jmap, view: str) -> None:
    project.write("map.yaml", MAP)
    project.write("data/poll.yaml", SECRETIVE)
    rows = [
        f"2026-09-30,zz_c{n},zz_yes,zz_visitor,zz_in,{cell}" for n, cell in enumerate(["5", "zz_odd"] * 3)
    ]
    project.write(
        "data/zz_answers.csv", "\n".join(("zz_day,zz_customer,zz_done,zz_role,zz_step,zz_q", *rows)) + "\n"
    )
    formats = [
        part
        for name in ("html", "md", "json", "svg", "mermaid", "xlsx", "csv", "pptx")
        for part in ("-f", name)
    ]
    for folder in ("before", "after"):
        assert project("build", "-o", folder, "--view", view, *formats).code == 0
        made = [path for path in (project.folder / folder).rglob("*") if path.is_file()]
        assert len(made) > len(formats) // 2
        for path in made:
            assert not any(b"zz_" in part for part in parts_of(path)), path.name
        assert project("refresh").code == 0
        assert "reach" in (project.folder / "data/poll.yaml").read_text("utf-8")


def parts_of(path: Path) -> Iterator[bytes]:
    """What a file holds, also what is packed in it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from map(archive.read, archive.namelist())
