from __future__ import annotations

import errno
import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from jmap.build.folder import MANIFEST, OutputFolder
from jmap.build.write import place
from jmap.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path


def folder(path: Path) -> OutputFolder:
    made = OutputFolder(path / "build", path)
    made.prepare()
    return made


def test_what_writing_does_is_told(tmp_path: Path) -> None:
    assert place(tmp_path, "a.svg", b"1") == "new"
    assert place(tmp_path, "a.svg", b"1") == "unchanged"
    assert place(tmp_path, "a.svg", b"2", dry=True) == "changed"
    assert (tmp_path / "a.svg").read_bytes() == b"1"
    assert place(tmp_path, "a.svg", b"2") == "changed"
    assert (tmp_path / "a.svg").read_bytes() == b"2"


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    place(tmp_path, "a.svg", b"1")
    os.utime(tmp_path / "a.svg", (1, 1))
    place(tmp_path, "a.svg", b"1")
    assert (tmp_path / "a.svg").stat().st_mtime == 1


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_the_old_file_survives_a_failed_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    place(tmp_path, "a.svg", b"old")

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OutputError, match=r"a\.svg: No space left on device"):
        place(tmp_path, "a.svg", b"new")
    monkeypatch.undo()
    assert (tmp_path / "a.svg").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.svg"]


def test_new_files_have_the_modes_of_any_new_file(tmp_path: Path) -> None:
    place(tmp_path, "a.svg", b"1")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "a.svg").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_only_untouched_files_of_its_own_are_stale(tmp_path: Path) -> None:
    out = folder(tmp_path)
    for name in ("kept.svg", "gone.svg", "edited.svg"):
        place(out.folder, name, b"1")
        out.own(name, sha256(b"1").hexdigest())
    out.close()
    (tmp_path / "build" / "edited.svg").write_bytes(b"by hand")
    (tmp_path / "build" / "foreign.svg").write_bytes(b"not ours")
    again = folder(tmp_path)
    again.own("kept.svg", sha256(b"1").hexdigest())
    assert again.stale() == ["gone.svg"]


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{",
        b"[]",
        b'{"format": 1}',
        b'{"format": 1, "files": []}',
        b'{"format": 2, "files": {"a.svg": "0"}}',
        b'{"format": 1, "files": {"a.svg": 3}}',
        json.dumps(
            {"format": 1, "files": {"../victim": "0", "/etc/passwd": "0", ".git": "0", "": "0"}}
        ).encode(),
        b"\xff\xfe",
    ],
)
def test_a_manifest_from_elsewhere_is_not_believed(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    assert OutputFolder(tmp_path, tmp_path).stale() == []


def test_a_file_in_the_way_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write to"):
        OutputFolder(tmp_path / "build", tmp_path).prepare()
