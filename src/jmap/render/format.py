"""What a format is: a module with one constant `FORMAT`, from a sheet to the bytes of its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from jmap.view import FULL, View, read_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jmap.diagnostics import Finding
    from jmap.layout.scene import Scene
    from jmap.model import Journey, Project
    from jmap.score.result import JourneyScore


class _Choices(NamedTuple):
    private: bool
    embed_fonts: bool
    font: Path | None
    templates: Path | None
    view: View


class Options(_Choices):
    """Choices of the user that change the bytes of outputs.

    Attributes:
        private: whether private notes may appear.
        embed_fonts: whether Chinese characters carry their glyphs (needs the `cjk` extra or `font`).
        font: a font file to take glyphs from instead of the extra's.
        templates: folder of the project's own templates; only ever set for a trusted project.
        view: who is to see the outputs, also by name: `public`, `department:sales`; what they may not see is no part
            of the project any more.

    Raises:
        ConfigError: there is no such view.
    """

    __slots__ = ()

    def __new__(
        cls,
        private: bool = False,  # noqa: FBT001, FBT002 — copies of a tuple are made by position
        embed_fonts: bool = True,  # noqa: FBT001, FBT002
        font: str | Path | None = None,
        templates: str | Path | None = None,
        view: str | View = FULL,
    ) -> Self:
        """Views are also taken by name and files by their path in a text, as people write them in a program."""
        files = (Path(font) if font else None, Path(templates) if templates else None)
        return super().__new__(cls, private, embed_fonts, *files, read_view(str(view)))


@dataclass(frozen=True)
class Sheet:
    """One journey in one language, ready to be drawn.

    Attributes:
        stem: file name without suffix, by which outputs refer to each other.
        language: tag of the language to write.
        checked: findings that concern the journey, where somebody has checked already.
        editions: the journey in each language that is built, for formats that hold all of them in one file;
            empty for a sheet that stands alone.
    """

    project: Project
    journey: Journey
    scores: JourneyScore
    language: str
    stem: str
    options: Options = field(default_factory=Options)
    checked: tuple[Finding, ...] | None = None
    editions: tuple[Sheet, ...] = ()

    @cached_property
    def scene(self) -> Scene:
        """The drawn map, laid out once for all formats that show it."""
        from jmap.layout import arrange

        return arrange(
            self.project,
            self.journey,
            self.scores,
            self.language,
            private=self.options.private,
            whole=not self.options.view.department,
        )

    def forget(self) -> None:
        """Let go of the drawn map; whoever asks again has it laid out again."""
        self.__dict__.pop("scene", None)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What those rules find in the journey that do not depend on the day."""
        from jmap.check import known_of

        return known_of(self.project, self.journey.id) if self.checked is None else self.checked


class Output(NamedTuple):
    """One file: the sheet's stem followed by `suffix`."""

    suffix: str
    data: bytes


class Rendered(NamedTuple):
    """What a format yields; the first output is the one `jmap draw` prints.

    `findings` tell what the format had to leave out or could not make.
    """

    outputs: tuple[Output, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Attributes:
        id: the name on the command line and in `outputs:`.
        title: its name for people.
        summary: one sentence on what it is for.
        render: from a sheet to files.
        localized: whether the files differ by language; if not, a journey has them once, without a language
            in their names.
        together: from the sheets of several journeys of a project, in one language, to one file about all of them;
            `None` for a format that draws one journey at a time.
    """

    id: str
    title: str
    summary: str
    render: Callable[[Sheet], Rendered]
    localized: bool = True
    together: Callable[[Sequence[Sheet]], Rendered] | None = None
