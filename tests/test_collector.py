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


def test_what_was_made_meanwhile_counts_as_old() -> None:
    before = gc.isenabled()
    gc.enable()
    try:
        with without_collecting():
            made: list[list[int]] = [[] for _ in range(50_000)]
        young = {id(each) for generation in (0, 1) for each in gc.get_objects(generation)}
    finally:
        (gc.enable if before else gc.disable)()
    assert not any(id(each) in young for each in made)


def test_what_the_caller_has_frozen_stays_frozen() -> None:
    before = gc.isenabled()
    gc.enable()
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with without_collecting():
            pass
        assert gc.get_freeze_count() >= frozen - 100  # some of it may have gone meanwhile, by itself
    finally:
        gc.unfreeze()
        (gc.enable if before else gc.disable)()
