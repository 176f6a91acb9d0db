"""What may leave the house: nothing private or internal, no names of people, no groups so small that they are known."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from jmap.model import Address, Experience, Text
from jmap.text.labels import label
from jmap.view.anonymous import Anonymizer
from jmap.view.groups import Groups
from jmap.view.ids import named, renamed
from jmap.view.pictures import bare
from jmap.view.rebuild import changed, rebuilt, with_fields
from jmap.view.reduced import public_statements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model import Asset, Evidence, Journey, Persona, Project
    from jmap.view.ids import Named

_NAMING: Final = frozenset({"name", "full name", "full-name", "full_name", "姓名", "名字"})
"""Demographics that are a person's name."""
_SEVERAL: Final = 2
"""People from whom on the title of talks names none of them."""


def public(project: Project) -> Project:
    """The project without private notes, personal names, portraits, small groups, internal evidence, file paths.

    Ids of personas and evidence, which may be names, are numbers in the order of the project; so are those of other
    parts of maps that are called after somebody. A journey keeps its id, which is the name of its files.
    """
    return _Publication(project).project()


class _Publication:
    """One project on its way out."""

    def __init__(self, project: Project) -> None:
        self._from = project
        self._groups = Groups(project.evidence, project.settings.privacy.min_group)
        self._personas = {id_: f"persona-{number}" for number, id_ in enumerate(project.personas, 1)}
        labels, self._used = _labels(project)
        self._words = Anonymizer(_names(project), labels, project.languages)
        parts: dict[str, list[Named]] = {}
        for part in named(project):
            parts.setdefault(part.id, []).append(part)
        self._known = frozenset(parts)
        self._ids = renamed(parts, self._words)
        told = [item for item in project.evidence.values() if not item.internal]
        counted: Counter[str] = Counter()
        self._evidence: dict[str, str] = {}
        for item in told:
            counted[item.kind] += 1
            self._evidence[item.id] = f"{item.kind}-{counted[item.kind]}"
        pictures = sorted({_file(place.image) for place in _places(project) if place.image is not None})
        self._pictures = {
            name: f"picture-{number}.{_suffix(project.assets[name])}"
            for number, name in enumerate((name for name in pictures if name in project.assets), 1)
        }

    def project(self) -> Project:
        """What comes of it."""
        origin = self._from
        settings = rebuilt(origin.settings, lambda _, part: part, self._words.text)
        logo = origin.assets.get(settings.theme.logo or "")
        assets = {new: bare(origin.assets[old]) for old, new in self._pictures.items()}
        if logo is not None:
            assets["logo"] = bare(logo)
        theme = with_fields(settings.theme, logo="logo" if logo is not None else None)
        return changed(
            origin,
            settings=with_fields(settings, theme=theme),
            channels=self._all(origin.channels),
            departments=self._all(origin.departments),
            personas={self._personas[id_]: self._persona(one) for id_, one in origin.personas.items()},
            evidence={
                self._evidence[id_]: self._item(one)
                for id_, one in origin.evidence.items()
                if id_ in self._evidence
            },
            improvements=tuple(rebuilt(one, self._part, self._words.text) for one in origin.improvements),
            journeys={id_: self._journey(one) for id_, one in origin.journeys.items()},
            assets=assets,
        )

    def _all(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {id_: rebuilt(value, self._field, self._words.text) for id_, value in values.items()}

    def _journey(self, journey: Journey) -> Journey:
        stages = tuple(
            with_fields(
                self._guarded(stage), touchpoints=tuple(self._guarded(one) for one in stage.touchpoints)
            )
            for stage in journey.stages
        )
        measures = self._measures(journey)
        told = rebuilt(with_fields(journey, stages=stages, measures=measures), self._part, self._words.text)
        return with_fields(told, id=journey.id)

    def _guarded(self, place: Any) -> Any:
        """A stage or touchpoint without values of small groups; only here is the evidence around them known."""
        emotion = self._groups.published(place.emotion, place.evidence)
        return with_fields(place, emotion=emotion, measures=self._measures(place))

    def _measures(self, place: Any) -> dict[str, Any]:
        told = {id_: self._groups.published(waves, place.evidence) for id_, waves in place.measures.items()}
        return {id_: waves for id_, waves in told.items() if waves}

    def _persona(self, persona: Persona) -> Persona:
        demographics = {
            str(self._words.text(Text({"": key}))): text
            for key, text in persona.demographics.items()
            if key.strip().lower() not in _NAMING
        }
        changes: dict[str, Any] = {"demographics": demographics, "image": None}
        if used := self._used.get(persona.id):
            changes[used] = None  # its label says it
        told = rebuilt(with_fields(persona, **changes), self._field, self._words.text)
        return with_fields(told, id=self._personas[persona.id], name=self._words.labels[persona.id])

    def _item(self, item: Evidence) -> Evidence:
        """An item of evidence: where it is kept is nobody's business, and talks with one person may name them."""
        id_ = self._evidence[item.id]
        few = item.n is None or item.n < self._groups.least
        talk = item.kind in ("interview", "observation") and (item.n or 1) < _SEVERAL
        title = item.title if item.title is not None and not talk else self._kind(item, id_)
        told = with_fields(
            item, id=id_, title=title, source=None, n=None if few else item.n, data=None, values=()
        )
        return rebuilt(told, self._field, self._words.text)

    def _kind(self, item: Evidence, id_: str) -> Text:
        number = id_.rpartition("-")[2]
        languages = self._from.languages
        names = {tag: label(f"evidence-kind.{item.kind}", tag) for tag in languages}
        return Text({tag: f"{name[:1].upper()}{name[1:]} {number}" for tag, name in names.items()})

    def _part(self, name: str, part: Any) -> Any:
        """What stands in the field `name` of a part of a map, where ids and references to them may have to change."""
        if name in ("id", "use", "to"):
            return self._ids.get(part, part)
        if name == "answers":
            return tuple(self._ids.get(id_, id_) for id_ in part)
        if name == "addresses":
            return tuple(map(self._reference, part))
        if name == "formerly":  # a twin may still be called so
            return tuple(self._ids.get(id_, id_) for id_ in part if id_ in self._known)
        return self._field(name, part)

    def _reference(self, reference: str) -> str:
        address = Address.read(reference)
        place, part = (self._ids.get(id_, id_) for id_ in address[1:])
        return "".join((f"{address.journey}/" if address.journey else "", place, f".{part}" if part else ""))

    def _field(self, name: str, part: Any) -> Any:
        """What stands in the field `name` of a published value."""
        if name == "evidence":
            return tuple(self._evidence[id_] for id_ in part if id_ in self._evidence)
        if name == "persona":
            return self._personas.get(part)
        if name == "personas":
            return tuple(self._personas[id_] for id_ in part if id_ in self._personas)
        if name == "formerly":
            return ()
        if name == "source" and part is not None:
            # That there is one is known: it makes the value a measured one.
            return Text({tag: label("value.unpublished", tag) for tag in self._from.languages})
        if name in ("before", "after", "change"):
            return None if part is not None and self._groups.small(part) else part
        if name == "file":
            return self._pictures.get(part, "picture")
        return public_statements(part)


def _names(project: Project) -> dict[str, Text]:
    return {id_: persona.name for id_, persona in project.personas.items()}


def _labels(project: Project) -> tuple[dict[str, Text], dict[str, str]]:
    """What each persona is called, by id, and which of its fields that was.

    Of role and segment the shorter one, since it is to be a label; a number where there is neither, or names somebody.
    """
    numbers = {
        id_: Text({tag: f"{label('report.persona', tag)} {number}" for tag in project.languages})
        for number, id_ in enumerate(project.personas, 1)
    }
    words = Anonymizer(_names(project), numbers, project.languages)
    labels: dict[str, Text] = {}
    used: dict[str, str] = {}
    for number, persona in enumerate(project.personas.values(), 1):
        given = {field: text for field in ("role", "segment") if (text := getattr(persona, field))}
        told = {field: text for field, text in given.items() if words.text(text) is text}
        if told:
            used[persona.id] = min(told, key=lambda field: len(str(told[field])))
            name = told[used[persona.id]]
        else:
            name = numbers[persona.id]
        if name in labels.values():
            name = Text({tag: f"{name.to(tag)} {number}" for tag in project.languages})
        labels[persona.id] = name
    return labels, used


def _places(project: Project) -> list[Experience]:
    return [
        place for journey in project.journeys.values() for place in (*journey.stages, *journey.touchpoints)
    ]


def _file(image: Any) -> str:
    return str(image.file)


def _suffix(asset: Asset) -> str:
    return asset.mime.partition("/")[2]
