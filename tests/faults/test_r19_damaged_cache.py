"""R19: what was remembered of earlier builds is damaged. It is not believed; the same bytes are built again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap import cache

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.conftest import Project


def entries(project: Project) -> list[Path]:
    return [path for path in sorted(project.cache.rglob("*")) if path.is_file()]


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_flipped_bit_or_a_cut_is_always_seen(project: Project) -> None:
    project.maps(2)
    for _ in range(2):
        project.build()
    assert {path.parent.name for path in entries(project)} == {"answers", "outputs"}
    for path in entries(project):
        whole = path.read_bytes()
        assert cache.read(str(path)) is not None
        for place in range(0, len(whole), 64):
            for damaged in (flipped(whole, place), whole[:place]):
                path.write_bytes(damaged)
                assert cache.read(str(path)) is None
        path.write_bytes(whole)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: flipped(data, len(data) - 9),
        lambda data: flipped(data, 3),
        lambda _: b"",
        lambda _: b"0" * 64 + b"\n{}",
    ],
)
def test_the_same_is_built_again(project: Project, damage: Callable[[bytes], bytes]) -> None:
    project.maps(2)
    for _ in range(2):
        result = project.build()
    before = project.files()
    for path in entries(project):
        path.write_bytes(damage(path.read_bytes()))
    again = project.build()
    assert (again.code, again.err) == (result.code, result.err)
    assert project.files() == before
    assert project.build("--check").code == 0


def test_a_folder_a_link_or_a_foreign_entry_is_not_read(tmp_path: Path) -> None:
    entry = tmp_path / "entry"
    cache.write(str(entry), [b"content"], 9)
    assert cache.read(str(entry)) == b"content"
    (tmp_path / "link").symlink_to(entry)
    assert cache.read(str(tmp_path / "link")) is None
    assert cache.read(str(tmp_path)) is None


def test_no_cache_is_needed(project: Project) -> None:
    project.maps(1)
    project.cache.write_text("in the way", encoding="utf-8")
    assert [project.build().code for _ in range(2)] == [0, 0]
