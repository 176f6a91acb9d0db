"""Which audiences there are, and the way from a project to what one of them sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast, get_args

from jmap.errors import ConfigError

if TYPE_CHECKING:
    from jmap.model import Project

Audience: TypeAlias = Literal["full", "executive", "department", "training", "public"]


class View(NamedTuple):
    """What is shown, by who is to see it.

    Attributes:
        audience: `full` leaves out private notes only, and these not if they are asked for.
        department: id of the department, of a view for one.
    """

    audience: Audience = "full"
    department: str = ""

    def __str__(self) -> str:
        """As it is written on the command line."""
        return f"{self.audience}:{self.department}" if self.department else self.audience


FULL: Final = View()


def read_view(text: str) -> View:
    """The view called `full`, `executive`, `department:ID`, `training` or `public`.

    Raises:
        ConfigError: there is no such view.
    """
    audience, _, department = text.partition(":")
    if audience in get_args(Audience) and bool(department) == (audience == "department"):
        return View(cast("Audience", audience), department)
    if audience == "department":
        raise ConfigError("a view for a department names it: department:ID")
    views = [name if name != "department" else "department:ID" for name in get_args(Audience)]
    raise ConfigError(f'there is no view "{text}"{_close(audience, views)}; views: {", ".join(views)}')


def shown(project: Project, view: View, *, private: bool = False) -> Project:
    """What the audience sees of `project`; the same project for the full view.

    Raises:
        ConfigError: the project has no such department, or private notes are wanted in public.
    """
    if view.audience == "full":
        return project
    if view.audience == "public":
        from jmap.view.public import public

        if private:
            raise ConfigError("the public view has no private notes: leave out --private or --view public")
        return public(project)
    from jmap.view.reduced import executive, training, without_private
    from jmap.view.share import department

    project = project if private else without_private(project)
    if view.audience == "executive":
        return executive(project)
    if view.audience == "training":
        return training(project)
    known = project.departments
    if view.department not in known:
        hint = _close(view.department, list(known))
        names = ", ".join(known) or "none"
        raise ConfigError(f'there is no department "{view.department}"{hint}; departments: {names}')
    return department(project, view.department)


def _close(word: str, known: list[str]) -> str:
    from jmap.spec.hints import closest

    found = closest(word, known)
    return f", did you mean {found}?" if found else ""
