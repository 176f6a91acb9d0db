"""The map over several slides: stages, touchpoints, the emotion curve, and lanes as a table below their columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from jmap.layout.columns import spans
from jmap.layout.lanes import dividers, rows, sources
from jmap.layout.scene import Box
from jmap.report import explained
from jmap.report.slides import chart, lanes, table, writing
from jmap.report.slides.design import BOTTOM, MARGIN, TOP
from jmap.report.slides.parts import LABELS, Place, divided
from jmap.report.slides.table import Cell
from jmap.report.slides.writing import Para, Run, para
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.layout.plan import Plan
    from jmap.report.slides.deck import Deck
    from jmap.report.slides.leaf import Leaf
    from jmap.report.slides.parts import Part

_BAND: Final = 26.0
_CURVE: Final = 146.0
_HIGHEST: Final = 250.0
"""Height of the curve at least and at most."""
_FRAME: Final = 250.0
"""Height of a storyboard frame at most."""
_ROW: Final = 190.0
"""Height of a row at most: a longer text has its place in the notes."""


def course(deck: Deck, content: dict[str, Any]) -> None:
    """All slides of the map; none where there are no stages."""
    words = deck.words
    plan = replace(words.plan, spans=spans(words.sheet.journey), sources=sources(words.project))
    places = [
        Place(span, column, words.sheet.journey.id, stage, one)
        for span, stage in zip(plan.spans, content["touchpoints"], strict=True)
        for column, one in zip(span.columns, stage["touchpoints"] or [stage], strict=True)
    ]
    score = content["score"]
    told = [words.word("map.score", value=score["shown"])] if score["shown"] else []
    told += [
        words.word("map.lowest", name=end["touchpoint"])
        for end in score["extremes"]
        if end["key"] == "lowest"
    ]
    subtitle = " ".join(told)
    for part in divided(places):
        _Drawing(deck, plan, part, subtitle).slides()
        subtitle = ""


class _Drawing:
    """A part of the map on its slides."""

    def __init__(self, deck: Deck, plan: Plan, part: Part, subtitle: str) -> None:
        self.deck, self.plan, self.part, self.subtitle = deck, plan, part, subtitle
        self.words = deck.words

    def slides(self) -> None:
        """The first slide has the curve, and as many lanes as there is room for; others go on with lanes."""
        leaf = self._leaf(self.subtitle)
        top = self._heads(leaf) + 4
        lines = self._lines(min(BOTTOM - top, _ROW))
        felt = self._series()
        room = BOTTOM - top - (_CURVE + 6 if felt else 0)
        self._speak(leaf)
        self._frames()
        heights = [sum(each.height for each in together) for together in lines]
        for number, count in enumerate(table.pages(heights, room, BOTTOM - top)):
            shown, lines = [each for together in lines[:count] for each in together], lines[count:]
            if number:
                leaf = self._leaf("")
                self._heads(leaf)
            y = top
            if not number and felt:
                taken = sum(each.height for each in shown)
                high = min(_HIGHEST, BOTTOM - top - taken - (6 if shown else 0))
                self._curve(
                    leaf, Box(MARGIN, top, LABELS + self.part.width * len(self.part.places), high), felt
                )
                y += high + 6
            if shown:
                name = self.words.join(dict.fromkeys(each.cells[0].paras[0].text for each in shown))
                table.draw(
                    leaf, MARGIN, y, self.part.widths, shown, name=name, head_row=False, head_column=True
                )

    def _frames(self) -> None:
        """Storyboard frames on a slide of their own, each below its touchpoint."""
        images = [place.column.subject.image for place in self.part.places]
        if not any(image and self.deck.picture(image.file) for image in images):
            return
        leaf = self._leaf("")
        top = self._heads(leaf) + 12
        for index, (place, image) in enumerate(zip(self.part.places, images, strict=True)):
            if image is not None:
                left = MARGIN + LABELS + index * self.part.width + table.ASIDE
                alt = place.told["image"]["alt"]
                frame = Box(left, top, self.part.width - 2 * table.ASIDE, _FRAME)
                below = leaf.picture(image.file, frame, alt or place.told["name"])
                where = writing.Where(
                    self.words.word("lane.image"), f"image of {place.told['id']}", place.pointer
                )
                caption = [para(alt, color="muted", where=where)] if alt else []
                leaf.box(frame._replace(y=below + 6, height=BOTTOM - below - 6), caption, name="Caption")

    def _leaf(self, subtitle: str) -> Leaf:
        names = self.words.join(dict.fromkeys(each.stage["name"] for each in self.part.places))
        return self.deck.leaf(f"{self.words.word('report.map')} · {names}", subtitle)

    def _heads(self, leaf: Leaf) -> float:
        """Stages as bands, and names of touchpoints below; returns their bottom."""
        x = MARGIN + LABELS
        for place, count in self.part.stages:
            width = self.part.width * count
            color = place.span.color
            where = writing.Where(
                self.words.word("report.stage"), f"name of {place.stage['id']}", place.stage_pointer
            )
            score = place.stage["score"]["shown"]
            runs = (
                Run(writing.clean(place.stage["name"]), color, bold=True),
                *((Run(f"   {score}", color),) if score else ()),
            )
            leaf.box(
                Box(x + 1, TOP, width - 2, _BAND),
                [Para(runs, writing.HEAD, where=where)],
                fill=f"{color}-tint", anchor="ctr", pad=(10, 0, 12, 0), shape="homePlate", name="Stage",
            )  # fmt: skip
            x += width
        top = TOP + _BAND + 6
        paras = [self._named(place) for place in self.part.places]
        room = self.part.width - 2 * table.ASIDE
        height = min(74.0, max(writing.height(each, room) for each in paras)) + 4
        if any(place.told.get("moment") for place in self.part.places):
            sign = Para((Run("★ ", "accent"), Run(self.words.word("legend.moment"), "muted")))
            height = max(height, writing.height([sign], LABELS - 4) + 4)
            leaf.box(Box(MARGIN, top, LABELS, height), [sign], pad=(0, 2, 4, 0), name="Legend")
        for index, each in enumerate(paras):
            x = MARGIN + LABELS + index * self.part.width
            leaf.box(
                Box(x, top, self.part.width, height), each,
                pad=(table.ASIDE, 2, table.ASIDE, 2), name="Touchpoint",
            )  # fmt: skip
        leaf.rule(MARGIN, top + height, MARGIN + LABELS + self.part.width * len(paras), top + height)
        return top + height

    def _named(self, place: Place) -> list[Para]:
        """A touchpoint's name, with a star if it decides, and what is special about it."""
        told, words = place.told, self.words
        if place.column.touchpoint is None:
            return [para("–", writing.HEAD, "muted")]
        where = writing.Where(words.word("report.touchpoint"), f"name of {told['id']}", place.pointer)
        star = (Run("★ ", "accent"),) if told["moment"] else ()
        name = Para((*star, Run(writing.clean(told["name"]), bold=True)), writing.HEAD, where=where)
        notes = [words.word("flow.decision")] if told["decision"] else []
        notes += [f"→ {told['opens']}"] if told["opens"] else []
        return [name, *([para(" · ".join(notes), writing.SMALL, "muted", where=where)] if notes else [])]

    def _series(self) -> list[chart.Series]:
        """The curves of all who travel; none where no touchpoint here has an emotion, or the map has no curve."""
        found = []
        for who in self.plan.drawn:
            felt = [self.plan.felt(place.column.subject, who) for place in self.part.places]
            name = self.words.who(who.id)
            found.append(
                chart.Series(name, who.color, who.place, tuple(one.value if one else None for one in felt))
            )
        return found if any(value is not None for each in found for value in each.values) else []

    def _curve(self, leaf: Leaf, at: Box, felt: list[chart.Series]) -> None:
        for index, place in enumerate(self.part.places):
            if place.told.get("moment"):
                x = MARGIN + LABELS + index * self.part.width
                leaf.box(
                    Box(x + 2, at.y, self.part.width - 4, at.height),
                    fill="accent-tint",
                    name="Moment of truth",
                )
        names = [place.told["name"] for place in self.part.places]
        values = "; ".join(
            f"{each.name}{self.words.word('report.colon')}"
            + self.words.join(
                f"{name} {plain(value) if value is not None else self.words.word('value.unknown')}"
                for name, value in zip(names, each.values, strict=True)
            )
            for each in felt
        )
        title = self.words.word("curves.label", names=self.words.join(each.name for each in felt))
        chart.draw(leaf, at, LABELS, names, felt, f"{title}. {values}")

    def _lines(self, most: float) -> list[list[table.Row]]:
        """Rows of the table, those together that are not to be parted: every lane that says anything here."""
        found = list(rows(self.plan))
        lines = dividers(found)
        made: list[list[table.Row]] = []
        for lane in (*lanes.shown(self.plan, self.words, found), lanes.onward(self.plan, self.words)):
            together: list[table.Row] = []
            told = [*self._whole(lane), *self._single(lane)]
            if told and lane.id in lines and made:
                line = para(f"▲ {self.words.word(lines[lane.id])}", writing.SMALL_BOLD, "muted")
                cell = Cell((line,), len(self.part.places) + 1, "panel")
                together.append(table.row(self.deck, [cell], self.part.widths, most))
                most -= together[0].height
            for cells in told:
                made.append([*together, table.row(self.deck, cells, self.part.widths, most)])
                together = []
        return made

    def _single(self, lane: lanes.Lane) -> Iterator[list[Cell]]:
        """A lane's row of touchpoints; what is not known of a lane is shown as nothing."""
        cells = [Cell(tuple(lane.told(place.told, place.pointer))) for place in self.part.places]
        if any(cell.paras for cell in cells):
            yield [Cell((para(lane.name, writing.SMALL_BOLD, "muted"),)), *cells]

    def _whole(self, lane: lanes.Lane) -> Iterator[list[Cell]]:
        """A lane's row of whole stages, where they say something beside their touchpoints."""
        cells = []
        for place, count in self.part.stages:
            own = place.first and place.column.touchpoint is not None
            cells.append(Cell(tuple(lane.told(place.stage, place.stage_pointer)) if own else (), count))
        if any(cell.paras for cell in cells):
            names = [para(lane.name, writing.SMALL_BOLD, "muted")]
            if next(self._single(lane), None):  # the row that follows is called the same
                names.append(para(self.words.word("report.whole-stage"), color="muted"))
            yield [Cell(tuple(names)), *cells]

    def _speak(self, leaf: Leaf) -> None:
        """Tell the speaker how the scores of this slide came about."""
        stages = [place.stage["id"] for place, _ in self.part.stages if place.first]
        points = [place.told["id"] for place in self.part.places if place.column.touchpoint is not None]
        for one in explained.of_places(self.words, stages, points):
            if one.steps:
                facts = " · ".join(
                    f"{name}{self.words.word('report.colon')}{value}" for name, value in one.facts
                )
                leaf.say(one.title, facts, *one.steps)
