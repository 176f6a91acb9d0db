"""What is written about the project is true of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from jmap import VERSION
from jmap.build.formats import built_in, find_formats
from jmap.model import Settings

if TYPE_CHECKING:
    from pathlib import Path

BINARY = {".gif", ".ico", ".jpg", ".otf", ".pdf", ".png", ".woff2"}
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(?:home|root|tmp|work|Users)/[\w.]+|[A-Z]:\\Users\\")


def _documents(files: list[Path]) -> list[Path]:
    """The project's own prose: golden files and what examples generate are outputs."""
    return [path for path in files if path.suffix == ".md" and path.parts[0] not in {"examples", "tests"}]


def _links(text: str) -> list[str]:
    tokens = [child for token in MarkdownIt("commonmark").parse(text) for child in token.children or ()]
    targets = [token.attrGet("href") or token.attrGet("src") for token in tokens]
    in_html = re.findall(r"""(?:src|srcset|href)=["']([^"']+)""", text)
    return [str(target) for target in (*targets, *in_html) if target]


def _anchors(text: str) -> set[str]:
    """The ids GitHub gives to headings."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_no_file_names_a_place_on_somebodys_machine(root: Path, project_files: list[Path]) -> None:
    found = []
    for path in project_files:
        if path.suffix not in BINARY:
            text = (root / path).read_text(encoding="utf-8", errors="replace")
            found += [f"{path}: {match[0]}" for match in MACHINE_PATH.finditer(text)]
    assert found == []


def test_every_link_leads_somewhere(root: Path, project_files: list[Path]) -> None:
    broken = []
    for document in _documents(project_files):
        for link in _links((root / document).read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = unquote(link).partition("#")
            target = (root / document).parent / name if name else root / document
            if not target.exists():
                broken.append(f"{document}: {link}")
            elif anchor and anchor not in _anchors(target.read_text(encoding="utf-8")):
                broken.append(f"{document}: {link} (no such heading)")
    assert broken == []


def test_every_decision_is_listed_and_dated(root: Path) -> None:
    folder = root / "docs" / "adr"
    records = sorted(path.name for path in folder.glob("[0-9]*.md"))
    assert [name[:4] for name in records] == [f"{number:04}" for number in range(1, len(records) + 1)]
    listed = re.findall(r"\]\((\d{4}[^)]*)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == records
    for name in records:
        text = (folder / name).read_text(encoding="utf-8")
        assert text.startswith(f"# {int(name[:4])}. "), name
        assert re.search(r"^(Accepted|Superseded by .+) · \d{4}-\d\d-\d\d$", text, re.MULTILINE), name
        for heading in ("Context", "Decision", "Consequences"):
            assert f"\n## {heading}\n" in text, name


def test_the_changelog_knows_this_version(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(VERSION)}\] - \d{{4}}-\d\d-\d\d$", text, re.MULTILINE)


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md"])
def test_the_commands_shown_exist(root: Path, document: str) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    commands = {path.stem.replace("_", "-") for path in (root / "src/jmap/cli/commands").glob("*.py")}
    fences = [
        token.content
        for token in MarkdownIt("commonmark").parse((root / document).read_text(encoding="utf-8"))
        if token.type == "fence" and token.info in {"sh", "bash", "console", "shell"}
    ]
    assert fences
    shown = [line.removeprefix("$ ").split() for fence in fences for line in fence.splitlines()]
    for words in shown:
        match words:
            case ["make", target, *_]:
                assert target in targets
            case ["jmap" | ".venv/bin/jmap", str(command), *_] if not command.startswith("-"):
                assert command in commands
            case _:
                pass


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_the_programs_of_a_page_run(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: str
) -> None:
    """One after the other: each goes on with what those before it have made."""
    text = (root / document).read_text(encoding="utf-8").partition("<!-- reference -->")[0]
    tokens = MarkdownIt("commonmark").parse(text)
    programs = [token.content for token in tokens if token.type == "fence" and token.info == "python"]
    assert programs
    monkeypatch.chdir(root)
    names: dict[str, Any] = {}
    for program in programs:
        exec(program, names)  # noqa: S102 — the project's own words
    if hook := names.get("on_pre_build"):
        hook({"docs_dir": tmp_path})
        assert {"crm-daily-work.en.svg", "journey-map.js"} <= {
            path.name for path in (tmp_path / "maps").iterdir()
        }


def test_the_readme_knows_every_format_and_which_are_built_unasked(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    unasked = {form.id for form in find_formats(Settings().outputs)}
    *others, last = (f"`{id_}`" for id_ in built_in() if id_ not in unasked)
    assert f"all formats are built but {', '.join(others)} and {last}." in " ".join(text.split())
    assert [id_ for id_ in built_in() if f"`{id_}`" not in text] == []


def test_the_readme_names_every_variable_that_is_asked_for(root: Path) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (root / "src").rglob("*.py"))
    asked = set(re.findall(r"""environ\.get\(["'](\w+)""", source))
    assert asked >= {"NO_COLOR", "JMAP_DEBUG"}
    text = (root / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(asked) if not re.search(rf"`{name}(=1)?`", text)] == []


def test_make_lists_every_task(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE) == phony[1].split()
