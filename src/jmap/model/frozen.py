"""What all values of the model share."""

from __future__ import annotations

import sys
from functools import cache
from itertools import pairwise
from typing import Final, Self

from pydantic import BaseModel, ConfigDict

_set: Final = object.__setattr__

_GIVEN: Final[dict[frozenset[str], set[str]]] = {}
"""Names of fields that were given: the same for thousands of values."""


class Value(BaseModel):
    """An immutable value that knows all its fields and takes no others.

    Modules full of values do not import `annotations` from the future: Pydantic would evaluate each of them, at every
    start.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        revalidate_instances="never",
        # Half of starting up would go into validators for every class; only those that are asked are built.
        defer_build=True,
    )

    def model_post_init(self, context: object) -> None:  # noqa: ARG002 - as Pydantic calls it
        """Take half the memory: Pydantic makes roomy dictionaries, and for each value a set of the fields given."""
        given = self.__pydantic_fields_set__
        _set(self, "__dict__", {name: value for name, value in self.__dict__.items()})  # noqa: C416 - packs anew
        _set(self, "__pydantic_fields_set__", _GIVEN.setdefault(frozenset(given), given))

    def __copy__(self) -> Self:
        """Leave behind what the value remembers beside its fields: a copy may get others."""
        copy = super().__copy__()
        fields = type(self).model_fields
        _set(copy, "__dict__", {name: value for name, value in copy.__dict__.items() if name in fields})
        return copy


@cache
def field_docs(kind: type[Value]) -> dict[str, str]:
    """The docstring below each field of `kind`, by field name; read from its source, so only where it is shown."""
    import ast
    import inspect

    docs: dict[str, str] = {}
    for base in reversed(kind.__mro__):
        if issubclass(base, Value) and base is not Value:
            module = ast.parse(inspect.getsource(sys.modules[base.__module__]))
            body = next(
                node.body
                for node in module.body
                if isinstance(node, ast.ClassDef) and node.name == base.__name__
            )
            for field, doc in pairwise(body):
                match field, doc:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                        value=ast.Constant(value=str() as text)
                    ):
                        docs[name] = inspect.cleandoc(text)
    return docs
