"""The hooks, installed from a checkout by the real pre-commit and run by real commits."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.pre_commit

CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: jmap-fmt
      - id: jmap-check
      - id: jmap-build
        args: [旅程]
"""

JOURNEY = "journey: 访问\npersonas: [顾客]\nstages: [{name: 到店, touchpoints: [{name: 门口, emotion: 4}]}]\n"

FILES = {
    "旅程/jmap.yaml": "title: 门店\noutputs: [svg]\n",
    "旅程/顾 客.yaml": "persona: 顾客\nname: 顾客\n",
    "旅程/访问.yaml": JOURNEY.replace("访问", '"访问"'),
    "mkdocs.yml": "site_name: x\n",
    ".github/workflows/ci.yml": "on: push\njobs: {}\n",
}


class Repository:
    """A git repository with its own settings, as a new user has it: git quotes Chinese file names."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        folder.mkdir()
        own = {"HOME": str(home), "PRE_COMMIT_HOME": str(home / "hooks"), "GIT_CONFIG_NOSYSTEM": "1"}
        names = {
            f"GIT_{who}_{what}": "a@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON"))}
        self.environment = {**kept, **own, **names, "PATH": path}
        self.git("init", "--quiet")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def git(self, *arguments: str) -> str:
        return self.run("git", *arguments)[1]

    def commit(self) -> tuple[int, str]:
        self.git("add", "--all")
        return self.run("git", "commit", "--message", "x")

    def run(self, *command: str) -> tuple[int, str]:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=600
        )
        return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


@pytest.fixture(scope="module")
def repository(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository of Chinese maps whose commits run the hooks of this checkout."""
    folder = tmp_path_factory.mktemp("hooks")
    home = folder / "home"
    home.mkdir()
    jmap = Repository(folder / "jmap", home)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=root, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        if name and not name.startswith(("docs/", "examples/", "tests/")) and (root / name).is_file():
            target = jmap.folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / name).read_bytes())
    assert jmap.commit()[0] == 0
    revision = jmap.git("rev-parse", "HEAD").strip()
    maps = Repository(folder / "maps", home)
    maps.write(".pre-commit-config.yaml", CONFIG.format(repository=jmap.folder.as_uri(), revision=revision))
    for name, text in FILES.items():
        maps.write(name, text)
    code, said = maps.run("pre-commit", "install", "--install-hooks")
    assert code == 0, said
    return maps


def built(repository: Repository) -> None:
    (installed,) = Path(repository.environment["PRE_COMMIT_HOME"]).glob("repo*/py_env-*/bin/jmap")
    code, said = repository.run(str(installed), "build", "旅程", "--quiet")
    assert code == 0, said


def test_commits_of_unsound_unformatted_or_unbuilt_maps_are_refused(repository: Repository) -> None:
    code, said = repository.commit()
    assert code != 0
    assert "formatted 旅程/访问.yaml" in said
    assert "stale: 访问.svg" in said
    assert (repository.folder / "mkdocs.yml").read_text(encoding="utf-8") == FILES["mkdocs.yml"]

    built(repository)
    code, said = repository.commit()
    assert code == 0, said

    repository.write("mkdocs.yml", "site_name: y\n")  # the only file of the commit, and none of jmap's
    code, said = repository.commit()
    assert code == 0, said

    right = (repository.folder / "旅程/访问.yaml").read_text(encoding="utf-8")
    repository.write("旅程/访问.yaml", right.replace("emotion", "emotoin"))
    code, said = repository.commit()
    assert code != 0
    assert "旅程/访问.yaml:" in said
    assert "error[S201 unknown-key]" in said
    assert 'did you mean "emotion"?' in said

    repository.write("旅程/访问.yaml", right)
    repository.write("旅程/顾 客.yaml", "persona: 店员\nname: 店员\n")  # the journey is not in this commit
    code, said = repository.commit()
    assert code != 0
    assert "旅程/访问.yaml:2:12: error[S205" in said
