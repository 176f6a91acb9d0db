"""From rows to values: what is counted, of whom, and what is left out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import Counter
from statistics import mean, stdev
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.evidence.conftest import said

from jmap.evidence.remarks import UncountableError

if TYPE_CHECKING:
    from tests.evidence.conftest import Count


def table(header: str, *rows: str) -> dict[str, str | bytes]:
    return {"a.csv": "\n".join((header, *rows)) + "\n"}


def test_each_measure_is_counted_in_its_own_form(counted: Count) -> None:
    rows = ["5,7,10,4,1,90000,2.5,3,8,yes", "4,6,8,2,0,30000,3.5,1,6,no", "1,1,3,3,1,60000,1.5,2,1,yes"]
    measures = (
        "csat: a, ces: b, nps: c, emotion: d, completion: e, duration: {column: f, unit: ms},"
        "wait: {column: g, unit: min}, visits: h, ease: {column: i, top: 9}, open-rate: j"
    )
    found = counted(
        f"file: a.csv, binds: {{at: desk, measures: {{{measures}}}}}", table("a,b,c,d,e,f,g,h,i,j", *rows)
    )
    assert {each.pop("measure"): each for each in said(found)} == {
        "csat": {"at": "desk", "counts": {"1": 1, "2": 0, "3": 0, "4": 1, "5": 1}},
        "ces": {"at": "desk", "counts": {"1": 1, "2": 0, "3": 0, "4": 0, "5": 0, "6": 1, "7": 1}},
        "nps": {"at": "desk", "promoters": 1, "passives": 1, "detractors": 1},
        "emotion": {"at": "desk", "value": "3", "n": 3, "sd": 1.0},
        "completion": {"at": "desk", "count": 2, "n": 3},
        "duration": {"at": "desk", "value": "1min", "n": 3, "sd": 30.0},
        "wait": {"at": "desk", "value": "150s", "n": 3, "sd": 60.0},
        "visits": {"at": "desk", "value": "2", "n": 3, "sd": 1.0},
        "ease": {"at": "desk", "value": "5/9", "n": 3, "sd": 3.606},
        "open-rate": {"at": "desk", "count": 2, "n": 3},
    }
    assert found.remarks == ()


def test_personas_are_told_apart_by_name_id_or_meaning(counted: Count) -> None:
    rows = [*["访客,5"] * 3, *["guest,4"] * 2, *["VIP,3"] * 4, *["staff,1"] * 5, "x,1", ",2"]
    data = "file: a.csv, who: {column: who, is: {VIP: member}}, binds: {at: door, measures: {emotion: q}}"
    found = counted(data, table("who,q", *rows))
    assert said(found) == [
        {"at": "door", "measure": "emotion", "persona": "guest", "value": "4.6", "n": 5, "sd": 0.55},
        {"at": "door", "measure": "emotion", "persona": "member", "value": "3", "n": 4, "sd": 0.0},
    ]
    (remark,) = found.remarks
    assert remark.message == 'rows of none of its personas were left out: "staff" (5 rows), others (1 row)'
    assert remark.pointer == ("data", "who")


def test_values_of_everybody_stand_beside_those_of_each(counted: Count) -> None:
    rows = [*["guest,5"] * 3, *["member,3"] * 3, *["staff,1"] * 3]
    data = "file: a.csv, who: who, binds: [{measures: {csat: q}}, {together: true, measures: {csat: q}}]"
    found = [
        (each.get("persona"), sum(each["counts"].values()))
        for each in said(counted(data, table("who,q", *rows)))
    ]
    assert found == [("guest", 3), ("member", 3), (None, 9)]


def test_evidence_about_a_persona_gives_values_of_it(counted: Count) -> None:
    found = counted(
        "file: a.csv, binds: {at: door, measures: {csat: q}}", table("q", *"555"), persona="member"
    )
    assert said(found)[0]["persona"] == "member"


def test_rows_name_their_touchpoint_by_id_name_or_meaning(counted: Count) -> None:
    rows = [
        *["door,5"] * 3,
        *["Help desk,4"] * 3,
        *["大门,5"] * 2,
        *["Tür,3"] * 4,
        *["cellar,1"] * 3,
        *["arrive,2"] * 3,
    ]
    found = counted(
        "file: a.csv, binds: {by: {column: where, is: {Tür: door}}, measures: {csat: q}}",
        table("where,q", *rows),
    )
    counts = {each["at"]: each["counts"] for each in said(found)}
    assert list(counts) == ["door", "desk", "arrive"]
    assert counts["door"] == {"1": 0, "2": 0, "3": 4, "4": 0, "5": 5}
    assert [each.message for each in found.remarks] == [
        'rows of no touchpoint or stage of the journey were left out: "cellar" (3 rows)'
    ]


@pytest.mark.parametrize(
    ("every", "days"),
    {
        "year": {"2025-12-31": 3, "2026-10-01": 9},
        "quarter": {"2025-12-31": 3, "2026-03-31": 3, "2026-05-02": 3, "2026-10-01": 3},
        "month": {"2025-12-31": 3, "2026-03-31": 3, "2026-05-02": 3, "2026-10-01": 3},
    }.items(),
)
def test_each_time_has_a_value_dated_by_its_newest_row(
    counted: Count, every: str, days: dict[str, int]
) -> None:
    rows = [
        "2025-12-01",
        "2025/12/31",
        "2025-12-30 23:59",
        *["2026-03-31"] * 3,
        "2026-05-01",
        "2026-05-02T08:00:00Z",
        "2026-5-1",
    ]
    rows += ["2026-10-01"] * 3 + ["soon"] * 4
    found = counted(
        f"file: a.csv, date: day, every: {every}, binds: {{measures: {{csat: q}}}}",
        table("day,q", *(f"{row},5" for row in rows)),
    )
    assert {each["date"]: each["counts"]["5"] for each in said(found)} == days
    assert found.date == dt.date(2026, 10, 1)
    assert [each.message for each in found.remarks] == ["4 rows have no day such as 2026-09-30 or 2026/9/30"]


def test_only_rows_asked_for_are_taken(counted: Count) -> None:
    rows = [*["yes,north,5"] * 3, *["yes,south,4"] * 3, *["yes,west,1"] * 3, *["no,north,1"] * 3]
    found = counted(
        "file: a.csv, where: {done: yes, region: [north, south]}, binds: {measures: {csat: q}}",
        table("done,region,q", *rows),
    )
    assert said(found)[0]["counts"] == {"1": 0, "2": 0, "3": 0, "4": 3, "5": 3}
    assert found.n == 6


def test_people_are_counted_and_not_their_rows(counted: Count) -> None:
    rows = [f"u{index % 2},5" for index in range(50)]
    found = counted(
        "file: a.csv, person: who, binds: {at: door, measures: {csat: q, duration: q}}", table("who,q", *rows)
    )
    assert (found.n, found.figures) == (2, ())
    assert [each.message for each in found.remarks] == ["fewer than 3 people answered: door"] * 2


def test_groups_are_small_by_those_who_answered(counted: Count) -> None:
    rows = ["u1,5", "u2,4", "u3,", "u4,n/a", "u5,what"]
    found = counted("file: a.csv, person: who, binds: {at: door, measures: {csat: q}}", table("who,q", *rows))
    assert found.figures == ()
    assert [each.message for each in found.remarks] == [
        "fewer than 3 people answered: door",
        "entries that are no answer were left out: entries too rare to be shown here (1 row)",
    ]


def test_what_few_have_entered_is_never_told(counted: Count) -> None:
    rows = [*["5"] * 5, "call anna@example.com", "call me", *["six"] * 3]
    found = counted("file: a.csv, binds: {at: door, measures: {csat: q}}", table("q", *rows))
    (remark,) = found.remarks
    assert remark.message == 'entries that are no answer were left out: "six" (3 rows), others (2 rows)'


def test_reach_is_the_share_of_people_who_come_by(counted: Count) -> None:
    rows = (
        [f"u{index},door" for index in range(8)] * 2 + [f"u{index},desk" for index in range(3)] + ["u9,desk2"]
    )
    found = counted("file: a.csv, binds: {by: step, measures: {reach: who}}", table("who,step", *rows))
    assert said(found) == [
        {"at": "door", "measure": "reach", "value": "88.9%", "n": 9},
        {"at": "desk", "measure": "reach", "value": "33.3%", "n": 9},
    ]


def test_time_runs_until_the_next_event_of_the_same_person(counted: Count) -> None:
    rows = []
    for person in "abc":
        rows += [
            f"{person},desk,2026-09-01 10:01:30",
            f"{person},door,2026-09-01 10:00:00",
            f"{person},door,2026-09-01 12:00:00",
        ]
    data = "file: a.csv, person: who, binds: {by: step, measures: {duration: {column: at, until: next}}}"
    assert said(counted(data, table("who,step,at", *rows))) == [
        {"at": "door", "measure": "duration", "value": "90s", "n": 3, "sd": 0.0}
    ]
    longer = data.replace("next}", "next, pause: 2h}")
    assert [each["at"] for each in said(counted(longer, table("who,step,at", *rows)))] == ["door", "desk"]


@pytest.mark.parametrize(
    ("bind", "message"),
    {
        "{at: door, measures: {kano: q}}": "kano is not counted from one column",
        "{at: door, measures: {csta: q}}": "csta is no measure of the project",
        "{at: door, measures: {reach: q}}": "reach is counted of rows that name their touchpoint: add `by: COLUMN`",
        "{at: door, measures: {duration: {column: q, until: next}}}": (
            "the next event of the same person is only known with `person: COLUMN`"
        ),
        "{at: door, measures: {duration: {column: q, is: {long: 9}}}}": (
            "duration is an amount: `is:` gives meanings to points of a scale and to cases"
        ),
    }.items(),
)
def test_what_cannot_be_counted_is_told(counted: Count, bind: str, message: str) -> None:
    with pytest.raises(UncountableError) as refused:
        counted(f"file: a.csv, binds: {bind}", table("q", "5"))
    assert str(refused.value) == message


def test_a_place_of_which_no_row_speaks_is_told(counted: Count) -> None:
    found = counted(
        "file: a.csv, binds: {at: door, measures: {csat: q, duration: q, completion: q}}", table("q,r", ",1")
    )
    assert found.figures == ()
    assert [each.message for each in found.remarks] == [
        f"no row of the data says anything about {name} here" for name in ("csat", "duration", "completion")
    ]


Row = tuple[str, str, str, str, str]
rows_of_answers = st.lists(
    st.tuples(
        st.sampled_from(["door", "desk", "roof", ""]),
        st.sampled_from(["guest", "member", "staff", ""]),
        st.sampled_from(["2026-01-05", "2026-02-06", "2026-07-01", ""]),
        st.sampled_from(["1", "2", "3", "4", "5", "", "?"]),
        st.sampled_from(["u1", "u2", "u3", "u4", "u5", ""]),
    ),
    max_size=60,
).filter(lambda rows: any(row[-1] for row in rows))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=rows_of_answers)
def test_counts_are_those_of_counting_by_hand(counted: Count, rows: list[Row]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("step", "role", "day", "q", "person"), *rows])
    data = (
        "file: a.csv, date: day, every: quarter, person: person, who: role,"
        "binds: {by: step, measures: {csat: q, emotion: q, visits: q}}"
    )
    found = {
        (each["at"], each["persona"], each["date"], each["measure"]): each
        for each in said(counted(data, {"a.csv": text.getvalue()}))
    }
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row[0] in ("door", "desk") and row[1] in ("guest", "member") and row[2] and row[3].isdigit():
            groups.setdefault((row[0], row[1], "Q3" if "07" in row[2] else "Q1"), []).append(row)
    expected: dict[tuple[str, ...], Any] = {}
    for (at, who, _), members in groups.items():
        answers = [int(row[3]) for row in members]
        if min(len(answers), len({row[4] for row in members if row[4]})) < 3:
            continue
        key = (at, who, max(row[2] for row in members))
        common = {"at": at, "persona": who, "date": key[2]}
        counts = Counter(answers)
        expected[*key, "csat"] = {
            **common,
            "measure": "csat",
            "counts": {str(each): counts[each] for each in range(1, 6)},
        }
        n, average, spread = len(answers), mean(answers), stdev(answers)
        expected[*key, "emotion"] = {
            **common,
            "measure": "emotion",
            "value": f"{round(average, 2):.12g}",
            "n": n,
            "sd": round(spread, 2),
        }
        expected[*key, "visits"] = {
            **common,
            "measure": "visits",
            "value": f"{float(f'{average:.4g}'):.12g}",
            "n": n,
            "sd": float(f"{spread:.4g}"),
        }
    assert found == expected


def test_what_would_give_a_small_group_away_is_left_out_and_told(counted: Count) -> None:
    rows = [*["guest,5"] * 9, *["member,4"] * 5, *["staff,1"] * 2]
    binds = "[{measures: {csat: q}}, {together: true, measures: {csat: q}}]"
    data = f"file: a.csv, who: who, binds: {binds}"
    found = counted(data, table("who,q", *rows))
    assert [(each.get("persona"), sum(each["counts"].values())) for each in said(found)] == [
        ("guest", 9),
        (None, 16),
    ]
    (told,) = [each.message for each in found.remarks if each.code.code == "D202"]
    assert told == "left out, as the total would tell the rest, which is of fewer than 3 people: member"


def test_events_of_one_time_are_followed_by_the_next_time(counted: Count) -> None:
    rows = [
        f"{person},{step},2026-09-01 10:0{minute}:00"
        for person in "abc"
        for step, minute in (("door", 0), ("desk", 0), ("door", 2))
    ]
    data = "file: a.csv, person: who, binds: {by: step, measures: {duration: {column: at, until: next}}}"
    found = [said(counted(data, table("who,step,at", *order))) for order in (rows, rows[::-1])]
    assert found[0] == found[1]
    assert [(each["at"], each["value"]) for each in found[0]] == [("door", "2min"), ("desk", "2min")]


@pytest.mark.parametrize("entry", ["NaN", "inf", "-5", "1e300"])
def test_what_is_no_amount_spoils_no_mean(counted: Count, entry: str) -> None:
    found = counted(
        "file: a.csv, binds: {at: door, measures: {duration: q}}", table("q", "10", "20", "30", entry)
    )
    assert said(found) == [{"at": "door", "measure": "duration", "value": "20s", "n": 3, "sd": 10.0}]
    assert [each.code.code for each in found.remarks] == ["D201"]


def test_the_order_of_rows_makes_no_difference(counted: Count) -> None:
    rows = [f"u{index},{1 + index % 5},{index * 7 % 13}.{index}" for index in range(50)]
    data = "file: a.csv, person: who, binds: {at: door, measures: {csat: a, visits: b, emotion: a}}"
    assert said(counted(data, table("who,a,b", *rows))) == said(
        counted(data, table("who,a,b", *reversed(rows)))
    )


@pytest.mark.parametrize(
    ("column", "hint"),
    {
        "{at: door, measures: {csat: q}}": "`is:` says what single entries mean",
        "{at: door, measures: {visits: q}}": "an amount is a number such as 1250.5, without a unit and without commas",
        "{at: door, measures: {duration: {column: q, until: next}}}": "a time is such as 2026-09-30 10:15",
    }.items(),
)
def test_what_is_not_understood_is_told_with_what_would_be(counted: Count, column: str, hint: str) -> None:
    found = counted(f"file: a.csv, person: p, binds: {column}", table("p,q", *["a,1.500x"] * 3))
    assert str(found.remarks[0].hint).startswith(hint)


def test_rows_of_long_ago_have_former_ids(counted: Count) -> None:
    data = "file: a.csv, who: w, binds: {by: s, measures: {csat: q}}"
    found = counted(
        data, table("s,w,q", *["old-door,member,5"] * 2, "desk,old-member,4", "old-door,old-member,5")
    )
    assert [(each["at"], each["persona"]) for each in said(found)] == [("door", "member")]


@pytest.mark.parametrize(
    ("more", "message"),
    {
        "": "nobody is in the data",
        "where: {q: 9},": "nobody is in the data that `where` takes",
    }.items(),
)
def test_an_empty_export_empties_no_map(counted: Count, more: str, message: str) -> None:
    rows = ["5", "4"] if more else []
    with pytest.raises(UncountableError) as refused:
        counted(f"file: a.csv, {more} binds: {{at: door, measures: {{csat: q}}}}", table("q", *rows))
    assert str(refused.value) == message
