"""Two versions of a project, named by folder, file or git revision, and what differs between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from jmap.build.plan import sheets
from jmap.build.revision import read_at, unread
from jmap.build.run import choose_languages
from jmap.compare import compare, pairs
from jmap.compare.plain import comparison, point
from jmap.errors import ConfigError
from jmap.report.changes import changes
from jmap.report.names import Words
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.compare import Comparison
    from jmap.model import Journey, Project
    from jmap.render.format import Options
    from jmap.spec import Loaded

SHAPE: Final = "jmap-diff/1"
"""First key of differences as data; a change that a reader could stumble over changes its number."""
_NAMED: Final = ("channels", "departments", "personas", "evidence")
"""What journeys refer to by its id."""


class Version(NamedTuple):
    """A project as it was, or is.

    Attributes:
        loaded: `None` where there was no such project.
        path: where it stands; `None` for a revision.
    """

    loaded: Loaded | None
    path: Path | None


class Difference(NamedTuple):
    """A journey that is not the same in both versions.

    Attributes:
        journey: as it is, or was.
        kind: `kept` by both, `new`, or `removed`.
        found: both compared, and `told`, the same in words (see `report.changes`); `None` unless both have it.
        words: of the language it is told in.
    """

    journey: Journey
    kind: Literal["kept", "new", "removed"]
    found: Comparison | None
    told: dict[str, Any]
    words: Words


def read_versions(before: str, after: str, project: Path | None = None) -> tuple[Version, Version]:
    """Both versions; a name that is no file or folder is a revision of `project`, or else of the other one.

    Raises:
        ConfigError: one is neither, or the later one was no project yet.
        ToolMissingError: there is no git.
    """
    paths = [Path(name) if Path(name).exists() else None for name in (before, after)]
    home = project or paths[1] or paths[0] or Path()
    found = [read_project(path) if path is not None else None for path in paths]
    if None in found:
        include = (found[1] or read_project(home)).project.settings.include
        for index, name in enumerate((before, after)):
            if paths[index] is None:
                found[index] = _read_at(home, name, include)
    if found[1] is None:
        raise ConfigError(f"at {after} there was no such project")
    return Version(found[0], paths[0]), Version(found[1], paths[1])


def _read_at(home: Path, name: str, include: tuple[str, ...]) -> Loaded | None:
    try:
        return read_at(home, name, include)
    except ConfigError as error:
        raise ConfigError(f'there is no file or folder "{name}", and as a revision: {error}') from None


def lost(versions: tuple[Version, Version]) -> list[str]:
    """Journeys and files that could not be read at the revisions compared, so that nothing is said of them."""
    journeys = [
        journey for each in versions if each.loaded for journey in each.loaded.project.journeys.values()
    ]
    return [
        name
        for each in versions
        if each.path is None and each.loaded is not None
        for name in unread(each.loaded, journeys)
    ]


def differences(
    versions: tuple[Version, Version], options: Options, language: str | None = None
) -> Iterator[Difference]:
    """Every journey that differs, in order of the later version.

    Raises:
        ConfigError: the later version has no such language.
    """
    old, new = (each.loaded.project if each.loaded else None for each in versions)
    assert new is not None  # noqa: S101 - see `read_versions`
    old = old or replace(new, journeys={}, improvements=())
    (spoken,) = choose_languages(new, [language] if language else new.languages[:1])
    names = _names_of(old, new)
    alike = all(getattr(old, part) == getattr(new, part) for part in (*_NAMED, "settings", "improvements"))
    for before, after in _same(versions):
        if alike and before == after:  # most are, and need not be scored
            continue
        here = after or before
        assert here is not None  # noqa: S101 - one of the two there is
        (sheet,) = sheets(names, here, score_journey(new if after else old, here), [spoken], options)
        words = Words(sheet)
        if before is None or after is None:
            yield Difference(here, "new" if after else "removed", None, {}, words)
            continue
        scores = score_journey(old, before), sheet.scores
        found = compare(before, after, scores, names.evidence, private=options.private)
        told = changes(words, found, (old, new))
        if told["differs"]:
            yield Difference(here, "kept", found, told, words)


def as_data(found: Iterable[Difference]) -> dict[str, Any]:
    """Differences as ids and numbers; under `changes` what has no number, in words."""
    return {"format": SHAPE, "journeys": [_data(each) for each in found]}


def _data(each: Difference) -> dict[str, Any]:
    head = {"journey": each.journey.id, "title": each.words.say(each.journey.title), "change": each.kind}
    if each.found is None:
        return head
    told = each.told
    return {
        **head,
        "was": each.found.before.id,
        **comparison(each.found),
        "touchpoints": [
            {**point(change), "name": row["name"], "changes": row["lanes"]}
            for change, row in zip(told["changed"], told["points"], strict=True)
        ],
        "changes": told["facts"],
        "improvements": told["improvements"],
    }


def _same(versions: tuple[Version, Version]) -> list[tuple[Journey | None, Journey | None]]:
    """Journeys asked for that are the same in both; those of two files that hold one each are."""
    first, second = ([*_asked(each)] for each in versions)
    files = [each.path is not None and each.path.is_file() for each in versions]
    if len(first) == len(second) == 1 and all(files):
        return [(first[0], second[0])]
    part = files == [False, True]  # what else was there is not asked for
    unknown = {name for each in versions if each.loaded for name in each.loaded.left_out}
    return [
        (one, other)
        for one, other in pairs(first, second)
        if not (part and other is None) and not unknown & _ids(one or other)
    ]


def _asked(version: Version) -> Iterator[Journey]:
    loaded = version.loaded
    return (loaded.project[name] for name in loaded.selected) if loaded else iter(())


def _ids(journey: Journey | None) -> set[str]:
    return {journey.id, *journey.formerly} if journey is not None else set()


def _names_of(before: Project, after: Project) -> Project:
    """The later project with all that only the earlier one has a name for."""
    kinds: dict[str, Any] = {kind: {**getattr(before, kind), **getattr(after, kind)} for kind in _NAMED}
    return replace(after, **kinds, journeys={**before.journeys, **after.journeys})
