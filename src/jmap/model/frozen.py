"""What all values of the model share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value that knows all its fields and takes no others."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
        use_attribute_docstrings=True,
        revalidate_instances="never",
    )
