"""Journeys of which nothing is told yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.check.conftest import Specs


@pytest.mark.parametrize(
    "text", ["", "stages:\n", "stages: [A, B]\n", "stages:\n- name: A\n  touchpoints:\n", "touchpoints: []\n"]
)
def test_an_empty_journey_is_told_once(specs: Specs, text: str) -> None:
    (found,) = specs.findings(f"journey: visit\ntitle: A visit\n{text}")
    assert (found.code, found.span and found.span.line) == ("T101", 2)
    assert found.message == "the journey has no touchpoints, and its stages say nothing"


@pytest.mark.parametrize("content", ["emotion: 3", "pains: Slow", "does: Waits", "measures: {csat: 80%}"])
def test_stages_that_say_something_are_no_empty_journey(specs: Specs, content: str) -> None:
    assert "T101" not in specs.codes(f"journey: visit\nstages: [{{name: B, {content}}}]\n")
    found = specs.findings(f"journey: visit\nstages: [A, {{name: B, {content}}}]\n")
    (message,) = [each.message for each in found if each.code == "T101"]
    assert message == 'the stage "A" has no touchpoints and says nothing'
