"""Generated projects for Hypothesis: whole ones that are nearly right, with every feature, and raw bytes."""

# ruff: noqa: E501 - tables of samples read best in few lines

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from jmap.model import Journey, Settings
from jmap.spec.forms import fields_of, keys_of
from jmap.spec.kinds import CATALOGUE, SINGLE

if TYPE_CHECKING:
    from pathlib import Path

    from jmap.model.frozen import Value

SHARED = """\
touchpoint: login
name: Log in
---
touchpoints: [{touchpoint: t, use: login}, {touchpoint: s, pains: [slow]}]
---
personas: [p, {persona: q, use: p}]
"""
"""A file of shared things beside the generated ones."""


def every_key() -> list[str]:
    """Every key of every model, and a few words that may stand in their place."""
    keys: dict[str, None] = dict.fromkeys(
        (*SINGLE, *CATALOGUE, "en", "zh-CN", "fr", "p", "q", "coach", "txt", "<<", "é")
    )
    open_: list[type[Value]] = [Journey, Settings, *SINGLE.values()]
    seen = set()
    while open_:
        kind = open_.pop()
        if kind not in seen:
            seen.add(kind)
            keys.update(dict.fromkeys(keys_of(kind)))
            open_ += [field.kind for field in fields_of(kind).values() if field.kind]
    return [*keys]


KEYS = every_key()
SCALARS = st.one_of(
    st.sampled_from([None, True, 4, 0, -1, 4.5, 1e300, "", "p", "q", "t", "s", "j", "end", "login", "a b"]),
    st.sampled_from(["82%", "4.3/5", "3min", "2026-09-30", "2026-02-30", "often", "happy", "csat", "higher"]),
    st.sampled_from(
        ["t.slow", "j/t", "k/t.x", "online", "interview", "#0f766e", "**/*", "no.png", "../x.png"]
    ),
    st.sampled_from(["中文", "\u202ex", "e\u0301", "…", "x" * 300, "\u0001", "\ud800"]),
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=8),
    st.integers(),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
        st.fixed_dictionaries({"use": st.sampled_from(["login", "t", "s", "p"])}, optional={"name": inner}),
    ),
    max_leaves=30,
)


@st.composite
def likely(draw: st.DrawFn, kind: type[Value], depth: int = 0) -> Any:
    """A mapping with a few keys of a model, whose values are often what belongs there."""
    fields = fields_of(kind)
    tree: dict[str, Any] = {}
    for key in draw(st.lists(st.sampled_from(keys_of(kind)), unique=True, max_size=5)):
        field = fields.get(key)
        if draw(st.integers(0, 5)) == 0 or field is None:
            tree[key] = draw(TREES)
        elif field.kind is None or depth > 4:
            tree[key] = draw(SCALARS)
        else:
            inner = likely(field.kind, depth + 1) | SCALARS
            several = st.lists(inner, max_size=3) | inner if field.many else inner
            by_key = st.dictionaries(st.sampled_from(["csat", "p", "coach", "m"]), several, max_size=2)
            tree[key] = draw(by_key if field.keyed else several)
    return tree


def single(key: str) -> st.SearchStrategy[Any]:
    """A document that is one thing, of the kind that `key` tells."""
    return st.builds(
        lambda name, rest: {key: name, **rest}, st.sampled_from(["j", "p", "t", "s"]), likely(SINGLE[key])
    )


ROOTS = st.one_of(
    single("journey"),
    single("journey"),
    st.sampled_from([*SINGLE]).flatmap(single),
    st.dictionaries(st.sampled_from(CATALOGUE), TREES, min_size=1, max_size=3),
    TREES,
)
"""Documents: most are what some file of a project may hold."""

FRAGMENTS = st.sampled_from(
    [b"journey: j\n", b"stages:\n", b"  - name: S\n", b"- ", b"[", b"]", b"{", b"}", b": ", b",", b"&a ", b"*a", b"<<: ",
     b"!!str ", b"%YAML 1.1\n", b"---\n", b"...\n", b'"', b"'", b"|\n", b">-\n", b"# jmap: ignore[A1]\n", b"\t", b"\r\n", b"? ",
     b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"\xed\xa0\x80", b"\\ud800", b"use: t\n", "：，“”中".encode(), b"1e999", b"2026-02-30"]
)  # fmt: skip
BYTES = st.one_of(
    st.binary(max_size=200),
    st.lists(FRAGMENTS | st.binary(max_size=3), max_size=40).map(b"".join),
    st.text(max_size=80).map(lambda text: text.encode("utf-16-le", "surrogatepass")),
)
"""Files: noise, pieces of YAML in any order, other encodings."""


def written(root: Any) -> str:
    """A document as YAML: JSON whose scalars lose their quotes where they can, so that some are numbers."""
    if isinstance(root, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {written(value)}" for key, value in root.items()) + "}"
    if isinstance(root, list):
        return "[" + ", ".join(written(item) for item in root) + "]"
    if (
        isinstance(root, str)
        and root
        and all(each.isalnum() or each in "%/.-" for each in root)
        and root[0].isalnum()
    ):
        return root
    # In JSON two escapes stand for one character beyond the basic plane, in YAML for two halves of characters.
    halves = isinstance(root, str) and any("\ud800" <= each <= "\udfff" for each in root)
    return json.dumps(root, ensure_ascii=halves)


TEXTS = st.one_of(
    st.sampled_from(["Door", "门口", "<b>x</b>", "a | b", "%%{init}%%", "=1+1", "\u202ex", "word " * 40, "字" * 60, "e\u0301"]),
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=12),
)  # fmt: skip


@st.composite
def sound_projects(draw: st.DrawFn) -> dict[str, str]:
    """A project that loads, by file name, with a choice of what the language offers."""
    languages = draw(st.sampled_from([["en"], ["zh-CN"], ["zh-CN", "en"]]))
    personas = draw(st.lists(st.sampled_from(["p", "q", "r"]), unique=True, min_size=1))
    names = [f"t{number}" for number in range(draw(st.integers(1, 5)))]

    def text() -> Any:
        several = {tag: draw(TEXTS) for tag in languages}
        return several if len(languages) > 1 and draw(st.booleans()) else draw(TEXTS)

    def some(make: Any, most: int = 2) -> list[Any]:
        return [make() for _ in range(draw(st.integers(0, most)))]

    def number(low: float, high: float) -> float:
        return draw(st.floats(low, high, allow_nan=False).map(lambda value: round(value, 2)))

    def touchpoint(name: str) -> dict[str, Any]:
        every: dict[str, Any] = {
            "does": text(), "thinks": text(), "goal": text(), "channel": "web", "owner": "dep", "importance": 4,
            "emotion": draw(st.sampled_from([number(1, 5), {personas[0]: number(1, 5)}, {"value": 3.5, "n": 40}])),
            "duration": "3min", "reach": "60%", "moment_of_truth": True, "target": 80, "frontstage": text(),
            "pains": [{"pain": f"{name}-{i}", "text": each, "severity": 3} for i, each in enumerate(some(text))],
            "opportunities": [{"text": each, "impact": 4, "effort": 2} for each in some(text)],
            "quotes": some(text), "notes": [{"text": text(), "private": True}],
            "measures": {"csat": {"value": "82%", "n": 50, "date": "2026-09-30"}, "nps": {"value": 20, "n": 30}},
            "evidence": ["e"],
            "next": [{"to": draw(st.sampled_from([*names, "end"])), "when": text(), "share": "50%"} for _ in range(2)],
        }  # fmt: skip
        kept = draw(st.lists(st.sampled_from(sorted(every)), unique=True))
        return {"touchpoint": name, "name": text(), **{key: every[key] for key in kept if every[key]}}

    cut = draw(st.integers(0, len(names)))
    stages = [
        {"stage": f"s{index}", "name": text(), "touchpoints": [touchpoint(name) for name in part]}
        for index, part in enumerate([names[:cut], names[cut:]])
    ]
    journey = {"journey": "j", "title": text(), "personas": personas, "scenario": text(), "stages": stages}
    twin = {"journey": "k", "title": text(), "personas": personas, "variant_of": "j", "stages": [text()]}
    settings = {
        "languages": languages, "channels": {"web": {"name": text(), "kind": "online"}}, "departments": {"dep": text()},
        "evidence": [{"evidence": "e", "kind": "survey", "title": text(), "n": 40, "date": "2026-09-01"}],
        "personas": [{"persona": name, "name": text(), "goals": some(text)} for name in personas],
        "improvements": [{"improvement": "i", "title": text(), "addresses": [f"j/{names[0]}"], "status": "planned"}],
    }  # fmt: skip
    return {
        "jmap.yaml": written(settings),
        "j.yaml": written(journey),
        **({"k.yaml": written(twin)} if draw(st.booleans()) else {}),
    }


def write(folder: Path, files: dict[str, str]) -> None:
    """Put the files of a project into a folder, and no others beside them."""
    for old in folder.glob("*.yaml"):
        old.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
