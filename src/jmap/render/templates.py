"""The one Jinja environment: everything is escaped, nothing may be missing, and only plain data goes in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Final

from jmap.errors import RenderError
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, FileSystemLoader, ModuleLoader

_SUFFIXES: Final = (".html", ".svg", ".j2")
_MADE_BY: Final = "jinja-version.txt"


def render(name: str, context: dict[str, object], *, project: Path | None = None) -> str:
    """Fill the template `name` with plain dicts, lists, strings and numbers, never with models.

    Args:
        name: path below the templates' folder, e.g. `svg/map.svg`.
        context: what the template speaks of.
        project: folder of a trusted project's own templates, which go before those of the same name.

    Raises:
        RenderError: a project's template is at fault; the message names it and the line.
    """
    if project is None:
        return environment().get_template(name).render(context)
    try:
        return environment(project).get_template(name).render(context)
    except Exception as error:
        message = str(error) or type(error).__name__
        raise RenderError(f"{_place(error, project.resolve())}{message}") from error


def _place(error: Exception, root: Path) -> str:
    """Where in the project's templates an error arose, as `html/head.html:3: `; nothing if it did not arise there."""
    places = [(Path(frame.filename), frame.lineno) for frame in extract_tb(error.__traceback__)]
    if isinstance(filename := getattr(error, "filename", None), str):  # of a syntax error
        places.append((Path(filename), getattr(error, "lineno", None)))
    within = [(path, line) for path, line in places if path.is_relative_to(root)]
    return f"{within[-1][0].relative_to(root).as_posix()}:{within[-1][1]}: " if within else ""


@cache
def environment(project: Path | None = None) -> Environment:
    """The environment, kept with its compiled templates.

    Its `autoescape` is on for every name: by file ending it would be off for `.svg`. A project's own
    templates run in a sandbox, and none may be read from outside its folder, not even by a link.
    """
    from jinja2 import Environment, StrictUndefined
    from jinja2.loaders import ChoiceLoader, FileSystemLoader

    own = FileSystemLoader(templates_dir())
    settings = {"autoescape": True, "undefined": StrictUndefined, "keep_trailing_newline": True,
                "trim_blocks": True, "lstrip_blocks": True}  # fmt: skip
    if project is None:
        return Environment(loader=_compiled() or own, **settings)  # type: ignore[arg-type]  # noqa: S701 - it is on
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Templates compiled for the wheel lack the sandbox's checks: here all are compiled anew.
    theirs = _contained(project.resolve())
    return ImmutableSandboxedEnvironment(loader=ChoiceLoader([theirs, own]), **settings)


def compile_all(folder: Path) -> None:
    """Compile every template into Python modules in `folder`, for the wheel."""
    import jinja2

    environment().compile_templates(
        folder, zip=None, ignore_errors=False, filter_func=lambda name: name.endswith(_SUFFIXES)
    )
    (folder / _MADE_BY).write_text(jinja2.__version__, encoding="utf-8")


def _compiled() -> ModuleLoader | None:
    """The wheel's compiled templates, if the Jinja here is the one that compiled them."""
    import jinja2
    from jinja2.loaders import ModuleLoader

    folder = templates_dir().parent / "compiled_templates"
    try:
        made_by = (folder / _MADE_BY).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return ModuleLoader(folder) if made_by == jinja2.__version__ else None


def _contained(root: Path) -> FileSystemLoader:
    from jinja2 import TemplateNotFound
    from jinja2.loaders import FileSystemLoader

    class Contained(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            found = super().get_source(environment, template)
            if not Path(found[1]).resolve().is_relative_to(root):
                raise TemplateNotFound(template)
            return found

    return Contained(root)
