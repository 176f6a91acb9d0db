from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.format import Sheet
from jmap.render.names import stem
from jmap.report.page import page
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.report.conftest import Told


def pieces(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        for key, item in value.items():
            yield from (*pieces(key), *pieces(item))
    elif isinstance(value, list):
        for item in value:
            yield from pieces(item)


@pytest.fixture(scope="session")
def purifier(root: Path) -> dict[str, Any]:
    project = read_project(root / "examples" / "connected-crm").project
    return page(
        Sheet(project, project["purifier"], score_journey(project, project["purifier"]), "en", "purifier")
    )


def test_only_plain_data(sheet_with: Callable[..., Sheet]) -> None:
    assert {type(piece) for piece in pieces(page(sheet_with("Text", private=True)))} <= {
        dict, list, str, int, float, bool, type(None),
    }  # fmt: skip


def test_ids_are_shown_by_their_names(purifier: dict[str, Any]) -> None:
    first = purifier["touchpoints"][0]["touchpoints"][0]
    assert [channel["name"] for channel in first["channels"]] == ["Social media"]
    assert {"name": "Owner", "key": "lane.owner", "value": "Marketing"} in first["facts"]
    assert first["emotions"][0]["persona"] == "Young parents"
    assert first["pains"][0]["evidence"] == [
        {"id": "social-listening", "name": "Sample of comments on social media"}
    ]
    assert first["opportunities"][0]["answers"] == ["Posts look like adverts"]
    assert first["ways"] == [
        {"to": "Water test in the neighbourhood", "href": "#t-community-demo", "when": "", "share": ""}
    ]


def test_head(purifier: dict[str, Any]) -> None:
    facts = {fact["name"]: fact["value"] for fact in purifier["head"]["facts"]}
    assert facts["Reviewed"] == "2026-10-15"
    assert facts["Next review"] == "2027-01-13"
    assert facts["Owner"] == "Marketing"
    assert "".join(purifier["head"]["pieces"]) == purifier["head"]["title"]


def test_addresses_in_other_journeys_name_them(purifier: dict[str, Any]) -> None:
    (shared,) = [item for item in purifier["improvements"] if item["id"] == "call-back"]
    assert [(place["journey"], place["href"]) for place in shared["addresses"]] == [
        ("", "#t-support-call"),
        ("Renewing the filter", "filter-renewal.html#t-support-call"),
    ]


def test_what_leads_into_another_journey_leads_to_its_page(told: Told, tmp_path: Path) -> None:
    opens = "[{name: Buy, opens: returns}, {name: Wait, opens: con}]"
    others = "".join(
        f"---\njourney: {id_}\ntitle: {title}\nstages: [{{name: S, touchpoints: [{{name: T}}]}}]\n"
        for id_, title in (("returns", "Sending back"), ("con", "Congress"))
    )
    text = f"journey: visit\nstages: [{{name: S, touchpoints: {opens}}}]\n{others}"
    (stage,) = told(text)["touchpoints"]
    found = [(one["opens"], one["opens_href"]) for one in stage["touchpoints"]]
    assert found == [("Sending back", "returns.html"), ("Congress", f"{stem('con')}.html")]
    project = read_project(tmp_path).project
    (stage,) = told(text, project=replace(project, journeys={"visit": project["visit"]}))["touchpoints"]
    assert [(one["opens"], one["opens_href"]) for one in stage["touchpoints"]] == [
        ("returns", ""),
        ("con", ""),
    ]


def test_evidence_listed_is_evidence_named(purifier: dict[str, Any]) -> None:
    listed = [item["id"] for item in purifier["evidence"]]
    assert len(listed) == len(set(listed)) >= 5
    dates = [item["date"] for item in purifier["evidence"]]
    assert dates == sorted(dates, reverse=True)
    named = {
        item["id"]
        for item in pieces(purifier["touchpoints"])
        if isinstance(item, dict) and set(item) == {"id", "name"}
    }
    assert named <= set(listed)


def test_stage_takes_a_row_only_for_what_its_heading_does_not_say(sheet_with: Callable[..., Sheet]) -> None:
    first, empty = page(sheet_with("Text"))["touchpoints"]
    assert [row["lanes"] for row in first["whole"]] == [[]]
    assert first["whole"][0]["pains"]
    assert empty["whole"] == []


def value_of(formula: str) -> float:
    """What a formula of the page comes to, computed as a reader would."""
    text = re.sub(r"([\d.]+)%", r"(\1/100)", formula)
    text = text.translate(str.maketrans("×÷−", "*/-"))
    assert re.fullmatch(r"[\d.+\-*/() ]+", text), formula
    return float(eval(text))  # noqa: S307 -- digits and signs only


def check(formula: str, slack: float = 0.011) -> None:
    """Both sides of every equation are equal within the rounding of what is printed."""
    for equation in formula.split("; "):
        left, right = equation.rsplit(" = ", 1)
        assert value_of(left) == pytest.approx(value_of(right), abs=slack), formula


@pytest.mark.parametrize(
    "folder", ["connected-crm", "crm-experience-map", "cx-blueprint", "service-training", "ux-evaluation"]
)
def test_every_number_can_be_computed_again(root: Path, folder: str) -> None:
    project = read_project(root / "examples" / folder).project
    computed = 0
    for journey in project.journeys.values():
        scores = score_journey(project, journey)
        content = page(Sheet(project, journey, scores, "en", journey.id))
        weighted = []
        for stage in content["scores"]:
            for row in stage["rows"]:
                for part in row["parts"]:
                    if part["formula"] and "," not in part["formula"]:
                        assert float(part["points"]) == pytest.approx(
                            value_of(part["formula"].partition(" (95 %")[0].rsplit(" = ", 1)[1]), abs=0.01
                        )
                for step in row["steps"]:
                    check(step["formula"], slack=0.02)
                    computed += 1
                if row["steps"]:
                    assert row["steps"][-1]["formula"].endswith(f"= {row['exact']}")
                elif row["exact"]:
                    assert [part["points"] for part in row["parts"] if part["points"]] == [row["exact"]]
                if row["exact"] and row["weight"]:
                    weighted.append((float(row["weight"]), float(row["exact"])))
        mean = sum(w * x for w, x in weighted) / sum(w for w, _ in weighted)
        assert mean == pytest.approx(float(content["total"]["score"]), abs=0.02)
        check(content["total"]["formula"])
    assert computed or folder == "crm-experience-map"  # where each touchpoint has one value


def test_waves_keep_their_order_and_what_is_known_of_each(purifier: dict[str, Any]) -> None:
    whole = purifier["measures"][0]
    assert whole["name"] == "Whole journey"
    first, second = whole["measures"][0]["waves"]
    assert (first["date"], second["date"]) == ("2026-06-30", "2026-09-30")
    assert second["counts"] == "promoters 521 · passives 446 · detractors 273"
    assert (second["n"], second["target"], second["value"]) == (1240, "30", "20")


def test_a_measured_value_is_told_with_sample_and_day_of_its_evidence(told: Told) -> None:
    stage = "{name: Arrive, touchpoints: [{name: Door, evidence: sv, measures: {csat: 80%}}]}"
    evidence = "evidence: [{evidence: sv, kind: survey, n: 12, date: 2026-01-01}]"
    found = told(f"journey: visit\nstages: [{stage}]\n---\n{evidence}\n")
    (wave,) = found["touchpoints"][0]["touchpoints"][0]["measures"][0]["waves"]
    assert (wave["n"], wave["few"], wave["date"]) == (12, True, "2026-01-01")


@pytest.mark.parametrize(
    ("value", "target", "said"),
    [
        ("72%", "80%", ("missed", "bad", "−8")),
        ("80%", "80%", ("reached", "good", "")),
        ("84%", "80%", ("reached", "good", "+4")),
    ],
)
def test_beside_a_target_it_is_told_whether_it_is_reached(
    told: Told, value: str, target: str, said: tuple[str, str, str]
) -> None:
    given = f"csat: {{value: {value}, target: {target}}}"
    found = told(
        f"journey: visit\nstages: [{{name: S, touchpoints: [{{name: T, measures: {{{given}}}}}]}}]\n"
    )
    (wave,) = found["measures"][0]["measures"][0]["waves"]
    assert (wave["goal"], wave["level"], wave["gap"]) == said
    assert bool(found["gaps"]) == bool(said[2])


def test_without_a_target_nothing_is_reached_or_missed(told: Told) -> None:
    here = "{name: T, measures: {csat: 90%}}"
    found = told(f"journey: visit\nstages: [{{name: S, touchpoints: [{here}]}}]\n")
    (wave,) = found["measures"][0]["measures"][0]["waves"]
    assert (wave["target"], wave["goal"], wave["gap"], found["gaps"]) == ("", "", "", "")


@pytest.mark.parametrize(
    ("lanes", "signs"),
    [
        ("[emotion, score]", ["1", "2", "3", "4", "5", *["Experience"] * 3]),
        ("[emotion]", ["1", "2", "3", "4", "5"]),
        ("[measures]", ["Experience"] * 3),
        ("[does]", []),
        ("[frontstage, backstage]", ["Line"]),
    ],
)
def test_the_legend_explains_what_the_lanes_show(
    told: Told, tmp_path: Path, lanes: str, signs: list[str]
) -> None:
    touchpoint = (
        "{name: Look, does: x, frontstage: y, backstage: z, emotion: 4, measures: {csat: {value: 80%, n: 9}}}"
    )
    (tmp_path / "jmap.yaml").write_text(f"lanes: {lanes}\n", "utf-8")
    found = told(f"journey: visit\nstages: [{{name: S, touchpoints: [{touchpoint}]}}]\n")
    assert [sign["text"].split()[0] for sign in found["legend"]] == signs
