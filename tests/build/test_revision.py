"""Projects as they were, from repositories of all sorts."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from jmap.build.revision import read_at
from jmap.errors import ConfigError, ToolMissingError

if TYPE_CHECKING:
    from pathlib import Path

MAP = "journey: {id}\ntitle: {title}\nstages:\n  - {{name: S, touchpoints: [Door]}}\n"
INCLUDE = ("**/*.yaml",)


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, data: bytes = b"") -> str:
        names = {f"GIT_{who}_{what}": "x@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = {**os.environ, **names, **settings}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, env=environment, input=data, check=True, capture_output=True
        )
        return done.stdout.decode().strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def commit(self, name: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", name)
        self.git("tag", name)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.write("maps/jmap.yaml", "title: Maps\n")
    made.write("maps/in/a.yaml", MAP.format(id="a", title="Old"))
    made.write("other/b.yaml", MAP.format(id="b", title="Elsewhere"))
    made.commit("v1")
    made.write("maps/in/a.yaml", MAP.format(id="a", title="New"))
    made.write("maps/in/c.yaml", MAP.format(id="c", title="Later"))
    made.commit("v2")
    return made


def titles(repository: Repository, path: str, revision: str) -> dict[str, str] | None:
    loaded = read_at(repository.folder / path, revision, INCLUDE)
    return {name: str(one.title) for name, one in loaded.project.journeys.items()} if loaded else None


def test_a_folder_of_a_repository_as_it_was(repository: Repository) -> None:
    assert titles(repository, "maps", "v1") == {"a": "Old"}
    assert titles(repository, "maps", "v2") == {"a": "New", "c": "Later"}
    assert titles(repository, "maps", "HEAD~1") == {"a": "Old"}


def test_what_is_not_committed_changes_nothing(repository: Repository) -> None:
    repository.write("maps/in/a.yaml", "broken: [")
    assert titles(repository, "maps", "main") == {"a": "New", "c": "Later"}


def test_one_file_inside_its_project_is_compared_with_all_of_it(repository: Repository) -> None:
    assert titles(repository, "maps/in/a.yaml", "v1") == {"a": "Old"}
    assert titles(repository, "maps/in/c.yaml", "v2") == {"a": "New", "c": "Later"}
    repository.git("mv", "maps/in/a.yaml", "maps/moved.yaml")
    assert titles(repository, "maps/moved.yaml", "v1") == {"a": "Old"}


def test_one_file_of_no_project(repository: Repository) -> None:
    assert titles(repository, "other/b.yaml", "v1") == {"b": "Elsewhere"}
    repository.write("other/d.yaml", MAP.format(id="d", title="D"))
    (repository.folder / "other/link.yaml").symlink_to(repository.folder / "maps/in/a.yaml")
    for name in ("d", "link"):
        assert read_at(repository.folder / f"other/{name}.yaml", "v1", INCLUDE) is None


def test_no_project_then(repository: Repository) -> None:
    repository.write("new/d.yaml", MAP.format(id="d", title="D"))
    assert read_at(repository.folder / "new", "v2", INCLUDE) is None


def test_files_are_found_by_the_globs_of_the_project(repository: Repository) -> None:
    repository.write("maps/jmap.yaml", 'include: ["**/*.map"]\n')
    repository.write("maps/e.map", MAP.format(id="e", title="E"))
    repository.commit("v3")
    loaded = read_at(repository.folder / "maps", "v3", ("**/*.map",))
    assert loaded is not None
    assert set(loaded.project.journeys) == {"e"}


def test_other_globs_then(repository: Repository) -> None:
    repository.write("maps/jmap.yaml", 'include: ["*.map"]\n')
    loaded = read_at(repository.folder / "maps", "v1", ("*.map",))
    assert loaded is not None
    assert set(loaded.project.journeys) == {"a"}


@pytest.mark.parametrize(
    "revision", ["v9", "", "--help", "-h", "--output=x", "v1:maps", "HEAD;ls", "v1 v2", "$(id)"]
)
def test_what_is_no_revision(repository: Repository, revision: str) -> None:
    with pytest.raises(ConfigError, match="has no revision"):
        read_at(repository.folder / "maps", revision, INCLUDE)


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "map.yaml").write_text(MAP.format(id="a", title="A"), encoding="utf-8")
    with pytest.raises(ConfigError, match="lies in no git repository"):
        read_at(tmp_path, "HEAD", INCLUDE)


def test_no_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.folder))
    with pytest.raises(ToolMissingError):
        read_at(repository.folder / "maps", "v1", INCLUDE)


def test_inside_a_hook_the_project_says_which_repository(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path_factory.mktemp("elsewhere")))
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere")
    monkeypatch.delenv("GIT_CONFIG", raising=False)
    assert titles(repository, "maps", "v1") == {"a": "Old"}


def test_links_filters_and_hooks_have_no_part(repository: Repository) -> None:
    secret = repository.folder.parent / "secret.yaml"
    secret.write_text(MAP.format(id="secret", title="S"), encoding="utf-8")
    (repository.folder / "maps/link.yaml").symlink_to(secret)
    mark = repository.folder / "ran"
    repository.write("maps/.gitattributes", "*.yaml filter=evil diff=evil\n")
    repository.git("config", "filter.evil.smudge", f"touch {mark}; cat")
    repository.git("config", "diff.evil.textconv", f"touch {mark}; cat")
    repository.commit("v3")
    mark.unlink(missing_ok=True)
    assert titles(repository, "maps", "v3") == {"a": "New", "c": "Later"}
    assert not mark.exists()


@pytest.mark.parametrize(
    "name", ["../up.yaml", "a/../../up.yaml", "c:up.yaml", "a\\..\\..\\up.yaml", ".git/up.yaml"]
)
def test_names_that_lead_elsewhere_are_passed_over(repository: Repository, name: str) -> None:
    """Trees that git would refuse to check out can still be in its store."""
    blob = repository.git("hash-object", "-w", "--stdin", data=MAP.format(id="up", title="U").encode())
    sound = repository.git("hash-object", "-w", "--stdin", data=MAP.format(id="ok", title="O").encode())
    entries = {name: blob, "ok.yaml": sound}
    raw = b"".join(
        b"100644 " + key.encode() + b"\0" + bytes.fromhex(value) for key, value in sorted(entries.items())
    )
    tree = repository.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=raw)
    commit = repository.git("commit-tree", tree, "-m", "odd")
    loaded = read_at(repository.folder, commit, INCLUDE)
    assert loaded is not None
    assert set(loaded.project.journeys) == {"ok"}
