"""Hostile files made here, by family: each must be told or read within seconds and little memory."""

# ruff: noqa: E501 - what a file holds reads best on one line

from __future__ import annotations

import codecs
import random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MB: Final = 1024 * 1024
HEAD: Final = "journey: t\npersonas: [P]\nstages:\n  - name: S\n    touchpoints:\n"
ONE: Final = "      - name: x\n"


def _lots(pattern: str, amount: int) -> str:
    """`pattern` again and again, with `#` counting."""
    return "".join(pattern.replace("#", str(number)) for number in range(amount))


def bombs() -> dict[str, str]:
    """Aliases, merges and `use:` that stand for far more than is written."""
    made: dict[str, str] = {}
    for levels in (9, 200, 2000):
        made[f"lists {levels}"] = "a0: &a0 [x,x,x,x]\n" + "".join(
            f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, levels)
        )
        made[f"merges {levels}"] = "a0: &a0 {k: x}\n" + "".join(
            f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, levels)
        )
        made[f"merges of merges {levels}"] = "a0: &a0 {k: x}\n" + "".join(
            f"a{i}: &a{i} {{<<: *a{i - 1}, k{i}: y}}\n" for i in range(1, 2 * levels)
        )
    wide = "b: &b {" + _lots("k#: 1, ", 9000) + "}\n"
    return made | {
        "wide merges": wide + _lots("m#: {<<: *b}\n", 200),
        "one wide merge": wide + "m: {<<: [" + "*b, " * 100_000 + "]}\n",
        "aliases of a word": "a: &a x\nb: [" + "*a, " * 1_000_000 + "]\n",
        "aliases of a long word": "a: &a " + "x" * 19_000 + "\nb: [" + "*a, " * 70_000 + "]\n",
        "aliases of a list": "a: &a [" + "x," * 50_000 + "]\nb: [" + "*a, " * 300 + "]\n",
        "aliases of a touchpoint": f"{HEAD}      - &t {{name: x, pains: [a, b, c, d]}}\n" + "      - *t\n" * 50_000,
        "aliases in many documents": ("--- {a: &a [" + "x," * 100 + "], b: [" + "*a," * 9 + "]}\n") * 2000,
        "use of a large touchpoint": "touchpoint: a\nname: A\npains: [" + _lots("p#, ", 1000) + "]\n---\n" + HEAD + "      - {use: a}\n" * 2000,
        "use in a row": _lots("---\ntouchpoint: t#\nuse: u#\n---\ntouchpoint: u#\nuse: t1#\n", 4000),
        "use in a circle": "touchpoint: a\nuse: b\n---\ntouchpoint: b\nuse: a\n---\njourney: t\nstages: [{name: S, touchpoints: [{use: a}]}]",
    }  # fmt: skip


def nested() -> dict[str, str]:
    """Things in things, in every way of writing."""
    made: dict[str, str] = {}
    for name, opening in (
        ("lists", "["),
        ("maps", "{a: "),
        ("both", "[{a: "),
        ("keys", "{? "),
        ("in quotes", '{"a": '),
    ):
        for depth in (33, 1000, 49_000, 200_000):
            made[f"{name} {depth}"] = opening * depth
            made[f"{name} {depth} in a spec"] = f"{HEAD}{ONE}        pains: {opening * depth}"
    return made | {
        "block maps": "\n".join(" " * depth + "a:" for depth in range(3000)),
        "block lists": "- " * 1_000_000,
        "complex keys": "? " * 1_000_000,
        "lists as keys": "- ? - " * 50_000,
        "maps as keys": "{" * 45_000 + "a: b" + "}: x" * 45_000,
        "no keys": ": " * 1_000_000,
        "closed at once": "[" + "[]," * 1_000_000 + "]",
        "closed before opened": "]" * 60_000 + "[" * 120_000,
        "in a text": 'a: "' + "[" * 1_000_000 + '"\n',
        "in a comment": "# " + "[" * 8_000_000 + "\na: b\n",
        "anchors inside": "&a [" * 40_000,
        "ready twice": "{en: Ready?}\n" + "{a: ?" * 15_000,
    }


def long() -> dict[str, str]:
    """Texts, keys and comments beyond anything."""
    made: dict[str, str] = {}
    for size in (20_000, 20_001, 2 * MB, 15 * MB):
        word = "W" * size
        made |= {
            f"plain {size}": f"{HEAD}      - name: {word}\n",
            f"quoted {size}": f'{HEAD}      - name: "{word}"\n',
            f"block {size}": f"{HEAD}      - name: |\n          {word}\n",
            f"comment {size}": f"{HEAD}{ONE}#{word}",
            f"key {size}": f"{word}: 1",
            f"anchor {size}": f"a: &{word} x",
            f"alias {size}": f"a: *{word}",
            f"tag {size}": f"a: !{word} x",
            f"directive {size}": f"%{word}\n---\na: b",
        }
    return made | {
        "escapes": 'a: "' + r"\x41" * 3_500_000 + '"',
        "chinese escapes": 'a: "' + r"\u4e2d" * 2_500_000 + '"',
        "line ends in quotes": 'a: "' + "\n\n" * 200_000 + '"',
        "never closed": 'a: "' + "x\n " * 240_000,
        "apostrophes": "a: '" + "''" * 5_000_000,
        "lines of a block": "a: |\n" + " x\n" * 4_000_000,
        "lines of a word": "a: x\n" + "  y\n" * 450_000,
        "chinese": HEAD + "      - name: " + "漢" * 20_000 + "\n",
    }


def many() -> dict[str, str]:
    """A great number of something."""
    return {
        "unknown keys": "journey: t\nstages: [S]\n" + _lots("k#: 1\n", 200_000),
        "unknown keys of a touchpoint": HEAD + ONE + _lots("        k#: 1\n", 9000),
        "unknown keys of touchpoints": HEAD + "      - {nme: x}\n" * 70_000,
        "wrong values": HEAD + "      - {name: x, emotion: hugely}\n" * 40_000,
        "unknown measures": HEAD + "      - {name: x, measures: {" + _lots("m#: 1, ", 900) + "}}\n" * 20,
        "unknown references": HEAD + "      - {name: x, channels: [zz], next: nowhere}\n" * 15_000,
        "people who do not travel": "persona: q\n---\n"
        + HEAD
        + _lots("      - {name: x#, pains: [{text: a, persona: q}]}\n", 8000),
        "equal keys": "journey: t\n" + "a: 1\n" * 490_000,
        "keys of null": "? \n" * 490_000,
        "lists as keys": "[a]: 1\n" * 300_000,
        "anchors": _lots("k#: &a# x\n", 200_000),
        "anchors of one name": _lots("k#: &a [x]\n", 200_000),
        "unknown aliases": "[" + _lots("*a#, ", 300_000) + "]",
        "aliases as keys": "&a x: 1\n" + "*a : 2\n" * 100_000,
        "empty documents": "---\n" * 490_000,
        "documents": "---\n{a: b}\n" * 200_000,
        "journeys": _lots("---\njourney: j#\nstages: [S]\n", 50_000),
        "journeys of one id": "---\njourney: j\nstages: [S]\n" * 50_000,
        "personas": _lots("---\npersona: p#\n", 100_000),
        "travellers": "journey: t\npersonas: [" + _lots("P#, ", 70_000) + "]\nstages: [S]\n",
        "languages": "languages: [" + _lots("x#, ", 50_000) + "]\njourney: t\nstages: [S]",
        "stages": "journey: t\nstages: [" + _lots("S#, ", 200_000) + "]\n",
        "directives": "%FOO x\n" * 200_000 + "---\n",
        "tag directives": _lots("%TAG !a# tag:x#:\n", 50_000) + "---\n",
        "suppressions": HEAD + ONE + "# jmap: ignore[A101]\n" * 200_000,
        "suppressed codes": HEAD + ONE + "# jmap: ignore[" + "A101," * 500_000 + "]\n",
        "globs": "include: [" + _lots("'**/*#*/**/x*', ", 20_000) + "]\njourney: t\nstages: [S]\n",
        "lost journeys": _lots("journey: j#\n", 200_000) + "\t[",
        "tabs": "a:\n" + "\tb: 1\n" * 400_000,
        "questions": _lots("a#: {en: Ready?}\n", 40_000),
        "questions in a list": "[" + "a?," * 300_000 + "]",
        "open quotes and brackets": "['\"" * 100_000,
        **{f"only {char!r}": char * 2_000_000 for char in "-&*!%@`\"'|>,:=\\<?#[]{} ~"},
        **{f"lines of {char!r}": f"{char}\n" * 200_000 for char in "-&*!%@`\"'|>,:=\\<?#[]{} ~"},
    }


def numbers() -> dict[str, str]:
    """Numbers, dates and durations that no field can hold."""
    odd = {
        "integer": "9" * 5000, "negative": "-" + "9" * 19_999, "hexadecimal": "0x" + "f" * 5000, "octal": "0o" + "7" * 5000,
        "exponent": "1e999999999", "tiny": "1e-999999999", "infinite": ".inf", "no number": ".nan", "fraction": "0." + "1" * 19_000,
        "underscore": "1_000", "sexagesimal": "1:30:00", "truth": "true", "full width": "３", "arabic": "٣", "zeros": "0" * 19_000 + "3",
        "percent": "9" * 4000 + "%", "scale": "4/" + "9" * 4000, "scale of none": "4/0", "word": "Infinity", "null": "~",
        "day 0": "0000-00-00", "february 30": "2024-02-30", "year 10000": "10000-01-01", "hour 25": "2024-01-01T25:61:61Z",
        "days": "99999999999999999999d", "hours": "1e400h", "long units": "9" * 4000 + "d",
    }  # fmt: skip
    return {
        f"{name} as {place}": f"{HEAD}{ONE}        {template.format(text)}\n"
        for name, text in odd.items()
        for place, template in {
            "emotion": "emotion: {0}",
            "measure": "measures: {{csat: {{value: {0}, n: {0}, scale: {0}, date: {0}}}}}",
            "rest": "importance: {0}\n        duration: {0}\n        reach: {0}\n        target: {0}",
        }.items()
    }


def characters() -> dict[str, str]:
    """Characters that hide, turn, combine or do not exist, written and escaped, as a name, an id and a key."""
    odd = {
        "turned": "\u202e", "isolated": "\u2066", "unopened": "\u2069" * 500, "joined": "\u200d" * 5000, "hidden": "a\u200bb",
        "combined": "e" + "\u0301" * 19_000, "tags": "\U000e0041" * 5000, "family": "👨‍👩‍👧‍👦" * 2000, "flags": "🇨🇳" * 4000,
        "jamo": "\u1100" * 9000, "ligatures": "ﷺ" * 15_000, "private": "\ue000" * 9000, "astral": "\U0001f600" * 9000, "nfd": "e\u0301",
        "blank": "\u3000" * 9000, "nul": "\0", "escape": "\x1b[31m", "c1": "\x9b", "delete": "\x7f", "form feed": "\x0c", "nel": "\x85",
        "line separator": "\u2028", "mark": "\ufeff", "noncharacter": "\ufdd0", "beyond": "\U0001fffe",
    }  # fmt: skip
    escaped = [
        r"\0",
        r"\e",
        r"\ud800",
        r"\ud83d\ude00",
        r"\uffff",
        r"\U0010FFFF",
        r"\U00110000",
        r"\UFFFFFFFF",
        r"\x9b",
        r"\a",
        r"\N",
        r"\L",
        r"\xZZ",
        r"\u12",
        r"\q",
    ]
    made: dict[str, str] = {}
    for name, text in odd.items():
        made |= {
            f"{name} in a name": f"{HEAD}      - name: x{text}y\n        does: {text}x\n",
            f"{name} in an id": f"{HEAD}      - touchpoint: x{text}y\n        name: N\n",
            f"{name} in a key": f"journey: t\nx{text}y: 1\n",
            f"{name} first": f"{text}{HEAD}{ONE}",
        }
    for text in escaped:
        made |= {
            f"{text} in a name": f'{HEAD}      - name: "{text}"\n',
            f"{text} in a key": f'journey: t\n"{text}": 1\n',
            f"{text} often": f'{HEAD}      - name: "{text * 3000}"\n',
            f"{text} in many lines": HEAD + f'      - name: "{text}"\n' * 20_000,
        }
    return made


def encodings() -> dict[str, bytes]:
    """Byte-order marks in every mixture, odd lengths, other encodings, no text at all."""
    text = HEAD + ONE
    marks = {
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    made: dict[str, bytes] = {}
    for name, mark in marks.items():
        data = text.encode(name)
        made |= {
            name: mark + data, f"{name} unmarked": data, f"{name} and a byte": mark + data + b"\0", f"{name} less a byte": mark + data[:-1],
            f"{name} marked twice": mark + mark + data, f"{name} large": mark + (text * 90_000).encode(name)[: 15 * MB],
            f"{name} half a character": mark + data + (b"\x00\xd8" if name.endswith("le") else b"\xd8\x00"), f"{name} marked only": mark,
        }  # fmt: skip
    noise = random.Random(1)  # noqa: S311 - the same noise every time
    return made | {
        "marked twice": codecs.BOM_UTF8 * 2 + text.encode(), "marked as two": codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        "mark inside": (HEAD + "\ufeff" + ONE).encode(), "gbk": (HEAD + "      - name: 客户旅程\n").encode("gbk"),
        "big5": (HEAD + "      - name: 客戶\n").encode("big5"), "shift-jis": (HEAD + "      - name: テスト\n").encode("shift_jis"),
        "overlong": text.encode() + b"\xc0\xaf", "surrogates": text.encode() + b"\xed\xa0\xbd\xed\xb8\x80", "five bytes": text.encode() + b"\xf8\x88\x80\x80\x80",
        "ff": b"\xff" * 15 * MB, "80": b"a: " + b"\x80" * 15 * MB, "noise": noise.randbytes(15 * MB), "short noise": noise.randbytes(1000),
        "nul": b"\0" * 15 * MB, "zip": b"PK\x03\x04" + b"\0" * 1000, "too large": b"a" * 17 * MB, "empty": b"", "line ends": b"\n" * 15 * MB,
        "carriage returns": b"\r" * 15 * MB, "both": b"\r\n" * 7 * MB, "blanks": b" " * 15 * MB, "tabs": b"\t" * 15 * MB, "comments": b"#\n" * 7 * MB,
    }  # fmt: skip


def tags() -> dict[str, str]:
    """Tags and directives, in every place."""
    words = [
        '!!python/object/apply:os.system ["touch jmap-pwned"]', "!!python/name:os.system", "!include /etc/hostname", "!ENV ${PATH}", "!reference [a]",
        "!!str x", "!!int maybe", "!!bool maybe", "!!float x", "!!null x", "!!binary aGk=", "!!timestamp x", "!!set {a, b}", "!!omap [a: 1]", "!!pairs [a: 1]",
        "!!merge <<", "!!value =", "!<tag:yaml.org,2002:python/object:os.system> x", "!<!foo> x", "! x", "!e!foo x", "!%00 x", "!<abc",
        "!!javax.script.ScriptEngineManager [x]", "!ruby/object:Gem::Installer x",
    ]  # fmt: skip
    made: dict[str, str] = {}
    for word in words:
        made |= {
            f"{word} as a name": f"{HEAD}      - name: {word}\n",
            f"{word} as a root": f"{word}\n",
            f"{word} as a key": f"journey: t\n{word} : 1\n",
            f"{word} often": HEAD + f"      - name: {word}\n" * 10_000,
        }
    heads = [
        "%YAML 1.1",
        "%YAML 1.2",
        "%YAML 9.9",
        "%TAG ! tag:x,2000:",
        "%FOO bar",
        "%YAML 1.2\n%YAML 1.2",
        "%YAML 1." + "9" * 5000,
    ]
    return made | {head[:30]: f"{head}\n---\n{HEAD}{ONE}" for head in heads}


RICH: Final = (
    "{name: #, does: [a, b], needs: n, thinks: h, feels: f, emotion: 3, importance: 4, pains: [{pain: p, severity: 3, frequency: often},"
    " {pain: q, severity: 2}], opportunities: [o], frontstage: f, backstage: b, support: s}"
)


def near_the_limits() -> dict[str, str]:
    """Large files that are read: just below a limit, or half as large, and what short forms make most of."""
    rich, plain = (
        HEAD + _lots(f"      - {RICH}\n", 4250),
        HEAD + _lots("      - {name: t#, does: b}\n", 28_400),
    )
    persons = [f"P{number}" for number in range(100)]
    of_each = ", ".join(f"{name.lower()}: 3" for name in persons)
    comment = f"# {'x' * 100}\n"
    return {
        "rich touchpoints and an emoji": rich + "# 😀\n" + comment * 138_000,
        "plain touchpoints and a remark with an emoji": plain + "# 😀 jmap: ignore[T101]\n" + comment * 146_000,
        "equal touchpoints": HEAD + "      - {name: t, does: b}\n" * 28_400,
        "everything repeated": "{touchpoint: a, " + RICH[1:].replace("#", "A") + "\n---\n" + HEAD + _lots("      - {use: a, touchpoint: u#}\n", 1100)
        + "      - &t " + RICH.replace("#", "T") + "\n" + "      - *t\n" * 700 + _lots(f"      - {RICH}\n", 3900),
        "names of touchpoints": "journey: t\ntouchpoints: [" + _lots("T#, ", 17_000) + "]\n",
        "names of stages": "journey: t\nstages: [" + _lots("S#, ", 34_000) + "]\n",
        "pains": f"{HEAD}{ONE}        pains: [" + _lots("p#, ", 17_000) + "]\n",
        "persons": "personas: [" + _lots("p#, ", 17_000) + "]\n---\njourney: t\nstages: [S]\n",
        "long texts": HEAD + _lots("      - {name: n#, does: " + "x" * 19_000 + "}\n", 400),
        "everybody at every touchpoint": f"journey: t\npersonas: [{', '.join(persons)}]\nstages: [{{name: S, touchpoints: [" + _lots("{name: x#, emotion: 3}, ", 3000) + "]}]",
        "each at every touchpoint": f"journey: t\npersonas: [{', '.join(persons)}]\nstages: [{{name: S, touchpoints: [" + _lots(f"{{name: x#, emotion: {{{of_each}}}, feels: {{{of_each}}}}}, ", 235) + "]}]",
        "aliases of stages": "journey: t\nstages:\n  - &s\n    name: S\n    touchpoints:\n" + "      - {name: x, emotion: 3}\n" * 1000 + "  - *s\n" * 4,
        "own measures": "journey: t\nmeasures: {" + _lots("m#: {name: M#, unit: u}, ", 900) + "}\nstages: [{name: S, touchpoints: ["
        + _lots("{name: t#, measures: {" + _lots("m@: 1, ".replace("@", "#"), 900) + "}}, ", 55) + "]}]",
        "journeys": _lots("---\njourney: j#\nstages: [{name: S, touchpoints: [{name: A, emotion: 3, does: x}]}]\n", 3_500),
        "findings": HEAD + _lots("      - {name: TODO # call +49 170 1234567 or mail a@b.de, does: 'TODO  x', pains: [TODO]}\n", 4_000),
        "remarks on stairs": HEAD + ONE + "        does: [\n" + "".join(f"{' ' * step}# jmap: ignore[C202]\n{' ' * step}x,\n" for step in range(9, 990))
        + f"{' ' * 990}x,\n" * 13_000 + "        ]\n",
        "remarks about everything": HEAD + "      # jmap: ignore[L704]\n" * 999 + ONE + "        # jmap: ignore[L704]\n        pains: [" + "TODO, " * 15_000 + "]\n",
    }  # fmt: skip


FAMILIES: Final[dict[str, Callable[[], Mapping[str, str | bytes]]]] = {
    each.__name__: each
    for each in (bombs, nested, long, many, numbers, characters, encodings, tags, near_the_limits)
}
