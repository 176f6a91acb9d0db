"""Loads a project: reads its files, writes them out in full, validates and links: all in one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.collector import without_collecting
from jmap.errors import SpecError
from jmap.model import Evidence, Journey, Project
from jmap.model.project import LANES
from jmap.model.values import LANGUAGE_TAG, RESERVED
from jmap.spec import shorthand
from jmap.spec.assemble import Assembly, Loaded
from jmap.spec.compose import as_list, derived_id, maps, name_of, without
from jmap.spec.documents import read_documents
from jmap.spec.figures import Figures
from jmap.spec.files import locate_project
from jmap.spec.forms import CATALOGUES_IN_SETTINGS, keys_of
from jmap.spec.gather import gather
from jmap.spec.kinds import SINGLE
from jmap.spec.names import Names
from jmap.spec.notebook import Notebook
from jmap.spec.origin import Origin
from jmap.spec.punctuation import parted
from jmap.text.patterns import compiled
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jmap.spec.documents import Documents, Written
    from jmap.spec.files import Location
    from jmap.spec.nodes import YamlMap

MAX_LANGUAGES: Final = 50
"""How many languages a project may have: every output is written in each."""

_ESCAPE: Final = r"\\u([0-9A-Fa-f]{4})"

__all__ = ["Loaded", "Origin", "load", "read_project"]


def load(path: Path) -> Project:
    """The project at `path`: a folder or one file.

    Raises:
        ConfigError: there is nothing at `path`.
        SpecError: its files have errors; the exception carries all findings.
    """
    loaded = read_project(path)
    if loaded.failed:
        raise SpecError(loaded.findings)
    return loaded.project


def read_project(path: Path, instead: Mapping[str, bytes] | None = None) -> Loaded:
    """The project at `path` as far as it is sound, and everything found on the way.

    Args:
        path: a folder or one file.
        instead: see `read_located`.

    Raises:
        ConfigError: there is nothing at `path`.
        SpecError: the project is larger than any may be.
        MemoryError: it is larger than the memory there is.
    """
    return read_located(locate_project(path), instead)


def read_located(location: Location, instead: Mapping[str, bytes] | None = None) -> Loaded:
    """A project whose place is known.

    Args:
        location: where it is, and which of its files are asked for.
        instead: what files of the project, by their paths in it, would hold: nobody has written it yet.
    """
    with without_collecting():
        return _read_project(location, instead or {})


def _read_project(location: Location, instead: Mapping[str, bytes]) -> Loaded:
    notebook = Notebook()
    documents = read_documents(location, notebook, instead)
    assembly = Assembly(location, documents, notebook)
    if documents.settings_lost:  # without languages, lanes and catalogues every other line would look wrong
        ids = ((each.root["journey"], each.path) for each in documents.journeys)
        return assembly.loaded(
            Project(), {name_of(name): path for name, path in ids if isinstance(name, str)}
        )
    notebook.languages, notebook.languages_doubtful = _languages(documents, notebook)
    notebook.lanes = _own_lanes(documents)
    catalogues, journeys = gather(documents.settings, documents.written, notebook)
    documents.written = []  # what was written is written out below: both would take twice the memory
    if not notebook.personas:
        notebook.personas = _travellers(journeys, notebook)
    settings = shorthand.settings(without(documents.settings, *CATALOGUES_IN_SETTINGS), notebook)
    names = Names(catalogues)
    for root in catalogues.entries["evidence"].values():
        names.to_ids(Evidence, root)
    named = [written.root.get("journey") for written in journeys]
    figures = Figures(
        catalogues.entries["evidence"], [name_of(each) for each in named if isinstance(each, str)]
    )
    written_out = _written_out(journeys, names, figures, notebook)
    return assembly.project(settings, written_out, catalogues, names)


def _written_out(
    journeys: list[Written], names: Names, figures: Figures, notebook: Notebook
) -> Iterator[tuple[str, YamlMap]]:
    """Every journey in full, with its file, one after the other: all of them would take twice the memory."""
    journeys.reverse()
    while journeys:
        path, _, raw = journeys.pop()
        root = shorthand.journey(raw, notebook)
        names.to_ids(Journey, root)
        figures.put_into(root)
        yield path, root


def _languages(documents: Documents, notebook: Notebook) -> tuple[tuple[str, ...], bool]:
    """The declared languages, and whether there is something wrong with them.

    Without any it is Chinese where the specs hold Chinese characters, else English.
    """
    raw = documents.settings.get("languages")
    items = as_list(raw, documents.settings.mark)
    tags = tuple(dict.fromkeys(str(tag) for tag in items if isinstance(tag, str)))
    doubtful = len(tags) < len(items) or not all(LANGUAGE_TAG.fullmatch(tag) for tag in tags)
    if len(tags) > MAX_LANGUAGES:
        message = f"a project has at most {MAX_LANGUAGES} languages, not {len(tags):,}"
        notebook.report("S202", message, documents.settings.marks("languages")[1])
        return tags[:MAX_LANGUAGES], True
    if tags:
        return tags, doubtful
    sources = {id(document.root.source): document.root.source for document in documents.written}
    chinese = any(_holds_chinese(source.text) for source in sources.values())
    return (("zh-CN",) if chinese else ("en",)), doubtful


def _holds_chinese(text: str) -> bool:
    """Whether a file holds Chinese characters, or their escapes: programs write those."""
    escaped = (chr(int(match[1], 16)) for match in compiled(_ESCAPE).finditer(text))
    return any(map(is_chinese, {*text, *escaped}))


def _own_lanes(documents: Documents) -> tuple[str, ...]:
    """Keys that touchpoints may carry because a lane of that name is the project's own."""
    keys = {*LANES, *keys_of(SINGLE["touchpoint"]), *keys_of(SINGLE["stage"]), *RESERVED}
    lanes = maps(as_list(documents.settings.get("lanes"), documents.settings.mark))
    ids = [
        lane["id"]
        for lane in lanes
        if lane.get("name") is not None and lane.get("from") is None and "id" in lane
    ]
    return tuple(
        name for name in (name_of(each) for each in ids if isinstance(each, str)) if name not in keys
    )


def _travellers(journeys: list[Written], notebook: Notebook) -> dict[str, None]:
    """Ids of the personas journeys name where nobody declares one: the names are the only ones there are."""
    names: list[Any] = []
    for root in (journey.root for journey in journeys if journey.root.get("personas") is not None):
        root["personas"] = parted(root["personas"], "persona", notebook)  # a list since it was gathered
        names += root["personas"]
    return dict.fromkeys(derived_id(name, "persona") for name in names if isinstance(name, str))
