"""Finds a project's files and reads them: regular files inside the project only, none larger than allowed."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.errors import ConfigError
from jmap.spec.kinds import SETTINGS_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_BYTES: Final = 16 * 1024 * 1024
"""Largest spec file."""

SKIPPED: Final = frozenset({"build", "dist", "node_modules", "site", "__pycache__"})
"""Folders that hold what tools made; those whose names begin with a dot are passed over too."""


class FileRefusedError(Exception):
    """A file exists but must not or cannot be read; the message says why, `code` is the finding's."""

    def __init__(self, reason: str, code: str = "S211") -> None:
        super().__init__(reason)
        self.code = code


class Location(NamedTuple):
    """Where a project is.

    Attributes:
        root: the folder all paths are relative to.
        settings: its `jmap.yaml`, if there is one.
        asked: the files asked for; none when the whole project is.
        several: whether other paths were named as well. Of many files, as version control names them, those that
            are not jmap's are passed over, but not empty ones; one that is named alone has to be a spec.
    """

    root: Path
    settings: Path | None
    asked: tuple[Path, ...] = ()
    several: bool = False

    @property
    def lone(self) -> bool:
        """Whether it is a file that belongs to no project."""
        return self.settings is None and bool(self.asked)


def locate_project(path: Path) -> Location:
    """The project at `path`: a folder, its `jmap.yaml`, or one file, alone or inside a project.

    Raises:
        ConfigError: there is nothing at `path`.
    """
    if not os.path.exists(path):  # noqa: PTH110 - unlike `Path.exists` it is never surprised
        raise ConfigError(f"{path} does not exist")
    if path.is_dir():
        settings = path / SETTINGS_NAME
        return Location(path, settings if os.path.lexists(settings) else None)
    if path.name == SETTINGS_NAME:
        return Location(path.parent, path)
    single = Path(os.path.abspath(path))  # noqa: PTH100 - without `..`, but with the links the project sees
    for folder in single.parents:
        if (folder / SETTINGS_NAME).is_file():
            return Location(folder, folder / SETTINGS_NAME, (single,))
    return Location(path.parent, None, (path,))


def locate_projects(paths: Sequence[Path], *, several: bool = False) -> list[Location]:
    """The projects that several paths belong to, each once, in the order of their first path.

    A file below no `jmap.yaml` is a project by itself. `several` says that one path is as good as many: whoever named
    it does not know what it is.

    Raises:
        ConfigError: there is nothing at one of the paths.
    """
    found: dict[object, Location] = {}
    for location in map(locate_project, paths):
        alone = location.asked if location.settings is None else ()
        key = (os.path.abspath(location.root), *alone)  # noqa: PTH100 - as `locate_project` does
        before = found.setdefault(key, location)
        whole = not (before.asked and location.asked)
        asked = () if whole else tuple(dict.fromkeys((*before.asked, *location.asked)))
        found[key] = before._replace(asked=asked, several=several or len(paths) > 1)
    return list(found.values())


def spec_files(root: Path, include: tuple[str, ...]) -> list[Path]:
    """Files below `root` that match a glob of `include`, in order of their names; links are not followed.

    What stands beside or below another `jmap.yaml` belongs to that project.
    """
    globs = [[_segment(part) for part in glob.split("/")] for glob in include]
    found: list[Path] = []
    for folder, names in _folders(root):
        if folder != root and SETTINGS_NAME in names:
            continue
        here = folder.relative_to(root).parts
        files = [name for name in names if not name.startswith(".")]
        found += [folder / name for name in files if any(_matches((*here, name), glob) for glob in globs)]
    return found


def projects_below(root: Path) -> list[Path]:
    """Folders of other projects below `root`, in order of their names, but none within another."""
    return [folder for folder, names in _folders(root) if folder != root and SETTINGS_NAME in names]


def _folders(root: Path) -> Iterator[tuple[Path, list[str]]]:
    """Each folder with the names of its files; of another project the first only."""
    for here, folders, names in os.walk(root, followlinks=False):
        folder = Path(here)
        foreign = folder != root and SETTINGS_NAME in names
        folders[:] = sorted(
            name for name in folders if not foreign and name not in SKIPPED and not name.startswith(".")
        )
        yield folder, sorted(names)


_ANY_FOLDERS: Final = None
"""What `**` is kept as."""


def _segment(part: str) -> re.Pattern[str] | None:
    return _ANY_FOLDERS if part == "**" else re.compile(fnmatch.translate(part))


def _matches(parts: tuple[str, ...], glob: list[re.Pattern[str] | None]) -> bool:
    """Whether a path matches; all places in the glob are followed at once, so that no glob can take long."""
    places = {0}
    for part in parts:
        for place in sorted(places):  # `**` may stand for no folder at all
            while place < len(glob) and glob[place] is _ANY_FOLDERS:
                place += 1  # noqa: PLW2901
                places.add(place)
        open_ = [(place, glob[place]) for place in places if place < len(glob)]
        places = {place for place, segment in open_ if segment is _ANY_FOLDERS}
        places |= {place + 1 for place, segment in open_ if segment is not None and segment.match(part)}
    return len(glob) in places or (bool(glob) and glob[-1] is _ANY_FOLDERS and len(glob) - 1 in places)


def shown_path(root: Path, path: Path) -> str:
    """`path` as findings show it: relative to the project, with `/`; bytes that are no UTF-8 are escaped."""
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    return os.fsencode(shown).decode("utf-8", "backslashreplace")


def read_inside(root: Path, path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file inside `root`.

    Raises:
        FileRefusedError: it lies outside, is no regular file, is larger than `limit`, or cannot be read.
    """
    return read_regular(check_inside(root, path), limit)


def check_inside(root: Path, path: Path) -> Path:
    """The place of a file, behind all links, which is inside `root`.

    Raises:
        FileRefusedError: it lies outside, or there is none.
    """
    try:
        resolved = path.resolve(strict=True)
        if not resolved.is_relative_to(root.resolve()):
            raise FileRefusedError("the file lies outside the project")
    except FileNotFoundError:
        raise FileRefusedError("there is no such file") from None
    except (OSError, ValueError, RuntimeError) as error:
        raise FileRefusedError(_reason(error)) from None
    return resolved


def read_regular(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file wherever it is, as long as it is a regular one: others may never end.

    Raises:
        FileRefusedError: it is no regular file, is larger than `limit`, or cannot be read.
    """
    try:
        # Non-blocking, so that a pipe without a writer cannot hold the program up before it is recognised.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileRefusedError("it is not a regular file")
            if status.st_size > limit:
                raise FileRefusedError(f"it is larger than {limit // 1024 // 1024} MB", "Y109")
            return file.read(limit)
    except FileNotFoundError:
        raise FileRefusedError("there is no such file") from None
    except (OSError, ValueError) as error:
        raise FileRefusedError(_reason(error)) from None


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
