"""Text in Markdown files: what is written stays text, whoever reads the file.

A file goes through parsers of different dialects (CommonMark, GitHub's, Python-Markdown with extensions) and,
in docs sites, through a template language before that. Character references are the one escape all of them
leave alone: they never begin a structure, and neither `{{` nor `{%` survives them. Only the mail addresses
that GitHub makes clickable stay so; they lead where they say.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

_LINES = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BLANKS = re.compile("[\t ]+")
_SPECIAL = re.compile(
    r"""[&<>"`*_{}\[\]|\\~$^#]"""  # syntax wherever it stands; quotes, since texts stand in attributes too
    r"|^[=:+!?\-]"  # rules, lists, definitions, admonitions
    r"|[:+=\-](?=[:+=\-])|(?<=[:+=\-])[:+=\-]|:(?=[\w+-]+:)"  # what extensions make of pairs: marks, emoji
    r"|%(?=})|(?<={)%"  # template languages
    r"|[:/](?=/)|@|(?i:(?<=www))\.|(?i:(?<=mailto)|(?<=xmpp)):"  # links nobody asked for
    r"|!(?=\[)|(?<=\])\("  # pictures and links
)
_ITEM = re.compile(r"^(\d+)([.)])(?=\s|$)")
"""What would begin a numbered list."""


@lru_cache(maxsize=16384)  # most of what stands on a page stands on all pages
def escape(text: str) -> str:
    """Markdown that reads as `text`, on one line: line breaks become `<br>`, runs of blanks one blank.

    >>> escape("# a | b")
    '&#35; a &#124; b'
    >>> escape("{{ config }}")
    '&#123;&#123; config &#125;&#125;'
    """
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in _LINES.split(text.strip()))
    return "<br>".join(_ITEM.sub(_item, _SPECIAL.sub(_reference, line)) for line in lines)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found.group())};"


def _item(found: re.Match[str]) -> str:
    return f"{found[1]}&#{ord(found[2])};"


def escaped(value: Any) -> Any:
    """The same lists and mappings with every text escaped, so marked that a template leaves it alone."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return Markup(escape(value))  # noqa: S704 -- escaped for Markdown, HTML included
    if isinstance(value, dict):
        return {key: escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [escaped(item) for item in value]
    return value


def fence(code: str, language: str) -> Markup:
    """A fenced block of code, its fence longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    marks = "`" * max(3, longest + 1)
    return Markup(f"{marks}{language}\n{code.rstrip()}\n{marks}")  # noqa: S704 -- inside a fence nothing has a meaning


def path(name: str) -> Markup:
    """A file name as a relative address."""
    return Markup(quote(f"./{name}", safe="/.-_"))  # noqa: S704 -- only unreserved characters are left
