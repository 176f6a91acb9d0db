from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

WARNING = "journey: visit\nreview_every: 90d\nstages: [{name: Arrive, touchpoints: [Door]}]\n"
CLEAN = "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n"


def test_a_clean_project_has_no_findings(jmap: Jmap) -> None:
    jmap.write("map.yaml", CLEAN)
    result = jmap("check")
    assert (result.code, result.out, result.err) == (0, "no findings in 1 file, 1 journey\n", "")


def test_a_finding_shows_the_line_the_other_places_and_what_to_do(jmap: Jmap) -> None:
    jmap.write(
        "map.yaml",
        "journey: visit\nstages:\n  - name: Arrive\n    touchpoints:\n"
        "      - {touchpoint: a, name: 等候}\n      - {touchpoint: b, name: 等候}\n",
    )
    assert jmap("check", "-q").out == (
        'map.yaml:6:31: warning[T115 same-name] two touchpoints of the stage "Arrive" are called "等候"\n'
        "  6 |       - {touchpoint: b, name: 等候}\n"
        "    |                               ^^^^\n"
        "  map.yaml:5:31: the first one\n"
        "  5 |       - {touchpoint: a, name: 等候}\n"
        "    |                               ^^^^\n"
        "  hint: say what is different about them\n"
        "\n"
    )


def test_a_format_that_does_not_exist_is_found_where_it_stands(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "outputs:\n  - json\n  - svgg\n")
    jmap.write("map.yaml", CLEAN)
    checked = jmap("check", "-f", "concise", "-q")
    assert checked.code == 1
    assert checked.out.startswith('jmap.yaml:3:5: error[B431] there is no format "svgg"; did you mean "svg"?')
    built = jmap("build")
    assert built.code == 1
    assert "jmap.yaml:3:5: error[B431 unknown-format]" in built.err
    assert (jmap.folder / "build" / "visit.json").exists(), "the others are built"
    assert jmap("build", "-f", "md").code == 0


def test_a_format_that_does_not_exist_is_an_error_like_those_of_files(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "outputs: [svgg]\n")
    jmap.write("map.yaml", CLEAN)
    ignored = jmap("check", "--ignore", "B431")
    assert (ignored.code, ignored.err.count("errors of files are always reported")) == (2, 1)
    (run,) = json.loads(jmap("check", "-f", "sarif").out)["runs"]
    assert run["tool"]["driver"]["rules"][0]["help"]["text"]
    known = jmap("check", "--write-baseline")
    assert (known.code, known.err.count("B431")) == (1, 1)


def test_warnings_fail_only_when_asked_to(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    assert jmap("check").code == 0
    assert jmap("check", "--fail-on", "warning").code == 1
    assert jmap("check", "--severity", "never-reviewed=info", "--fail-on", "warning").code == 0
    assert jmap("check", "--severity", "R=error").code == 1
    assert jmap("check", "--ignore", "R,C", "--fail-on", "info").code == 0
    assert jmap("check", "--per-file-ignore", "*.yaml=R5", "--fail-on", "info").code == 0
    assert jmap("check", "--select", "P", "--extend-select", "R504", "--fail-on", "warning").code == 1


def test_a_project_limits_its_findings(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    jmap.write("jmap.yaml", "gates: {max_findings: {warning: 0}}\n")
    result = jmap("check")
    assert result.code == 1
    assert result.err == "gate: 1 finding of severity warning; max_findings allows 0\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "mising-owner"], 'no rule is called "mising-owner": did you mean "missing-owner"?'),
        (["--ignore", "S201"], 'no rule is called "S201": errors of files are always reported, as errors'),
        (
            ["--per-file-ignore", "x"],
            '--per-file-ignore takes GLOB=RULES, such as "drafts/*.yaml=C,E", not "x"',
        ),
        (["--severity", "R=bad"], '--severity takes RULE=error, RULE=warning or RULE=info, not "R=bad"'),
        (["--baseline", "none.json"], "the baseline none.json cannot be read: there is no such file"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error(arguments: list[str], message: str, jmap: Jmap) -> None:
    jmap.write("map.yaml", CLEAN)
    result = jmap("check", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize("other", ["--diff", "--write-baseline"])
@pytest.mark.parametrize(
    "options", [["-f", "json"], ["-o", "found.txt"], ["--statistics"], ["-q"], ["--fail-on", "warning"]]
)
def test_options_without_effect_are_refused(jmap: Jmap, other: str, options: list[str]) -> None:
    jmap.write("map.yaml", CLEAN)
    result = jmap("check", other, *options)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: --diff and --write-baseline report no findings: ")


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes"])
def test_what_is_only_shown_is_not_mended(jmap: Jmap, option: str) -> None:
    jmap.write("map.yaml", CLEAN)
    result = jmap("check", "--diff", option)
    assert result.code == 2
    assert result.err == f"error: --diff shows all fixes and makes none: leave {option} away\n"


def test_yaml_of_others_named_alone_is_passed_over_if_wished(jmap: Jmap) -> None:
    jmap.write("maps/jmap.yaml", "title: Maps\n")
    jmap.write("maps/map.yaml", CLEAN)
    for name in ("ci.yaml", "maps/ci.yaml"):
        jmap.write(name, "on: push\n")
        assert "error[S208" in jmap("check", name).out
        assert jmap("check", "--skip-foreign", name).code == 0
    jmap.write("empty.yaml", "")
    assert "error[S212" in jmap("check", "--skip-foreign", "empty.yaml").out


def test_the_day_can_be_set(jmap: Jmap) -> None:
    jmap.write("map.yaml", CLEAN + "reviewed: 2026-06-01\nreview_every: 30d\n")
    assert jmap("check", "--today", "2026-06-30").out == "no findings in 1 file, 1 journey\n"
    assert "has been due for 1 day, since 2026-07-01" in jmap("check", "--today", "2026-07-02").out
    for wrong in ("tomorrow", "2026-13-01"):
        refused = jmap("check", "--today", wrong)
        assert (refused.code, refused.err) == (
            2,
            f'error: --today takes a day such as 2026-09-30, not "{wrong}"\n',
        )


def test_statistics_count_each_rule(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    jmap.write("b.yaml", WARNING.replace("visit", "call") + "goal: TODO\n")
    lines = jmap("check", "-f", "concise", "--statistics").out.splitlines()
    assert [line.split() for line in lines[3:6]] == [
        ["Found", "Code", "Severity", "Name"],
        ["2", "R504", "warning", "never-reviewed"],
        ["1", "L704", "warning", "placeholder"],
    ]


def test_machine_formats_have_stdout_to_themselves(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    result = jmap("check", "-f", "json", "--statistics")
    assert json.loads(result.out)["counts"]["warning"] == 1
    assert result.err.endswith("1 warning in 1 file, 1 journey\n")


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_findings_can_go_to_a_file(form: str, jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    printed = jmap("check", "-f", form, "-q").out
    result = jmap("check", "-f", form, "-o", "report.txt")
    assert result.out == "1 warning in 1 file, 1 journey\n"
    assert (jmap.folder / "report.txt").read_text(encoding="utf-8") == printed


def test_paths_are_as_seen_from_the_current_folder(jmap: Jmap) -> None:
    jmap.write("maps/a b/map.yaml", WARNING)
    jmap.write("maps/jmap.yaml", "title: Maps\n")
    assert jmap("check", "maps", "-f", "concise").out.startswith("maps/a b/map.yaml:2:1: ")
    (issue,) = json.loads(jmap("check", "maps", "-f", "gitlab").out)
    assert issue["location"]["path"] == "maps/a b/map.yaml"
    sarif = json.loads(jmap("check", "maps", "-f", "sarif").out)["runs"][0]["results"][0]
    assert sarif["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "maps/a%20b/map.yaml"


@pytest.mark.parametrize(
    ("form", "variable"),
    [
        ("github", "GITHUB_WORKSPACE"),
        ("sarif", "GITHUB_WORKSPACE"),
        ("gitlab", "CI_PROJECT_DIR"),
        ("sarif", "CI_PROJECT_DIR"),
    ],
)
def test_a_ci_server_finds_files_from_its_checkout_on_wherever_the_job_stands(
    form: str, variable: str, jmap: Jmap
) -> None:
    jmap.write("map.yaml", WARNING)
    name = f"{jmap.folder.name}/map.yaml"
    assert name in jmap("check", "-f", form, **{variable: str(jmap.folder.parent)}).out
    elsewhere = jmap("check", "-f", form, **{variable: str(jmap.folder / "other")}).out
    assert "map.yaml" in elsewhere
    assert name not in elsewhere
    people = jmap("check", "-f", "concise", **{variable: str(jmap.folder.parent)})
    assert people.out.startswith("map.yaml:2:1: "), "people start from where they are"


def test_github_gets_a_summary_of_the_step(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    jmap.write("summary.md", "before\n")
    jmap("check", "-f", "github", GITHUB_STEP_SUMMARY=str(jmap.folder / "summary.md"))
    lines = (jmap.folder / "summary.md").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["before", "### Journey maps: 1 warning"]
    jmap("check", "-f", "concise", GITHUB_STEP_SUMMARY=str(jmap.folder / "summary.md"))
    assert (jmap.folder / "summary.md").read_text(encoding="utf-8").splitlines() == lines


@pytest.mark.parametrize("form", ["full", "concise", "github"])
def test_no_spec_can_give_commands_to_a_ci_server(form: str, jmap: Jmap) -> None:
    jmap.write(
        "::error::x.yaml",
        'journey: visit\nstages:\n  - name: "::stop-commands::x"\n  - name: "##[error]a"\n'
        '  - name: "##vso[task.setvariable variable=a]b"\n'
        '  - {name: Arrive, touchpoints: ["\\n::set-output name=a::b"]}\n"\\n::warning::x": 1\n',
    )
    result = jmap("check", ".", "-f", form, "--fail-on", "info")
    lines = (result.out + result.err).splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::")]
    if form == "github":
        assert all(
            line.startswith(("::error title=", "::warning title=", "::notice title=")) for line in commands
        )
        assert len(commands) == len([line for line in lines if line.startswith("::")])
    else:
        assert commands == []
        assert "##[" not in result.out
        assert "##vso[" not in result.out
    assert "\n::set-output" not in result.out


def test_a_baseline_leaves_out_what_is_known(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    result = jmap("check", "--write-baseline")
    assert result.code == 0
    assert "1 warning → jmap-baseline.json" in result.out
    assert "check: {baseline: jmap-baseline.json}" in result.out
    jmap.write("jmap.yaml", "check: {baseline: jmap-baseline.json}\n")
    assert jmap("check", "--fail-on", "info").out.startswith("no findings")
    jmap.write("map.yaml", "# moved\n\n" + WARNING + "goal: TODO\n")
    assert [line.split()[1] for line in jmap("check", "-f", "concise", "-q").out.splitlines()] == [
        "warning[L704]"
    ]
    jmap.write("map.yaml", CLEAN)
    gone = jmap("check", "-f", "concise", "-q").out
    assert gone == "info[X904] of the findings in the baseline 1 is gone\n"
    assert jmap("check", "-f", "concise", "-q", "--select", "P").out == ""


def test_a_baseline_is_of_the_whole_project(jmap: Jmap) -> None:
    jmap.write("map.yaml", WARNING)
    jmap.write("jmap.yaml", "title: Shop\n")
    jmap.write("other.yaml", "journey: other\ntitle: TODO\nstages: [{name: A, touchpoints: [B]}]\n")
    assert jmap("check", "--write-baseline").code == 0
    known = (jmap.folder / "jmap-baseline.json").read_bytes()
    result = jmap("check", "other.yaml", "--write-baseline")
    assert (result.code, result.err) == (
        2, "error: a baseline is written for a whole project: name its folder\n",
    )  # fmt: skip
    assert (jmap.folder / "jmap-baseline.json").read_bytes() == known


def test_the_name_of_a_baseline_steers_neither_terminal_nor_server(jmap: Jmap) -> None:
    jmap.write("map.yaml", CLEAN)
    result = jmap("check", "--write-baseline", "--baseline", "##vso[task.x]\x1b[31ma.json")
    assert result.code == 0
    assert "→ #♯vso[task.x]␛[31ma.json" in result.out


def test_a_baseline_never_hides_errors_of_files(jmap: Jmap) -> None:
    jmap.write("map.yaml", CLEAN + "titel: x\n")
    result = jmap("check", "--write-baseline")
    assert result.code == 1
    assert result.err.startswith("map.yaml:3:1: error[S201 unknown-key]")
    result = jmap("check", "--baseline", "jmap-baseline.json", "-f", "concise")
    assert "error[S201]" in result.out
    assert result.code == 1


@pytest.mark.parametrize("arguments", [(), ("--write-baseline",)])
def test_a_project_cannot_point_its_baseline_outside(arguments: tuple[str, ...], jmap: Jmap) -> None:
    jmap.write("maps/map.yaml", WARNING)
    jmap.write("maps/jmap.yaml", "check: {baseline: ../outside.json}\n")
    jmap.write("outside.json", "{}")
    result = jmap("check", "maps", *arguments)
    assert result.code == 2
    assert "../outside.json" in result.err
    assert (jmap.folder / "outside.json").read_text() == "{}"


def test_explain_tells_everything_about_a_code_or_a_name(jmap: Jmap) -> None:
    by_code, by_name = jmap("explain", "a302"), jmap("explain", "severe-pain-unanswered")
    assert by_code.out == by_name.out
    assert by_code.out.startswith("A302 severe-pain-unanswered (warning, from insight to action)\n")
    assert "Mended:" in by_code.out
    assert jmap("explain", "S201").out.startswith("S201 unknown-key\n")
    assert jmap("explain", "F202").out.startswith("F202 shortened-texts\n")
    assert jmap("explain", "F303").out.startswith("F303 tool-missing\n")
    assert jmap("explain", "not-drawn").out.startswith("B402 not-drawn\n")
    assert jmap("explain", "X901").out.startswith("X901 unused-suppression\n")
    assert "  5  " in jmap("explain", "emotion").out


def test_explain_suggests_what_was_meant(jmap: Jmap) -> None:
    result = jmap("explain", "missing-ownr")
    assert (result.code, result.err) == (
        2,
        'error: nothing is called "missing-ownr": did you mean "missing-owner"?\n',
    )


def test_rules_are_listed_for_people_and_programs(jmap: Jmap) -> None:
    lines = jmap("rules", "p").out.splitlines()
    assert lines[0].split()[:4] == ["Code", "Severity", "Fix", "Name"]
    assert [line.split()[0] for line in lines[1:3]] == ["P801", "P802"]
    assert jmap("rules", "Z").code == 2
    assert jmap("rules", "Z").err.startswith(
        'error: no rule has a code that begins with "Z"; families: T Str'
    )
    listed = json.loads(jmap("rules", "-f", "json").out)
    assert len(listed) >= 40
    assert {"code", "name", "severity", "family", "summary", "why"} <= set(listed[0])


def test_several_files_of_one_project_are_checked_together(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "title: A\n")
    jmap.write("people.yaml", "personas: [{persona: guest, name: Guest}]\n")
    for name in ("a", "b", "c"):
        jmap.write(f"旅程/{name}.yaml", f"journey: {name}\npersonas: [guest]\nstages: [TODO]\n")
    everything = jmap("check", "--select", "L704", "-f", "concise")
    assert everything.out.count("L704") == 3
    some = jmap("check", "旅程/a.yaml", "旅程/c.yaml", "--select", "L704", "-f", "concise")
    assert [line.partition(":")[0] for line in some.out.splitlines()[:2]] == ["旅程/a.yaml", "旅程/c.yaml"]
    assert "2 warnings in 5 files, 2 journeys" in some.out
    assert jmap("check", ".", "旅程/a.yaml", "--select", "L704").out.count("[L704") == 3


def test_of_several_files_those_that_are_no_specs_are_passed_over(jmap: Jmap) -> None:
    jmap.write("mkdocs.yml", "site_name: x\n")
    jmap.write("other/visit.yaml", "journey: visit\nstages: [TODO]\n")
    jmap.write("other/empty.yaml", "# nothing yet\n")
    result = jmap(
        "check", "mkdocs.yml", "other/visit.yaml", "other/empty.yaml", "--select", "L704", "-f", "concise"
    )
    assert result.out.splitlines()[0].startswith("other/visit.yaml:2:10: warning[L704]")
    assert len(result.out.splitlines()) == 2
    assert jmap("check", "mkdocs.yml").code == 1  # named alone it was meant


@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("others", [[], ["maps/visit.yaml"]])
def test_a_spec_that_was_emptied_is_told_alone_and_beside_others(
    jmap: Jmap, others: list[str], *, settings: bool
) -> None:
    if settings:
        jmap.write("jmap.yaml", "languages: en\n")
    jmap.write("maps/visit.yaml", "journey: visit\nstages: [Arrive]\n")
    jmap.write("maps/emptied.yaml", "\n")
    result = jmap("check", "maps/emptied.yaml", *others, "-f", "github")
    assert result.code == 1
    assert ",file=maps/emptied.yaml,line=1,col=1," in result.out
    assert "emptied.yaml is empty" in result.out


def test_a_folder_of_empty_files_says_that_they_are(jmap: Jmap) -> None:
    jmap.write("maps/visit.yaml", "")
    result = jmap("check", "maps")
    assert (result.code, "there is no journey here; empty: visit.yaml" in result.out) == (1, True)


def test_files_of_several_projects_each_belong_to_their_own(jmap: Jmap) -> None:
    for name in ("one", "two"):
        jmap.write(f"{name}/jmap.yaml", f"personas: [{name}]\n")
        jmap.write(f"{name}/map.yaml", "journey: visit\npersonas: [one]\nstages: [TODO]\n")
    result = jmap("check", "one/map.yaml", "two/map.yaml", "-f", "concise", "--select", "L704")
    assert result.code == 1
    assert "two/map.yaml:2:12: error[S205]" in result.out
    assert "one/map.yaml:2:" not in result.out
    assert jmap("check", "one", "two", "--write-baseline").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("way", ["pipe", "link", "folder"])
@pytest.mark.parametrize("options", ["-f json -o", "--write-baseline --baseline"])
def test_what_is_no_file_is_written_to_and_not_replaced(jmap: Jmap, way: str, options: str) -> None:
    folder = jmap.folder
    check = ("check", str(folder / "map.yaml"), *options.split())
    (folder / "map.yaml").write_text("journey: j\nstages: [S]\n")
    named, target = folder / "named", folder / "target"
    if way == "folder":
        named.mkdir()
        assert jmap(*check, str(named)).code == 2
        assert named.is_dir()
        return
    if way == "pipe":
        os.mkfifo(named)
        reader = os.open(named, os.O_RDONLY | os.O_NONBLOCK)
    else:
        named.symlink_to(target)
        target.write_text("before")
    assert jmap(*check, str(named)).code == 0
    if way == "pipe":
        written = os.read(reader, 100_000)
        os.close(reader)
        assert stat.S_ISFIFO(named.stat().st_mode)
    else:
        assert named.is_symlink()
        written = target.read_bytes()
    assert json.loads(written) is not None
