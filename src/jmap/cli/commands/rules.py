"""`jmap rules`: everything the check looks for."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from jmap.build.codes import OTHER_CODES
from jmap.check.known import rules_and_notices
from jmap.check.reference import as_data, as_markdown, fix_kind
from jmap.check.rule import FAMILIES
from jmap.cli.console import table, write_data
from jmap.cli.errors import Exit
from jmap.errors import ConfigError
from jmap.spec.codes import CODES

EPILOG = """
\b
Examples:
  jmap rules            a table of all rules
  jmap rules P          those of one family
  jmap rules -f json    for programs, with all their documentation
"""


class Form(StrEnum):
    """How the rules are written."""

    TABLE = "table"
    JSON = "json"
    MD = "md"


def command(
    prefix: Annotated[str, typer.Argument(help="Beginning of the codes to list, e.g. `P` or `A30`.")] = "",
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write them.")] = Form.TABLE,
) -> int:
    """List the rules that `jmap check` follows."""
    listed = [each for each in rules_and_notices() if each.code.startswith(prefix.upper())]
    if not listed:
        families = ", ".join(f"{letter} {name}" for letter, name in FAMILIES.items())
        raise ConfigError(f'no rule has a code that begins with "{prefix}"; families: {families}')
    if form is Form.JSON:
        write_data(json.dumps([as_data(each) for each in listed], ensure_ascii=False, indent=2) + "\n")
    elif form is Form.MD:
        errors = [] if prefix else [*CODES, *OTHER_CODES]
        write_data(as_markdown(listed, errors))
    else:
        rows = [(each.code, each.severity.value, fix_kind(each), each.name, each.summary) for each in listed]
        sys.stdout.write(table([("Code", "Severity", "Fix", "Name", "What it reports"), *rows]) + "\n")
    return Exit.OK
