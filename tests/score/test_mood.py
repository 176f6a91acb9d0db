from __future__ import annotations

import pytest

from jmap.model import Touchpoint
from jmap.score.mood import mood


def felt(*values: tuple[float, str | None]) -> Touchpoint:
    emotions = [{"value": value, "persona": persona} for value, persona in values]
    return Touchpoint.model_validate({"touchpoint": "t", "name": "T", "emotion": emotions})


def test_mean_by_shares() -> None:
    assert mood(felt((2, "a"), (4, "b")), {"a": 0.25, "b": 0.75}, {}) == pytest.approx(3.5)


def test_everybodys_stands_in_for_those_without_their_own() -> None:
    assert mood(felt((5, None), (1, "a")), {"a": 0.5, "b": 0.5}, {}) == pytest.approx(3)


def test_those_nothing_is_known_of_do_not_count() -> None:
    assert mood(felt((1, "a")), {"a": 0.5, "b": 0.5}, {}) == 1
    assert mood(felt(), {"a": 1.0}, {}) is None


def test_without_shares_all_count_alike() -> None:
    assert mood(felt((2, "a"), (4, "b")), {"a": 0.0, "b": 0.0}, {}) == 3
    assert mood(felt((2, None)), {}, {}) == 2


def test_earlier_waves_do_not_count() -> None:
    assert mood(felt((2, None), (4, None)), {}, {}) == 4
