from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.model import Channel, Evidence, Improvement, Journey, Persona, Quantity
from jmap.model.flow import flow
from jmap.model.measures.emotion import felt
from jmap.model.text import Languages
from jmap.render.format import Options, Sheet
from jmap.render.formats.json import _TOLD, FORMAT
from jmap.score import score_journey
from jmap.score.result import Basis, Component, Own, Score
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.render.conftest import SheetOf

    from jmap.model import Project

CONTEXT = Languages(("zh-CN", "en"))


class Plain(str):
    """A scalar as a spec file writes it without quotes."""

    __slots__ = ()


def as_spec(value: Any) -> Any:
    """JSON as a spec file would hold it."""
    if isinstance(value, dict):
        return {key: as_spec(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_spec(inner) for inner in value]
    return Plain(value) if isinstance(value, str) else value


def document(sheet: Sheet) -> Any:
    rendered = FORMAT.render(sheet)
    [output] = rendered.outputs
    assert output.suffix == ".json"
    assert rendered.findings == ()
    return json.loads(output.data)


def rich(sheet_of: SheetOf, **options: Any) -> Sheet:
    """A journey with every kind of value that is written otherwise than Python holds it."""
    touchpoint = {
        "touchpoint": "pay",
        "name": {"zh-CN": "支付", "en": "Pay"},
        "reach": 0.8,
        "duration": 180.0,
        "importance": 5,
        "owner": "shop",
        "emotion": [{"value": 3.5, "persona": "anna", "n": 12, "date": "2026-09-30", "evidence": ["survey"]}],
        "pains": [{"pain": "slow", "text": "Slow", "severity": 4, "frequency": 0.6}],
        "quotes": [
            {"text": "Hush", "private": True, "evidence": ["secret"]},
            {"text": "Oh", "private": False},
        ],
        "opportunities": [{"opportunity": "fast", "text": "Faster", "owner": "it"}],
        "lanes": {"own": [{"text": "hidden", "private": True}]},
        "next": [{"to": "pay", "when": {"zh-CN": "失败", "en": "it failed"}, "share": 0.25}, {"to": "end"}],
    }
    improvement = {
        "improvement": "express",
        "title": "Express",
        "addresses": ["pay.slow"],
        "due": "2026-12-31",
    }
    return sheet_of(
        {
            "journey": "buy",
            "title": "买",
            "personas": ["anna"],
            "review_every": 7776000.0,
            "stages": [{"stage": "s", "name": "S", "touchpoints": [touchpoint]}],
            "improvements": [improvement],
            "evidence": ["survey"],
        },
        personas=[
            {
                "persona": "anna",
                "name": "Anna",
                "share": 0.4,
                "demographics": {"age": "30"},
                "evidence": ["talk"],
            },
            {"persona": "ben", "name": "Ben"},
        ],
        departments=[{"department": id_, "name": id_} for id_ in ("hr", "it", "shop")],
        evidence=[{"evidence": id_, "kind": "survey"} for id_ in ("talk", "other", "secret", "survey")],
        improvements=(
            Improvement.model_validate(
                {"improvement": "else", "title": "E", "addresses": ["other/x"]}, context=CONTEXT
            ),
            Improvement.model_validate(
                {"improvement": "here", "title": "H", "addresses": ["buy/pay"]}, context=CONTEXT
            ),
        ),
        **options,
    )


def test_the_whole_journey_can_be_read_back(sheet_of: SheetOf) -> None:
    sheet = rich(sheet_of, private=True)
    read = document(sheet)
    assert Journey.model_validate(as_spec(read["journey"]), context=CONTEXT) == sheet.journey
    [anna] = [Persona.model_validate(as_spec(raw), context=CONTEXT) for raw in read["personas"]]
    assert anna == sheet.project.personas["anna"]
    [other] = [Improvement.model_validate(as_spec(raw), context=CONTEXT) for raw in read["improvements"]]
    assert other == sheet.project.improvements[1]
    assert [entry["department"] for entry in read["departments"]] == ["it", "shop"]
    evidence = [Evidence.model_validate(as_spec(raw), context=CONTEXT) for raw in read["evidence"]]
    assert evidence == [sheet.project.evidence[id_] for id_ in ("talk", "secret", "survey")]


def test_a_measure_called_evidence_is_a_measure(sheet_of: SheetOf) -> None:
    touchpoint = {
        "touchpoint": "t",
        "name": "T",
        "measures": {"evidence": [{"value": Quantity(4.0, "number")}]},
    }
    journey = {
        "journey": "j",
        "title": "J",
        "stages": [{"stage": "s", "name": "S", "touchpoints": [touchpoint]}],
    }
    read = document(sheet_of(journey))
    assert read["evidence"] == []
    assert [*read["journey"]["stages"][0]["touchpoints"][0]["measures"]] == ["evidence"]


def test_private_statements_stay_away(sheet_of: SheetOf) -> None:
    sheet = rich(sheet_of)
    text = FORMAT.render(sheet).outputs[0].data.decode()
    assert '"Oh"' in text
    for hidden in ("Hush", "hidden", "secret"):
        assert hidden not in text
        assert hidden in FORMAT.render(replace(sheet, options=Options(private=True))).outputs[0].data.decode()


def test_only_what_the_journey_uses_is_in_it(crm: Sheet) -> None:
    read = document(crm)
    assert read["format"] == "jmap/1"
    assert read["languages"] == ["zh-CN", "en"]
    assert [persona["persona"] for persona in read["personas"]] == ["sales", "service"]
    [channel] = [Channel.model_validate(as_spec(raw), context=CONTEXT) for raw in read["channels"]]
    assert channel == crm.project.channels["web"]
    assert [entry["department"] for entry in read["departments"]] == ["sales-ops"]
    assert [entry["evidence"] for entry in read["evidence"]] == ["interview"]


def test_the_flow_is_written_out(crm: Sheet) -> None:
    edges = document(crm)["flow"]
    assert [(e["from"], e["to"], e["when"], e["share"], e["implied"]) for e in edges] == [
        (e.source, e.target, dict(e.when) if e.when else None, e.share, e.implied) for e in flow(crm.journey)
    ]
    assert edges[0] == {"from": "login", "to": "entry", "when": None, "share": None, "implied": True}


def test_scores_tell_how_they_came_about(crm: Sheet) -> None:
    reading = felt(4, 32, None)
    component = Component(
        "emotion", "sales", 1.0, 75.0, None, Basis.MEASURED, 32, small=False, reading=reading
    )
    own = Own(Score(75.0, variance=4.0), (component,), basis=Basis.MEASURED)
    touchpoint = crm.scores.touchpoints["login"]._replace(own=own)
    sheet = replace(
        crm, scores=replace(crm.scores, touchpoints={**crm.scores.touchpoints, "login": touchpoint})
    )
    scores = document(sheet)["scores"]
    assert list(scores["touchpoints"]) == ["login", "entry", "search", "talk", "report"]
    login = scores["touchpoints"]["login"]
    assert login["score"]["value"] == 75.0
    assert login["score"]["interval"] == pytest.approx([71.08, 78.92], abs=0.01)
    assert login["components"][0]["formula"] == "(4 - 1) / 4 × 100 = 75"
    assert (login["components"][0]["basis"], login["components"][0]["n"]) == ("measured", 32)
    assert scores["touchpoints"]["search"]["score"]["value"] is None


def test_every_language_has_the_same_bytes(crm: Sheet) -> None:
    assert not FORMAT.localized
    chinese, english = (FORMAT.render(replace(crm, language=tag)).outputs for tag in ("zh-CN", "en"))
    assert chinese == english
    assert chinese[0].data.endswith(b"}\n")
    assert "登录".encode() in chinese[0].data


@pytest.mark.parametrize("name", ["", "a\nb", "\u2028", '"\\', "😀"])
def test_any_text_is_kept(sheet_of: SheetOf, name: str, root: Path) -> None:
    sheet = sheet_of({"journey": "j", "title": name})
    data = FORMAT.render(sheet).outputs[0].data
    assert json.loads(data)["journey"]["title"] == {"zh-CN": name}
    assert str(root).encode() not in data


def test_a_variant_says_what_it_changes(root: Path) -> None:
    project = read_project(root / "examples" / "ux-evaluation").project
    found = document(_sheet(project, "onboarding-b"))["compared"]
    assert found["with"] == "onboarding-a"
    assert found["score"]["points"] == pytest.approx(found["score"]["after"] - found["score"]["before"])
    changes = {point["touchpoint"]: point for point in found["touchpoints"]}
    assert changes["guided-task"]["change"] == "new"
    assert changes["workspace"]["pains"] == {"gone": ["empty-page"], "new": ["cannot-skip"]}
    assert {"does", "thinks", "feels"} <= set(changes["workspace"]["lanes"])
    assert "compared" not in document(_sheet(project, "onboarding-a"))


def _sheet(project: Project, journey: str) -> Sheet:
    return Sheet(project, project[journey], score_journey(project, project[journey]), "en", journey)


def test_the_page_about_json_names_every_key_in_its_order(root: Path) -> None:
    page = (root / "docs" / "json.md").read_text(encoding="utf-8")
    shape = page.partition("## A journey")[2].partition("## Scores")[0]
    rows = re.findall(r"^\| (.*?) \|", shape, re.MULTILINE)
    told = [key for row in rows for key in re.findall(r"`(\w+)`", row)]
    project = read_project(root / "examples" / "ux-evaluation").project
    assert ["format", *told] == [*document(_sheet(project, "onboarding-b"))]
    for kind, keys in _TOLD.items():
        listed = ", ".join(rf"`{key}`(?: \([^)]*\))?" for key in keys)
        assert re.search(rf"\| {listed} \|", page), kind


def test_it_tells_where_customers_are_lost(tmp_path: Path) -> None:
    pages = "{touchpoint: t, name: T, reach: 50%, measures: {conversion: {value: 20%, n: 40}}}"
    (tmp_path / "map.yaml").write_text(
        f"journey: j\nstages: [{{stage: s, name: S, reach: 80%, touchpoints: [{pages}]}}]\n", "utf-8"
    )
    project = read_project(tmp_path).project
    sheet = Sheet(project, project["j"], score_journey(project, project["j"]), "en", "j")
    one = {"persona": None, "measure": "conversion", "share": 0.2, "lost": 0.4, "n": 40, "working": None}
    assert document(sheet)["funnel"] == [
        {"stage": "s", "touchpoint": None, "reach": 0.8, "goes_on": []},
        {"stage": "s", "touchpoint": "t", "reach": 0.5, "goes_on": [one]},
    ]
