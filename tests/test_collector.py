"""The collector is off while much is made, and then as it was."""

from __future__ import annotations

import gc

import pytest

from jmap.collector import without_collecting


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("error", [ValueError, StopIteration, MemoryError])
def test_it_is_left_as_it_was_however_the_work_ends(enabled: bool, error: type[Exception]) -> None:  # noqa: FBT001
    def work() -> None:
        with without_collecting(), without_collecting():
            assert not gc.isenabled()
            raise error

    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with pytest.raises(error):
            work()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
