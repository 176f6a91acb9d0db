"""YAML text to values that know their places, with every guard against hostile or slipped input inside.

One pass over the events of libyaml (or, where the C module is missing, of the pure-Python parser) builds the
values and their marks: a loop, not a recursion.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto
from itertools import accumulate
from sys import intern
from typing import TYPE_CHECKING, Any, Final, NoReturn
from unicodedata import normalize

from jmap.collector import without_collecting
from jmap.diagnostics import Related
from jmap.spec.anchors import Anchors
from jmap.spec.codes import BAD_KEY, DUPLICATE_KEY, LONG_SCALAR, TOO_LARGE, YAML_SYNTAX
from jmap.spec.encoding import ILLEGAL, decode
from jmap.spec.locate import span
from jmap.spec.nodes import SHIFT, Document, Mark, Plain, Source, YamlList, YamlMap
from jmap.spec.problems import MAX_DEPTH, Problems, StopReadingError
from jmap.spec.refused import directive_finding, illegal_escape_finding, tag_finding
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmap.diagnostics import Finding

MAX_EVENTS = 200_000
"""How many scalars, lists and mappings (counted twice) a file may have: about 4,500 touchpoints with all fields.

What a file of so many becomes in memory stays below 300 MB.
"""
MAX_DOCUMENTS = 10_000
MAX_ANCHORS = 10_000
MAX_ENTRIES = 10_000
"""How many keys one mapping may have."""
MAX_REPEATED = 30_000
"""How many values the aliases of a file may repeat."""
MAX_ITEMS = 35_000
"""How many items the lists of a file may have together: each word among them may stand for a whole stage."""
MAX_SCALAR = 20_000
MAX_KEY = 200
_MAX_OPEN_BRACKETS = 50_000
_MAX_DIRECTIVES = 100

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_ANCHOR = r"&\S+[ \t]+(?=[^\s#])"
_SURROGATE = "[\ud800-\udfff]"


class _Key(Enum):
    """What stands in the place of a mapping's key."""

    NONE = auto()  # the next event is the key
    REFUSED = auto()  # the value that follows is read and left out
    MERGE = auto()


_SECOND_LOOK: Final = 100_000
"""Bytes up to which a file may be read again by the slower parser."""
_QUOTED: Final = "put a text in brackets that holds `?` in quotes"


def read(path: str, data: bytes) -> tuple[list[Document], list[Finding]]:
    """Return the documents of a YAML file, without the empty ones, and everything that is wrong with it.

    Never raises. After a syntax error the rest of the file is not read, and the document it is in is not
    returned. Other problems leave out what they concern, and reading goes on. Keys are in Unicode's composed
    form (NFC), texts are as written.

    Args:
        path: the file's name as findings show it.
        data: the file's bytes.
    """
    documents, findings = _read(path, data, _events)
    if b"?" not in data or not any(map(_is_syntax, findings)):
        return documents, findings
    # libyaml reads the `?` of `{en: Ready?}` as the mark of a key, which YAML 1.2 does not; the other parser knows.
    if len(data) <= _SECOND_LOOK:
        second = _read(path, data, _python_events)
        return (documents, findings) if any(map(_is_syntax, second[1])) else second
    return documents, [replace(each, hint=_QUOTED) if _is_question(each) else each for each in findings]


def _is_syntax(finding: Finding) -> bool:
    return finding.code == YAML_SYNTAX.code


def _is_question(finding: Finding) -> bool:
    return _is_syntax(finding) and finding.span is not None and "?" in finding.span.text


def _read(
    path: str, data: bytes, events: Callable[[str], Callable[[], Any]]
) -> tuple[list[Document], list[Finding]]:
    source, findings = decode(path, data)
    if findings:
        return [], findings
    reading = _Reading(source)
    try:
        with without_collecting():
            reading.guard()
            reading.run(events(source.text))
    except StopReadingError:
        pass
    except (ImportError, MemoryError):  # the parser is not installed, or has no room: no fault of the file
        raise
    except Exception as error:  # noqa: BLE001 - the parsers raise more than their own exceptions
        from jmap.spec.syntax import explain  # most files are sound

        reading.problems.findings.append(explain(source, error))
    return reading.documents, reading.problems.findings


def _events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event of `text`: from libyaml where it is installed."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return _python_events(text)
    next_event: Callable[[], Any] = CParser(text).get_event
    return next_event


def events_of(text: str) -> Iterator[Callable[[], Any]]:
    """The ways to the events of a text: the quick parser, then the one that takes what the quick one does not."""
    yield _events(text)
    yield _python_events(text)


def _python_events(text: str) -> Callable[[], Any]:
    """Return a function that gives the next event of `text`: from the pure-Python parser."""
    from ruamel.yaml import YAML

    next_event: Callable[[], Any] = YAML(typ="safe", pure=True).parse(text).__next__
    return next_event


class _Reading:
    """The state of reading one file."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems = Problems()
        self.documents: list[Document] = []
        self.anchored = self.items = self.kept_items = self.repeated = 0

    def guard(self) -> None:
        """Refuse a text with absurdly many open brackets or directives before any parser sees it."""
        text = self.source.text
        if text.count("\n%TAG") > _MAX_DIRECTIVES:  # libyaml compares each with all before it
            self.problems.add(directive_finding(Mark(self.source, text.index("\n%TAG") + 1)))
            raise StopReadingError
        if text.count("[") + text.count("{") <= _MAX_OPEN_BRACKETS:
            return
        steps = {"[": 1, "{": 1, "]": -1, "}": -1}
        brackets = "".join(re.findall(r"[\[\]{}]+", text))
        if max(accumulate(map(steps.__getitem__, brackets))) > _MAX_OPEN_BRACKETS:
            first = re.search(r"[\[{]", text)
            self.problems.too_deep(Mark(self.source, first.start() if first else 0))

    def run(self, next_event: Callable[[], Any]) -> None:  # noqa: PLR0915
        """Build the documents. In one piece, because a call per event would cost as much as its work."""
        from ruamel.yaml import events as kinds

        scalar_kind, alias_kind = kinds.ScalarEvent, kinds.AliasEvent
        map_start, list_start = kinds.MappingStartEvent, kinds.SequenceStartEvent
        map_end, list_end = kinds.MappingEndEvent, kinds.SequenceEndEvent
        # Local names are several times as fast as global ones, and `__new__` as the constructors around it.
        source, problems = self.source, self.problems
        make_text, plain_class = str.__new__, Plain
        none, refused, merge, nulls, shift = _Key.NONE, _Key.REFUSED, _Key.MERGE, NULLS, SHIFT
        special = {*nulls, "<<"}  # as keys: another thing quoted than unquoted
        stack: list[tuple[Any, bool, Any]] = []  # around `here`: what, whether it is a mapping, its key
        here: Any = None
        places: Any = None
        in_map = False
        key: Any = none
        key_place = place = 0
        keys: dict[str, str] = {}  # as written → as kept; most come again and again
        root: Document | None = None
        begun = ended = 0  # events before this document, ends of lists and mappings in it
        anchors = Anchors(problems)

        for count in range(MAX_EVENTS):
            event = next_event()
            kind = type(event)
            if kind is scalar_kind:
                place = event.start_mark.index
                value = event.value
                style = event.style
                anchor = event.anchor
                if style == '"' and not value.isprintable() and compiled(ILLEGAL).search(value):
                    value = self.illegal(value, Mark(source, place))
                if anchor is not None or event.ctag is not None:
                    place = self.properties(event, place)
                if in_map and key is none:
                    key_place = place
                    key = keys.get(value)
                    if key is None or key in here:
                        merged = id(here) in anchors.merges
                        key = self.key(here, value, Mark(source, place), quoted=bool(style), merged=merged)
                        if key.__class__ is str and value not in special:
                            keys[value] = key = intern(key)
                    if anchor is not None:
                        anchors.named[anchor] = (value, place)
                    continue
                if not style:
                    if value not in nulls:
                        value = make_text(plain_class, value)
                    else:
                        if not value and in_map:
                            place = key_place  # nothing is written: the parsers disagree on where that begins
                        value = None
                if value is not None and len(value) > MAX_SCALAR:
                    message = f"the text has {len(value):,} characters; the limit is {MAX_SCALAR:,}"
                    problems.report(LONG_SCALAR, message, Mark(source, place))
                    value = value.__class__(value[:MAX_SCALAR])  # nobody needs to carry the rest
                if anchor is not None:
                    anchors.named[anchor] = (value, place)
            elif kind is map_start or kind is list_start:
                place = event.start_mark.index
                anchor = event.anchor
                if anchor is not None or event.ctag is not None:
                    place = self.properties(event, place)
                if len(stack) == MAX_DEPTH:
                    problems.too_deep(Mark(source, place))
                value = YamlMap(source, place) if kind is map_start else YamlList(source, place)
                if anchor is not None:
                    anchors.open(anchor, value)
                if in_map and key is none:
                    problems.report(
                        BAD_KEY, "a key must be a word, not a list or mapping", Mark(source, place)
                    )
                    stack.append((here, True, refused))
                    here, places, in_map = value, value.places, kind is map_start
                    continue
            elif kind is map_end or kind is list_end:
                if anchors.merges or anchors.unfinished:
                    anchors.close(here)
                if kind is list_end:
                    self.items += len(here)
                    if self.items > MAX_ITEMS:
                        self.too_large(f"the lists of the file have more than {MAX_ITEMS:,} items", here.mark)
                here, in_map, key = stack.pop()
                ended += 1
                places = None if here is None else here.places
                continue
            elif kind is alias_kind:
                mark = Mark(source, event.start_mark.index)
                if in_map and key is none:
                    problems.report(BAD_KEY, "a key must be a word, not an alias", mark)
                    key = refused
                    continue
                target = anchors.follow(event.anchor, mark)
                if target is None:
                    key = none
                    continue
                value, place = target
            elif kind is kinds.DocumentStartEvent:
                self.directives(event)
                begun, ended = count + 1, 0
                continue
            elif kind is kinds.DocumentEndEvent:
                if root is not None and root.root is not None:
                    self.keep(root, anchors, count - begun, ended)
                root, anchors = None, Anchors(problems)
                continue
            elif kind is kinds.StreamEndEvent:
                return
            else:
                continue

            if in_map:
                if key is merge:
                    anchors.merges[id(here)] = (Mark(source, key_place), value)
                elif key is not refused:
                    here[key] = value
                    places.append(key_place << shift | place)
                key = none
            elif here is None:
                root = Document(value, Mark(source, place))
            else:
                here.append(value)
                places.append(place)
            if kind is map_start or kind is list_start:
                stack.append((here, in_map, none))
                here, places, in_map = value, value.places, kind is map_start
        self.too_large(f"the file has more than {MAX_EVENTS:,} values", Mark(source, place))

    def keep(self, document: Document, anchors: Anchors, values: int, ended: int) -> None:
        """Add a document to those read, unless it is a bomb or one too many.

        Args:
            document: with nothing but its root and mark.
            anchors: of it.
            values: written in it, lists and mappings counted twice.
            ended: how many lists and mappings those are.
        """
        written = values - ended
        if anchors.bomb(document, written):
            return
        repeated = 0
        if anchors.aliased:
            repeated = anchors.size(document.root) - written
            self.repeated += repeated
            if self.repeated > MAX_REPEATED:
                self.too_large(
                    f"the aliases of the file repeat more than {MAX_REPEATED:,} values", document.mark
                )
        if len(self.documents) == MAX_DOCUMENTS:
            self.too_large(f"the file has more than {MAX_DOCUMENTS:,} documents", document.mark)
        items, self.kept_items = self.items - self.kept_items, self.items
        self.documents.append(document._replace(values=values + repeated, items=items))

    def too_large(self, message: str, mark: Mark) -> NoReturn:
        """Stop at what is one too many."""
        self.problems.report(TOO_LARGE, message, mark, "split it into several files")
        raise StopReadingError

    def properties(self, event: Any, place: int) -> int:
        """Refuse a tag; return where the value itself begins: behind its anchor, if on the same line."""
        mark = Mark(self.source, place)
        if event.ctag is not None:
            self.problems.add(tag_finding(mark))
            return place
        self.anchored += 1
        if self.anchored > MAX_ANCHORS:
            self.too_large(f"the file has more than {MAX_ANCHORS:,} anchors", mark)
        anchor = compiled(_ANCHOR).match(self.source.text, place)
        return anchor.end() if anchor else place

    def illegal(self, value: str, mark: Mark) -> str:
        """Report the escape of an illegal character in double quotes; return the text without it."""
        self.problems.add(illegal_escape_finding(mark))
        if compiled(_SURROGATE).search(value):
            raise StopReadingError  # as libyaml does, which knows no such characters
        return compiled(ILLEGAL).sub("\ufffd", value)

    def key(self, here: YamlMap, text: str, mark: Mark, *, quoted: bool, merged: bool) -> str | _Key:
        """Return the key to keep the next value by, or what stands in its place."""
        first: Mark | None = None
        if text == "<<" and not quoted:
            if not merged:
                return _Key.MERGE
            message = "`<<` stands twice in this mapping"
            self.problems.report(DUPLICATE_KEY, message, mark, "write one list of aliases: `<<: [*a, *b]`")
            return _Key.REFUSED
        if not text or (text in NULLS and not quoted):
            message = f"a key must be a word; `{text}` is null" if text else "the key before `:` is missing"
            self.problems.report(BAD_KEY, message, mark, f'write "{text}" if it is meant' if text else None)
            return _Key.REFUSED
        if len(text) > MAX_KEY:
            message = f"the key has {len(text):,} characters; the limit is {MAX_KEY}"
            self.problems.report(BAD_KEY, message, mark, "is the `: ` behind the key missing?")
            return _Key.REFUSED
        if len(here) == MAX_ENTRIES:
            self.too_large(f"the mapping has more than {MAX_ENTRIES:,} keys", mark)
        text = normalize("NFC", text)
        if text in here:
            first = here.marks(text)[0]
            message = f"the key `{text}` stands twice in this mapping"
            hint = f"line {first.line + 1} has it already: delete one"
            related = Related("it stands here first", span(first))
            self.problems.report(DUPLICATE_KEY, message, mark, hint, related)
            return _Key.REFUSED
        return text

    def directives(self, event: Any) -> None:
        """Refuse the directives before a document; parsers tell neither all of them nor where they stand."""
        if not event.explicit:
            return
        lines = self.source.lines
        row = event.end_mark.line - 1
        found = []
        while 0 <= row < len(lines) and (not lines[row].strip() or lines[row][0] in "%#"):
            if lines[row].startswith("%"):
                found.append(self.source.mark(row, 0))
            row -= 1
        for mark in reversed(found):
            self.problems.add(directive_finding(mark))
