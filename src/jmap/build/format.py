"""The use case of `jmap fmt`: files in their canonical form, each refused by itself where that cannot be."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jmap.errors import ConfigError
from jmap.spec import read_project
from jmap.spec.alike import differences
from jmap.spec.documents import is_spec
from jmap.spec.edit.format import ChangedError, formatted
from jmap.spec.files import FileRefusedError, Location, locate_project, read_inside, shown_path
from jmap.spec.load import read_located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.diagnostics import Finding
    from jmap.spec import Loaded


@dataclass(frozen=True, slots=True)
class Form:
    """A file and its canonical form.

    Attributes:
        path: where it is.
        before: what it holds.
        after: its canonical form; what it holds where there is none.
        findings: the errors for which it has none; their paths are as seen from `root`.
        root: the folder of its project.
        foreign: whether it is no file of jmap's, and left alone.
        bug: what jmap would have done wrong, and did not do.
    """

    path: Path
    before: bytes
    after: bytes
    root: Path
    findings: tuple[Finding, ...] = ()
    foreign: bool = False
    bug: str | None = None

    @property
    def changes(self) -> bool:
        """Whether its canonical form is another."""
        return self.after != self.before


def forms(paths: Iterable[Path]) -> Iterator[Form]:
    """The canonical forms of all files at `paths`: files, or folders of projects, each file once.

    Raises:
        ConfigError: there is nothing at a path, or it cannot be read.
    """
    done: set[Path] = set()
    projects: dict[Path, Loaded] = {}
    for path in paths:
        location = locate_project(path)
        root = _absolute(location.root)
        single = None if path.is_dir() else _absolute(path)
        if single is not None and not is_spec(single.name, data := _read(path)):
            yield Form(path, data, data, root, foreign=True)
            continue
        whole = path if single is None or location.settings is None else root
        loaded = projects.get(root) or read_project(whole)
        names = loaded.files if single is None else (shown_path(root, single),)
        if not set(names) <= set(loaded.files):
            loaded = read_project(whole := path)  # what the settings leave out may be asked for
        elif whole != path or single is None:
            projects[root] = loaded
        found = [_form(loaded, name) for name in names if root / name not in done]
        done.update(root / name for name in names)
        yield from _proved(whole, loaded, found)


def form_of_text(name: str, data: bytes) -> Form:
    """The canonical form of a text that stands in no file.

    What it refers to may be declared elsewhere, so errors do not speak against it unless they would be silenced:
    a number in quotes must not become one without.
    """
    form = _formatted(Path(name), name, data, Path())
    if not form.changes:
        return form
    location = Location(form.root, None, (form.path,))
    before, after = (read_located(location, {name: text}) for text in (data, form.after))
    told = {(each.code, each.message) for each in after.findings}
    silenced = tuple(each for each in before.findings if (each.code, each.message) not in told)
    if silenced:
        return replace(form, after=data, findings=silenced)
    return form if _alike(before, after) else _changed(form)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - without `..`, but with the links that were asked for


def _read(path: Path) -> bytes:
    try:
        return read_inside(path.parent, path)
    except FileRefusedError as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None


def _form(loaded: Loaded, name: str) -> Form:
    path = loaded.path(name)
    errors = tuple(each for each in loaded.errors if _is_about(each, name))
    try:
        data = read_inside(loaded.root, path)
    except FileRefusedError:
        return Form(path, b"", b"", loaded.root, errors)
    if errors:
        return Form(path, data, data, loaded.root, errors)
    return _formatted(path, name, data, loaded.root)


def _formatted(path: Path, name: str, data: bytes, root: Path) -> Form:
    try:
        after, findings = formatted(name, data)
    except ChangedError as error:
        return Form(path, data, data, root, bug=str(error))
    return Form(path, data, after, root, tuple(findings))


def _is_about(finding: Finding, name: str) -> bool:
    return finding.span.path == name if finding.span else finding.message.startswith(f"{name} ")


def _proved(path: Path, loaded: Loaded, found: list[Form]) -> list[Form]:
    """The forms of a project's files, after a look at what the project would say with them."""
    changed = {shown_path(loaded.root, form.path): form.after for form in found if form.changes}
    if not changed:
        return found
    after = read_project(path, changed)
    if _alike(loaded, after):
        return found
    return [_changed(form) if form.changes else form for form in found]


def _alike(one: Loaded, other: Loaded) -> bool:
    return next(differences(one.project, other.project), None) is None


def _changed(form: Form) -> Form:
    """A form that must not be written."""
    return replace(form, after=form.before, bug=f"{form.path} would say something else")
