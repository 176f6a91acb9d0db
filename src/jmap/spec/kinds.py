"""What a document is: told by the one discriminating key at its root, wherever it stands."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from jmap.model import Evidence, Improvement, Journey, Persona, Stage, Touchpoint
from jmap.spec.forms import keys_of
from jmap.spec.nodes import YamlList, YamlMap
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.frozen import Value

SINGLE: Final[Mapping[str, type[Value]]] = {
    "journey": Journey,
    "persona": Persona,
    "stage": Stage,
    "touchpoint": Touchpoint,
    "improvement": Improvement,
}
"""Keys that make the whole document one thing."""

LISTS: Final[Mapping[str, type[Value]]] = {
    "personas": Persona,
    "stages": Stage,
    "touchpoints": Touchpoint,
    "evidence": Evidence,
    "improvements": Improvement,
}
"""Keys under which a document lists several things."""

CATALOGUE: Final = (*LISTS, "channels", "departments")
"""Every key of a document that is no one thing."""

SETTINGS_NAME: Final = "jmap.yaml"

_ELSEWHERE_TOO: Final = frozenset({"stages", "channels"})
"""Words that other tools put at the root of their files as well: GitLab, Azure, AsyncAPI, Conda."""

_IN_CHINESE: Final = {
    "旅程": "journey", "客户旅程": "journey", "用户旅程": "journey", "人物": "personas", "用户画像": "personas",
    "阶段": "stages", "触点": "touchpoints", "证据": "evidence", "改进": "improvements", "改进措施": "improvements",
}  # fmt: skip
"""What the maps call in Chinese what has an English key."""

_LOOKED_AT: Final = 100
"""How many keys of a root are compared with those it may mean."""

_ROOT_KEY: Final = rf"(?:{'|'.join(dict.fromkeys((*SINGLE, *(set(CATALOGUE) - _ELSEWHERE_TOO))))})"
# At the root of a file, or in its outermost braces; in JSON on any line.
_SPEC_LINE: Final = rf"^(?:\{{[ \t]*)?(?:{_ROOT_KEY}|[ \t]*(?P<quote>[\"']){_ROOT_KEY}(?P=quote))\s*[:：]"


def kind_of(root: Any) -> str | None:
    """A key of `SINGLE`, `evidence` or `catalogue`; `None` for YAML that is not jmap's."""
    if not isinstance(root, YamlMap):
        return None
    if "evidence" in root and "kind" in root:  # which nothing else has that names a persona or evidence
        return "evidence"
    for key in SINGLE:
        if key in root:
            return key
    if "evidence" in root and not isinstance(root["evidence"], YamlList | YamlMap):
        return "evidence"
    found = {key for key in CATALOGUE if key in root}
    if found <= _ELSEWHERE_TOO and any(key not in CATALOGUE for key in root) and not speaks_of_journey(root):
        return None
    return "catalogue" if found else None


def speaks_of_journey(root: YamlMap) -> bool:
    """Whether a catalogue has keys that only a journey has beside `stages`: its `journey:` was forgotten."""
    others = [key for key in root if key not in CATALOGUE]
    return bool(others) and "stages" in root and all(key in keys_of(Journey) for key in others)


def near_miss(root: Any, *, asked: bool = False) -> tuple[str, str] | None:
    """A root key that looks like a discriminating key that is misspelt, or in Chinese, and that key.

    Unless the file was asked for, the rest of it has to look like a spec as well: there is YAML of all kinds.
    """
    if not isinstance(root, YamlMap):
        return None
    known = (*SINGLE, *CATALOGUE)
    for key in islice(root, _LOOKED_AT):
        for meant in known if key not in known else ():
            if (_one_slip(key, meant) or _IN_CHINESE.get(key) == meant) and (
                asked or _sounds_like(root, key, meant)
            ):
                return key, meant
    return None


def looks_like_spec(text: str) -> bool:
    """Whether a text that cannot be parsed was meant for jmap."""
    return compiled(_SPEC_LINE, re.MULTILINE).search(text) is not None


def _sounds_like(root: YamlMap, key: str, meant: str) -> bool:
    """Whether the rest of the document, or what stands under `key`, has other keys of what is `meant`."""
    if meant in SINGLE:
        if meant == "journey" and isinstance(root[key], str):
            return True  # a word that other tools hardly have at their root
        others = {*root} - {key}
        return bool(others & {*keys_of(SINGLE[meant]), *CATALOGUE})
    value = root[key]
    items = [item for item in value if isinstance(item, YamlMap)] if isinstance(value, YamlList) else []
    return any(meant in LISTS and any(word in keys_of(LISTS[meant]) for word in item) for item in items)


def _one_slip(word: str, meant: str) -> bool:
    """Whether two words differ by one letter, one too many or too few, or two that changed places."""
    if abs(len(word) - len(meant)) > 1:
        return False
    start = next((i for i, pair in enumerate(zip(word, meant, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return len(word) != len(meant)
    rest, meant_rest = word[start:], meant[start:]
    swapped = rest[:2] == meant_rest[1::-1] and rest[2:] == meant_rest[2:]
    return swapped or rest[1:] == meant_rest[1:] or rest[1:] == meant_rest or rest == meant_rest[1:]
