from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jmap as package

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

MAP = """\
journey: visit
title: A visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 4
        measures:
          {measure}
"""

SMILES = """\
from jmap.plugin import Estimate, Measure, Measurement, MeasureSettings, Reading, RefusedError, placed

def read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    value = measurement.value
    if value is None or value.unit != "share":
        raise RefusedError("S213", "smiles are a share: write 50%")
    estimate = Estimate(value.amount, measurement.n, None, str(value))
    return placed(estimate, 0, 1, f"{value.amount} × 100", "share of those who smile")

MEASURE = Measure(
    id="smiles", label=None, accepts=("50%",), better="higher", scale="0 to 100%", bounded=False,
    formula="share × 100", source="us", pooling="by n", read=read, settle=lambda settings: None,
)
"""


def test_kano_is_shown_everywhere_and_scored_nowhere(jmap: Jmap) -> None:
    counts = "kano: {counts: {A: 638, O: 216, M: 29, I: 85, R: 7, Q: 25}, date: 2026-09-30, source: survey}"
    jmap.write("map.yaml", MAP.format(measure=counts))
    shown = "A (CS+ 0.88, CS− −0.25)"
    assert "never-scored" not in jmap("check").out
    assert jmap("build").code == 0
    files = jmap.files()
    for name in ("visit.svg", "visit.html", "visit.md"):
        assert shown in files[name].decode(), name
    explained = jmap("score", "--explain", "door").out
    assert shown in explained
    assert " 1000 " in explained
    assert "shown only" in explained
    scores = json.loads(jmap("score", "-f", "json").out)
    assert "75" in json.dumps(scores)  # the emotion alone


def installed(site: Path, entries: str, module: str) -> str:
    """The path on which a package `acme` has these entry points, and its module `acme_smiles`."""
    info = site / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(entries, encoding="utf-8")
    (site / "acme_smiles.py").write_text(module, encoding="utf-8")
    return os.pathsep.join([str(site), str(Path(package.__file__).parents[1])])


def test_the_package_of_the_recipe_works(jmap: Jmap, tmp_path: Path, root: Path) -> None:
    recipe = (
        (root / "CONTRIBUTING.md")
        .read_text(encoding="utf-8")
        .partition("### Offer one from another package")[2]
    )
    entries, module = (
        re.findall(rf"```{kind}\n(.*?)```", recipe, re.DOTALL)[0] for kind in ("toml", "python")
    )
    path = installed(
        tmp_path / "site",
        re.sub(r'project.entry-points."(.*)"', r"\1", entries)
        .replace('"', "")
        .replace("acme_jmap", "acme_smiles"),
        module,
    )
    known = json.loads(jmap("rules", "ZA", "-f", "json", PYTHONPATH=path).out)[0]
    jmap.write("map.yaml", known["bad"])
    line, column = known["at"]
    assert (
        f"map.yaml:{line}:{column}: warning[ZA1]"
        in jmap("check", "map.yaml", "-f", "concise", PYTHONPATH=path).out
    )
    assert jmap("draw", "map.yaml", "-f", "names", PYTHONPATH=path).out == "DOOR\n"
    jmap.write("map.yaml", known["good"].replace("emotion: 4", "measures: {smiles: {value: 50%, n: 80}}"))
    assert "ZA1" not in jmap("check", "map.yaml", "-f", "concise", PYTHONPATH=path).out
    assert "0.5 × 100 = 50" in jmap("score", "map.yaml", "--explain", "door", PYTHONPATH=path).out


BROKEN = 'raise ImportError("needs libfoo")\n'


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "measures: {smiles: {better: lower}}\n",
        "scoring: {weights: {smiles: 2}}\n",
        "lanes: [{id: x, name: X, from: measures.smiles}]\n",
    ],
)
def test_a_measure_that_cannot_be_loaded_is_no_unknown_one(jmap: Jmap, tmp_path: Path, settings: str) -> None:
    path = installed(tmp_path / "site", "[jmap.measures]\nsmiles = acme_smiles:MEASURE\n", BROKEN)
    measure = "csat: 50%" if settings.startswith(("scoring", "lanes")) else "smiles: 50%"
    jmap.write("maps/map.yaml", MAP.format(measure=measure))
    jmap.write("maps/jmap.yaml", f"title: Maps\n{settings}")
    found = jmap("check", "maps", PYTHONPATH=path)
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        'error: "smiles" of a package does not work: '
        "acme (jmap.measures: smiles): ImportError: needs libfoo\n"
    )


def test_a_format_or_rule_that_cannot_be_loaded_is_no_unknown_one(jmap: Jmap, tmp_path: Path) -> None:
    entries = "[jmap.formats]\nslides = acme_smiles:FORMAT\n[jmap.rules]\nacme-naming = acme_smiles:RULE\n"
    path = installed(tmp_path / "site", entries, BROKEN)
    jmap.write("maps/map.yaml", MAP.format(measure="csat: 50%"))
    for command in (
        ["build", "maps", "-f", "slides"],
        ["draw", "maps", "-f", "slides"],
        ["check", "maps", "--select", "acme-naming"],
        ["explain", "acme-naming"],
    ):
        result = jmap(*command, PYTHONPATH=path)
        assert (result.code, result.out) == (2, ""), command
        assert "of a package does not work: acme (jmap." in result.err
        assert "ImportError: needs libfoo" in result.err


def test_a_measure_of_an_installed_package_is_known(jmap: Jmap, tmp_path: Path) -> None:
    path = installed(tmp_path / "site", "[jmap.measures]\nsmiles = acme_smiles:MEASURE\n", SMILES)
    jmap.write("maps/map.yaml", MAP.format(measure="smiles: {value: 50%, n: 80}"))
    assert '"smiles" is not' in jmap("check", "maps").out
    found = jmap("check", "maps", PYTHONPATH=path)
    assert found.code == 0, found.out
    assert "smiles" in jmap("score", "maps", "--explain", "door", PYTHONPATH=path).out
    assert '"smiles"' in jmap("schema", PYTHONPATH=path).out
    assert "smiles" in jmap("draw", "maps/map.yaml", "-f", "md", PYTHONPATH=path).out
    jmap.write("maps/map.yaml", MAP.format(measure="smiles: 12min"))
    found = jmap("check", "maps", PYTHONPATH=path)
    assert (found.code, found.err) == (1, "")
    assert "error[S213 number-form] smiles are a share: write 50%" in found.out


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("read=lambda *_: 1 / 0", "ZeroDivisionError: division by zero"),
        ("read=lambda *_: 5", "TypeError: read gives a int, expected a Reading"),
        (
            "read=lambda *_: (_ for _ in ()).throw(RefusedError('ACME', 'no'))",
            "TypeError: RefusedError has the code ACME, expected one of S203, S213, S215",
        ),
        ("settle=None", "TypeError: 'NoneType' object is not callable"),
        ("id='csat'", "csat is already taken by jmap"),
    ],
)
def test_what_a_measure_of_a_package_does_wrong_is_no_bug_in_jmap(
    jmap: Jmap, tmp_path: Path, change: str, why: str
) -> None:
    module = f"{SMILES}from dataclasses import replace\nMEASURE = replace(MEASURE, {change})\n"
    path = installed(tmp_path / "site", "[jmap.measures]\nsmiles = acme_smiles:MEASURE\n", module)
    jmap.write("maps/map.yaml", MAP.format(measure="smiles: 50%"))
    jmap.write("maps/jmap.yaml", "title: Maps\nmeasures: {smiles: {better: higher}}\n")
    for command in (["check", "maps"], ["draw", "maps/map.yaml", "-f", "md"]):
        found = jmap(*command, PYTHONPATH=path)
        assert (found.code, found.out) == (2, ""), command
        assert found.err == (
            f'error: "smiles" of a package does not work: acme (jmap.measures: smiles): {why}\n'
        )


SLIDES = """\
from jmap.plugin import Format, Output, Rendered

FORMAT = Format(id="{id}", title="Slides", summary="Slides.", render=lambda sheet: {made})
"""


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        (
            "None",
            "TypeError: render has to give Rendered, whose outputs are each an Output of a suffix and bytes",
        ),
        ("Rendered(())", "TypeError: render has to give Rendered"),
        ("Rendered(Output('.txt', b'x'))", "TypeError: render has to give Rendered"),
        ("Rendered((Output('.txt', 'x'),))", "TypeError: render has to give Rendered"),
    ],
)
def test_what_a_format_of_a_package_does_wrong_is_no_bug_in_jmap(
    jmap: Jmap, tmp_path: Path, made: str, why: str
) -> None:
    module = SLIDES.format(id="slides", made=made)
    path = installed(tmp_path / "site", "[jmap.formats]\nslides = acme_smiles:FORMAT\n", module)
    jmap.write("maps/map.yaml", MAP.format(measure="csat: 50%"))
    for command in (["build", "maps", "-f", "slides", "-f", "md"], ["draw", "maps/map.yaml", "-f", "slides"]):
        found = jmap(*command, PYTHONPATH=path)
        assert found.code == 1, command
        assert f'"slides" of a package does not work: acme (jmap.formats: slides): {why}' in found.err
    assert "visit.md" in jmap.files("maps/build")


@pytest.mark.parametrize("name", ["svg", "mermaid"])
def test_a_format_of_a_package_cannot_have_a_name_of_ours(jmap: Jmap, tmp_path: Path, name: str) -> None:
    module = SLIDES.format(id=name, made="None")
    path = installed(tmp_path / "site", "[jmap.formats]\nslides = acme_smiles:FORMAT\n", module)
    jmap.write("map.yaml", MAP.format(measure="csat: 50%"))
    found = jmap("draw", "map.yaml", "-f", "slides", PYTHONPATH=path)
    assert (found.code, found.out) == (2, "")
    assert f"acme (jmap.formats: slides): {name} is already taken by jmap" in found.err
