"""A project as it was at a revision of its git repository; the only place where git is run.

Files are taken from git's store as they lie there, into a folder that is deleted again. No checkout, no filter,
no hook and no network takes part; links and submodules are left out.
"""

from __future__ import annotations

import fnmatch
import os
import shutil
import subprocess
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.errors import ConfigError, ToolMissingError
from jmap.spec import read_project
from jmap.spec.files import MAX_BYTES, SKIPPED, locate_project
from jmap.spec.kinds import SETTINGS_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.model import Journey
    from jmap.spec import Loaded
    from jmap.spec.files import Location

SECONDS: Final = 60.0
"""Time git may take for one answer."""

_YAML: Final = ("*.yaml", "*.yml")
_PICTURES: Final = ("*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif")
_REGULAR: Final = ("100644", "100755", "100664")
_INHERITED: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")
"""Set by git while it runs hooks; the repository asked for is the one around the project."""


class _File(NamedTuple):
    path: PurePosixPath
    object: str


def read_at(path: Path, revision: str, include: Sequence[str]) -> Loaded | None:
    """The project at `path` as far as it was sound at `revision`; `None` where there was none.

    It is the whole project, even where `path` is one of its files: what stands there may have stood in another.

    Args:
        path: of the project, as for `read_project`.
        revision: a commit, branch, tag or anything git takes for one.
        include: globs of the project's spec files today.

    Raises:
        ConfigError: the project is in no repository, or there is no such revision.
        ToolMissingError: there is no git.
    """
    location = locate_project(path)
    root = _repository(location, path)
    commit = _commit(root, revision)
    files = _files(root, commit, include)
    lone = location.asked[0].name if location.lone else ""
    if not files or (lone and PurePosixPath(lone) not in {file.path for file in files}):
        return None
    with TemporaryDirectory(prefix="jmap-") as folder:
        _write(Path(folder), files, _contents(root, files))
        return read_project(Path(folder, lone))


def revisions(path: Path, count: int, include: Sequence[str]) -> list[tuple[str, str]]:
    """The last `count` revisions that changed spec files of the project at `path`, with their days, newest first.

    They are those of the branch at hand: of what was merged into it only the merge, since what stood on the other
    branch alone never stood here.

    Args:
        path: of the project, as for `read_project`.
        count: at most so many.
        include: globs of the project's spec files today.

    Raises:
        ConfigError: the project is in no repository.
        ToolMissingError: there is no git.
    """
    location = locate_project(path)
    root = _repository(location, path)
    options = ("--first-parent", "--no-show-signature", "--ignore-missing", f"--max-count={count}")
    files = (
        [f":(literal){location.asked[0].name}"]
        if location.lone
        else [*(f":(glob)**/{name}" for name in _names(include)), ":(exclude,glob)**/.*/**"]
    )
    refusal = f"git cannot tell the revisions of {path}"
    log = _git(root, "log", *options, "--format=%H %cs", "HEAD", "--", *files, refusal=refusal)
    return [(commit, day) for commit, day in (line.split(" ") for line in log.decode("ascii").splitlines())]


def is_shallow(path: Path) -> bool:
    """Whether the repository around a project lacks its earlier revisions."""
    refusal = f"git cannot tell the revisions of {path}"
    root = locate_project(path).root.resolve()
    return _git(root, "rev-parse", "--is-shallow-repository", refusal=refusal) == b"true\n"


def unread(before: Loaded, journeys: Iterable[Journey]) -> list[str]:
    """Which of `journeys` had errors at a revision, and files that had too many to tell what journey they hold."""
    known = {name for journey in journeys for name in (journey.id, *journey.formerly)}
    lost = {each.span.path for each in before.errors if each.span}
    return [
        *(name for name in before.left_out if name in known),
        *sorted(lost - set(before.homes.values()) - {SETTINGS_NAME}),
    ]


def _repository(location: Location, path: Path) -> Path:
    """The folder of a project in a repository."""
    root = location.root.resolve()
    _git(root, "rev-parse", "--show-toplevel", refusal=f"{path} lies in no git repository that can be read")
    return root


def _commit(root: Path, revision: str) -> str:
    refusal = f'this repository has no revision "{revision}"; a shallow copy may have to fetch it first'
    if revision.startswith("-"):  # would be an option
        raise ConfigError(refusal)
    name = f"{revision}^{{commit}}"
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name, refusal=refusal)
    return found.decode("ascii").strip()


def _files(root: Path, commit: str, include: Sequence[str]) -> list[_File]:
    """Files of the project's folder that a project is made of, by today's globs or those of any YAML then."""
    names = (*_names(include), *_PICTURES)
    listing = _git(
        root, "ls-tree", "-r", "-z", "-l", commit, refusal=f"git cannot list the files of {commit}"
    )
    found = []
    for entry in listing.split(b"\0")[:-1]:
        facts, _, name = entry.partition(b"\t")
        mode, kind, object_, size = facts.decode("ascii").split()
        path = PurePosixPath(os.fsdecode(name))
        if mode not in _REGULAR or kind != "blob" or int(size) > MAX_BYTES or not _inside(path):
            continue
        if any(fnmatch.fnmatchcase(path.name, pattern) for pattern in names):
            found.append(_File(path, object_))
    return found


def _names(include: Sequence[str]) -> tuple[str, ...]:
    """Patterns of what spec files are called, in any folder."""
    return (*_YAML, *(glob.rpartition("/")[2] for glob in include))


def _inside(path: PurePosixPath) -> bool:
    """Whether a path names a file below the folder it is written to, on any system, and no project skips it."""
    parts = path.parts
    return (
        bool(parts)
        and not path.is_absolute()
        and not any(part in SKIPPED or part.startswith(".") for part in parts[:-1])
        and not any(part == ".." or set(part) & set("\\:\0") for part in parts)
    )


def _contents(root: Path, files: Iterable[_File]) -> list[bytes]:
    objects = "".join(f"{file.object}\n" for file in files)
    refusal = "git cannot read the files of that revision; a partial copy may have to fetch them first"
    answer = _git(root, "cat-file", "--batch", refusal=refusal, question=objects.encode("ascii"))
    contents, at = [], 0
    for file in files:
        end = answer.find(b"\n", at)
        name, kind, size = (*answer[at:end].decode("ascii").split(), "", "")[:3]
        if name != file.object or kind != "blob":
            raise ConfigError(refusal)
        contents.append(answer[end + 1 : end + 1 + int(size)])
        at = end + 2 + int(size)
    return contents


def _write(folder: Path, files: Iterable[_File], contents: Iterable[bytes]) -> None:
    for file, content in zip(files, contents, strict=True):
        target = folder.joinpath(*file.path.parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _git(root: Path, *arguments: str, refusal: str, question: bytes = b"") -> bytes:
    """What git says; `refusal` is the error where it refuses."""
    program = shutil.which("git")
    if program is None:
        raise ToolMissingError("git", "install git, which knows the project's earlier revisions")
    environment = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    environment |= {
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }
    command = (program, "-c", "core.quotePath=false", *arguments)
    try:
        done = subprocess.run(  # noqa: S603 - a program found on PATH, without a shell, options ended
            command,
            cwd=root,
            env=environment,
            input=question,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise ConfigError(f"{refusal} (git gave no answer)") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise ConfigError(f"{refusal}{f' ({said[:200]})' if said else ''}")
    return done.stdout
