"""Whatever texts a spec holds, outputs hold them as text: in every format, page and report, old or new."""

# ruff: noqa: E501 - payloads read best side by side

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.formats import BY_JMAP, WITHOUT_BROWSER
from tests.security.everywhere import write_project
from tests.security.inert import COMMENT, SECRET, Vocabulary

import jmap
from jmap.cli.app import run
from jmap.render.format import Options
from jmap.spec.encoding import ILLEGAL
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request

LIMIT = 3_000
"""Characters of payloads in each field at once; what reads Markdown slows down with more."""
PROJECTS = 20
"""That hold all payloads, each of two pieces in a journey of its own."""
QUICK = tuple(name for name in BY_JMAP if name != "pptx")
"""Without slides, which take as long as all the rest."""
SHOWN = ("svg", "linked-svg", "html", "embed", "dot")
"""What a browser opens."""

OWN = [
    "</style><script>alert(1)</script>", '" onload="alert(1)', "' onmouseover='alert(1)", "</title><svg onload=alert(1)>",
    "]]><script>alert(1)</script><![CDATA[", "--><img src=x onerror=alert(1)>", "<!--", "&lt;b&gt;&#60;b&#62;",
    "java\tscript:alert(1)", "javascript:alert(1)", "[x](javascript:alert(1))", "![x](http://127.0.0.1:9/x.png)",
    "<http://127.0.0.1:9/>", "http://127.0.0.1:9/ www.example.org a@example.org", "{onclick=alert(1)}", "| # h |", "```\n# h",
    "~~~", "{{ config }}{% raw %}", "a\n  click x call alert(1)", "%%{init: {'theme': 'dark'}}%%", "title of deed", "a: b: 3",
    'x"; URL="javascript:alert(1)', "back\\", "<B>x</B>", "\\N \\G \\l", "=cmd|'/c calc'!A0", "＝1+1", "@SUM(A1)", "+1", "-1+1",
    "[link=file:///x]y[/]", "[/]", "::error::x", "##vso[task.setvariable]x", "%0A::error::", "${jndi:ldap://127.0.0.1/a}",
    "red;background:url(http://127.0.0.1:9)", "@import 'http://127.0.0.1:9';", "location", "__proto__", "constructor",
    "\u202egpj.exe", "\u2066\u2067", "a\u200bb", "%s%n%x {0} %(a)s", "\\u003cscript\\u003e", "<a href=//127.0.0.1:9>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<math><mi xlink:href='javascript:alert(1)'>", "$$\\href{javascript:alert(1)}{x}$$",
    "<details open ontoggle=alert(1)>", "</script><script>alert(1)//",
]  # fmt: skip


def chunks(texts: list[str]) -> list[str]:
    """The texts, one a line, in as few pieces as one field can hold."""
    pieces, here = [], ""
    for text in texts:
        line = compiled(ILLEGAL).sub("", text)[:LIMIT]
        if len(here) + len(line) >= LIMIT:
            pieces.append(here)
            here = ""
        here += f"{line}\n"
    return [*pieces, here]


def corpus(corpora: Path) -> list[str]:
    naughty = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    files = sorted((corpora / "xss").glob("*.txt"))
    scripts = [line for path in files for line in path.read_text("utf-8", errors="replace").splitlines()]
    assert len(naughty) == 515
    assert len(scripts) > 1400
    return chunks([*naughty, *scripts])


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """What outputs of the project consist of while its words are harmless."""
    few = built(
        tmp_path_factory.mktemp("few"), "Plain words, twice\nin two lines", other="Other words\nin two"
    )
    many = built(tmp_path_factory.mktemp("many"), "字句。Words " * 400, QUICK, ("en",))
    return Vocabulary().learn(few).learn(many)


def built(
    folder: Path,
    text: str,
    formats: tuple[str, ...] = WITHOUT_BROWSER,
    languages: tuple[str, ...] = (),
    other: str = "",
) -> Path:
    write_project(folder, text, other)
    report = jmap.build(folder, formats=formats, languages=languages, options=Options(embed_fonts=False))
    assert [each for each in report.findings if each.severity == "error" and each.code[0] != "P"] == []
    assert len(report.maps) == 2
    return report.out


def test_known_tricks_change_nothing(usual: Vocabulary, tmp_path: Path) -> None:
    assert usual.strange(built(tmp_path, "\n".join(OWN))) == []


@pytest.mark.parametrize("text", OWN[:6])
def test_a_trick_that_a_text_begins_with_changes_nothing(
    usual: Vocabulary, tmp_path: Path, text: str
) -> None:
    assert usual.strange(built(tmp_path, text, (*QUICK, "dot"), ("en",))) == []


@pytest.mark.parametrize("number", range(PROJECTS))
def test_naughty_strings_and_payloads_change_nothing(
    usual: Vocabulary, tmp_path: Path, corpora: Path, number: int
) -> None:
    pieces = corpus(corpora)
    assert len(pieces) == 2 * PROJECTS
    text, other = pieces[2 * number : 2 * number + 2]
    assert usual.strange(built(tmp_path, text, QUICK, ("en",), other), mkdocs=False) == []


@pytest.mark.parametrize("number", [5, 25])
def test_nor_do_they_in_slides_and_for_mkdocs(
    usual: Vocabulary, tmp_path: Path, corpora: Path, number: int
) -> None:
    """A sample: tests/report/test_markdown.py has MkDocs read each of them by itself."""
    assert usual.strange(built(tmp_path, corpus(corpora)[number], BY_JMAP, ("en",))) == []


def test_the_judge_sees_what_does_not_belong(usual: Vocabulary, tmp_path: Path) -> None:
    out = built(tmp_path, "Plain words")
    page = out / "index.html"
    page.write_text(page.read_text("utf-8").replace("</main>", "<b><marquee>x</marquee></b></main>"), "utf-8")
    assert ("index.html", ("marquee",)) in usual.strange(out)
    (out / "new.pdf").write_bytes(b"%PDF")
    with pytest.raises(AssertionError, match=r"new\.pdf"):
        usual.strange(out)


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("way", [(), ("--by", "channel"), ("--priorities",)])
def test_scores_are_inert(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, way: tuple[str, ...]
) -> None:
    write_project(tmp_path, "\n".join(OWN), title="=cmd|'/c calc'!A0\n::error::x")
    assert run(["score", str(tmp_path), "-f", form, *way]) == 0
    out = capsys.readouterr().out
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", out.replace("\r\n", "\n"))
    assert SECRET not in out
    assert COMMENT not in out
    if form == "csv":
        for row in csv.reader(io.StringIO(out)):
            for cell in row:
                assert re.match(r"(?![=+\-@\t\r＝＋－＠])|-?\d+(\.\d+)?$", cell), cell
    if form == "json":
        json.loads(out)
    if form == "table":
        assert not re.search(r"(?m)^\s*(::|##\[|##vso|##teamcity)", out)


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_findings_are_inert(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    write_project(tmp_path, "\n".join(OWN))
    (tmp_path / "wrong.yaml").write_text(
        'journey: wrong\n"::error::x": 1\nstages: [{name: S, "[/]": 2, emotion: "\x85[link=file:///x]"}]\n'.replace(
            "\x85", ""
        ),
        encoding="utf-8",
    )
    assert run(["check", str(tmp_path), "-f", form]) == 1
    captured = capsys.readouterr()
    for text in (captured.out, captured.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
        if form in {"full", "concise", "github"}:
            commands = [line for line in text.splitlines() if re.match(r"\s*(::|##\[|##vso)", line)]
            assert all(form == "github" and re.match(r"::(error|warning|notice) ", line) for line in commands)


@pytest.mark.browser
def test_a_browser_runs_and_fetches_nothing(browser: Browser, tmp_path: Path, corpora: Path) -> None:
    """Every page and picture of a sample of payloads: no dialog, no request beyond the file itself."""
    lines = (corpora / "xss" / "xss_payloads_quick.txt").read_text("utf-8", errors="replace").splitlines()
    lines += (corpora / "xss" / "RSNAKE_XSS.txt").read_text("utf-8", errors="replace").splitlines()
    out = built(tmp_path, chunks([*OWN, *lines])[0], SHOWN, ("en",))
    for path in sorted(path for path in out.iterdir() if path.suffix in {".html", ".svg"}):
        page = browser.new_page()
        dialogs: list[Dialog] = []
        said: list[ConsoleMessage] = []
        asked: list[Request] = []
        page.on("dialog", lambda each: dialogs.append(each))  # noqa: B023, PLW0108 -- called before the next page
        page.on("console", lambda each: said.append(each))  # noqa: B023, PLW0108 -- called before the next page
        page.on("request", lambda each: asked.append(each))  # noqa: B023, PLW0108 -- called before the next page
        page.goto(path.as_uri())
        page.wait_for_timeout(200)
        urls = [each.url for each in asked if each.url != path.as_uri() and not each.url.startswith("data:")]
        assert (urls, [each.message for each in dialogs], [each.text for each in said]) == ([], [], []), (
            path.name
        )
        strangers = "document.querySelectorAll('[onerror], [onload], iframe, object, embed').length"
        assert page.evaluate(strangers) == 0
        page.close()
