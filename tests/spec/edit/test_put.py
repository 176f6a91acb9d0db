"""Values put under keys: whatever items come, go and change, every comment is there afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from jmap.spec.edit.apply import apply
from jmap.spec.edit.changes import Items, Put
from jmap.spec.edit.draft import Draft
from jmap.spec.edit.tree import Tree
from jmap.spec.edit.trivia import remarks
from jmap.spec.nodes import Mark, Source
from jmap.spec.reader import read

if TYPE_CHECKING:
    from typing import Any

HEAD = "evidence: a\n"


class OneFile(NamedTuple):
    """The origin of a project of one thing."""

    source: Source

    def mark(self, pointer: object, *, key: bool) -> Mark:
        """Where it begins."""
        del pointer, key
        return Mark(self.source, len(self.source.text.partition(HEAD)[0]))


def parsed(text: str) -> Any:
    documents, findings = read("", text.encode())
    assert not findings
    return documents[0].root


# An item: whether it is in lines, and whether there are comments above, within and beside it.
ITEMS = st.lists(st.tuples(*[st.booleans()] * 4), min_size=1, max_size=5)


@given(
    old=ITEMS,
    places=st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=6),
    **dict.fromkeys(("marked", "last", "below"), st.booleans()),
)
def test_no_comment_is_lost(
    *, old: list[tuple[bool, ...]], places: list[int | None], marked: bool, last: bool, below: bool
) -> None:
    lines = ["values:" + "  # key" * marked]
    for index, (block, above, within, beside) in enumerate(old):
        lines += [f"  # above {index}"] * above
        lines += (
            [f"  - a: {index}", *["    # within"] * within, "    b: 2"]
            if block
            else [f"  - {{a: {index}, b: 2}}"]
        )
        lines[-1] += f"  # beside {index}" * beside
    rows = "\n".join([*lines, "  # below"] if below else lines) + "\n"
    text = "# top\n" + HEAD + ("n: 1 # n\n" + rows if last else rows + "n: 1 # n\n")
    numbers = sorted({place for place in places if place is not None and place < len(old)})
    instead = [*numbers[:1], *[None for place in places if place is None], *numbers[1:]]
    items = tuple({"a": 9, "c": index} for index in range(len(instead)))
    source = Source("a.yaml", text)
    change = Put((), {"n": 2, "date": "x", "values": Items(items, tuple(instead))})
    after = apply(text.encode(), Draft(OneFile(source)).edits([change])).decode()  # type: ignore[arg-type]
    assert remarks(Tree(Source("", after))) == remarks(Tree(source))
    found = parsed(after)
    assert (found["n"], found["date"]) == ("2", "x")
    assert found["values"] == [{"a": "9", "c": str(index)} for index in range(len(items))]
