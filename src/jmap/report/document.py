"""What every page of jmap is made of: style sheets, a script, and the policy that admits them and nothing else.

A page fetches nothing. Its policy knows its style sheets and its script by their hashes, so that no other one
works in it, whatever a text may say.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from jmap.render import palette
from jmap.render.svg import families
from jmap.resources import templates_dir
from jmap.text.labels import LANGUAGES, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.model.project import Theme

DARK = "screen and (prefers-color-scheme: dark)"
"""Where dark colours apply unless the reader says otherwise; paper stays light."""


class Style(NamedTuple):
    """A style sheet; `media` says where it applies, everywhere if empty."""

    text: Markup
    media: str = ""


def styles(*names: str) -> Style:
    """The style sheets of these names from the folder of templates, as one."""
    return Style(_joined(names, ".css"))


def colors(theme: Theme, *, embedded: bool = False) -> tuple[Style, Style]:
    """Colours and fonts as CSS variables, and the colours of the dark scheme, which go in a sheet of their own.

    `embedded` says whether the page carries Chinese glyphs.
    """
    light = f"{palette.css('light', theme.brand)}--font:{families(theme.font, embedded=embedded)}"
    dark = palette.css("dark", theme.brand)
    return Style(_own(f":root{{{light}}}")), Style(_own(f":root{{{dark}}}"), DARK)


def script(*names: str) -> Markup:
    """The scripts of these names from the folder of templates as one, none of whose names leave it."""
    return _own(f'(() => {{\n"use strict";\n{_joined(names, ".js")}}})();\n')


def policy(sheets: Sequence[Style], code: str) -> str:
    """The page may use these style sheets, this script, embedded pictures and fonts: no request, no form."""
    return (
        f"default-src 'none'; style-src {_hashes(sheet.text for sheet in sheets)}; "
        f"script-src {_hashes([code])}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def language_name(tag: str) -> str:
    """A language as those who read it call it; its tag if jmap does not speak it."""
    known = {language.partition("-")[0] for language in LANGUAGES}
    return label("language.name", tag) if tag.partition("-")[0] in known else tag


def _joined(names: Iterable[str], suffix: str) -> Markup:
    folder = templates_dir() / "html"
    return _own("".join((folder / f"{name}{suffix}").read_text(encoding="utf-8") for name in names))


def _own(text: str) -> Markup:
    """Text of jmap's own, in which nothing of a project stands except a colour and the name of a font."""
    return Markup(text)  # noqa: S704 -- as said


def _hashes(texts: Iterable[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
