"""Writes output files so that a reader never sees half of one, and remembers which files are jmap's own.

A file is written beside its target and renamed over it. The manifest in the output folder names every file jmap wrote
there; only those are ever deleted.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from jmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST: Final = ".jmap-manifest.json"
_FORMAT: Final = 1

Change = Literal["new", "changed", "unchanged", "deleted"]


class OutputFolder:
    """One folder of outputs and what jmap has written there."""

    def __init__(self, folder: Path, view: str = "full") -> None:
        self.folder = folder
        self.view = view
        self.owned = _read_manifest(folder / MANIFEST)
        self._holds = _view_of(folder / MANIFEST)

    def prepare(self) -> None:
        """Make the folder, and find out before any work that it can be written to.

        Raises:
            OutputError: it is no folder, cannot be written to, or holds outputs for another audience.
        """
        if self.owned and self._holds != self.view:
            raise OutputError(
                f"{self.folder} holds outputs of the {self._holds} view, and those of the {self.view} view must not "
                "be mixed with them: choose another folder with --out"
            )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".jmap-", suffix=".tmp", dir=self.folder)
            os.close(handle)
            Path(name).unlink()
        except OSError as error:
            raise OutputError(f"cannot write to {self.folder}: {error.strerror or error}") from None

    def differs(self, name: str, data: bytes) -> Change:
        """What writing `data` to the file `name` would do."""
        path = self.folder / name
        try:
            return "unchanged" if path.read_bytes() == data else "changed"
        except FileNotFoundError:
            return "new"
        except OSError as error:
            raise OutputError(f"{path}: {error.strerror or error}") from None

    def write(self, name: str, data: bytes) -> Change:
        """Write one file whole, unless it holds these bytes already.

        Raises:
            OutputError: it cannot be written; the old file, if any, is as it was.
        """
        change = self.differs(name, data)
        if change != "unchanged":
            replace_file(self.folder / name, data)
        self.owned[name] = hashlib.sha256(data).hexdigest()
        return change

    def stale(self, keep: Iterable[str]) -> list[str]:
        """Owned files that are not among `keep` and still as jmap wrote them."""
        kept = set(keep)
        return [
            name for name, digest in self.owned.items() if name not in kept and self._untouched(name, digest)
        ]

    def delete(self, name: str) -> None:
        """Delete a file of jmap's own."""
        (self.folder / name).unlink(missing_ok=True)
        self.owned.pop(name, None)

    def close(self) -> None:
        """Write the manifest."""
        manifest = {"format": _FORMAT, "view": self.view, "files": dict(sorted(self.owned.items()))}
        text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
        if self.differs(MANIFEST, text.encode()) != "unchanged":
            replace_file(self.folder / MANIFEST, text.encode())

    def _untouched(self, name: str, digest: str) -> bool:
        try:
            return hashlib.sha256((self.folder / name).read_bytes()).hexdigest() == digest
        except OSError:
            return False


def replace_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a file beside its place and rename it over what is there.

    Args:
        path: where it goes.
        data: all it holds.
        mode: who may do what with it; as for any new file when `None`.

    Raises:
        OutputError: it cannot be written; the old file, if any, is as it was.
    """
    temporary = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".jmap-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask() if mode is None else mode)  # noqa: PTH101 — the temporary name is a string
        os.replace(temporary, path)  # noqa: PTH105
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108
        raise OutputError(f"{path}: {error.strerror or error}") from None


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Replace what somebody wrote: through links, with the file's own permissions, all or nothing.

    Args:
        path: a file that was read.
        before: what it held then.
        after: what it shall hold.

    Raises:
        OutputError: it is read-only, has been changed since it was read, or cannot be written; it is as it was.
    """
    try:
        target = path.resolve(strict=True)
        mode = stat.S_IMODE(target.stat().st_mode)
        unchanged = target.read_bytes() == before
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from None
    if not mode & stat.S_IWUSR:
        raise OutputError(f"{path} is read-only and was left as it is")
    if not unchanged:
        raise OutputError(f"{path} was changed by somebody else in the meantime and was left as it is")
    replace_file(target, after, mode)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _view_of(path: Path) -> str:
    """Whose view a folder holds; the full one where that is not said."""
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return "full"
    return str(manifest.get("view", "full")) if isinstance(manifest, dict) else "full"


def _read_manifest(path: Path) -> dict[str, str]:
    """The files a manifest names. It may come from anybody: what is no plain file name here is not believed."""
    try:
        manifest: Mapping[str, object] = json.loads(path.read_bytes())
        files = manifest["files"] if manifest["format"] == _FORMAT else {}
        entries = list(files.items())  # type: ignore[attr-defined]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {
        name: digest
        for name, digest in entries
        if isinstance(name, str)
        and isinstance(digest, str)
        and name == Path(name).name
        and not name.startswith(".")
    }
