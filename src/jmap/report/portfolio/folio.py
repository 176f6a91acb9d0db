"""All journeys of a project in one language, ready to be told of on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from jmap.render.format import Options, Sheet
from jmap.report.names import Words, score
from jmap.score.group import places_of
from jmap.score.priority import plan
from jmap.text.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.model import Journey, Project, Stage, Text, Touchpoint
    from jmap.score.group import Place
    from jmap.score.priority import Planned
    from jmap.score.result import JourneyScore


class LeftOut(NamedTuple):
    """A journey that could not be read, and why."""

    id: str
    reason: str


@dataclass(frozen=True)
class Folio:
    """What the portfolio is made of: models and scores, never other outputs.

    Attributes:
        scores: of the journeys to tell of, in their order.
        language: tag of the language to write.
        pages: file name of each journey's own page, where it has one.
        left_out: journeys with errors.
        anchors: whether pages have addresses for their touchpoints.
        private: whether private statements may appear.
    """

    project: Project
    scores: Mapping[str, JourneyScore]
    language: str
    pages: Mapping[str, str]
    left_out: tuple[LeftOut, ...] = ()
    anchors: bool = True
    private: bool = False

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """Those that have scores."""
        return tuple(self.project[id_] for id_ in self.scores)

    @cached_property
    def present(self) -> tuple[Journey, ...]:
        """Those of what is: hopes would lift its means. Where there are only plans, these."""
        return tuple(journey for journey in self.journeys if journey.state == "current") or self.journeys

    @cached_property
    def places(self) -> Mapping[str, list[Place]]:
        """All that is scored in each journey."""
        return {journey.id: places_of(journey, self.scores[journey.id]) for journey in self.journeys}

    @cached_property
    def plan(self) -> tuple[Planned, ...]:
        """Every improvement of the journeys, the most worthwhile first."""
        return plan(self.project, self.scores) if self.journeys else ()

    @cached_property
    def words(self) -> Words:
        """What values are called that do not depend on a journey. There has to be one."""
        journey = self.journeys[0]
        options = Options(private=self.private)
        return Words(Sheet(self.project, journey, self.scores[journey.id], self.language, "", options))

    def word(self, key: str, **values: object) -> str:
        """A fixed word."""
        return label(key, self.language, **values)

    def say(self, text: Text | None) -> str:
        """A text of the project; empty when there is none."""
        return text.to(self.language) if text is not None else ""

    def name(self, known: Mapping[str, Any], id_: str | None) -> str:
        """The name of a persona, channel or department, else its id; empty for none."""
        entry = known.get(id_ or "")
        return (self.say(entry.name) if entry else "") or id_ or ""

    def department(self, id_: str | None) -> str:
        """A department's name."""
        return self.name(self.project.departments, id_)

    def title(self, journey: Journey) -> str:
        """A journey's title, else its id."""
        return self.say(journey.title) or journey.id

    def link(self, journey: Journey, place: str | None = None, kind: str = "t") -> str:
        """Address of a journey's page, of a touchpoint (`t`) or stage (`s`) on it; empty without a page."""
        page = self.pages.get(journey.id)
        anchor = f"#{kind}-{quote(place)}" if place and self.anchors else ""
        return f"{quote(page)}{anchor}" if page else ""

    def journey(self, journey: Journey) -> dict[str, Any]:
        """A journey in a list, as `{name, href, score}`."""
        scored = score(self.scores[journey.id].score.value) if journey.id in self.scores else score(None)
        return {"name": self.title(journey), "href": self.link(journey), "score": scored}

    def place(self, journey: Journey, here: Stage | Touchpoint) -> dict[str, Any]:
        """A touchpoint, or a stage of a journey without any, in a list, as `{name, href, score}`."""
        return {
            "name": self.say(here.name) or here.id,
            "href": self.link(journey, here.id, "t" if here.id in journey.by_id else "s"),
            "score": score(self.scores[journey.id].at(here.id).score.value),
        }

    def visits(self) -> Iterator[tuple[Journey, Touchpoint]]:
        """Every touchpoint of every journey."""
        for journey in self.journeys:
            for touchpoint in journey.touchpoints:
                yield journey, touchpoint
