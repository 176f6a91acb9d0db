"""The documentation of rules, from their constants: for a terminal, for programs, and as a page."""

from __future__ import annotations

from itertools import groupby
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from jmap.check.notice import Notice
from jmap.check.rule import EXAMPLE_DAY, FAMILIES, Rule, family_of
from jmap.spec.codes import Code
from jmap.spec.examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence


def as_text(found: Rule | Notice | Code) -> str:
    """What `jmap explain` prints."""
    if isinstance(found, Rule):
        return _rule_as_text(found)
    parts = [f"{found.code} {found.name}", found.summary, f"Why: {found.why}"]
    if isinstance(found, Notice) and found.fix:
        parts.append(f"Fix: {found.fix} `--fix` does it.")
    if example := EXAMPLES.get(found.code):
        parts += _examples("", *example)
    return "\n\n".join(parts) + "\n"


def _rule_as_text(rule: Rule) -> str:
    parts = [
        f"{rule.code} {rule.name} ({rule.severity.value}, {FAMILIES.get(family_of(rule.code), 'other').lower()})",
        rule.summary,
        f"Why: {rule.why}",
        f"Not for: {rule.not_for}",
        *([f"Options: {_options(rule)}"] if rule.options else []),
        *([f"Fix: {_remedy(rule)}"] if rule.remedy else []),
        *_examples(_on_day(rule), rule.bad, rule.at, rule.good),
    ]
    return "\n\n".join(parts) + "\n"


def _examples(day: str, bad: str, at: tuple[int, int], good: str) -> list[str]:
    return [_reported(day, at), indent(bad.rstrip(), "  "), "Mended:", indent(good.rstrip(), "  ")]


def _reported(day: str, at: tuple[int, int]) -> str:
    return f"Reported{day}, at line {at[0]}, column {at[1]}:"


def fix_kind(rule: Rule | Notice) -> str:
    """Whether a finding can be mended by jmap: `safe`, `shown` (done only when asked for), or empty."""
    if isinstance(rule, Rule):
        return ("safe" if rule.remedy.safe else "shown") if rule.remedy else ""
    return "safe" if rule.fix else ""


def as_data(rule: Rule | Notice) -> dict[str, Any]:
    """What `jmap rules -f json` writes."""
    known: dict[str, Any] = {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "family": FAMILIES.get(family_of(rule.code)),
        "summary": rule.summary,
        "why": rule.why,
        "fix": fix_kind(rule) or None,
    }
    if isinstance(rule, Rule):
        known |= {
            "not_for": rule.not_for,
            "options": dict(rule.options),
            "needs_today": rule.needs_today,
            "bad": rule.bad,
            "at": list(rule.at),
            "good": rule.good,
        }
    return known


def as_markdown(rules: Sequence[Rule | Notice], errors: Sequence[Code] = ()) -> str:
    """The page `docs/rules.md`: rules by family, then errors of files and outputs by the letter of their codes."""
    lines = [_INTRODUCTION]
    for letter, group in groupby(sorted(rules, key=_order), key=lambda rule: family_of(rule.code)):
        family = list(group)
        lines += [
            f"## {FAMILIES.get(letter, 'Other')}",
            "",
            "| Code | Name | Severity | Fix | What it reports |",
        ]
        lines.append("| --- | --- | --- | --- | --- |")
        for rule in family:
            link = f"[{rule.name}](#{rule.code.lower()}-{rule.name})"
            lines.append(
                f"| {rule.code} | {link} | {rule.severity.value} | {fix_kind(rule)} | {rule.summary} |"
            )
        lines.append("")
        for rule in family:
            lines += _section(rule)
    letters = list(_ERRORS)
    ordered = sorted(errors, key=lambda error: (letters.index(error.code[0]), error.code))
    for letter, codes in groupby(ordered, key=lambda error: error.code[0]):
        lines += [f"## {_ERRORS[letter]}", ""]
        for code in codes:
            lines += _section(code)
    return "\n".join(lines)


def _order(rule: Rule | Notice) -> tuple[int, str]:
    letters = list(FAMILIES)
    letter = family_of(rule.code)
    return (letters.index(letter) if letter in letters else len(letters), rule.code)


def _section(rule: Rule | Notice | Code) -> list[str]:
    lines = [f"### {rule.code} {rule.name}", "", rule.summary, "", f"**Why:** {rule.why}", ""]
    if isinstance(rule, Notice):
        return [*lines, f"**Fix:** {rule.fix} `--fix` does it.", ""] if rule.fix else lines
    if isinstance(rule, Code):
        example = EXAMPLES.get(rule.code)
        return [*lines, *_shown("", *example)] if example else lines
    lines += [f"**Not for:** {rule.not_for}", ""]
    if rule.options:
        lines += [f"**Options:** {_options(rule)}", ""]
    if rule.remedy:
        lines += [f"**Fix:** {_remedy(rule)}", ""]
    return [*lines, *_shown(_on_day(rule), rule.bad, rule.at, rule.good)]


def _shown(day: str, bad: str, at: tuple[int, int], good: str) -> list[str]:
    return [_reported(day, at), "", *_yaml(bad), "Mended:", "", *_yaml(good)]


def _yaml(text: str) -> list[str]:
    return ["```yaml", text.rstrip(), "```", ""]


def _options(rule: Rule) -> str:
    return ", ".join(f"`{key}` ({value:g})" for key, value in rule.options.items())


def _remedy(rule: Rule) -> str:
    if rule.remedy is None:
        return ""
    how = "`--fix` does it" if rule.remedy.safe else "`--diff` shows it and `--unsafe-fixes` does it"
    return f"{rule.remedy.does} {how}."


def _on_day(rule: Rule) -> str:
    return f" on {EXAMPLE_DAY}" if rule.needs_today else ""


_ERRORS: Final = {
    "Y": "Errors of YAML",
    "S": "Errors of specs",
    "I": "What is imported",
    "D": "What is counted in data",
    "F": "What formats and outputs cannot do",
    "B": "Outputs that cannot be made",
}
"""What the first letter of an error's code says, besides the families of rules."""

_INTRODUCTION = """\
# Rules

What `jmap check` looks for, and the errors of files and outputs. This page is made from the rules themselves
(`make rules`); `jmap explain CODE` shows the same in a terminal, and `jmap rules` lists them.

Choose rules by code, by the beginning of a code (a family: `P`) or by name, in `jmap.yaml` or on the command
line:

```yaml
check:
  ignore: [C, missing-target]         # a family, a rule
  extend-select: [C201]               # what names a rule more closely wins
  severity: {text-too-long: warning}
  options: {stale-measure: {days: 180}}
  per-file-ignores: {"drafts/*.yaml": [E]}
  baseline: jmap-baseline.json        # findings known already: jmap check --write-baseline
```

In a file, a comment leaves out what is found on its line; alone on a line, what is found in all that begins
below it:

```yaml
- touchpoint: get-help
  emotion: {novice: 2}   # jmap: ignore[C202]
# jmap: ignore[missing-channel, C204]
- touchpoint: word-of-mouth
```

A comment that leaves nothing out is reported itself. Errors of files (codes Y and S) cannot be left out.

Some findings can be mended: by `jmap check --fix` where the map says the same afterwards (*safe*); the others are
*shown* by `jmap check --diff` and mended by `--unsafe-fixes`. Nothing else in a file changes, not a byte.
"""
