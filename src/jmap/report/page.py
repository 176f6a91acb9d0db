"""What is on a page: one journey in one language as plain dicts, lists, strings and numbers.

Templates get nothing else, so that those of a project can run in a sandbox. HTML and Markdown pages are made
of the same data.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from jmap.layout.bars import BANDS
from jmap.layout.emotion import mood_color
from jmap.layout.scene import Group
from jmap.report import (
    curves,
    filters,
    findings,
    funnel,
    heat,
    matrix,
    measures,
    paths,
    people,
    registers,
    scores,
    touchpoints,
    twins,
)
from jmap.report.names import Words
from jmap.text.breaks import between_words

if TYPE_CHECKING:
    from jmap.render.format import Sheet

SECTIONS = (
    "map", "personas", "curves", "heat", "matrix", "improvements", "twins", "paths",
    "funnel", "touchpoints", "scores", "measures", "evidence", "findings",
)  # fmt: skip
"""In order of the page; one without contents is left out."""


def page(sheet: Sheet, at: str = "") -> dict[str, Any]:
    """Everything said on the page of `sheet`; private notes only if its options ask for them.

    `at` begins the ids that links lead to, where a page holds several languages.
    """
    words = Words(sheet, at)
    stages = touchpoints.stages(words)
    content: dict[str, Any] = {
        "map": sheet.scene.title,
        "personas": people.personas(words),
        "curves": curves.curves(words),
        "heat": heat.heat(words),
        "matrix": matrix.matrix(words),
        "improvements": registers.improvements(words),
        "twins": twins.others(words),
        "paths": paths.paths(words),
        "funnel": funnel.funnel(words),
        "touchpoints": stages,
        "scores": scores.table(words) if sheet.scores.score.value is not None else [],
        "measures": measures.table(words, stages),
        "findings": findings.findings(words),
    }
    about, texts = head(words), words.texts()
    measured = [one for place in content["measures"] for one in place["measures"]]
    effects = [effect for one in content["improvements"] for effect in one["effects"]]
    content["evidence"] = registers.evidence(words)  # last, for it lists what all the others have named
    return {
        **content,
        "language": sheet.language,
        "words": texts,
        "head": about,
        "score": scores.summary(words),
        "total": scores.total(words),
        "effects": [
            words.word(f"report.method.{key}")
            for key, told in (("effect", "points"), ("change", "change"))
            if any(one[told] for one in effects)
        ],
        "gaps": words.word("report.method.gap")
        if any(wave["gap"] for one in measured for wave in one["waves"])
        else "",
        "legend": _legend(words),
        "filters": filters.facets(words, [one["marks"] for stage in stages for one in stage["touchpoints"]]),
        "sections": [{"id": id_, "name": texts[f"report.{id_}"]} for id_ in SECTIONS if content[id_]],
    }


def head(words: Words) -> dict[str, Any]:
    """What stands at the top of a page: title, scenario, facts about the map."""
    journey, project = words.sheet.journey, words.project
    asset = project.assets.get(project.settings.theme.logo or "")
    origin = project.journeys.get(journey.variant_of or "")
    again = journey.review_due
    return {
        "project": words.say(project.settings.title),
        "logo": people.embedded(asset.data, asset.mime) if asset else "",
        "title": words.say(journey.title) or journey.id,
        "pieces": pieces(words.say(journey.title) or journey.id),
        "scenario": words.say(journey.scenario),
        "state": words.word(f"state.{journey.state}"),
        "description": words.sheet.scene.description,
        "facts": words.facts(
            ("report.goal", words.say(journey.goal)),
            ("lane.owner", words.department(journey.owner)),
            ("report.reviewed", journey.reviewed.isoformat() if journey.reviewed else ""),
            ("report.review-again", again.isoformat() if again else ""),
            ("report.variant-of", words.say(origin.title) if origin else journey.variant_of or ""),
        ),
        "notes": words.statements(journey.notes),
        "evidence": words.evidence(journey.evidence),
    }


def pieces(title: str) -> list[str]:
    """The title in parts between which a line may end: browsers break Chinese anywhere, people at phrases."""
    cuts = [0, *(start for _, start, _ in between_words(title)), len(title)]
    return [title[start:end] for start, end in pairwise(cuts) if start < end]


def _legend(words: Words) -> list[dict[str, Any]]:
    """Signs the map's own legend does not explain, as `{mood, level, text}`: faces, colours of scores, lines."""
    scene = words.sheet.scene
    signs: list[dict[str, Any]] = []
    if "face" in scene.signs:
        moods = ((mood, words.word(f"emotion.{mood}")) for mood in range(1, 6))
        signs += [{"mood": mood, "level": mood_color(mood), "text": f"{mood} {name}"} for mood, name in moods]
    if "grade" in scene.signs:
        name = words.word("report.score")
        signs += [{"mood": 0, "level": level, "text": f"{name} {band}"} for level, band in BANDS.items()]
    lines = [item.lane for item in scene.items if isinstance(item, Group) and item.role == "divider"]
    return signs + [{"mood": 0, "level": "dashes", "text": words.word(f"legend.{line}")} for line in lines]
