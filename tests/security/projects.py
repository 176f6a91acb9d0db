"""Hostile projects: whole folders and command lines, by family, beyond what a single YAML file can do."""

# ruff: noqa: E501 - what a project holds reads best on one line

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass, field
from typing import Final

GOOD: Final = (
    "journey: j\npersonas: [P]\nstages: [{name: S, touchpoints: [{touchpoint: t, name: T, emotion: 3}]}]\n"
)
MB: Final = 1024 * 1024

CHECK: Final = ("check", ".")
SCORE: Final = ("score", ".")
BUILD: Final = ("build", ".", "--no-embed-fonts", "-f", "svg", "-f", "html", "-f", "md", "-f", "json", "-j1")


@dataclass(frozen=True)
class Hostile:
    """A project and what is done with it.

    Attributes:
        files: by name; `None` makes a pipe, a name behind `→` a link to it.
        commands: each with its exit codes that are right.
        told: what has to be said by one of the commands.
        config: the user's own configuration.
    """

    files: dict[str, str | bytes | None]
    commands: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]
    told: str = ""
    config: str | None = None
    environment: dict[str, str] = field(default_factory=dict)


def _every(files: dict[str, str | bytes | None], codes: tuple[int, ...], told: str = "") -> Hostile:
    return Hostile(files, tuple((command, codes) for command in (CHECK, SCORE, BUILD)), told)


def _settings(text: str, codes: tuple[int, ...] = (1,), told: str = "") -> Hostile:
    return _every({"jmap.yaml": text, "j.yaml": GOOD}, codes, told)


def _lots(pattern: str, amount: int) -> str:
    return "".join(pattern.replace("#", str(number)) for number in range(amount))


def settings() -> dict[str, Hostile]:
    """`jmap.yaml` that asks for what it should not, or for too much of it (Y, K, P)."""
    return {
        "languages": _settings("languages: [" + _lots("x#, ", 30_000) + "]\n", told="at most 50 languages"),
        "languages as a map": _settings("languages: {en: 1}\n"),
        "languages of odd words": _settings('languages: [en, "../../x", "<b>", "en\u202e", CON]\n'),
        "include of many globs": _settings("include: [" + _lots("'**/*#*/**/x*', ", 8_000) + "'**/*.yaml']\n", (0, 1)),
        "include of one long glob": _settings("include: ['" + "**/" * 6000 + "*.yaml']\n", (0, 1)),
        "include of brackets": _settings("include: ['[[[[[!]]]**{a,b}', '[', '[!', '*.yaml']\n", (0, 1)),
        "include of stars": _settings("include: ['" + "*" * 19_000 + ".yaml']\n", (0, 1)),
        "include from above": _settings("include: ['../**', '/etc/*', '~/*', '*.yaml']\n", (0, 1)),
        "lanes": _settings("lanes: [" + _lots("{id: l#, name: L#}, ", 5000) + "]\n", (0, 1)),
        "lanes of reserved words": _settings("lanes: [{id: __proto__, name: x}, {id: constructor, name: x}, {id: name, name: x}, {id: '../x', name: y}]\n"),
        "lane from elsewhere": _settings("lanes: [{id: x, name: x, from: ../../etc/passwd}]\n"),
        "theme": _settings("theme: {brand: 'red;background:url(http://127.0.0.1:9)', font: \"x'}*{}\", logo: /etc/passwd}\n"),
        "theme by address": _settings("theme: {logo: 'http://127.0.0.1:9/x.png'}\n", told="nothing is fetched"),
        "logo above": _settings("theme: {logo: ../../../../etc/passwd}\n"),
        "outputs unknown": _settings("outputs: [pdf, '../x', 'html;rm -rf', __import__]\n", (0, 1, 2)),
        "outputs many": _settings("outputs: [" + "html, " * 30_000 + "]\n", (0, 1)),
        "gates": _settings("gates: {min_score: 1e999, min_coverage: .nan, max_findings: {error: -1}}\n"),
        "weights": _settings("scoring: {weights: {csat: 1e308, emotion: 1e308}, moment_of_truth: 1e308}\n", (0, 1)),
        "options of rules": _settings("check: {options: {T101: {x: 1e308}}, select: [" + _lots("Z#, ", 30_000) + "]}\n", (0, 1, 2)),
        "ignores by glob": _settings("check: {per-file-ignores: {'" + "**/" * 3000 + "*': [all], '[': [T], '': ['']}}\n", (0, 1, 2)),
        "severities": _settings("check: {severity: {'': error, '*': error, Y: info, S: info}}\n", (0, 1, 2)),
        "baseline": _settings("check: {baseline: /etc/passwd}\n", (0, 1, 2)),
        "baseline above": _settings("check: {baseline: ../../x.json}\n", (0, 1, 2)),
        "trusts itself": _settings("trust: full\ntemplates: .\n", (1, 2), '"trust"'),
        "templates": Hostile({"jmap.yaml": "templates: .\n", "j.yaml": GOOD}, ((CHECK, (0,)), (BUILD, (2,)), (("draw", ".", "-f", "md"), (2,))), "--trust"),
        "templates by address": Hostile({"jmap.yaml": "templates: 'https://127.0.0.1:9/'\n", "j.yaml": GOOD}, (((*BUILD, "--trust", "full"), (2,)),), "nothing is fetched"),
        "templates above": Hostile({"jmap.yaml": "templates: ..\n", "j.yaml": GOOD}, (((*BUILD, "--trust", "project"), (2,)),), "leads out"),
        "templates by a link": Hostile({"jmap.yaml": "templates: t\n", "j.yaml": GOOD, "t→/etc": ""}, (((*BUILD, "--trust", "project"), (2,)),), "leads out"),
        "template that is a link": Hostile({"jmap.yaml": "templates: t\n", "j.yaml": GOOD, "t/markdown/page.md.j2→/etc/hostname": ""}, ((("draw", ".", "-f", "md", "--trust", "project"), (0,)),)),
        "template that is a pipe": Hostile({"jmap.yaml": "templates: t\n", "j.yaml": GOOD, "t/markdown/page.md.j2": None}, ((("draw", ".", "-f", "md", "--trust", "project"), (0,)),)),
        "measures": _settings("measures: {" + _lots("m#: {name: M#, unit: u, best: 1, worst: 0}, ", 9000) + "}\n", (0, 1)),
        "measure with odd bounds": _settings("measures: {x: {name: X, unit: u, best: 1e308, worst: -1e308}}\n", (0, 1)),
        "channels": _settings("channels: {" + _lots("c#: {name: C#}, ", 9000) + "}\n", (0, 1)),
        "title of a megabyte": _settings("title: " + "x" * MB + "\n", told="20,000"),
        "no mapping": _settings("- a\n- b\n", told="mapping"),
        "nul": _every({"jmap.yaml": b"title: a\0b\n", "j.yaml": GOOD}, (1,), "NUL"),
        "a folder": _every({"jmap.yaml/x": "", "j.yaml": GOOD}, (1,)),
        "a pipe": _every({"jmap.yaml": None, "j.yaml": GOOD}, (1,), "regular file"),
        "a link to a device": _every({"jmap.yaml→/dev/zero": "", "j.yaml": GOOD}, (1,)),
        "a link out": _every({"jmap.yaml→/etc/hostname": "", "j.yaml": GOOD}, (1,), "outside"),
    }  # fmt: skip


def graphs() -> dict[str, Hostile]:
    """Graphs of `next:`, `use:` and improvements whose ways are beyond counting (Y)."""

    def journey(touchpoints: str) -> Hostile:
        return _every(
            {"j.yaml": f"journey: j\nstages:\n  - name: S\n    touchpoints:\n{touchpoints}"}, (0, 1)
        )

    diamond = "".join(
        f"      - {{touchpoint: t{n}, name: N{n}, emotion: 3, next: [{', '.join(f't{k}' for k in range(n + 1, min(n + 4, 120)))}]}}\n"
        for n in range(120)
    )
    dense = "".join(
        f"      - {{touchpoint: t{n}, name: N{n}, emotion: 3, next: [{', '.join(f't{k}' for k in range(60) if k != n)}]}}\n"
        for n in range(60)
    )
    shares = "".join(
        f"      - {{touchpoint: t{n}, name: N{n}, emotion: {n % 5 + 1}, next: [{{to: t{n + 1}, share: 50%}}, {{to: t{n + 2}, share: 50%}}]}}\n"
        for n in range(200)
    )
    return {
        "diamonds": journey(diamond),
        "everything to everything": journey(dense),
        "shares": journey(shares + "      - {touchpoint: t200, name: E}\n      - {touchpoint: t201, name: F}\n"),
        "one long circle": journey("".join(f"      - {{touchpoint: t{n}, name: N{n}, next: [t{(n + 1) % 1500}]}}\n" for n in range(1500))),
        "each to itself": journey(_lots("      - {touchpoint: t#, name: N#, next: [t#, t#, t#]}\n", 800)),
        "uses in a row": _every({"j.yaml": GOOD + "---\n" + "---\n".join(f"touchpoint: u{n}\nuse: u{n + 1}\n" for n in range(200))}, (1,)),
        "uses of uses": _every({"j.yaml": GOOD + "".join(f"---\nstage: s{n}\ntouchpoints: [{{use: t{n}}}, {{use: t{n}}}]\n---\ntouchpoint: t{n}\nname: N\n" for n in range(300))}, (0, 1)),
        "improvements of everything": _every({"j.yaml": "journey: j\nstages: [{name: S, touchpoints: [" + _lots("{touchpoint: a#, name: A#}, ", 150) + "]}]\nimprovements: ["
            + _lots("{improvement: i#, title: T#, addresses: [" + ", ".join(f"a{n}" for n in range(100)) + "]}, ", 75) + "]\n"}, (0, 1)),
        "variants of variants": _every({f"j{n}.yaml": f"journey: j{n}\nvariant_of: j{(n + 1) % 40}\nstages: [S]\n" for n in range(40)}, (0, 1)),
        "personas of each other": _every({"j.yaml": GOOD + "".join(f"---\npersona: p{n}\nuse: p{(n + 1) % 50}\n" for n in range(50))}, (1,)),
    }  # fmt: skip


def words() -> dict[str, Hostile]:
    """Texts that would keep a rule's pattern busy, or pass for something else (Y, A, T)."""
    texts = {
        "at signs": "a@" * 9000, "dots": "a." * 9000 + "@", "mails": "a.b@c.d " * 2400, "almost a mail": "a" * 9000 + "@" + "b." * 4000,
        "digits": "1" * 19_000, "digits apart": "1 " * 9000, "digits and dashes": "1-" * 9000, "brackets": "(" * 9000 + ")" * 9000,
        "plus": "+" * 19_000, "phones": "+49 170 1234567 " * 1200, "cards": "4111 1111 1111 1111 " * 900, "ids": "11010519491231002X " * 1000,
        "keys": "sk_live_" * 2300, "base64": "QUJD" * 4800, "blanks": " x" * 9000, "quotation marks": "「" * 9000 + "」" * 9000,
        "punctuation": "。，" * 9000, "mixed punctuation": "中,文.中!文?" * 2000, "braces": "{{" * 9000, "backslashes": "\\\\" * 9000,
        "backticks": "`" * 19_000, "angles": "<" * 9000 + ">" * 9000, "ampersands": "&amp;" * 3900, "asterisks": "**_" * 6000, "links": "[x](" * 4700,
        "images": "![" * 9000, "pipes": "|" * 19_000, "hashes": "#" * 19_000, "lines": "\\n" * 9000, "colours": "#ff0000 red " * 1500,
        "todo": "TODO " * 3900, "combining": "e" + "\u0301" * 15_000, "turned": "\u202e" * 9000, "isolated": "\u2066" * 9000, "joined": "\u200d" * 9000,
        "one word": "W" * 19_900, "one chinese word": "字" * 19_900, "emoji": "👨‍👩‍👧‍👦" * 700, "arabic": "ﷺ" * 9000, "thai": "ก" * 9000, "tabs": "a\\t" * 9000,
    }  # fmt: skip
    made = {}
    for name, text in texts.items():
        spec = f'journey: j\ntitle: J\nstages: [{{name: S, touchpoints: [{{name: T, does: "{text}", pains: ["{text}"], quotes: ["{text}"]}}]}}]\n'
        made[name] = Hostile({"j.yaml": spec}, ((CHECK, (0, 1)), (BUILD, (0, 1))))
    return made


def names() -> dict[str, Hostile]:
    """Names of files, folders and things that mean something somewhere (P, T)."""
    odd = [
        "\x1b]52;c;aGk=\x07.yaml", "::error::x.yaml", "a\nb.yaml", "a\r::warning::b.yaml", "\u202egpj.yaml", "##vso[task.setvariable].yaml", "%0A::error::.yaml",
        "[link=file:///x].yaml", "--fix.yaml", "-o.yaml", "$(touch jmap-pwned).yaml", "`touch jmap-pwned`.yaml", "a;touch jmap-pwned;.yaml", "con.yaml", "nul .yaml",
        "x" * 240 + ".yaml", "漢" * 80 + ".yaml", "e\u0301.yaml", "{{7*7}}.yaml", "<script>alert(1)<.yaml", "'\"><img src=x>.yaml", " .yaml", "~.yaml", "*.yaml", "?.yaml",
    ]  # fmt: skip
    wrong = GOOD.replace("emotion: 3", "emotion: 9")
    made = {
        f"file {number}": _every(
            {name: GOOD, "wrong/" + name: wrong.replace("journey: j", "journey: k")}, (1,), "emotion"
        )
        for number, name in enumerate(odd)
    }
    github = (("check", ".", "-f", "github"), (1,))
    made |= {
        f"file {number} on github": Hostile({"wrong/" + name: wrong}, (github,))
        for number, name in enumerate(odd[:8])
    }
    for form in ("gitlab", "sarif", "junit", "json", "concise"):
        made[f"files as {form}"] = Hostile(
            {name: wrong.replace("journey: j", f"journey: j{n}") for n, name in enumerate(odd)},
            ((("check", ".", "-f", form), (1,)),),
        )
    ids = [
        "CON",
        "aux",
        "COM1",
        "con.txt",
        "a.",
        "x" * 100,
        "漢" * 60,
        "__proto__",
        "constructor",
        "index",
        "toString",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "ſ",
        "K",
        "...",
    ]
    for identity in ids:
        made[f"id {identity[:12]}"] = _every(
            {"j.yaml": GOOD.replace("journey: j", f"journey: '{identity}'")}, (0, 1)
        )
    made["ids that some systems take for one"] = _every(
        {
            f"{n}.yaml": f"journey: '{identity}'\nstages: [S]\n"
            for n, identity in enumerate(["ß", "SS", "ss", "ﬁ", "fi", "İ", "i̇", "K", "k"])
        },
        (0, 1),
    )
    return made


def documents() -> dict[str, Hostile]:
    """Documents with markers, baselines, configurations and manifests that somebody else wrote (K, M)."""

    def injected(text: str | bytes, codes: tuple[int, ...], told: str = "") -> Hostile:
        return Hostile(
            {"j.yaml": GOOD, "README.md": text}, (((*BUILD, "--inject", "README.md"), codes),), told
        )

    def known(text: str | bytes, codes: tuple[int, ...] = (2,)) -> Hostile:
        settings = "check: {baseline: known.json}\n"
        return Hostile(
            {"j.yaml": GOOD, "jmap.yaml": settings, "known.json": text},
            ((CHECK, codes), (BUILD, codes)),
            "baseline" if codes == (2,) else "",
        )

    def configured(text: str, codes: tuple[int, ...] = (2,)) -> Hostile:
        files: dict[str, str | bytes | None] = {"jmap.yaml": "templates: t\n", "t/x.j2": "", "j.yaml": GOOD}
        return Hostile(files, ((BUILD, codes),), config=text)

    def manifest(text: str) -> Hostile:
        return Hostile({"j.yaml": GOOD, "build/.jmap-manifest.json": text}, ((BUILD, (0,)), (BUILD, (0,))))

    entry = {
        "files": {"../victim": "0" * 64, "/etc/passwd": "0" * 64, ".git": "x", "a/b": "y", "\ud800": "z"},
        "format": 1,
        "view": "full",
    }
    return {
        "markers in a row": injected("<!-- jmap:j -->\n" * 8_000, (1,)),
        "markers of nobody": injected("<!-- jmap:nobody -->\nx\n<!-- /jmap -->\n" * 5000, (1,)),
        "ends in a row": injected("<!-- /jmap -->\n" * 8_000, (1,)),
        "marker with a path": injected("<!-- jmap:../../x -->\n<!-- /jmap -->\n", (1,)),
        "marker with a language": injected("<!-- jmap:j lang=../../x -->\n<!-- /jmap -->\n<!-- jmap:j lang=zz -->\n<!-- /jmap -->\n", (1,)),
        "marker of blanks": injected("<!--" + " " * 200_000 + "jmap:j -->\n" + " " * 200_000 + "x", (0, 1)),
        "blanks before a marker": injected((" " * 5000 + "\n") * 400 + "<!-- jmap:j" + " " * 100_000, (0, 1)),
        "fences": injected("`" * 1_000_000 + "\n" + "~~~\n```\n" * 20_000, (0,)),
        "one line": injected("x" * 8 * MB, (0,)),
        "a document of NUL": injected(b"\0" * MB, (0,)),
        "no text": injected(b"\xff\xfe\0\0", (2,), "no text"),
        "a document that is a pipe": Hostile({"j.yaml": GOOD, "README.md": None}, (((*BUILD, "--inject", "README.md"), (2,)),)),
        "a document that never ends": Hostile({"j.yaml": GOOD, "README.md→/dev/zero": ""}, (((*BUILD, "--inject", "README.md"), (2,)),)),
        "a document that is a folder": Hostile({"j.yaml": GOOD, "README.md/x": ""}, (((*BUILD, "--inject", "README.md"), (2,)),)),
        "many maps in a document": injected("<!-- jmap:j -->\n<!-- /jmap -->\n" * 1000, (0,)),
        "baseline of nothing": known(""), "baseline of a list": known("[]"), "baseline of brackets": known("[" * 100_000), "baseline of a number": known("9" * 5000),
        "baseline with odd entries": known(json.dumps({"jmap-baseline": 1, "findings": [1, None, {"fingerprint": []}]})), "baseline of bytes": known(b"\xff" * 1000),
        "baseline of surrogates": known(json.dumps({"jmap-baseline": 1, "findings": [{"fingerprint": "\ud800"}]}), (0,)),
        "baseline of many": known(json.dumps({"jmap-baseline": 1, "findings": [{"fingerprint": f"{n:032}"} for n in range(100_000)]}), (0,)),
        "baseline of NaN": known("NaN"), "baseline too large": known(b" " * 17 * MB),
        "configuration of a list": configured("- a\n"), "configuration of a bomb": configured("a: &a [x]\nb: &b [*a, *a]\ntrust: *b\n"), "configuration of a tag": configured("trust: !!python/name:os.system\n"),
        "configuration of another level": configured("trust: everything\n"), "configuration of odd folders": configured('trust: {"~nobody-here/x": full, "../..": none, "": none, "a\\0b": full}\n', (0, 2)),
        "configuration of a number": configured("trust: 3\n"), "configuration with other keys": configured("trust: none\ntemplates: /\n"),
        "manifest of brackets": manifest("[" * 100_000), "manifest of a list": manifest("[]"), "manifest of strangers": manifest(json.dumps(entry)), "manifest of a number": manifest("9" * 5000),
        "manifest of a list of files": manifest('{"format": 1, "view": [], "files": [1]}'), "manifest of many": manifest(json.dumps({"format": 1, "view": "full", "files": {f"f{n}": "x" for n in range(50_000)}})),
    }  # fmt: skip


def _png(width: int, height: int, data: bytes = b"", more: int = 0) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", data)
        + chunk(b"teXt", b"\0" * more)
        + chunk(b"IEND", b"")
    )


def pictures() -> dict[str, Hostile]:
    """Pictures that lie about what they are, or are too much (P, X)."""

    def shown(data: bytes | None, codes: tuple[int, ...] = (0, 1), name: str = "p.png") -> Hostile:
        spec = GOOD.replace("emotion: 3", f"emotion: 3, image: {{file: '{name}', alt: x}}")
        return _every({"j.yaml": spec, name: data}, codes)

    large = _png(100, 100, more=4 * MB - 300)
    often = GOOD.replace(
        "[{touchpoint: t, name: T, emotion: 3}]",
        "[" + _lots("{name: T#, image: {file: p.png, alt: x}}, ", 3000) + "]",
    )
    each = GOOD.replace(
        "[{touchpoint: t, name: T, emotion: 3}]",
        "[" + _lots("{name: T#, image: {file: 'p#.png', alt: x}}, ", 60) + "]",
    )
    return {
        "a bomb of pixels": shown(_png(20_000, 20_000, zlib.compress(b"\0" * MB))), "more pixels than allowed": shown(_png(20_001, 1), (1,)), "no pixels": shown(_png(0, 0), (1,)),
        "a head alone": shown(b"\x89PNG\r\n\x1a\n", (1,)), "markup behind a head": shown(_png(3, 2) + b"<script>alert(1)</script><svg onload=alert(1)>"),
        "a jpeg of segments": shown(b"\xff\xd8\xff" + b"\xff\xe0\0\0" * 900_000, (1,)), "a jpeg in circles": shown(b"\xff\xd8\xff\xe0\0\0" + b"\xff" * MB, (1,)),
        "a gif of html": shown(b"GIF89a<script>alert(1)</script>"), "a webp of nothing": shown(b"RIFF\0\0\0\0WEBP", (1,)), "svg": shown(b"<svg onload='alert(1)'/>", (1,)),
        "a pipe": shown(None, (1,)), "too large": shown(b"\x89PNG\r\n\x1a\n" + b"\0" * 5 * MB, (1,)), "an address": shown(b"", (1,), "http:x.png"),
        "one large picture often": _every({"j.yaml": often, "p.png": large}, (1,), "16 MB of pictures"),
        "many large pictures": _every({"j.yaml": each, **{f"p{n}.png": large for n in range(60)}}, (1,), "128 MB"),
        "no picture often": _every({"j.yaml": often, "p.png": b"\xff\xd8\xff" + b"\xff\xe0\0\0" * 900_000}, (1,), "no PNG"),
    }  # fmt: skip


def commands() -> dict[str, Hostile]:
    """Command lines that a script might put together of what it was given (P, K)."""

    def called(
        *arguments: str,
        codes: tuple[int, ...] = (2,),
        files: dict[str, str | bytes | None] | None = None,
        told: str = "",
    ) -> Hostile:
        return Hostile({"j.yaml": GOOD, **(files or {})}, ((arguments, codes),), told)

    made = {
        f"revision {number}": called("score", ".", "--max-drop", revision)
        for number, revision in enumerate(
            [
                "--output=x",
                "-",
                "HEAD:../..",
                "HEAD^{tree}",
                "@{-1}",
                "x\ny",
                "$(touch jmap-pwned)",
                "..",
                "a..b",
                ":/x",
                "HEAD@{1 year ago}",
                "\ud800",
                "x" * 5000,
                "--upload-pack=touch jmap-pwned",
                "",
            ]
        )
    }
    fonts = {
        "nothing": b"",
        "text": b"no font",
        "a head": b"\0\1\0\0" + b"\xff" * 60,
        "ttc": b"ttcf" + b"\xff" * 100,
        "woff": b"wOFF" + b"\xff" * 100,
        "woff2": b"wOF2" + b"\xff" * 400,
        "zeros": bytes(MB),
        "otto": b"OTTO\xff\xff" + b"\0" * 3000,
    }
    chinese = GOOD.replace("name: T", "name: 旅程")
    for name, data in fonts.items():
        made[f"font of {name}"] = Hostile(
            {"j.yaml": chinese, "f.ttf": data},
            (
                (("draw", "j.yaml", "-f", "svg", "--font", "f.ttf"), (2,)),
                (("build", ".", "-f", "svg", "--font", "f.ttf"), (2,)),
            ),
            "font",
        )
    made["font that is a pipe"] = Hostile(
        {"j.yaml": chinese, "f.ttf": None},
        ((("draw", "j.yaml", "--font", "f.ttf"), (2,)), (("build", ".", "--font", "f.ttf"), (2,))),
    )
    made["font that never ends"] = Hostile(
        {"j.yaml": chinese, "f.ttf→/dev/zero": ""},
        ((("draw", "j.yaml", "--font", "f.ttf"), (2,)), (("build", ".", "--font", "f.ttf"), (2,))),
    )
    return made | {
        "out is a file": called("build", ".", "-f", "json", "-o", "j.yaml"),
        "out is below a file": called("build", ".", "-f", "json", "-o", "j.yaml/x"),
        "out is a device": called("build", ".", "-f", "json", "-o", "/dev/null"),
        "out is a pipe": called("build", ".", "-f", "json", "-o", "pipe", files={"pipe": None}),
        "out is too long": called("build", ".", "-f", "json", "-o", "x" * 300),
        "out holds nul": called("build", ".", "-f", "json", "-o", "a\0b"),
        "out is nothing": called("build", ".", "-f", "json", "-o", "", codes=(0, 2)),
        "out is no text": called("build", ".", "-f", "json", "-o", "\udcff", codes=(0,)),
        "findings to a folder": called("check", ".", "-f", "json", "-o", "."),
        "baseline is a pipe": called("check", ".", "--baseline", "b", files={"b": None}),
        "baseline never ends": called("check", ".", "--baseline", "b", files={"b→/dev/zero": ""}),
        "path of nul": called("check", "a\0b"),
        "path too long": called("check", "x" * 5000),
        "path is a pipe": called("check", "pipe.yaml", codes=(1,), files={"pipe.yaml": None}),
        "path never ends": called("check", "x.yaml", codes=(1,), files={"x.yaml→/dev/zero": ""}),
        "path is a device": called("check", "/dev/null", codes=(1,)),
        "view of a path": called("build", ".", "--view", "department:../../x"),
        "view of markup": called("draw", ".", "--view", "department:<script>"),
        "journey of a path": called("draw", ".", "--journey", "../../x"),
        "language of a path": called("draw", ".", "--lang", "../../x"),
        "format of a module": called("draw", ".", "-f", "os.system"),
        "jobs beyond counting": called("build", ".", "-f", "json", "-j", "9" * 400, codes=(0, 2)),
        "a day that is none": called("check", ".", "--today", "0000-00-00"),
        "new in a file": called("new", "j.yaml"),
        "new of another place": called("new", "x", "--template", "../../../etc"),
        "explained": called("explain", "\x1b[31m" + "x" * 5000),
        "rules of a pattern": called("check", ".", "--select", "(((((" * 500, codes=(0, 2)),
        "per file of a pattern": called("check", ".", "--per-file-ignore", "[" * 500 + ":T", codes=(0, 2)),
    }  # fmt: skip


FAMILIES: Final = {
    each.__name__: each for each in (settings, graphs, words, names, documents, pictures, commands)
}
