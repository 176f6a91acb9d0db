"""Tells the forms of a value apart by their type, so that an editor judges a value by the form that was meant.

Where none of several alternatives fits, an editor shows the errors of the one that fits best by its own reckoning:
of a touchpoint with one misspelt key, often that it is no text. So each choice between a mapping, a list and
a scalar is written as a condition. Editors offer values from alternatives and not from conditions, so words to choose
from stand beside the condition, as an alternative to everything else, which refuses nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.spec.schema_parts import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jmap.spec.schema_parts import Schema

_SCALARS: Final = ("string", "number", "integer", "boolean", "null")
_TYPES: Final = (*_SCALARS, "array", "object")
"""Editors put after a key what a value of its first type begins with: after that of a text or number, a space."""


def by_type(schema: Schema) -> Schema:
    """The same schema with a condition wherever alternatives are of different types."""
    return dict(_Cases(schema["definitions"]).of(schema))


class _Cases:
    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions

    def of(self, node: Any) -> Any:
        """A part of the schema, and all below it, with conditions."""
        if isinstance(node, list):
            return [self.of(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "anyOf" not in node or "type" in node:  # of a model, `anyOf` says which keys it needs
            return {key: self.of(value) for key, value in node.items()}
        forms = node["anyOf"]
        rest = {key: self.of(value) for key, value in node.items() if key != "anyOf"}
        types = self._types(forms)
        if types.isdisjoint(("array", "object")):
            return {**rest, **self._scalar(forms)}
        named = {"type": [name for name in _TYPES if name in types]}
        return {**rest, **named, **self._offered(forms), **self._choice(forms)}

    def _offered(self, forms: Sequence[Schema]) -> Schema:
        words = [leaf for leaf in self._leaves(forms) if "enum" in leaf]
        if not words:
            return {}
        return {"oneOf": [*words, {"not": {"enum": [word for each in words for word in each["enum"]]}}]}

    def _choice(self, forms: Sequence[Schema]) -> Schema:
        chosen: Schema = {}
        for types, of in ((_SCALARS, self._scalar), (("array",), self._one_of), (("object",), self._mapping)):
            taking = [form for form in forms if not self._types([form]).isdisjoint(types)]
            if taking:
                rest = {"else": chosen} if chosen else {}
                chosen = {"if": {"type": [*types]}, "then": of(taking), **rest}
        return chosen

    def _scalar(self, forms: Sequence[Schema]) -> Schema:
        """What a scalar may be; one form takes nothing as well, so that no editor thinks of it as several."""
        leaves = [leaf for leaf in self._leaves(forms) if not self._types([leaf]).isdisjoint(_SCALARS)]
        some = [leaf for leaf in leaves if leaf != NOTHING]
        if len(some) != 1 or len(some) == len(leaves):
            return leaves[0] if len(leaves) == 1 else {self._either(leaves): leaves}
        (form,) = some
        types = [form["type"]] if isinstance(form.get("type"), str) else form.get("type", ())
        return {
            **form,
            **({"type": [*types, "null"]} if types else {}),
            **({"enum": [*form["enum"], None]} if "enum" in form else {}),
        }

    def _either(self, forms: Sequence[Schema]) -> str:
        """`oneOf` where types tell the forms apart: of what may fit several, editors show all titles."""
        types = [name for form in forms for name in self._types([form])]
        return "oneOf" if len(types) == len({*types}) else "anyOf"

    def _mapping(self, forms: Sequence[Schema]) -> Schema:
        """What a mapping may be: a model, if it has one of the model's keys; else one by language or persona."""
        for form in forms:
            model = self._resolved(form)
            others = [other for other in forms if other is not form]
            if others and model.get("properties") and model.get("title"):
                foreign = {"propertyNames": {"not": {"enum": [*model["properties"]]}}}
                return {"if": foreign, "then": self._one_of(others), "else": self.of(form)}
        return self._one_of(forms)

    def _one_of(self, forms: Sequence[Schema]) -> Schema:
        return dict(self.of(forms[0])) if len(forms) == 1 else {"anyOf": self.of([*forms])}

    def _types(self, forms: Iterable[Schema]) -> frozenset[str]:
        """Types of values that any of several forms takes."""
        types: set[str] = set()
        for leaf in self._leaves(forms):
            named = "string" if "enum" in leaf else leaf.get("type", _TYPES)
            types.update([named] if isinstance(named, str) else named)
        return frozenset(types)

    def _leaves(self, forms: Iterable[Schema]) -> Iterator[Schema]:
        for form in map(self._resolved, forms):
            several = form.get("anyOf") or form.get("oneOf")
            if several and "type" not in form:
                yield from self._leaves(several)
            else:
                yield form

    def _resolved(self, form: Schema) -> Schema:
        while "$ref" in form:
            form = self.definitions[form["$ref"].rpartition("/")[2]]
        return form
