"""An editor with the real YAML language server: what it says of a spec is what jmap says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from jmap.build.editor import link_editor
from jmap.diagnostics import Severity
from jmap.spec import read_project
from jmap.spec.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.editor.conftest import Editor

pytestmark = pytest.mark.node("yaml-language-server")

FIRST_LINE = "# yaml-language-server: $schema={}\n"
ANY, OWN = FIRST_LINE.format("any.schema.json"), FIRST_LINE.format("jmap.schema.json")

PROJECT = {
    "jmap.yaml": """\
languages: [zh-CN, en]
channels: {web: {name: 网页端, kind: online}, store: 门店}
departments: {sales-ops: 销售运营}
lanes: [does, emotion, {id: coach, name: 辅导}]
measures: {export-time: {name: 导出时间, unit: s}}
""",
    "shared.yaml": "touchpoint: login\nname: 登录\n---\nstage: start\nname: 开始\n",
    "evidence.yaml": "evidence: [{evidence: interview-07, kind: interview, title: 访谈}]\n",
    "personas.yaml": "personas: [{persona: rep, name: 代表}, {persona: svc, name: 客服}]\n",
    "other.yaml": "journey: renewal\ntitle: 续约\nstages: [{name: S, touchpoints: [T]}]\n",
}

HEAD = "journey: visit\npersonas: [rep, svc]\nstages:\n  - stage: s\n    name: S\n    touchpoints:\n"
IN_TOUCHPOINT = f"{HEAD}      - touchpoint: t\n        name: T\n        "


@pytest.fixture(scope="session")
def project(editor: Editor) -> Path:
    """A project with its schema and that of any project beside it."""
    for name, text in PROJECT.items():
        (editor.folder / name).write_text(text, encoding="utf-8")
    known = schema(read_project(editor.folder).project)
    for name, made in (("any.schema.json", schema()), ("jmap.schema.json", known)):
        (editor.folder / name).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    return editor.folder


def hover(editor: Editor, text: str) -> str:
    return str(editor.at("hover", text)["contents"]["value"])


def offered(editor: Editor, text: str) -> dict[str, str]:
    """What the editor offers, each with what it says of it."""
    items = editor.at("completion", text)["items"]
    return {item["label"]: _documentation(item) for item in items}


def _documentation(item: dict[str, Any]) -> str:
    found = item.get("documentation", "")
    return str(found["value"] if isinstance(found, dict) else found)


# Hovers


@pytest.mark.parametrize("first_line", [ANY, OWN], ids=["any", "own"])
@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("journey: visit\nsta|ges: [S]\n", "In the order of the map", "各阶段，按地图从左到右"),
        (f"{IN_TOUCHPOINT}emo|tion: 3\n", "How it feels, from 1 to 5", "情感 1–5"),
        (f"{IN_TOUCHPOINT}pains: [{{text: x, sev|erity: 3}}]\n", "1 (a nuisance) to 5", "严重程度"),
        (f"{IN_TOUCHPOINT}measures: {{csat: {{value: 80%, targ|et: 90%}}}}\n", "aimed at", "目标"),
        ("persona: p\nname: P\nsh|are: 40%\n", "Their share of all customers", "占全部客户的比例"),
    ],
)
@pytest.mark.usefixtures("project")
def test_a_key_is_explained_in_both_languages(
    editor: Editor, first_line: str, text: str, english: str, chinese: str
) -> None:
    shown = hover(editor, first_line + text)
    assert english in shown
    assert chinese in shown
    assert "\n\n" in shown.partition(english)[2].partition(chinese)[0], "a paragraph for each language"
    assert "||" not in shown


@pytest.mark.usefixtures("project")
def test_an_id_is_explained_by_its_name(editor: Editor) -> None:
    assert "`web`: 网页端" in hover(editor, f"{OWN}{IN_TOUCHPOINT}channel: we|b\n")


# Completion

EMOTIONS = {"delighted", "愉悦", "angry"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|", {"journey", "persona", "evidence", "channels", "languages"}),
        ("journey: visit\n|", {"title", "personas", "stages", "scenario"}),
        (f"{HEAD}      - |", {"name", "touchpoint", "use", "emotion"}),
        (f"{IN_TOUCHPOINT}|", {"emotion", "channel", "pains", "moment_of_truth"}),
        (f"{IN_TOUCHPOINT}emotion: |", EMOTIONS),
        (f"{IN_TOUCHPOINT}emotion: {{rep: |}}", EMOTIONS),
        (f"{IN_TOUCHPOINT}pains:\n          - text: x\n            |", {"severity", "frequency"}),
        (f"{IN_TOUCHPOINT}pains:\n          - text: x\n            frequency: |", {"often", "always"}),
        (f"{IN_TOUCHPOINT}measures:\n          |", {"csat", "nps", "error-rate"}),
        (f"{IN_TOUCHPOINT}moment_of_truth: |", {"true", "false"}),
        ("journey: visit\nstate: |", {"current", "future"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first_line", [ANY, OWN], ids=["any", "own"])
@pytest.mark.usefixtures("project")
def test_words_of_the_language_are_offered(
    editor: Editor, first_line: str, text: str, expected: set[str]
) -> None:
    assert expected <= offered(editor, first_line + text).keys()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{IN_TOUCHPOINT}channel: |", {"web", "store"}),
        (f"{IN_TOUCHPOINT}channel: [|]", {"web", "store"}),
        (f"{IN_TOUCHPOINT}channel:\n          - |", {"web", "store"}),
        (f"{IN_TOUCHPOINT}owner: |", {"sales-ops"}),
        (f"{IN_TOUCHPOINT}evidence: |", {"interview-07"}),
        (f"{IN_TOUCHPOINT}opens: |", {"renewal"}),
        (f"{IN_TOUCHPOINT}|", {"coach"}),
        (f"{IN_TOUCHPOINT}emotion:\n          r|", {"rep"}),
        (f"{HEAD}      - touchpoint: t\n        name:\n          |", {"zh-CN", "en"}),
        (f"{IN_TOUCHPOINT}measures:\n          |", {"export-time", "csat"}),
        (f"{HEAD}      - use: |", {"login"}),
        ("journey: visit\nstages:\n  - use: |", {"start"}),
        ("journey: visit\npersonas: [|]", {"rep", "svc"}),
        ("journey: visit\nvariant_of: |", {"renewal"}),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("project")
def test_ids_of_the_project_are_offered(editor: Editor, text: str, expected: set[str]) -> None:
    assert expected <= offered(editor, OWN + text).keys()


# Errors

WRONG = {
    "unknown key of a journey": "journey: visit\nscenari: x\nstages: [S]\n",
    "unknown key of a touchpoint": f"{IN_TOUCHPOINT}emotoin: 3\n",
    "unknown key of a pain": f"{IN_TOUCHPOINT}pains: [{{text: x, sevrity: 3}}]\n",
    "two mistakes": f"{IN_TOUCHPOINT}emotoin: 3\n        emotion: 6\n",
    "number out of range": f"{IN_TOUCHPOINT}importance: 7\n",
    "unknown word": f"{IN_TOUCHPOINT}emotion: gladd\n",
    "wrong type": f"{IN_TOUCHPOINT}next: [[t]]\n",
    "text for a number": f"{IN_TOUCHPOINT}reach: most\n",
    "no flag": f"{IN_TOUCHPOINT}decision: maybe\n",
    "no duration": f"{IN_TOUCHPOINT}duration: 3 apples\n",
    "no date": "journey: visit\nreviewed: 30.9.2026\nstages: [S]\n",
    "word from a list": "journey: visit\nstate: soon\nstages: [S]\n",
    "bad id": "journey: a b\nstages: [S]\n",
    "evidence without its kind": "evidence:\n  - evidence: e\n",
    "no name": "journey: visit\nstages:\n  - goal: x\n",
    "settings": "journey: visit\nstages: [S]\ntheme: {brand: teal}\n",
    "languages": "journey: visit\nstages: [S]\ntitle: {english: x}\n",
    "an alias of nothing": "journey: visit\ntitle: *nowhere\nstages: [S]\n",
    "the same key twice": "journey: visit\nstages: [S]\njourney: again\n",
}
"""What the schema sees: misspelt keys, values of the wrong kind or range, what is missing, broken YAML."""

WRONG_IDS = {
    "channel": f"{IN_TOUCHPOINT}channel: [web, shop]\n",
    "department": f"{IN_TOUCHPOINT}owner: it\n",
    "persona of an emotion": f"{IN_TOUCHPOINT}emotion: {{rep: 4, sv: 2}}\n",
    "persona of a statement": f"{IN_TOUCHPOINT}does: {{text: x, persona: sv}}\n",
    "evidence": f"{IN_TOUCHPOINT}evidence: [interview-08]\n",
    "journey": f"{IN_TOUCHPOINT}opens: renewals\n",
    "shared touchpoint": f"{HEAD}      - use: logout\n",
    "measure": f"{IN_TOUCHPOINT}measures: {{csatt: 80%}}\n",
    "lane": f"{IN_TOUCHPOINT}coatch: x\n",
    "language": f"{IN_TOUCHPOINT}needs: {{zh-CN: 少填, fr: moins}}\n",
}
"""What the schema of a project sees as well: ids that nothing in it has."""

UNSEEN = {
    "step to nowhere": f"{IN_TOUCHPOINT}next: nowhere\n",
    "opportunity that answers no pain": f"{IN_TOUCHPOINT}opportunities: [{{text: x, answers: y}}]\n",
    "improvement of nothing": "journey: visit\nstages: [S]\nimprovements: [{title: I, addresses: [x.y]}]\n",
    "two of one id": f"{HEAD}      - touchpoint: t\n      - touchpoint: t\n",
    "a day that does not exist": "journey: visit\nreviewed: 2026-02-30\nstages: [S]\n",
    "counts that are no counts of this measure": f"{IN_TOUCHPOINT}measures: {{csat: {{promoters: 3}}}}\n",
    "a number without its scale": f"{IN_TOUCHPOINT}measures: {{csat: 4.3}}\n",
    "a picture that is not there": f"{IN_TOUCHPOINT}image: no.png\n",
}
"""What no schema can see, and `jmap check` does: where references lead, equal ids, days of the calendar, how numbers
of one measure belong together, files. So are all rules (`jmap rules`), which are about what is allowed."""


def lines_of_check(folder: Path, text: str) -> set[int]:
    file = folder / "visit.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        findings = read_project(file).findings
    finally:
        file.unlink()
    spans = [finding.span for finding in findings if finding.severity is Severity.ERROR]
    return {span.line for span in spans if span is not None and span.path == "visit.yaml"}


def lines_of_editor(editor: Editor, text: str) -> set[int]:
    return {found["range"]["start"]["line"] + 1 for found in editor.open(text)}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("first_line", [ANY, OWN], ids=["any", "own"])
def test_editor_and_check_underline_the_same_lines(
    editor: Editor, project: Path, first_line: str, name: str
) -> None:
    text = first_line + WRONG[name]
    expected = lines_of_check(project, text)
    assert expected
    assert lines_of_editor(editor, text) == expected


@pytest.mark.parametrize("name", WRONG_IDS)
def test_the_schema_of_a_project_knows_wrong_ids(editor: Editor, project: Path, name: str) -> None:
    text = OWN + WRONG_IDS[name]
    expected = lines_of_check(project, text)
    assert expected
    assert lines_of_editor(editor, text) == expected


@pytest.mark.parametrize("name", UNSEEN)
def test_the_rest_is_left_to_check(editor: Editor, project: Path, name: str) -> None:
    text = OWN + UNSEEN[name]
    assert lines_of_check(project, text)
    assert lines_of_editor(editor, text) == set()


def test_a_misspelt_key_is_named(editor: Editor, project: Path) -> None:
    del project
    (found,) = editor.open(OWN + WRONG["unknown key of a touchpoint"])
    assert "emotoin" in found["message"]
    assert found["range"]["start"] == {"line": 9, "character": 8}


def test_what_is_right_is_not_underlined(editor: Editor, root: Path) -> None:
    for example in sorted(root.glob("examples/*/jmap.yaml")):
        made = schema(read_project(example.parent).project)
        name = f"{example.parent.name}.schema.json"
        (editor.folder / name).write_text(json.dumps(made), encoding="utf-8")
        for path in sorted(example.parent.rglob("*.yaml")):
            if "build" not in path.parts:
                text = FIRST_LINE.format(name) + path.read_text(encoding="utf-8")
                assert editor.open(text) == [], path


def test_a_linked_project_is_known_to_the_editor(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / "旅程").mkdir()
    file = tmp_path / "旅程" / "a b.yaml"
    file.write_text("journey: j\nstagess: [S]\n---\npersona: p\nroll: x\n", encoding="utf-8")
    (tmp_path / "jmap.yaml").write_text("title: A\n", encoding="utf-8")
    link_editor(tmp_path)
    found = editor.open(file.read_text(encoding="utf-8"), file)
    assert {each["range"]["start"]["line"] for each in found} == {2, 6}
