from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from jmap.plugin import Options
from jmap.serve.preview import Preview
from jmap.serve.watch import changes
from jmap.spec.files import locate_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAP = "journey: visit\ntitle: A visit\nstages: [{name: Arrive, touchpoints: [{name: Door, emotion: 4}]}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "jmap.yaml").write_text("title: Visits\n", encoding="utf-8")
    (folder / "visit.yaml").write_text(MAP, encoding="utf-8")
    return folder


@pytest.fixture
def preview(project: Path, tmp_path: Path) -> Preview:
    pages = tmp_path / "pages"
    pages.mkdir()
    return Preview(project, pages, Options(embed_fonts=False))


class Watching:
    """Counts changes in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self.count = 0
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._count, args=(path,), daemon=True)
        self.thread.start()
        time.sleep(0.4)  # until the folder is watched

    def _count(self, path: Path) -> None:
        for _ in changes(locate_project(path), self.stop):
            self.count += 1

    def until(self, true: Callable[[], bool]) -> bool:
        end = time.monotonic() + 10
        while time.monotonic() < end:
            if true():
                return True
            time.sleep(0.02)
        return False


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    found = Watching(project)
    yield found
    found.stop.set()
    found.thread.join(5)
    assert not found.thread.is_alive()
