"""The YAML test suite: nothing raises, the language's subset reads as expected, the rest is refused.

A finding is right for every invalid document and for every valid one outside the subset. The tables below
name each document where jmap and the suite differ otherwise, with the reason.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from jmap.spec import reader

if TYPE_CHECKING:
    from pathlib import Path

# Codes of what the language refuses on purpose, though YAML allows it.
OUTSIDE = {"Y102", "Y103", "Y107", "Y108", "Y110", "Y112"}

# Invalid by YAML 1.2, read by libyaml all the same. The values are what anybody would expect.
LENIENT = {
    "9C9N": "a flow list's later lines may be indented less than the key",
    "CVW2": "a comment may follow a comma without a space",
    "DK95-01": "a TAB may begin the continued line of a text in quotes",
    "QB6E": "the continued line of a text in quotes may be indented less",
    "S98Z": "a folded text's empty first lines may be indented more than the text",
    "SU5Z": "a comment may follow a closing quotation mark without a space",
    "Y79Y-003": "a TAB may indent a line inside brackets",
}

# Valid by YAML 1.2, refused by libyaml, which reads YAML 1.1 with parts of 1.2. Nobody writes these.
STRICT = {
    "4MUZ-01": "the colon on the line after a key in quotes, in braces",
    "58MP": "a text that begins with a colon, in braces",
    "5MUD": "the colon on the line after a key in quotes, in braces",
    "5T43": "a text that begins with a colon, in braces",
    "7Z25": "a document without `---` after the end `...` of another",
    "8XYN": "an emoji as the name of an anchor",
    "96NN-00": "a TAB at the beginning of a text block's line",
    "96NN-01": "a TAB at the beginning of a text block's line",
    "9SA2": "a key in quotes over two lines",
    "DK95-00": "a TAB behind the indentation of a continued text",
    "DK95-04": "a line that holds a TAB only",
    "Q5MG": "a TAB before a document in braces",
    "R4YG": "a folded text whose first line holds a TAB only",
    "W5VH": "colons, quotation marks and the like in the name of an anchor",
    "Y79Y-010": "a TAB between the dash and the text of a list item",
}


def expected_documents(path: Path) -> list[Any]:
    """Read the JSON values that stand one after the other in a file, numbers as they are written."""
    text = path.read_text(encoding="utf-8").strip()
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    documents = []
    while text:
        value, end = decoder.raw_decode(text)
        documents.append(value)
        text = text[end:].strip()
    return documents


def as_text(value: Any) -> Any:
    """Make every scalar but null a text: the reader guesses no types."""
    if isinstance(value, dict):
        return {key: as_text(own) for key, own in value.items()}
    if isinstance(value, list):
        return [as_text(own) for own in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def cases(corpora: Path) -> list[Path]:
    found = sorted((corpora / "yaml-test-suite").glob("*.yaml"))
    assert len(found) > 180
    return found


def test_invalid_documents_have_findings(corpora: Path) -> None:
    accepted = set()
    for path in cases(corpora):
        _, findings = reader.read(path.name, path.read_bytes())
        if path.with_suffix(".error").exists() and not findings:
            accepted.add(path.stem)
    assert accepted == set(LENIENT)


def test_valid_documents_read_as_expected(corpora: Path) -> None:
    strict, equal = {}, 0
    for path in cases(corpora):
        if path.with_suffix(".error").exists():
            continue
        documents, findings = reader.read(path.name, path.read_bytes())
        codes = {found.code for found in findings}
        if codes & OUTSIDE:
            continue
        if codes:
            strict[path.stem] = [(found.message, path.read_text()[:60]) for found in findings]
            continue
        if path.with_suffix(".json").exists():
            expected = [as_text(value) for value in expected_documents(path.with_suffix(".json"))]
            expected = [value for value in expected if value is not None]
            assert [as_text(document.root) for document in documents] == expected, path.stem
            equal += 1
    assert set(strict) == set(STRICT), strict
    assert equal == 88


def test_the_differences_are_documented(root: Path) -> None:
    page = (root / "docs" / "yaml-differences.md").read_text("utf-8")
    for title, table in (("Valid YAML that is refused", STRICT), ("Invalid YAML that is read", LENIENT)):
        section = page.partition(f"## {title}\n")[2].partition("\n## ")[0]
        rows = dict(re.findall(r"(?m)^\| (\w+(?:-\d+)?) \| (.*) \|$", section))
        assert {key: why for key, why in rows.items() if key != "document"} == table
    outside = page.partition("## Left out on purpose\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"(?m)^\| (Y\d+) \|", outside)) == OUTSIDE


def test_every_finding_points_into_its_file(corpora: Path) -> None:
    for path in cases(corpora):
        data = path.read_bytes()
        lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for found in reader.read(path.name, data)[1]:
            assert found.span is not None
            assert found.span.text == lines[found.span.line - 1]
            assert 1 <= found.span.column <= len(found.span.text) + 1
            assert found.span.length >= 1


@pytest.mark.parametrize("events", [reader._events, reader._python_events])
def test_messages_never_show_the_parsers_own_words(corpora: Path, events: Any) -> None:
    for path in cases(corpora):
        for found in reader._read(path.name, path.read_bytes(), events)[1]:
            assert "<unicode string>" not in found.message
            assert "while scanning" not in found.message
            assert "while parsing" not in found.message
