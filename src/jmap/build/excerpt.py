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
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.model import Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jmap.model import Asset, Journey, Project
    from jmap.model.frozen import Value

_KINDS: Final = ("channels", "departments", "personas", "evidence", "journeys", "assets")
"""What a journey refers to by ids."""

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
        journeys = {journey.id: journey} | self._named("journeys", words) | others
        improvements = {each.id: each for one in journeys.values() for each in project.improvements_of(one)}
        for value in (*journeys.values(), *improvements.values()):
            words |= self._said(value).words
        for kind in ("personas", "evidence"):  # each names things of the other
            for value in (*self._named(kind, words).values(), *self._named("personas", words).values()):
                words |= self._said(value).words
        part = replace(
            project,
            settings=settings,
            channels=self._named("channels", words),
            departments=self._named("departments", words),
            personas=self._named("personas", words),
            evidence=self._named("evidence", words),
            improvements=tuple(self._named("improvements", improvements).values()),
            journeys=self._named("journeys", journeys),
            assets=self._named("assets", words),
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

    def _named(self, kind: str, words: Collection[str]) -> dict[str, Any]:
        """What of a kind has one of `words` for its id, in the order of the project."""
        places = self._places[kind]
        found = sorted(places.keys() & words, key=places.__getitem__)
        return {name: self._things[kind][name] for name in found}

    @cached_property
    def _things(self) -> Mapping[str, Mapping[str, Any]]:
        """All of the project that excerpts choose from, by kind and id."""
        found = {kind: getattr(self._project, kind) for kind in _KINDS}
        return {**found, "improvements": {each.id: each for each in self._project.improvements}}

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """Where each thing stands among its kind: a project has thousands, of which a journey needs a few."""
        return {kind: {name: i for i, name in enumerate(things)} for kind, things in self._things.items()}

    @cached_property
    def _ids(self) -> frozenset[str]:
        """All that words are compared with: a journey has hundreds of others."""
        return frozenset(name for kind in _KINDS for name in self._places[kind])

    def _picture(self, asset: Asset) -> str:
        if (known := self._read.get(id(asset))) is None:
            known = self._read[id(asset)] = _Said(hashlib.sha256(asset.data).hexdigest(), frozenset())
        return known.digest


def _words(text: str) -> Iterator[str]:
    """All strings in JSON, keys included; of a reference to another journey also that journey's id."""
    words = text.split('"')[1::2] if "\\" not in text else map(json.loads, _STRING.findall(text))
    for word in words:
        yield word
        if "/" in word:
            yield word.partition("/")[0]
