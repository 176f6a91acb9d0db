"""The hostile YAML files: each is refused by its own code or quickly read as text for the fields to judge."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from jmap.spec.reader import read

if TYPE_CHECKING:
    from pathlib import Path

# What the reader itself refuses: code, line, column.
REFUSED = {
    "bomb-lol9": ("Y105", 7, 8),
    "bomb-merge24": ("Y105", 19, 17),
    "crash-float-tag": ("Y103", 6, 15),
    "crash-seqkey": ("Y110", 1, 3),
    "dup-key-nested": ("Y102", 7, 9),
    "latin1": ("Y106", 6, 18),
    "long-line-key": ("Y110", 1, 2001),
    "nest-flow-100": ("Y104", 1, 33),
    "nest-flow-5000": ("Y104", 1, 33),
    "nest-flow-200000": ("Y104", 1, 1),
    "norway11": ("Y107", 1, 1),
    "self-map": ("Y112", 1, 16),
    "self-ref": ("Y112", 1, 13),
    "tag-binary": ("Y103", 6, 15),
    "tag-set": ("Y103", 1, 1),
}

# What is sound YAML: values stay texts as written, and whoever receives them judges.
READ = {
    "100k-comments": "sound, and long",
    "bidi": "direction marks are judged by the linter and isolated in outputs",
    "bom": "sound",
    "bool-score": "a score refuses `true`",
    "comment-only": "no document: the project says that nothing is in the file",
    "crash-bigint-5000": "a number field refuses 5,000 digits",
    "crash-date-feb30": "a date field refuses 30 February, a text field takes it",
    "crash-date-month13": "a date field refuses month 13, a text field takes it",
    "crash-ts-25h": "a date field refuses hour 25, a text field takes it",
    "crlf": "sound",
    "dup-key-merge": "the written key wins over the merged one",
    "huge-exp": "a score refuses 1e999",
    "include-cycle-b": "unknown keys are found by the spec",
    "list-root": "the spec wants a mapping at the root",
    "long-word": "wrapped by the layout",
    "mixed-eol": "all line ends are one",
    "numstr-score": "a score refuses a number in quotes",
    "ref-cycle": "references are resolved by the spec",
    "scalar-root": "the spec wants a mapping at the root",
    "time-sexagesimal": "a text",
    "unknown-key": "unknown keys are found by the spec",
    "utf16le-bom": "sound",
    "zip-octal": "a text, not an octal number",
}

SECONDS = {"100k-comments": 3.0}


def names(corpora: Path, folder: str) -> list[Path]:
    found = sorted((corpora / "hostile" / folder).glob("*.yaml"))
    assert found
    return found


def test_every_file_has_its_expectation(corpora: Path) -> None:
    assert {path.stem for path in names(corpora, "yaml")} == REFUSED.keys() | READ.keys()


def test_each_is_refused_by_its_own_code_or_read(corpora: Path) -> None:
    for path in names(corpora, "yaml"):
        start = time.thread_time()
        _, findings = read(path.name, path.read_bytes())
        assert time.thread_time() - start < SECONDS.get(path.stem, 1.0), path.stem
        if path.stem in READ:
            assert findings == [], path.stem
            continue
        span = findings[0].span
        assert span is not None
        assert (findings[0].code, span.line, span.column) == REFUSED[path.stem], path.stem


@pytest.mark.parametrize("folder", ["text", "url"])
def test_hostile_texts_are_read_as_texts(corpora: Path, folder: str) -> None:
    for path in names(corpora, folder):
        documents, findings = read(path.name, path.read_bytes())
        assert findings == [], path.stem
        assert len(documents) == 1


def test_texts_stay_as_written(corpora: Path) -> None:
    folder = corpora / "hostile" / "yaml"
    for name, written in (
        ("zip-octal", "012"),
        ("time-sexagesimal", "12:30:00"),
        ("crash-date-month13", "2024-13-45"),
    ):
        data = (folder / f"{name}.yaml").read_bytes()
        documents, _ = read(name, data)
        values, todo = [], [documents[0].root]
        while todo:
            node = todo.pop()
            if isinstance(node, dict):
                todo.extend(node.values())
            elif isinstance(node, list):
                todo.extend(node)
            else:
                values.append(node)
        assert any(written in str(value) for value in values), name


def test_the_merge_bomb_is_refused_at_once(corpora: Path) -> None:
    data = (corpora / "hostile" / "yaml" / "bomb-merge24.yaml").read_bytes()
    read("warm.yaml", data)
    best = min(_seconds(data) for _ in range(5))
    assert best < 0.01


def _seconds(data: bytes) -> float:
    start = time.thread_time()
    read("bomb.yaml", data)
    return time.thread_time() - start


@pytest.mark.parametrize("text", ["[" * 200_000, "{a: " * 200_000, "[\n" * 200_000, "- " * 200_000])
def test_deep_nesting_cannot_kill_the_process(text: str) -> None:
    code = (
        "import sys; from jmap.spec.reader import read;"
        "print(read('deep.yaml', sys.stdin.buffer.read())[1][0].code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=text.encode(), capture_output=True, timeout=60, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, b"Y104"), run.stderr[-500:]
