"""Specs written as untidily as YAML allows: for whatever rewrites them."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

from jmap.model import Journey, Settings
from jmap.spec.forms import fields_of, keys_of

if TYPE_CHECKING:
    from jmap.model.frozen import Value

WORDS = [
    "Log in", "登录", "数据录入：二十项", "NO", "1.10", "012", "~x", "4", "82%", "a, b", "Ready?", "{x}", "it's",
    'say "hi"', "#1", "x #y", "a: b", "- x", "*", "&", "@you", "true", "null", "", " lead", "trail ", "tab\there",
    "back\\slash", "\u200bz", "…", "😀", "2026-09-30", "12:30", "end:", "'", '"', "“引号”", "\u3000全角", "%", "!x",
    "?", "? x", "<<", "=", "---", "x\u00a0y",
]  # fmt: skip
COMMENTS = ["# note", "#", "# 备注 {a: b", "#!x", "# jmap: ignore[C201]", "#- 'q", '# "']


def value_of(kind: type[Value] | None, random: Random, depth: int = 0) -> Any:
    """A value made of the keys of a model."""
    if kind is None or depth > 3 or random.random() < 0.15:
        texts = [random.choice(WORDS) for _ in range(random.randrange(4))]
        return random.choice([random.choice(WORDS), random.choice(WORDS), None, texts, {}])
    fields = fields_of(kind)
    found: dict[str, Any] = {}
    keys = (*keys_of(kind), "own-lane")
    for key in random.sample(keys, min(len(keys), random.randrange(5))):
        field = fields.get(key)
        below = field.kind if field else None
        items = [value_of(below, random, depth + 1) for _ in range(random.randrange(4))]
        names = random.sample(["csat", "en", "zh-CN", "p"], random.randrange(3))
        by_key = {each: value_of(below, random, depth + 1) for each in names}
        found[key] = random.choice([items, value_of(below, random, depth + 1), by_key])
    return found


class Writer:
    """Writes values as YAML, choosing among all ways to do it."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.lines: list[str] = []

    def pick(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def odds(self, of: int) -> bool:
        return self.random.randrange(of + 1) == 0

    def noise(self) -> None:
        while self.odds(5):
            self.lines.append(self.pick("", "", "  ", " " * self.pick(0, 1, 2, 4, 7) + self.pick(*COMMENTS)))

    def end(self) -> str:
        return self.pick(" ", "   ", "\t") + self.pick(*COMMENTS) if self.odds(6) else ""

    def scalar(self, text: str | None, *, flow: bool) -> str:
        if text is None:
            return str(self.pick("null", "~"))
        sound = text and text[0].isalnum() and text.strip() == text and text.isprintable()
        safe = sound and not any(each in text for each in ',[]{}?:#"')
        if safe and text not in ("null", "true") and not self.odds(3):
            return text
        if not self.odds(2) and text.isprintable():
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=self.odds(1) or flow)

    def flow(self, value: Any) -> str:
        gap = self.pick("", " ")
        if isinstance(value, dict):
            keys = {key: json.dumps(key) if self.odds(4) else key for key in value}
            inner = ", ".join(f"{keys[key]}: {self.flow(each)}" for key, each in value.items())
            return f"{{{gap}{inner}{',' if value and self.odds(5) else ''}{gap}}}"
        if isinstance(value, list):
            inner = f"{gap}, ".join(map(self.flow, value))
            return f"[{gap}{inner}{gap}]"
        return self.scalar(value, flow=True)

    def broken(self, value: Any, indent: int) -> list[str]:
        """A list or mapping in brackets over several lines, with comments."""
        pairs = (
            [f"{key}: {self.flow(inner)}" for key, inner in value.items()]
            if isinstance(value, dict)
            else [self.flow(inner) for inner in value]
        )
        brackets = "{}" if isinstance(value, dict) else "[]"
        lines = [brackets[0] + self.end()]
        for pair in pairs:
            if self.odds(4):
                lines.append(" " * indent + self.pick(*COMMENTS, ""))
            lines.append(" " * (indent + self.pick(0, 1, 3)) + pair + "," + self.end())
        return [*lines, " " * indent + brackets[1]]

    def value(self, value: Any, indent: int, lead: str) -> None:
        """Write `value` behind a key or dash."""
        if value is None and self.odds(1):
            self.lines.append(lead + self.end())
        elif value in ({}, []) or (isinstance(value, dict | list) and (self.odds(2) or not value)):
            if value and self.odds(2):
                first, *others = self.broken(value, indent + 1)
                self.lines += [f"{lead} {first}", *others]
            else:
                self.lines.append(f"{lead} {self.flow(value)}{self.end()}")
        elif isinstance(value, dict | list):
            self.lines.append(lead + self.end())
            self.block(value, indent + self.pick(1, 2, 4))
        elif value and value.strip() == value and value.isprintable() and self.odds(6):
            style = self.pick("|", ">", "|-", ">-", "|+", ">+") + self.end()
            margin = " " * (indent + self.pick(1, 2, 3))
            self.lines += [
                f"{lead} {style}",
                f"{margin}{value}",
                *([""] if self.odds(2) else []),
                f"{margin}{value}",
            ]
            self.lines += [""] * self.pick(0, 0, 1, 2)
        elif value and value.isalpha() and value not in ("null", "true") and self.odds(4):
            gap = [""] if self.odds(3) else []
            self.lines += [f"{lead} {value}", *gap, " " * (indent + 1 + self.pick(0, 2)) + value + self.end()]
        else:
            self.lines.append(f"{lead} {self.scalar(value, flow=False)}{self.end()}")

    def block(self, value: Any, indent: int) -> None:
        margin = " " * indent
        for key, inner in value.items() if isinstance(value, dict) else ((None, item) for item in value):
            self.noise()
            if key is None and isinstance(inner, dict) and inner and self.odds(1):
                self.compact(inner, indent)
            else:
                self.value(inner, indent, f"{margin}-" if key is None else f"{margin}{key}:")

    def compact(self, value: dict[str, Any], indent: int) -> None:
        """A mapping that begins behind its dash."""
        gap = self.pick(1, 1, 3)
        for index, (key, inner) in enumerate(value.items()):
            margin = " " * indent + ("-" + " " * gap if index == 0 else " " * (gap + 1))
            if index:
                self.noise()
            self.value(inner, indent + 1 + gap, f"{margin}{key}:")


def untidy(seed: int) -> str:
    """A file of one or two documents; another one for every seed."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    writer = Writer(random)
    for number in range(random.choice([1, 1, 2])):
        writer.noise()
        if number or writer.odds(4):
            writer.lines.append("---" + writer.end())
        kinds: list[tuple[type[Value], dict[str, Any]]] = [
            (Journey, {"journey": "j"}),
            (Settings, {"title": "t"}),
        ]
        kind, head = random.choice(kinds)
        body = value_of(kind, random)
        root = {**head, **(body if isinstance(body, dict) else {})}
        writer.block({key: root[key] for key in random.sample(list(root), len(root))}, 0)
    writer.noise()
    return "\n".join(writer.lines) + random.choice(["\n", "", "\n\n\n"])
