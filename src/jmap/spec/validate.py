"""From a written-out mapping to a value of the model; what Pydantic refuses becomes findings with a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from pydantic import ValidationError

from jmap.model import (
    Effect,
    Emotion,
    Experience,
    Measurement,
    Opportunity,
    Pain,
    ReportedChange,
    Stage,
    meant,
)
from jmap.model.frozen import Value
from jmap.model.measure import measure_ids
from jmap.model.refusal import shown
from jmap.model.text import Languages
from jmap.spec.compose import copied, copied_list, derived_id
from jmap.spec.forms import fields_of, form_of, keys_of
from jmap.spec.hints import closest, did_you_mean, listed
from jmap.spec.locate import locate
from jmap.spec.nodes import Plain, YamlList, YamlMap
from jmap.spec.problems import MAX_FINDINGS
from jmap.spec.punctuation import TEXT_WITH_COLON, as_meant, has_colon, inside_quotes, several, unparted
from jmap.spec.shorthand import article, of_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from jmap.diagnostics import Pointer
    from jmap.spec.notebook import Notebook

V = TypeVar("V", bound=Value)

_EXPECTED = {
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "string_type": "text",
    "is_instance_of": "a mapping",
}


def validate(kind: type[V], raw: Any, notebook: Notebook) -> V | None:
    """The value written at `raw`, or `None` when it is refused; every refusal is noted."""
    try:
        return kind.model_validate(raw, context=Languages(notebook.languages))
    except ValidationError as error:
        errors = error.errors(include_url=False)[: MAX_FINDINGS + 1]  # no more of one file are listed
        headings = dict(_headings(kind, errors, notebook))
        explained = {*_misspelt(kind, errors, notebook), *headings.values()}
        for details in errors:
            if details["type"] != "missing" or details["loc"] not in explained:
                _report(kind, raw, details, notebook, heading=details["loc"] in headings)
        return None


def _headings(
    kind: type[Value], errors: list[ErrorDetails], notebook: Notebook
) -> Iterator[tuple[Pointer, Pointer]]:
    """Names written as keys, `- Log in:` with what is said of it below, each with the pointer of the key it lacks."""
    missing = {error["loc"] for error in errors if error["type"] == "missing"}
    for error in errors:
        *above, key = error["loc"]
        name = (*above, _name_key(_type_at(kind, tuple(above))))
        # A stage may have a list of its touchpoints below, and a measure its change behind it.
        more = {Stage: YamlList, Effect: str}.get(_type_at(kind, tuple(above)), YamlMap)
        heads = error["type"] == "extra_forbidden" and isinstance(error["input"], YamlMap | more | None)
        known = _keys_at(kind, tuple(above), notebook)
        if heads and name in missing and not _instead_of(str(key), known):
            yield error["loc"], name


def _name_key(kind: type[Value]) -> str:
    """The key that names a thing for people, of an effect its measure; empty where nothing does."""
    return (form_of(kind).identity or ("", "measure" if kind is Effect else ""))[1]


def _misspelt(kind: type[Value], errors: list[ErrorDetails], notebook: Notebook) -> Iterator[Pointer]:
    """Pointers to keys that are not missing but, by an unknown key in their place, misspelt."""
    for error in errors:
        if error["type"] == "extra_forbidden":
            *above, key = error["loc"]
            found = _instead_of(str(key), _keys_at(kind, tuple(above), notebook))
            identity = form_of(_type_at(kind, tuple(above))).identity or ()
            missed = identity if found in identity else (found or "",)
            yield from ((*above, each) for each in missed)


def _instead_of(key: str, known: tuple[str, ...]) -> str | None:
    """The known key that another one stands for, misspelt or by another word."""
    return meant.known_as(key, known) or closest(key, known)


def salvage(kind: type[V], raw: YamlMap, notebook: Notebook) -> tuple[V | None, YamlMap]:
    """What is left of a refused `raw` without its refused parts, to be checked in the same run.

    Gives the value, if enough is left to make one, and the mapping it was made from; `raw` stays as it is.
    """
    for _ in range(_ROUNDS):
        try:
            return kind.model_validate(raw, context=Languages(notebook.languages)), raw
        except ValidationError as error:
            if error.error_count() > MAX_FINDINGS:
                break
            pointers = {_removable(kind, details) for details in error.errors(include_url=False)}
            if () in pointers:
                break
            # Later items first, so that the places of earlier ones stay true; parts before what holds them.
            for pointer in sorted(
                pointers, key=lambda parts: [(isinstance(p, int), p) for p in parts], reverse=True
            ):
                raw = _without(raw, pointer)
    return None, raw


_WHOLE: Final = (Measurement, ReportedChange)

_NAMES_OF_THINGS = frozenset({"title", "name", "text"})

_ROUNDS = 4
"""Removing a part may bring another refusal to light (an empty list, a missing key), but never for long."""


def _removable(kind: type[Value], error: ErrorDetails) -> Pointer:
    """What to cut out: what was refused, what lacks a key, or a whole measurement: half means nothing."""
    pointer = tuple(part for part in error["loc"] if part != "[key]")
    for end in range(1, len(pointer)):
        held = _type_at(kind, pointer[:end]) in _WHOLE and pointer[end] in fields_of(Measurement)
        if held and (isinstance(pointer[end - 1], int) or pointer[end - 1] in fields_of(Effect)):
            return pointer[:end]
    return pointer[:-1] if error["type"] == "missing" else pointer


def _without(node: Any, pointer: Pointer) -> Any:
    """A copy of `node` without the part at `pointer`; what the pointer does not touch is shared."""
    step, rest = pointer[0], pointer[1:]
    if isinstance(node, YamlMap) and step in node:
        new, key = copied(node), str(step)
        if rest:
            new[key] = _without(new[key], rest)
        elif key in _NAMES_OF_THINGS:
            new[key] = "…"  # so that the thing itself stays
        else:
            new.drop(key)
        return new
    if isinstance(node, YamlList) and isinstance(step, int) and step < len(node):
        items = copied_list(node)
        if rest:
            items[step] = _without(items[step], rest)
        else:
            del items[step], items.places[step]
        return items
    return node


def _report(
    kind: type[Value], root: YamlMap, error: ErrorDetails, notebook: Notebook, *, heading: bool
) -> None:
    type_, pointer = error["type"], error["loc"]
    hint = None
    prefer: Literal["key", "value"] = "value"
    if pointer and pointer[-1] == "[key]":
        pointer, prefer = pointer[:-1], "key"
    if type_ == "extra_forbidden":
        code, prefer = "S201", "key"
        known = _keys_at(kind, pointer[:-1], notebook)
        message = f'"{pointer[-1]}" is not a key of {_named(pointer[:-1], kind)}'
        unknown = str(pointer[-1])
        model = _type_at(kind, pointer[:-1])
        hint = of_settings(model, unknown) or _meant(unknown, known, model)
        if error["input"] is None and not has_colon(locate(root, pointer, prefer=prefer)):
            hint = as_meant(unknown)
        elif model is Emotion and unknown == "counts":
            hint = meant.counted(error["input"])
        elif heading and model is Effect and isinstance(error["input"], str):
            hint = meant.effect(f"{unknown} {error['input']}", (*measure_ids(), unknown))
        elif heading:
            name = _name_key(model)
            said = (
                "is in it below `touchpoints:`," if isinstance(error["input"], YamlList) else "is said of it"
            )
            hint = f"write `{name}: {shown(unknown)[1:-1]}`, and what {said} in line with `{name}`"
    elif type_ == "missing":
        code, message = "S204", f'{_named(pointer[:-1], kind)} needs the key "{pointer[-1]}"'
        pointer = pointer[:-1]
    elif type_ == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        code, message = "S202", f"expected one of {expected}, not {shown(error['input'])}"
        hint = meant.word(error["input"], expected.split(", "))
    elif type_ in ("string_pattern_mismatch", "string_too_long"):
        code, message = "S202", f"expected {_FORMS[str(pointer[-1])]}, not {shown(error['input'])}"
    elif type_ in _EXPECTED:
        code, message = "S202", f"expected {_EXPECTED[type_]}, not {shown(error['input'])}"
        if _type_at(kind, pointer) is Effect:
            hint = meant.effect(error["input"], measure_ids())
        elif pointer[-1:] == ("measures",):
            hint = "write each measure with its value, as in {csat: 82%, nps: 30}"
    else:
        code, message = type_, error["msg"]
        if key := error.get("ctx", {}).get("key"):
            pointer, prefer = (*pointer, key), "key" if code == "S209" else "value"
        if find := meant.HINTS.get(error.get("ctx", {}).get("hint", "")):
            hint = (meant.way if pointer[-1:] == ("to",) else find)(error["input"])
        if code == "S209":
            hint = meant.language(key) if meant.tag(key) in notebook.languages else None
            hint = hint or "add it to `languages:` of the project"
    hint = (
        _ids(kind, root, pointer, error["input"], code)
        or _alike(kind, pointer, error["input"], notebook)
        or hint
    )
    if code == "S207":
        hint = _named_by_id(kind, root, pointer, error["input"]) or hint
    notebook.report(code, message, locate(root, pointer, prefer=prefer), hint=hint)


def _ids(kind: type[Value], root: YamlMap, pointer: Pointer, raw: Any, code: str) -> str | None:
    """How to write what looks like several ids, where a list of them may stand, or like one in quotes."""
    if code == "S207" and (inner := inside_quotes(raw)):
        return f"write {inner}: YAML knows only `\"` and `'` as quotation marks"
    if not isinstance(raw, Plain) or not unparted(raw, alone=True):
        return None
    key = next((part for part in reversed(pointer) if isinstance(part, str)), "")
    model = _type_at(kind, pointer)
    field = fields_of(model).get(key)
    if field is None or field.kind is not None or field.is_text:
        return None
    in_short = code == "S207" and key == form_of(model).short
    above = locate(root, pointer[:-1])
    in_lines = isinstance(pointer[-1], int) and above.source.text.startswith("-", above.offset)
    return several(raw) if (field.many or in_short) and not in_lines else None


def _alike(kind: type[Value], pointer: Pointer, raw: Any, notebook: Notebook) -> str | None:
    """What to do about a value for each persona where there is one alone."""
    if not isinstance(raw, YamlMap) or not raw or not notebook.personas.keys() >= raw.keys():
        return None
    model = _type_at(kind, pointer)
    if issubclass(model, Pain | Opportunity):
        persona, given = next(iter(raw.items()))
        value = given if isinstance(given, Plain) else "…"
        return (
            f"write it once for each persona, as in {{text: …, {pointer[-1]}: {value}, persona: {persona}}}"
        )
    if issubclass(model, Experience):
        return "it is one for everybody; personas differ in texts, emotion, pains, opportunities and measures"
    return None


def _named_by_id(kind: type[Value], root: YamlMap, pointer: Pointer, raw: Any) -> str | None:
    """How to write a thing whose name stands in the place of its id, and nowhere else."""
    *above, key = pointer
    id_key, name_key = form_of(_type_at(kind, tuple(above))).identity or ("", "")
    if key != id_key or not isinstance(raw, str) or inside_quotes(raw):
        return None
    item: Any = root
    for part in above:
        item = item[part]
    if item.get(name_key) != raw:
        return None
    from jmap.spec.edit.scalars import written  # most files are sound

    name = written(shown(raw)[1:-1], flow=False)
    return (
        f"write `{id_key}: {derived_id(raw, id_key)}`, and what people read beside it, `{name_key}: {name}`"
    )


def _meant(key: str, known: tuple[str, ...], kind: type[Value]) -> str:
    """What somebody may have wanted who wrote a key that is not `known`."""
    if key in _BESIDE and key in known:
        return _BESIDE[key]
    if key.strip() in known:
        return f'delete the space beside "{key.strip()}": it is no ordinary one'
    if key in measure_ids() and "measures" in known:
        return f"measured values stand under `measures:`, as in `measures: {{{key}: …}}`"
    of_text = form_of(kind).short == "text"
    return (
        meant.term(key, known)
        or did_you_mean(key, known)
        or f"known keys: {listed(known, 50)}" + (f"; {TEXT_WITH_COLON}" if of_text else "")
    )


_BESIDE: Final = {
    "touchpoints": "beside `stages:`, each touchpoint stands under `touchpoints:` of its stage",
    "inherit": "it goes with `use:`, which names what is taken over",
}
"""What to do about keys of the language that need another one, or that another one rules out."""

_FORMS: Final = {
    "brand": 'a colour such as "#0f766e", in quotes',
    "font": "the name of a font family: letters, digits, spaces and -, at most 60",
}
"""What text fields take that are bound to a pattern or a length, by key."""


def _type_at(kind: type[Value], pointer: Pointer) -> type[Value]:
    """The innermost model on the way of `pointer`."""
    current: type[Value] = kind
    for part in pointer:
        field = fields_of(current).get(str(part))
        current = field.kind if field and field.kind else current
    return current


def _keys_at(kind: type[Value], pointer: Pointer, notebook: Notebook) -> tuple[str, ...]:
    """The keys that may be written at `pointer`, own lanes included."""
    here = _type_at(kind, pointer)
    return (*keys_of(here), *notebook.lanes) if issubclass(here, Experience) else keys_of(here)


def _named(pointer: Pointer, kind: type[Value]) -> str:
    """What stands at `pointer`, for a message: `a touchpoint`, `an opportunity`."""
    return article(_type_at(kind, pointer))
