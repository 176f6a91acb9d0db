"""The use case of `jmap import`: a file of another program to a spec, read back before anybody relies on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.discovery import blamed, discover, names, offered
from jmap.errors import ConfigError
from jmap.importers.importer import Imported, Importer, Upload
from jmap.spec.edit.compose import composed
from jmap.spec.files import FileRefusedError, Location, read_regular
from jmap.spec.kinds import SETTINGS_NAME
from jmap.spec.load import read_located
from jmap.text.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.diagnostics import Finding
    from jmap.discovery import Discovery
    from jmap.spec import Loaded

_PACKAGE: Final = "jmap.importers.kinds"
_GROUP: Final = "jmap.importers"


class Made(NamedTuple):
    """A spec made of a file.

    Attributes:
        files: what to write, by name: the spec, and a `jmap.yaml` where the spec alone cannot say everything.
        findings: what a reader of the file should know; places are those of the file.
        loaded: the spec as jmap reads it.
    """

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    loaded: Loaded


@cache
def importers() -> tuple[Importer, ...]:
    """All of them, jmap's own and those of packages."""
    return (*discover(_PACKAGE, "IMPORTER", Importer).found, *_offered().found)


@cache
def _offered() -> Discovery[Importer]:
    return offered(_GROUP, "IMPORTER", Importer, names(_PACKAGE), _answerable)


def _answerable(importer: Importer, source: str) -> Importer:
    return replace(importer, read=partial(_read, importer.id, source, importer.read))


def _read(name: str, source: str, read: Callable[[Upload], Any], upload: Upload) -> Imported:
    with blamed(name, source):
        imported = read(upload)
        if not isinstance(imported, Imported) or not imported.documents:
            raise TypeError("read has to give Imported, with at least one document")
        return imported


def make_spec(
    path: Path,
    *,
    kind: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Made:
    """The spec of what a file holds; nothing is written.

    Args:
        path: the file.
        kind: an importer; told by the file's name when `None`.
        title: of the map; the file's own, else its name, when `None`.
        encoding: of text that is not Unicode.
        columns: what headings of tables mean, by the headings.

    Raises:
        ConfigError: there is no such file, kind, encoding or column.
        SpecError: nothing can be made of the file.
        ToolMissingError: a library that reads such files is not installed.
        PluginError: an importer of a package does not work.
    """
    importer = _importer(path, kind)
    try:
        data = read_regular(path)
    except FileRefusedError as error:
        raise ConfigError(f"{path}: {error}") from None
    name = path.stem
    for language in LANGUAGES:
        name = name.removesuffix(f".{language}")  # as jmap calls its tables
    out = f"{name}.yaml"
    imported = importer.read(Upload(path.as_posix(), title or name, data, encoding, columns or {}))
    documents = imported.documents
    if title is not None:
        documents = ({**documents[0], "title": title}, *documents[1:])
    files = {out: composed(documents)}
    if imported.settings:
        files[SETTINGS_NAME] = composed([imported.settings])
    with TemporaryDirectory() as folder:  # where no other file can be taken for part of it
        root = Path(folder)
        settings = root / SETTINGS_NAME if imported.settings else None
        loaded = read_located(Location(root, settings, (root / out,)), files)
    return Made(files, imported.findings, loaded)


def _importer(path: Path, kind: str | None) -> Importer:
    for importer in importers():
        if importer.id == kind or (kind is None and path.name.lower().endswith(importer.endings)):
            return importer
    _offered().refuse(kind or "")
    known = ", ".join(f"{each.id} ({', '.join(each.endings)})" for each in importers())
    if kind is not None:
        raise ConfigError(f'there is no importer "{kind}"; there are: {known}')
    raise ConfigError(f"{path}: no importer reads files of such a name; --from says what it is: {known}")
