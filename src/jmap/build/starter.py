"""Starter projects of `jmap new`: folders of `templates/starters`, one per template and language."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from jmap.build.write import replace_file
from jmap.errors import ConfigError, OutputError
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from pathlib import Path


def starters() -> tuple[str, ...]:
    """Names of the starter projects."""
    return tuple(
        sorted(folder.name for folder in (templates_dir() / "starters").iterdir() if folder.is_dir())
    )


def starter_languages() -> tuple[str, ...]:
    """Languages every starter project is written in."""
    first = templates_dir() / "starters" / starters()[0]
    return tuple(sorted(folder.name for folder in first.iterdir()))


def copy_starter(template: str, language: str, folder: Path) -> tuple[str, ...]:
    """Write a starter project into `folder`, which may exist but must be empty; give the names of its files.

    All of it is written, or nothing.

    Raises:
        ConfigError: there is no such template or language.
        OutputError: the folder holds files already, or cannot be written to.
    """
    if template not in starters():
        raise ConfigError(f'there is no template "{template}"; templates: {", ".join(starters())}')
    if language not in starter_languages():
        raise ConfigError(f'templates are written in: {", ".join(starter_languages())}; not in "{language}"')
    source = templates_dir() / "starters" / template / language
    names = tuple(sorted(path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()))
    try:
        if folder.exists() and any(folder.iterdir()):
            raise OutputError(f"{folder} is not empty; nothing was written")
        with ExitStack() as undo:
            for name in names:
                target = folder / name
                _make_folder(target.parent, undo)
                undo.callback(target.unlink, missing_ok=True)
                replace_file(target, (source / name).read_bytes())
            undo.pop_all()
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: {error.strerror or error}") from None
    return names


def _make_folder(folder: Path, undo: ExitStack) -> None:
    if not folder.exists():
        _make_folder(folder.parent, undo)
        folder.mkdir()
        undo.callback(folder.rmdir)
