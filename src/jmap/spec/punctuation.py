"""Signs in names that were meant for YAML: commas that part nothing and quotes that are no quotes to it.

In YAML only `, ` inside brackets parts items, so that several names become one; and only `"` and `'` are quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.model.refusal import shown
from jmap.spec.compose import list_at
from jmap.spec.nodes import Plain
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from jmap.spec.nodes import Mark, YamlList
    from jmap.spec.notebook import Notebook

_FULL_WIDTH: Final = "，、；"
_QUOTED: Final = "[“”„‘’«「『＂＇]\\s*(\\w[^“”„‘’«»「」『』＂＇]*)[“”‘’»」』＂＇]"
_COLONS: Final = "：﹕:"
_KEY: Final = r"""(?:"(?:[^"\\]|\\.)*"\s*|'[^']*'\s*|[^"',\[\]{}\n][^,\[\]{}\n]*?):(?=[\s,}\]]|\Z)"""
_SIGNS: Final = f"[{_FULL_WIDTH},;]"

IN_QUOTES: Final = "put a single name that has such a sign in quotes"

TEXT_WITH_COLON: Final = "put a text that holds `: ` in quotes"

_SHOWN: Final = 60
_MOST: Final = 20
"""Into how many names one text is parted: the rest of them would only cost time and room."""


def unparted(written: str, *, alone: bool) -> str | None:
    """The sign that seems meant to part several names in one unquoted text.

    Args:
        written: an item of a list in brackets.
        alone: whether it stands in the place of a list: without brackets `,` parts nothing either.
    """
    signs = f"{_FULL_WIDTH},;" if alone else _FULL_WIDTH
    return next((char for char in written if char in signs), None)


def parted(items: YamlList, kind: str, notebook: Notebook) -> YamlList:
    """`items`; where one of them looks like several, that is reported, and they are parted as they were meant."""
    in_brackets = items.source.text.startswith("[", items.place)
    names: list[Any] = []
    for item, mark in zip(items, items.marks, strict=True):
        alone = mark == items.mark
        sign = unparted(item, alone=alone) if isinstance(item, Plain) and (alone or in_brackets) else None
        if sign and not notebook.full(mark):
            notebook.report("S207", message(item, sign, kind), mark, hint=f"{several(item)}; {IN_QUOTES}")
            names += _parts(item)[:_MOST]
        else:
            names.append(unquoted(item, mark, kind, notebook))
    return items if names == items else list_at(items.mark, *names)


def unquoted(item: Any, mark: Mark, kind: str, notebook: Notebook) -> Any:
    """`item`; where it is a name in quotes that are none to YAML, that is reported, and it is the name alone."""
    inner = inside_quotes(item)
    if inner is None:
        return item
    told = f"the quotation marks of {shown(item)} are part of the {kind}'s name: YAML knows only `\"` and `'`"
    notebook.report("S207", told, mark, hint=f"write {inner}, in half-width quotes or none")
    return Plain(inner)


def inside_quotes(raw: Any) -> str | None:
    """What stands in typographic quotes, where all of an unquoted text does."""
    match = compiled(_QUOTED).fullmatch(raw) if isinstance(raw, Plain) else None
    return match[1] if match else None


def needs_quotes(text: str) -> bool:
    """Whether jmap might take `text` for something else without quotes: for several names, or one in quotes."""
    return unparted(text, alone=True) is not None or inside_quotes(Plain(text)) is not None


def message(written: str, sign: str, what: str) -> str:
    """What is wrong with a text that is one `what` and looks like several."""
    return f'{shown(written)} is one {what}: "{sign}" does not part items here'


def has_colon(mark: Mark) -> bool:
    """Whether the key at `mark` is followed by a colon, as all are but those in brackets that nobody meant."""
    return compiled(_KEY).match(mark.source.text, mark.offset) is not None


def as_meant(key: str) -> str:
    """How to write what YAML took for a key without a colon, in brackets."""
    name, sign, value = next((parts for each in _COLONS if (parts := key.partition(each))[1]), (key, "", ""))
    if sign and name.strip():
        return f"write `{shown(name.strip())[1:-1]}: {shown(value.strip())[1:-1]}`, with a half-width colon and a space"
    if compiled(r"\d{3}").fullmatch(key):
        return "write a number without commas between its digits"
    return "put a text that holds commas in quotes, and several items in `[ ]`"


def several(written: str) -> str:
    """How to write what seems meant as several."""
    names = ", ".join(_parts(written))
    return f"write [{names if len(names) <= _SHOWN else f'{names[:_SHOWN]}…'}]"


def _parts(written: str) -> list[Plain]:
    return [Plain(part) for each in compiled(_SIGNS).split(written) if (part := each.strip())]
