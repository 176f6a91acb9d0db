"""The `cjml` importer: journeys in the Customer Journey Modelling Language, as its editors save them.

Read are CJML 2.0 (planned and actual journeys with phases) and the swimlanes of earlier editors, which differ in where
things stand. R. Halvorsrud et al. (2023), Involving users in the development of a modeling language for customer
journeys, Software and Systems Modeling 22; https://cjml.no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.actors import ACTORS, NAMES, Actor, Actors, id_of, is_role
from jmap.importers.codes import LANE, LEFT, NO_MAP, NOTED, TAKEN_FOR
from jmap.importers.columns import LANES, TOUCHPOINTS, column_of
from jmap.importers.finish import finished
from jmap.importers.grid import Cell, Heading, is_said
from jmap.importers.importer import Importer
from jmap.importers.journey import Draft
from jmap.importers.rating import is_number, shift_of
from jmap.importers.references import lane_id, unused
from jmap.importers.remarks import Remarks, refuse
from jmap.importers.xml import tree
from jmap.model.refusal import shown
from jmap.spec.nodes import Plain
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from jmap.importers.importer import Imported, Upload
    from jmap.importers.xml import Element

_PLANNED: Final = "plannedjourney"
_JOURNEYS: Final = (_PLANNED, "actualjourney")
_POINTS: Final = (
    "touchpoint", "plannedaction", "actualaction", "plannedcommunicationpoint", "actualcommunicationpoint",
)  # fmt: skip
_PARTS: Final = {"actors": ACTORS, "touchpoints": _POINTS, "journeyphases": ("journeyphase",)}
"""What stands in each part of a journey."""
_AS_IT_SHOULD: Final = "completed"
_OF_JOURNEYS: Final = frozenset(
    {"journeyid", "journeytitle", "journeyshortsummary", "plannedreference", *_PARTS, *ACTORS, *_POINTS}
)
_OF_POINTS: Final = frozenset(
    {"touchpointid", "belongsto", "initiator", "initiatordescription", "receiver", "receiverdescription"}
    | {"channel", "comment", "touchpointexperience"}
)
"""What has a place of its own in a map; all else of a touchpoint is a lane, of a journey a note."""


class _Party(NamedTuple):
    """One of those between whom a touchpoint is, and what it is called from their side."""

    actor: Actor | None
    label: Cell


def read(upload: Upload) -> Imported:
    """All journeys of a file."""
    root = tree(upload)
    if root.key != "cjml":
        message = f"this is XML, but no CJML: its first element is <{root.name}>"
        refuse(NO_MAP, message, upload.path, root.line, root.column)
    if next(root.all(*_POINTS), None) is None:
        refuse(NO_MAP, "there is no touchpoint in it", upload.path, root.line, root.column)
    return _Reading(upload, root).finished()


class _Reading:
    """What has been read of a file so far."""

    def __init__(self, upload: Upload, root: Element) -> None:
        self.upload = upload
        self.root = root
        self.remarks = Remarks(upload.path)
        self.actors = Actors(root)
        self.lanes: dict[str, str] = {}
        self.lane_ids: dict[str, int] = {}
        self.ids: dict[str, Plain] = {}
        self.journeys = [each for each in root.children if each.key in _JOURNEYS] or [root]
        self.shift = self._scale()

    def finished(self) -> Imported:
        """The journeys, with what they share."""
        self._tell_stray()
        if self.actors.guessed:
            message = "nobody has the role of a user; the first actor was taken for the one who travels"
            self.remarks.note(TAKEN_FOR, message, self.actors.guessed)
        for element, name, other in self.actors.doubled:
            message = f"{shown(name)} has the ID of another actor, {shown(other)}, and was taken for the same"
            self.remarks.warn(LEFT, message, element)
        known: dict[str, int] = {}
        drafts = [Draft() for _ in self.journeys]
        for draft, journey in zip(drafts, self.journeys, strict=True):
            if name := _said(journey.said("journeyid")):
                draft.head["journey"] = Plain(unused(slug(name), known))
                self.ids.setdefault(name, draft.head["journey"])
        for draft, journey in zip(drafts, self.journeys, strict=True):
            self._read(draft, journey)
        catalogues = {
            "personas": [{"name": each.name} for each in self.actors if each.travels],
            "departments": [{"name": each.name} for each in self.actors if not each.travels],
        }
        return finished(drafts, catalogues, self.lanes, self.remarks)

    def _scale(self) -> int | None:
        """What makes emotions of all ratings of the file."""
        ratings = [each for each in self.root.all("experiencerating") if is_number(each.text)]
        shift = shift_of(each.text for each in ratings)
        if shift:
            message = "ratings were taken for a scale from -2 to 2, and became emotions from 1 to 5"
            self.remarks.note(TAKEN_FOR, message, ratings[0])
        return shift

    def _tell_stray(self) -> None:
        """Tell what stands where nothing has a place."""
        for element in (self.root, *self.root.all()):
            if element.children and any(map(is_said, element.text.split())):
                self._leave(element, f"{shown(element.text)}, which stands between its elements,")
            known = _PARTS.get(element.key, ())
            if element is self.root and element is not self.journeys[0]:
                known = _JOURNEYS
            for child in element.children if known else ():
                if child.key not in known:
                    self._leave(child)

    def _leave(self, element: Element, what: str = "it") -> None:
        """Tell that an element, or something about it, is not on the map."""
        message = f"<{element.name}>: {what} has no place in a map and was left out"
        self.remarks.warn(LEFT, message, element)

    def _read(self, draft: Draft, journey: Element) -> None:
        """Read a journey."""
        head = draft.head
        title = (journey.said(key) for key in ("journeytitle", "journeyid"))
        head["title"] = next(filter(None, map(_said, title)), self.upload.title)
        if journey.key == _PLANNED:
            head["state"] = Plain("future")
        if summary := _said(journey.said("journeyshortsummary")):
            head["scenario"] = summary
        here = (self.actors.of(each) for each in journey.all(*ACTORS))
        head["personas"] = [*dict.fromkeys(each.name for each in here if each and each.travels)]
        draft.several = len(head["personas"]) > 1
        self._refer(draft, journey)
        head["notes"] = [*self._notes(journey)]
        phases = {each.attributes.get("phaseid", ""): each for each in journey.all("journeyphase")}
        for point in journey.all(*_POINTS):
            draft.part()
            draft.take([*self._point(draft, point, phases)], self.remarks)
        stages = {each["name"]: each for each in draft.stages}
        for phase in phases.values():
            name = _name_of(phase)
            if name not in stages:
                draft.enter(name)
                stages[name] = draft.stages[-1]
            if told := _said(phase.said("phasedescription")):
                stages[name]["notes"] = [told]

    def _refer(self, draft: Draft, journey: Element) -> None:
        """Lead an actual journey to the planned one."""
        reference = journey.child("plannedreference")
        if reference is None or not _said(reference.text):
            return
        planned = self.ids.get(reference.text)
        if planned is None or planned == draft.head.get("journey"):
            message = f"the journey {shown(reference.text)} is not in this file; nothing leads there"
            self.remarks.warn(LEFT, message, reference)
        else:
            draft.head["variant_of"] = planned

    def _notes(self, journey: Element) -> Iterator[str]:
        """What is said of a journey and its actors, and has no place of its own."""
        about = [("", each) for each in journey.children if each.key not in _OF_JOURNEYS]
        for actor in journey.all(*ACTORS):
            about += [(f"{id_of(actor)}: ", each) for each in actor.children if each.key not in NAMES]
        for prefix, each in about:
            told = self._told(each)
            if not told or (each.key == "actorrole" and is_role(told)):
                continue
            self.remarks.note(NOTED, f"<{each.name}> is kept as a note of the journey", each)
            yield f"{prefix}{each.name}: {told}"

    def _point(self, draft: Draft, point: Element, phases: Mapping[str, Element]) -> Iterator[Cell]:
        """What is said of a touchpoint, in cells as of a table."""
        parties = [*self._parties(point)]
        travellers = [each for each in parties if each.actor and each.actor.travels]
        labelled = [
            each for each in (*travellers, *(p for p in parties if p not in travellers)) if each.label.said
        ]
        belongs = point.child("belongsto")
        if belongs is not None and (phase := belongs.attributes.get("phaseidref")):
            yield _cell("stage", belongs, _name_of(phases[phase]) if phase in phases else phase)
        id_ = _said(point.said("touchpointid")) or point.attributes.get("id", "")
        yield _cell("touchpoint", point, labelled[0].label.said if labelled else id_ or point.name)
        if id_:
            yield _cell("id", point, id_)
        if draft.several and travellers and travellers[0].actor:
            yield _cell("persona", point, travellers[0].actor.name)
        providers = [each.actor for each in parties if each.actor and not each.actor.travels]
        if providers:
            yield _cell("owner", point, providers[0].name)
        for party in labelled:
            if party not in travellers:
                yield _under("frontstage" if travellers else "backstage", party.label)
            elif party is not labelled[0]:
                yield _under("does", party.label, party.actor.name if party.actor else "")
        yield from self._said_of(point)

    def _parties(self, point: Element) -> Iterator[_Party]:
        """Who initiates a touchpoint, and who receives what they send."""
        for role in ("initiator", "receiver"):
            element = point.child(role)
            if element is None:
                continue
            refers = element.child("refersto")
            reference = _said(refers.attributes.get("actoridref", "") if refers else element.text)
            actor = self.actors.called(reference)
            if actor is None and reference:
                message = f"{shown(reference)} is no actor of this file; only what is done is on the map"
                self.remarks.warn(LEFT, message, element)
            label = element.said(f"{role}label") or point.said(f"{role}description")
            yield _Party(actor, _cell("does", element, _said(label)))

    def _said_of(self, point: Element) -> Iterator[Cell]:
        """Channel, comment, experience and all else."""
        if (channel := point.child("channel")) is not None:
            if name := _said(channel.said("channelname") or channel.text):
                yield _cell("channel", channel, name)
            yield from self._lanes_of(channel, {"channelname"})
        if (comment := point.child("comment")) is not None and _said(comment.text):
            yield _cell("notes", comment)
        if (experience := point.child("touchpointexperience")) is not None:
            keys = {"experiencedescription": "feels"}
            if self.shift is not None:
                keys["experiencerating"] = "emotion"
            for each in experience.children:
                if each.key in keys and _said(each.text):
                    cell = _cell(keys[each.key], each)
                    yield cell._replace(heading=cell.heading._replace(shift=self.shift or 0))
            yield from self._lanes_of(experience, keys)
        yield from self._lanes_of(point, _OF_POINTS)

    def _lanes_of(self, element: Element, known: Container[str]) -> Iterator[Cell]:
        """What nobody knows of an element, in lanes of their own."""
        found: dict[str, list[str]] = {}
        for child in element.children:
            told = "" if child.key in known else self._told(child)
            if not told or (child.key == "compliance" and told == _AS_IT_SHOULD):
                continue
            if child.name not in self.lanes:
                self.lanes[child.name] = unused(lane_id(child.name), self.lane_ids)
                message = f"<{child.name}> is a lane of its own on the map"
                self.remarks.note(LANE, message, child)
            found.setdefault(child.name, []).append(told)
        for name, lines in found.items():
            cell = _cell("lanes", element, "\n".join(lines))
            yield cell._replace(heading=Heading(LANES, name, self.lanes[name]))

    def _told(self, element: Element) -> str:
        """All text of an element, a line for each that is in it; what has no text is told to be left out."""
        inner = [f"{each.name}: {each.text}" for each in element.all() if _said(each.text)]
        told = "\n".join([*filter(None, [_said(element.text)]), *inner])
        if not told and element.attributes:
            self._leave(element)
        return told


def _said(text: str) -> str:
    return text if is_said(text) else ""


def _name_of(phase: Element) -> str:
    return _said(phase.said("phasename")) or phase.attributes.get("phaseid", "") or phase.name


def _cell(key: str, element: Element, said: str | None = None) -> Cell:
    """A cell of the column of a key, where an element stands."""
    heading = Heading(column_of(TOUCHPOINTS, key), element.name)
    return Cell(heading, element.text if said is None else said, element.line, element.column)


def _under(key: str, cell: Cell, persona: str = "") -> Cell:
    return cell._replace(heading=Heading(column_of(TOUCHPOINTS, key), cell.heading.said, persona))


IMPORTER = Importer(
    id="cjml",
    title="CJML",
    summary="Journeys in the Customer Journey Modelling Language: end users are personas, phases stages.",
    endings=(".cjml", ".xml"),
    read=read,
)
