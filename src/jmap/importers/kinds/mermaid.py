"""The `mermaid` importer: a `journey` diagram, read as Mermaid's own grammar reads it.

Sections are stages, tasks touchpoints, scores emotions, and actors personas.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.importers.codes import LEFT, NO_MAP, NOTED, UNREADABLE
from jmap.importers.columns import TOUCHPOINTS, column_of
from jmap.importers.decode import decoded
from jmap.importers.finish import finished
from jmap.importers.grid import Cell, Heading
from jmap.importers.importer import Importer
from jmap.importers.journey import Draft
from jmap.importers.remarks import Remarks, refuse
from jmap.model.refusal import shown
from jmap.model.values import HIGHEST_EMOTION, LOWEST_EMOTION
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.importers.importer import Imported, Upload

_FRONT_MATTER: Final = re.compile(r"\A\s*---\n(.*?)\n---[ \t]*\n", re.DOTALL)
_TITLE: Final = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_ACCESSIBLE: Final = re.compile(
    r"\bacc(?:Title\s*:[^\n]*|Descr\s*(?::[^\n]*|\{[^}]*(?:\}|\Z)))", re.IGNORECASE
)
_REMARK: Final = re.compile(r"%%\{.*?(?:\}%%|\Z)|^[ \t]*%[^\n]*", re.DOTALL | re.MULTILINE)
_STATEMENT: Final = re.compile(
    r"(?P<word>title|section)\s(?P<text>[^#;]+)|(?!journey)(?P<task>[^#:;]+):(?P<data>[^#;]+)", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"#(\w+);")
_KEPT: Final = "\ue000"
"""Stands where an entity stood until the text is taken apart."""
_BREAK: Final = re.compile(r"<br\s*/?>")


def read(upload: Upload) -> Imported:
    """The diagram of a file."""
    return diagram(upload, decoded(upload).replace("\r\n", "\n").replace("\r", "\n"))


def is_journey(text: str) -> bool:
    """Whether a diagram is one of a journey."""
    return _body(text)[1].lower().startswith("journey")


def diagram(upload: Upload, text: str, line: int = 0) -> Imported:
    """A diagram that begins after a number of lines of the file.

    Raises:
        SpecError: it is none of a journey, or Mermaid would refuse it.
    """
    if not is_journey(text):
        refuse(
            NO_MAP, "this is no journey diagram: its first line has to say `journey`", upload.path, line + 1
        )
    reading = _Reading(upload, Remarks(upload.path))
    front, _ = _body(text)
    if found := _TITLE.search(front):
        reading.draft.head["title"] = found[1].strip("\"'")
    body = _without(_REMARK, _without(_FRONT_MATTER, text, 1))
    for match in _ACCESSIBLE.finditer(body):
        if "{" in match[0] and not match[0].endswith("}"):
            refuse(
                UNREADABLE,
                "this description never ends",
                upload.path,
                line + body.count("\n", 0, match.start()) + 1,
            )
    for number, statement in enumerate(_without(_ACCESSIBLE, body).split("\n"), line + 1):
        reading.take(statement.strip(), number)
    return reading.finished()


def _body(text: str) -> tuple[str, str]:
    """The front matter, and what follows it."""
    front = _FRONT_MATTER.match(text)
    body = text[front.end() :] if front else text
    return (front[1] if front else ""), _without(_REMARK, body).strip()


def _without(pattern: re.Pattern[str], text: str, count: int = 0) -> str:
    """The text without what a pattern finds, each line still where it was."""
    return pattern.sub(lambda match: "\n" * match[0].count("\n"), text, count)


class _Reading:
    """What has been read so far."""

    def __init__(self, upload: Upload, remarks: Remarks) -> None:
        self.path = upload.path
        self.remarks = remarks
        self.draft = Draft()
        self.draft.head["title"] = upload.title
        self.actors: list[tuple[str, ...]] = []

    def take(self, line: str, number: int) -> None:
        """Read a line."""
        from html import unescape

        entities = [unescape(f"&{'#' * name.isdecimal()}{name};") for name in _ENTITY.findall(line)]
        bare = _ENTITY.sub(_KEPT, line).partition("#")[0].strip()
        if not bare or (bare.lower() == "journey" and not self.actors):
            return
        if not (match := _STATEMENT.fullmatch(bare)):
            hint = (
                "a task is `name: score: actor, actor`; a `;`, or a line break within a name, ends it early"
            )
            refuse(UNREADABLE, f"Mermaid would refuse this line: {shown(line)}", self.path, number, hint=hint)
        restored = iter(entities)
        parts = {name: self._text(part or "", restored) for name, part in match.groupdict().items()}
        if parts["word"].lower() == "title":
            self.draft.head["title"] = parts["text"]
        elif parts["word"]:
            self.draft.enter(parts["text"])
        else:
            self._task(parts["task"], parts["data"], number)

    @staticmethod
    def _text(part: str, restored: Iterator[str]) -> str:
        """A part of a line on one line, entities as the characters they stand for."""
        text = re.sub(_KEPT, lambda _: next(restored), _BREAK.sub(" ", part))
        return " ".join(text.split())

    def _task(self, name: str, data: str, number: int) -> None:
        score, people, *rest = [*data.split(":"), ""]
        cell = Cell(Heading(column_of(TOUCHPOINTS, "emotion"), "score"), score, number, 1)
        if any(rest):
            self.remarks.warn(
                LEFT, f"Mermaid leaves out {shown(':'.join(rest[:-1]).strip())}, behind a second colon", cell
            )
        actors = tuple(dict.fromkeys(actor.strip() for actor in people.split(",") if actor.strip()))
        self.actors.append(actors)
        here = self.draft.meet(name)
        try:
            level = float(score)
        except ValueError:
            level = 0
        if LOWEST_EMOTION <= level <= HIGHEST_EMOTION:
            here["emotion"] = [{"value": Plain(score.strip()), "persona": actor} for actor in actors or ("",)]
        else:
            here["notes"] = [f"score: {score.strip()}"]
            self.remarks.warn(
                NOTED, f"{shown(score.strip())} is kept as a note: a score is a number from 1 to 5", cell
            )

    def finished(self) -> Imported:
        """The journey; where all tasks have the same actors, how they feel is said once."""
        everybody = len(set(self.actors)) == 1
        self.draft.head["personas"] = [*dict.fromkeys(actor for actors in self.actors for actor in actors)]
        for place in self.draft.touchpoints:
            felt = place.get("emotion", [])
            if felt and (everybody or not felt[0]["persona"]):
                place["emotion"] = [{"value": each["value"]} for each in felt[:1]]
        return finished([self.draft], {}, {}, self.remarks)


IMPORTER = Importer(
    id="mermaid",
    title="Mermaid journey",
    summary="A `journey` diagram: sections are stages, tasks touchpoints, scores emotions, actors personas.",
    endings=(".mmd", ".mermaid"),
    read=read,
)
