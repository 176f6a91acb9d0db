"""The hostile files as specs: each is refused for its own reason or loads with its payload intact.

The files are older than the language. They are rewritten in memory to what it is now; each keeps its payload.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from jmap.spec import read_project
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.spec import Loaded

HEAD = "journey: t\npersonas: [P]\nstages:\n  - name: S\n    touchpoints:\n      - "


def moved(to: str, end: str = "") -> Callable[[str], str]:
    """Move the payload from the touchpoint's name to a field that has to refuse it."""
    return lambda text: text.replace("      - name: ", f"      - name: x\n        {to}") + end


# How files are rewritten beyond what all need.
MOVED: dict[str, Callable[[str], str]] = {
    "crash-date-month13": moved("emotion: {value: 4, date: ", "}"),
    "crash-date-feb30": moved("emotion: {value: 4, date: ", "}"),
    "crash-ts-25h": moved("emotion:\n          value: 4\n          date: "),
    "crash-bigint-5000": moved("emotion: "),
    "dup-key-merge": lambda _: f"{HEAD}&b {{name: 1, owner: O}}\n      - {{<<: *b, name: 2}}\n",
    "ref-cycle": lambda _: f"{HEAD}{{touchpoint: a, next: b}}\n      - {{touchpoint: b, next: a}}\n",
}

# The code each is refused by, and the line and column where.
REFUSED = {
    "bomb-lol9": ("Y105", 7, 8),
    "bomb-merge24": ("Y105", 19, 17),
    "bool-score": ("S202", 7, 18),
    "comment-only": ("S212", 1, 1),
    "crash-bigint-5000": ("S202", 7, 18),
    "crash-date-feb30": ("S203", 7, 35),
    "crash-date-month13": ("S203", 7, 35),
    "crash-float-tag": ("Y103", 6, 15),
    "crash-seqkey": ("Y110", 1, 3),
    "crash-ts-25h": ("S202", 9, 17),
    "dup-key-nested": ("Y102", 7, 9),
    "huge-exp": ("S202", 7, 18),
    "include-cycle-b": ("S208", 1, 1),
    "latin1": ("Y106", 6, 18),
    "list-root": ("S208", 1, 1),
    "long-line-key": ("Y110", 1, 2001),
    "nest-flow-100": ("Y104", 1, 33),
    "nest-flow-200000": ("Y104", 1, 1),
    "nest-flow-5000": ("Y104", 1, 33),
    "norway11": ("Y107", 1, 1),
    "numstr-score": ("S202", 7, 18),
    "scalar-root": ("S208", 1, 1),
    "self-map": ("Y112", 1, 16),
    "self-ref": ("Y112", 1, 13),
    "tag-binary": ("Y103", 6, 15),
    "tag-set": ("Y103", 1, 1),
    "unknown-key": ("S208", 1, 1),
}

# The names of the touchpoints of each that is accepted.
ACCEPTED: dict[str, list[str]] = {
    "100k-comments": ["x"],
    "bidi": ["\u202egpj.exe"],
    "bom": ["x"],
    "crlf": ["x"],
    "dup-key-merge": ["1", "2"],
    "long-word": ["W" * 5000],
    "mixed-eol": [],
    "ref-cycle": ["a", "b"],
    "time-sexagesimal": ["12:30:00"],
    "utf16le-bom": ["x"],
    "zip-octal": ["012"],
}


def files(corpora: Path, folder: str) -> dict[str, Path]:
    found = {path.stem: path for path in sorted((corpora / "hostile" / folder).glob("*.yaml"))}
    assert found
    return found


def ported(path: Path) -> bytes:
    """The file in the language as it is."""
    data = path.read_bytes()
    for old, new in (("persona: {name: P}", "personas: [P]"), ("quote: ", "quotes: ")):
        for encoding in ("utf-8", "utf-16-le"):
            data = data.replace(old.encode(encoding), new.encode(encoding))
    lines = data.split(b"\n")
    data = b"\n".join(line for line in lines if not line.lstrip().startswith(b"link:"))
    move = MOVED.get(path.stem)
    return move(data.decode().rstrip("\n")).encode() if move else data


def load(path: Path, tmp_path: Path) -> Loaded:
    (tmp_path / path.name).write_bytes(ported(path))
    started = time.thread_time()
    loaded = read_project(tmp_path / path.name)
    assert time.thread_time() - started < 5  # generous: a bomb takes minutes
    return loaded


def test_every_file_is_judged(corpora: Path) -> None:
    assert set(files(corpora, "yaml")) == set(REFUSED) | set(ACCEPTED)
    assert not set(REFUSED) & set(ACCEPTED)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_for_its_own_reason(corpora: Path, tmp_path: Path, name: str) -> None:
    loaded = load(files(corpora, "yaml")[name], tmp_path)
    assert loaded.selected == ()
    places = [
        (each.code, *((each.span.line, each.span.column) if each.span else (0, 0)))
        for each in loaded.findings
    ]
    assert REFUSED[name] in places, loaded.findings
    assert (
        len(places) == 1 or name == "self-map"
    )  # where nothing is left of the stage, its name is missed too


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted_with_its_payload(corpora: Path, tmp_path: Path, name: str) -> None:
    loaded = load(files(corpora, "yaml")[name], tmp_path)
    assert loaded.findings == ()
    assert [str(here.name) for here in loaded.project["t"].touchpoints] == ACCEPTED[name]


def test_line_ends_make_no_difference(corpora: Path, tmp_path: Path) -> None:
    data = ported(files(corpora, "yaml")["crlf"])
    assert b"\r\n" in data
    projects = []
    for number, text in enumerate((data, data.replace(b"\r\n", b"\n"), data.replace(b"\r\n", b"\r"))):
        (tmp_path / f"{number}.yaml").write_bytes(text)
        projects.append(read_project(tmp_path / f"{number}.yaml").project)
    assert projects[0].journeys == projects[1].journeys == projects[2].journeys


def test_texts_load_as_they_are(corpora: Path, tmp_path: Path) -> None:
    for path in files(corpora, "text").values():
        payload = read(path.name, path.read_bytes())[0][0].root["stages"][0]["touchpoints"][0]["name"]
        loaded = load(path, tmp_path)
        assert loaded.findings == (), path.name
        (here,) = loaded.project["t"].touchpoints
        assert [str(here.name), str(here.pains[0].text), str(here.quotes[0].text)] == [payload] * 3
        assert here.id
        assert here.id.replace("-", "").replace("_", "").isalnum()


def test_pictures_are_never_addresses(corpora: Path, tmp_path: Path) -> None:
    for path in files(corpora, "url").values():
        loaded = load(path, tmp_path)
        (found,) = loaded.findings
        assert found.code == "S211", path.name
        assert found.span
        assert (found.span.line, found.span.column) == (7, 16)
        assert loaded.left_out == ("t",)
