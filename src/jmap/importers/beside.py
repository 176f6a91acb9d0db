"""What stands around a table: its title, whose journey it is, and remarks of those who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.importers.columns import JOURNEY, by_name, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.importers.journey import Draft

_SAID: Final = ("title", "personas", "scenario", "goal", "owner")
"""What a line beside a table may say of the journey, behind the name of it: `Persona: Anna`."""


def tell(draft: Draft, lines: Iterable[Sequence[str]], title: str) -> list[str]:
    """Take what lines say of a journey, and the first of the others for its title; give back the rest, its notes."""
    rest = []
    for line in lines:
        key, value = _labelled(line)
        if key in _SAID and value and key not in draft.head:
            draft.head[key] = [value] if key == "personas" else value
        else:
            rest.append(" · ".join(line))
    if rest and "title" not in draft.head:
        draft.head["title"] = rest.pop(0)
    draft.head.setdefault("title", next(iter(draft.head.get("personas", [title])), title))
    if rest:
        draft.head["notes"] = rest
    return rest


def _labelled(line: Sequence[str]) -> tuple[str, str]:
    """The key of what a line says, and what it says."""
    label, _, value = line[0].replace("：", ":").partition(":")
    value = " ".join([value.strip(), *line[1:]]).strip()
    column = by_name(JOURNEY).get(plain(label))
    return (column.key if column else "", value)
