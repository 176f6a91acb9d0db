"""`jmap explain`: what a finding means, why it matters and how to mend it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from jmap.build.codes import OTHER_CODES
from jmap.check.catalogue import everything
from jmap.check.known import discovered
from jmap.check.reference import as_text
from jmap.cli.errors import Exit
from jmap.errors import ConfigError
from jmap.spec.hints import did_you_mean

EPILOG = """
\b
Examples:
  jmap explain A302                     by code
  jmap explain severe-pain-unanswered   by name
  jmap explain emotion                  the words for emotions, and their numbers
"""


def command(
    word: Annotated[str, typer.Argument(metavar="CODE|NAME", help="A code or name, or `emotion`.")],
) -> int:
    """Explain a finding: what it means, why it matters, and an example, bad and mended."""
    if word == "emotion":
        sys.stdout.write(_emotions())
        return Exit.OK
    known = [*everything(), *OTHER_CODES]
    found = next((each for each in known if word.lower() in (each.code.lower(), each.name)), None)
    if found is None:
        discovered().refuse(word)
        words = ["emotion", *(word for each in known for word in (each.code, each.name))]
        hint = did_you_mean(word, words) or "`jmap rules` lists them all"
        raise ConfigError(f'nothing is called "{word}": {hint}')
    sys.stdout.write(as_text(found))
    return Exit.OK


def _emotions() -> str:
    from jmap.text.emotions import EMOTION_WORDS

    lines = ["An emotion is a number from 1 (very bad) to 5 (very good), or one of these words:", ""]
    for level in sorted(set(EMOTION_WORDS.values()), reverse=True):
        words = ", ".join(word for word, value in EMOTION_WORDS.items() if value == level)
        lines.append(f"  {level:g}  {words}")
    return "\n".join(lines) + "\n"
