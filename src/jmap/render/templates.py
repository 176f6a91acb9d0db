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
    from jinja2.runtime import Context
    from markupsafe import Markup

_SUFFIXES: Final = (".html", ".svg", ".j2")
_MADE_BY: Final = "jinja-version.txt"
_NOT_ESCAPED: Final = "`safe` and `autoescape` are not available: all that is put in is escaped"


def render(name: str, context: dict[str, object], *, project: Path | None = None) -> str:
    """Fill the template `name` with plain dicts, lists, strings and numbers, never with models.

    Args:
        name: path below the templates' folder, e.g. `html/page.html`.
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
        raise RenderError(f"{_place(error, project.resolve())}{_told(error)}") from error


def _told(error: Exception) -> str:
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, RecursionError):
        return "templates that include each other never end"
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}` here"
    if isinstance(error, TemplateSyntaxError):  # whose text repeats the place
        return error.message or "this is no template"
    return str(error) or type(error).__name__


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
    templates run in a sandbox, and none may be read from outside its folder, not even by a link, or let
    text through unescaped.
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
    sandbox = ImmutableSandboxedEnvironment(loader=ChoiceLoader([theirs, own]), **settings)
    sandbox.globals = {"range": sandbox.globals["range"]}  # which stops at 100,000; the others are no data
    sandbox.filters["safe"] = _safe_in(theirs)
    return sandbox


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
    """Loads a project's templates, which may not switch escaping off, from inside `root` only."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError
    from jinja2.loaders import FileSystemLoader
    from jinja2.nodes import Filter, ScopedEvalContextModifier

    class Contained(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, current = super().get_source(environment, template)
            if not Path(path).resolve().is_relative_to(root):
                raise TemplateNotFound(template)
            tree = environment.parse(source, template, path)
            for node in tree.find_all((ScopedEvalContextModifier, Filter)):
                if not isinstance(node, Filter) or node.name == "safe":
                    raise TemplateSyntaxError(_NOT_ESCAPED, node.lineno, template, path)
            return source, path, current

    return Contained(root)


def _safe_in(theirs: FileSystemLoader) -> Callable[[Context, str], Markup]:
    """The filter `safe` for the templates of jmap that are filled beside `theirs`, however it is called."""
    from jinja2 import pass_context
    from jinja2.exceptions import SecurityError
    from markupsafe import Markup

    known = frozenset(theirs.list_templates())

    @pass_context
    def safe(context: Context, text: str) -> Markup:
        if context.name in known:
            raise SecurityError(_NOT_ESCAPED)
        return Markup(text)  # noqa: S704 - jmap's own templates say so of their own constants

    return safe
