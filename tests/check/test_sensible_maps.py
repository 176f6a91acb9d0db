"""Maps as consultants write them: what rules must not report there, and what they must not miss."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from jmap.check import check
from jmap.check.rule import EXAMPLE_DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.check.conftest import Specs

TALKS = "{evidence: talks, kind: interview, n: 40, date: 2026-10-03}"
DIARY = "{evidence: diary, kind: observation, n: 40, date: 2026-10-05}"
VALUE = "n: 80, source: Survey, date: 2026-10-01"


def visit(touchpoint: str = "", *, stage: str = "", journey: str = "", more: str = "") -> str:
    """One stage with one touchpoint, `door`."""
    inside = f"{{touchpoint: door, name: Door{', ' if touchpoint else ''}{touchpoint}}}"
    own = f", {stage}" if stage else ""
    text = f"journey: visit\nstages: [{{stage: arrive, name: Arrive{own}, touchpoints: [{inside}]}}]\n"
    return f"{text}{journey}\n" + (f"---\n{more}\n" if more else "")


def told(specs: Specs, code: str, text: str) -> list[str]:
    return [finding.message for finding in specs.findings(text) if finding.code == code]


TRUTH = "moment_of_truth: true"
HINGE = "opportunities: [{opportunity: hinge, text: A new hinge, impact: 5, effort: 1}]"
STICKS = "pains: [{pain: sticks, text: It sticks, severity: 5}]"
DOING = "improvements: [{title: X, status: doing, addresses: door}]"
PLAN = "improvements: [{title: New doors, owner: Porters, addresses: %s}]"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        # What shall be cannot be measured, and a stage is known by its touchpoints.
        ("A307", visit(f"{TRUTH}, emotion: 5", journey="state: future")),
        ("A307", visit(f"measures: {{csat: {{value: 60%, {VALUE}}}}}", stage=TRUTH)),
        ("A307", visit("emotion: {value: 4, n: 40}", stage=TRUTH)),
        # One segment beside another is what twins are for.
        (
            "K603",
            visit(journey="personas: [guest]")
            + "---\njourney: visit-host\nvariant_of: visit\npersonas: [host]\n"
            + "stages: [{stage: arrive, touchpoints: [Door]}]\n",
        ),
        # An improvement of the whole place, or stage, is one of all that is in it.
        *(("A302", visit(STICKS, journey=PLAN % target)) for target in ("arrive", "door", "door.sticks")),
        *(
            (code, visit(f"{HINGE[:-1]}, {{text: Oil, owner: Porters}}]", journey=PLAN % target))
            for code in ("A303", "A311")
            for target in ("arrive", "door", "door.hinge")
        ),
        ("A311", visit(HINGE, journey="improvements: [{title: New doors, status: dropped}]")),
        # Notes rest on evidence too, and evidence about a persona is used by it.
        ("T110", visit(journey="notes: [{text: Ask again, evidence: talks}]", more=f"evidence: [{TALKS}]")),
        (
            "T110",
            visit(
                journey="improvements: [{title: New doors, addresses: door, notes: [{text: Soon, evidence: talks}]}]",
                more=f"evidence: [{TALKS}]",
            ),
        ),
        (
            "T110",
            visit(
                journey="personas: [guest]",
                more=f"persona: guest\n---\nevidence: [{TALKS[:-1]}, persona: guest}}]",
            ),
        ),
        # Old waves cannot be asked again.
        (
            "E403",
            visit(
                "measures: {csat: [{value: 85%, n: 12, date: 2026-03-31}, {value: 80%, n: 90, date: 2026-09-30}]}"
            ),
        ),
        # Evidence of a stage or journey holds for quotes in it.
        *(
            (
                "E407",
                visit(
                    "quotes: [{text: It jams, evidence: talks}, It sticks]",
                    more=f"evidence: [{TALKS}]",
                    **place,
                ),
            )
            for place in ({"stage": "evidence: talks"}, {"journey": "evidence: talks"})
        ),
        # A stage that is described needs no touchpoints.
        (
            "T101",
            "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}, {name: Hear of it, does: Reads}]\n",
        ),
        # A value may have its day from evidence.
        (
            "K604",
            visit(
                "measures: {csat: [{value: 80%, evidence: talks}, {value: 74%, evidence: diary}]}",
                more=f"evidence: [{TALKS}, {DIARY}]",
            ),
        ),
    ],
)
def test_sensible_maps_are_left_alone(code: str, text: str, specs: Specs) -> None:
    assert told(specs, code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "message"),
    [
        ("A307", visit(f"{TRUTH}, emotion: 5"), '"Door" decides the relationship, and nothing is measured there'),
        (
            "A311",
            visit(HINGE, journey=PLAN % "[]"),
            '"A new hinge" would do much for little effort, and no improvement takes it up',
        ),
        (
            "K604",
            visit(
                "measures: {csat: [{value: 80%, evidence: diary}, {value: 74%, evidence: talks}]}",
                more=f"evidence: [{TALKS}, {DIARY}]",
            ),
            "this value of csat is older than the one before it",
        ),
        (
            "E410",
            visit(
                "measures: {csat: {value: 60%, n: 80, persona: host, evidence: talks}}",
                journey="personas: [guest, host]",
                more=f"persona: guest\n---\npersona: host\n---\nevidence: [{TALKS[:-1]}, persona: guest}}]",
            ),
            'this is said of "host" and rests on evidence about "guest"',
        ),
        (
            "T103",
            visit(journey="improvements: [{improvement: x, title: X, formerly: [y]}, {improvement: y, title: Y}]"),
            '"y", a former id of "x", is the id of something else now',
        ),
        (
            "T103",
            visit("pains: [{pain: a, text: A, formerly: [b]}], opportunities: [{opportunity: b, text: B}]"),
            '"b", a former id of "a", is the id of something else now',
        ),
        (
            "T103",
            visit("pains: [{pain: a, text: A, formerly: [c]}, {pain: b, text: B, formerly: [c]}]"),
            '"c" is a former id of "a" and of "b"',
        ),
        ("A304", visit(journey=DOING), 'the improvement "X" is being done and has no owner'),
        ("A308", visit(journey=DOING), 'the improvement "X" is being done and has no date'),
        (
            "R503",
            visit(
                "measures: {csat: {value: 61%, n: 80, date: 2026-04-30}}",
                journey="improvements: [{title: X, status: done, addresses: arrive, effect: {measure: csat, "
                "before: {value: 61%, n: 80, date: 2026-04-30}, after: {value: 70%, n: 80, date: 2026-08-30}}}]",
            ),
            'csat is of 2026-04-30; "X" has changed things since',
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_told(code: str, text: str, message: str, specs: Specs) -> None:
    assert told(specs, code, text) == [message]


def test_a_missing_share_is_told_once_of_a_persona_on_many_journeys(specs: Specs) -> None:
    journeys = "".join(
        f"---\njourney: {name}\npersonas: [guest, host]\nstages: [{{name: Arrive, touchpoints: [Door]}}]\n"
        for name in "abc"
    )
    text = f"persona: guest\nshare: 60%\n---\npersona: host\n{journeys}"
    assert told(specs, "C210", text) == ['the persona "host" has no share; others of "a" have']


def hints(specs: Specs, code: str, text: str) -> list[str | None]:
    return [finding.hint for finding in specs.findings(text) if finding.code == code]


def test_hints_can_be_followed(specs: Specs) -> None:
    of_project = visit(more="improvements: [{title: X}]")
    assert hints(specs, "A309", of_project) == ["add `addresses:`, e.g. `addresses: journey/touchpoint.pain`"]
    one = "journey: %s\nstages: [{name: Arrive, touchpoints: [{name: Door, opens: %s}]}]\n"
    assert hints(specs, "T116", one % ("a", "a")) == [
        "`opens:` leads to parts of a journey; use `next:` for ways within it"
    ]
    around = "---\n".join((one % ("a", "b"), one % ("b", "a")))
    assert (
        hints(specs, "T116", around)
        == ["`opens:` leads to parts of a journey: let one of them not open the other"] * 2
    )


def many(count: int, touchpoint: Callable[[int], str]) -> str:
    inside = "".join(f"      - {{{touchpoint(index)}}}\n" for index in range(count))
    return f"journey: visit\nstages:\n  - name: Arrive\n    touchpoints:\n{inside}"


@pytest.mark.parametrize(
    ("code", "touchpoint"),
    [
        ("T118", lambda index: f"name: Door {index}, next: door-{index // 2 * 2}"),
        ("K607", lambda index: f"name: Door {index}, emotion: {'🙂' if index % 2 else 4}"),
    ],
)
def test_findings_that_can_be_fixed_cost_as_much_each_however_many_there_are(
    code: str, touchpoint: Callable[[int], str], specs: Specs
) -> None:
    def calls(count: int) -> int:
        project = specs.read(many(count, touchpoint)).project
        counted = Counter[str]()
        sys.setprofile(lambda _frame, event, _what: counted.update((event,)))
        try:
            found = check(project, today=EXAMPLE_DAY, fixes=True)
        finally:
            sys.setprofile(None)
        assert sum(each.code == code for each in found) > count / 3
        return counted["call"] + counted["c_call"]

    assert calls(400) < 5 * calls(100)  # 4 when linear, 16 when quadratic
