"""Answers a build of which nothing has changed with what it said last time, before anything else is loaded.

What is remembered holds for one command line in one folder, in one environment. It holds as long as every file that
was read, every folder that was listed, every output and jmap's own code are what they were. They are compared by their
content (code by its dates: it is jmap's, not the project's); if anything at all is different, the build takes place.

The record is fields separated by NUL, which neither paths nor anything printed can hold: loading a JSON parser would
take longer than the answer does.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from hashlib import sha256

from jmap import cache
from jmap.version import VERSION

TYPE_CHECKING = False  # `typing` would take longer than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SECONDS = "\x1f"
"""Stands in what was said for the time the build took; a control character that nothing printed has."""

ABSENT = ""
"""The digest of what is not there, or is no regular file."""

_LIMIT = 64
"""Command lines that are remembered."""

_VARIABLES = ("CI", "FORCE_COLOR", "HOME", "NO_COLOR", "PATH", "PYTHONPATH", "TERM", "XDG_CONFIG_HOME")

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def question(arguments: Sequence[str]) -> str | None:
    """A digest of what is asked, of whom, from where, and how the answer is shown; `None` if that cannot be known."""
    try:
        facts = [state(), os.getcwd(), *arguments]
    except OSError:  # the current folder is gone
        return None
    facts += [f"{name}={os.environ.get(name)}" for name in _VARIABLES]
    facts += sorted(f"{name}={value}" for name, value in os.environ.items() if name.startswith("JMAP_"))
    facts += [f"{stream.isatty()} {stream.encoding}" for stream in (sys.stdout, sys.stderr)]
    return cache.digest(*map(os.fsencode, facts))


def replay(asked: str) -> int | None:
    """Say again what was said last time, and give the exit code; `None` if there is no answer or it holds no more."""
    began = time.perf_counter()
    place = cache.place("answers", asked)
    kept = cache.read(place) if place else None
    if kept is None:
        return None
    code, said, complained, skipped, *facts = kept.split(b"\0")
    if not _hold(facts, frozenset(skipped.split(b"/"))):
        return None
    try:
        for stream, text in ((sys.stderr, complained), (sys.stdout, said)):
            shown = text.decode("utf-8", "surrogatepass").replace(
                SECONDS, f"{time.perf_counter() - began:.2f}"
            )
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
            stream.write(shown)
            stream.flush()
    except OSError:  # the program itself knows best what to do about it
        return None
    return int(code)


def keep(
    asked: str,
    code: int,
    said: str,
    complained: str,
    facts: Mapping[tuple[str, str], str],
    skipped: Iterable[str],
) -> None:
    """Remember an answer.

    Args:
        asked: the question.
        code: exit code.
        said: on standard output; `SECONDS` stands for the time it took.
        complained: on standard error.
        facts: what it rests on: `("list", folder)`, `("read", file)` and `("made", output)`, each with its digest.
        skipped: names of folders that do not count in listings.
    """
    place = cache.place("answers", asked)
    if place is None:
        return
    parts = [str(code).encode(), *(text.encode("utf-8", "surrogatepass") for text in (said, complained))]
    parts.append(b"/".join(sorted(map(os.fsencode, skipped))))
    for (kind, path), digest in facts.items():
        parts += [kind.encode(), os.fsencode(os.path.abspath(path)), digest.encode()]
    cache.write(place, [b"\0".join(parts)], _LIMIT)


def _hold(facts: Sequence[bytes], skipped: frozenset[bytes]) -> bool:
    for kind, path, digest in zip(facts[::3], facts[1::3], facts[2::3], strict=True):
        now = (
            listing(path, skipped) if kind == b"list" else content(path) if kind == b"read" else output(path)
        )
        if now.encode() != digest:
            return False
    return True


def listing(folder: str | bytes, skipped: frozenset[bytes]) -> str:
    """A digest of the names in a folder, and of which of them are folders.

    Those that begin with a dot do not count, nor folders that are `skipped`: nobody looks for specs there.
    """
    try:
        with os.scandir(os.fsencode(folder)) as entries:
            names = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    except OSError:
        return ABSENT
    return cache.digest(
        *(
            b"%s/%d" % (name, is_folder)
            for name, is_folder in names
            if not name.startswith(b".") and not (is_folder and name in skipped)
        )
    )


def content(path: str | bytes) -> str:
    """The SHA-256 of a file."""
    return _sha256(path, 0)


def output(path: str | bytes) -> str:
    """The SHA-256 of an output, which must not be a link."""
    return _sha256(path, getattr(os, "O_NOFOLLOW", 0))


def _sha256(path: str | bytes, flags: int) -> str:
    try:
        with open(os.open(path, _FLAGS | flags), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return ABSENT
            return sha256(file.read()).hexdigest()
    except OSError:
        return ABSENT


def state() -> str:
    """A digest of all code that takes part: jmap's and its templates', installed distributions, Python, Graphviz."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    facts = [VERSION, sys.version, package, *_stamps(package)]
    facts += _stamps(os.path.join(os.path.dirname(os.path.dirname(package)), "templates"))
    for folder in sys.path:
        facts += _distributions(folder)
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        facts.append(_stamp(os.path.join(folder, "dot")))
    return cache.digest(*map(os.fsencode, facts))


def _stamps(folder: str) -> Iterator[str]:
    """Size and date of all files below a folder, in order of their names."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _stamps(entry.path)
        else:
            status = entry.stat()
            yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"


def _stamp(path: str) -> str:
    try:
        status = os.stat(path)
    except OSError:
        return ABSENT
    return f"{os.path.realpath(path)} {status.st_size} {status.st_mtime_ns}"


def _distributions(folder: str) -> Iterable[str]:
    """Names of installed distributions, which hold their versions."""
    try:
        return sorted(
            name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info"))
        )
    except OSError:
        return ()
