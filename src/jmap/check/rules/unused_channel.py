"""A channel is declared and nothing happens there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if survey.complete:
        used = {name for moment in survey.moments for name in moment.here.channels}
        for name, channel in survey.project.channels.items():
            if name not in used:
                message = f'nothing happens in the channel "{channel.name}"'
                yield Problem(
                    ("channels", name),
                    message,
                    "name it under `channel:` of a touchpoint, or remove it",
                    at_key=True,
                )


RULE = Rule(
    code="T108",
    name="unused-channel",
    severity=Severity.INFO,
    summary="A channel is declared and no touchpoint happens there.",
    why="Either a touchpoint is missing from the map, or the list of channels promises too much.",
    bad="""\
journey: visit
channels: {shop: Shop, web: Web}
stages: [{name: Arrive, touchpoints: [{name: Door, channel: shop}]}]
""",
    at=(2, 29),
    good="""\
journey: visit
channels: {shop: Shop, web: Web}
stages: [{name: Arrive, touchpoints: [{name: Door, channel: [shop, web]}]}]
""",
    not_for="A channel that only a stage as a whole names is used.",
    quiet="""\
journey: visit
channels: {shop: Shop, web: Web}
stages: [{name: Arrive, channel: web, touchpoints: [{name: Door, channel: shop}]}]
""",
    check=_check,
)
