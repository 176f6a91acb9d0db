"""`jmap fmt` as people and editors run it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap
    from tests.program import Result

UNTIDY = "title:   'A visit'   # note\njourney: visit\nstages: [{touchpoints: [Door],name: Arrive}]\n"
TIDY = "journey: visit\ntitle: A visit   # note\nstages: [{name: Arrive, touchpoints: [Door]}]\n"


def test_every_spec_of_a_folder_is_formatted_and_others_are_left_alone(jmap: Jmap) -> None:
    jmap.write("旅程 一.yaml", UNTIDY)
    jmap.write("b.yaml", TIDY.replace("visit", "call"))
    jmap.write("mkdocs.yml", "site_name:   x\n")
    result = jmap("fmt")
    assert (result.code, result.out, result.err) == (
        0,
        "formatted 旅程 一.yaml\n1 file formatted, 1 file as it should be\n",
        "",
    )
    assert (jmap.folder / "旅程 一.yaml").read_text(encoding="utf-8") == TIDY
    assert (jmap.folder / "mkdocs.yml").read_text(encoding="utf-8") == "site_name:   x\n"
    again = jmap("fmt", "-q")
    assert (again.code, again.out) == (0, "")


def test_check_lists_and_writes_nothing(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", UNTIDY)
    result = jmap("fmt", "--check", ".")
    assert (result.code, result.out) == (1, "would format map.yaml\n1 file would be formatted\n")
    assert path.read_text(encoding="utf-8") == UNTIDY
    path.write_text(TIDY, encoding="utf-8", newline="\n")
    assert jmap("fmt", "--check").code == 0


def test_diff_shows_and_writes_nothing(jmap: Jmap) -> None:
    path = jmap.write("maps/map.yaml", UNTIDY)
    result = jmap("fmt", "--diff", "maps")
    assert result.code == 1
    assert result.out == (
        "--- maps/map.yaml\n+++ maps/map.yaml\n@@ -1,3 +1,3 @@\n"
        "-title:   'A visit'   # note\n journey: visit\n"
        "-stages: [{touchpoints: [Door],name: Arrive}]\n"
        "+title: A visit   # note\n+stages: [{name: Arrive, touchpoints: [Door]}]\n"
    )
    assert path.read_text(encoding="utf-8") == UNTIDY
    assert jmap("fmt", "--diff", "-q", "maps/map.yaml").err == ""


def test_what_has_errors_is_refused_and_the_rest_is_formatted(jmap: Jmap) -> None:
    bad = jmap.write("bad.yaml", "journey: bad\nstages:   [{name: A, foo: 1}]\n")
    good = jmap.write("good.yaml", UNTIDY)
    broken = jmap.write("broken.yaml", "journey: [x\n")
    result = jmap("fmt")
    assert result.code == 1
    assert result.out == "formatted good.yaml\n1 file formatted, 2 files refused\n"
    assert 'bad.yaml:2:22: error[S201] "foo" is not a key of a stage' in result.err
    assert "broken.yaml:1:10: error[Y101]" in result.err
    assert good.read_text(encoding="utf-8") == TIDY
    assert bad.read_text(encoding="utf-8").startswith("journey: bad\nstages:   [")
    assert broken.read_text(encoding="utf-8") == "journey: [x\n"


@pytest.mark.parametrize("name", ["::set-output name=x::\x1b[31mred.yaml", "##vso[task.setvariable]a.yaml"])
def test_names_of_files_steer_neither_terminal_nor_server(jmap: Jmap, name: str) -> None:
    said = []
    for text, options in (
        (UNTIDY, ["--check"]),
        (UNTIDY, []),
        ("site_name:   x\n", [name]),
        (UNTIDY, ["--diff"]),
        ("journey: [x\n", []),
    ):
        jmap.write(name, text)
        result = jmap("fmt", *options)
        said += [result.out, result.err]
    assert not any(
        "\x1b" in text or "##vso[" in text or re.search(r"^\s*::", text, re.MULTILINE) for text in said
    )
    assert [said[0].startswith("would format "), said[2].startswith("formatted ")] == [True, True]
    assert "is no jmap spec and was left as it is" in said[4]


def test_errors_about_files_do_not_either(jmap: Jmap) -> None:
    name = "##vso[task.setvariable]\x1ba.yaml"
    jmap.write(name, UNTIDY).chmod(0o444)
    result = jmap("fmt")
    assert result.code == 2
    assert "is read-only" in result.err
    assert not any(sign in result.err for sign in ("\x1b", "##vso["))


def test_names_that_declare_departments_do_so_in_whatever_order_they_stand(jmap: Jmap) -> None:
    path = jmap.write(
        "map.yaml",
        "improvements: [{title: Bell, owner: legal}]\njourney: visit\nstages:\n  - name: Arrive\n    touchpoints:\n"
        "      - name: Door\n        opportunities: [{text: A hinge, owner: sales}]\n        owner: product\n",
    )
    result = jmap("fmt")
    assert (result.code, result.err) == (0, "")
    assert path.read_text(encoding="utf-8").startswith("journey: visit\nstages:\n")


def test_quotes_that_check_asks_for_stay(jmap: Jmap) -> None:
    text = (
        'journey: visit\npersonas: ["销售、客服"]\nstages:\n  - name: Arrive\n    touchpoints:\n'
        '      - {name: Door, channel: "网页，门店", owner: "“产品”", systems: ["门禁，监控"]}\n'
    )
    path = jmap.write("map.yaml", text)
    assert jmap("check").out.startswith("no findings")
    assert jmap("fmt").code == 0
    assert path.read_text(encoding="utf-8") == text
    assert _piped(jmap, text).out == text


def test_a_file_of_a_project_is_formatted_by_its_name(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "languages: [zh-CN, en]\ntitle: {zh-CN: 甲, en: A}\n")
    path = jmap.write("journeys/visit.yaml", UNTIDY.replace("'A visit'", "{en: A visit}"))
    other = jmap.write("journeys/call.yaml", UNTIDY.replace("visit", "call"))
    assert jmap("fmt", "journeys/visit.yaml", "jmap.yaml").code == 0
    assert path.read_text(encoding="utf-8").startswith("journey: visit\ntitle: {en: A visit}")
    assert (
        (jmap.folder / "jmap.yaml").read_text(encoding="utf-8").startswith("title: {zh-CN: 甲, en: A}\nlang")
    )
    assert other.read_text(encoding="utf-8").startswith("title:")


def test_files_named_twice_are_formatted_once(jmap: Jmap) -> None:
    jmap.write("map.yaml", UNTIDY)
    assert jmap("fmt", ".", "map.yaml", "map.yaml").out.splitlines()[-1] == "1 file formatted"


def test_foreign_files_that_are_named_are_left_alone(jmap: Jmap) -> None:
    jmap.write("ci.yml", "stages:   [build]\njob:   {script: x}\n")
    result = jmap("fmt", "ci.yml")
    assert (result.code, result.out) == (0, "ci.yml is no jmap spec and was left as it is\nno specs here\n")


def test_a_read_only_file_stays(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", UNTIDY)
    path.chmod(0o444)
    result = jmap("fmt")
    assert result.code == 2
    assert result.err.endswith("map.yaml is read-only and was left as it is\n")
    assert path.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.skipif(os.name == "nt", reason="links and permissions are others there")
def test_a_link_is_followed_and_permissions_stay(jmap: Jmap) -> None:
    path = jmap.write("shared/map.txt", UNTIDY)
    path.chmod(0o640)
    (jmap.folder / "map.yaml").symlink_to(path)
    assert jmap("fmt").out.startswith("formatted map.yaml\n")
    assert (jmap.folder / "map.yaml").is_symlink()
    assert path.read_text(encoding="utf-8") == TIDY
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_that_leads_out_of_the_project_is_refused(jmap: Jmap) -> None:
    outside = jmap.write("outside/map.txt", UNTIDY)
    (jmap.folder / "maps").mkdir()
    (jmap.folder / "maps" / "map.yaml").symlink_to(outside)
    result = jmap("fmt", "maps")
    assert result.code == 1
    assert "lies outside the project" in result.err
    assert outside.read_text(encoding="utf-8") == UNTIDY


@pytest.mark.parametrize("path", ["none.yaml", "none"])
def test_what_does_not_exist_is_a_usage_error(jmap: Jmap, path: str) -> None:
    result = jmap("fmt", path)
    assert (result.code, result.out, result.err) == (2, "", f"error: {path} does not exist\n")


def test_a_folder_without_specs_has_nothing_to_do(jmap: Jmap) -> None:
    result = jmap("fmt")
    assert (result.code, result.out) == (0, "no specs here\n")


def _piped(jmap: Jmap, text: str, *arguments: str) -> Result:
    return jmap.reading(text, "fmt", *arguments, "-")


def test_an_editor_pipes_a_text_through(jmap: Jmap) -> None:
    done = _piped(jmap, UNTIDY)
    assert (done.code, done.out, done.err) == (0, TIDY, "")
    assert _piped(jmap, "lanes: [does]\ntitle: 项目\n").out == "title: 项目\nlanes: [does]\n"
    assert _piped(jmap, UNTIDY.replace("\n", "\r\n")).out == TIDY.replace("\n", "\r\n")


def test_a_piped_text_with_errors_gives_nothing_back(jmap: Jmap) -> None:
    done = _piped(jmap, "journey: [x\n")
    assert (done.code, done.out) == (1, "")
    assert "<stdin>:1:10: error[Y101" in done.err
    assert _piped(jmap, UNTIDY, "--check").code == 1
    assert _piped(jmap, TIDY, "--check").code == 0
    assert _piped(jmap, UNTIDY, "--diff").out.startswith("--- <stdin>\n")


def test_a_piped_text_may_refer_to_what_is_declared_elsewhere(jmap: Jmap) -> None:
    stages = "stages: [{name: Arrive, touchpoints: [{use: door,channel: web, %s}]}]\n"
    text = f"channels: [app]\njourney: visit\n{stages}"
    assert _piped(jmap, text % "own: x").out.startswith("journey: visit\nchannels: [app]\n")
    refused = _piped(jmap, text % 'measures: {csat: "82%"}')
    assert (refused.code, refused.out) == (1, "")
    assert 'not the quoted text "82%"' in refused.err
    assert "web" not in refused.err.splitlines()[0]
