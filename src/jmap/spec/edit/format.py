"""The canonical form of a file: the same values and comments, written in one way."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

from jmap.collector import without_collecting
from jmap.errors import JmapError
from jmap.spec.edit.canonical import canonical
from jmap.spec.edit.order import is_settings, put_in_order
from jmap.spec.edit.tree import Group, Tree
from jmap.spec.edit.trivia import attach, remarks
from jmap.spec.encoding import decode
from jmap.spec.kinds import SETTINGS_NAME, kind_of
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections import Counter

    from jmap.diagnostics import Finding
    from jmap.spec.nodes import Document


class ChangedError(JmapError):
    """Formatting would have changed what a file says, which it never may: a bug in jmap."""


def formatted(path: str, data: bytes) -> tuple[bytes, list[Finding]]:
    """The canonical form of a file, or the file as it is with the findings for which it cannot be read.

    Raises:
        ChangedError: the canonical form would say something else.
    """
    with without_collecting():
        return _formatted(path, data)


def _formatted(path: str, data: bytes) -> tuple[bytes, list[Finding]]:
    documents, findings = read(path, data)
    if findings:
        return data, findings
    source = decode(path, data)[0]
    tree = Tree(source)
    if not documents or not all(
        isinstance(paper.root, Group) or tree.is_empty(paper) for paper in tree.papers
    ):
        return data, []  # no file of jmap's
    kept = attach(tree)
    settings = path.rpartition("/")[2] == SETTINGS_NAME
    roots = iter(documents)
    for index, paper in enumerate(tree.papers):
        if not tree.is_empty(paper):
            root = next(roots).root
            named = settings and index == 0
            put_in_order(
                paper,
                root,
                refers=tree.refers,
                settings=named or (kind_of(root) is None and is_settings(root)),
            )
    text = canonical(tree)
    result = _line_ends(data, text)
    _same(path, documents, result, kept)
    return result, []


def _line_ends(data: bytes, text: str) -> bytes:
    """UTF-8, with the line ends the file has if they are all alike: Git and Windows may have chosen them."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not wide and b"\r\n" in data and data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r"):
        text = text.replace("\n", "\r\n")
    return text.encode()


def _same(path: str, old: list[Document], after: bytes, kept: Counter[str]) -> None:
    """Make sure that a text has the values and the comments it should have.

    Raises:
        ChangedError: they are not.
    """
    new, findings = read(path, after)
    alike = not findings and [_plain(each.root) for each in old] == [_plain(each.root) for each in new]
    if not alike or remarks(Tree(decode(path, after)[0])) != kept:
        raise ChangedError(f"{path} was not formatted: this is a bug in jmap, please report it with the file")


def _plain(node: Any) -> Any:
    """A value whose texts know no quotes; keys keep no order."""
    if isinstance(node, dict):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return None if node is None else str(node)
