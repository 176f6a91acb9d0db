"""How each model may be written: one table for the loader, which writes out short forms, and for the schema.

That a field takes one or several values, values by key or another model, is read from the annotations of the
model, so a new field is known here as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from jmap.model import (
    Channel,
    Column,
    Department,
    Emotion,
    Evidence,
    Figure,
    Image,
    Improvement,
    Journey,
    Lane,
    Measurement,
    MeasureSettings,
    Opportunity,
    Pain,
    Persona,
    ReportedChange,
    Settings,
    Stage,
    Statement,
    Step,
    Touchpoint,
)
from jmap.model.frozen import Value
from jmap.model.text import Text


class Form(NamedTuple):
    """The short forms of one model.

    Attributes:
        short: the key that a bare value stands for; without it only a mapping is taken.
        identity: the keys of id and name: where one is missing, it follows from the other.
        per_persona: whether a mapping from persona to value may stand for several.
        shared: whether `use:` may take one over from elsewhere.
        beside: keys that may be written in the same mapping and are no part of the model.
        first: keys that are written before the fields of the model, behind id and name.
        last: keys that are written behind all others.
    """

    short: str | None = None
    identity: tuple[str, str] | None = None
    per_persona: bool = False
    shared: bool = False
    beside: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()


SETTINGS_IN_JOURNEY: Final = ("languages", "lanes", "scoring", "theme", "outputs")
"""Settings a journey file may hold itself where there is no `jmap.yaml`."""

CATALOGUES_IN_JOURNEY: Final = ("channels", "departments")
"""Catalogues a journey file may hold, beside personas, evidence and improvements: those are fields of it."""

CATALOGUES_IN_SETTINGS: Final = ("channels", "departments", "personas", "evidence", "improvements")
"""Catalogues `jmap.yaml` may hold beside its settings."""

INHERITED_ON_REQUEST: Final = ("measures", "emotion")
"""What `use:` takes over only where `inherit:` asks: what was felt elsewhere says nothing of here."""

_USED: Final = ("use", "inherit")
_MATTERS: Final = ("lanes", "measures", "pains", "opportunities", "quotes", "notes", "evidence")
"""What is longest in a stage or touchpoint is written at its end."""
_BASIS: Final = ("date", "source", "evidence")

FORMS: Final[Mapping[type[Value], Form]] = {
    Statement: Form("text", per_persona=True),
    Emotion: Form("value", per_persona=True, last=_BASIS),
    Measurement: Form("value", per_persona=True, last=(*_BASIS, "target", "worst", "best", "better")),
    ReportedChange: Form("value", last=(*_BASIS, "better")),
    Figure: Form(
        first=("journey", "at", "measure", "persona"), last=(*_BASIS, "target", "worst", "best", "better")
    ),
    Column: Form("column"),
    Pain: Form("text", ("pain", "text")),
    Opportunity: Form("text", ("opportunity", "text")),
    Improvement: Form("title", ("improvement", "title")),
    Touchpoint: Form(
        "name",
        ("touchpoint", "name"),
        shared=True,
        beside=("inherit",),
        first=_USED,
        last=(*_MATTERS, "decision", "next", "opens"),
    ),
    Stage: Form(
        "name",
        ("stage", "name"),
        shared=True,
        beside=("inherit",),
        first=_USED,
        last=(*_MATTERS, "touchpoints"),
    ),
    Persona: Form("name", ("persona", "name"), shared=True, beside=("use", "inherit"), first=_USED),
    Evidence: Form(identity=("evidence", "title"), first=("kind",), last=("data", "values")),
    Channel: Form("name", ("channel", "name")),
    Department: Form("name", ("department", "name")),
    Journey: Form(
        identity=("journey", "title"),
        beside=("touchpoints", *CATALOGUES_IN_JOURNEY, *SETTINGS_IN_JOURNEY),
        first=(*SETTINGS_IN_JOURNEY, *CATALOGUES_IN_JOURNEY),
        last=("measures", "notes", "evidence", "stages", "touchpoints", "end", "improvements"),
    ),
    Settings: Form(
        beside=CATALOGUES_IN_SETTINGS, first=("title", "languages", "include", *CATALOGUES_IN_SETTINGS)
    ),
    Lane: Form("id"),
    MeasureSettings: Form("name"),
    Image: Form("file"),
    Step: Form("to"),
}
_LONG_ONLY = Form()


def form_of(kind: type[Value]) -> Form:
    """The short forms of a model."""
    return FORMS.get(kind, _LONG_ONLY)


class Field(NamedTuple):
    """What the loader has to know of a field.

    Attributes:
        key: as written in a spec.
        name: as called in the model.
        required: whether it must be given.
        keyed: whether it holds values by key.
        many: whether it holds several values (under each key, when `keyed`); one may stand for a list of it.
        kind: the model of its values; `None` for texts, numbers and ids.
        is_text: whether its values are texts in languages.
        simple: whether it holds one value, which has one form only.
    """

    key: str
    name: str
    required: bool
    keyed: bool
    many: bool
    kind: type[Value] | None
    is_text: bool
    simple: bool


@cache
def fields_of(kind: type[Value]) -> Mapping[str, Field]:
    """The fields of a model by the key they are written under."""
    fields = {}
    for name, info in kind.model_fields.items():
        key = info.alias or name
        annotation = _bare(info.annotation)
        keyed = get_origin(annotation) is Mapping
        annotation = _bare(get_args(annotation)[1]) if keyed else annotation
        many = get_origin(annotation) is tuple
        annotation = _bare(get_args(annotation)[0]) if many else annotation
        model = annotation if isinstance(annotation, type) and issubclass(annotation, Value) else None
        simple = not (keyed or many or model)
        fields[key] = Field(key, name, info.is_required(), keyed, many, model, annotation is Text, simple)
    return fields


@cache
def keys_of(kind: type[Value]) -> tuple[str, ...]:
    """The keys a mapping of `kind` takes, in the order of the language: that in which they are best read."""
    form = form_of(kind)
    known = (*fields_of(kind), *form.beside)
    first = (*(form.identity or ()), *(("formerly",) if "formerly" in known else ()), *form.first)
    middle = (key for key in known if key not in form.last)
    return tuple(dict.fromkeys((*first, *middle, *form.last)))


@cache
def known_keys(kind: type[Value]) -> frozenset[str]:
    """The keys a mapping of `kind` takes, for finding out quickly."""
    return frozenset(keys_of(kind))


def declares_measure(keys: Iterable[str]) -> bool:
    """Whether a mapping of such keys, among the measures of a journey, says what one is and no value of it.

    A target alone is that of the value which data will give.
    """
    given = {*keys}
    own = given & {"name", "unit"} or (given and "target" not in given)
    return bool(own) and given <= known_keys(MeasureSettings)


def words_of(kind: type[Value], name: str) -> tuple[str, ...]:
    """The words that a field takes, where it takes nothing else."""
    words: tuple[str, ...] = get_args(_bare(kind.model_fields[name].annotation))
    return words


def _bare(annotation: Any) -> Any:
    """An annotation without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (other,) = (argument for argument in get_args(annotation) if argument is not NoneType)
        return _bare(other)
    return annotation
