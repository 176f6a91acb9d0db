"""Small projects to score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from jmap.model import Evidence, Journey, Persona, Project, Settings
from jmap.score import score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.score import JourneyScore


class ProjectOf(Protocol):
    """`project_of(touchpoint, …, personas={id: share}, title="J")`: a project with one journey, `j`.

    All is in the long form, but a plain number may stand for everybody's emotion. The touchpoints stand in
    one stage, `s`, unless stages are given.
    """

    def __call__(
        self,
        *touchpoints: dict[str, Any],
        stages: list[dict[str, Any]] | None = None,
        personas: Mapping[str, float | None] | None = None,
        evidence: dict[str, dict[str, Any]] | None = None,
        settings: dict[str, Any] | None = None,
        **journey: Any,
    ) -> Project: ...


class Scored(Protocol):
    """The scores of the journey of `project_of` with the same arguments."""

    def __call__(self, *touchpoints: dict[str, Any], **keys: Any) -> JourneyScore: ...


def _long_form(touchpoint: dict[str, Any]) -> dict[str, Any]:
    emotion = touchpoint.get("emotion")
    return {**touchpoint, "emotion": [{"value": emotion}]} if isinstance(emotion, int | float) else touchpoint


def _project_of(
    *touchpoints: dict[str, Any],
    stages: list[dict[str, Any]] | None = None,
    personas: Mapping[str, float | None] | None = None,
    evidence: dict[str, dict[str, Any]] | None = None,
    settings: dict[str, Any] | None = None,
    **journey: Any,
) -> Project:
    travellers = personas or {}
    if stages is None:
        stages = [{"stage": "s", "name": "S", "touchpoints": list(touchpoints)}]
    stages = [
        {**stage, "touchpoints": [_long_form(each) for each in stage.get("touchpoints", ())]}
        for stage in stages
    ]
    whole = {"journey": "j", "title": "J", "personas": list(travellers), "stages": stages, **journey}
    return Project(
        settings=Settings.model_validate(settings or {}),
        personas={
            name: Persona.model_validate({"persona": name, "name": name, "share": share})
            for name, share in travellers.items()
        },
        evidence={
            name: Evidence.model_validate({"evidence": name, **item})
            for name, item in (evidence or {}).items()
        },
        journeys={"j": Journey.model_validate(whole)},
    )


@pytest.fixture(scope="session")
def project_of() -> ProjectOf:
    return _project_of


@pytest.fixture(scope="session")
def scored() -> Scored:
    def scores(*touchpoints: dict[str, Any], **keys: Any) -> JourneyScore:
        return score(_project_of(*touchpoints, **keys))["j"]

    return scores
