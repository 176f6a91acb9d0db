"""Numbers with what they are: shares, points of a scale, durations."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from jmap.model.quantity import Quantity, as_duration, duration, share
from jmap.spec.nodes import Plain

MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("90s", 90), ("90 sec", 90), ("90秒", 90), ("0s", 0),
        ("3min", 3 * MINUTE), ("3分", 3 * MINUTE), ("3 分钟", 3 * MINUTE), ("1.5min", 90),
        ("2h", 2 * HOUR), ("2小时", 2 * HOUR), ("1h 30min", 90 * MINUTE), ("1小时30分钟", 90 * MINUTE),
        ("1d", DAY), ("1天", DAY), ("2w", 14 * DAY), ("2周", 14 * DAY), ("1w 1d", 8 * DAY),
    ],
)  # fmt: skip
def test_durations(written: str, seconds: float) -> None:
    assert duration(Plain(written)) == seconds
    assert Quantity.read(Plain(written)) == Quantity(seconds, "duration")
    assert duration(Plain(as_duration(seconds))) == seconds


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(90, "90s"), (0, "0s"), (180, "3min"), (7200, "2h"), (5400, "90min"), (DAY, "1d"), (0.5, "0.5s")],
)
def test_durations_are_written_in_the_largest_unit_that_leaves_no_rest(seconds: float, written: str) -> None:
    assert as_duration(seconds) == written


def test_from_python_a_duration_is_seconds() -> None:
    assert duration(0) == 0
    assert duration(2.5) == 2.5
    for wrong in (-1, float("inf"), True):
        with pytest.raises(PydanticCustomError):
            duration(wrong)


@pytest.mark.parametrize("written", ["", "3", "min", "3m", "3min later", "-3min", "3min,5s"])
def test_what_is_no_duration(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        duration(Plain(written))


@pytest.mark.parametrize(
    ("written", "value"), [("80%", 0.8), ("0.8", 0.8), ("0", 0), ("100 %", 1), ("33.3%", 0.333)]
)
def test_shares(written: str, value: float) -> None:
    assert share(Plain(written)) == value


@pytest.mark.parametrize("written", ["101%", "1.1", "-1%", "%", "x"])
def test_what_is_no_share(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        share(Plain(written))


@pytest.mark.parametrize(
    ("written", "quantity"),
    [
        ("82%", Quantity(0.82, "share")),
        ("-12.5%", Quantity(-0.125, "share")),
        ("4.3/5", Quantity(4.3, "scale", 5)),
        ("0/10", Quantity(0, "scale", 10)),
        ("1 / 1", Quantity(1, "scale", 1)),
        ("7/7", Quantity(7, "scale", 7)),
        ("5.1", Quantity(5.1, "number")),
        ("-3", Quantity(-3, "number")),
    ],
)
def test_quantities_are_read_and_written(written: str, quantity: Quantity) -> None:
    assert Quantity.read(Plain(written)) == quantity
    assert Quantity.read(Plain(str(quantity))) == quantity


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("6/5", "S203"),
        ("-1/5", "S203"),
        ("0/0", "S203"),
        ("1/0", "S203"),
        ("4/x", "S202"),
        ("4/", "S202"),
        ("x%", "S202"),
    ],
)
def test_what_lies_outside_its_scale_or_is_none(written: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        Quantity.read(Plain(written))
    assert refused.value.type == code


@pytest.mark.parametrize(
    ("written", "quantity", "signed"),
    [
        ("+20%", Quantity(0.2, "share"), "+20%"),
        ("20 %", Quantity(0.2, "share"), "+20%"),
        ("-150%", Quantity(-1.5, "share"), "-150%"),
        ("-0.4/5", Quantity(-0.4, "scale", 5), "-0.4/5"),
        ("-12s", Quantity(-12, "duration"), "-12s"),
        ("-1h 30min", Quantity(-5400, "duration"), "-90min"),
        ("+2 天", Quantity(172800, "duration"), "+2d"),
        ("3", Quantity(3, "number"), "+3"),
        ("-0%", Quantity(0, "share"), "0%"),
    ],
)
def test_changes_are_read_and_written_with_their_sign(written: str, quantity: Quantity, signed: str) -> None:
    assert Quantity.read_change(Plain(written)) == quantity
    assert quantity.signed == signed
    assert Quantity.read_change(Plain(signed)) == quantity
    assert Quantity.read_change(quantity) is quantity


@pytest.mark.parametrize("written", ["--5%", "+-5%", "+ 5%", "20% more", "6/5", "-6/5", "", "+", True, None])
def test_what_is_no_change(written: object) -> None:
    with pytest.raises(PydanticCustomError, match=r"expected a change such as"):
        Quantity.read_change(Plain(written) if isinstance(written, str) else written)


def test_only_a_change_of_a_duration_has_a_sign() -> None:
    with pytest.raises(PydanticCustomError):
        Quantity.read(Plain("-12s"))
