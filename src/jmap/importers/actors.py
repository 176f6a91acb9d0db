"""Who takes part in journeys of CJML: those who travel, and those who serve them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.grid import is_said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.importers.xml import Element

ACTORS: Final = ("actor", "enduser", "serviceprovider")
"""Elements of actors; the first is of earlier files, in which a role says which of the others it is."""
NAMES: Final = ("actorname", "companyname")
_TRAVELS: Final = re.compile(r"\b(?:user|customer)\b", re.IGNORECASE)
_SERVES: Final = "service provider"


class Actor(NamedTuple):
    """Somebody.

    Attributes:
        travels: whether it is a persona; else it is a department.
    """

    name: str
    travels: bool


class Actors:
    """Those of a file.

    Attributes:
        guessed: the element of who was taken for the one who travels, where nobody's role says so.
        doubled: elements of those who have the id of another, and what both are called.
    """

    def __init__(self, root: Element) -> None:
        self.guessed: Element | None = None
        self.doubled: list[tuple[Element, str, str]] = []
        self._by_id: dict[str, Actor] = {}
        self._by_name: dict[str, Actor] = {}
        found = sorted(root.all(*ACTORS), key=lambda each: "actoridref" in each.attributes)
        travels = [each.key == "enduser" or says_who_travels(each.said("actorrole")) for each in found]
        if found and not any(travels) and found[0].key == "actor":
            travels[0] = True
            self.guessed = found[0]
        for element, goes in zip(found, travels, strict=True):
            id_, name = id_of(element), _name_of(element)
            if name and id_ not in self._by_id:
                self._by_name.setdefault(name, Actor(name, goes))
                self._by_id |= {id_: self._by_name[name]} if id_ else {}
            elif name and name not in (id_, self._by_id[id_].name):
                self.doubled.append((element, name, self._by_id[id_].name))

    def __iter__(self) -> Iterator[Actor]:
        """Each one once."""
        yield from self._by_name.values()

    def of(self, element: Element) -> Actor | None:
        """Whom an element is about."""
        return self.called(id_of(element) or _name_of(element))

    def called(self, reference: str) -> Actor | None:
        """Who has this id; or this name, as in the sample on the language's own site."""
        return self._by_id.get(reference) or self._by_name.get(reference)


def id_of(actor: Element) -> str:
    """Its id, or that of the actor it repeats."""
    keys = ("actorid", "actoridref", "id")
    return next((actor.attributes[key] for key in keys if key in actor.attributes), "")


def _name_of(actor: Element) -> str:
    return next(filter(is_said, (actor.said(key) for key in NAMES)), id_of(actor))


def says_who_travels(role: str) -> bool:
    """Whether a role is that of those who travel."""
    return _TRAVELS.search(role) is not None


def is_role(text: str) -> bool:
    """Whether a role says no more than whether somebody travels or serves."""
    return says_who_travels(text) or text == _SERVES
