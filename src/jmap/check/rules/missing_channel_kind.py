"""A channel does not say whether it is online or offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for channel in gaps(list(survey.project.channels.values()), lambda each: each.kind):
        message = f'the channel "{channel.name}" is neither online nor offline'
        yield Problem(("channels", channel.id), message, "add `kind: online` or `kind: offline`", at_key=True)


RULE = Rule(
    code="C209",
    name="missing-channel-kind",
    severity=Severity.INFO,
    summary="A channel is neither online nor offline, although most channels are one of them.",
    why="The map marks touchpoints as online or offline, and leaves out those of this channel.",
    bad="""\
journey: visit
channels:
  shop: {name: Shop, kind: offline}
  web: Web
stages: [{name: Arrive, touchpoints: [{name: Door, channel: [shop, web]}]}]
""",
    at=(4, 8),
    good="""\
journey: visit
channels:
  shop: {name: Shop, kind: offline}
  web: {name: Web, kind: online}
stages: [{name: Arrive, touchpoints: [{name: Door, channel: [shop, web]}]}]
""",
    not_for="A project whose channels have no kind at all does not make the difference.",
    quiet="""\
journey: visit
channels: {shop: Shop, web: Web}
stages: [{name: Arrive, touchpoints: [{name: Door, channel: [shop, web]}]}]
""",
    check=_check,
)
