"""The part of a project that the outputs of one journey are made of.

Formats are given no more than this. So what an output depends on is what they were given, and an output whose excerpt
has not changed need not be made again: nothing has to be declared, and nothing can be forgotten.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from jmap.model import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.model import Asset, Journey, Project
    from jmap.model.frozen import Value

T = TypeVar("T")

_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


class Excerpt(NamedTuple):
    """A journey, all it refers to, and a digest of both."""

    project: Project
    digest: str


class _Said(NamedTuple):
    """What a value says: a digest of it, and those of its words that are ids, among them every one it refers to."""

    digest: str
    words: frozenset[str]


class Excerpts:
    """Takes excerpts from one project."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[int, _Said] = {}

    def of(self, journey: Journey) -> Excerpt:
        """What `journey` refers to, in the order of the project.

        Its twins and other journeys it refers to are there whole, with all they refer to but for further journeys.
        """
        project, settings = self._project, self._settings
        words = {*self._said(settings).words, *self._said(journey).words}
        for improvement in project.improvements_of(journey):
            words |= self._said(improvement).words
        others = {twin.id: twin for twin in project.twins_of(journey)}
        journeys = {journey.id: journey} | _named(project.journeys, words) | others
        improvements = {each.id: each for one in journeys.values() for each in project.improvements_of(one)}
        for value in (*journeys.values(), *improvements.values()):
            words |= self._said(value).words
        for catalogue in (project.personas, project.evidence):  # each names things of the other
            for value in (*_named(catalogue, words).values(), *_named(project.personas, words).values()):
                words |= self._said(value).words
        part = replace(
            project,
            settings=settings,
            channels=_named(project.channels, words),
            departments=_named(project.departments, words),
            personas=_named(project.personas, words),
            evidence=_named(project.evidence, words),
            improvements=tuple(each for each in project.improvements if each.id in improvements),
            journeys={name: one for name, one in project.journeys.items() if name in journeys},
            assets=_named(project.assets, words),
            origin=None,
        )
        return Excerpt(part, self._digest(part))

    @cached_property
    def whole(self) -> str:
        """A digest of everything that stands in the project."""
        return self._digest(self._project)

    @cached_property
    def _settings(self) -> Settings:
        """The project's settings without those that no output shows."""
        plain = Settings()
        return self._project.settings.model_copy(
            update={"check": plain.check, "gates": plain.gates, "include": plain.include}
        )

    def _digest(self, part: Project) -> str:
        values: list[Value] = [part.settings]
        for catalogue in (part.channels, part.departments, part.personas, part.evidence):
            values += catalogue.values()
        values += [*part.improvements, *(self._project[name] for name in part.journeys)]
        assets = ((name, self._picture(asset)) for name, asset in part.assets.items())
        said = [self._said(value).digest for value in values]
        return hashlib.sha256(repr((part.languages, said, *assets)).encode()).hexdigest()

    def _said(self, value: Value) -> _Said:
        """What a value says; most are asked for by many journeys."""
        if (known := self._read.get(id(value))) is None:
            text = value.model_dump_json(exclude_defaults=True)
            digest = hashlib.sha256(f"{type(value).__name__} {text}".encode()).hexdigest()
            known = self._read[id(value)] = _Said(digest, self._ids.intersection(_words(text)))
        return known

    @cached_property
    def _ids(self) -> frozenset[str]:
        """All that words are compared with: a journey has hundreds of others."""
        part = self._project
        catalogues = (
            part.channels,
            part.departments,
            part.personas,
            part.evidence,
            part.journeys,
            part.assets,
        )
        return frozenset(name for catalogue in catalogues for name in catalogue)

    def _picture(self, asset: Asset) -> str:
        if (known := self._read.get(id(asset))) is None:
            known = self._read[id(asset)] = _Said(hashlib.sha256(asset.data).hexdigest(), frozenset())
        return known.digest


def _named(catalogue: Mapping[str, T], words: set[str]) -> dict[str, T]:
    return {name: value for name, value in catalogue.items() if name in words}


def _words(text: str) -> Iterator[str]:
    """All strings in JSON, keys included; of a reference to another journey also that journey's id."""
    words = text.split('"')[1::2] if "\\" not in text else map(json.loads, _STRING.findall(text))
    for word in words:
        yield word
        if "/" in word:
            yield word.partition("/")[0]
