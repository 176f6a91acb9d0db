"""R30: The port of a preview is taken. The next free one is used; the one that was asked for ends in exit code 2, with
what to do.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from jmap.cli.app import run
from jmap.plugin import Options
from jmap.serve import server
from jmap.serve.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAP = "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n"


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_the_next_free_one(taken: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    monkeypatch.setattr(server, "PORT", taken)
    found = server.Server(Preview(tmp_path / "map.yaml", tmp_path, Options()), None)
    try:
        assert taken < found.server_port < taken + 20
    finally:
        found.server_close()


def test_the_one_that_was_asked_for(taken: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    assert run(["serve", str(tmp_path / "map.yaml"), "--port", str(taken)]) == 2
    assert (
        f"error: port {taken} is taken by another program; --port names another one"
        in capsys.readouterr().err
    )
