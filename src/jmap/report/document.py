"""What every page of jmap is made of: style sheets, a script, and the policy that admits them and nothing else.

A page fetches nothing. Its policy knows its style sheets and its script by their hashes, so that no other one
works in it, whatever a text may say.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from jmap.render import palette
from jmap.render.fonts import faces, uncovered, unreadable
from jmap.render.svg import families
from jmap.render.templates import render as fill
from jmap.report.bundle import classes, script, styles
from jmap.text.labels import LANGUAGES, label

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from jmap.diagnostics import Finding
    from jmap.model.project import Theme
    from jmap.render.format import Options

DARK = "screen and (prefers-color-scheme: dark)"
"""Where dark colours apply unless the reader says otherwise; paper stays light."""


_VARIABLE = re.compile(r"var\(--j-([\w-]+)")
_SIGN = re.compile(r'href="?#((?:face|status|person)[\w-]*)')

_PARTS = "dd|dt|li|option|tbody|td|th|thead|tr"
"""Elements that end where the next of them begins or what holds them ends."""
_BLOCKS = (
    "article|aside|blockquote|button|caption|col|colgroup|details|dialog|div|dl|fieldset|footer|h[1-6]|header|"
    f"label|legend|main|nav|ol|p|section|summary|symbol|table|tfoot|ul|{_PARTS}"
)
_LINE_ENDS = re.compile(rf"\n+(?=</?(?:{_BLOCKS})\b)")
_ENDS = re.compile(
    rf"</(?:{_PARTS})>|</p>(?=<(?:/(?:article|blockquote|div|dl|section|table|ul|{_PARTS})|"
    rf"blockquote|div|dl|p|table|ul|{_PARTS})\b)"
)
_QUOTES = re.compile(r"""="([^\s"'=<>`]+)"(?=[\s>])""")


class Style(NamedTuple):
    """A style sheet.

    Attributes:
        text: what it says.
        media: where it applies; everywhere if empty.
        picture: whether a picture taken from the page needs it.
    """

    text: Markup
    media: str = ""
    picture: bool = False


def document(
    name: str,
    bundle: str,
    editions: Sequence[dict[str, Any]],
    looks: Style,
    theme: Theme,
    options: Options,
) -> tuple[bytes, tuple[Finding, ...]]:
    """The page of the file `name`: its editions, one for each language, of which the first is shown.

    Args:
        name: of the file, for findings.
        bundle: of which its style sheet and its script are, as in `jmap.report.bundle`.
        editions: as `{at, language, title, description, html}`; `texts`, if given, is what has to be readable
            instead of all that stands in `html`.
        looks: what this page alone needs of style.
        theme: the project's colours and font.
        options: choices of the user.
    """
    texts = [edition.get("texts", edition["html"]) for edition in editions]
    fonts = faces(texts, texts, font=options.font) if options.embed_fonts else ()
    code = _own(script(bundle))
    bodies = [edition["html"] for edition in editions]
    context: dict[str, object] = {
        "description": editions[0]["description"],
        "script": code,
        "signs": sorted({sign for body in bodies for sign in _SIGN.findall(body)}),
        "policy": "",
        "styles": [],
    }

    def filled(**more: object) -> str:
        return fill("html/page.html", context | more, project=options.templates)

    frame = filled(editions=[edition | {"html": ""} for edition in editions])
    own = _own(styles(bundle, classes((frame, *bodies), code)))
    light, dark = colors(theme, _named((own, looks.text, *bodies, code)), embedded=bool(fonts))
    embedded = Style(_own("".join(face.css() for face in fonts)), picture=True)
    sheets = [Style(own + light.text), looks, dark, *([embedded] if fonts else [])]
    data = filled(
        editions=list(editions),
        policy=policy(sheets, code),
        styles=[sheet._asdict() for sheet in sheets],
    ).encode()
    missing = uncovered(texts, fonts) if options.embed_fonts else ""
    boxes = f"{name}: without a Chinese font, readers see boxes for {len(missing)} characters"
    return data, unreadable(boxes, missing)


def _named(texts: Iterable[str]) -> frozenset[str]:
    """The colours that occur."""
    return frozenset(token for text in texts for token in _VARIABLE.findall(text))


def languages(tags: Sequence[str]) -> list[dict[str, str]]:
    """What a reader may choose from, as `{language, name, at}`; `at` begins the ids of an edition."""
    return [
        {"language": tag, "name": language_name(tag), "at": f"{tag}:" if index else ""}
        for index, tag in enumerate(tags)
    ]


def colors(theme: Theme, used: Container[str], *, embedded: bool = False) -> tuple[Style, Style]:
    """Those of the colours that are used, and fonts as CSS variables; the dark scheme goes in a sheet of its own.

    `embedded` says whether the page carries Chinese glyphs.
    """
    light = f"{palette.css('light', theme.brand, used)}--font:{families(theme.font, embedded=embedded)}"
    dark = palette.css("dark", theme.brand, used)
    return Style(_own(f":root{{{light}}}")), Style(_own(f":root{{{dark}}}"), DARK)


def policy(sheets: Sequence[Style], code: str) -> str:
    """The page may use these style sheets, this script, embedded pictures and fonts: no request, no form."""
    return (
        f"default-src 'none'; style-src {_hashes(sheet.text for sheet in sheets)}; "
        f"script-src {_hashes([code])}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def tight(text: str) -> str:
    """Markup without what a browser can do without.

    That is line ends before elements that begin a line anyway, end tags of elements that end by themselves, and quotes
    around values of attributes that are one word. Texts are escaped: each `<` begins a tag, each `="` a value.
    """
    parts = _QUOTES.split(_ENDS.sub("", _LINE_ENDS.sub("", text)))
    parts[1::2] = map("=".__add__, parts[1::2])  # values without their quotes
    return "".join(parts)


def language_name(tag: str) -> str:
    """A language as those who read it call it; its tag if jmap does not speak it."""
    known = {language.partition("-")[0] for language in LANGUAGES}
    return label("language.name", tag) if tag.partition("-")[0] in known else tag


def _own(text: str) -> Markup:
    """Text of jmap's own, in which nothing of a project stands except a colour and fonts."""
    return Markup(text)  # noqa: S704 -- as said


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
