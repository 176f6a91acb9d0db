"""How large a project may become: a declared bound, and the memory there is.

What a project wants is estimated from what its files hold, before it is made of them: the libraries that make it end
the whole program where they get no memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jmap.errors import SpecError
from jmap.spec.codes import TOO_LARGE, finding
from jmap.spec.locate import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.spec.nodes import Document

MAX_VALUES: Final = 16_000_000
"""How many values the files of a project may have: those of 100,000 touchpoints, however much each says."""

MAX_ITEMS: Final = 1_000_000
"""How many items their lists may have: each word among them may stand for a whole touchpoint."""

BYTES: Final = 700
"""What a value takes when a project is loaded, checked and scored; an item of a list takes three times as much more."""

_WORTH_ASKING: Final = 20_000
"""Values after which it is looked again how much memory there is: about 15 MB."""


@dataclass(slots=True)
class Room:
    """What a project holds so far.

    Attributes:
        values: keys and scalars, lists and mappings twice.
        items: of lists.
    """

    values: int = 0
    items: int = 0
    _asked: int = 0
    _before: int | None = None

    def take(self, document: Document) -> None:
        """Add a document to the project.

        Raises:
            SpecError: the project is larger than any may be.
            MemoryError: it wants more memory than there is; the message says how much.
        """
        self.values += document.values
        self.items += document.items
        if self.values > MAX_VALUES or self.items > MAX_ITEMS:
            limits = f"{MAX_VALUES:,} values, {MAX_ITEMS:,} of them in lists"
            message = f"the project has more than it may have, {limits}, up to this document"
            raise SpecError([finding(TOO_LARGE, message, span(document.mark), hint="split the project")])
        if self.values - self._asked >= _WORTH_ASKING:
            self._ask()

    def _ask(self) -> None:
        if self._before is None:  # what is read later is there already when it is asked again
            self._before = min(memory(), default=-1)
        self._asked = self.values
        wanted = (self.values + 3 * self.items) * BYTES
        if 0 <= self._before < wanted:
            raise MemoryError(
                f"it wants about {wanted >> 20:,} MB and more, and there are {self._before >> 20:,} MB"
            )


def memory() -> Iterator[int]:
    """Bytes this process may still take, by each of those who limit it, as far as they say so."""
    for limit in (_of_process, _of_group, _of_machine):
        try:
            said = limit()
        except (ImportError, OSError, ValueError, LookupError):  # another system, or another way to say it
            continue
        if said is not None:
            yield max(0, said)


def _of_process() -> int | None:
    """By `ulimit -v`."""
    import resource

    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return None
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    return limit - int(pages) * resource.getpagesize()


def _of_group() -> int | None:
    """By a container."""
    group = Path("/sys/fs/cgroup")
    limit = (group / "memory.max").read_text(encoding="ascii").strip()
    kept = (group / "memory.stat").read_text(encoding="ascii")
    cached = sum(int(line.split()[1]) for line in kept.splitlines() if line.startswith("inactive_file "))
    used = int((group / "memory.current").read_text(encoding="ascii")) - cached
    return None if limit == "max" else int(limit) - used


def _of_machine() -> int:
    """What is free, or can be freed, or is there to swap."""
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    sizes = {name: int(rest.split()[0]) * 1024 for name, _, rest in (line.partition(":") for line in lines)}
    return sizes["MemAvailable"] + sizes["SwapFree"]
