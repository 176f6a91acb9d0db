# /// script
# requires-python = ">=3.11"
# dependencies = ["jmap"]
# ///
"""Write `docs/keys.md`: every key of the spec language with what it takes and means, from the models.

python tools/keys.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from jmap.model import (
    Bind,
    Channel,
    Column,
    Data,
    Department,
    Effect,
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
    values,
)
from jmap.model.measure import measure_ids
from jmap.model.project import DEFAULT_LANES, LANES, CheckSettings, Gates, Privacy, Scoring, Theme
from jmap.model.text import Text
from jmap.spec.forms import INHERITED_ON_REQUEST, SETTINGS_IN_JOURNEY, fields_of, form_of, keys_of
from jmap.spec.kinds import LISTS
from jmap.spec.names import references_of
from jmap.spec.schema import schema
from jmap.spec.shorthand import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.model.frozen import Value

HEADINGS: Final[Mapping[type[Value], str]] = {
    Journey: "Journey",
    Stage: "Stage",
    Touchpoint: "Touchpoint",
    Statement: "Statement",
    Emotion: "Emotion",
    Pain: "Pain",
    Opportunity: "Opportunity",
    Measurement: "Measured value",
    Image: "Picture",
    Step: "Way on",
    Improvement: "Improvement",
    Effect: "Effect",
    ReportedChange: "Reported change",
    Persona: "Persona",
    Evidence: "Evidence",
    Figure: "Value of evidence",
    Data: "Data",
    Bind: "Bind",
    Column: "Column",
    Settings: "jmap.yaml",
    Channel: "Channel",
    Department: "Department",
    Lane: "Lane",
    MeasureSettings: "Measure",
    Scoring: "Scoring",
    CheckSettings: "Check",
    Gates: "Gates",
    Privacy: "Privacy",
    Theme: "Theme",
}
"""The models in the order of the page, and how their sections are called."""

WORDS: Final[tuple[tuple[Any, str], ...]] = (
    (values.Id, "id"),
    (values.PersonaId, "id"),
    (values.Reference, "reference"),
    (values.LanguageTag, "language tag: `en`, `zh-CN`"),
    (values.Level, "1–5"),
    (values.EmotionLevel, "1–5, or a word"),
    (values.Share, "share"),
    (values.Frequency, "frequency"),
    (values.Duration, "duration"),
    (values.Day, "date"),
    (values.Flag, "`true`, `false`"),
    (values.Count, "whole number from 0"),
    (values.SampleSize, "whole number from 1"),
    (values.ScoreValue, "0–100"),
    (values.Weight, "number from 0"),
    (values.QuantityField, "share, mean, duration or number"),
    (values.ChangeField, "share, mean, duration or number, with its sign"),
    (Text, "text"),
    (str, "plain text"),
)
"""What values of each type are called in the tables."""

SEVERAL: Final = ", or a list"

INTRODUCTION: Final = """\
# Every key

Each key that a spec may hold, with what it takes. This page is made from the models themselves (`make keys`), like
[completion and hints in editors](editors.md). [The spec language](spec-language.md) tells it by examples, and how
[numbers](spec-language.md#numbers), [texts](spec-language.md#texts-and-languages) and
[ids](spec-language.md#ids) are written. All keys may be left out but those in **bold**.
"""


def page() -> str:
    """The whole page."""
    known = schema()["definitions"]
    contents = " · ".join(f"[{heading}](#{anchor(kind)})" for kind, heading in HEADINGS.items())
    sections = ("\n".join(section(kind, known[kind.__name__.lower()])) for kind in HEADINGS)
    return "\n".join((INTRODUCTION, contents, "", *sections))


def section(kind: type[Value], known: Mapping[str, Any]) -> Iterator[str]:
    """The lines about one model."""
    yield f"## {HEADINGS[kind]}\n"
    yield " ".join((english(known), *forms(kind)))
    yield "\n| key | takes | what it is |\n|---|---|---|"
    hints = get_type_hints(kind, include_extras=True)
    for key in keys_of(kind):
        field = fields_of(kind).get(key)
        takes = values_of(kind, key, hints[field.name]) if field else beside(kind, key)
        needed = field is not None and field.required and key not in (form_of(kind).identity or ())
        name = f"**`{key}`**" if needed else f"`{key}`"
        otherwise = default(kind.model_fields[field.name].default) if field else ""
        yield f"| {name} | {takes} | {english(known['properties'][key])}{otherwise} |"
    yield ""


def english(known: Mapping[str, Any]) -> str:
    """What the schema says of something, which it says in two languages."""
    return str(known["markdownDescription"].partition("\n\n")[0])


def forms(kind: type[Value]) -> Iterator[str]:
    """The short forms of a model, and what its tables cannot tell."""
    form = form_of(kind)
    if form.short:
        yield f"A value by itself stands for `{form.short}`."
    if form.per_persona:
        yield "A mapping from personas to values stands for one of each."
    if form.identity:
        yield f"Of `{form.identity[0]}` and `{form.identity[1]}` one is enough: the other follows from it."
    if kind is Lane:
        yield f"Lanes of the language: {listed(LANES)}."
        yield f"Without `lanes:` a map has those of {listed(DEFAULT_LANES)} that say anything."
    if kind is MeasureSettings:
        yield f"Built-in ones: {listed(measure_ids())}; [what each takes](scoring.md#measures)."


def listed(words: Iterable[str]) -> str:
    """Words of the language in a row."""
    return ", ".join(f"`{word}`" for word in words)


def values_of(kind: type[Value], key: str, annotation: Any) -> str:
    """What a field takes, in words."""
    known, words = bare(annotation), references_of(kind)
    if key not in words:
        return worded(known)
    named = "id of evidence" if words[key] == "evidence" else f"id of a {words[key]}"
    return named + (SEVERAL if get_origin(known) is tuple else "")


def worded(annotation: Any) -> str:
    """A type in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Mapping:
        return f"by {worded(inner[0]).replace('plain text', 'name')}: {worded(bare(inner[1]))}"
    if origin is tuple:
        return worded(bare(inner[0])) + SEVERAL
    if origin is Literal:
        return listed(inner)
    if annotation in HEADINGS:
        return link(annotation)
    return next(words for known, words in WORDS if known == annotation)


def bare(annotation: Any) -> Any:
    """A type without `| None`, and without what Pydantic alone has to know of it."""
    if any(known == annotation for known, _ in WORDS) or get_origin(annotation) in (tuple, Mapping, Literal):
        return annotation
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    some = [each for each in get_args(annotation) if each is not type(None)]
    return bare(some[0]) if some else annotation


def beside(kind: type[Value], key: str) -> str:
    """What stands under a key that is no field of the model."""
    if key == "use":
        return "id"
    if key == "inherit":
        return listed(INHERITED_ON_REQUEST) + SEVERAL
    if kind is Journey and key in SETTINGS_IN_JOURNEY:
        return f"as in {link(Settings)}"
    place = PLACES.get(key[:-1])
    return f"by id: {link(place)}{SEVERAL}" if place else link(LISTS[key]) + SEVERAL


def default(value: Any) -> str:
    """What holds where nothing is said, if that is a word, a number or several words."""
    if isinstance(value, tuple) and value:
        return f" Without it: {listed(value)}."
    told = isinstance(value, str | float | int) and not isinstance(value, bool)
    return f" Without it: `{value if isinstance(value, str) else format(value, 'g')}`." if told else ""


def link(kind: type[Value]) -> str:
    """A link to the section about a model."""
    return f"[{HEADINGS[kind].lower()}](#{anchor(kind)})"


def anchor(kind: type[Value]) -> str:
    """The id of its heading."""
    return HEADINGS[kind].lower().replace(" ", "-").replace(".", "")


if __name__ == "__main__":
    file = Path(__file__).resolve().parents[1] / "docs" / "keys.md"
    file.write_text(page(), encoding="utf-8", newline="\n")
