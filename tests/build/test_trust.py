"""What each level of trust permits, and who may say it."""

from __future__ import annotations

from pathlib import Path

import pytest

import jmap
from jmap.build.trust import Trust, configuration_file, configured, trusted_templates
from jmap.errors import ConfigError

JOURNEY = "journey: j\ntitle: T\nstages: [S]\n"


@pytest.fixture(autouse=True)
def own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration, which nobody has written yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    (tmp_path / "home" / "jmap").mkdir(parents=True)
    return tmp_path / "home" / "jmap" / "config.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "work" / "acme"
    (root / "own").mkdir(parents=True)
    (tmp_path / "work" / "shared").mkdir()
    (root / "j.yaml").write_text(JOURNEY)
    return root


@pytest.mark.parametrize(
    ("templates", "trust", "refused"),
    [
        ("own", Trust.NONE, "--trust project"),
        ("own", None, "--trust project"),
        ("own", Trust.PROJECT, None),
        ("own", Trust.FULL, None),
        (".", Trust.PROJECT, None),
        ("../shared", Trust.NONE, "--trust project"),
        ("../shared", Trust.PROJECT, "leads out of the project: say --trust full"),
        ("../shared", Trust.FULL, None),
        ("link", Trust.PROJECT, "leads out of the project: say --trust full"),
        ("link", Trust.FULL, None),
        ("/etc", Trust.PROJECT, "leads out of the project: say --trust full"),
        ("nowhere", Trust.FULL, "is no folder"),
        ("j.yaml", Trust.FULL, "is no folder"),
        ("https://example.org/t", Trust.FULL, "nothing is fetched"),
        ("//host/t", Trust.FULL, "nothing is fetched"),
        ("file:///etc", Trust.FULL, "nothing is fetched"),
        ("\\\\host\\share", Trust.FULL, "nothing is fetched"),
    ],
)
def test_what_each_level_permits(
    project: Path, templates: str, trust: Trust | None, refused: str | None
) -> None:
    (project / "link").symlink_to(project.parent / "shared")
    if refused is None:
        assert trusted_templates(project, templates, trust).is_dir()
        return
    with pytest.raises(ConfigError) as error:
        trusted_templates(project, templates, trust)
    assert f"`templates: {templates}` in jmap.yaml" in str(error.value)
    assert refused in str(error.value)


def test_the_users_configuration_speaks_for_all_projects(project: Path, own_configuration: Path) -> None:
    assert configured(project) is Trust.NONE
    own_configuration.write_text("")
    assert configured(project) is Trust.NONE
    own_configuration.write_text("trust: project\n")
    assert configured(project) is Trust.PROJECT
    assert trusted_templates(project, "own", None) == project / "own"
    with pytest.raises(ConfigError):
        trusted_templates(project, "own", Trust.NONE)  # the command line has the last word


def test_or_for_folders_of_which_the_innermost_counts(project: Path, own_configuration: Path) -> None:
    own_configuration.write_text(
        f"trust:\n  {project.parent}: full\n  {project}: project\n  /nowhere: none\n  {project}/own: none\n"
    )
    assert configured(project) is Trust.PROJECT
    assert configured(project.parent / "other") is Trust.FULL
    assert configured(Path("/etc")) is Trust.NONE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("trust: yes", "trust is one of none, project, full, not `yes`"),
        ("trust: {/a: all}", "trust is one of none, project, full, not `all`"),
        ("trust: [full]", "trust is one of"),
        ("trus: full", "a mapping with the key `trust` and no other"),
        ("- trust", "a mapping with the key `trust` and no other"),
        ("trust: [", "config.yaml:1:"),
        ("trust: !!str full", "is refused"),
    ],
)
def test_a_slip_in_it_is_told_and_trusts_nobody(
    project: Path, own_configuration: Path, text: str, message: str
) -> None:
    own_configuration.write_text(text)
    with pytest.raises(ConfigError) as error:
        configured(project)
    assert message in str(error.value)
    assert str(own_configuration) in str(error.value)


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for value in ("", "relative"):  # a relative path is ignored, as the specification asks
        monkeypatch.setenv("XDG_CONFIG_HOME", value)
        assert configuration_file() == tmp_path / ".config" / "jmap" / "config.yaml"


@pytest.mark.parametrize("setting", ["trust: full", "trust: {/: full}", "check: {trust: full}"])
def test_a_project_cannot_trust_itself(project: Path, setting: str) -> None:
    (project / "own" / "markdown").mkdir()
    (project / "own" / "markdown" / "page.md.j2").write_text("mine")
    (project / "jmap.yaml").write_text(f"templates: own\n{setting}\n")
    with pytest.raises(ConfigError):
        jmap.build(project, formats=["md"])
    with pytest.raises(jmap.SpecError):
        jmap.load(project)
    (project / "jmap.yaml").write_text("templates: own\n")
    with pytest.raises(ConfigError):
        jmap.build(project, formats=["md"])
    assert jmap.build(project, formats=["md"], trust="project").maps
    assert (project / "build" / "j.md").read_text().strip() == "mine"
