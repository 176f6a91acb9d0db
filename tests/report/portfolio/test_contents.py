from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.model import Improvement, Quantity
from jmap.model.experience import STATEMENTS
from jmap.report.portfolio.contents import contents
from jmap.report.portfolio.heat import COLUMNS
from jmap.report.portfolio.hierarchy import DEPTH
from jmap.report.portfolio.people import ROWS
from jmap.report.portfolio.plan import SHOWN
from jmap.report.portfolio.rows import curve
from jmap.score import score
from jmap.score.group import places_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.model import Project
    from jmap.report.portfolio import Folio


def journey(id_: str, *touchpoints: dict[str, Any], **more: Any) -> dict[str, Any]:
    places = [{"touchpoint": f"t{n}", "name": f"T{n}", **one} for n, one in enumerate(touchpoints)]
    stages = [{"stage": "s", "name": "S", "touchpoints": places}]
    return {"journey": id_, "title": id_.title(), "stages": stages, **more}


def felt(value: float, **more: Any) -> dict[str, Any]:
    return {"emotion": [{"value": value}], **more}


@pytest.fixture
def tell(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> Callable[..., dict[str, Any]]:
    """What the portfolio of these journeys says in English."""

    def told(*journeys: dict[str, Any], **parts: Any) -> dict[str, Any]:
        return contents(folios(written(journeys, **parts))[1])

    return told


def test_a_row_tells_score_gap_coverage_freshness_weakest_touchpoint_and_owner(
    tell: Callable[..., dict[str, Any]],
) -> None:
    measured = {"n": 40, "date": "2026-09-01", "source": "survey"}
    told = tell(
        journey(
            "visit",
            {"emotion": [{"value": 5, **measured}]},
            felt(2),
            owner="sales",
            target=80,
            reviewed="2026-10-01",
            personas=["buyer"],
        )
    )
    (row,) = told["journeys"]
    assert (row["score"]["shown"], row["gap"], row["measured"]) == ("63", "−18", "50%")
    assert (row["reviewed"], row["again"], row["owner"]) == ("2026-10-01", "", "Sales")
    assert (row["lowest"]["name"], row["lowest"]["score"]["shown"]) == ("T1", "25")
    assert (row["href"], row["lowest"]["href"]) == ("visit.html", "visit.html#t-t1")
    assert row["personas"] == ["Buyer"]


def test_a_journey_of_stages_alone_is_weakest_at_a_stage(tell: Callable[..., dict[str, Any]]) -> None:
    told = journey("visit")
    told["stages"] = [{"stage": f"s{mark}", "name": f"S{mark}", **felt(mark)} for mark in (4, 1, 3)]
    (row,) = tell(told)["journeys"]
    assert (row["lowest"]["name"], row["lowest"]["href"]) == ("S1", "visit.html#s-s1")
    assert row["curve"]["low"] == [120, 58]


@pytest.mark.parametrize(("days", "again"), [(90, "2026-12-30"), (7e9, "")])
def test_a_row_tells_when_the_review_is_due_if_any_calendar_knows(
    days: float, again: str, tell: Callable[..., dict[str, Any]]
) -> None:
    (row,) = tell(journey("visit", reviewed="2026-10-01", review_every=days * 86_400))["journeys"]
    assert row["again"] == again


def test_a_journey_nobody_knows_anything_of_is_no_zero(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(journey("blank", {}))
    (row,) = told["journeys"]
    assert (row["score"]["shown"], row["gap"], row["curve"], row["lowest"]) == ("", "", {}, {})
    assert (row["owner"], row["reviewed"]) == ("", "")
    assert [(band["level"], band["count"]) for band in told["bands"]] == [("unknown", 1)]


def test_a_curve_breaks_where_nothing_is_known_and_marks_its_lowest_point(
    written: Callable[..., Project],
) -> None:
    project = written([journey("j", felt(5), felt(3), {}, felt(1))])
    scores = score(project)["j"]
    drawn = curve(places_of(project["j"], scores), scores.lowest)
    assert drawn["path"].count("M") == 2
    assert drawn["path"].endswith("M228 58h12")
    assert drawn["low"] == [234, 58]
    assert drawn["told"] == "0–100"


def test_a_curve_has_a_point_for_a_stage_and_one_for_a_touchpoint_of_the_same_id(
    written: Callable[..., Project],
) -> None:
    told = journey("j", felt(5), felt(1))
    told["stages"].append({"stage": "t1", "name": "T1", **felt(3)})
    project = written([told])
    scores = score(project)["j"]
    drawn = curve(places_of(project["j"], scores), scores.lowest)
    whole = curve(places_of(project["j"], scores)[:2], scores.lowest)
    assert drawn["path"].count("C") == 2
    assert (drawn["low"], whole["low"]) == ([120, 58], [234, 58])


def test_long_curves_stay_small(projects: Callable[..., Project]) -> None:
    project = projects(1, 60)
    scores = score(project)["j0"]
    assert len(curve(places_of(project["j0"], scores), scores.lowest)["path"]) < 60 * 9


def test_bands_count_every_journey_once(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(journey("a", felt(5)), journey("b", felt(3)), journey("c", felt(1)), journey("d", felt(1)))
    assert [(band["level"], band["count"]) for band in told["bands"]] == [
        ("bad", 2),
        ("warn", 1),
        ("good", 1),
    ]
    assert sum(band["width"] for band in told["bands"]) == pytest.approx(100, abs=0.1)


def test_a_touchpoint_is_shared_when_two_journeys_use_it(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(
        journey("a", felt(4, use="login", name="Log in"), felt(3, use="once")),
        journey("b", felt(2, use="login", name="Log in")),
        journey("c", felt(3, use="login", name="Sign in")),
        journey("d", felt(3, use="twice"), felt(3, use="twice")),
    )
    (one,) = told["shared"]
    assert (one["name"], one["count"]) == ("Log in", 3)
    assert (one["lowest"]["shown"], one["highest"]["shown"]) == ("25", "75")
    assert [(use["journey"], use["as"], use["href"]) for use in one["uses"]] == [
        ("B", "", "b.html#t-t0"),
        ("C", "Sign in", "c.html#t-t0"),
        ("A", "", "a.html#t-t0"),
    ]


def test_a_shared_touchpoint_that_each_journey_calls_otherwise_has_two_of_its_names(
    tell: Callable[..., dict[str, Any]],
) -> None:
    uses = [
        journey(name.lower(), felt(4, use="payment", name=name)) for name in ("Renew", "Buy", "Hire", "Trade")
    ]
    (two,) = tell(*uses[:2])["shared"]
    assert two["name"] == "Renew / Buy"
    assert {use["as"] for use in two["uses"]} == {"Renew", "Buy"}
    (four,) = tell(*uses)["shared"]
    assert four["name"] == "Renew / Buy …"


def test_a_touchpoint_of_a_shared_stage_is_shared(tell: Callable[..., dict[str, Any]]) -> None:
    journeys = [journey(id_, felt(4)) for id_ in "ab"]
    for one in journeys:
        one["stages"][0]["use"] = "start"
    (found,) = tell(*journeys)["shared"]
    assert (found["name"], found["count"]) == ("T0", 2)


def test_hierarchy_names_the_touchpoint_that_leads_on(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(
        journey("sub", felt(3)),
        journey("top", felt(4, opens="sub"), felt(4, opens="sub")),
        journey("alone", {}),
    )
    (top,) = told["hierarchy"]
    assert top["name"] == "Top"
    assert [(child["name"], child["via"]["name"]) for child in top["children"]] == [
        ("Sub", "T0"),
        ("Sub", "T1"),
    ]


def test_circles_and_endless_chains_of_journeys_end(tell: Callable[..., dict[str, Any]]) -> None:
    def depth(node: dict[str, Any]) -> int:
        return 1 + max((depth(child) for child in node["children"]), default=0)

    def names(node: dict[str, Any]) -> set[str]:
        return {node["name"]}.union(*map(names, node["children"]))

    circle = tell(journey("a", {"opens": "b"}), journey("b", {"opens": "a"}))["hierarchy"]
    assert [depth(node) for node in circle] == [3]
    assert circle[0]["children"][0]["children"][0]["again"]
    chain = tell(*(journey(f"j{n}", {"opens": f"j{n + 1}"}) for n in range(30)), journey("j30", {}))[
        "hierarchy"
    ]
    assert max(map(depth, chain)) <= DEPTH
    assert set().union(*map(names, chain)) == {f"J{n}" for n in range(31)}


def test_scores_of_personas_are_of_their_own_values_else_of_everybodys(
    tell: Callable[..., dict[str, Any]],
) -> None:
    told = tell(
        journey("a", {"emotion": [{"value": 5, "persona": "buyer"}]}, personas=["buyer", "parent"]),
        journey("b", felt(2), personas=["parent"]),
        journey("c", felt(2)),
    )["people"]
    assert [column["id"] for column in told["columns"]] == ["buyer", "parent"]
    cells = {row["name"]: [(cell["shown"], cell["travels"]) for cell in row["cells"]] for row in told["rows"]}
    assert cells == {"A": [("100", True), ("", True)], "B": [("", False), ("25", True)]}
    assert told["unscored"]


def test_of_many_journeys_the_matrix_shows_the_lowest(projects: Callable[..., Project], folios: Any) -> None:
    (folio, _) = folios(projects(ROWS * 2, 3))
    told = contents(folio)
    shown = [row["score"]["points"] for row in told["people"]["rows"]]
    known = sorted(row["score"]["points"] for row in told["journeys"] if row["score"]["points"] is not None)
    assert shown == known[:ROWS]
    assert (told["people"]["total"], told["people"]["more"]) == (ROWS * 2, ROWS)


def test_the_matrix_has_no_rows_of_whom_it_does_not_show(tell: Callable[..., dict[str, Any]]) -> None:
    many = [f"p{n}" for n in range(12)]
    told = tell(journey("a", felt(2), personas=many), journey("b", felt(2), personas=["z", many[0]]),
                journey("c", felt(2), personas=["z"]), journey("d", felt(2), personas=many))["people"]  # fmt: skip
    assert [row["name"] for row in told["rows"]] == ["A", "B", "D"]
    assert (told["total"], told["more_columns"]) == (3, 1)


def test_heat_is_the_weighted_mean_over_all_journeys(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(
        journey("a", felt(5, channel=["web"], importance=1), felt(3, channel=["web", "app"])),
        journey("b", felt(1, channel=["web"], importance=3), {"channel": ["web"]}),
    )["heat"]
    assert [row["name"] for row in told["rows"]] == ["Web", "App"]
    web, app = (row["cells"][0] for row in told["rows"])
    assert (web["shown"], web["count"]) == ("36", 4)  # (1 · 100 + 3 · 50 + 3 · 0) ÷ 7
    assert (app["shown"], app["count"]) == ("50", 1)


def test_what_shall_be_does_not_lift_what_is(tell: Callable[..., dict[str, Any]]) -> None:
    pains = [{"pain": "slow", "text": "Slow"}]
    now = journey("now", felt(1, channel=["web"], owner="service", pains=pains))
    plan = journey(
        "plan", felt(5, channel=["web"], owner="service", pains=pains), owner="sales", state="future"
    )
    told = tell(now, plan, improvements=())
    (cell,) = told["heat"]["rows"][0]["cells"]
    assert (cell["shown"], cell["count"]) == ("0", 1)
    sales, service = told["departments"]
    assert (sales["told"], service["told"]) == (["1 journey owned"], ["1 touchpoint", "1 pain point"])
    assert service["score"]["shown"] == "0"
    assert told["present"] == "Touchpoints of future states do not count here."
    for alone in (now, plan):
        told = tell(alone, improvements=())
        assert (told["heat"]["rows"][0]["cells"][0]["count"], told["present"]) == (1, "")


def test_a_department_without_journeys_of_its_own_filters_none(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(journey("a", felt(2, owner="service"), owner="sales"), journey("b", {}), improvements=())
    assert {one["id"]: one["owned"] for one in told["departments"]} == {"sales": 1, "service": 0}


def test_heat_keeps_the_order_of_stages_and_stays_small(tell: Callable[..., dict[str, Any]]) -> None:
    def staged(id_: str, *names: str) -> dict[str, Any]:
        stages = [
            {
                "stage": name,
                "name": name,
                "channel": ["web"],
                "touchpoints": [{"touchpoint": f"t-{name}", "name": name, "emotion": [{"value": 3}]}],
            }
            for name in names
        ]
        return {"journey": id_, "title": id_, "stages": stages}

    told = tell(staged("a", "begin", "middle", "last"), staged("b", "begin", "last"))["heat"]
    assert [column["name"] for column in told["columns"]] == ["begin", "middle", "last"]
    lone = tell(staged("c", "last"), staged("d", "last"), staged("a", "begin", "middle", "last", "after"))[
        "heat"
    ]
    assert [column["name"] for column in lone["columns"]] == ["begin", "middle", "last", "after"]
    many = tell(staged("m", *(f"s{n}" for n in range(COLUMNS + 5))))["heat"]
    assert (len(many["columns"]), many["more_columns"]) == (COLUMNS, 5)


def test_departments_name_their_worst_pains_and_what_they_do(tell: Callable[..., dict[str, Any]]) -> None:
    def pain(text: str, **more: Any) -> dict[str, Any]:
        return {"pain": text, "text": text, **more}

    def work(id_: str, status: str) -> dict[str, Any]:
        return {"improvement": id_, "title": id_, "owner": "service", "status": status, "due": "2026-12-01"}

    told = tell(
        journey(
            "a",
            felt(
                2,
                owner="service",
                pains=[
                    pain("small", severity=1),
                    pain("seldom", severity=5, frequency="rare"),
                    pain("large", severity=4, frequency="always"),
                ],
            ),
            owner="sales",
            improvements=[work("old", "done"), work("new", "doing")],
        ),
        improvements=(),
    )["departments"]
    sales, service = told
    assert (sales["name"], sales["told"], sales["pains"]) == ("Sales", ["1 journey owned"], [])
    assert [(one["text"], one["severity"], one["often"]) for one in service["pains"]] == [
        ("large", 4, "always"),
        ("seldom", 5, "rarely"),
        ("small", 1, ""),
    ]
    assert service["pains"][0]["href"] == "a.html#t-t0"
    assert [(one["title"], one["open"]) for one in service["improvements"]] == [("new", True), ("old", False)]
    assert service["told"] == ["1 touchpoint", "3 pain points", "2 improvements"]


def test_a_pain_of_a_shared_touchpoint_is_told_once(tell: Callable[..., dict[str, Any]]) -> None:
    shared = felt(2, use="login", owner="service", pains=[{"pain": "slow", "text": "Slow", "severity": 4}])
    told = tell(
        journey("a", shared), journey("b", shared), journey("c", {**shared, "use": None}), improvements=()
    )
    (service,) = told["departments"]
    assert [(one["where"], one["href"]) for one in service["pains"]] == [
        ("T0 · used by 2 journeys", "a.html#t-t0"),
        ("C · T0", "c.html#t-t0"),
    ]


def test_a_pain_of_a_shared_stage_is_told_once(tell: Callable[..., dict[str, Any]]) -> None:
    pains = [{"pain": "slow", "text": "Slow", "severity": 4}]
    used = [journey(id_, felt(2, owner="service", pains=pains)) for id_ in "ab"]
    for one in used:
        one["stages"][0]["use"] = "paying"
    (service,) = tell(*used, improvements=())["departments"]
    assert [one["where"] for one in service["pains"]] == ["T0 · used by 2 journeys"]


def test_a_pain_of_a_whole_shared_stage_is_told_once(tell: Callable[..., dict[str, Any]]) -> None:
    used = [journey(id_) for id_ in "ab"]
    for one in used:
        pains = [{"pain": "slow", "text": "Slow", "severity": 4}]
        one["stages"][0] |= {"use": "paying", "owner": "service", "emotion": [{"value": 2}], "pains": pains}
    (service,) = tell(*used, improvements=())["departments"]
    assert [(one["where"], one["href"]) for one in service["pains"]] == [
        ("S · used by 2 journeys", "a.html#s-s")
    ]


def test_a_pain_of_a_stage_that_has_touchpoints_is_told_too(tell: Callable[..., dict[str, Any]]) -> None:
    pains = [{"pain": "slow", "text": "Slow", "severity": 4}]
    told = journey("a", felt(2, pains=pains))
    told["stages"][0] |= {"owner": "service", "pains": pains}
    (service,) = tell(told, improvements=())["departments"]
    assert service["told"] == ["1 touchpoint", "2 pain points"]
    assert [(one["where"], one["href"]) for one in service["pains"]] == [
        ("A · T0", "a.html#t-t0"),
        ("A", "a.html#s-s"),
    ]


def work(id_: str, *addresses: str, **more: Any) -> dict[str, Any]:
    return {"improvement": id_, "title": id_.title(), "addresses": addresses, **more}


def test_the_plan_has_every_improvement_once_the_most_worthwhile_first(
    tell: Callable[..., dict[str, Any]],
) -> None:
    shared = Improvement.model_validate(
        work("shared", "a/t0", "a/t1.slow", "b/t0", "gone/t9", impact=4, effort=2, owner="sales")
    )
    training = Improvement.model_validate(work("training", status="done", due="2026-01-31"))
    told = tell(
        journey("a", felt(2), felt(4), improvements=[work("own", "s", impact=5, effort=1, due="2026-12-31")]),
        journey("b", felt(2), improvements=[work("lost", "nowhere"), work("no-more", status="dropped")]),
        improvements=(shared, training),
    )["plan"]
    groups = [(group["name"], group["count"]) for group in told["groups"]]
    assert groups == [("Open", 3), ("Done or dropped", 2)]
    rows = [row for group in told["groups"] for row in group["rows"]]
    assert [row["name"] for row in rows] == ["Own", "Shared", "Lost", "No-More", "Training"]
    assert [row["href"] for row in rows] == [
        "a.html#i-own",
        "a.html#i-shared",
        "b.html#i-lost",
        "b.html#i-no-more",
        "",
    ]
    assert (rows[0]["due"], rows[0]["open"], rows[0]["quadrant"]) == ("2026-12-31", True, "quick win")
    assert rows[0]["places"] == [{"journey": "A", "places": [{"name": "S", "href": "a.html#s-s"}]}]
    assert rows[1]["owner"] == "Sales"
    assert rows[1]["places"] == [
        {
            "journey": "A",
            "places": [{"name": "T0", "href": "a.html#t-t0"}, {"name": "T1", "href": "a.html#t-t1"}],
        },
        {"journey": "B", "places": [{"name": "T0", "href": "b.html#t-t0"}]},
        {"journey": "gone", "places": [{"name": "t9", "href": ""}]},
    ]
    assert rows[2]["places"] == [{"journey": "B", "places": [{"name": "nowhere", "href": ""}]}]
    assert (told["more"], told["reported"]) == (0, "")


def test_the_plan_tells_effects_and_explains_those_that_were_reported(
    tell: Callable[..., dict[str, Any]],
) -> None:
    effect = {"measure": "csat", "change": {"value": Quantity(0.2, "share")}}
    told = tell(journey("a", felt(2), improvements=[work("own", "t0", effect=[effect])]), improvements=())[
        "plan"
    ]
    (found,) = told["groups"][0]["rows"][0]["effects"]
    assert (found["change"]["value"], found["level"]) == ("+20%", "good")
    assert "“as reported”" in told["reported"]


def test_of_a_long_plan_the_most_worthwhile_is_shown(tell: Callable[..., dict[str, Any]]) -> None:
    works = [
        work(f"w{n}", "t0", impact=1 + n % 5, effort=1, status="idea" if n % 2 else "done")
        for n in range(250)
    ]
    told = tell(journey("a", felt(2), improvements=works), improvements=())["plan"]
    (group,) = told["groups"]
    assert (group["count"], len(group["rows"]), told["more"]) == (125, SHOWN, 250 - SHOWN)
    assert {row["impact"] for row in group["rows"][:25]} == {5}


def test_stages_of_the_same_name_are_one_column(tell: Callable[..., dict[str, Any]]) -> None:
    journeys = [journey(id_, felt(4, channel=["web"])) for id_ in "ab"]
    journeys[1]["stages"][0]["stage"] = "other"
    (column,) = tell(*journeys)["heat"]["columns"]
    assert (column["name"], column["count"]) == ("S", 2)


def test_stages_are_one_column_in_the_language_they_share_a_name_in(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    journeys = [journey(id_, felt(4, channel=["web"])) for id_ in "ab"]
    journeys[0]["stages"][0]["name"] = {"zh-CN": "申请", "en": "Apply"}
    journeys[1]["stages"][0]["name"] = {"en": "Apply"}
    chinese, english = (contents(folio)["heat"]["columns"] for folio in folios(written(journeys)))
    assert [column["name"] for column in chinese] == ["申请", "Apply"]
    assert [column["name"] for column in english] == ["Apply"]


def test_nothing_is_said_of_what_there_is_not(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(journey("a", {}), improvements=())
    assert [section["id"] for section in told["sections"]] == ["journeys"]
    assert {sieve["key"] for sieve in told["sieves"]} == {"review"}


def test_sieves_offer_what_occurs_in_the_projects_order(tell: Callable[..., dict[str, Any]]) -> None:
    told = tell(
        journey("a", {"channel": ["app"]}, owner="service", personas=["parent"]),
        journey("b", {"channel": ["web"]}, owner="sales", personas=["buyer"], state="future"),
    )
    choices = {one["key"]: [choice["value"] for choice in one["choices"]] for one in told["sieves"]}
    assert choices["owner"] == ["sales", "service"]
    assert choices["persona"] == ["buyer", "parent"]
    assert choices["channel"] == ["web", "app"]
    assert choices["state"] == ["current", "future"]


def test_a_touchpoint_and_a_stage_are_found_by_all_that_is_said_of_them(
    tell: Callable[..., dict[str, Any]],
) -> None:
    said: dict[str, Any] = {key: [{"text": f"said in {key}"}] for key in STATEMENTS}
    said["lanes"] = {"law": [{"text": "said in a lane of its own"}]}
    said["pains"] = [{"pain": "p", "text": "said to hurt"}]
    said["opportunities"] = [{"opportunity": "o", "text": "said to help"}]
    said["notes"].append({"text": "said in private", "private": True})
    visit = journey("visit", said)
    visit["stages"][0] |= said
    (row,) = tell(visit)["journeys"]
    for told in (row["told"], row["touchpoints"][0]["told"]):
        assert [text for text in told.split(" · ") if text.startswith("said ")] == [
            *(f"said in {key}" for key in STATEMENTS),
            "said in a lane of its own",
            "said to hurt",
            "said to help",
        ]
