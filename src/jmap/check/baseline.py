"""Findings that are known already: the baseline of a project that was there before its checks.

A finding is known again by its file, its code and the text of its line, wherever the line has moved. The line
itself is not kept, only a hash: it may hold what the check says must not be written down.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.errors import ConfigError
from jmap.spec.files import FileRefusedError, read_inside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jmap.diagnostics import Finding

_VERSION: Final = 1


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One for each finding, all different: equal findings on equal lines are counted through.

    A line may be the whole file, with thousands of findings in it: each is hashed once.
    """
    lines = {text: text.strip() for text in {finding.span.text for finding in findings if finding.span}}
    begun: dict[tuple[str, str, str], hashlib._Hash] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for finding in findings:
        path, line = (finding.span.path, lines[finding.span.text]) if finding.span else ("", finding.message)
        key = (path, finding.code, line)
        if key not in begun:
            begun[key] = hashlib.sha256("\0".join(key).encode("utf-8", "surrogatepass"))
        whole = begun[key].copy()
        whole.update(f"\0{seen[key]}".encode())
        found.append(whole.hexdigest()[:32])
        seen[key] += 1
    return found


class Baseline(NamedTuple):
    """Fingerprints of the findings that are known."""

    known: frozenset[str]

    @classmethod
    def parse(cls, data: bytes, name: str) -> Baseline:
        """The baseline written in a file.

        Raises:
            ConfigError: it is no baseline of this version.
        """
        try:
            document: Any = json.loads(data)
            if document["jmap-baseline"] != _VERSION:
                raise ConfigError(
                    f"{name} is a baseline of another version: write it again with --write-baseline"
                )
            return cls(frozenset(str(entry["fingerprint"]) for entry in document["findings"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ConfigError(f"{name} is no baseline: write one with --write-baseline") from None

    def new(self, findings: Sequence[Finding]) -> tuple[list[Finding], int]:
        """The findings that are not known, and how many of those known are no longer made."""
        marked = list(zip(findings, fingerprints(findings), strict=True))
        gone = len(self.known - {fingerprint for _, fingerprint in marked})
        return [finding for finding, fingerprint in marked if fingerprint not in self.known], gone


def read_baseline(root: Path, name: str) -> Baseline:
    """The baseline that the settings of the project at `root` name.

    Raises:
        ConfigError: it cannot be read, or is no baseline of this version.
    """
    try:
        return Baseline.parse(read_inside(root, root / name), name)
    except FileRefusedError as error:
        hint = "" if (root / name).exists() else "; `jmap check --write-baseline` writes it"
        raise ConfigError(f"the baseline {name} cannot be read: {error}{hint}") from None


def written(findings: Sequence[Finding]) -> str:
    """The text of a baseline that knows all of `findings`; people can see in it what it leaves out."""
    entries = [
        {
            "path": finding.span.path if finding.span else "",
            "code": finding.code,
            "name": finding.name,
            "fingerprint": fingerprint,
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps({"jmap-baseline": _VERSION, "findings": entries}, ensure_ascii=False, indent=1) + "\n"
