"""A project on disk that holds a text of choice in every field of the language that takes one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.report.conftest import PIXEL, Bare, journey_with, persona_with

if TYPE_CHECKING:
    from pathlib import Path


def written(value: Any) -> str:
    """A value as YAML on one line; what is `Bare` without quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_quoted(key)}: {written(own)}" for key, own in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return str(value) if isinstance(value, Bare) else _quoted(value)


def _quoted(value: Any) -> str:
    """A scalar as JSON, without escapes in pairs: in YAML each is half a character."""
    return json.dumps(value, ensure_ascii=False)


def write_project(folder: Path, text: str, other: str = "", *, title: str | None = None) -> Path:
    """Write a project of two journeys with `text` everywhere; ids alone are harmless words.

    `other` is said by the second journey and the second persona in its place, and by all they share as well.
    """
    first, second = journey_with(text), journey_with(other or text)
    people = {"one": text, "two": other or text}
    named = {"title": title} if title else {}
    text += other
    settings = {
        "title": title or text,
        "languages": ["en", "zh-CN"],
        "outputs": ["svg", "html", "md", "mermaid", "dot", "json"],
        "channels": {"web": {"name": text, "kind": "online"}},
        "departments": {"dep": {"name": text}},
        "lanes": [{"id": "does"}, {"id": "emotion"}, {"id": "pains"}, {"id": "tools", "name": text}],
        "measures": {"own": {"name": text, "unit": text[:50]}},
        "theme": {"brand": "#0f766e", "logo": "frame.png", "font": "Inter"},
    }
    evidence = {
        "evidence": [
            {"evidence": "survey", "kind": "survey", "title": text, "n": 30, "date": Bare("2026-09-01"),
             "source": text, "persona": "one"},
        ],
        "improvements": [
            {"improvement": "shared", "title": text, "addresses": ["everything/first", "twin/first"]},
        ],
    }  # fmt: skip
    twin = {**second, **named, "journey": "twin", "variant_of": "everything", "improvements": []}
    files = {
        "jmap.yaml": settings,
        "evidence.yaml": evidence,
        "everything.yaml": {**first, **named},
        "twin.yaml": twin,
        **{f"{name}.yaml": persona_with(name, said) for name, said in people.items()},
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(written(content) + f"\n# {'COMMENT'}\n", encoding="utf-8")
    (folder / "frame.png").write_bytes(PIXEL.data)
    return folder
