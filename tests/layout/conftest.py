"""Journeys made in Python, scored and laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from jmap.layout import arrange
from jmap.model import Channel, Department, Evidence, Journey, Persona, Project, Settings
from jmap.model.text import Languages
from jmap.score import score_journey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.layout.scene import Scene

LANGUAGES = ("zh-CN", "en")
KINDS: Mapping[str, tuple[str, type[Any]]] = {
    "personas": ("persona", Persona),
    "channels": ("channel", Channel),
    "departments": ("department", Department),
    "evidence": ("evidence", Evidence),
}


class SceneOf(Protocol):
    """`scene_of(journey, personas=[…], settings={…})`, all in the long form of the spec language."""

    def __call__(
        self,
        journey: dict[str, Any],
        *,
        language: str = "en",
        private: bool = False,
        whole: bool = True,
        settings: dict[str, Any] | None = None,
        **catalogues: Any,
    ) -> Scene: ...


def _scene_of(
    journey: dict[str, Any],
    *,
    language: str = "en",
    private: bool = False,
    whole: bool = True,
    settings: dict[str, Any] | None = None,
    **catalogues: Any,
) -> Scene:
    context = Languages(LANGUAGES)
    known: dict[str, Any] = {
        name: {raw[key]: kind.model_validate(raw, context=context) for raw in catalogues.pop(name, ())}
        for name, (key, kind) in KINDS.items()
    }
    read = Journey.model_validate(journey, context=context)
    project = Project(
        settings=Settings.model_validate(settings or {}, context=context),
        languages=LANGUAGES,
        journeys={read.id: read},
        **known,
        **catalogues,
    )
    return arrange(project, read, score_journey(project, read), language, private=private, whole=whole)


@pytest.fixture(scope="session")
def scene_of() -> SceneOf:
    """Lays out a journey given in the long form of the spec language."""
    return _scene_of
