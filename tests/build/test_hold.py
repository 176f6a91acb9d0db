from __future__ import annotations

import signal
import threading
from typing import TYPE_CHECKING

import pytest

from jmap.build.hold import held

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(params=[signal.SIGINT, signal.SIGTERM])
def number(request: pytest.FixtureRequest) -> Iterator[int]:
    """A signal that interrupts."""
    before = signal.signal(request.param, signal.default_int_handler)
    yield request.param
    signal.signal(request.param, before)


def test_a_signal_waits_for_the_end(number: int) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt), held():  # noqa: PT012 - what goes on after the signal is the point
        signal.raise_signal(number)
        done.append("all")
    assert done == ["all"]
    assert signal.getsignal(number) is signal.default_int_handler


def test_a_second_one_does_not(number: int) -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt), held():  # noqa: PT012
        signal.raise_signal(number)
        signal.raise_signal(number)
        done.append("all")
    assert not done
    assert signal.getsignal(number) is signal.default_int_handler


def test_who_ignores_signals_goes_on_ignoring_them(number: int) -> None:
    signal.signal(number, signal.SIG_IGN)
    with held():
        signal.raise_signal(number)
        signal.raise_signal(number)
        assert signal.getsignal(number) is signal.SIG_IGN


def test_other_threads_hold_nothing(number: int) -> None:
    seen: list[object] = []

    def look() -> None:
        with held():
            seen.append(signal.getsignal(number))

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [signal.default_int_handler]


def test_errors_pass() -> None:
    with pytest.raises(ValueError, match="said"), held():
        raise ValueError("said")
