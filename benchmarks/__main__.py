"""Runs all measurements and writes their tables: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.inputs import write_project
from benchmarks.peers import peers
from benchmarks.stages import FORMATS
from benchmarks.timing import time_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.inputs import Kind
    from benchmarks.timing import Timing

ROOT: Final = Path(__file__).resolve().parent.parent
RESULTS: Final = ROOT / "benchmarks" / "RESULTS.md"
DRAWN: Final = ("html", "svg", "md", "mermaid-journey", "mermaid-flowchart", "json")
"""The default formats but DOT, whose pictures are drawn by a program that is started for each."""
REFERENCE: Final = 0.011
"""Seconds that bare Python takes on the machine whose times the goals are given in."""


@dataclass(frozen=True)
class Bench:
    """What all measurements share.

    Attributes:
        folder: where inputs and outputs go.
        environment: of every process, with jmap installed from a wheel as users have it.
        runs: how often a command is timed.
        quick: whether sizes are kept small, to try the benchmark itself.
    """

    folder: Path
    environment: dict[str, str]
    runs: int
    quick: bool

    def project(self, journeys: int, touchpoints: int, kind: Kind = "plain") -> Path:
        """A project of this size, written once."""
        folder = self.folder / f"{kind}-{journeys}x{touchpoints}"
        return folder if folder.exists() else write_project(folder, journeys, touchpoints, kind)

    def stages(self, project: Path, what: str) -> dict[str, float]:
        """Seconds of what `benchmarks.stages` measures of a project."""
        environment = self.environment | {"PYTHONPATH": f"{self.environment['PYTHONPATH']}{os.pathsep}{ROOT}"}
        command = [sys.executable, "-m", "benchmarks.stages", str(project), what]
        result: dict[str, float] = json.loads(subprocess.check_output(command, env=environment))
        return result

    def time(self, *command: str | Path, runs: int | None = None, fresh: Sequence[Path] = ()) -> Timing:
        """Time `jmap` with these arguments; the folders of `fresh` are removed before each run."""

        def before() -> None:
            for folder in fresh:
                shutil.rmtree(folder, ignore_errors=True)

        return time_command(
            [sys.executable, "-m", "jmap", *command],
            runs=runs or self.runs,
            environment=self.environment,
            before=before,
        )


def main() -> None:
    """Measure, print and keep the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes and few runs, to try the benchmark")
    parser.add_argument(
        "--write", action="store_true", help=f"keep the results in {RESULTS.relative_to(ROOT)}"
    )
    chosen = parser.parse_args()
    lines = []
    with tempfile.TemporaryDirectory(prefix="jmap-benchmark-") as name:
        folder = Path(name)
        bench = Bench(folder, _environment(folder), runs=3 if chosen.quick else 9, quick=chosen.quick)
        for line in chain(_machine(), _goals(bench), _scores(bench), _stages(bench), _peers(bench)):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
            lines.append(line)
            if chosen.write:  # a run that is broken off keeps what it has
                RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _environment(folder: Path) -> dict[str, str]:
    """Installs jmap from a wheel, with its templates compiled, as users have it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels, site = folder / "wheels", folder / "site"
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT], check=True)
    subprocess.run([*pip, "install", "--no-deps", "--target", site, *wheels.glob("*.whl")], check=True)
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(site), "XDG_CACHE_HOME": str(folder / "cache")}


def _machine() -> Iterator[str]:
    yield "# Benchmark results"
    yield ""
    yield (
        f"jmap {version('jmap')} from a wheel, Python {platform.python_version()}, {platform.system()} "
        f"{platform.machine()}, {os.cpu_count()} cores; "
        + ", ".join(f"{name} {version(name)}" for name in ("pydantic", "jinja2", "typer", "ruamel.yaml.clib"))
        + "."
    )
    yield ""
    yield (
        "Medians of whole processes. × is the time over that of `python -c pass`, run in turn with it; goals "
        f"are stated for a machine on which that takes {REFERENCE * 1000:.0f} ms, and are compared as ratios. Maps "
        "have 20 touchpoints unless said, with unique texts, half Chinese, half English, and 15 fields each; where "
        "texts are short, one of a line stands everywhere. Glyphs were cut out of the Chinese font before unless said; "
        "memory is that of a first run, which may have cut them. "
        "`benchmarks/inputs.py` writes them; `make bench` repeats all of this."
    )


def _goals(bench: Bench) -> Iterator[str]:
    yield from _table("Goals", ("what", "seconds", "×", "goal ×", "", "peak MB"))
    few, many = (10, 20) if bench.quick else (100, 1000)
    long = 100 if bench.quick else 1000
    one, out = bench.project(1, 20), bench.folder / "out"
    svg, every = ("-f", "svg", "--out", out), ("--out", out)
    yield _goal("`jmap --version`", bench.time("--version"), 0.020)
    yield _goal("`jmap --help`", bench.time("--help"))
    yield _goal("`jmap check`, 1 map", bench.time("check", one))
    yield _goal("cold build, 1 map, SVG", bench.time("build", one, *svg, fresh=[out]), 0.230)
    yield _goal(
        "cold build, 1 map, all default formats", bench.time("build", one, *every, fresh=[out]), 0.300
    )
    drawn = [part for name in DRAWN for part in ("-f", name)]
    yield _goal(
        "the same without Graphviz’s pictures", bench.time("build", one, *drawn, "--out", out, fresh=[out])
    )
    yield _goal("unchanged build, 1 map", bench.time("build", one, *every), 0.040)
    glyphs = bench.folder / "cache" / "jmap" / "fonts"
    yield _goal(
        "cold build, 1 map, SVG, glyphs not cut before", bench.time("build", one, *svg, fresh=[out, glyphs])
    )
    short = bench.project(1, 20, "short")
    yield _goal("cold build, 1 map, SVG, short texts", bench.time("build", short, *svg, fresh=[out]), 0.230)
    hundred, thousand = bench.project(few, 20), bench.project(many, 20)
    yield _goal(f"cold build, {few} maps, SVG", bench.time("build", hundred, *svg, fresh=[out], runs=1), 0.5)
    yield _goal(
        f"cold build, {few} maps, all default formats",
        bench.time("build", hundred, *every, fresh=[out], runs=1),
        1.2,
    )
    yield _goal(
        "the same without Graphviz’s pictures",
        bench.time("build", hundred, *drawn, "--out", out, fresh=[out], runs=1),
        1.2,
    )
    short = bench.project(few, 20, "short")
    yield _goal(
        f"cold build, {few} maps, SVG, short texts",
        bench.time("build", short, *svg, fresh=[out], runs=1),
        0.5,
    )
    serial = bench.time("build", thousand, *svg, "-j", "1", fresh=[out], runs=1)
    yield _goal(f"cold build, {many:,} maps, SVG, one process", serial, 3.0)
    yield _goal(f"cold build, {many:,} maps, SVG, 2 processes",
                bench.time("build", thousand, *svg, "-j", "2", fresh=[out], runs=1), 1.7, 120)  # fmt: skip
    yield _goal(f"unchanged build, {many:,} maps", bench.time("build", thousand, *svg), 0.5)
    yield _goal(f"cold build, 1 map of {long:,} touchpoints, SVG",
                bench.time("build", bench.project(1, long), *svg, fresh=[out]), 0.3, 60)  # fmt: skip


def _peers(bench: Bench) -> Iterator[str]:
    yield from _table("Beside other programs", ("what", "seconds", "×", "per further map", "peak MB"))
    few = 10 if bench.quick else 100
    runs = min(3, bench.runs)
    flows = bench.folder / "flows"
    project = bench.project(few, 20)
    subprocess.run(
        [sys.executable, "-m", "jmap", "build", project, "-f", "dot", "-f", "mermaid-flowchart", "--out", flows],
        env=bench.environment, check=True, capture_output=True,
    )  # fmt: skip
    stems = sorted(path.with_suffix("") for path in flows.glob("*.dot"))
    for name, first in peers(stems[:1]).items():
        single = time_command(first, runs=runs, environment=bench.environment)
        yield _row(f"{name}, 1 flow", single.seconds, single.ratio, "", single.megabytes)
        all_ = time_command(peers(stems)[name], runs=1, environment=bench.environment)
        further = f"{(all_.seconds - single.seconds) / (few - 1) * 1000:.1f} ms"
        yield _row(f"{name}, {few} flows", all_.seconds, all_.ratio, further, all_.megabytes)
    out = bench.folder / "out"
    single = bench.time("build", bench.project(1, 20), "-f", "svg", "--out", out, runs=runs, fresh=[out])
    yield _row("jmap, 1 map", single.seconds, single.ratio, "", single.megabytes)
    all_ = bench.time("build", project, "-f", "svg", "--out", out, runs=1, fresh=[out])
    further = f"{(all_.seconds - single.seconds) / (few - 1) * 1000:.1f} ms"
    yield _row(f"jmap, {few} maps", all_.seconds, all_.ratio, further, all_.megabytes)


def _stages(bench: Bench) -> Iterator[str]:
    """Microseconds per touchpoint, stage by stage, from one map to many files; a flat row is linear cost."""
    sizes = (
        [(1, 20), (1, 200), (1, 2000), (10, 1000)]
        if bench.quick
        else [(1, 20), (1, 200), (1, 2000), (20, 1000), (100, 1000)]
    )
    names = [f"{journeys * touchpoints:,}" for journeys, touchpoints in sizes]
    yield from _table("Stages: microseconds per touchpoint", ("stage", *names, "growth"))
    measured = [_stage_seconds(bench, *size) for size in sizes]
    counts = [journeys * touchpoints for journeys, touchpoints in sizes]
    rendered = [f"render {name}" for name in FORMATS]
    for stage in ("read YAML", "load (read, validate, link)", "check", "score", "lay out", *rendered):
        seconds = [one.get(stage) for one in measured]
        cells = [f"{s / n * 1e6:.0f}" if s is not None else "" for s, n in zip(seconds, counts, strict=True)]
        yield _row(stage, *cells, _growth(counts, seconds))
    yield _row("peak MB", *(f"{one['peak MB']:.0f}" for one in measured), "")
    yield _row("YAML read, MB/s", *(f"{one['MB of YAML'] / one['read YAML']:.1f}" for one in measured), "")
    yield ""
    yield (
        "The first column has few touchpoints to spread fixed costs over. Growth is the slope from the second "
        "column to the last in a log-log plot: 1 is linear. The largest two projects are files of 1,000 "
        "touchpoints; pictures of 100,000 are not drawn."
    )


def _stage_seconds(bench: Bench, journeys: int, touchpoints: int) -> dict[str, float]:
    draw = "draw" if journeys * touchpoints <= 20_000 else "no pictures"
    return bench.stages(bench.project(journeys, touchpoints), draw)


def _scores(bench: Bench) -> Iterator[str]:
    """Seconds and memory of scoring alone, by what touchpoints have; flat columns per touchpoint are linear cost."""
    kinds: dict[Kind, str] = {
        "plain": "emotion and CSAT of everybody",
        "branches": "the same, two ways on everywhere",
        "people": "emotions of two personas, CSAT and NPS",
    }
    sizes = (1, 4, 20) if bench.quick else (1, 10, 100)
    columns = ("touchpoints with", "number", "score, s", "rows and JSON, s", "score, µs each", "peak MB")
    yield from _table("Scores", columns)
    for kind, what in kinds.items():
        for size in sizes:
            found = bench.stages(bench.project(size, 1000, kind), "scores")
            each = (found["score"] / size * 1e3, found["peak MB"])
            yield _row(what, f"{size * 1000:,}", found["score"], found["rows"], *each)
    yield ""
    yield (
        "After loading. Rows are those of `jmap score --by` journey, stage and touchpoint, so nothing shown there is "
        "left for later; the peak is that of loading, scores and rows together."
    )


def _growth(counts: Sequence[int], seconds: Sequence[float | None]) -> str:
    known = [(math.log(n), math.log(s)) for n, s in zip(counts, seconds, strict=True) if s][1:]
    (first_n, first_s), (last_n, last_s) = known[0], known[-1]
    return f"{(last_s - first_s) / (last_n - first_n):.2f}"


def _table(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield from ("", f"## {title}", "", _row(*columns), "|---" + "|---:" * (len(columns) - 1) + "|")


def _goal(what: str, timing: Timing, goal: float | None = None, megabytes: float | None = None) -> str:
    wanted, met = "", ""
    if goal is not None:
        wanted = f"{goal / REFERENCE:.1f}"
        met = "met" if timing.ratio <= goal / REFERENCE else "missed"
    memory = f"{timing.megabytes:.0f}" + (f" (goal {megabytes:.0f})" if megabytes else "")
    return _row(what, timing.seconds, timing.ratio, wanted, met, memory)


def _row(*cells: str | float) -> str:
    shown = (
        cell if isinstance(cell, str) else f"{cell:.3g}" if cell < 10 else f"{cell:.0f}" for cell in cells
    )
    return f"| {' | '.join(shown)} |"


if __name__ == "__main__":
    main()
