"""Values that evidence gives stand where they belong, as if they had been written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.spec.conftest import Load

    from jmap.model import Experience, Journey, Measurement

JOURNEY = """\
journey: j
personas: [p, q]
stages:
  - stage: arrive
    touchpoints:
      - touchpoint: door
        {door}
      - touchpoint: desk
"""
PEOPLE = "personas: [{persona: p, name: {en: Paul}}, {persona: q, name: Quinn}]\n"
POLL = "evidence: poll\nkind: survey\ndate: 2026-09-30\nvalues:\n"


def read(
    load: Load, *rows: str, door: str = "name: Door", more: dict[str, str | bytes] | None = None
) -> Journey:
    values = "".join(f"  - {{{row}}}\n" for row in rows)
    files: dict[str, str | bytes] = {
        "j.yaml": JOURNEY.format(door=door), "people.yaml": PEOPLE, "poll.yaml": POLL + values, **(more or {})
    }  # fmt: skip
    loaded = load(files)
    assert not loaded.errors, loaded.errors
    return loaded.project["j"]


def at(journey: Journey, place: str) -> Experience:
    found = journey.at(place)
    assert found is not None
    return found


def shown(values: tuple[Measurement, ...]) -> list[tuple[str, str | None, str]]:
    """Each value with its persona and what it rests on."""
    return [(str(value.value), value.persona, "/".join(value.evidence)) for value in values]


def test_a_value_stands_at_its_touchpoint_stage_or_journey(load: Load) -> None:
    journey = read(
        load,
        "at: door, measure: csat, value: 82%, n: 240",
        "at: door, measure: csat, value: 70%, n: 120, persona: p",
        "at: arrive, measure: emotion, value: 3.4, n: 240",
        "at: desk, measure: reach, value: 62%",
        "measure: nps, promoters: 5, passives: 3, detractors: 2",
    )
    assert shown(at(journey, "door").measures["csat"]) == [("82%", None, "poll"), ("70%", "p", "poll")]
    (emotion,) = at(journey, "arrive").emotion
    assert (emotion.value, emotion.n, emotion.evidence) == (3.4, 240, ("poll",))
    assert at(journey, "desk").reach == 0.62
    assert journey.measures["nps"][0].promoters == 5


def test_a_persona_may_be_named(load: Load) -> None:
    journey = read(load, "at: door, measure: csat, value: 82%, persona: Q")
    assert shown(at(journey, "door").measures["csat"]) == [("82%", "q", "poll")]


@pytest.mark.parametrize(
    ("written", "rows", "expected"),
    [
        ("csat: 70%", ["value: 82%"], [("82%", None, "poll")]),
        ("csat: 70%", ["value: 82%, persona: p"], [("70%", None, ""), ("82%", "p", "poll")]),
        ("csat: {p: 70%, q: 60%}", ["value: 82%, persona: p"], [("60%", "q", ""), ("82%", "p", "poll")]),
        (
            "csat: {value: 70%, n: 9, date: 2026-01-31}",
            ["value: 82%", "value: 84%, date: 2026-10-31"],
            [("70%", None, ""), ("82%", None, "poll"), ("84%", None, "poll")],
        ),
        (
            "csat: {value: 70%, evidence: poll}",
            ["value: 82%"],
            [("70%", None, "poll"), ("82%", None, "poll")],
        ),
        ("ces: 5.1", ["value: 82%"], [("82%", None, "poll")]),
    ],
)
def test_data_take_the_place_of_judgement_about_the_same_people_only(
    load: Load, written: str, rows: list[str], expected: list[tuple[str, str | None, str]]
) -> None:
    found = [f"at: door, measure: csat, {row}" for row in rows]
    journey = read(load, *found, door=f"measures: {{{written}}}")
    assert shown(at(journey, "door").measures["csat"]) == expected


def test_a_target_holds_for_the_values_that_come(load: Load) -> None:
    journey = read(
        load,
        "at: door, measure: csat, value: 82%, persona: p",
        "at: door, measure: csat, value: 70%, persona: q, target: 75%",
        door="measures: {csat: {target: 90%}}",
    )
    found = at(journey, "door").measures["csat"]
    assert [(str(each.value), str(each.target)) for each in found] == [("82%", "90%"), ("70%", "75%")]
    aimed = "measures: {csat: {value: 60%, target: 90%}}"
    (judged,) = at(read(load, "at: door, measure: csat, value: 82%", door=aimed), "door").measures["csat"]
    assert (str(judged.value), str(judged.target)) == ("82%", "90%")


def test_a_target_waits_for_data_that_are_still_to_be_counted(load: Load) -> None:
    data = {
        "log.yaml": "evidence: log\nkind: analytics\ndata: {file: a.csv, binds: {at: door, measures: {ces: a}}}"
    }
    journey = read(load, door="measures: {ces: {target: 6}, csat: 80%}", more={**data})
    assert [*at(journey, "door").measures] == ["csat"]
    alone = {"j.yaml": JOURNEY.format(door="measures: {ces: {target: 6}}"), "people.yaml": PEOPLE}
    loaded = load({**alone, "log.yaml": "# no more"})
    assert [each.code for each in loaded.errors] == ["S213"]


def test_an_emotion_that_was_felt_makes_room_for_one_that_was_asked(load: Load) -> None:
    journey = read(
        load, "at: door, measure: emotion, value: 2.5, n: 40, persona: q", door="emotion: {p: 4, q: 5}"
    )
    assert [(each.value, each.persona) for each in at(journey, "door").emotion] == [(4, "p"), (2.5, "q")]


def test_what_is_shared_is_not_changed_for_others(load: Load) -> None:
    shared = "touchpoint: door\nname: Door\nmeasures: {csat: 50%}\nemotion: 3\n"
    taken = "stages: [{name: S, touchpoints: [{use: door, inherit: [measures, emotion]}]}]\n"
    rows = ("measure: csat, value: 82%", "measure: emotion, value: 2")
    files = {
        "d.yaml": shared,
        "j.yaml": f"journey: j\n{taken}",
        "k.yaml": f"journey: k\n{taken}",
        "e.yaml": POLL + "".join(f"  - {{journey: j, at: door, {row}}}\n" for row in rows),
    }
    project = load({**files}).project
    doors = [at(project[id_], "door") for id_ in ("j", "k")]
    told = [(str(door.measures["csat"][-1].value), door.emotion[-1].value) for door in doors]
    assert told == [("82%", 2), ("50%", 3)]


def test_findings_about_a_value_are_told_where_it_is_written(load: Load) -> None:
    values = POLL + "  - {at: door, measure: csat, value: 4.3}\n  - {at: desk, measure: emotion, value: 9}\n"
    loaded = load(
        {"j.yaml": JOURNEY.format(door="measures: {csat: 80%}"), "people.yaml": PEOPLE, "poll.yaml": values}
    )
    assert [
        (each.code, each.span.path, each.span.line, each.span.column) for each in loaded.findings if each.span
    ] == [
        ("S213", "poll.yaml", 5, 38),
        ("S203", "poll.yaml", 6, 41),
    ]
    assert loaded.left_out == ("j",)


NOWHERE = {
    "at: dor, measure: csat, value: 82%": (
        10,
        'no touchpoint or stage of the journey "j" is called "dor"; known: ',
    ),
    "journey: k, measure: csat, value: 82%": (15, 'no journey is called "k"; known: j'),
    "at: door, measure: csta, value: 82%": (25, '"csta" is not a known measure; known: '),
    "at: door, measure: csat, value: 82%, persona: r": (52, 'no persona is called "r"; known: p, q'),
    "at: door, value: 82%": (5, "needs the key"),
    "at: door, measure: csat": (5, "csat has no value: write "),
}


@pytest.mark.parametrize("row", NOWHERE)
def test_what_leads_nowhere_is_told(load: Load, row: str) -> None:
    column, message = NOWHERE[row]
    files = {
        "j.yaml": JOURNEY.format(door="name: Door"),
        "people.yaml": PEOPLE,
        "poll.yaml": f"{POLL}  - {{{row}}}\n",
    }
    (finding,) = load({**files}).findings
    assert finding.span
    assert message in finding.message
    assert (finding.span.path, finding.span.line, finding.span.column) == ("poll.yaml", 5, column)


def test_of_several_journeys_one_has_to_be_named(load: Load) -> None:
    other = "journey: k\nstages: [{name: S, touchpoints: [Door]}]\n"
    loaded = load(
        {
            "j.yaml": JOURNEY.format(door="name: Door"),
            "people.yaml": PEOPLE,
            "k.yaml": other,
            "poll.yaml": POLL + "  - {at: door, measure: csat, value: 82%}\n",
        }
    )
    (finding,) = loaded.findings
    assert finding.message == "this does not say of which journey; there are: j, k"
    assert finding.hint == "add `journey: ID`"


@pytest.mark.parametrize(
    "data",
    [
        "{}",
        "{binds: []}",
        "{file: a.csv, binds: []}",
        "{binds: [{measures: {csat: q}}]}",
        "{file: a.csv, table: t, binds: [{measures: {csat: q}}]}",
        "{file: a.csv, binds: [{at: door, by: c, measures: {csat: q}}]}",
        "{file: a.csv, binds: [{measures: {}}]}",
        "{file: a.csv, binds: {at: dor, measures: {csat: q}}}",
        "{file: a.csv, journey: k, binds: {measures: {csat: q}}}",
        "{file: a.csv, every: week, binds: {measures: {csat: q}}}",
        "{file: a.csv, binds: {measures: {csat: {colum: q}}}}",
        "{file: a.csv, binds: {measures: {duration: {column: q, pause: 5}}}}",
    ],
)
def test_data_that_make_no_sense_are_told_before_anything_is_counted(load: Load, data: str) -> None:
    poll = f"evidence: poll\nkind: survey\ndata: {data}\n"
    loaded = load({"j.yaml": JOURNEY.format(door="name: Door"), "people.yaml": PEOPLE, "e.yaml": poll})
    assert loaded.errors
    assert all(each.span and each.span.path == "e.yaml" for each in loaded.errors)
