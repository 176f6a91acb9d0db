"""Makes nodes nobody wrote: copies, and long forms placed where their short form stands."""

from __future__ import annotations

import unicodedata
from typing import Any

from jmap.model.values import RESERVED
from jmap.spec.nodes import Mark, YamlList, YamlMap
from jmap.text.clean import slug


def mapping_at(mark: Mark, **entries: Any) -> YamlMap:
    """A mapping that was written in short at `mark`."""
    new = YamlMap(*mark)
    for key, value in entries.items():
        new.put(key, value, mark)
    return new


def list_at(mark: Mark, *items: Any) -> YamlList:
    """A list whose items were written as something else at `mark`."""
    new = YamlList(*mark)
    new.extend(items)
    new.places = [mark.offset] * len(items)
    return new


def as_list(raw: Any, mark: Mark) -> YamlList:
    """`raw` itself when it is a list, else a list of it; nothing gives an empty list."""
    if isinstance(raw, YamlList):
        return raw
    return list_at(mark) if raw is None else list_at(mark, raw)


def copied(node: YamlMap) -> YamlMap:
    """A copy of a mapping that can be changed; its values are shared."""
    new = YamlMap(node.source, node.place)
    new.update(node)
    new.places = node.places.copy()
    new.derived = node.derived
    return new


def copied_list(node: YamlList) -> YamlList:
    """A copy of a list that can be changed; its items are shared."""
    new = YamlList(node.source, node.place)
    new.extend(node)
    new.places = node.places.copy()
    return new


def without(node: YamlMap, *keys: str) -> YamlMap:
    """A copy of a mapping that lacks `keys`."""
    new = copied(node)
    for key in keys:
        new.drop(key)
    return new


def maps(raw: Any) -> list[YamlMap]:
    """The mappings of what should be a list of them."""
    return [item for item in raw if isinstance(item, YamlMap)] if isinstance(raw, YamlList) else []


def name_of(written: str) -> str:
    """An id as the model keeps it: in composed characters."""
    return unicodedata.normalize("NFC", str(written))


def derived_id(name: str, id_key: str) -> str:
    """The id of a thing that has only a name, even where that name is a word of the language: `end`."""
    derived = slug(name)
    return f"{id_key}-{derived}" if derived in RESERVED else derived
