"""Writes files so that a reader never sees half of one: each is written beside its place and renamed over it."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Final, Literal

from jmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path

_TEMPORARY: Final = re.compile(r"\.jmap-(\d+)-\d+\.tmp")
"""Files that are being written: the process that does it, and a number."""
_numbers = count()

_HOPELESS: Final = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EROFS,
        errno.EIO,
        errno.EFBIG,
        errno.ENOMEM,
        errno.EMFILE,
        errno.ENFILE,
    }
)
"""Errors that the next file would meet as well."""

Change = Literal["new", "changed", "unchanged", "deleted"]


class UnwritableError(OutputError):
    """Nothing more can be written there: the disk is full or read-only, or fails."""


def output_path(folder: Path, name: str) -> Path:
    """Where an output stands: its name is UTF-8 on every disk, whatever encoding the system takes names to be in."""
    return folder / os.fsdecode(name.encode())


def place(folder: Path, name: str, data: bytes, *, dry: bool = False) -> Change:
    """Write one file of a folder whole, unless it holds these bytes already; with `dry` only tell.

    Raises:
        OutputError: it cannot be written; the old file, if any, is as it was.
    """
    path = output_path(folder, name)
    if content(path) == data:
        return "unchanged"
    change: Change = "changed" if os.path.lexists(path) else "new"
    if not dry:
        replace_file(path, data)
    return change


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
        temporary, handle = _create(path.parent)
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        kind = UnwritableError if error.errno in _HOPELESS else OutputError
        raise kind(f"{path}: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)


def write_named(path: Path, data: bytes) -> None:
    """Write a file that somebody named: all or nothing, with the permissions it has.

    What is no file, such as `/dev/stdout`, or a link, is written to.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISREG(mode):
            return replace_file(path, data, stat.S_IMODE(mode))
        with open(path, "wb") as file:  # renaming a file over it would put an end to a device
            file.write(data)
    except FileNotFoundError:
        return replace_file(path, data)
    except OSError as error:
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


def check_writable(folder: Path) -> None:
    """Find out before any work whether files can be made in a folder; raises `OSError` if not."""
    temporary, handle = _create(folder)
    os.close(handle)
    os.unlink(temporary)


def sweep(folder: Path, processes: Container[int] | None = None) -> None:
    """Remove what processes that have ended left half-written: these `processes`, or all there are no more."""
    for path, process in _temporaries(folder):
        if _is_dead(process) if processes is None else process in processes:
            with suppress(OSError):
                os.unlink(path)


def _create(folder: Path) -> tuple[str, int]:
    """A new file for what is being written, open; its permissions are those of any new file."""
    while True:
        temporary = os.path.join(folder, f".jmap-{os.getpid()}-{next(_numbers)}.tmp")
        with suppress(FileExistsError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            return temporary, os.open(temporary, flags, 0o666)


def _temporaries(folder: Path) -> Iterator[tuple[str, int]]:
    with suppress(OSError), os.scandir(folder) as listing:
        for entry in listing:
            if (named := _TEMPORARY.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False):
                yield entry.path, int(named[1])


def _is_dead(process: int) -> bool:
    """Whether no process of that number runs that could still be writing. Our own would be a former one's."""
    if sys.platform == "win32" or process == os.getpid():
        return True  # Windows does not let go a file that somebody has open
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return _is_waited_for(process)


def _is_waited_for(process: int) -> bool:
    """Whether a process has ended, and only its parent has not taken notice yet; where the system tells."""
    with suppress(OSError), open(f"/proc/{process}/stat", "rb") as file:
        return file.read().rpartition(b")")[2].split()[0] == b"Z"
    return False


def content(path: Path, limit: int | None = None) -> bytes | None:
    """The bytes of a regular file; `None` for whatever else is there, be it a link, a pipe or nothing."""
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or (limit is not None and status.st_size > limit):
                return None
            return file.read()
    except OSError:
        return None
