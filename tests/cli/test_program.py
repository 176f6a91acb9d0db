from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from jmap.build.formats import built_in, find_formats
from jmap.build.importing import importers
from jmap.cli.app import COMMANDS
from jmap.cli.options import FORMATS
from jmap.model import Settings
from jmap.version import VERSION

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap


def test_help_lists_every_command_and_says_how_to_begin(jmap: Jmap) -> None:
    result = jmap("--help")
    assert result.code == 0
    for command in COMMANDS:
        assert f"  {command} " in result.out
    assert "jmap new my-journeys" in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_program_says_of_a_command_what_the_command_says(command: str) -> None:
    documentation = import_module(f"jmap.cli.commands.{command}").command.__doc__
    assert documentation.partition("\n")[0] == COMMANDS[command]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_examples(jmap: Jmap, command: str) -> None:
    result = jmap(command, "--help")
    assert result.code == 0
    assert "Examples:" in result.out
    assert f"jmap {command}" in result.out


def test_version(jmap: Jmap) -> None:
    assert jmap("--version").out == f"jmap {VERSION}\n"


def test_without_arguments_the_help_is_shown(jmap: Jmap) -> None:
    result = jmap()
    assert result.code == 2
    assert "Usage: jmap" in result.out + result.err


def test_an_unknown_command_is_a_usage_error(jmap: Jmap) -> None:
    result = jmap("biuld")
    assert result.code == 2
    assert "biuld" in result.err


def test_an_unknown_option_is_a_usage_error(jmap: Jmap) -> None:
    assert jmap("build", "--frobnicate").code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete(jmap: Jmap, shell: str) -> None:
    result = jmap("--show-completion", shell, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert result.code == 0
    assert "JMAP_COMPLETE" in result.out


@pytest.mark.usefixtures("map_file")
def test_draw_prints_one_format(jmap: Jmap) -> None:
    result = jmap("draw", "map.yaml", "-f", "svg")
    assert result.code == 0
    assert result.out.startswith("<svg ")
    assert result.out.rstrip().endswith("</svg>")


@pytest.mark.skipif(os.name != "posix", reason="a terminal is made of a POSIX one")
@pytest.mark.usefixtures("map_file")
def test_draw_spares_a_terminal_what_is_no_text(jmap: Jmap) -> None:
    for format_, code in (("xlsx", 2), ("csv", 0)):
        ours, theirs = os.openpty()
        arguments = [sys.executable, "-m", "jmap", "draw", "map.yaml", "-f", format_]
        done = subprocess.run(
            arguments, cwd=jmap.folder, stdout=theirs, stderr=subprocess.PIPE, check=False, text=True
        )
        os.close(theirs)
        os.close(ours)
        assert done.returncode == code
        assert ("write it to a file, as in `> visit.xlsx`" in done.stderr) == bool(code)


def test_draw_says_what_the_format_has_to_say(jmap: Jmap) -> None:
    names = [f"t{number}" for number in range(25)]
    steps = ", ".join(f"{{touchpoint: {name}, name: X, next: [{', '.join(names)}]}}" for name in names)
    jmap.write("map.yaml", f"journey: visit\ntitle: A visit\nstages: [{{name: A, touchpoints: [{steps}]}}]\n")
    result = jmap("draw", "map.yaml", "-f", "mermaid-flowchart")
    assert result.code == 0
    assert result.out.startswith("flowchart LR\n")
    assert "warning[F302 format-limit]" in result.err
    assert "625 edges of 500" in result.err


@pytest.mark.usefixtures("map_file")
def test_draw_asks_which_of_several(jmap: Jmap) -> None:
    jmap.write("other.yaml", "journey: other\nstages: [{name: A, touchpoints: [B]}]\n")
    result = jmap("draw", ".", "-f", "json")
    assert result.code == 2
    assert "there are: visit, other" in result.err or "there are: other, visit" in result.err
    assert '"journey": "other"' in jmap("draw", ".", "-f", "json", "-j", "other").out
    misspelt = jmap("draw", ".", "-j", "othr")
    assert (misspelt.code, misspelt.err) == (
        2, 'error: there is no journey "othr"; did you mean "other"?\n',
    )  # fmt: skip
    jmap.write("broken.yaml", "journey: broken\nstages: [{foo: 1}]\n")
    broken = jmap("draw", ".", "-j", "broken")
    assert (broken.code, "there is no journey" in broken.err) == (1, False)


def test_check_shows_the_line_with_a_caret_and_a_suggestion(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: a\ntitel: 客户旅程\nstages: []\n")
    result = jmap("check", "map.yaml")
    assert result.code == 1
    assert result.out == (
        'map.yaml:2:1: error[S201 unknown-key] "titel" is not a key of a journey\n'
        "  2 | titel: 客户旅程\n"
        "    | ^^^^^\n"
        '  hint: did you mean "title"?\n'
        "\n"
        "1 error in 1 file, 1 journey\n"
    )
    assert result.err == ""


def test_the_caret_stands_below_wide_characters(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: a\ntitle: {zh-CN: 客户旅程, fr: b}\nlanguages: [zh-CN]\nstages: []\n")
    lines = jmap("check", "map.yaml").out.splitlines()
    assert lines[1] == "  2 | title: {zh-CN: 客户旅程, fr: b}"
    assert lines[2].index("^") == len("  2 | title: {zh-CN: ") + 8 + len(", ")


def test_check_concise_gives_a_line_per_finding(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: a\ntitel: b\nstagse: []\n")
    result = jmap("check", "map.yaml", "-f", "concise", "-q")
    assert [line.split(" ")[0] for line in result.out.splitlines()] == ["map.yaml:2:1:", "map.yaml:3:1:"]


def test_escape_codes_in_specs_never_reach_the_terminal(jmap: Jmap) -> None:
    jmap.write("map.yaml", 'journey: a\n"\\e[31mred": b\nstages: []\n')
    result = jmap("check", "map.yaml")
    assert result.code == 1
    assert "\x1b" not in result.out + result.err


def test_messages_are_text_and_never_markup(jmap: Jmap) -> None:
    jmap.write("map.yaml", 'journey: a\n"[/]": b\n"[link=file:///x]y": c\nstages: []\n')
    result = jmap("check", "map.yaml")
    assert "[/]" in result.out
    assert "[link=file:///x]y" in result.out


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("template", ["crm", "ecommerce", "saas-onboarding", "service-blueprint", "training"])
def test_every_starter_builds_and_gives_no_warning(jmap: Jmap, template: str, language: str) -> None:
    assert jmap("new", "mine", "--template", template, "--lang", language).code == 0
    assert jmap("build", "mine", "-f", "svg", "--no-embed-fonts").code == 0
    # On a day of its own: reviews fall due as time goes by.
    assert jmap("check", "mine", "--today", "2026-11-22", "--fail-on", "warning").code == 0


def test_new_leaves_a_folder_with_files_alone(jmap: Jmap) -> None:
    jmap.write("mine/notes.txt", "keep")
    result = jmap("new", "mine")
    assert (result.code, result.err) == (2, "error: mine is not empty; nothing was written\n")
    assert [path.name for path in (jmap.folder / "mine").iterdir()] == ["notes.txt"]


def test_new_names_the_templates_there_are(jmap: Jmap) -> None:
    result = jmap("new", "mine", "--template", "nope")
    assert result.code == 2
    assert "crm, ecommerce" in result.err


def test_an_unknown_command_gets_a_suggestion(jmap: Jmap) -> None:
    result = jmap("chek")
    assert (result.code, result.err) == (2, 'error: there is no command "chek"; did you mean "check"?\n')
    assert "build, refresh, serve, draw" in jmap("xyzzy").err
    assert "No such option" in jmap("--xyzzy").err


def test_a_build_of_nothing_makes_nothing_and_names_no_folder(jmap: Jmap) -> None:
    jmap.write("mkdocs.yml", "site_name: x\n")
    result = jmap("build")
    assert result.code == 1
    assert "there is no journey here" in result.err
    assert "B401" not in result.err
    assert "→" not in result.out
    assert not (jmap.folder / "build").exists()


@pytest.mark.parametrize(
    "command",
    [
        *(("check", "-f", form) for form in ("json", "github", "gitlab", "sarif", "junit")),
        *(("score", "-f", form) for form in ("json", "csv", "md")),
        ("rules", "-f", "json"),
        ("schema",),
    ],
)
def test_what_programs_read_is_always_utf_8(jmap: Jmap, command: tuple[str, ...]) -> None:
    """`\\U0001f600` is no character in JSON, and XML that says it is UTF-8 has to be."""
    jmap.write("map.yaml", "journey: j\ntitle: 门店 😀\nstages: [{name: A, touchpoints: [B]}]\n")
    jmap.write("bad.yaml", "journey: bad\n门😀: 1\nstages: [A]\n")
    shown = jmap(*command)
    assert any(character in shown.out for character in "门意😀")
    for encoding in ("ascii", "cp936"):  # one without the words' characters, one with other bytes for them
        assert jmap(*command, PYTHONIOENCODING=encoding, PYTHONUTF8="0").out == shown.out


def test_a_folder_whose_name_the_system_cannot_spell(jmap: Jmap) -> None:
    jmap.write("地图/图.yaml", "journey: j\nstages: [{name: A, touchpoints: [{nam: B}]}]\n")
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    document = json.loads(jmap("check", "地图", "-f", "json", **plain).out)
    assert document["findings"][0]["place"]["path"] == "地图/图.yaml"


@pytest.mark.parametrize("plain", [False, True])
def test_files_whose_names_are_no_text_can_be_written(jmap: Jmap, *, plain: bool) -> None:
    names = ("图.yaml", os.fsdecode(b"\xff.yaml"))
    for number, name in enumerate(names):
        text = f"stages: [{{name: A, touchpoints: [B]}}]\njourney: j{number}   # jmap: ignore[L704]\n"
        jmap.write(name, text)
    locale = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"} if plain else {}
    assert "2 files would be formatted" in jmap("fmt", "--check", **locale).out
    assert jmap("fmt", **locale).code == jmap("fmt", "--check", **locale).code == 0
    assert "2 fixed" in jmap("check", "--fix", **locale).out
    assert jmap("schema", "--link", **locale).code == 0
    for name in names:
        text = (jmap.folder / name).read_text()
        assert text.startswith("# yaml-language-server: $schema=jmap.schema.json\njourney: j")
        assert "jmap: ignore" not in text


def test_a_folder_whose_name_is_no_text(jmap: Jmap) -> None:
    folder = os.fsdecode(b"\xff")
    jmap.write(f"{folder}/map.yaml", "journey: j\nstages: [{name: A, touchpoints: [{nam: B}]}]\n")
    for form in ("json", "gitlab", "sarif", "junit", "github", "concise"):
        for output in ((), ("-o", "findings")):
            done = jmap("check", folder, "-f", form, *output)
            assert (done.code, "bug" in done.err) == (1, False)
    jmap.write(f"{folder}/map.yaml", "journey: j\nstages: [{name: A, touchpoints: [{name: B}]}]\n")
    document = jmap.write("README.md", "<!-- jmap:j -->\n<!-- /jmap -->\n")
    assert jmap("build", folder, "--inject", "README.md").code == 0
    assert 'src="%FF/build/j.svg"' in document.read_text()


def test_help_names_every_format_and_ends_with_those_that_are_not_built_unasked() -> None:
    ids = FORMATS.split(", ")
    assert {*ids} == {*built_in()}
    assert {*ids[-10:]} == {*ids} - {each.id for each in find_formats(Settings().outputs)}


def test_help_names_every_importer(jmap: Jmap) -> None:
    told = " ".join(jmap("import", "--help").out.split())
    assert f"What the file is: {', '.join(each.id for each in importers())}." in told
