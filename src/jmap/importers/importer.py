"""What an importer is: a module with one constant `IMPORTER`, from the bytes of a file to what specs say."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.diagnostics import Finding


class Upload(NamedTuple):
    """A file that is to become a map.

    Attributes:
        path: as findings name it.
        title: the map's, where the file says none.
        data: its bytes.
        encoding: of its text, where it is not Unicode.
        columns: what headings of tables mean: keys of `jmap.importers.columns` by heading.
    """

    path: str
    title: str
    data: bytes
    encoding: str | None
    columns: Mapping[str, str]


class Imported(NamedTuple):
    """What was read.

    Attributes:
        documents: of the spec language.
        findings: what a reader of the file should know.
        settings: what only a `jmap.yaml` can say.
    """

    documents: tuple[Mapping[str, Any], ...]
    findings: tuple[Finding, ...] = ()
    settings: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Importer:
    """One kind of file that maps are made from.

    Attributes:
        id: the name on the command line.
        title: its name for people.
        summary: one sentence on what is read of it.
        endings: of names of such files, with the dot.
        read: from a file to documents; raises `SpecError` with the findings for which it cannot.
    """

    id: str
    title: str
    summary: str
    endings: tuple[str, ...]
    read: Callable[[Upload], Imported]
