"""The server of a preview: what it gives, to whom, and what it looks like in a browser."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from jmap.errors import ConfigError
from jmap.plugin import Options
from jmap.serve.preview import Preview
from jmap.serve.server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

MAP = "journey: visit\ntitle: A visit\nstages: [{name: Arrive, touchpoints: [{name: Door, emotion: 4}]}]\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    return tmp_path / "map.yaml"


@pytest.fixture
def server(file: Path, tmp_path: Path) -> Iterator[Server]:
    pages = tmp_path / "pages"
    pages.mkdir()
    preview = Preview(file, pages, Options(embed_fonts=False))
    preview.build()
    found = Server(preview, 0)
    thread = threading.Thread(target=found.serve_forever, daemon=True)
    thread.start()
    yield found
    found.end()
    thread.join(5)
    assert not thread.is_alive()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, dict(answer.getheaders()), data


def test_pages_are_given_as_they_are_built(server: Server) -> None:
    status, headers, data = ask(server, "/maps/visit.html")
    assert (status, data) == (200, (server.preview.folder / "visit.html").read_bytes())
    assert headers["Cache-Control"] == "no-store"


def test_the_page_around_admits_only_its_own(server: Server) -> None:
    status, headers, data = ask(server, "/")
    assert status == 200
    assert "default-src 'none'; script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert server.token in data.decode()
    for name in re.findall(r'(?:src|href)="(/[^"]+)"', data.decode()):
        assert ask(server, name)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "evil.example:80", ""])
def test_another_name_for_this_machine_is_refused(server: Server, host: str) -> None:
    assert ask(server, "/", Host=host)[0] == 403
    assert ask(server, f"/news/{server.token}", Host=host)[0] == 403


def test_other_sites_hear_nothing(server: Server) -> None:
    assert ask(server, f"/news/{server.token}", Origin="http://evil.example")[0] == 403
    assert ask(server, "/news/other")[0] == 404
    assert ask(server, "/news/")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/maps/../map.yaml", "/maps/%2e%2e/map.yaml", "/maps/..%2fmap.yaml", "/maps/..%5cmap.yaml", "/maps//etc/passwd",
        "/maps/.jmap-manifest.json", "/maps/.hidden.html", "/maps/", "/maps", "/map.yaml",
        "/maps/visit.html/", "/maps/a/visit.html", "/preview.html", "/maps/%00.html", "/../preview.css",
    ],
)  # fmt: skip
def test_nothing_else_is_given(server: Server, path: str) -> None:
    (server.preview.folder / ".hidden.html").write_text("secret", encoding="utf-8")
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_is_taken(server: Server, method: str) -> None:
    assert ask(server, "/", method)[0] == 501


def test_news_come_as_they_happen(server: Server, file: Path) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(f"GET /news/{server.token} HTTP/1.1\r\nHost: {server.names[0]}\r\n\r\n".encode())
        lines = connection.makefile("rb")
        first = next(line for line in lines if line.startswith(b"data: "))
        assert json.loads(first[6:]) == {"number": 1, "start": "visit.html", "problems": []}
        file.write_text(MAP.replace("4", "2"), encoding="utf-8")
        server.preview.build()
        second = next(line for line in lines if line.startswith(b"data: "))
        assert json.loads(second[6:])["number"] == 2


def test_a_port_that_is_taken(server: Server) -> None:
    with pytest.raises(ConfigError, match=rf"port {server.server_port} is taken by another program; --port"):
        Server(server.preview, server.server_port)


def test_only_this_machine_is_listened_to(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.browser
def test_the_page_follows_the_file(server: Server, file: Path, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(server.url)
    frame = page.frame_locator("#map")
    frame.get_by_role("heading", name="A visit").first.wait_for()
    assert not page.locator("#problems").is_visible()
    file.write_text(MAP.replace("A visit", "Another visit"), encoding="utf-8")
    server.preview.build()
    frame.get_by_role("heading", name="Another visit").first.wait_for()
    file.write_text(MAP.replace("emotion", "<b>emotoin"), encoding="utf-8")
    server.preview.build()
    problems = page.locator("#problems")
    problems.wait_for()
    assert "1 error" in problems.inner_text()
    assert '"<b>emotoin" is not a key' in problems.inner_text()
    assert frame.get_by_role("heading", name="Another visit").first.is_visible()
    page.get_by_role("button", name="Hide").click()
    assert not problems.is_visible()
    file.write_text(MAP, encoding="utf-8")
    server.preview.build()
    frame.get_by_role("heading", name="A visit", exact=True).first.wait_for()
    assert not problems.is_visible()
    assert said == []
    page.close()


def test_the_command_serves_until_it_is_ended(file: Path) -> None:
    command = [sys.executable, "-m", "jmap", "serve", str(file), "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, env=os.environ, text=True) as process:
        assert process.stdout
        assert process.stderr
        lines = iter(process.stdout)
        assert re.match(r"1 map · 1 page changed · no findings · ", next(lines))
        url = re.match(r"http://127\.0\.0\.1:(\d+)/  \(Ctrl-C ends it\)\n", next(lines))
        assert url
        connection = http.client.HTTPConnection("127.0.0.1", int(url[1]), timeout=10)
        connection.request("GET", "/maps/visit.html")
        assert connection.getresponse().status == 200
        connection.close()
        file.write_text(MAP.replace("4", "2"), encoding="utf-8")
        assert re.match(r"1 map · 1 page changed · no findings · ", next(lines))
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
