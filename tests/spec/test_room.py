from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jmap.spec import room
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable

MACHINE = "MemTotal: 9 kB\nMemAvailable:  2000 kB\nSwapFree:  48 kB\n"
GROUP = {"memory.max": "5000\n", "memory.current": "3000\n", "memory.stat": "anon 1\ninactive_file 500\n"}


@pytest.mark.parametrize(
    ("text", "values", "items"),
    [
        ("a: b", 4, 0),
        ("[a, b]", 4, 2),
        ("- {a: b}\n- x", 7, 2),
        ("a: &a [x, y]\nb: *a", 11, 2),
    ],
)
def test_a_document_knows_what_it_holds(text: str, values: int, items: int) -> None:
    documents, _ = read("a.yaml", text.encode())
    assert [(each.values, each.items) for each in documents] == [(values, items)]


def test_each_document_knows_its_own() -> None:
    documents, _ = read("a.yaml", b"[a, b]\n---\n- c\n---\nd: e\n")
    assert [(each.values, each.items) for each in documents] == [(4, 2), (3, 1), (4, 0)]


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], list[int]]:
    """What `memory` makes of files of the system, of which there are no others."""

    def memory(files: dict[str, str]) -> list[int]:
        def read_text(path: Path, encoding: str) -> str:
            if str(path) in files:
                return files[str(path)]
            raise FileNotFoundError(path, encoding)

        monkeypatch.setattr(Path, "read_text", read_text)
        return list(room.memory())

    return memory


def test_a_machine_says_how_much_is_free(says: Callable[[dict[str, str]], list[int]]) -> None:
    assert says({"/proc/meminfo": MACHINE}) == [2048 * 1024]


def test_a_container_says_how_much_is_left(says: Callable[[dict[str, str]], list[int]]) -> None:
    group = {f"/sys/fs/cgroup/{name}": text for name, text in GROUP.items()}
    assert says(group) == [2500]
    assert says({**group, "/sys/fs/cgroup/memory.max": "max\n"}) == []
    assert says({**group, "/sys/fs/cgroup/memory.max": "100\n"}) == [0]


def test_who_says_nothing_limits_nothing(says: Callable[[dict[str, str]], list[int]]) -> None:
    assert says({}) == []
    assert says({"/proc/meminfo": "words\n"}) == []


def test_more_than_there_is_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    (document,) = read("a.yaml", b"journey: j\nstages: [" + b"S, " * 20_000 + b"]\n")[0]
    monkeypatch.setattr(room, "memory", lambda: iter([80_000_000, 40_000_000]))
    with pytest.raises(MemoryError, match="wants about 53 MB and more, and there are 38 MB"):
        room.Room().take(document)
    monkeypatch.setattr(room, "memory", lambda: iter([80_000_000]))
    room.Room().take(document)
    monkeypatch.setattr(room, "memory", lambda: iter([]))
    room.Room().take(document)
