"""How shapes and texts are painted: as attributes of each, or as classes of a page, where each look stands once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

_SHAPE = frozenset({"rx"})
"""Properties that not every browser takes from a style sheet."""
_SIZES = frozenset({"font-size"})
"""Properties whose numbers need a unit in a style sheet."""


class Looks:
    """Puts every combination of properties into words once.

    Attributes:
        colors: value of each token.
    """

    def __init__(self, colors: Mapping[str, str]) -> None:
        self.colors = colors
        self._made: dict[Hashable, str] = {}

    def known(self, look: Hashable) -> str | None:
        """The attributes of a look that was put into words before."""
        return self._made.get(look)

    def put(self, look: Hashable, properties: Mapping[str, str]) -> str:
        """The attributes of `look`, which begin with a blank; properties without a value are not said."""
        self._made[look] = made = self.write({name: value for name, value in properties.items() if value})
        return made

    def write(self, properties: Mapping[str, str]) -> str:
        """Properties as attributes."""
        return "".join(f' {name}="{escape(value)}"' for name, value in properties.items())


class Classes(Looks):
    """Looks as classes `j1`, `j2`, … of a page that may hold several pictures."""

    def __init__(self, colors: Mapping[str, str]) -> None:
        super().__init__(colors)
        self._names: dict[str, str] = {}

    def write(self, properties: Mapping[str, str]) -> str:
        """A class for the properties, and the few attributes no class can stand for."""
        rule = ";".join(
            f"{name}:{value}{'px' if name in _SIZES else ''}"
            for name, value in properties.items()
            if name not in _SHAPE
        )
        name = self._names.setdefault(rule, f"j{len(self._names) + 1}")
        return f' class="{name}"' + super().write({k: v for k, v in properties.items() if k in _SHAPE})

    def css(self) -> str:
        """The rules of all classes there are so far."""
        return "".join(f".{name}{{{rule}}}" for rule, name in self._names.items())
