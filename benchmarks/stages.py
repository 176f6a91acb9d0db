"""Times the stages of the work inside one process; run as a program, it prints them as JSON."""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = ("svg", "html", "md", "json", "mermaid-journey", "dot")


def measure(folder: Path, *, draw: bool) -> dict[str, float]:
    """Seconds of each stage for the project at `folder`, and the peak memory in MB.

    Of formats only the rendering is timed: they share a laid-out map. `draw` tells whether maps are laid out
    and rendered at all.
    """
    from jmap.build.formats import find_formats
    from jmap.build.plan import sheets
    from jmap.check import by_journey, check
    from jmap.render.format import Options
    from jmap.score import score
    from jmap.spec import read_project
    from jmap.spec.reader import read

    gc.disable()  # as the program does
    seconds: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        seconds[stage] = seconds.get(stage, 0) + time.perf_counter() - start
        return result

    files = {str(path): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}
    timed("read YAML", lambda: [read(path, data) for path, data in files.items()])
    seconds["MB of YAML"] = sum(map(len, files.values())) / 1e6
    files.clear()
    project = timed("load (read, validate, link)", lambda: read_project(folder)).project
    findings = timed("check", lambda: check(project))
    scores = timed("score", lambda: score(project))
    if draw:
        formats = find_formats(FORMATS)
        options = Options(embed_fonts=False)  # glyphs are a step of their own, kept between runs
        concerning = by_journey(findings)  # as a build, which checks once for all pages
        for journey in project.journeys.values():
            checked = concerning.get(journey.id, ())
            for sheet in sheets(project, journey, scores[journey.id], project.languages, options, checked):
                timed("lay out", partial(getattr, sheet, "scene"))
                for format_ in formats:
                    timed(f"render {format_.id}", partial(format_.render, sheet))
    seconds["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return seconds


def measure_scores(folder: Path) -> dict[str, float]:
    """Seconds of scoring the project at `folder`, of its tables for programs, and the peak memory in MB.

    The rows of all journeys, stages and touchpoints are made, so that nothing that `jmap score` shows of them is
    left for later.
    """
    from jmap.build.plan import sheets
    from jmap.render.format import Options
    from jmap.report.names import Words
    from jmap.report.score_rows import By, rows
    from jmap.report.score_table import data
    from jmap.score import score
    from jmap.spec import read_project

    gc.disable()
    project = read_project(folder).project
    start = time.perf_counter()
    scores = score(project)
    scored = time.perf_counter()
    for journey in project.journeys.values():
        for sheet in sheets(project, journey, scores[journey.id], project.languages[:1], Options()):
            words = Words(sheet)
            json.dumps([data(row) for by in (By.JOURNEY, By.STAGE, By.TOUCHPOINT) for row in rows(words, by)])
    told = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"score": scored - start, "rows": told - scored, "peak MB": peak}


if __name__ == "__main__":
    _folder = Path(sys.argv[1])
    _found = (
        measure_scores(_folder) if sys.argv[2] == "scores" else measure(_folder, draw=sys.argv[2] == "draw")
    )
    json.dump(_found, sys.stdout)
