"""Texts without what leads to a person or into the house: names, addresses, numbers, paths of files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.check.personal import TRACES
from jmap.model import Text
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEFT_OUT: Final = "[…]"
"""Stands where something was left out."""

_PATHS: Final = re.compile(
    r"file:/[^\s<>\"'，。；、）]*"
    r"|(?<!\w)[A-Za-z]:[\\/][^\s<>\"'，。；、）]*"  # C:\…
    r"|\\\\[\w.$-]+\\[^\s<>\"'，。；、）]*"  # \\server\…
    r"|(?<![\w/.:~<])~?/(?:[\w.@+-]+/)+[\w.@+-]*"  # /home/…
    r"|(?<![\w/.:-])(?:[\w.-]+/)*[\w-]+\.(?:docx?|xlsx?|pptx?|csv|tsv|pdf|txt|md|ya?ml|json|xml|html?|zip|png"
    r"|jpe?g|gif|webp|mp[34]|wav|m4a|mov|msg|eml|db|sqlite|parquet|py|ipynb)(?!\w)"
)


class Anonymizer:
    """Leaves out of texts what must not be published, and puts labels for the names of personas.

    Attributes:
        labels: what each persona is called instead, by id.
    """

    def __init__(self, names: Mapping[str, Text], labels: Mapping[str, Text], languages: Iterable[str]):  # noqa: ANN204 - a constructor
        self.labels = labels
        called: dict[str, Text] = {}
        for id_, name in names.items():
            for words in name.values():
                spoken = _spoken(words)
                called |= dict.fromkeys((*spoken, *map(str.upper, spoken)), labels[id_])
        called.pop("", None)
        self._called = called
        self._names = _any_of(called) if called else None
        self._ids = _any_of({slug(name) for name in called}) if called else None
        self._languages = tuple(languages)

    def text(self, text: Text) -> Text:
        """`text` in each of its languages, the same object if there is nothing to leave out."""
        entries = {language: self._line(words, language) for language, words in text.items()}
        return text if entries == dict(text) else Text(entries)

    def told_by(self, id_: str, text: Text) -> bool:
        """Whether an id says what is left out of texts, perhaps because it was made from such a `text`."""
        if self._ids is not None and self._ids.search(id_.lower().replace("_", "-")):
            return True
        return self.text(text) is not text and any(id_.startswith(slug(words)) for words in text.values())

    def _line(self, words: str, language: str) -> str:
        if self._names is not None:
            words = self._names.sub(lambda match: self._called[match[0]].to(language), words)
        for trace in TRACES:
            words = trace.pattern.sub(
                lambda match, trace=trace: LEFT_OUT if trace.proves(match) else match[0],  # type: ignore[misc]
                words,
            )
        return _PATHS.sub(LEFT_OUT, words)


_PARTICLES: Final = frozenset(
    """
    af al bin bint da das de del della den der di do dos du e el ibn la le les st ten ter
    und van vom von y zu zum zur
    """.split()  # noqa: SIM905 - in a few lines
)
"""Words within a name that are written small, and are nobody's name."""
_PLACING: Final = ("Around", "At", "Behind", "By", "For", "In", "Of", "On", "Over", "Under")
"""Words before `the` that are no name: `On the go parent`."""
_DESCRIBED: Final = re.compile(
    r"\s*[,，、（(·|/–—:：;；]\s*|\s+-\s+|" + "".join(rf"(?<!\b{word})" for word in _PLACING) + r"\s+the\s+"
)
"""What parts somebody's name from what they are: `Anna Schmidt: nurse`, `Mary the marketer`."""
_LETTER: Final = r"[A-Za-z0-9_\u00c0-\u052f]"
"""A letter of a script that parts words by blanks, Latin with its accents, Greek or Cyrillic; or a digit."""


def _spoken(name: str) -> list[str]:
    """Ways a persona may be called.

    By the whole name, by what stands before its description, and, where every word is written like one of a name,
    by each of them.
    """
    whole = name.strip()
    short = _DESCRIBED.split(whole)[0]
    words = [word for word in short.split() if word not in _PARTICLES]
    single = (
        words if all(re.fullmatch(r"\w[\w'’-]+\.?", word) and word[0].isupper() for word in words) else []
    )
    return [whole, short, *single]


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names, the longest first; one of a script that parts words only as a whole word."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(f"{_edge(name[0], '<!')}{re.escape(name)}{_edge(name[-1], '!')}" for name in ordered)
    )


def _edge(character: str, look: str) -> str:
    return f"(?{look}{_LETTER})" if re.match(_LETTER, character) else ""
