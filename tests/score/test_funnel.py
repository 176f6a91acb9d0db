"""Where customers are lost: who comes, who goes on, and what may be told of a whole stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.model import Quantity
from jmap.score.funnel import Passage, funnel, worst

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf


def share(value: float, **keys: Any) -> dict[str, Any]:
    return {"value": Quantity(value, "share"), **keys}


def place(name: str, conversion: float | None = None, **keys: Any) -> dict[str, Any]:
    measures = {} if conversion is None else {"conversion": [share(conversion)]}
    return {"touchpoint": name, "name": name, "measures": measures, **keys}


def found(project_of: ProjectOf, *touchpoints: dict[str, Any], **keys: Any) -> list[Passage]:
    project = project_of(*touchpoints, **keys)
    return funnel(project, project["j"])


def told(passages: list[Passage]) -> list[tuple[str, float | None, float | None]]:
    """Place, the share that goes on, and that of all customers who are lost there."""
    return [
        (each.place.id, round(going.share, 4), None if (lost := each.lost(going)) is None else round(lost, 4))
        for each in passages
        for going in each.goings
    ]


def test_of_those_who_come_the_conversion_goes_on_and_the_rest_is_lost(project_of: ProjectOf) -> None:
    passages = found(
        project_of, place("post", 0.048, reach=0.62), place("till", 0.52), place("help", reach=0.24)
    )
    assert told(passages) == [("post", 0.048, 0.5902), ("till", 0.52, None)]
    assert [each.place.id for each in passages] == ["post", "till", "help"]


def test_the_newest_wave_counts(project_of: ProjectOf) -> None:
    waves = [share(0.5, date="2026-06-30", n=40), share(0.3, date="2026-03-31", n=50)]
    (passage,) = found(project_of, {"touchpoint": "a", "name": "A", "measures": {"conversion": waves}})
    (going,) = passage.goings
    assert (going.share, going.measure) == (0.5, "conversion")
    assert going.ground is not None
    assert (going.ground.n, str(going.ground.date)) == (40, "2026-06-30")


def test_personas_are_told_where_nothing_is_known_of_everybody(project_of: ProjectOf) -> None:
    two = [share(0.4, persona="ann"), share(0.7, persona="ben")]
    people = {"ann": 0.5, "ben": 0.5}
    here = {"touchpoint": "a", "name": "A", "reach": 0.5, "measures": {"conversion": two}}
    (passage,) = found(project_of, here, personas=people)
    assert [(each.persona, each.share) for each in passage.goings] == [("ann", 0.4), ("ben", 0.7)]
    assert [passage.lost(each) for each in passage.goings] == [None, None]
    here["measures"] = {"conversion": [*two, share(0.6)]}
    (passage,) = found(project_of, here, personas=people)
    assert [(each.persona, each.share) for each in passage.goings] == [(None, 0.6)]


def test_conversion_goes_before_completion_and_retention(project_of: ProjectOf) -> None:
    every = {"retention": [share(0.9)], "completion": [share(0.8)], "error-rate": [share(0.1)]}
    (passage,) = found(project_of, {"touchpoint": "a", "name": "A", "measures": every})
    assert [each.measure for each in passage.goings] == ["completion"]
    assert not found(project_of, {"touchpoint": "a", "name": "A", "measures": {"error-rate": [share(0.1)]}})


def test_targets_alone_are_no_values(project_of: ProjectOf) -> None:
    aimed = {"conversion": [{"target": Quantity(0.4, "share")}], "completion": [share(0.7)]}
    (passage,) = found(project_of, {"touchpoint": "a", "name": "A", "measures": aimed})
    assert [each.measure for each in passage.goings] == ["completion"]


def test_a_stage_lets_through_what_its_touchpoints_do_one_after_another(project_of: ProjectOf) -> None:
    passages = found(project_of, place("home", 0.54, reach=0.9), place("product", 0.31))
    stage = passages[0]
    assert stage.place.id == "s"
    assert told(passages)[0] == ("s", 0.1674, round(0.9 * (1 - 0.1674), 4))
    assert stage.goings[0].working == "54% × 31%"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (place("a", 0.5), place("b")),
        (place("a", 0.5, next=[{"to": "b"}, {"to": "end"}]), place("b", 0.5)),
        (place("a", 0.5, next=[{"to": "end"}]), place("b", 0.5)),
        (place("a", 0.5), place("b", 0.5, next=[{"to": "a"}])),
        (place("a", 0.5), place("b", 0.5, next=[{"to": "b"}, {"to": "end"}])),
        (place("a", 0.1, reach=0.8), place("b", 0.5, reach=0.4)),
        (place("a", 0.5, reach=0.8), place("b", 0.5, reach=0.1)),
        (place("a", 0.5), place("b", 0.5, reach=0.4)),
    ],
    ids=["unmeasured", "branch", "aside", "loop", "again", "more come", "fewer come", "who knows"],
)
def test_what_a_map_does_not_say_is_not_multiplied(
    project_of: ProjectOf, first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert all(each.place.id != "s" for each in found(project_of, first, second))


def test_task_completion_is_not_multiplied(project_of: ProjectOf) -> None:
    done = {"measures": {"completion": [share(0.5)]}}
    passages = found(project_of, place("a", 0.5), {"touchpoint": "b", "name": "B", **done})
    assert [each.place.id for each in passages] == ["a", "b"]


def stage(name: str, *touchpoints: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"stage": name, "name": name, "touchpoints": list(touchpoints), **keys}


def test_of_two_stages_those_who_do_not_come_to_the_next_are_lost(project_of: ProjectOf) -> None:
    three = [stage("look", reach=0.6), stage("buy", reach=0.15), stage("use", reach=0.2)]
    passages = found(project_of, stages=three)
    assert told(passages) == [("look", 0.25, 0.45)]
    assert passages[0].goings[0].working == "15% ÷ 60%"
    assert [each.place.id for each in passages] == ["look", "buy", "use"]


def test_a_stage_measured_as_a_whole_says_so_itself(project_of: ProjectOf) -> None:
    whole = {"measures": {"conversion": [share(0.2)]}}
    passages = found(project_of, stages=[stage("look", place("a", 0.5), place("b", 0.5), reach=1.0, **whole)])
    assert told(passages)[0] == ("look", 0.2, 0.8)


def test_a_stage_nobody_comes_to_divides_nothing(project_of: ProjectOf) -> None:
    assert not told(found(project_of, stages=[stage("look", reach=0.0), stage("buy", reach=0.0)]))


def where(passages: list[Passage]) -> str | None:
    most = worst(passages)
    return most[0].place.id if most else None


def test_the_greatest_loss_is_that_of_most_customers(project_of: ProjectOf) -> None:
    first, second = place("post", 0.05, reach=0.6), place("product", 0.12, reach=0.85)
    assert where(found(project_of, first, second)) == "product"
    assert where(found(project_of, place("post", 0.05, reach=0.6), place("product", 0.12))) == "post"


def test_there_is_no_greatest_loss_while_all_are_alike(project_of: ProjectOf) -> None:
    assert where(found(project_of, place("a", 0.5), place("b", 0.5))) is None
    assert where(found(project_of, place("a", 0.5))) is None
    assert where([]) is None


def test_a_stage_is_no_loss_beside_its_touchpoints(project_of: ProjectOf) -> None:
    passages = found(
        project_of,
        stages=[
            stage("look", place("a", 0.5), place("b", 0.6)),
            stage("buy", reach=1.0),
            stage("use", reach=0.7),
        ],
    )
    assert told(passages)[0][0] == "look"
    assert where(passages) == "a"
