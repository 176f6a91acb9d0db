"""Sets an editor up: the schema of a project beside it, and in each of its files the line that names the schema."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jmap.build.write import replace_file, rewrite
from jmap.spec import read_project
from jmap.spec.files import read_inside
from jmap.spec.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.model import Project

SCHEMA_NAME: Final = "jmap.schema.json"

_BEGINNINGS: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n)?|^---[ \t]*\r?\n", re.MULTILINE)
"""Where a document begins: editors look for the schema of each document of a file in its own comments."""

_CONTENT: Final = re.compile(rb"^(?!---[ \t]*\r?$)[ \t]*[^#\s]", re.MULTILINE)

_NAMED: Final = re.compile(rb"^#.*yaml-language-server:.*\$schema=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Linked:
    """What setting an editor up has written.

    Attributes:
        schema: the schema of the project, with its ids.
        files: the specs that name it now and did not before, relative to the project's folder.
    """

    schema: Path
    files: tuple[str, ...]


def schema_text(project: Project | None = None) -> str:
    """The JSON Schema of the language as text; given a project, with its ids."""
    return json.dumps(schema(project), ensure_ascii=False, indent=1) + "\n"


def link_editor(path: Path) -> Linked:
    """Write the schema of the project at `path` and name it in each of its files.

    A document that names a schema already keeps it, whichever it is. Nothing else in a file is changed.

    Raises:
        ConfigError: there is no such project.
        OutputError: a file is read-only or cannot be written.
    """
    loaded = read_project(path)
    target = loaded.root / SCHEMA_NAME
    replace_file(target, schema_text(loaded.project).encode())
    changed = [name for name in loaded.files if _link(loaded.root, loaded.path(name))]
    return Linked(target, tuple(changed))


def _link(root: Path, path: Path) -> bool:
    data = read_inside(root, path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: not a line that could be put in as bytes
        return False
    where = os.path.relpath(root / SCHEMA_NAME, path.parent).replace(os.sep, "/")
    end = b"\r\n" if b"\r\n" in data else b"\n"
    line = f"# yaml-language-server: $schema={where}".encode() + end
    starts = [found.end() for found in _BEGINNINGS.finditer(data)]
    parts = [data[: starts[0]]]
    for start, stop in zip(starts, [*starts[1:], len(data)], strict=True):
        document = data[start:stop]
        parts.append(
            document if _NAMED.search(document) or not _CONTENT.search(document) else line + document
        )
    linked = b"".join(parts)
    if linked != data:
        rewrite(path, data, linked)
    return linked != data
