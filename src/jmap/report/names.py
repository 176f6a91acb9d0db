"""Words for a page: texts and labels in its language, names in place of ids, and which evidence it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jmap.layout.plan import Plan
from jmap.model import Text
from jmap.model.quantity import as_duration
from jmap.render.flow import level
from jmap.render.names import stem
from jmap.text.labels import texts
from jmap.text.number import percent as percentage
from jmap.text.number import plain, signed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.model import Journey, Statement
    from jmap.render.format import Sheet
    from jmap.score import Component, Unscored


class Words:
    """What a sheet's values are called in its language.

    Evidence is noted as it is named, so that the page's list of evidence holds what readers meet on the page
    and nothing else.
    """

    def __init__(self, sheet: Sheet, at: str = "") -> None:
        """Speak for `sheet`; `at` begins the ids of its language on a page of several, as `en:`."""
        self.sheet = sheet
        self.at = at
        self.project = sheet.project
        self.private = sheet.options.private
        self.plan = Plan(
            sheet.project, sheet.journey, sheet.scores, sheet.language, self.private, (), frozenset()
        )
        self.cited: set[str] = set()

    def word(self, key: str, **values: object) -> str:
        """A fixed word."""
        return self.plan.word(key, **values)

    def texts(self) -> dict[str, str]:
        """All fixed words, for templates: those of a journey without touchpoints speak of its stages."""
        return texts(self.sheet.language, staged=not self.sheet.journey.touchpoints)

    def say(self, text: Text | None) -> str:
        """A text of the project; empty when there is none."""
        return self.plan.say(text)

    def join(self, parts: Iterable[str]) -> str:
        """A list in one line."""
        return self.word("list.separator").join(part for part in parts if part)

    def persona(self, id_: str | None) -> str:
        """A persona's name; empty for everybody."""
        return self._name(self.project.personas, id_)

    def who(self, id_: str | None) -> str:
        """A persona's name, or the word for everybody."""
        return self.persona(id_) or self.word("legend.everybody")

    def shown(self, value: Component | Unscored) -> str:
        """A measured value; a duration or unit in the words of the language."""
        if isinstance(value.told, tuple):
            write, *taken = value.told
            if write is as_duration:
                return self.plan.duration(*taken)
            return write(*(self.say(each) if isinstance(each, Text) else each for each in taken))
        return value.shown

    def reached(self, *, reached: bool | None) -> str:
        """Whether a target is reached; empty where that cannot be told."""
        return "" if reached is None else self.word("goal.reached" if reached else "goal.missed")

    def channel(self, id_: str) -> str:
        """A channel's name."""
        return self._name(self.project.channels, id_)

    def department(self, id_: str | None) -> str:
        """A department's name; empty for none."""
        return self._name(self.project.departments, id_)

    def _name(self, known: Mapping[str, Any], id_: str | None) -> str:
        entry = known.get(id_ or "")
        return (self.say(entry.name) if entry else "") or id_ or ""

    def evidence(self, ids: Iterable[str]) -> list[dict[str, str]]:
        """References to items of evidence, as `{id, name}`."""
        known = [id_ for id_ in ids if id_ in self.project.evidence]
        self.cited.update(known)
        return [{"id": id_, "name": self.say(self.project.evidence[id_].title) or id_} for id_ in known]

    def statements(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        """Statements as `{text, persona, evidence, private}`; private ones only where they are asked for."""
        return [
            {
                "text": self.say(statement.text),
                "persona": self.persona(statement.persona),
                "evidence": self.evidence(statement.evidence),
                "private": statement.private,
            }
            for statement in statements
            if self.private or not statement.private
        ]

    def facts(self, *facts: tuple[str, str]) -> list[dict[str, str]]:
        """Pairs of a label's key and a value as `{key, name, value}`; those without a value are left out."""
        return [{"key": key, "name": self.word(key), "value": value} for key, value in facts if value]

    def href(self, kind: str, id_: str) -> str:
        """The address of an element on the page; `kind` is `t` for a touchpoint, `s` for a stage."""
        return f"#{self.at}{kind}-{quote(id_)}"

    def place(self, id_: str) -> str:
        """The address of what references call so: the touchpoint of that id, else the stage."""
        return self.href("t" if id_ in self.sheet.journey.by_id else "s", id_)

    def beside(self, journey: Journey, place: str = "") -> str:
        """The address of the page of another journey of the project, or of a touchpoint or stage of it."""
        page = f"{stem(journey.id)}.html"
        return f"{page}#{'t' if place in journey.by_id else 's'}-{quote(place)}" if place else page


def score(value: float | None) -> dict[str, Any]:
    """A score as `{shown, level, points}`: rounded, empty when unknown; how good it is; as it is."""
    return {"shown": figure(value), "level": level(value), "points": value}


def face(mood: float) -> int:
    """The face of an emotion, 1–5: the better one of two that are equally near.

    Python's own rounding would take 2.5 for a 2.
    """
    return int(mood + 0.5)


def figure(value: float | None) -> str:
    """A score as it is shown, without decimals; empty when unknown."""
    return "" if value is None else plain(value, 0)


def difference(points: float | None, digits: int = 1) -> str:
    """A difference of scores: `+5`, `−3.2`, `±0`; empty when unknown."""
    return "" if points is None else signed(points, digits).replace("-", "−")


def percent(share: float | None, digits: int = 1) -> str:
    """A share 0–1 as people read it; empty when unknown."""
    return "" if share is None else percentage(share, digits)
