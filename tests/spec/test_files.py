"""Which files are read, and what is refused: nothing outside the project, nothing that never ends."""

# ruff: noqa: E501 - a spec on one line is easier to read than in pieces

from __future__ import annotations

import os
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from jmap.errors import ConfigError
from jmap.spec import assemble, files, read_project
from jmap.spec.assets import MAX_PICTURE, read_picture
from jmap.spec.files import FileRefusedError, read_inside, spec_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.spec.conftest import Load

    from jmap.model import Asset
    from jmap.spec import Loaded

JOURNEY = "journey: j\nstages: [S]\n"

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def messages(loaded: Loaded) -> list[str]:
    return [f"{found.code} {found.message}" for found in loaded.findings]


# Spec files


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        ("**/*.yaml", ["a.yaml", "b.yaml", "x/c.yaml", "x/y/d.yaml"]),
        ("*.yaml", ["a.yaml", "b.yaml"]),
        ("x/**/*.yaml", ["x/c.yaml", "x/y/d.yaml"]),
        ("**/y/**", ["x/y/d.yaml", "x/y/e.txt"]),
        ("**", ["a.yaml", "b.yaml", "x/c.yaml", "x/y/d.yaml", "x/y/e.txt"]),
        ("**/**/d.yaml", ["x/y/d.yaml"]),
        ("x/*/?.yaml", ["x/y/d.yaml"]),
        ("[ab].yaml", ["a.yaml", "b.yaml"]),
        ("[!a].yaml", ["b.yaml"]),
        ("x", []),
        ("", []),
        ("/a.yaml", []),
        ("../*.yaml", []),
        ("A.yaml", []),
    ],
)
def test_globs(tmp_path: Path, include: str, expected: list[str]) -> None:
    for name in (
        "a.yaml",
        "b.yaml",
        "x/c.yaml",
        "x/y/d.yaml",
        "x/y/e.txt",
        ".git/f.yaml",
        "build/g.yaml",
        ".h.yaml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert [path.relative_to(tmp_path).as_posix() for path in spec_files(tmp_path, (include,))] == expected


def test_projects_within_projects_are_on_their_own(load: Load, tmp_path: Path) -> None:
    load(
        {
            "map.yaml": "journey: outer",
            "inner/jmap.yaml": "languages: [zh-CN]",
            "inner/map.yaml": "journey: inner",
            "inner/deep/map.yaml": "journey: deep",
            "inner/deep/own/jmap.yaml": "",
            "other/map.yaml": "journey: other",
        }
    )
    assert [*read_project(tmp_path).project.journeys] == ["outer", "other"]
    assert [*read_project(tmp_path / "inner").project.journeys] == ["inner", "deep"]
    for name in ("map.yaml", "other/map.yaml"):
        (tmp_path / name).unlink()
    (finding,) = read_project(tmp_path).findings
    assert finding.code == "S212"
    assert finding.hint == "name one of the projects below: inner"


def test_no_glob_takes_long(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["a"] * 30)
    folder.mkdir(parents=True)
    (folder / ("a" * 200)).write_text("")
    assert spec_files(tmp_path, ("**/" * 40 + "b", "*a" * 60 + "b")) == []


def test_a_folder_called_like_a_spec_is_a_folder(load: Load) -> None:
    assert load({"a.yaml/b.yaml": JOURNEY}).selected == ("j",)


@posix
def test_links_between_folders_are_not_followed(load: Load, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.yaml").symlink_to(tmp_path / "self.yaml")
    loaded = load({"a.yaml": JOURNEY}, None)
    assert loaded.files == ("a.yaml", "self.yaml")
    assert [each.code for each in loaded.findings] == ["S211"]


@posix
def test_a_link_to_another_file_of_the_project_is_read(load: Load, tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "j.yaml").symlink_to(tmp_path / "j.txt")
    assert load({"j.txt": JOURNEY}).selected == ("j",)


@posix
def test_what_is_outside_or_no_file_is_refused_and_the_rest_is_built(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "outside.yaml").write_text(JOURNEY)
    (project / "out.yaml").symlink_to(tmp_path / "outside.yaml")
    (project / "zero.yaml").symlink_to("/dev/zero")
    (project / "gone.yaml").symlink_to("nowhere")
    os.mkfifo(project / "pipe.yaml")
    (project / "j.yaml").write_text(JOURNEY)
    loaded = read_project(project)
    assert loaded.selected == ("j",)
    assert sorted(messages(loaded)) == [
        "S211 gone.yaml cannot be read: there is no such file",
        "S211 out.yaml cannot be read: the file lies outside the project",
        "S211 pipe.yaml cannot be read: it is not a regular file",
        "S211 zero.yaml cannot be read: the file lies outside the project",
    ]


@posix
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/stdin"])
def test_a_path_that_is_no_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "pipe":
        os.mkfifo(path)
    loaded = read_project(path)
    assert [each.code for each in loaded.findings] == ["S211"]
    assert (loaded.selected, loaded.failed) == ((), True)


@posix
def test_a_broken_link_in_the_place_of_settings(load: Load, tmp_path: Path) -> None:
    (tmp_path / "jmap.yaml").symlink_to("nowhere")
    loaded = load({"j.yaml": JOURNEY})
    assert messages(loaded) == ["S211 jmap.yaml cannot be read: there is no such file"]
    assert loaded.left_out == ("j",)


def test_settings_that_are_a_folder(load: Load) -> None:
    loaded = load({"jmap.yaml/x": "", "j.yaml": JOURNEY})
    assert [each.code for each in loaded.findings] == ["S211"]
    assert loaded.left_out == ("j",)


def test_a_file_that_may_not_be_read(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def refuse(path: Any, *arguments: Any, **options: Any) -> int:
        if str(path).endswith("locked.yaml"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr("jmap.spec.files.os.open", refuse)
    loaded = load({"locked.yaml": JOURNEY, "j.yaml": JOURNEY})
    assert messages(loaded) == ["S211 locked.yaml cannot be read: Permission denied"]
    assert loaded.selected == ("j",)


def test_a_huge_file(load: Load, tmp_path: Path) -> None:
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(files.MAX_BYTES + 1)
    loaded = load({"j.yaml": JOURNEY})
    assert messages(loaded) == ["Y109 huge.yaml cannot be read: it is larger than 16 MB"]


@posix
def test_file_names_that_are_no_text(load: Load, tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("journey: j\nstages: [S]\nstate: soon\n")
    loaded = load({"a.yaml": "journey: a\nstages: [S]"})
    assert loaded.files == ("a.yaml", "caf\\xe9.yaml")
    (found,) = loaded.findings
    assert found.span
    assert found.span.path == "caf\\xe9.yaml"
    assert loaded.left_out == ("j",)


@pytest.mark.parametrize("name", ["a\0b.yaml", "x" * 5000])
def test_paths_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        read_project(tmp_path / name)


@pytest.mark.parametrize("name", ["../secret", "a/../../secret", "a\0b", "x" * 5000, "missing", "."])
def test_read_inside_reads_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "root").mkdir()
    with pytest.raises(FileRefusedError):
        read_inside(tmp_path / "root", tmp_path / "root" / name)


@posix
def test_read_inside_follows_links_and_then_looks_where_it_is(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "in").mkdir(parents=True)
    (root / "in" / "file").write_text("inside")
    (tmp_path / "secret").write_text("secret")
    (root / "good").symlink_to("in/file")
    (root / "bad").symlink_to("../secret")
    (root / "up").symlink_to("..")
    (tmp_path / "other-name-of-root").symlink_to(root)
    assert read_inside(root, root / "good") == b"inside"
    assert read_inside(tmp_path / "other-name-of-root", root / "good") == b"inside"
    for name in ("bad", "up/secret"):
        with pytest.raises(FileRefusedError, match="outside"):
            read_inside(root, root / name)


def test_read_inside_reads_up_to_the_limit(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert read_inside(tmp_path, tmp_path / "file", 5) == b"12345"
    with pytest.raises(FileRefusedError, match="larger"):
        read_inside(tmp_path, tmp_path / "file", 4)


# Pictures


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PICTURES = {
    "png": (png(), "image/png"),
    "gif": (b"GIF89a" + struct.pack("<HH", 3, 2) + b"\0\0\0;", "image/gif"),
    "jpeg": (
        b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 2, 3) + b"\0" * 12,
        "image/jpeg",
    ),
    "webp": (
        b"RIFF\x1a\0\0\0WEBPVP8 \x0e\0\0\0\x30\x01\0\x9d\x01\x2a" + struct.pack("<HH", 3, 2),
        "image/webp",
    ),
    "webp lossless": (b"RIFF\x1a\0\0\0WEBPVP8L\x0e\0\0\0\x2f" + struct.pack("<I", 2 | 1 << 14), "image/webp"),
    "webp extended": (b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0", "image/webp"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_pictures_are_known_by_their_content(tmp_path: Path, kind: str) -> None:
    data, mime = PICTURES[kind]
    (tmp_path / "picture.svg").write_bytes(data)
    asset = read_picture(tmp_path, "picture.svg")
    assert (asset.mime, asset.width, asset.height, asset.data) == (mime, 3, 2, data)


NO_PICTURES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": b"<html>",
    "text": b"root:x:0:0",
    "nothing": b"",
    "cut png": png()[:20],
    "cut gif": b"GIF89a\x01",
    "cut jpeg": b"\xff\xd8\xff\xe0\xff\xff",
    "jpeg without a frame": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xd9",
    "jpeg out of step": b"\xff\xd8\xff\xe0\x00\x02" + b"\0" * 40,
    "riff of another kind": b"RIFF\x1a\0\0\0AVI LIST" + b"\0" * 40,
    "cut webp": b"RIFF\x1a\0\0\0WEBPVP8X",
    "no width": png(0, 2),
    "far too wide": png(2, 2).replace(struct.pack(">II", 2, 2), struct.pack(">II", 2**31 - 1, 2)),
}


@pytest.mark.parametrize("what", NO_PICTURES)
def test_what_is_no_picture_is_refused(load: Load, what: str) -> None:
    loaded = load({"p.png": NO_PICTURES[what], "j.yaml": "journey: j\nstages: [{name: S, image: p.png}]"})
    (found,) = loaded.findings
    assert found.code == "S211"
    hint = "; an SVG can be saved as PNG by what drew it" if what == "svg" else ""
    assert (
        found.message == f'the picture "p.png" cannot be used: it is no PNG, JPEG, WebP or GIF picture{hint}'
    )
    assert found.span
    assert (found.span.line, found.span.column) == (2, 27)
    assert loaded.left_out == ("j",)


@pytest.mark.parametrize(
    "name",
    [
        "http://127.0.0.1:9/x.png", "https://xn--pple-43d.com/", "//127.0.0.1/x.png", "/etc/passwd", "file:///etc/passwd",
        "javascript:alert(1)", " javascript:alert(1)", "data:image/png;base64,AAAA", "C:\\\\x.png", "\\\\\\\\host\\\\x.png",
    ],
)  # fmt: skip
def test_nothing_is_fetched(load: Load, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setattr(socket, "socket", lambda *_arguments: pytest.fail("a socket was opened"))
    (found,) = load(f'journey: j\nstages: [{{name: S, image: {{file: "{name}"}}}}]').findings
    assert found.code == "S211"
    assert "nothing is fetched" in found.message


@pytest.mark.parametrize(
    "name", ["../p.png", "x/../../p.png", "java\\nscript:alert(1)", "missing.png", "a\\u2028b"]
)
def test_pictures_outside_or_missing(load: Load, name: str, tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(png())
    found = load({"in/j.yaml": f'journey: j\nstages: [{{name: S, image: "{name}"}}]'}, "in/j.yaml").findings
    assert found[0].code == "S211"


@posix
@pytest.mark.parametrize("what", ["pipe", "link out", "device", "folder", "huge"])
def test_pictures_that_never_end_or_are_elsewhere(load: Load, tmp_path: Path, what: str) -> None:
    project = tmp_path / "in"
    project.mkdir()
    path = project / "p.png"
    if what == "pipe":
        os.mkfifo(path)
    elif what == "folder":
        path.mkdir()
    elif what == "huge":
        with path.open("wb") as file:
            file.write(png())
            file.truncate(MAX_PICTURE + 1)
    else:
        (tmp_path / "secret.png").write_bytes(png())
        path.symlink_to("/dev/zero" if what == "device" else tmp_path / "secret.png")
    (found,) = load({"in/j.yaml": "journey: j\nstages: [{name: S, image: p.png}]"}, "in/j.yaml").findings
    assert found.code in {"S211", "Y109"}


def test_every_picture_of_a_project_is_read(load: Load) -> None:
    loaded = load(
        {
            "jmap.yaml": "theme: {logo: logo.png}",
            "logo.png": png(4, 4),
            "a/p.png": png(),
            "p.yaml": "persona: p\nimage: {file: a/p.png, alt: Portrait}",
            "j.yaml": "journey: j\npersonas: [p]\nstages: [{name: S, image: a/p.png, touchpoints: [{name: T, image: logo.png}]}]",
        }
    )
    assert messages(loaded) == []
    assert {name: (asset.width, asset.height) for name, asset in loaded.project.assets.items()} == {
        "logo.png": (4, 4), "a/p.png": (3, 2),
    }  # fmt: skip


def test_a_picture_that_is_missing_costs_whoever_shows_it(load: Load) -> None:
    files_: dict[str, str | bytes] = {
        "p.yaml": "persona: p\nimage: gone.png\n---\npersona: q",
        "t.yaml": "touchpoint: t\nimage: gone.png",
        "a.yaml": "journey: a\npersonas: [p]\nstages: [S]",
        "b.yaml": "journey: b\npersonas: [q]\nstages: [{name: S, touchpoints: [{use: t}]}]",
        "c.yaml": "journey: c\npersonas: [q]\nstages: [S]",
    }
    loaded = load(files_)
    assert {each.code for each in loaded.findings} == {"S211"}
    assert (loaded.selected, loaded.left_out) == (("c",), ("a", "b"))
    loaded = load({"jmap.yaml": "theme: {logo: gone.png}", **files_})
    assert loaded.selected == ()


def test_pictures_of_a_journey_count_as_often_as_they_are_shown(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assemble, "MAX_SHOWN", 3 * len(png()))
    places = [f"{{name: T{number}, image: p.png}}" for number in range(4)]
    journey = "journey: {}\npersonas: [{}]\nstages: [{{name: S, touchpoints: [{}]}}]"
    loaded = load(
        {
            "p.png": png(),
            "people.yaml": "persona: seen\nimage: p.png\n---\npersona: unseen",
            "few.yaml": journey.format("few", "unseen", ", ".join(places[:3])),
            "many.yaml": journey.format("many", "unseen", ", ".join(places)),
            "people-too.yaml": journey.format("people-too", "seen", ", ".join(places[:3])),
        }
    )
    assert loaded.selected == ("few",)
    assert {(found.code, found.span and found.span.path) for found in loaded.findings} == {
        ("S211", "many.yaml"), ("S211", "people-too.yaml"),
    }  # fmt: skip
    assert "show more than 0 MB of pictures together" in loaded.findings[0].message


def test_pictures_of_a_project_have_a_bound(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "MAX_TOGETHER", 2 * len(png()))
    files_ = {f"{name}.png": png() for name in "abc"}
    loaded = load(
        {**files_, "j.yaml": "journey: j\nstages: [{name: S, touchpoints: [" + ", ".join(
            f"{{name: {name}, image: {name}.png}}" for name in "aabbc"
        ) + "]}]"}
    )  # fmt: skip
    assert messages(loaded) == [
        'S211 the picture "c.png" cannot be used: the pictures of the project have more than 0 MB together'
    ]


def test_a_picture_that_is_none_is_looked_at_once(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def read(root: Path, name: str) -> Asset:
        looked.append(name)
        return read_picture(root, name)

    monkeypatch.setattr(assemble, "read_picture", read)
    places = ", ".join("{name: T, image: p.png}" for _ in range(200))
    load({"p.png": b"nothing", "j.yaml": f"journey: j\nstages: [{{name: S, touchpoints: [{places}]}}]"})
    assert looked == ["p.png"]


def test_pictures_are_looked_at_although_a_reference_leads_nowhere(load: Load) -> None:
    touchpoints = "[{name: a, opens: nothing, image: b.png}]"
    loaded = load(f"journey: j\nstages: [{{name: s, touchpoints: {touchpoints}}}]\n")
    assert [finding.code for finding in loaded.findings] == ["S205", "S211"]
    assert loaded.left_out == ("j",)
