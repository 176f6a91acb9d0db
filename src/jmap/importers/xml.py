"""XML as a tree of elements that know where they stand, by a parser that knows no entities of a file's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.importers.codes import UNREADABLE
from jmap.importers.decode import decoded
from jmap.importers.remarks import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.importers.importer import Upload

_DEEPEST: Final = 32
_MOST: Final = 200_000
"""Elements in each other, and of a file."""


class Element:
    """An element of a document.

    Attributes:
        name: as it stands, without the prefix of a namespace.
        attributes: by their names in small letters.
        line: where it begins, from 1; so is `column`.
        children: the elements in it.
    """

    __slots__ = ("_texts", "attributes", "children", "column", "line", "name")

    def __init__(self, name: str, attributes: Mapping[str, str], line: int, column: int) -> None:
        self.name = name
        self.attributes = {_local(key).lower(): " ".join(text.split()) for key, text in attributes.items()}
        self.line = line
        self.column = column
        self.children: list[Element] = []
        self._texts: list[str] = []

    def add(self, text: str) -> None:
        """Add characters of its own."""
        self._texts.append(text)

    @property
    def key(self) -> str:
        """Its name in small letters."""
        return self.name.lower()

    @property
    def text(self) -> str:
        """Its own text on one line: people break lines in XML to see them."""
        return " ".join("".join(self._texts).split())

    def all(self, *keys: str) -> Iterator[Element]:
        """The elements of these keys in it, however deep, in order."""
        waiting = [*reversed(self.children)]
        while waiting:
            found = waiting.pop()
            if not keys or found.key in keys:
                yield found
            waiting += reversed(found.children)

    def child(self, key: str) -> Element | None:
        """The first of its children with a key."""
        return next((each for each in self.children if each.key == key), None)

    def said(self, *path: str) -> str:
        """The text of a child, or of a child's child; empty where there is none."""
        found: Element | None = self
        for key in path:
            found = found.child(key) if found is not None else None
        return found.text if found is not None else ""


def tree(upload: Upload) -> Element:
    """The first element, with all others in it.

    Raises:
        SpecError: the file is no well-formed XML, has a document type, or elements lie too deep in each other.
        ConfigError: the encoding asked for does not exist.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")
    open_: list[Element] = []
    found: list[Element] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        if len(open_) == _DEEPEST:
            refuse(
                UNREADABLE, f"more than {_DEEPEST} elements lie in each other here", upload.path, line, column
            )
        if len(found) == _MOST:
            refuse(UNREADABLE, f"the file has more than {_MOST:,} elements", upload.path, line, column)
        element = Element(_local(name), attributes, line, column)
        if open_:
            open_[-1].children.append(element)
        open_.append(element)
        found.append(element)

    def characters(text: str) -> None:
        open_[-1].add(text)

    def document_type(*_: object) -> None:
        refuse(
            UNREADABLE,
            "the file has a document type, by which it could read other files or grow without end",
            upload.path,
            parser.CurrentLineNumber,
            hint="take the line with <!DOCTYPE out",
        )

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(decoded(upload).encode(), True)  # noqa: FBT003 — that this is all of it
    except expat.ExpatError as error:
        message = f"this is no well-formed XML: {expat.ErrorString(error.code)}"
        hint = "in texts, & and < have to be written as &amp; and &lt;"
        refuse(UNREADABLE, message, upload.path, error.lineno, error.offset + 1, hint=hint)
    return found[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
