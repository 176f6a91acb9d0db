from __future__ import annotations

import pickle

from jmap.errors import ToolMissingError


def test_a_missing_tool_gets_from_one_process_to_another() -> None:
    sent = ToolMissingError("dot", "install Graphviz")
    received = pickle.loads(pickle.dumps(sent))  # noqa: S301 - its own bytes
    assert (received.tool, received.hint, str(received)) == ("dot", "install Graphviz", str(sent))
