"""Plug-ins: the modules of a package, and those of other distributions, that each offer one constant.

A rule, a format, a measure is a module with one constant (`RULE`, `FORMAT`, `MEASURE`): a frozen dataclass.
Nothing is registered; being there is enough. The module of something called `error-rate` is `error_rate`.

Other distributions offer theirs by entry points, each naming the module or the constant in it:

    [project.entry-points."jmap.rules"]
    acme-naming = "acme_jmap.naming:RULE"

What cannot be loaded becomes a `Problem`; it never stops the others.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, TypeVar

from jmap.errors import JmapError, PluginError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

_METADATA: Final = (".dist-info", ".egg-info")


class Plugin(Protocol):
    """What every such constant has: the name it is asked for by, unique within its kind."""

    @property
    def id(self) -> str:
        """A rule's code, a format's or measure's name."""


T = TypeVar("T", bound=Plugin)


class Problem(NamedTuple):
    """A plug-in that was not taken.

    Attributes:
        source: the module, or distribution and entry point, that offers it.
        message: what is wrong with it, one line.
        name: what it is offered as: the name of the module or entry point.
    """

    source: str
    message: str
    name: str

    def __str__(self) -> str:
        return f"{self.source}: {self.message}"


class Discovery(NamedTuple, Generic[T]):
    """All plug-ins of one kind.

    Attributes:
        found: in the order of their ids.
        problems: what was not taken, in the order it was looked at.
    """

    found: tuple[T, ...]
    problems: tuple[Problem, ...]

    def refuse(self, name: str) -> None:
        """Do not take for unknown what is offered by this name and was not taken.

        Raises:
            PluginError: there is such a plug-in.
        """
        for problem in self.problems:
            if problem.name == name:
                raise PluginError(_broken(name, problem.source, problem.message))


def names(package: str) -> tuple[str, ...]:
    """Return the names of a package's plug-ins (`error-rate`, …) in order, without importing them."""
    from pkgutil import iter_modules

    modules = (module.name for module in iter_modules(import_module(package).__path__))
    return tuple(sorted(name.replace("_", "-") for name in modules if not name.startswith("_")))


def one(package: str, name: str, constant: str, kind: type[T]) -> T:
    """Import a single plug-in of a package, one of its `names`.

    Raises:
        PluginError: there is none of that name, or it cannot be imported.
    """
    if name not in names(package):
        raise PluginError(f"{package} has no {name}")
    return _load(partial(import_module, _module(package, name)), constant, kind)


def discover(
    package: str,
    constant: str,
    kind: type[T],
    group: str | None = None,
    ours: Collection[str] = (),
    words: Callable[[T], Sequence[str]] = lambda plugin: (plugin.id,),
) -> Discovery[T]:
    """Import all plug-ins of a package and, if a group is given, of the entry points in it.

    Of two that are asked for by the same of their `words` the first is taken: the package's own before those of others.
    No plug-in may have one of `ours`, which mean something else.
    """
    return _taken((*_own(package), *(_offered(group) if group else ())), constant, kind, ours, words=words)


def offered(
    group: str,
    constant: str,
    kind: type[T],
    ours: Collection[str] = (),
    answerable: Callable[[T, str], T] = lambda plugin, _: plugin,
) -> Discovery[T]:
    """Import the plug-ins that other distributions offer by entry points of a group.

    Args:
        group: of entry points.
        constant: what a module calls its plug-in.
        kind: of the constant.
        ours: ids that no plug-in may have.
        answerable: makes a plug-in, from the source given, one whose failures are told as its own (see `blamed`).
    """
    return _taken(_offered(group), constant, kind, ours, answerable)


@contextmanager
def blamed(
    name: str, source: str, error: type[JmapError] = PluginError, let: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Tell what code of a package raises as its fault, which is no bug in jmap; with `JMAP_DEBUG` as it is.

    Args:
        name: what the plug-in is asked for by.
        source: the distribution and entry point that offers it.
        error: raised instead.
        let: what it may raise, beside exceptions of jmap.
    """
    try:
        yield
    except (JmapError, MemoryError):
        raise
    except let:
        raise
    except Exception as raised:  # foreign code may raise anything
        if os.environ.get("JMAP_DEBUG"):
            raise
        raise error(_broken(name, source, f"{type(raised).__name__}: {raised}")) from raised


def _broken(name: str, source: str, why: str) -> str:
    return f'"{name}" of a package does not work: {source}: {why}'


def _taken(
    sources: Iterable[tuple[str, str, Callable[[], Any]]],
    constant: str,
    kind: type[T],
    ours: Collection[str],
    answerable: Callable[[T, str], T] = lambda plugin, _: plugin,
    words: Callable[[T], Sequence[str]] = lambda plugin: (plugin.id,),
) -> Discovery[T]:
    found: dict[str, T] = {}
    owners = dict.fromkeys(ours, "jmap")
    problems: list[Problem] = []
    for name, source, load in sources:
        try:
            plugin = _load(load, constant, kind)
        except PluginError as error:
            problems.append(Problem(source, str(error), name))
            continue
        taken = next((word for word in words(plugin) if word in owners), None)
        if taken is not None:
            problems.append(Problem(source, f"{taken} is already taken by {owners[taken]}", name))
            continue
        owners |= dict.fromkeys(words(plugin), source)
        found[plugin.id] = answerable(plugin, source)
    return Discovery(tuple(found[key] for key in sorted(found)), tuple(problems))


def _module(package: str, name: str) -> str:
    return f"{package}.{name.replace('-', '_')}"


def _own(package: str) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    for name in names(package):
        module = _module(package, name)
        yield name, module, partial(import_module, module)


def _offered(group: str) -> Iterator[tuple[str, str, Callable[[], Any]]]:
    if not _mentioned(group):
        return
    from importlib.metadata import entry_points

    offers = []
    for entry in entry_points(group=group):
        distribution = entry.dist.name if entry.dist else "unknown distribution"
        offers.append((f"{distribution} ({group}: {entry.name})", entry))
    offers.sort(key=lambda offer: (offer[0], offer[1].value))  # whatever order the disk has them in
    for source, entry in offers:
        yield entry.name, source, entry.load


def _mentioned(group: str) -> bool:
    """Whether any installed distribution may have entry points of the group.

    `importlib.metadata` takes 20 ms to say so, this takes one; most people have no plug-ins.
    """
    for folder in map(Path, sys.path):
        if folder.is_file():  # an archive, whose contents only `importlib.metadata` can tell
            return True
        try:
            distributions = [name for name in os.listdir(folder) if name.endswith(_METADATA)]  # noqa: PTH208
        except OSError:
            continue
        for name in distributions:
            with suppress(OSError):
                if group.encode() in (folder / name / "entry_points.txt").read_bytes():
                    return True
    return False


def _load(load: Callable[[], Any], constant: str, kind: type[T]) -> T:
    """Take the constant from what `load` returns: a module that holds it, or the constant itself."""
    try:
        value = load()
    except (Exception, SystemExit) as error:  # foreign code may raise anything
        raise PluginError(f"{type(error).__name__}: {' '.join(str(error).split())}") from error
    if isinstance(value, ModuleType):
        if not hasattr(value, constant):
            raise PluginError(f"{value.__name__} has no constant {constant}")
        value = getattr(value, constant)
    if not isinstance(value, kind):
        raise PluginError(f"{constant} is a {type(value).__name__}, expected a {kind.__name__}")
    if not isinstance(value.id, str):
        raise PluginError(f"{constant} is called {value.id!r}, expected a text")
    return value
