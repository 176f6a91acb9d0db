"""What a parser's complaint means to whoever wrote the file: what is wrong, where, and what to do about it.

libyaml and the pure-Python parser word the same complaint differently and often point behind the mistake, so
the place itself is looked at first and the words only then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.diagnostics import Related
from jmap.spec.codes import BAD_KEY, TAG_REFUSED, YAML_SYNTAX, finding
from jmap.spec.locate import span
from jmap.spec.lookalikes import FULL_WIDTH_COLON, punctuation_hint
from jmap.spec.nodes import Mark, Source
from jmap.spec.refused import SHOWN, TAG_HINT, directive_finding, illegal_escape, illegal_escape_finding
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from jmap.diagnostics import Finding

_DASH_AND_WORD = r"[ \t]*(?:- )*-[^\s-]"

_LONGEST_SIMPLE_KEY = 1000
"""The parsers give up a little behind this."""

_KEY = r"""[ \t]*(?:-[ \t]+)*(?:"[^"]*"|'[^']*'|[^\s:#"'][^:#]*)"""


class Complaint(NamedTuple):
    """A parser's complaint: its words in lower case, the place it points to, and where it began reading."""

    problem: str
    context: str
    at: Mark
    begun: Mark | None

    @property
    def source(self) -> Source:
        """The text complained about."""
        return self.at.source

    @property
    def line(self) -> str:
        """The line pointed to."""
        return self.source.line(self.at.line)


def explain(source: Source, error: Exception) -> Finding:
    """Return the finding for whatever a parser raised over `source`."""
    at = _mark(source, getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
    begun = getattr(error, "context_mark", None)
    beyond = (
        re.search(r"\\U(?!00(?:0|10))[0-9A-Fa-f]{8}", source.text) if isinstance(error, ValueError) else None
    )
    if beyond is not None:  # the pure-Python parser does not look before it turns a number into a character
        return illegal_escape_finding(Mark(source, beyond.start()))
    complaint = Complaint(
        str(getattr(error, "problem", None) or error).lower(),
        str(getattr(error, "context", None) or "").lower(),
        at,
        _mark(source, begun) if begun is not None else None,
    )
    for reader in (_by_place, _by_quotes, _by_words):
        explained = reader(complaint)
        if explained is not None:
            return explained
    return _syntax(complaint.at, "this cannot be read as YAML here", complaint)


def _mark(source: Source, mark: Any) -> Mark:
    """Turn a parser's mark into ours; one behind the end goes to the end of the last line that has text."""
    line, column = (mark.line, mark.column) if mark is not None else (len(source.lines), 0)
    if line < len(source.lines) and (source.lines[line][column:] or column):
        return source.mark(line, min(column, len(source.lines[line])))
    line = min(line, len(source.lines) - 1)
    while line > 0 and not source.lines[line].strip():
        line -= 1
    return source.mark(line, max(0, len(source.lines[line].rstrip()) - 1))


def _syntax(
    mark: Mark,
    message: str,
    complaint: Complaint,
    hint: str | None = None,
    *,
    begun: str | None = None,
    length: int | None = None,
) -> Finding:
    """Build the finding; full-width punctuation near the place outranks `hint`: it is the likelier cause."""
    lines = complaint.source.lines
    rows = (mark.line, complaint.at.line) + ((complaint.begun.line,) if complaint.begun is not None else ())
    punctuation = next((h for row in rows if (h := punctuation_hint(lines[row]))), None)
    if (
        punctuation is None
        and complaint.at.line
        and compiled(FULL_WIDTH_COLON).search(lines[complaint.at.line - 1])
    ):
        punctuation = punctuation_hint(lines[complaint.at.line - 1])
    related: tuple[Related, ...] = ()
    if begun is not None and complaint.begun is not None and complaint.begun.offset != mark.offset:
        related = (Related(begun, span(complaint.begun, 1)),)
    return finding(YAML_SYNTAX, message, span(mark, length), hint=punctuation or hint, related=related)


def _by_place(complaint: Complaint) -> Finding | None:
    """Tell what is wrong from the text at the place alone."""
    source, row, column = complaint.source, complaint.at.line, complaint.at.column
    line = complaint.line
    if line.startswith("%"):
        return directive_finding(source.mark(row, 0))
    if "quoted scalar" in complaint.context:
        return None
    indent = line[: len(line) - len(line.lstrip())]
    tab = indent.find("\t")
    if tab < 0 and line[column : column + 1] == "\t":
        tab = column
    if tab < 0 and "tab" in complaint.problem and "\t" in line:
        tab = line.index("\t")
    if tab >= 0:
        message = "a TAB stands where YAML expects spaces: lines are indented by spaces only"
        hint = "replace every TAB at the beginning of a line by spaces (editors have a setting for it)"
        length = len(line) - tab - len(line[tab:].lstrip())
        return _syntax(source.mark(row, tab), message, complaint, hint, length=length)
    start = line[column : column + 1]
    if start in {"@", "`"} and "cannot start" in complaint.problem:
        message = f"an unquoted text cannot begin with `{start}`"
        return _syntax(
            complaint.at, message, complaint, f'put it in quotes: "{line[column:].strip()[:SHOWN]}"'
        )
    if start == "%" and "cannot start" in complaint.problem:
        return _syntax(complaint.at, "an unquoted text cannot begin with `%`", complaint, "put it in quotes")
    return None


def _by_quotes(complaint: Complaint) -> Finding | None:
    """Tell what is wrong inside quotes."""
    if "quoted scalar" not in complaint.context and "double-quoted" not in complaint.context:
        return None
    begun = complaint.begun or complaint.at
    quote = begun.source.text[begun.offset : begun.offset + 1].strip("\n")
    if "escape" in complaint.problem or "hexdecimal" in complaint.problem:
        if illegal_escape(begun) is not None:
            return illegal_escape_finding(begun)
        at = complaint.at
        backslash = complaint.line.rfind("\\", 0, at.column + 1)
        place = at.source.mark(at.line, backslash) if backslash >= 0 else at
        message = "a backslash in double quotes begins an escape, and this is none that YAML knows"
        return _syntax(place, message, complaint, r"write `\\` for a backslash, or use single quotes")
    if "document indicator" in complaint.problem or "document separator" in complaint.problem:
        message = f"the text in quotes is not closed before the line `{complaint.line[:3]}`"
        return _syntax(begun, message, complaint, f"end it with {quote}")
    if "end of stream" in complaint.problem:
        message = f"the quotation mark {quote} opened here is never closed"
        hint = f"end the text with {quote}"
        if quote == "'":
            hint += "; an apostrophe inside single quotes is written twice: ''"
        return _syntax(begun, message, complaint, hint)
    return None


def _by_words(complaint: Complaint) -> Finding | None:
    """Tell what is wrong from the parser's words."""
    problem, context, at = complaint.problem, complaint.context, complaint.at
    if "flow sequence" in context or "flow mapping" in context:
        return _in_brackets(complaint)
    if "mapping values are not allowed" in problem:
        return _second_colon(complaint)
    if "sequence entries" in problem and "not allowed" in problem:
        hint = "begin the list on a line of its own, or write it as `[a, b]`"
        return _syntax(at, "a list item `- ` cannot begin here, behind other text", complaint, hint)
    if "mapping keys" in problem and "not allowed" in problem:
        message = "`? ` begins a key that is a list or mapping, which cannot stand here"
        return _syntax(at, message, complaint, "put the text in quotes if it begins with `? `")
    if "could not find expected ':'" in problem:
        return _no_colon(complaint.begun or at, complaint)
    if "unexpected ':'" in problem:
        message = "inside brackets an unquoted text cannot hold this `:`"
        return _syntax(at, message, complaint, "put the text in quotes, or a space behind the colon of a key")
    if "tag" in context or "tag handle" in problem:
        return finding(
            TAG_REFUSED, "tags are not part of the language", span(complaint.begun or at), hint=TAG_HINT
        )
    if "anchor" in context or "alias" in context:
        message = "`&` and `*` at the beginning of a text name an anchor or alias, and this is no name"
        hint = "put the text in quotes; a name is made of the letters a to z, digits, `-` and `_`"
        return _syntax(complaint.begun or at, message, complaint, hint)
    if "block scalar" in context:
        message = "the head of a text block is `|` or `>`, perhaps with `-`, `+` or a digit, and nothing else"
        return _syntax(at, message, complaint, "begin the text on the next line, indented")
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return _in_block(complaint)
    if "document start" in problem or "document end" in problem:
        message = "the document has ended above this line; expected nothing more, or a line `---`"
        return _syntax(at, message, complaint, "check the indentation: does this belong to the text above?")
    if "too deep" in problem or "unhashable" in problem:
        return finding(BAD_KEY, "a key must be a plain word", span(at))
    if not complaint.line[at.column :].strip():  # the end of the file: what stands last is not complete
        at = at.source.mark(at.line, max(0, len(complaint.line[: at.column].rstrip()) - 1))
    start = complaint.line[at.column : at.column + 1]
    if "node content" in problem and start == ",":
        return _syntax(at, "an item is missing before this comma", complaint, "delete one of the commas")
    if "node content" in problem and start in {"[", "{"}:
        closing = {"[": "]", "{": "}"}[start]
        return _syntax(at, f"the bracket `{start}` is never closed", complaint, f"close it with `{closing}`")
    if "cannot start any token" in problem or "node content" in problem:
        message = "an unquoted text cannot begin with this character"
        return _syntax(at, message, complaint, "put the text in quotes")
    return None


def _in_brackets(complaint: Complaint) -> Finding:
    """Explain a list `[…]` or mapping `{…}` that is not well formed."""
    kind, opening, closing = ("list", "[", "]") if "sequence" in complaint.context else ("mapping", "{", "}")
    begun = complaint.begun or complaint.at
    where = f"the {kind} begins here"
    text = complaint.line[complaint.at.column :]
    if text[:1] in {"]", "}"} and text[:1] != closing:
        message = f"`{text[0]}` does not close this {kind}: expected `,` or `{closing}`"
        return _syntax(complaint.at, message, complaint, begun=where)
    rest = complaint.source.lines[complaint.at.line + 1 :]
    at_the_end = len(text.strip()) <= 1 and not any(line.strip() for line in rest)
    if at_the_end or complaint.at.line > begun.line:
        message = f"the {kind} opened here with `{opening}` is not closed; expected `,` or `{closing}`"
        return _syntax(begun, message, complaint, f"close it with `{closing}`")
    hint = "separate items by `, ` and put a text that holds brackets, commas or `: ` in quotes"
    return _syntax(complaint.at, f"expected `,` or `{closing}` here", complaint, hint, begun=where)


def _second_colon(complaint: Complaint) -> Finding:
    """Explain a `: ` where no key can stand: in an unquoted text, or below a key that has its value."""
    source, row, colon = complaint.source, complaint.at.line, complaint.at.column
    if colon > _LONGEST_SIMPLE_KEY:
        message = f"the key before this `: ` is longer than {_LONGEST_SIMPLE_KEY} characters"
        hint = "a key is a word; put a text that holds `: ` in quotes"
        return finding(BAD_KEY, message, span(complaint.at, 1), hint=hint)
    line = complaint.line
    if compiled(_KEY).fullmatch(line[:colon]) is None:
        first = re.match(r"[^:]*:[ \t]+", line)
        text = line[first.end() :].strip() if first is not None and first.end() <= colon else ""
        simple = 0 < len(text) <= SHOWN and '"' not in text and "\\" not in text
        hint = f'put the text in quotes: "{text}"' if simple else "put the text in quotes"
        return _syntax(complaint.at, "an unquoted text cannot hold `: `", complaint, hint)
    # The key stands alone, so something above it was taken for the beginning of a text.
    indent = len(line) - len(line.lstrip())
    above = source.lines[row - 1][:_LONGEST_SIMPLE_KEY] if row else ""
    start = _begins(above)
    if above[start:] and start >= indent and ": " not in above:
        return _no_colon(source.mark(row - 1, start), complaint)
    message = "a key cannot stand here: the line above has its value already, and this one is indented deeper"
    hint = "indent it like the key above" if ": " in above else "check the indentation of both lines"
    return _syntax(source.mark(row, indent), message, complaint, hint)


def _begins(line: str) -> int:
    """Return the column where a line's text begins, behind the dashes of list items."""
    begun = re.match(r"[ \t]*(?:-[ \t]+)*", line)
    return begun.end() if begun else 0


def _no_colon(mark: Mark, complaint: Complaint) -> Finding:
    """Explain a line that should be `key: value` and has no `: `."""
    if compiled(_DASH_AND_WORD).match(mark.source.line(mark.line)):
        hint = "a list item begins with `- `, a hyphen and a space"
    elif re.match(r"[^\s:]+:\S", mark.source.line(mark.line)[mark.column : mark.column + SHOWN]):
        hint = "a space belongs behind the colon"
    else:
        hint = "write `key: value`, or indent the line if it continues the text above"
    return _syntax(mark, "this line has no `: ` behind its key", complaint, hint)


def _in_block(complaint: Complaint) -> Finding:
    """Explain a line that does not fit among the keys or items that it stands with."""
    line, column = complaint.line, complaint.at.column
    if line[column : column + 1] == ":":
        return finding(BAD_KEY, "the key before `:` is missing", span(complaint.at, 1))
    before = line[:column].rstrip()
    among_items = "collection" in complaint.context or "sequence" in complaint.context
    where = "the list begins here" if among_items else "the mapping begins here"
    if before.endswith(('"', "'")):
        message = "text follows behind the closing quotation mark"
        hint = 'put the whole text in quotes; inside double quotes write \\" for a quotation mark'
        return _syntax(complaint.at, message, complaint, hint)
    if before.endswith(("]", "}")):
        message = f"text follows behind the closing `{before[-1]}`"
        return _syntax(
            complaint.at, message, complaint, "put the whole text in quotes if it begins with a bracket"
        )
    if line[column : column + 1] in {"]", "}", ","}:
        return _syntax(
            complaint.at, f"there is no bracket open that `{line[column]}` could belong to", complaint
        )
    if among_items:
        message = "expected a list item `- ` here, or a line indented less than the list"
    else:
        message = "expected `key: value` here, in the same column as the keys above"
    hint = "check the indentation of this line and of those above"
    return _syntax(complaint.at, message, complaint, hint, begun=where)
