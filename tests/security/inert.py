"""Judges a folder of outputs: is all that texts brought in still only text?

What an output may consist of is learned from the same project with harmless words, so that every format, page and
project-level file is judged as it is now. A kind of file that nothing is said about here fails.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options as Cmark
from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET: Final = "SECRET of"  # noqa: S105 - how private notes of the project begin
COMMENT: Final = "COMMENT"
ACTIVE: Final = frozenset(
    {"iframe", "object", "embed", "base", "animate", "set", "handler", "applet", "link"}
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ADDRESSES: Final = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "srcset", "ping", "cite"}
)
_PICTURE: Final = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[\w+/=]*")
_MAIL: Final = re.compile(r'<a href="mailto:[\w.+-]+@[\w.-]+">(.*?)</a>')
"""What GitHub makes of addresses in any text, however they are escaped."""


@dataclass
class Vocabulary:
    """What outputs with harmless words consist of, by kind of file."""

    words: dict[str, set[object]] = field(default_factory=dict)

    def learn(self, folder: Path) -> Vocabulary:
        for path in sorted(folder.iterdir()):
            self.words.setdefault(_key(path), set()).update(_parts(path))
        return self

    def strange(self, folder: Path, *, mkdocs: bool = True) -> list[object]:
        """Everything in `folder` that outputs with harmless words do not have.

        `mkdocs`: whether Markdown is read as MkDocs does, too, which takes five times as long as all the rest.
        """
        found: list[object] = []
        for path in sorted(folder.iterdir()):
            parts = _github(path) if path.suffix == ".md" and not mkdocs else _parts(path)
            found += [(path.name, part) for part in parts if part not in self.words.get(_key(path), set())]
        return found


def _key(path: Path) -> str:
    """The file's name: ids and languages are the same in both projects."""
    return path.name


def _parts(path: Path) -> list[object]:
    for suffix, parts in PARTS.items():
        if path.name.endswith(suffix):
            return parts(path)
    raise AssertionError(f"nobody has said how {path.name} is kept inert")


def _text(path: Path) -> str:
    text = path.read_bytes().decode("utf-8")
    assert not _CONTROL.search(text), (path.name, _CONTROL.search(text))
    assert SECRET not in text, path.name
    assert COMMENT not in text, path.name
    assert str(path.parent.parent) not in text, path.name
    return text


def _elements(root: etree._Element, names: set[str]) -> list[object]:
    """Elements with their attributes, scripts, styles and comments; asserts what holds for any document."""
    found: list[object] = []
    for node in root.iter():
        if not isinstance(node.tag, str):
            found.append(("comment", node.text))
            continue
        tag = etree.QName(node).localname.lower()
        assert tag not in ACTIVE, tag
        for name, value in node.attrib.items():
            bare = etree.QName(name).localname.lower() if "{" in name else name.lower().rpartition(":")[2]
            assert not bare.startswith("on"), (tag, name, value)
            if bare == "style":
                found.append((tag, bare, value))
            if bare in _ADDRESSES:
                for address in value.split(", ") if bare == "srcset" else [value]:
                    place = address.removeprefix("./").split("#")[0].split(" ")[0]
                    assert place in names | {""} or _PICTURE.fullmatch(place), (tag, name, value)
            found.append((tag, bare))
        if tag == "style":  # looks of a map are numbered as they are met
            rules = re.sub(r"\.j\d+(?=\{)", ".j", node.text or "").split("}")
            found += [(tag, word) for rule in rules for word in re.split(r"(?<=\.j\{)|;", rule)]
        if tag == "script":
            found.append(
                (tag, node.get("type"), None if node.get("type") == "application/json" else node.text)
            )
            if node.get("type") == "application/json":
                json.loads(node.text or "")
        found.append((tag,))
    return found


def _names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def _svg(path: Path) -> list[object]:
    text = _text(path)
    assert "<!DOCTYPE" not in text
    assert "<!ENTITY" not in text
    return _elements(
        etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True)), _names(path)
    )


def _html(path: Path) -> list[object]:
    root = html.document_fromstring(_text(path), parser=html.HTMLParser(huge_tree=True))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)), path.name
    return _elements(root, _names(path))


def _fragment(path: Path) -> list[object]:
    """Part of another's page, which has its own policy: it must do without scripts and styles of pages."""
    root = html.fragment_fromstring(_text(path), create_parent="div", parser=html.HTMLParser(huge_tree=True))
    assert root.xpath("//script") == []
    return _elements(root, _names(path))


def _script(path: Path) -> list[object]:
    """A program of jmap's own: not a letter comes from a spec."""
    return [_text(path)]


def _github(path: Path) -> list[object]:
    text = _text(path)
    assert "{{" not in text
    assert "{%" not in text
    page = cmarkgfm.markdown_to_html_with_extensions(
        text, Cmark.CMARK_OPT_UNSAFE, ["table", "autolink", "strikethrough"]
    )
    return _read_as("GitHub", _MAIL.sub(r"\1", page), path)


def _md(path: Path) -> list[object]:
    extensions = ["tables", "fenced_code", "attr_list", "md_in_html"]
    page = markdown.markdown(_text(path), extensions=extensions)
    return [*_github(path), *_read_as("MkDocs", page, path)]


def _read_as(reader: str, page: str, path: Path) -> list[object]:
    return [
        (reader, part)
        for part in _elements(html.document_fromstring(f"<div>{page}</div>"), _names(path))
        if part[0] != "comment"  # type: ignore[index]
    ]


def _lines(path: Path) -> list[object]:
    """How many lines there are: a text that could begin one would make more of them."""
    text = _text(path)
    assert "%%{" not in text
    return [len([line for line in text.split("\n") if not line.startswith("%%")])]


def _dot(path: Path) -> list[object]:
    """What is neither text nor a size."""
    text = re.sub(r"(?m)^//.*$", "", _text(path))
    return [re.sub(r"[\d.]+", "0", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text, flags=re.DOTALL))]


def _json(path: Path) -> list[object]:
    json.loads(_text(path))
    return []


def _csv(path: Path) -> list[object]:
    """No cell begins as a formula does, and no text makes a column."""
    text = _text(path).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1, path.name
    for row in rows:
        for cell in row:
            assert cell.lstrip()[:1] not in {*"=+-@＝＋－＠"} or re.fullmatch(r"-?[\d.]+", cell), (
                path.name,
                cell,
            )
    return [len(rows[0])]


def _package(path: Path) -> list[object]:
    return _office(path.read_bytes(), path)


def _office(data: bytes, path: Path) -> list[object]:
    """What the parts of an Office file are made of; the data of its charts is one itself.

    Text is in elements and attributes only, nothing leads out of the file, and no text became a formula.
    """
    found: list[object] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xlsx", ".xlsm")):
                found += _office(part, path)
            elif name.endswith((".xml", ".rels")):
                found += _part(name, part.decode("utf-8"), path)
            else:
                assert re.fullmatch(r"ppt/media/image\d+\.(png|jpg|gif)", name), name
    return found


def _part(name: str, text: str, path: Path) -> list[object]:
    assert not _CONTROL.search(text.replace("\r\n", "\n")), (path.name, name)
    for word in (SECRET, COMMENT, str(path.parent.parent), "<!DOCTYPE"):
        assert word not in text, (path.name, name, word)
    kind = re.sub(r"\d+", "", name)
    root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    for node in root.iter():
        assert isinstance(node.tag, str), (name, node)
        tag = etree.QName(node).localname
        assert tag not in {"hlinkClick", "hlinkHover", "hyperlink", "oleObj", "control"}, (name, tag)
        assert tag != "f" or kind.startswith("ppt/charts/"), (
            name,
            node.text,
        )  # references of charts to their data
        assert node.get("TargetMode") is None, (name, dict(node.attrib))
    return [(kind, etree.QName(node).localname, *sorted(node.attrib)) for node in root.iter()]


def _png(path: Path) -> list[object]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert SECRET.encode() not in data
    return []


PARTS: Final[dict[str, Callable[[Path], list[object]]]] = {
    ".svg": _svg,
    ".embed.html": _fragment,
    ".html": _html,
    ".js": _script,
    ".md": _md,
    ".mmd": _lines,
    ".dot": _dot,
    ".json": _json,
    ".png": _png,
    ".csv": _csv,
    ".pptx": _package,
    ".xlsx": _package,
}
