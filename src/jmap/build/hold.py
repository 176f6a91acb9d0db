"""Keeps together what must not be torn apart by a signal: a file that was written, and the note that it was."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held() -> Iterator[None]:
    """Let a signal that ends the process wait until the block has ended; a second one does not wait.

    Only the main thread can hold signals, and only it is told of them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before: dict[int, Any] = {number: signal.getsignal(number) for number in _SIGNALS}
    waiting: list[int] = []

    def wait(number: int, _: FrameType | None) -> None:
        waiting.append(number)
        if len(waiting) > 1:
            signal.signal(number, before[number])
            signal.raise_signal(number)

    heeded = [number for number in _SIGNALS if before[number] not in (signal.SIG_IGN, None)]
    try:
        for number in heeded:
            signal.signal(number, wait)
        yield
    finally:
        for number in heeded:
            signal.signal(number, before[number])
        if waiting:
            signal.raise_signal(waiting[0])
