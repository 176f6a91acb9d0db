"""The JSON Schema of the language as it is written, short forms included, for editors: completion, hover, red lines.

It follows the models and `jmap.spec.forms`, as the loader does. Draft 7, which the YAML language server knows best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from jmap.model import Emotion, Evidence, Journey, Lane, MeasureSettings, Project, Settings, Stage, Touchpoint
from jmap.model.frozen import Value, field_docs
from jmap.model.measure import measure_ids
from jmap.model.project import LANES
from jmap.model.values import LANGUAGE_TAG
from jmap.spec.compose import derived_id
from jmap.spec.descriptions_zh import TITLES, description_zh
from jmap.spec.forms import INHERITED_ON_REQUEST, fields_of, form_of, keys_of
from jmap.spec.kinds import CATALOGUE, LISTS, SINGLE
from jmap.spec.names import references_of
from jmap.spec.origin import Origin
from jmap.spec.schema_cases import by_type
from jmap.spec.schema_parts import (
    NOTHING,
    SCALAR,
    any_of,
    emotion_words,
    mapping_of,
    one_or_many,
    scalar,
    texts,
)
from jmap.spec.shorthand import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.spec.forms import Field
    from jmap.spec.schema_parts import Schema

_LANGUAGE_KEY: Final = {"pattern": f"^{LANGUAGE_TAG.pattern}$"}

_BESIDE: Final[Mapping[str, str]] = {
    "channels": "The project's channels: a mapping from id to name or entry, or a list of names.",
    "departments": "The project's departments: a mapping from id to name or entry, or a list of names.",
    "improvements": "Improvements.",
    "inherit": "What is taken over with `use` only when asked for: measures, emotion.",
    "personas": "Personas.",
    "stages": "Stages that journeys share.",
    "touchpoints": "Touchpoints that journeys share, or those of a journey without stages.",
    "use": "The shared thing this one is taken from; each key given replaces the shared one whole.",
    "evidence": "Evidence items.",
}
"""Keys that are no fields, and what they are for."""

_NAMES_COUNT: Final = frozenset({"persona", "channel", "department"})
"""Kinds that a name may refer to, or declare, in the place of an id."""


def schema(project: Project | None = None) -> Schema:
    """The schema of every file of the language; given a project, its ids are the only ones known.

    The definition `settings` is that of `jmap.yaml` alone.
    """
    return _Schema(project).root()


class _Schema:
    """The making of one schema.

    Attributes:
        known: ids by kind, each with its name; a kind that is not there is open to any id.
        languages: tags of the project; `None` where any may be used.
        lanes: keys and names of the project's own lanes.
    """

    def __init__(self, project: Project | None) -> None:
        self.definitions: dict[str, Schema] = {}
        self.known = _known(project) if project is not None else {}
        self.languages = project.languages if project is not None else None
        lanes = project.settings.lanes if project is not None else ()
        self.lanes = {lane.id: str(lane.name) for lane in lanes if lane.id not in LANES and not lane.origin}
        self.own_measures = tuple(project.settings.measures) if project is not None else None

    def root(self) -> Schema:
        """The whole schema: what a document is told by its keys decides what it may hold."""
        rest: Schema = {
            "if": {"anyOf": [{"required": [key]} for key in ("stages", "touchpoints")]},
            "then": self._catalogue(),
            "else": self._model(Settings),
        }
        no_list = {"evidence": {"not": {"type": ["array", "object"]}}}
        cases: list[tuple[Schema, type[Value]]] = [({"required": ["evidence", "kind"]}, Evidence)]
        cases += [({"required": [key]}, kind) for key, kind in SINGLE.items()]
        cases += [({"required": ["evidence"], "properties": no_list}, Evidence)]
        for condition, kind in reversed(cases):
            rest = {"if": condition, "then": self._model(kind), "else": rest}
        heads = {key: self._described(kind, key, {}) for key, kind in SINGLE.items()}
        made = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "jmap",
            **texts("A customer-journey map as code.", "用代码写的客户旅程地图。"),
            "type": "object",
            "properties": heads,
            **rest,
            "definitions": dict(sorted(self.definitions.items())),
        }
        return by_type(made)

    # Models

    def _model(self, kind: type[Value]) -> Schema:
        """A reference to the long form of a model."""
        name = _definition(kind)
        if name not in self.definitions:
            self.definitions[name] = {}  # a model may hold itself
            self.definitions[name] = self._mapping(kind)
        return {"$ref": f"#/definitions/{name}"}

    def _mapping(self, kind: type[Value]) -> Schema:
        form = form_of(kind)
        properties = {key: self._property(kind, key) for key in keys_of(kind)}
        if kind in (Stage, Touchpoint):
            properties |= {key: {**self._lane_contents(), "title": name} for key, name in self.lanes.items()}
        needed = [key for key, field in fields_of(kind).items() if field.required]
        alternatives = []
        if form.identity:
            needed = [key for key in needed if key not in form.identity]
            either = (*form.identity, *(("use",) if form.shared else ()))
            alternatives = [{"required": [key]} for key in either]
        return {
            "title": f"{kind.__name__} · {TITLES[kind.__name__]}",
            **texts(_first_sentence(kind), description_zh((), kind.__name__)),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            **({"anyOf": alternatives} if alternatives else {}),
        }

    def _property(self, kind: type[Value], key: str) -> Schema:
        """What may stand under a key of a model, a field of it or not."""
        field = fields_of(kind).get(key)
        if field is None:
            return self._described(kind, key, self._beside(kind, key))
        value = self._field(kind, field)
        if kind is Journey and key in ("personas", "evidence"):  # which may be declared here as well
            value = one_or_many(any_of(self._value(kind, field), self._item(LISTS[key])))
        identity = form_of(kind).identity or ()
        return self._described(
            kind, key, value if field.required and key not in identity else any_of(value, NOTHING)
        )

    def _described(self, kind: type[Value], key: str, value: Schema) -> Schema:
        field = fields_of(kind).get(key)
        english = field_docs(kind)[field.name] if field else _BESIDE.get(key, "")
        if not field and key in fields_of(Settings):
            return self._described(Settings, key, value)
        return {**value, **texts(english, description_zh(_lineage(kind), key))}

    def _beside(self, kind: type[Value], key: str) -> Schema:
        """What stands under a key that is no field: catalogues, settings in a journey, `use`."""
        if key == "use":
            return any_of(self._id("shared-persona"), NOTHING)
        if key == "inherit":
            return any_of(one_or_many({"enum": [*INHERITED_ON_REQUEST]}), NOTHING)
        if key in ("channels", "departments"):
            return any_of(self._places(PLACES[key[:-1]]), NOTHING)
        if kind is not Settings and key in fields_of(Settings):
            return self._property(Settings, key)
        return any_of(self._many(LISTS[key]), NOTHING)

    def _catalogue(self) -> Schema:
        properties = {key: self._described(Settings, key, self._beside(Settings, key)) for key in CATALOGUE}
        self.definitions["catalogue"] = {
            "title": "Catalogue · 目录",
            **texts("Several things in one document.", "一个文档中的多个条目。"),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return {"$ref": "#/definitions/catalogue"}

    def _places(self, kind: type[Value]) -> Schema:
        """Channels or departments: by id, or a list."""
        entry = {key: value for key, value in self._mapping(kind).items() if key != "anyOf"}
        by_id = any_of(self._text(), entry, NOTHING)
        return any_of({"type": "object", "additionalProperties": by_id}, self._many(kind))

    # Forms

    def _item(self, kind: type[Value]) -> Schema:
        """One thing of a kind, in its short forms or in full."""
        name = f"{_definition(kind)}-in-any-form"
        if name in self.definitions:
            return {"$ref": f"#/definitions/{name}"}
        self.definitions[name] = {}
        form = form_of(kind)
        forms = [self._model(kind)]
        if form.short:
            forms.insert(0, self._value(kind, fields_of(kind)[form.short], short=True))
        if form.per_persona:
            self.definitions[name] = any_of(*forms)
            forms.append(self._by_persona(kind, {"$ref": f"#/definitions/{name}"}))
        self.definitions[name] = any_of(*forms)
        return {"$ref": f"#/definitions/{name}"}

    def _many(self, kind: type[Value]) -> Schema:
        return one_or_many(self._item(kind))

    def _by_persona(self, kind: type[Value], item: Schema) -> Schema:
        several = one_or_many(item)
        if "persona" in self.known:
            return mapping_of(several, self._alternatives("persona"))
        own = {"not": {"enum": [*keys_of(kind)]}}
        return {"type": "object", "propertyNames": own, "additionalProperties": several, "minProperties": 1}

    def _lane_contents(self) -> Schema:
        return self._field(Touchpoint, fields_of(Touchpoint)["does"])

    # Fields

    def _field(self, kind: type[Value], field: Field) -> Schema:
        value = self._value(kind, field)
        several = one_or_many(value) if field.many else value
        return self._keyed(kind, field, several) if field.keyed else several

    def _keyed(self, kind: type[Value], field: Field, value: Schema) -> Schema:
        """A mapping; where its keys are a closed list, they are offered."""
        value = any_of(value, NOTHING)
        annotation = kind.model_fields[field.name].annotation
        key = get_args(annotation)[0]
        if get_origin(key) is Literal:
            return mapping_of(value, get_args(key))
        if field.key == "lanes":
            return mapping_of(value, self.lanes, is_open=not self.known)
        if field.key in ("measures", "weights"):
            own = (*measure_ids(), *(self.own_measures or ()))
            if kind is Journey:
                value = self._declared(value)
            return mapping_of(value, own, is_open=self.own_measures is None or kind is Settings)
        return {"type": "object", "additionalProperties": value}

    def _declared(self, value: Schema) -> Schema:
        """A measured value, or what a measure is, as `declares_measure` tells it for journeys without a `jmap.yaml`."""
        named = [{"required": ["name"]}, {"required": ["unit"]}, {"not": {"required": ["target"]}}]
        known = {"propertyNames": {"enum": [*keys_of(MeasureSettings)]}, "minProperties": 1}
        return {
            "if": {"type": "object", **known, "anyOf": named},
            "then": self._model(MeasureSettings),
            "else": value,
        }

    def _value(self, kind: type[Value], field: Field, *, short: bool = False) -> Schema:
        """One value of a field, without the list or mapping around it."""
        references = references_of(kind)
        if field.kind is not None:
            # A single model has its short form too, but tells no personas apart.
            return self._item(field.kind)
        if field.is_text:
            return self._text()
        if field.key in references:
            return self._id(references[field.key])
        if field.key == "use":
            return self._id(f"shared-{(form_of(kind).identity or ('',))[0]}")
        if field.key == "measure":
            return self._id("measure")
        if (kind, field.key) == (Emotion, "value"):
            return any_of({"type": "number", "minimum": 1, "maximum": 5}, emotion_words())
        if (kind, field.key) == (Lane, "id") and short:
            return {"enum": [*LANES]}
        return scalar(kind.model_fields[field.name])

    def _text(self) -> Schema:
        """A text: a scalar, or by language."""
        self.definitions["text"] = any_of(
            SCALAR,
            mapping_of(any_of(SCALAR, NOTHING), self.languages)
            if self.languages
            else {
                "type": "object",
                "propertyNames": _LANGUAGE_KEY,
                "additionalProperties": any_of(SCALAR, NOTHING),
                "minProperties": 1,
            },
        )
        return {"$ref": "#/definitions/text"}

    def _id(self, kind: str) -> Schema:
        """An id of something: any where the project is not known."""
        if kind in self.known:
            names = self._alternatives(kind)
            return {"enum": [*names], "enumDescriptions": [*names.values()]} if names else {"not": {}}
        if kind in _NAMES_COUNT:
            return {"type": ["string", "number"]}
        return scalar(Touchpoint.model_fields["id"])

    def _alternatives(self, kind: str) -> dict[str, str]:
        """Ids of a kind and names that stand for them, each with its description."""
        names: dict[str, str] = {}
        for name, title in self.known[kind].items():
            names[name] = title
            if kind in _NAMES_COUNT and derived_id(title, kind) == name:
                names[title] = name
        return names


def _known(project: Project) -> dict[str, dict[str, str]]:
    """Ids by kind, each with its name in the project's first language; journeys with errors count."""
    written = [*project.origin.roots] if isinstance(project.origin, Origin) else []

    def ids(plural: str) -> dict[str, str]:
        return {name: name for place, name in written if place == plural}

    def named(things: Mapping[str, Any]) -> dict[str, str]:
        return {
            name: str(getattr(thing, "name", None) or getattr(thing, "title", None) or name)
            for name, thing in things.items()
        }

    measures = {name: name for name in measure_ids()} | named(project.settings.measures)
    return {
        "persona": ids("personas") | named(project.personas),
        "evidence": ids("evidence") | named(project.evidence),
        "channel": ids("channels") | named(project.channels),
        "department": ids("departments") | named(project.departments),
        "journey": ids("journeys") | named(project.journeys),
        "measure": measures,
        "shared-persona": ids("personas") | named(project.personas),
        "shared-stage": ids("stages"),
        "shared-touchpoint": ids("touchpoints"),
    }


def _definition(kind: type[Value]) -> str:
    return kind.__name__.lower()


def _lineage(kind: type[Value]) -> tuple[str, ...]:
    return tuple(base.__name__ for base in kind.__mro__ if issubclass(base, Value) and base is not Value)


def _first_sentence(kind: type[Value]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]
