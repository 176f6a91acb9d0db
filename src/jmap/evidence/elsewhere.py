"""Where else what is left out of an item of evidence is counted: the difference would tell of the few people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.diagnostics import Severity
from jmap.evidence.codes import SMALL_GROUP
from jmap.evidence.remarks import Remark
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.model import Data, Evidence, Project


def counted_elsewhere(
    item: Evidence, data: Data, project: Project, remarks: Sequence[Remark]
) -> Iterator[Remark]:
    """A remark for each other item that counts a column of the same data of which this one leaves groups out.

    Whether the difference tells anything is not computed: its rows may be others.
    """
    hidden = dict.fromkeys(remark.pointer for remark in remarks if remark.code is SMALL_GROUP)
    others = [
        (other.id, other.data) for other in project.evidence.values() if other.id != item.id and other.data
    ]
    for pointer in hidden:
        _, _, index, _, name = pointer
        column = data.binds[int(index)].measures[str(name)].column
        for id_, other in others:
            if _sources(data) & _sources(other) and column in _columns(other):
                message = f"what is left out here may be computed with the evidence {shown(id_)}, of the same column"
                hint = "bind both in one item of evidence, which sees to it, or do without one of them"
                yield Remark(SMALL_GROUP, Severity.WARNING, message, pointer, hint)


def _sources(data: Data) -> frozenset[str | None]:
    return frozenset(data.files or (data.table,))


def _columns(data: Data) -> frozenset[str]:
    return frozenset(column.column for bind in data.binds for column in bind.measures.values())
