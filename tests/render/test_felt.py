from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.render.felt import mean

if TYPE_CHECKING:
    from tests.render.conftest import SheetOf


@pytest.mark.parametrize(
    ("emotions", "shares", "expected"),
    [
        ([], (0.5, 0.5), None),
        ([("", 2)], (0.5, 0.5), 2),
        ([("p", 2)], (0.5, 0.5), 2),
        ([("p", 2), ("q", 5)], (0.5, 0.5), 3.5),
        ([("p", 2), ("q", 5)], (0.25, 0.75), 4.25),
        ([("p", 2), ("q", 5)], (1.0, 0.0), 2),
        ([("q", 5)], (1.0, 0.0), 5),
        ([("p", 2), ("", 4)], (0.5, 0.5), 3),
    ],
)
def test_several_emotions_have_one_mean(
    sheet_of: SheetOf, emotions: list[tuple[str, float]], shares: tuple[float, ...], expected: float | None
) -> None:
    felt = [{"value": value, "persona": who} if who else {"value": value} for who, value in emotions]
    touchpoint = {"touchpoint": "t", "name": "T", "emotion": felt}
    sheet = sheet_of(
        {
            "journey": "j",
            "title": "J",
            "personas": ["p", "q"],
            "stages": [{"stage": "s", "name": "S", "touchpoints": [touchpoint]}],
        },
        shares=dict(zip("pq", shares, strict=True)),
        personas=[{"persona": id_, "name": id_} for id_ in "pq"],
    )
    assert mean(sheet, sheet.journey.by_id["t"]) == expected
