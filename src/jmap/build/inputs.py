"""What a build was made of: the files that were read and the folders that were searched, as they were then.

Folders are listed before anything is read, and files take part with what was read of them. So whatever changes while a
build is at work makes the next one look again.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jmap import cache
from jmap.build import answer
from jmap.spec.files import SKIPPED
from jmap.spec.kinds import SETTINGS_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from jmap.spec import Loaded
    from jmap.spec.files import Location

_UNSEEN: Final = frozenset(map(os.fsencode, SKIPPED))


class Inputs:
    """Gathers what one build depends on.

    Attributes:
        facts: kind and path, each with its digest, as `answer.keep` takes them.
        known: whether that is everything; not so if a file was refused, which may have many reasons.
    """

    def __init__(self, location: Location) -> None:
        self.known = True
        folders: Iterable[str] = () if location.lone else _searched(location.root)
        self.facts = {("list", folder): answer.listing(folder, _UNSEEN) for folder in folders}
        for asked in location.asked:
            for parent in Path(os.path.abspath(asked)).parents:  # noqa: PTH100 - as the spec's reader does
                if self.file(parent / SETTINGS_NAME):
                    break

    def loaded(self, loaded: Loaded) -> None:
        """Take over what loading has read."""
        for path, digest in loaded.inputs.items():
            if digest is None:
                self.known = False
            else:
                self.facts["read", str(path)] = digest

    def file(self, path: Path) -> str:
        """Depend on a file; gives a digest of it."""
        self.facts["read", str(path)] = digest = answer.content(os.fsencode(path))
        return digest

    def tree(self, folder: Path) -> str:
        """Depend on everything below a folder; gives a digest of it."""
        parts: list[str] = []
        for here, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            self.facts["list", here] = answer.listing(here, _UNSEEN)
            for name in sorted(names):
                parts += [name, self.file(Path(here, name))]
            parts.append(os.path.relpath(here, folder))
        return cache.digest(*map(os.fsencode, parts))

    def code(self, things: Iterable[object]) -> str:
        """Depend on all files of the other packages that things were made in; gives a digest of them.

        Nobody knows beforehand what a package will load or read while it draws.
        """
        homes = {home.__name__: home for thing in things if (home := _home(_module(thing))) is not None}
        parts = []
        for name in sorted(homes.keys() - {"jmap"}):
            parts += [self.tree(Path(folder)) for folder in getattr(homes[name], "__path__", ())]
            parts.append(self.file(Path(homes[name].__file__ or "")))
        return cache.digest(*(part.encode() for part in parts))


def _module(thing: object) -> str:
    while (inner := getattr(thing, "__wrapped__", getattr(thing, "func", None))) is not None:
        thing = inner
    return getattr(thing, "__module__", "") or ""


def _home(module: str) -> ModuleType | None:
    """The outermost package around a module; one that has no file is only a namespace of several."""
    names = module.split(".")
    around = (sys.modules.get(".".join(names[:end])) for end in range(1, len(names) + 1))
    return next((each for each in around if getattr(each, "__file__", None)), None)


def _searched(root: Path) -> Iterator[str]:
    """The folders in which specs are looked for."""
    for here, folders, _ in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if name not in SKIPPED and not name.startswith(".")]
        yield here
