"""The server of a preview: it answers this machine only, with pages of the preview and nothing else."""

from __future__ import annotations

import json
import secrets
import sys
from errno import EADDRINUSE
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from jmap.errors import ConfigError
from jmap.render.templates import render as fill
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.serve.preview import Preview

HOST: Final = "127.0.0.1"
PORT: Final = 8000
_OTHERS: Final = 20
"""Ports that are tried where nobody has asked for one."""
_PING: Final = 15.0
"""Seconds after which a page is told that the server is still there."""
_PAGE: Final = "text/html; charset=utf-8"
_OWN: Final = {
    "/preview.css": "text/css; charset=utf-8",
    "/preview.js": "text/javascript; charset=utf-8",
}
"""What the page around the pages is made of."""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Of the page around; those in it bring their own."""


class Server(ThreadingHTTPServer):
    """Serves one preview; a thread for each request, so that pages can wait for news."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int | None) -> None:
        """Listen at a port, or at the first free one from the usual one on; 0 takes any.

        Raises:
            ConfigError: the port is taken.
        """
        self.preview = preview
        self.token = secrets.token_urlsafe(16)
        self.ended = False
        ports = range(PORT, PORT + _OTHERS) if port is None else (port,)
        for each in ports:
            try:
                super().__init__((HOST, each), _Handler)
            except OSError as error:
                if error.errno != EADDRINUSE:
                    raise ConfigError(f"port {each}: {error.strerror}") from None
            else:
                return
        hint = "--port names another one, 0 any that is free"
        raise ConfigError(f"port {ports[0]} is taken by another program; {hint}")

    @property
    def names(self) -> tuple[str, ...]:
        """What the server may be called by a browser: any other name was led here by somebody else."""
        return tuple(f"{name}:{self.server_port}" for name in (HOST, "localhost"))

    @property
    def url(self) -> str:
        """Where the preview is."""
        return f"http://{self.names[0]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of connections that end early, as those of closed pages do."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def end(self) -> None:
        """Stop serving; pages that wait are let go."""
        self.ended = True
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    server_version = "jmap"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Give a page, or the news."""
        path = unquote(urlsplit(self.path).path)
        if not self._is_ours():
            self._refuse(HTTPStatus.FORBIDDEN)
        elif path == "/":
            page = fill("serve/preview.html", {"token": self.server.token})
            self._send(HTTPStatus.OK, _PAGE, page.encode(), {"Content-Security-Policy": _POLICY})
        elif path in _OWN:
            data = (templates_dir() / "serve" / path.removeprefix("/")).read_bytes()
            self._send(HTTPStatus.OK, _OWN[path], data)
        elif path == f"/news/{self.server.token}":
            self._news()
        elif (page_data := self._page(path)) is not None:
            self._send(HTTPStatus.OK, _PAGE, page_data)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _is_ours(self) -> bool:
        """Whether the request comes from a page of this server: another site could lead its own name here."""
        origin = self.headers.get("Origin")
        allowed = {f"http://{name}" for name in self.server.names}
        return self.headers.get("Host") in self.server.names and (origin is None or origin in allowed)

    def _page(self, path: str) -> bytes | None:
        """A page of the preview's folder, which has none below it; `None` for anything else."""
        folder, name = path.removeprefix("/maps/"), PurePath(path).name
        file = self.server.preview.folder / name
        if folder != name or not name.endswith(".html") or name.startswith(".") or not file.is_file():
            return None
        return file.read_bytes()

    def _news(self) -> None:
        """Each state of the preview as it comes (server-sent events), for as long as the page is open."""
        self._begin(HTTPStatus.OK, "text/event-stream", {"Connection": "close"})
        number = -1
        try:
            while not self.server.ended:
                state = self.server.preview.after(number, _PING if number >= 0 else 0)
                if state is None:
                    self.wfile.write(b": still here\n\n")
                else:
                    number = state.number
                    self.wfile.write(f"data: {json.dumps(state._asdict())}\n\n".encode())
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the page was closed
        self.close_connection = True

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status, "text/plain; charset=utf-8", f"{status.value} {status.phrase}\n".encode())

    def _send(
        self, status: HTTPStatus, kind: str, data: bytes, more: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._begin(status, kind, {"Content-Length": str(len(data)), **more})
        self.wfile.write(data)

    def _begin(self, status: HTTPStatus, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in {**headers, **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 — the name the library calls
        """Say nothing: what is built is what people want to read."""
