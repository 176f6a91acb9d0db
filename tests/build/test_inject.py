"""Maps in documents: between markers everything is jmap's, outside of them every byte is somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from jmap.build.inject import inject
from jmap.build.run import Request, build
from jmap.errors import ConfigError, OutputError
from jmap.render.format import Options

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.build.run import Report

SPEC = """\
journey: visit
title: {en: 'A "visit" <b>{{ 7*7 }}</b> | [x](javascript:alert(1))', zh-CN: 到访}
stages: [{name: Arrive, touchpoints: [{name: Door, emotion: 4}, {name: Desk <i>, emotion: 2}]}]
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    folder = tmp_path_factory.mktemp("project")
    (folder / "jmap.yaml").write_text("languages: [en, zh-CN]\n", "utf-8")
    (folder / "visit.yaml").write_text(SPEC, "utf-8")
    return build(folder, Request(formats=("svg", "html"), options=Options(embed_fonts=False)))


def written(report: Report, text: str | bytes, name: str = "README.md") -> Path:
    file = report.root / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_picture_alt_text_score_and_link(report: Report) -> None:
    file = written(report, "# Ours\n<!-- jmap:visit -->\nold\n<!-- /jmap -->\nafter\n")
    assert inject(file, report).changed
    text = file.read_text("utf-8")
    assert text.startswith("# Ours\n<!-- jmap:visit -->\n<a href=")
    assert text.endswith("\n<!-- /jmap -->\nafter\n")
    assert "old" not in text
    for part in ('srcset="build/visit.en.dark.svg"', 'src="build/visit.en.svg"', 'href="build/visit.html"',
                 "Experience score 50 / 100", "lowest Desk &#60;i&#62; 25"):  # fmt: skip
        assert part in text
    page = MarkdownIt("commonmark").render(text)
    assert "<b>{{" not in page
    assert "{{" not in text
    assert 'href="javascript' not in page
    assert page.count("<img") == 1


def test_again_it_changes_nothing_and_the_check_says_so(report: Report) -> None:
    file = written(report, "<!-- jmap:visit lang=zh-CN -->\n<!-- /jmap -->")
    assert inject(file, report, compare_only=True).changed
    assert file.read_bytes() == b"<!-- jmap:visit lang=zh-CN -->\n<!-- /jmap -->"
    inject(file, report)
    before = file.read_bytes()
    assert "体验分 50 / 100" in before.decode()
    assert not inject(file, report, compare_only=True).changed
    assert not inject(file, report).changed
    assert file.read_bytes() == before


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<`~"), max_size=40), max_size=5
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_all_else_stays_byte_for_byte(report: Report, lines: list[str], end: str) -> None:
    around = end.join(lines).encode()
    block = b"\r\n<!-- jmap:visit -->\r\nx\r\n  <!-- /jmap -->\r\n"
    file = written(report, around + block + around)
    assert inject(file, report).changed
    data = file.read_bytes()
    assert data.startswith(around + b"\r\n<!-- jmap:visit -->\r\n<a")
    assert data.endswith(b"\r\n  <!-- /jmap -->\r\n" + around)
    inside = data[len(around) : len(data) - len(around)]
    assert inside.count(b"\n") == inside.count(b"\r\n"), "the document's own line ends"


def test_a_byte_order_mark_stays_before_a_marker(report: Report) -> None:
    file = written(report, "\ufeff<!-- jmap:visit -->\n<!-- /jmap -->\n")
    assert inject(file, report).changed
    assert file.read_bytes().startswith(b"\xef\xbb\xbf<!-- jmap:visit -->\n<a")
    assert not inject(file, report).changed


MARKERS = "<!-- jmap:visit -->\n<!-- /jmap -->\n"
INDENTED = "    <!-- jmap:visit -->\n    <!-- /jmap -->\n"


@pytest.mark.parametrize(
    "text",
    [
        f"```\n{MARKERS}```\n",
        f"~~~~\n```\n{MARKERS}~~~~\n",
        f"```\na\n```python\n{MARKERS}```\n",
        f"~~~\n~~~ x\n{MARKERS}",
        f"   ```text\n{MARKERS}    ```\n{MARKERS}```  \n",
        f"Text\n\n{INDENTED}",
        "Text\n\n\t<!-- jmap:visit -->\n\t<!-- /jmap -->\n",
        f"10. One\n\n    ```\n{INDENTED}    ```\n",
        f"- One\n  - Two\n\n    ~~~\n{INDENTED}",
        f"- ```\n  a\n{MARKERS.replace('<', '  <')}  ```\n",
    ],
)
def test_markers_in_code_are_code(report: Report, text: str) -> None:
    page = MarkdownIt("commonmark").parse(text)
    assert not any("<!--" in token.content for token in page if token.type not in ("fence", "code_block"))
    file = written(report, text)
    found = inject(file, report)
    assert (found.changed, found.findings) == (False, ())


@pytest.mark.parametrize(
    "text",
    [
        f"Text\n\n    ```\n\n{MARKERS}",
        f"Text\n\n\t~~~\n\n{MARKERS}",
        f"``` a`b\n\n{MARKERS}",
        f"``a``\n\n{MARKERS}",
        f"```\na\n````\n{MARKERS}",
        f"- ```\n  a\n\n{MARKERS}",
        f"- One\n\n  - Two\n\n{INDENTED}",
        f"1.  One\n\n{INDENTED}",
    ],
)
def test_markers_behind_code_and_in_lists_are_markers(report: Report, text: str) -> None:
    page = MarkdownIt("commonmark").parse(text)
    assert any("<!--" in token.content for token in page if token.type == "html_block")
    assert inject(written(report, text), report).changed


def test_an_end_in_code_is_none(report: Report) -> None:
    (finding,) = inject(written(report, "<!-- jmap:visit -->\n\n```\n<!-- /jmap -->\n```\n"), report).findings
    assert finding.name == "unclosed-marker"


@pytest.mark.parametrize(
    ("text", "name", "line", "hint"),
    [
        ("a\n <!-- jmap:vist -->\n<!-- /jmap -->\n", "unknown-map", 2, 'did you mean "visit"?'),
        ("<!-- jmap:visit -->\nx\n", "unclosed-marker", 1, "end it with <!-- /jmap -->"),
        ("<!-- jmap:visit -->\n<!-- jmap:visit -->\n<!-- /jmap -->\n", "unclosed-marker", 1, "end it"),
        ("x\n<!-- /jmap -->\n", "stray-marker", 2, "remove it"),
        ("<!-- jmap: visit -->\n<!-- / jmap -->\n", "stray-marker", 1, "write <!-- jmap:ID -->"),
        ("<!-- jmap：visit -->\n", "stray-marker", 1, "write <!-- jmap:ID -->"),
        ("<!-- jmap:visit language=en -->\n", "stray-marker", 1, "lang=en"),
        ("<!-- jmap:visit lang=fr -->\n<!-- /jmap -->\n", "unknown-map", 1, "it has: en, zh-CN"),
    ],
)
def test_wrong_markers_are_shown_and_nothing_is_written(
    report: Report, text: str, name: str, line: int, hint: str
) -> None:
    file = written(report, text)
    finding = inject(file, report).findings[0]
    assert (finding.name, finding.span and finding.span.line) == (name, line)
    assert hint in (finding.hint or "")
    assert file.read_text() == text


def test_a_document_without_a_marker_is_told_from_one_up_to_date(report: Report) -> None:
    for text in ("# Ours\n", "<!-- jmap draws it -->\n", "```\n<!-- jmap:visit -->\n```\n"):
        done = inject(written(report, text), report)
        assert (done.changed, done.marked, done.findings) == (False, False, ())


def test_documents_that_are_none(report: Report) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        inject(report.root / "nothing.md", report)
    with pytest.raises(ConfigError, match="no text in UTF-8"):
        inject(written(report, b"\xff\xfe"), report)


def test_a_document_elsewhere_leads_to_the_outputs(report: Report) -> None:
    (report.root / "docs" / "a b").mkdir(parents=True, exist_ok=True)
    file = written(report, "<!-- jmap:visit -->\n<!-- /jmap -->\n", "docs/a b/page.md")
    inject(file, report)
    assert 'src="../../build/visit.en.svg"' in file.read_text("utf-8")


def test_permissions_and_links_stay(report: Report) -> None:
    real = written(report, MARKERS, "real.md")
    real.chmod(0o640)
    link = report.root / "link.md"
    link.symlink_to("real.md")
    assert inject(link, report).changed
    assert link.is_symlink()
    assert "<picture>" in real.read_text("utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_read_only_document_is_left_as_it_is(report: Report) -> None:
    file = written(report, MARKERS, "read-only.md")
    file.chmod(0o440)
    with pytest.raises(OutputError, match="is read-only"):
        inject(file, report)
    assert (file.read_text(), file.stat().st_mode & 0o777) == (MARKERS, 0o440)
