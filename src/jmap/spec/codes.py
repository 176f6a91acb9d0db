"""The codes of errors in files: made while reading YAML (Y1xx), while turning it into the model (S2xx), and B431.

A code never changes its meaning and is never used again for another one: suppressions, baselines and other
programs rely on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.diagnostics import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Related, Span


class Code(NamedTuple):
    """One kind of finding.

    Attributes:
        code: stable identifier, e.g. `Y102`.
        name: the same in words, e.g. `duplicate-key`; unique as well.
        summary: what is wrong, one sentence.
        why: why jmap refuses it, or what would go wrong if it did not.
    """

    code: str
    name: str
    summary: str
    why: str


YAML_SYNTAX = Code(
    "Y101",
    "yaml-syntax",
    "The text is not valid YAML.",
    "What comes after the place cannot be read, so the rest of the file is not checked until it is mended.",
)
DUPLICATE_KEY = Code(
    "Y102",
    "duplicate-key",
    "A mapping has the same key twice.",
    "Most YAML readers keep the last value silently, and half of what was written is lost. Keys that look "
    "the same but are composed of different characters (é as one or as two) count as the same.",
)
TAG_REFUSED = Code(
    "Y103",
    "tag-refused",
    "A value has a tag, such as `!!str` or `!include`.",
    "The field decides how a value is read, so a tag never helps; and tags are how YAML files run code or "
    "read other files elsewhere.",
)
TOO_DEEP = Code(
    "Y104",
    "too-deep",
    "Lists and mappings are nested more than 32 deep.",
    "No map needs it. It is a slip with brackets, or a file made to exhaust the program that reads it.",
)
ALIAS_BOMB = Code(
    "Y105",
    "alias-bomb",
    "Aliases make the document more than ten times as large as it is written.",
    "A few lines of aliases of aliases can stand for billions of values.",
)
ENCODING = Code(
    "Y106",
    "encoding",
    "The file is neither UTF-8 nor UTF-16 with a byte-order mark.",
    "Guessing an encoding turns names into other names. Save the file as UTF-8.",
)
DIRECTIVE_REFUSED = Code(
    "Y107",
    "directive-refused",
    "The file has a `%YAML` or `%TAG` directive.",
    "A directive changes what the same text means (in YAML 1.1 `NO` is false); jmap reads all files alike.",
)
ILLEGAL_CHARACTER = Code(
    "Y108",
    "illegal-character",
    "The text holds a character nobody can see: a control character, half a character, a byte-order mark.",
    "Such characters break XML, SVG and terminals, and editors do not show them.",
)
TOO_LARGE = Code(
    "Y109",
    "too-large",
    "The file is larger than the limits: 16 MB, 500,000 lines, 200,000 values, 35,000 list items, 10,000 documents.",
    "A file this large was hardly written as a spec. A project may have many: 16,000,000 values, 1,000,000 list items.",
)
BAD_KEY = Code(
    "Y110",
    "bad-key",
    "A key is empty, null, an alias, a list or mapping, or longer than 200 characters.",
    "Every key of a spec is a word of the language or an id.",
)
UNKNOWN_ANCHOR = Code(
    "Y111",
    "unknown-anchor",
    "An alias (`*name`) has no anchor (`&name`) before it.",
    "An alias repeats the value of an anchor that stands earlier in the same document.",
)
SELF_REFERENCE = Code(
    "Y112",
    "self-reference",
    "An alias stands inside the value it refers to.",
    "Such a value would contain itself and never end.",
)
BAD_MERGE = Code(
    "Y113",
    "bad-merge",
    "A merge key (`<<`) has a value that is no mapping or list of mappings.",
    "`<<: *base` takes the keys of another mapping over; there are none to take here.",
)
LONG_SCALAR = Code(
    "Y114",
    "long-scalar",
    "A value is longer than 20,000 characters.",
    "No cell of a map can show it; a file has probably been pasted into a field.",
)
TOO_MANY_PROBLEMS = Code(
    "Y115",
    "too-many-problems",
    "The file has more than a hundred problems; the others are not listed.",
    "The first hundred tell enough; they usually have one cause.",
)

_OF_YAML: tuple[Code, ...] = tuple(value for value in dict(vars()).values() if isinstance(value, Code))

_OF_SPECS: tuple[Code, ...] = (
    Code(
        "S201",
        "unknown-key",
        "A key does not belong to the language at this place.",
        "A misspelt key would be ignored silently and its content be missing from the map.",
    ),
    Code(
        "S202",
        "wrong-type",
        "A value is of another kind than its field takes: text where a list belongs, a list where a number does.",
        "The field decides how a value is read, and nothing is guessed.",
    ),
    Code(
        "S203",
        "out-of-range",
        "A number or date is outside the range of its field.",
        "A score out of range would distort the curve and every mean it enters.",
    ),
    Code(
        "S204",
        "missing-key",
        "A key that is needed here is missing.",
        "Without it the thing has no identity or cannot be drawn.",
    ),
    Code(
        "S205",
        "unknown-reference",
        "An id is used that nothing in the project has.",
        "Links, flows and evidence must lead somewhere.",
    ),
    Code(
        "S206",
        "duplicate-id",
        "Two things have the same id.",
        "A reference to it could mean either.",
    ),
    Code(
        "S207",
        "invalid-id",
        "An id holds other characters than letters, digits, `-` and `_`, or is a reserved word.",
        "Ids become parts of references, links and file names, and a mapping by id must have one reading.",
    ),
    Code(
        "S208",
        "unknown-kind",
        "A file has no key at its root that says what it is, or nearly has one.",
        "A file whose `journey:` is misspelt would be passed over as foreign YAML and its map be missing.",
    ),
    Code(
        "S209",
        "undeclared-language",
        "A text has a language that `languages:` does not name.",
        "A misspelt language tag would hide the translation.",
    ),
    Code(
        "S210",
        "use-problem",
        "`use:` names what cannot be used here: itself, a cycle, another kind of thing.",
        "What is used must be complete before it can be changed.",
    ),
    Code(
        "S211",
        "file-refused",
        "A file cannot be read, lies outside the project or is no regular file.",
        "Nothing outside the project is read, and devices and pipes may never end.",
    ),
    Code(
        "S212",
        "empty-project",
        "There is no journey, persona or other spec to read.",
        "A build of nothing would look like success.",
    ),
    Code(
        "S213",
        "number-form",
        "A number does not say what it is: a share, a mean on a scale, counts.",
        "4.3 may be of 5, of 7 or of 10, and the score would differ.",
    ),
    # S214 was never reported
    Code(
        "S215",
        "conflicting-keys",
        "Two keys are given that exclude each other.",
        "One of them would have to be ignored.",
    ),
)
"""Reported by their numbers: measures, which know nothing of specs, refuse values by them as well."""

UNKNOWN_FORMAT = Code(
    "B431",
    "unknown-format",
    "`outputs:` names a format that does not exist.",
    "It would never be built; the formats that do exist are.",
)

CODES: tuple[Code, ...] = (*_OF_YAML, *_OF_SPECS, UNKNOWN_FORMAT)
"""Every code, in the order of this module."""

BY_CODE: dict[str, Code] = {code.code: code for code in CODES}
"""Every code by its identifier."""


def finding(
    code: Code,
    message: str,
    span: Span | None = None,
    *,
    severity: Severity = Severity.ERROR,
    hint: str | None = None,
    related: Iterable[Related] = (),
) -> Finding:
    """Return the finding that `code` names."""
    return Finding(code.code, code.name, severity, message, span, hint, tuple(related))
