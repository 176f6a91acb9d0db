"""Replacing what somebody wrote: all or nothing, and never what was changed in the meantime."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.build.write import rewrite, write_named
from jmap.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_was_changed_in_the_meantime_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"new\n")
    with pytest.raises(OutputError, match="changed by somebody else"):
        rewrite(path, b"old\n", b"fixed\n")
    assert path.read_bytes() == b"new\n"


def test_a_file_that_is_gone_stays_gone(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="No such file"):
        rewrite(tmp_path / "map.yaml", b"old\n", b"fixed\n")
    assert list(tmp_path.iterdir()) == []


def test_permissions_stay_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"old\n")
    path.chmod(0o600)
    rewrite(path, b"old\n", b"fixed\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"fixed\n", 0o600)
    assert [each.name for each in tmp_path.iterdir()] == ["map.yaml"]


def test_a_file_that_was_named_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "findings.json"
    path.write_bytes(b"old\n")
    path.chmod(0o600)
    write_named(path, b"new\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new\n", 0o600)
