from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jmap
from jmap.check import Problem, all_rules, by_journey, check, known_of, run
from jmap.check import known as engine
from jmap.diagnostics import Severity
from jmap.discovery import Discovery
from jmap.model import Journey, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.check.conftest import Specs

    from jmap.check import Survey
    from jmap.diagnostics import Finding

MAP = "journey: visit\nstages: [{name: Arrive, touchpoints: [Door, Door 2]}]\n"
RULES = all_rules()


def _with(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    rule = replace(RULES[0], code="Z999", name="acme-rule", needs_today=False, **changes)  # type: ignore[arg-type]
    monkeypatch.setattr(engine, "discovered", lambda: Discovery((*RULES, rule), ()))


def test_a_rule_that_fails_is_reported_and_costs_the_others_nothing(
    specs: Specs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Survey) -> Iterator[Problem]:
        yield Problem(("journeys", "visit"), "before the fault")
        raise KeyError("line\nbreak")

    _with(monkeypatch, check=fails)
    found = specs.findings(MAP + "review_every: 90d\n")
    assert [each.code for each in found] == ["X903", "Z999", "R504"]
    assert (
        "Z999 (acme-rule) of tests does not work and was left out: KeyError: 'line\\nbreak'"
        in found[0].message
    )


@pytest.mark.parametrize(
    "yielded", ["text", None, Problem((), "nowhere"), Problem(("nothing", "x", 1), "lost")]
)
def test_what_a_rule_of_others_gives_is_not_trusted(
    yielded: object, specs: Specs, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with(monkeypatch, check=lambda _: [yielded])
    codes = specs.codes(MAP)
    assert codes in (["X903"], ["Z999"])


@pytest.mark.parametrize("key", ["message", "hint"])
def test_a_rule_that_tells_no_text_is_left_out(
    key: str, specs: Specs, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = Problem(("journeys", "visit"), "no")._replace(**{key: 5})  # type: ignore[arg-type]
    _with(monkeypatch, check=lambda _: [problem])
    (finding,) = specs.findings(MAP)
    assert finding.code == "X903"
    assert f"TypeError: the {key} is a int, expected a str" in finding.message


def test_a_severity_may_be_written_as_a_word(specs: Specs, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = Problem(("journeys", "visit"), "no")
    _with(monkeypatch, check=lambda _: [problem], severity="error")
    (finding,) = specs.findings(MAP)
    assert finding.severity is Severity.ERROR
    with pytest.raises(ValueError, match="'bogus' is not a valid Severity"):
        _with(monkeypatch, severity="bogus")


def test_a_project_made_in_python_has_findings_without_places() -> None:
    journey = Journey.model_validate({"journey": "visit", "title": "Visit", "review_every": 7_776_000})
    found = check(Project(journeys={"visit": journey}))
    assert [(each.code, each.span) for each in found] == [("R504", None), ("T101", None)]


def test_an_excerpt_is_underlined_where_it_stands(specs: Specs) -> None:
    text = "journey: visit\nstages:\n  - {name: Arrive, touchpoints: [{name: Door, does: Asks li@acme.cn}]}\n"
    (found,) = specs.findings(text)
    assert found.span is not None
    assert found.span.text[found.span.column - 1 :][: found.span.length] == "li@acme.cn"


def test_an_excerpt_further_down_is_told_at_the_beginning_of_its_text(specs: Specs) -> None:
    text = (
        "journey: visit\nstages:\n  - name: Arrive\n    touchpoints:\n      - name: Door\n"
        "        does: |\n          Asks\n          li@acme.cn\n"
    )
    (found,) = specs.findings(text)
    assert found.span is not None
    assert (found.code, found.span.line, found.span.column) == ("P801", 6, 15)


def test_findings_are_in_order_and_the_same_with_every_hash_seed(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "jmap",
        "check",
        *map(str, sorted(root.glob("examples/*/"))),
        "-f",
        "json",
        "-q",
        "--today",
        "2028-01-01",
    ]
    outputs = [
        subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert outputs[0] == outputs[1] == outputs[2]
    places = [each["place"] for each in json.loads(outputs[0])["findings"] if each["place"]]
    assert len(places) > 50
    assert places == sorted(places, key=lambda place: (place["path"], place["line"], place["column"]))


PLUGIN = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "acme-jmap"
version = "1.0"
[project.entry-points."jmap.rules"]
shout = "acme_jmap.shout:RULE"
broken = "acme_jmap.broken"
failing = "acme_jmap.failing"
taken = "acme_jmap.taken"
twin = "acme_jmap.twin"
unselectable = "acme_jmap.unselectable"
""",
    "acme_jmap/__init__.py": "",
    "acme_jmap/broken.py": "import a_module_that_is_not_there\n",
    "acme_jmap/shout.py": """\
from jmap.plugin import Problem, Rule, Severity, Survey

def _check(survey: Survey):
    for moment in survey.touchpoints:
        if str(moment.here.name).isupper():
            yield Problem((*moment.pointer, "name"), f"{moment.here.name} shouts", "write it in small letters")

RULE = Rule(
    code="ACME1", name="no-shouting", severity=Severity.WARNING, summary="A name is in capitals.",
    why="It shouts.", bad="", at=(1, 1), good="", not_for="Acronyms.", quiet="", check=_check,
)
""",
    "acme_jmap/taken.py": """\
from dataclasses import replace
from acme_jmap.shout import RULE as SHOUT

RULE = replace(SHOUT, code="S205", name="of-files")
""",
    "acme_jmap/twin.py": """\
from dataclasses import replace
from acme_jmap.shout import RULE as SHOUT

RULE = replace(SHOUT, code="ACME3", name="missing-emotion")
""",
    "acme_jmap/unselectable.py": """\
from dataclasses import replace
from acme_jmap.shout import RULE as SHOUT

RULE = replace(SHOUT, code="ACME 4")
""",
    "acme_jmap/failing.py": """\
from dataclasses import replace
from acme_jmap.shout import RULE as SHOUT

def _check(survey):
    raise ValueError("::error::not today")

RULE = replace(SHOUT, code="ACME2", name="always-fails", check=_check)
""",
}


@pytest.fixture(scope="module")
def plugin_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed package that offers six rules, one of which works."""
    source, site = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("site")
    for name, text in PLUGIN.items():
        path = source / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--target", site, source], check=True)
    return site


def _jmap(site: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "jmap", *arguments],
        env={
            **os.environ,
            "PYTHONPATH": f"{site}{os.pathsep}{Path(jmap.__file__).parents[1]}",
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_a_rule_of_an_installed_package_works_and_a_broken_one_is_reported(
    plugin_site: Path, specs: Specs
) -> None:
    path = specs.write("journey: visit\nreview_every: 90d\nstages: [{name: Arrive, touchpoints: [DOOR]}]\n")
    done = _jmap(plugin_site, "check", path, "-f", "json", "-q")
    found = [(each["code"], each["message"]) for each in json.loads(done.stdout)["findings"]]
    assert done.returncode == 0
    assert [code for code, _ in found] == [*["X903"] * 5, "R504", "ACME1"]
    failures = [
        "plug-in acme-jmap (jmap.rules: broken) ",
        "plug-in acme-jmap (jmap.rules: taken) does not work and was left out: S205 is already taken",
        "plug-in acme-jmap (jmap.rules: twin) does not work and was left out: missing-emotion is already taken",
        'unselectable) does not work and was left out: ValueError: the code "ACME 4" is not made of capitals',
        "rule ACME2 (always-fails) of acme_jmap does not work",
    ]
    assert all(words in message for words, (_, message) in zip(failures, found, strict=False))
    assert found[-1][1] == "DOOR shouts"


def test_rules_of_packages_are_selected_explained_and_listed_like_any(
    plugin_site: Path, specs: Specs
) -> None:
    path = specs.write("journey: visit\nstages: [{name: Arrive, touchpoints: [DOOR]}]\n")
    done = _jmap(plugin_site, "check", path, "-f", "concise", "-q", "--select", "no-shouting")
    assert done.stdout.endswith("map.yaml:2:39: warning[ACME1] DOOR shouts\n")
    assert "ACME1 no-shouting (warning" in _jmap(plugin_site, "explain", "acme1").stdout
    assert "no-shouting" in _jmap(plugin_site, "rules", "ACME").stdout


def test_what_journeys_share_is_found_once_and_is_about_each_of_them(specs: Specs) -> None:
    project = specs.read("""\
touchpoints: [{touchpoint: desk, name: Help desk, pains: [{pain: queue, severity: 5, text: Long queues}]}]
---
journey: one
stages: [{name: Arrive, touchpoints: [{use: desk}]}]
---
journey: other
stages: [{name: Ask, touchpoints: [{use: desk}, Door]}]
""").project
    found = [finding for finding in check(project) if finding.name == "severe-pain-unanswered"]
    assert len(found) == 1
    assert [pointer[1] for pointer in found[0].pointers] == ["one", "other"]
    assert by_journey(found) == {"one": tuple(found), "other": tuple(found)}
    for name in ("one", "other"):
        assert found[0] in known_of(project, name)


def test_a_project_is_checked_once_for_all_journeys_that_are_drawn(
    specs: Specs, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = specs.read("journey: one\nstages: []\n---\njourney: other\nstages: []\n").project
    checked: list[Project] = []

    def counted(one: Project) -> tuple[Finding, ...]:
        checked.append(one)
        return ()

    monkeypatch.setattr(run, "check", counted)
    known_of(project, "one")
    known_of(project, "other")
    assert checked == [project]
