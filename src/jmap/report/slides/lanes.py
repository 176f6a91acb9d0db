"""What the lanes of the map say of a place, as paragraphs of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.layout.cells import QUOTED, quotation
from jmap.layout.plan import EVERYBODY
from jmap.model.experience import STATEMENTS
from jmap.report.slides.writing import Para, Run, Where, clean, para, slanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jmap.diagnostics import Pointer
    from jmap.layout.grid import Row
    from jmap.layout.plan import Plan
    from jmap.report.names import Words

_DIVIDED = " · "


class Lane(NamedTuple):
    """A lane ready to be told: `told` gives the paragraphs of a place, from what the page says of it."""

    id: str
    name: str
    told: Callable[[dict[str, Any], Pointer], Iterable[Para]]


def shown(plan: Plan, words: Words, found: Sequence[Row]) -> Iterator[Lane]:
    """The lanes of a table, in the order of the map; `found` are those of the map that hold anything.

    The curve is drawn, so its lane tells only how whole stages feel, and how many were asked; pictures have no place in
    a table.
    """
    single = {_measure(row) for row in found}
    for row in found:
        teller = _Teller(plan, words, row, single)
        if row.source == "emotion":
            yield Lane(row.id, row.name, teller.felt)
            yield Lane(row.id, words.word("report.n"), teller.asked)
        elif row.source == "measures" or row.source.startswith("measures."):
            yield Lane(row.id, row.name, teller.measures)
        elif row.source != "image":
            known = {
                "channel": teller.channels, "duration": teller.fact, "owner": teller.fact, "pains": teller.pains,
                "opportunities": teller.opportunities, "improvements": teller.improvements, "score": teller.score,
            }  # fmt: skip
            yield Lane(row.id, row.name, known.get(row.source, teller.statements))


def onward(plan: Plan, words: Words) -> Lane:
    """Where touchpoints lead to that do not simply lead to the following one."""

    def told(one: dict[str, Any], pointer: Pointer) -> Iterator[Para]:
        own = plan.journey.by_id.get(one["id"])
        for way in one.get("ways", ()) if own is not None and own.next is not None else ():
            text = _DIVIDED.join(part for part in (f"→ {way['to']}", way["when"], way["share"]) if part)
            yield para(
                text, where=Where(words.word("report.next"), f"next of {one['id']}", (*pointer, "next"))
            )

    return Lane("next", words.word("report.next"), told)


def _measure(row: Row) -> str:
    """The measure a lane shows; empty for several, and for lanes of other things."""
    if row.source == "measures":
        return row.id.partition(".")[2]
    return row.source.removeprefix("measures.") if row.source.startswith("measures.") else ""


class _Teller:
    """Says what one lane shows of a place."""

    def __init__(self, plan: Plan, words: Words, row: Row, single: set[str]) -> None:
        self.plan, self.words, self.row, self.single = plan, words, row, single

    def _where(self, one: dict[str, Any], pointer: Pointer, key: str = "") -> Where:
        key = key or self.row.source
        keys = (
            (key,)
            if key in STATEMENTS or key in ("pains", "opportunities", "measures", "channel", "owner")
            else ()
        )
        return Where(f"{self.row.name} · {one['name']}", f"{key} of {one['id']}", (*pointer, *keys))

    def statements(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """Sentences, each of a persona with its name before it."""
        source = self.row.source
        if source in ("quotes", "notes"):
            items = one[source]
        else:
            items = next((lane["items"] for lane in one["lanes"] if lane["id"] == source), [])
        quoted = source in QUOTED
        found = []
        for item in items:
            text = quotation(self.plan, item["text"]) if quoted else item["text"]
            who = (
                (Run(clean(item["persona"] + self.words.word("report.colon")) + " ", bold=True),)
                if item["persona"]
                else ()
            )
            run = Run(clean(text), "muted" if quoted else "ink", italic=quoted and slanted(text))
            found.append(Para((*who, run), before=3, bullet=len(items) > 1, where=self._where(one, pointer)))
        return found

    def channels(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """Channels, and whether they are online."""
        return [
            Para(
                (
                    Run(clean(each["name"])),
                    *((Run(f"{_DIVIDED}{each['kind_name']}", "muted"),) if each["kind"] else ()),
                ),
                where=self._where(one, pointer),
            )
            for each in one["channels"]
        ]

    def fact(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """Owner or duration."""
        key = f"lane.{self.row.source}"
        return [
            para(fact["value"], where=self._where(one, pointer))
            for fact in one["facts"]
            if fact["key"] == key
        ]

    def felt(self, one: dict[str, Any], _: Pointer) -> Iterator[Para]:
        """How a stage feels as a whole, beside its touchpoints, which the curve shows."""
        for felt in one["emotions"] if one.get("touchpoints") else ():
            value = self.words.word("emotion.stage", value=felt["value"])
            yield para(_DIVIDED.join(filter(None, (value, felt["persona"], felt["size"]))))

    def asked(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """How many people an emotion rests on, in the colour of each persona; those asked together once."""
        if one.get("touchpoints"):
            return []
        here: Any = self.plan.journey
        for key in pointer[2:]:
            here = getattr(here, key) if isinstance(key, str) else here[key]
        felt = [(who, self.plan.felt(here, who)) for who in self.plan.drawn]
        sizes = {
            emotion.persona: (emotion.n, who.color if emotion.persona else EVERYBODY.color)
            for who, emotion in felt
            if emotion is not None and emotion.n
        }
        runs = [Run(f"● {n}   ", color) for n, color in sizes.values()]
        return [Para(tuple(runs))] if runs else []

    def measures(self, one: dict[str, Any], pointer: Pointer) -> Iterator[Para]:
        """The newest values, with what they rest on."""
        own = _measure(self.row)
        for each in one["measures"]:
            if each["id"] != own and (own or each["id"] in self.single):
                continue
            newest = {wave["persona"]: wave for wave in each["waves"]}
            for wave in newest.values():
                name = "" if own else f"{each['name']} "
                facts = [f"n\u00a0=\u00a0{wave['n']}" if wave["n"] else "", wave["persona"]]
                facts += [self.words.word("measure.target", value=wave["target"]) if wave["target"] else ""]
                told = "".join(f"{_DIVIDED}{clean(fact)}" for fact in facts if fact)
                runs = (
                    Run(clean(name) + " " if name else ""),
                    Run(clean(wave["value"]), bold=True),
                    Run(told, "muted"),
                )
                yield Para(runs, before=3, where=self._where(one, pointer, "measures"))

    def pains(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """Pains, and how they weigh."""
        return self._items(one["pains"], "bad", self._where(one, pointer))

    def opportunities(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """Opportunities, what they are worth, and what is done, where that has no lane of its own."""
        found = self._items(one["opportunities"], "good", self._where(one, pointer))
        return found if "improvements" in self.plan.sources else [*found, *self.improvements(one, pointer)]

    def improvements(self, one: dict[str, Any], pointer: Pointer) -> list[Para]:
        """What is done here, and how far it is."""
        items = [{"text": each["title"], "meta": each["status"]} for each in one["improvements"]]
        return self._items(items, "accent", self._where(one, pointer, "improvements"))

    def score(self, one: dict[str, Any], _: Pointer) -> list[Para]:
        """A touchpoint's score and its basis."""
        if not one.get("touchpoint"):
            return []
        shown, basis = one["score"]["shown"], one["basis"]
        if not shown:
            return [para(self.words.word("value.not-available"), color="muted")]
        return [Para((Run(shown, one["score"]["level"], bold=True), Run(f"{_DIVIDED}{basis}", "muted")))]

    def _items(self, items: Sequence[dict[str, Any]], color: str, where: Where) -> list[Para]:
        found = []
        for item in items:
            meta = f"{_DIVIDED}{clean(item['meta'])}" if item["meta"] else ""
            runs = (Run("■ ", color), Run(clean(item["text"])), Run(meta, "muted"))
            found.append(Para(runs, before=3, where=where))
        return found
