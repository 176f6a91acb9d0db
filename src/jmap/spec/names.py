"""Names in the place of ids: they refer to what has that name, and declare where nothing of their kind is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from jmap.spec.compose import copied_list, derived_id
from jmap.spec.forms import fields_of, form_of, keys_of
from jmap.spec.kinds import SINGLE
from jmap.spec.nodes import YamlList, YamlMap
from jmap.spec.punctuation import parted, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.model.frozen import Value
    from jmap.spec.gather import Catalogues
    from jmap.spec.nodes import Mark

REFERENCES: Final[Mapping[str, str]] = {
    "persona": "persona",
    "personas": "persona",
    "evidence": "evidence",
    "owner": "department",
    "channel": "channel",
    "opens": "journey",
    "variant_of": "journey",
    "journey": "journey",
}
"""Keys whose values are ids, and what they are ids of, wherever in the language they stand."""

_DECLARING: Final[Mapping[str, str]] = {"persona": "personas", "channel": "channel", "department": "owner"}
"""Kinds that a name alone may declare, and the key it has to stand under."""


@cache
def references_of(kind: type[Value]) -> Mapping[str, str]:
    """The keys of a model whose values are ids of something else, and what they are ids of."""
    identity = form_of(kind).identity
    return {
        key: REFERENCES[key]
        for key in fields_of(kind)
        if key in REFERENCES and (not identity or key != identity[0])
    }


class Names:
    """Replaces names by ids in what is written out.

    Where a project declares no persona (channel, department) at all, the names it uses declare them.
    """

    def __init__(self, catalogues: Catalogues) -> None:
        self._catalogues = catalogues
        self._declaring = {kind for kind in _DECLARING if not catalogues.entries[kind]}

    def to_ids(self, model: type[Value], root: YamlMap) -> None:
        """Replace them in a value of `model`."""
        entries = self._catalogues.entries
        for holder, key, kind in _holders(model, root):
            written = holder[key]
            if kind in _DECLARING and not (isinstance(written, str) and written in entries[kind]):
                may_declare = kind in self._declaring and key == _DECLARING[kind]
                mark = holder.marks(key)[1]
                holder[key] = _as_ids(written, mark, kind, self._catalogues, may_declare=may_declare)

    def to_ids_in_catalogues(self) -> None:
        """Replace them in shared things and improvements."""
        for kind, root in self._catalogues.shared:
            self.to_ids(SINGLE[kind], root)
        for root in self._catalogues.entries["improvement"].values():
            self.to_ids(SINGLE["improvement"], root)


def _holders(model: type[Value], root: Any) -> Iterator[tuple[YamlMap, str, str]]:
    """Every mapping below `root` that refers to something, with the key and what it refers to."""
    if not isinstance(root, YamlMap):
        return
    fields, references = fields_of(model), references_of(model)
    for key in _referring(model):
        value = root.get(key)
        if value is None:
            continue
        if key in references:
            yield root, key, references[key]
        elif kind := fields[key].kind:
            contents = list(value.values()) if fields[key].keyed and isinstance(value, YamlMap) else [value]
            for content in contents:
                for item in content if isinstance(content, YamlList) else [content]:
                    yield from _holders(kind, item)


@cache
def _referring(model: type[Value]) -> tuple[str, ...]:
    """The keys of a model that refer to something, or hold what may, in the order of the language.

    In that of the file, names would declare departments in another order once its keys are moved.
    """
    fields, references = fields_of(model), references_of(model)
    return tuple(key for key in keys_of(model) if key in references or (key in fields and fields[key].kind))


def _as_ids(raw: Any, mark: Mark, kind: str, catalogues: Catalogues, *, may_declare: bool) -> Any:
    if isinstance(raw, YamlList):
        raw = parted(raw, kind, catalogues.notebook) if may_declare else raw
        ids = copied_list(raw)
        for index, (item, place) in enumerate(zip(raw, raw.marks, strict=True)):
            ids[index] = _as_ids(item, place, kind, catalogues, may_declare=may_declare)
        return ids
    if not isinstance(raw, str) or raw in catalogues.entries[kind]:
        return raw
    if may_declare and raw not in catalogues.notebook.unread:
        return catalogues.adopt(kind, unquoted(raw, mark, kind, catalogues.notebook), mark)
    return name if (name := derived_id(raw, kind)) in catalogues.entries[kind] else raw
