"""A folder of outputs: which files in it are jmap's own, and that only one build at a time writes there.

The manifest in the folder names every file jmap wrote there, and for which project; only those are ever deleted, by
builds of that project. A build holds a lock on the folder itself, so there is no lock file to be left behind, and the
system ends the lock with the last process of the build. Windows has no such lock: two builds into one folder are not
kept apart there.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.build.write import UnwritableError, check_writable, content, output_path, place, sweep
from jmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MANIFEST: Final = ".jmap-manifest.json"
_FORMAT: Final = 1
_LARGEST_MANIFEST: Final = 64 * 1024 * 1024

WAIT: Final = 60.0
"""Seconds a build waits for another one that writes into the same folder."""


class OutputFolder:
    """One folder of outputs and what jmap has written there.

    Attributes:
        folder: where it is.
        view: the audience its outputs are for, as the command line names it.
        project: tells the projects apart that are built into the folder.
        owned: the files jmap has written there, each with the SHA-256 of what it wrote.
        made: those of them that this build makes.
    """

    def __init__(self, folder: Path, root: Path, view: str = "full") -> None:
        self.folder = folder
        self.view = view
        self.project = _way(folder, root)
        self._take(_read_manifest(folder / MANIFEST))
        self.made: dict[str, str] = {}
        self._lock: int | None = None

    def prepare(self, waiting: Callable[[], None] | None = None) -> None:
        """Make the folder ours for this build, and find out before any work that it can be written to.

        What builds that were killed have left half-written goes. `waiting` is called if another build is at work there.

        Raises:
            OutputError: it is no folder, cannot be written to, holds outputs for another audience, or another build
                does not end.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(self.folder, waiting)
            sweep(self.folder)
            check_writable(self.folder)
        except OSError as error:
            self.release()
            no_folder = isinstance(error, FileExistsError | NotADirectoryError)
            reason = "a file stands there, and no folder" if no_folder else error.strerror or error
            raise OutputError(f"cannot write to {self.folder}: {reason}") from None
        found = _read_manifest(self.folder / MANIFEST)  # by now another build may have ended
        self._take(found)
        if self.owned and found.view != self.view:
            self.release()
            raise OutputError(
                f"{self.folder} holds outputs of the {found.view} view, and those of the {self.view} view must not be "
                "mixed with them: choose another folder with --out"
            )

    def _take(self, found: _Manifest) -> None:
        self.owned = found.files
        self._others = {
            name: project
            for project, names in found.projects.items()
            if project != self.project
            for name in names
        }

    def own(self, name: str, digest: str) -> bool:
        """Know a file that this build made, or found as it would have made it; whether another project's was there."""
        self.owned[name] = self.made[name] = digest
        return self._others.pop(name, None) is not None

    def holds(self, name: str, digest: str) -> bool:
        """Whether the file is there with this content."""
        data = content(output_path(self.folder, name))
        return data is not None and hashlib.sha256(data).hexdigest() == digest

    def stale(self) -> list[str]:
        """Files of this project that this build did not make and that are still as jmap wrote them."""
        return [
            name
            for name, digest in self.owned.items()
            if name not in self.made and name not in self._others and self.holds(name, digest)
        ]

    def delete(self, name: str) -> None:
        """Delete a file of jmap's own."""
        output_path(self.folder, name).unlink(missing_ok=True)
        self.owned.pop(name, None)

    def disown_the_rest(self) -> None:
        """Forget files of this project that this build did not make: they are gone, or somebody else's by now."""
        others = {name: digest for name, digest in self.owned.items() if name in self._others}
        self.owned = {**others, **self.made}

    def manifest(self) -> bytes:
        """What the manifest says once this build has ended."""
        projects: dict[str, list[str]] = {}
        for name in sorted(self.owned):
            projects.setdefault(self._others.get(name, self.project), []).append(name)
        manifest = {
            "format": _FORMAT,
            "view": self.view,
            "files": dict(sorted(self.owned.items())),
            "projects": dict(sorted(projects.items())),
        }
        return (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode()

    def close(self) -> None:
        """Write the manifest, and let other builds in.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            place(self.folder, MANIFEST, self.manifest())
            _sync_folder(self.folder)
        finally:
            self.release()

    def release(self) -> None:
        """Let other builds in."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _locked(folder: Path, waiting: Callable[[], None] | None) -> int | None:
    """Hold a lock on a folder; `None` where the system or the file system knows none.

    Raises:
        OutputError: another process holds it, and for longer than anybody wants to wait.
    """
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    end = time.monotonic() + WAIT
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(handle)
                raise OutputError(f"another build is writing to {folder} and does not end") from None
        except OSError:
            os.close(handle)
            return None
        else:
            return handle
        if waiting:
            waiting()
            waiting = None
        time.sleep(0.05)


def _sync_folder(folder: Path) -> None:
    """Make renames last, where a folder can be opened at all."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise UnwritableError(f"{folder}: {error.strerror or error}") from None


def _way(folder: Path, root: Path) -> str:
    """How a project's folder lies to that of its outputs, which tells it from others there.

    A digest, because outputs are published and folders outside of theirs are nobody's business. The same wherever both
    are moved together.
    """
    folder, root = folder.resolve(), root.resolve()
    way = os.path.relpath(root, folder) if root.anchor == folder.anchor else str(root)
    return hashlib.sha256(os.fsencode(way)).hexdigest()[:16]


class _Manifest(NamedTuple):
    """Whose view a folder holds, its files, and their names by project."""

    view: str
    files: dict[str, str]
    projects: dict[str, list[str]]


def _read_manifest(path: Path) -> _Manifest:
    """What a manifest says. It may come from anybody: what is no plain file name here is not believed."""
    try:
        manifest: Mapping[str, object] = json.loads(content(path, _LARGEST_MANIFEST) or b"")
        files = manifest["files"] if manifest["format"] == _FORMAT else {}
        entries = list(files.items())  # type: ignore[attr-defined]
        projects = {project: list(names) for project, names in manifest.get("projects", {}).items()}  # type: ignore[attr-defined]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _Manifest("full", {}, {})
    believed = {
        name: digest
        for name, digest in entries
        if isinstance(name, str)
        and isinstance(digest, str)
        and name == Path(name).name
        and not name.startswith(".")
        and name.isprintable()  # not so are lone surrogates, which no file name can have
    }
    return _Manifest(str(manifest.get("view", "full")), believed, projects)
