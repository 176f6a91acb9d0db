"""The fixed words of the outputs, in the languages jmap speaks.

The words stand in `catalogues`, one module per language with the same keys. A text may hold placeholders:

* `{name}` is replaced by the value of that name, taken literally, braces and all;
* `stage{count||s}` or `{count|person|people}` chooses the first form if the value is 1, else the second.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("zh-CN", "en")
"""Tags of the languages that have a catalogue."""

_STAGED: Final = ".stages"
"""Ends the key of what is said instead in a journey that has stages and no touchpoints."""
_FALLBACK: Final = "en"
_PLACEHOLDER: Final = r"\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}"


def texts(language: str, *, staged: bool) -> dict[str, str]:
    """All texts, by key; `staged` are those of a journey of stages alone, which speak of no touchpoints."""
    found = dict(catalogue(language))
    if staged:
        instead = {key.removesuffix(_STAGED): text for key, text in found.items() if key.endswith(_STAGED)}
        found.update((key, text) for key, text in instead.items() if key in found)
    return found


def label(key: str, language: str, /, **values: object) -> str:
    """Give a fixed text in a language, else in another one of the same primary subtag, else in English.

    Raises:
        KeyError: there is no such text, or a value it needs is missing.
    """
    text = catalogue(language)[key]
    if "{" not in text:
        return text

    def fill(match: re.Match[str]) -> str:
        name, one, many = match.groups()
        if many is None:
            return str(values[name])
        return str(one if values[name] == 1 else many)

    return re.sub(_PLACEHOLDER, fill, text)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """All texts of the language that serves `language`."""
    wanted = language.replace("_", "-").lower()
    same = [tag for tag in LANGUAGES if tag.lower() == wanted]
    related = [tag for tag in LANGUAGES if tag.lower().partition("-")[0] == wanted.partition("-")[0]]
    tag = (same or related or [_FALLBACK])[0]
    if tag == "zh-CN":
        from jmap.text.catalogues.zh_CN import TEXTS
    else:
        from jmap.text.catalogues.en import TEXTS
    return TEXTS
