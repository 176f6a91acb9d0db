"""The user's own cache: what jmap remembers between runs and can do without.

An entry is a file of its own, named by the digest of everything its content depends on. Its first line is the SHA-256
of the rest; what does not match is as good as not there. Entries of somebody else are not read, and where no cache can
be written there is none. Nothing here comes from a project, and nothing is ever unpickled.
"""

from __future__ import annotations

import hashlib
import os
import stat

TYPE_CHECKING = False  # the answer to an unchanged build is read here, and `typing` alone costs as much
if TYPE_CHECKING:
    from collections.abc import Iterable


def digest(*parts: bytes) -> str:
    """The SHA-256 of parts, each told from the next."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d:" % len(part))
        whole.update(part)
    return whole.hexdigest()


def place(kind: str, key: str) -> str | None:
    """The file of an entry; `None` where there is no cache, or `JMAP_NO_CACHE` in the environment forbids it."""
    if os.environ.get("JMAP_NO_CACHE"):
        return None
    folder = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(folder):
        folder = os.path.expanduser("~/.cache")
    return os.path.join(folder, "jmap", kind, key) if os.path.isabs(folder) else None


def read(entry: str) -> bytes | None:
    """What `write` has put there; `None` if that is not there whole."""
    try:
        handle = os.open(entry, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode) or not _ours(status.st_uid):
                return None
            signed, _, content = file.read().partition(b"\n")
    except OSError:
        return None
    return content if signed == hashlib.sha256(content).hexdigest().encode("ascii") else None


def write(entry: str, content: Iterable[bytes], limit: int) -> None:
    """Put `content` there, and remove the oldest entries of its kind beyond `limit`."""
    data = b"".join(content)
    beside = f"{entry}.{os.getpid()}.tmp"
    folder = os.path.dirname(entry)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(hashlib.sha256(data).hexdigest().encode("ascii") + b"\n" + data)
        os.replace(beside, entry)
        _thin(folder, limit)
    except OSError:
        _drop(beside)


def _ours(owner: int) -> bool:
    return not hasattr(os, "geteuid") or owner == os.geteuid()


def _thin(folder: str, limit: int) -> None:
    with os.scandir(folder) as listing:
        entries = [(entry.stat().st_mtime_ns, entry.path) for entry in listing]
    for _, path in sorted(entries, reverse=True)[limit:]:
        _drop(path)


def _drop(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # somebody else was faster, or it never was
        return
