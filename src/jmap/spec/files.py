"""Finds a project's files and reads them: regular files inside the project only, none larger than allowed."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jmap.errors import ConfigError
from jmap.spec.kinds import SETTINGS_NAME

MAX_BYTES: Final = 16 * 1024 * 1024
"""Largest spec file."""

SKIPPED: Final = frozenset({"build", "dist", "node_modules", "site", "__pycache__"})
"""Folders that hold what tools made; those whose names begin with a dot are passed over too."""


class FileRefusedError(Exception):
    """A file exists but must not or cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a project is.

    Attributes:
        root: the folder all paths are relative to.
        settings: its `jmap.yaml`, if there is one.
        single: the one file asked for, if the path named a file.
    """

    root: Path
    settings: Path | None
    single: Path | None


def locate_project(path: Path) -> Location:
    """The project at `path`: a folder, its `jmap.yaml`, or one file, alone or inside a project.

    Raises:
        ConfigError: there is nothing at `path`.
    """
    if not path.exists():
        raise ConfigError(f"{path} does not exist")
    if path.is_dir():
        settings = path / SETTINGS_NAME
        return Location(path, settings if settings.exists() else None, None)
    if path.name == SETTINGS_NAME:
        return Location(path.parent, path, None)
    for folder in path.absolute().parents:
        if (folder / SETTINGS_NAME).is_file():
            return Location(folder, folder / SETTINGS_NAME, path.absolute())
    return Location(path.parent, None, path)


def spec_files(root: Path, include: tuple[str, ...]) -> list[Path]:
    """Files below `root` that match a glob of `include`, in order of their names; links are not followed."""
    wanted = re.compile("|".join(f"(?:{_as_regex(glob)})" for glob in include) or r"(?!)")
    found: list[Path] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        here = Path(folder)
        files = (here / name for name in sorted(names) if not name.startswith("."))
        found += [file for file in files if wanted.fullmatch(file.relative_to(root).as_posix())]
    return found


def _as_regex(glob: str) -> str:
    """`*` and `?` stay within a folder's name, `**/` stands for any folders or none."""
    parts = re.split(r"(\*\*/|\*|\?)", glob)
    special = {"**/": "(?:.*/)?", "*": "[^/]*", "?": "[^/]"}
    return "".join(special.get(part, re.escape(part)) for part in parts)


def read_inside(root: Path, path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file inside `root`.

    Raises:
        FileRefusedError: it lies outside, is no regular file, is larger than `limit`, or cannot be read.
    """
    try:
        resolved = path.resolve(strict=True)
        if not resolved.is_relative_to(root.resolve()):
            raise FileRefusedError("the file lies outside the project")
        # Non-blocking, so that a pipe without a writer cannot hold the program up before it is recognised.
        handle = os.open(resolved, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise FileRefusedError("it is not a regular file")
            if status.st_size > limit:
                raise FileRefusedError(f"it is larger than {limit // 1024 // 1024} MB")
            return file.read(limit + 1)
    except FileNotFoundError:
        raise FileRefusedError("there is no such file") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FileRefusedError(reason) from None
