"""Writes maps into documents, between `<!-- jmap:ID -->` and `<!-- /jmap -->`; all else stays byte for byte."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from jmap.build.codes import STRAY_MARKER, UNCLOSED_MARKER, UNKNOWN_MAP
from jmap.build.write import rewrite
from jmap.diagnostics import Span
from jmap.errors import ConfigError
from jmap.render.format import Sheet
from jmap.render.names import stem
from jmap.report.markdown import escape as plain_text
from jmap.report.names import figure
from jmap.spec.codes import finding
from jmap.spec.files import FileRefusedError, read_regular
from jmap.spec.hints import did_you_mean, language_meant, listed
from jmap.text.labels import label
from jmap.text.number import percents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.build.outcome import BuiltMap, Report
    from jmap.diagnostics import Finding
    from jmap.spec.codes import Code

_BYTE_ORDER_MARK: Final = "\ufeff"
_BEGIN: Final = re.compile(
    r"(?P<indent>[ \t]*)(?P<mark><!--\s*jmap:(?P<id>[\w-]+)(?:\s+lang=(?P<language>[\w-]+))?\s*-->)\s*"
)
_END: Final = re.compile(r"[ \t]*<!--\s*/jmap\s*-->\s*")
_MARK: Final = re.compile(f"{_BEGIN.pattern}|{_END.pattern}")
_ALMOST: Final = re.compile(r"[ \t]*<!--\s*(?:jmap\s*[:：]|/\s*jmap\b).*-->\s*", re.IGNORECASE)
"""What was meant as a marker: to pass it over would leave the document as it is, without a word."""
_FENCE: Final = re.compile(r" {0,3}(?P<marks>`{3,}(?!.*`)|~{3,})(?P<info>.*)")
_ITEM: Final = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?: {1,4}(?! )| |$)")
"""How an item of a list begins, up to where its content does."""
_INDENTED_CODE: Final = "    "


@dataclass(frozen=True, slots=True)
class Injected:
    """What came of one document.

    Attributes:
        changed: whether it is not, or with a comparison only would not be, as it was.
        marked: whether it has a marker at all.
        findings: markers that are wrong; then nothing was written.
    """

    file: Path
    changed: bool
    marked: bool = True
    findings: tuple[Finding, ...] = ()


def inject(file: Path, report: Report, *, compare_only: bool = False) -> Injected:
    """Bring the maps in a document up to date.

    Raises:
        ConfigError: there is no such file, or it is no UTF-8 text.
        OutputError: it is read-only, has been changed meanwhile, or cannot be written.
    """
    try:
        data = read_regular(file)
        before = data.decode()
    except FileRefusedError as error:
        raise ConfigError(f"{file}: {error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is no text in UTF-8") from None
    document = _Document(file, report)
    mark = _BYTE_ORDER_MARK if before.startswith(_BYTE_ORDER_MARK) else ""
    after = mark + "".join(document.lines(before.removeprefix(mark).splitlines(keepends=True)))
    if document.findings:
        return Injected(file, changed=False, findings=tuple(document.findings))
    if after != before and not compare_only:
        rewrite(file, data, after.encode())
    return Injected(file, after != before, document.marked)


class _Document:
    def __init__(self, file: Path, report: Report) -> None:
        self.file = file
        self.report = report
        self.maps: Mapping[str, BuiltMap] = {built.journey.id: built for built in report.maps}
        self.findings: list[Finding] = []
        self.marked = False

    def lines(self, lines: list[str]) -> Iterator[str]:
        """The lines of the document with those between markers made anew; code stays as it is."""
        code = list(_code(lines))
        number = 0
        while number < len(lines):
            line = lines[number]
            yield line
            number += 1
            if code[number - 1]:
                continue
            if begin := _BEGIN.fullmatch(line):
                self.marked = True
                rest = range(number, len(lines))
                end = next((n for n in rest if not code[n] and _MARK.fullmatch(lines[n])), None)
                if end is None or not _END.fullmatch(lines[end]):
                    self._find(
                        number, begin, UNCLOSED_MARKER, "this marker has no end", "end it with <!-- /jmap -->"
                    )
                    continue
                yield from self._map(number, begin)
                yield lines[end]
                number = end + 1
            elif stray := _END.fullmatch(line):
                self._find(number, stray, STRAY_MARKER, "no map begins before this end marker", "remove it")
            elif almost := _ALMOST.fullmatch(line):
                hint = "write <!-- jmap:ID -->, with a language <!-- jmap:ID lang=en -->, and <!-- /jmap --> at the end"
                self._find(number, almost, STRAY_MARKER, "this is almost a marker", hint)

    def _map(self, number: int, begin: re.Match[str]) -> Iterator[str]:
        built = self.maps.get(begin["id"])
        languages = self.report.project.languages
        if built is None:
            known = listed(self.maps)
            hint = did_you_mean(begin["id"], self.maps) or (f"there are: {known}" if known else None)
            self._find(number, begin, UNKNOWN_MAP, f'there is no journey "{begin["id"]}" here', hint)
        elif (language := begin["language"] or languages[0]) not in languages:
            self._find(
                number,
                begin,
                UNKNOWN_MAP,
                f'the project has no language "{language}"',
                language_meant(language, languages) or f"it has: {', '.join(languages)}",
            )
        else:
            written = begin.string[len(begin.string.rstrip("\r\n")) :] or "\n"
            for line in self._markdown(built, language):
                yield f"{begin['indent'] if line else ''}{line}{written}"

    def _markdown(self, built: BuiltMap, language: str) -> list[str]:
        """Picture, light and dark, and a line that says how the journey does."""
        project, journey = self.report.project, built.journey
        name = stem(journey.id, language if len(project.languages) > 1 else None)
        made = {file.name for file in built.files}
        if f"{name}.svg" not in made:
            needed = f"the format svg in the language {language}"
            raise ConfigError(f"{self.file} shows {name}.svg, which is not built: it takes {needed}")
        sheet = Sheet(project, journey, built.scores, language, name)
        told = f"{sheet.scene.title}{label('report.colon', language)}{sheet.scene.description}"
        alt = plain_text(" ".join(told.split()))
        picture = (
            f'<picture><source media="(prefers-color-scheme: dark)" srcset="{self._path(f"{name}.dark.svg")}">'
            f'<img src="{self._path(f"{name}.svg")}" alt="{alt}"></picture>'
        )
        page = next((page for page in (f"{stem(journey.id)}.html", f"{name}.md") if page in made), None)
        if page is not None:
            picture = f'<a href="{self._path(page)}">{picture}</a>'
        title = plain_text(sheet.scene.title)
        linked = f"[{title}]({self._path(page)})" if page is not None else title
        return [picture, "", " · ".join((f"**{linked}**", *self._told(built, language))), ""]

    def _told(self, built: BuiltMap, language: str) -> Iterator[str]:
        scores, journey = built.scores, built.journey
        if scores.score.value is None:
            yield plain_text(label("score.none", language))
            return
        yield f"{label('report.score', language)} {figure(scores.score.value)} / 100"
        yield f"{label('basis.measured', language)} {percents(scores.coverage)[0]}"
        lowest = journey.at(scores.lowest or "")
        if lowest is not None:
            value = figure(scores.at(lowest.id).score.value)
            yield f"{label('score.lowest', language)} {plain_text(lowest.name.to(language))} {value}"

    def _path(self, name: str) -> str:
        """The address of an output, as seen from the document."""
        folder = Path(os.path.relpath(self.report.out.resolve(), self.file.resolve().parent)).as_posix()
        address = name if folder == "." else f"{folder}/{name}"
        return quote(address.encode("utf-8", "surrogateescape"), safe="/.-_~")

    def _find(self, number: int, match: re.Match[str], code: Code, message: str, hint: str | None) -> None:
        text = match.string.rstrip("\r\n")
        start = len(text) - len(text.lstrip())
        path = Path(os.path.relpath(self.file.resolve(), self.report.root.resolve())).as_posix()
        span = Span(path, number, start + 1, max(1, len(text.strip())), text)
        self.findings.append(finding(code, message, span, hint=hint))


def _code(lines: list[str]) -> Iterator[bool]:
    """Whether each line belongs to a block of code, fenced or indented, as CommonMark reads it (4.4, 4.5, 5.2)."""
    fence = ""
    items: list[int] = []  # where the content of the list's item begins, and of those it stands in
    for line in lines:
        text = line.expandtabs(4).rstrip()
        if not text:
            yield bool(fence)
            continue
        while items and not text.startswith(" " * items[-1]):
            items.pop()
            fence = ""  # which ends with the item it stands in
        content = text[items[-1] :] if items else text
        if fence:
            yield True
            if (end := _FENCE.match(content)) and end["marks"].startswith(fence) and not end["info"]:
                fence = ""
            continue
        while item := _ITEM.match(content):
            items.append(len(text) - len(content) + item.end())
            content = content[item.end() :]
        if begin := _FENCE.match(content):
            fence = begin["marks"]
        yield bool(fence) or content.startswith(_INDENTED_CODE)
