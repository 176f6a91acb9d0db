from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Jmap

pytestmark = pytest.mark.usefixtures("map_file")


def test_one_file_is_a_project(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", PATH="")
    assert result.code == 0
    assert [name for name in jmap.files() if not name.startswith(".")] == [
        "visit.dark.svg",
        "visit.dot",
        "visit.flow.mmd",
        "visit.html",
        "visit.journey.mmd",
        "visit.json",
        "visit.md",
        "visit.svg",
    ]


def test_the_summary_tells_maps_scores_files_and_time(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", "-f", "json")
    lines = result.out.splitlines()
    assert lines[0].split() == ["Score", "Measured", "Touchpoints", "Files", "Map"]
    assert lines[1].split() == ["50", "0%", "2", "1", "A", "visit"]
    assert re.fullmatch(r"1 map · 1 files? \(1 new\) · no findings · \d+\.\d\d s → build", lines[2])


def test_a_second_build_changes_nothing(jmap: Jmap) -> None:
    jmap("build", "map.yaml")
    before = jmap.files()
    assert "unchanged" in jmap("build", "map.yaml").out
    assert jmap.files() == before


def test_quiet_says_nothing(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", "-q")
    assert (result.out, result.code) == ("", 0)


def test_nothing_is_coloured_or_moving_without_a_terminal(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", PATH="")
    assert "\x1b" not in result.out + result.err


def test_formats_and_output_folder_can_be_chosen(jmap: Jmap) -> None:
    jmap("build", "map.yaml", "-f", "svg", "-f", "mermaid-flowchart", "-o", "site/maps")
    names = [name for name in jmap.files("site/maps") if not name.startswith(".")]
    assert names == ["visit.dark.svg", "visit.flow.mmd", "visit.svg"]
    jmap("build", "map.yaml", "-f", "mermaid", "-o", "site/diagrams")
    names = [name for name in jmap.files("site/diagrams") if not name.startswith(".")]
    kinds = ("flow", "gantt", "journey", "quadrant", "timeline")
    assert names == [f"visit.{kind}.mmd" for kind in kinds]


def test_an_unknown_format_names_the_known_ones(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", "-f", "svgg")
    assert result.code == 2
    assert result.err.startswith(
        'error: there is no format "svgg"; did you mean "svg"? formats: csv, dot, embed, html, json, linked-svg, md'
    )


def test_texts_the_map_has_no_room_for_are_a_note_with_their_place(jmap: Jmap) -> None:
    spec = jmap.folder / "map.yaml"
    spec.write_text(f"{spec.read_text(encoding='utf-8')}scenario: {'word ' * 400}\n", encoding="utf-8")
    result = jmap(
        "build", "map.yaml", "-f", "svg", "-f", "html", "-f", "embed", "--no-embed-fonts", "--notes"
    )
    notes = [line for line in result.err.splitlines() if "F202" in line]
    line = len(spec.read_text(encoding="utf-8").splitlines())
    assert [note.partition(": info")[0] for note in notes] == [f"map.yaml:{line}:11"]
    assert "room for the beginning of a text only: scenario" in notes[0]
    assert "1 note" in result.out
    spec.write_text(f"# first\n{spec.read_text(encoding='utf-8')}", encoding="utf-8")
    again = jmap("build", "map.yaml", "-f", "svg", "-f", "html", "-f", "embed", "--no-embed-fonts", "--notes")
    assert "unchanged" in again.out
    assert f"map.yaml:{line + 1}:11: info[F202" in again.err
    assert f"map.yaml:{line + 1}:11: info[F202" in jmap("draw", "map.yaml", "--no-embed-fonts").err
    assert "F202" not in jmap("draw", "map.yaml", "-f", "md").err


def test_a_language_the_project_does_not_have_is_an_error(jmap: Jmap) -> None:
    result = jmap("build", "map.yaml", "--lang", "fr")
    assert (result.code, result.err) == (2, 'error: the project has no language "fr"; it has: en\n')


@pytest.mark.parametrize("tag", ["zh", "zh_CN", "zh-TW", "zh-CM"])
def test_a_language_of_another_region_is_suggested(jmap: Jmap, tag: str) -> None:
    jmap.write("jmap.yaml", "languages: [en-GB, zh-CN]\n")
    for command in ("build", "score"):
        result = jmap(command, ".", "--lang", tag)
        assert (result.code, result.err) == (
            2, f'error: the project has no language "{tag}"; did you mean "zh-CN"?\n',
        )  # fmt: skip


def test_check_tells_what_is_stale_and_writes_nothing(jmap: Jmap, map_file: Path) -> None:
    jmap("build", "map.yaml", "-f", "json")
    assert jmap("build", "map.yaml", "-f", "json", "--check").code == 0
    before = jmap.files()
    map_file.write_text(map_file.read_text().replace("A visit", "Another visit"))
    result = jmap("build", "map.yaml", "-f", "json", "--check")
    assert (result.code, result.err) == (1, "stale: visit.json\n")
    assert jmap.files() == before


def test_outputs_of_a_journey_that_is_gone_are_deleted_and_foreign_files_are_not(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "outputs: [json]\n")
    other = jmap.write("other.yaml", "journey: other\nstages: [{name: A, touchpoints: [B]}]\n")
    jmap("build")
    jmap.write("build/mine.json", "{}")
    other.unlink()
    result = jmap("build")
    assert "1 deleted" in result.out
    assert {"visit.json", "mine.json"} == {name for name in jmap.files() if not name.startswith(".")}


def test_files_of_no_project_leave_each_other_s_outputs_alone(jmap: Jmap) -> None:
    jmap.write("other.yaml", "journey: other\nstages: [{name: A, touchpoints: [B]}]\n")
    jmap("build", "map.yaml", PATH="")
    before = jmap.files()
    assert "deleted" not in jmap("build", "other.yaml", PATH="").out
    assert before.keys() < jmap.files().keys()
    result = jmap("build", "map.yaml", "--check", PATH="")
    assert (result.code, result.err) == (0, "")
    (jmap.folder / "other.yaml").unlink()
    assert "8 deleted" in jmap("build", PATH="").out  # everything in the folder is what the folder is for


def test_projects_in_one_folder_leave_each_other_s_outputs_alone(jmap: Jmap) -> None:
    for name in ("acme", "zoo"):
        jmap.write(f"{name}/jmap.yaml", "outputs: [json]\n")
        for journey in (f"{name}-visit", f"{name}-return"):
            jmap.write(
                f"{name}/{journey}.yaml", f"journey: {journey}\nstages: [{{name: A, touchpoints: [B]}}]\n"
            )
        assert jmap("build", name, "-o", "site").code == 0
    jmap("build", "acme", "-o", "site", "--force")
    assert len(jmap.files("site")) == 5, "four maps and the manifest"
    assert jmap("build", "zoo", "-o", "site", "--check").code == 0
    (jmap.folder / "zoo" / "zoo-return.yaml").unlink()
    assert "1 deleted" in jmap("build", "zoo", "-o", "site").out
    assert {"acme-visit.json", "acme-return.json", "zoo-visit.json"} < jmap.files("site").keys()
    (jmap.folder / "acme" / "acme-return.yaml").rename(jmap.folder / "zoo" / "acme-return.yaml")
    result = jmap("build", "zoo", "-o", "site")
    assert result.code == 0
    assert "warning[B407 shared-folder] acme-return.json takes the place of the one of another" in result.err
    assert "deleted" not in jmap("build", "acme", "-o", "site").out


def test_a_view_that_nothing_is_left_of_is_emptied(jmap: Jmap, map_file: Path) -> None:
    jmap.write("jmap.yaml", "outputs: [json]\ndepartments: [{department: sales, name: Sales}]\n")
    owned = map_file.read_text().replace("name: Door", "name: Door\n        owner: sales")
    map_file.write_text(owned)
    jmap("build", "--view", "department:sales")
    assert "visit.json" in jmap.files("build/department-sales")
    map_file.write_text(owned.replace("        owner: sales\n", ""))
    assert "1 deleted" in jmap("build", "--view", "department:sales").out
    assert b"visit" not in jmap.files("build/department-sales")[".jmap-manifest.json"]


def test_a_bad_journey_costs_the_others_nothing(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "outputs: [json]\n")
    jmap.write("bad.yaml", "journey: bad\nstages: [{name: A, touchpoints: [{name: B, emotion: 9}]}]\n")
    result = jmap("build")
    assert result.code == 1
    assert "bad.yaml:2:" in result.err
    assert "not built: bad, its files have errors" in result.out
    assert "visit.json" in jmap.files()


def test_what_is_not_there_cannot_be_built(jmap: Jmap) -> None:
    result = jmap("build", "nowhere")
    assert (result.code, result.err) == (2, "error: nowhere does not exist\n")


def test_an_output_folder_that_cannot_be_made_is_an_error_of_the_environment(jmap: Jmap) -> None:
    jmap.write("taken", "")
    for out in ("taken", "taken/maps"):
        result = jmap("build", "map.yaml", "-o", out)
        assert result.code == 2
        assert result.err.startswith(f"error: cannot write to {out}: a file stands there, and no folder")


def test_a_console_that_knows_no_chinese_gets_escapes(jmap: Jmap) -> None:
    jmap.write("zh.yaml", "journey: 客户\nstages: [{name: A, touchpoints: [B]}]\n")
    result = jmap("build", "zh.yaml", "-f", "json", PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    assert result.code == 0
    assert "\\u5ba2" in result.out


def test_titles_cannot_speak_to_a_ci_server(jmap: Jmap) -> None:
    jmap.write(
        "evil.yaml", 'journey: evil\ntitle: "::error::gotcha"\nstages: [{name: A, touchpoints: [B]}]\n'
    )
    result = jmap("build", "evil.yaml", "-f", "json")
    assert "error::gotcha" in result.out
    assert not any(line.lstrip().startswith("::") for line in (result.out + result.err).splitlines())


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ page.__class__.__mro__ }}", "html/head.html:1: access to attribute '__class__'"),
        ("\n{% for", "html/head.html:2: "),
        ("\n\n{{ page.nothing }}", "html/head.html:3: "),
        ("{{ 1 / 0 }}", "html/head.html:1: division by zero"),
    ],
)
def test_a_mistake_in_a_template_of_the_project_is_shown_with_its_line(
    jmap: Jmap, template: str, message: str
) -> None:
    jmap.write("jmap.yaml", "templates: own\n")
    jmap.write("own/html/head.html", template)
    result = jmap("build", "--trust", "project", "-f", "html", "-f", "json")
    assert result.code == 1
    assert message in result.err
    assert "visit.json" in jmap.files()


def test_a_trusted_project_may_bring_templates(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "templates: own\n")
    jmap.write("own/html/head.html", "<h1>Ours: {{ page.head.title }}</h1>")
    assert jmap("build", "--trust", "project", "-f", "html").code == 0
    assert b"<h1>Ours: A visit</h1>" in jmap.files()["visit.html"]


def test_what_the_baseline_knows_is_not_reported_by_a_build(jmap: Jmap) -> None:
    jmap.write("jmap.yaml", "check: {baseline: known.json}\n")
    jmap.write("map.yaml", "journey: visit\nstages: [{name: S, touchpoints: [TODO]}]\n")
    jmap.write("known.json", '{"jmap-baseline": 1, "findings": []}')
    assert "L704" in jmap("build", "-f", "svg").err
    jmap("check", "--write-baseline")
    assert "L704" not in jmap("build", "-f", "svg").err
    jmap.write("known.json", "{}")
    assert jmap("build", "-f", "svg").code == 2


def test_a_view_has_a_folder_of_its_own(jmap: Jmap, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: visit\ntitle: Visit\ndepartments: {sales: Sales}\n"
        "stages: [{name: S, touchpoints: [{name: Door, owner: sales, notes: [{text: SECRET, private: true}]}]}]\n",
        "utf-8",
    )
    for view, folder in (("public", "public"), ("department:sales", "department-sales"), ("full", ".")):
        assert jmap("build", "map.yaml", "-f", "json", "--view", view).code == 0
        assert "SECRET" not in (tmp_path / "build" / folder / "visit.json").read_text("utf-8")
    assert "SECRET" not in jmap("draw", "map.yaml", "-f", "json", "--view", "public").out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--view", "department:sails"], 'there is no department "sails", did you mean sales?'),
        (["--view", "publik"], 'there is no view "publik", did you mean public?'),
        (["--view", "public", "--private"], "the public view has no private notes"),
    ],
)
def test_views_that_cannot_be(jmap: Jmap, tmp_path: Path, options: list[str], message: str) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: visit\ntitle: Visit\ndepartments: {sales: Sales}\nstages: [{name: S, touchpoints: [Door]}]\n"
    )
    result = jmap("build", "map.yaml", *options)
    assert result.code == 2
    assert result.err.startswith(f"error: {message}")
    assert not (tmp_path / "build").exists()


def test_maps_in_a_document(jmap: Jmap, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "journey: visit\ntitle: Visit\nstages: [{name: S, touchpoints: [Door]}]\n"
    )
    readme = tmp_path / "README.md"
    readme.write_bytes(b"<!-- jmap:visit -->\n<!-- /jmap -->\n")
    build = ("build", "map.yaml", "-f", "svg", "--inject", "README.md")
    stale = jmap(*build, "--check")
    assert (stale.code, "stale: README.md" in stale.err) == (1, True)
    assert jmap(*build).code == 0
    assert b'<img src="build/visit.svg"' in readme.read_bytes()
    assert jmap(*build, "--check").code == 0
    readme.write_bytes(b"<!-- jmap:visit -->\n")
    wrong = jmap(*build)
    assert wrong.code == 1
    assert "README.md:1:1: error[B421 unclosed-marker]" in wrong.err
    assert "^^^^" in wrong.err
    jmap.write("jmap.yaml", "languages: [zh-CN, en]\n")
    readme.write_bytes(b"<!-- jmap:visit -->\n<!-- /jmap -->\n")
    other = jmap(*build, "--lang", "en")
    assert (other.code, other.err.splitlines()[-1]) == (
        2, "error: README.md shows visit.zh-CN.svg, which is not built: it takes the format svg in the language zh-CN",
    )  # fmt: skip


@pytest.mark.usefixtures("map_file")
@pytest.mark.parametrize("command", [("build", "."), ("draw", "map.yaml", "-f", "svg")])
def test_a_font_that_is_not_there_is_told_also_where_nothing_needs_it(
    jmap: Jmap, command: tuple[str, ...]
) -> None:
    result = jmap(*command, "--font", "typo.ttf")
    assert (result.code, result.out) == (2, "")
    assert "'typo.ttf' does not exist" in result.err


def test_a_chart_of_all_journeys_needs_none_of_them_named(jmap: Jmap, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(
            f"journey: {name}\nstages: [{{name: S, touchpoints: [{{touchpoint: t, name: T}}]}}]\n"
            f"improvements: [{{title: Do {name}, addresses: t, due: 2026-12-31}}]\n",
            encoding="utf-8",
        )
    (tmp_path / "jmap.yaml").write_text("title: Acme\n", encoding="utf-8")
    drawn = jmap("draw", ".", "-f", "mermaid-gantt")
    assert drawn.code == 0
    assert "title Acme · Improvements" in drawn.out
    assert drawn.out.index("Do one") < drawn.out.index("Do two")
    assert "Do two" not in jmap("draw", ".", "-f", "mermaid-gantt", "-j", "one").out
    assert "say which journey to draw with --journey" in jmap("draw", ".", "-f", "svg").err
    (tmp_path / "two.yaml").write_text("journey: two\nx: 1\n", encoding="utf-8")
    broken = jmap("draw", ".", "-f", "mermaid-gantt")
    assert (broken.code, "Do one" in broken.out) == (1, True)
