"""What improvements are taken to address, where a stage and a touchpoint have one id."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.check.conftest import Specs

IDEA = "opportunities: [{text: Unlock it, impact: 5, effort: 1}]"
PLAN = "improvements: [{title: New lock, addresses: [door.unlock-it]}]"


def test_the_touchpoint_is_improved_and_the_stage_is_not(specs: Specs) -> None:
    text = (
        f"journey: visit\nstages: [{{name: Door, {IDEA}, touchpoints: [{{name: Door, {IDEA}}}]}}]\n{PLAN}\n"
    )
    idle = [finding for finding in specs.findings(text) if finding.code == "A311"]
    assert [finding.span.column for finding in idle if finding.span] == [
        text.index("Unlock") - text.index("stages:") + 1
    ]


def test_the_id_of_the_touchpoint_is_referred_to_and_that_of_the_stage_is_not(specs: Specs) -> None:
    text = f"journey: visit\nstages:\n- name: Door\n  touchpoints:\n  - name: Door\n    {IDEA}\n{PLAN}\n"
    found = [finding.span.line for finding in specs.findings(text) if finding.code == "T118" and finding.span]
    assert found == [5, 6]
