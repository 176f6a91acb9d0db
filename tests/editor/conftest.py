from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    },
    "http": {"proxy": "", "proxyStrictSSL": False},
}


@dataclass
class Editor:
    """An editor without a screen: it speaks to the YAML language server as VS Code, Neovim and others do."""

    input: IO[bytes]
    output: IO[bytes]
    folder: Path
    requests: int = 0
    files: int = 0
    diagnostics: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def start(self) -> None:
        root = self.folder.as_uri()
        hover = {"contentFormat": ["markdown"]}
        completion = {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": False}}
        self.ask(
            "initialize",
            processId=None,
            rootUri=root,
            workspaceFolders=[{"uri": root, "name": "project"}],
            capabilities={
                "textDocument": {"hover": hover, "completion": completion, "publishDiagnostics": {}}
            },
        )
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=SETTINGS)

    def open(self, text: str, path: Path | None = None) -> list[dict[str, Any]]:
        """Open a file; what the server underlines in it."""
        uri = self._show(text, path)
        while uri not in self.diagnostics:
            self._heed(self._read())
        self.tell("textDocument/didClose", textDocument={"uri": uri})
        return self.diagnostics[uri]

    def at(self, request: str, text: str) -> Any:
        """Open a file and ask for something at its `|`."""
        before, _, after = text.partition("|")
        uri = self._show(before + after)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        answer = self.ask(f"textDocument/{request}", textDocument={"uri": uri}, position=position)
        self.tell("textDocument/didClose", textDocument={"uri": uri})
        return answer

    def _show(self, text: str, path: Path | None = None) -> str:
        self.files += 1  # the server remembers a file by its name
        uri = (path or self.folder / f"{self.files}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def ask(self, method: str, **parameters: Any) -> Any:
        self.requests += 1
        self._write({"id": self.requests, "method": method, "params": parameters})
        while True:
            message = self._read()
            if message.get("id") == self.requests and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._heed(message)

    def tell(self, method: str, **parameters: Any) -> None:
        self._write({"method": method, "params": parameters})

    def _heed(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message:  # the server asks for something an editor may not know
            self._write({"id": message["id"], "result": None})

    def _write(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.input.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while (line := self.output.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.output.read(length))
        return message


@pytest.fixture(scope="session")
def editor(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor with the YAML language server, in a folder of its own."""
    server = root / "tests/node/node_modules/yaml-language-server/bin/yaml-language-server"
    command = ["node", str(server), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        found = Editor(process.stdin, process.stdout, tmp_path_factory.mktemp("edited"))
        found.start()
        yield found
        found.ask("shutdown")
        found.tell("exit")
        process.wait(10)
