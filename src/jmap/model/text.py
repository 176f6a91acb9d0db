"""Text of the spec language, in one or several languages."""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic_core import core_schema

from jmap.model.refusal import refuse, shown

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
    from pydantic.json_schema import JsonSchemaValue

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no output format can carry: controls, lone surrogates and noncharacters."""


class Languages(NamedTuple):
    """What validation has to know of the project: its declared languages, the source language first."""

    declared: tuple[str, ...]

    @property
    def source(self) -> str:
        """The language of every text written as a bare string."""
        return self.declared[0]


DEFAULT_LANGUAGES = Languages(("en",))


class Text(Mapping[str, str]):
    """One text in one or several languages: a read-only mapping from language tag to text.

    The first entry is the source: what a reader gets where a translation is missing.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, language: str) -> str:
        return self._entries[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> ItemsView[str, str]:
        """Languages and texts; those of the dictionary itself, because a project has very many texts."""
        return self._entries.items()

    def __hash__(self) -> int:
        return hash(tuple(self._entries.items()))

    def __repr__(self) -> str:
        return f"Text({self._entries!r})"

    def __str__(self) -> str:
        return next(iter(self._entries.values()), "")

    def to(self, language: str) -> str:
        """The text in `language`, else in the source language."""
        return self._entries.get(language) or str(self)

    @classmethod
    def read(cls, raw: object, languages: Languages) -> Text:
        """The text written as a bare scalar or as a mapping of declared language tags."""
        if isinstance(raw, Text):
            return raw
        if isinstance(raw, str):
            return cls({languages.source: _clean(raw)})
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return cls({languages.source: str(raw)})
        if not isinstance(raw, Mapping):
            raise refuse("S202", f"expected text, or a mapping of languages to text, not {shown(raw)}")
        if not any(value is not None for value in raw.values()):
            raise refuse("S202", "expected text, not an empty mapping")
        for tag, value in raw.items():
            if tag not in languages.declared:
                known = ", ".join(languages.declared)
                raise refuse("S209", f'"{tag}" is not a declared language; declared: {known}', tag)
            if value is not None and not isinstance(value, str):
                raise refuse("S202", f"expected text for language {tag}, not {shown(value)}", tag)
        # The source language leads whatever the order in the file, so that fallback finds it.
        ordered = [tag for tag in languages.declared if raw.get(tag) is not None]
        return cls({tag: _clean(raw[tag]) for tag in ordered})

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def validate(raw: object, info: ValidationInfo) -> Text:
            return cls.read(raw, info.context or DEFAULT_LANGUAGES)

        return core_schema.with_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"$ref": "#/$defs/Text"}


def _clean(raw: str) -> str:
    if found := ILLEGAL.search(raw):
        raise refuse("S202", f"the text holds a character no output can carry: U+{ord(found.group()):04X}")
    return str(raw)
