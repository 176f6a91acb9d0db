"""Any journey says the same after it has been a workbook."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import jmap
from jmap.build.importing import make_spec
from jmap.spec.edit.compose import composed
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from jmap.model import Project

ODD = st.sampled_from(
    ["Door", "door", "end", "t0", "s1", "p", "=1+1", "- Door", "1. Door", "(2) Door", "• x", "Anna: x", "a, b", "a;b",
     "x;", "门口；", "甲：乙", "Stage", "Touchpoint", "Emotion · Anna", "3.6", "82%", "2026-09-30", "true", "null",
     "'=1", "#", "A (b)", "A (c)", "[x](y)", "_x0041_", "😀", "word " * 12, "字" * 40, "a / b", "@x",
     "*a*", "N/A (x)"]
)  # fmt: skip
TEXTS = ODD | st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=2, max_size=9).filter(
    lambda text: any(map(str.isalnum, text))
)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def sampled(*values: str) -> st.SearchStrategy[Plain]:
    """What stands without quotes."""
    return st.sampled_from([Plain(value) for value in values])


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=2)


@st.composite
def journeys(draw: st.DrawFn) -> dict[str, Any]:
    """A journey with nearly all that a register may hold; what is `None` or empty is left out."""
    personas = [
        {"persona": f"p{i}", "name": name}
        for i, name in enumerate(draw(st.lists(TEXTS, max_size=2, unique=True)))
    ]
    who = st.sampled_from([each["persona"] for each in personas]) if personas else st.nothing()
    statement = (
        st.builds(lambda text, by: {"text": text, "persona": by}, TEXTS, maybe(who)) if personas else TEXTS
    )
    date = sampled("2026-01-31", "2026-06-30")
    wave = {
        "n": maybe(st.integers(1, 99)),
        "date": maybe(date),
        "source": maybe(TEXTS),
        "evidence": maybe(st.just(["e"])),
    }
    if personas:
        wave["persona"] = maybe(who)
    numbers = st.floats(1, 5).map(lambda value: round(value, 1))
    felt = st.fixed_dictionaries(
        {"value": numbers, "n": maybe(st.integers(1, 99)), "evidence": maybe(st.just(["e"]))}
    )
    measures = {
        "csat": several(st.fixed_dictionaries({"value": sampled("70%", "82.5%"), **wave})),
        "nps": several(
            st.fixed_dictionaries(
                {"promoters": st.integers(0, 9), "passives": st.just(3), "detractors": st.just(1)}
            )
        ),
        "conversion": several(
            st.fixed_dictionaries(
                {"value": sampled("4.8%"), "worst": sampled("0%"), "best": sampled("10%"), **wave}
            )
        ),
        "smiles": several(st.fixed_dictionaries({"value": st.sampled_from([3, 12.5]), **wave})),
    }
    lanes = [
        "goal",
        "does",
        "needs",
        "thinks",
        "feels",
        "physical",
        "frontstage",
        "backstage",
        "support",
        "systems",
        "notes",
    ]

    def experience(kind: str, id_: str) -> st.SearchStrategy[dict[str, Any]]:
        pain = {
            "text": TEXTS,
            "severity": maybe(st.integers(1, 5)),
            "frequency": maybe(sampled("often", "15%")),
        }
        return st.fixed_dictionaries(
            {
                kind: st.just(id_),
                "name": TEXTS,
                **{lane: several(statement) for lane in lanes},
                "quotes": several(statement),
                "lanes": st.fixed_dictionaries({"coach": several(statement)}),
                "emotion": st.none() | felt.map(lambda one: [one]) | _by_persona(felt, personas),
                "pains": several(st.fixed_dictionaries(pain)).map(lambda them: _with_ids("pain", them)),
                "opportunities": several(
                    st.fixed_dictionaries({"text": TEXTS, "impact": maybe(st.integers(1, 5))})
                ).map(lambda them: _with_ids("opportunity", them)),
                "measures": st.fixed_dictionaries(measures),
                "duration": maybe(sampled("3min", "1h30min", "2d")),
                "importance": maybe(st.integers(1, 5)),
                "reach": maybe(sampled("60%", "12.5%")),
                "moment_of_truth": st.sampled_from([None, True]),
                "target": maybe(st.sampled_from([80, 72.5])),
                "owner": maybe(st.just("dep")),
                "channel": maybe(st.just(["web"])),
                "evidence": maybe(st.just(["e"])),
            }
        )

    ids = iter(range(9))
    stages = [
        {
            **draw(experience("stage", f"s{index}")),
            "touchpoints": [draw(experience("touchpoint", f"t{next(ids)}")) for _ in range(count)],
        }
        for index, count in enumerate(draw(st.lists(st.integers(1, 2), min_size=1, max_size=2)))
    ]
    stages[0]["touchpoints"][0]["next"] = draw(
        several(st.fixed_dictionaries({"to": sampled("end"), "when": TEXTS}))
    )
    return {
        "journey": "j", "title": draw(TEXTS), "personas": [each["persona"] for each in personas],
        "scenario": draw(TEXTS), "notes": [draw(TEXTS)], "stages": stages, "catalogue": personas,
        "channel": draw(TEXTS), "department": draw(TEXTS), "lane": draw(TEXTS), "measure": draw(TEXTS),
    }  # fmt: skip


def _by_persona(felt: st.SearchStrategy[Any], personas: list[dict[str, Any]]) -> st.SearchStrategy[Any]:
    each = [
        st.builds(lambda one, id_: {**one, "persona": id_}, felt, st.just(who["persona"])) for who in personas
    ]
    return st.tuples(*each).map(list) if each else st.none()


def _with_ids(kind: str, things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{kind: f"{kind}-{index}", **thing} for index, thing in enumerate(things)]


def _said(value: Any) -> Any:
    """Without what says nothing."""
    if isinstance(value, dict):
        return {
            key: _said(inner)
            for key, inner in value.items()
            if inner not in (None, [], {}) and _said(inner) != {}
        }
    return [_said(inner) for inner in value] if isinstance(value, list) else value


def project(folder: Path, drawn: dict[str, Any]) -> Project:
    shared = {
        "languages": ["en"], "channels": {"web": {"name": drawn.pop("channel")}},
        "departments": {"dep": drawn.pop("department")}, "personas": drawn.pop("catalogue"),
        "evidence": [{"evidence": "e", "kind": "survey", "n": 40}],
        "lanes": [{"id": "coach", "name": drawn.pop("lane")}], "measures": {"smiles": {"name": drawn.pop("measure")}},
    }  # fmt: skip
    (folder / "jmap.yaml").write_bytes(composed([_said(shared)]))
    (folder / "j.yaml").write_bytes(composed([_said(drawn)]))
    return jmap.load(folder)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            " ".join(value["en"].split())
            if {*value} == {"en"}
            else {key: plain(inner) for key, inner in value.items()}
        )
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def dumped(thing: Any) -> Any:
    return plain(thing.model_dump(mode="json", by_alias=True, exclude_defaults=True))


@settings(max_examples=30, phases=[Phase.explicit, Phase.generate])  # to make one smaller takes minutes
@given(journeys())
def test_any_journey_comes_back_from_a_workbook(drawn: dict[str, Any]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        before = project(folder, drawn)
        (folder / "j.xlsx").write_bytes(jmap.draw(before["j"], "xlsx", language="en"))
        made = make_spec(folder / "j.xlsx")
    assert made.loaded.errors == []
    assert dumped(made.loaded.project["j"]) == dumped(before["j"])
    for key in ("personas", "departments", "channels", "evidence"):
        for id_, thing in getattr(made.loaded.project, key).items():
            assert dumped(thing) == dumped(getattr(before, key)[id_])
    assert made.findings == ()
