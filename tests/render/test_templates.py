from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jinja2 import TemplateNotFound

from jmap.errors import RenderError
from jmap.render.templates import environment, render

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "templates" / "html").mkdir(parents=True)
    return tmp_path / "templates"


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.md", "a.svg.j2"])
def test_everything_is_escaped_whatever_the_file_is_called(project: Path, name: str) -> None:
    (project / name).write_text("{{ text }}", encoding="utf-8")
    assert render(name, {"text": '<b a="1">'}, project=project) == "&lt;b a=&#34;1&#34;&gt;"


def test_nothing_may_be_missing(project: Path) -> None:
    (project / "a.md").write_text("{{ nobody }}", encoding="utf-8")
    with pytest.raises(RenderError, match=r"a\.md:1: 'nobody' is undefined"):
        render("a.md", {}, project=project)


def test_a_projects_template_goes_first_and_others_remain(project: Path) -> None:
    (project / "html" / "page.html").write_text("mine", encoding="utf-8")
    assert render("html/page.html", {}, project=project) == "mine"
    theirs, ours = environment(project), environment()
    assert theirs.get_template("html/head.html") is not ours.get_template("html/head.html")


def test_a_projects_template_runs_in_a_sandbox(project: Path) -> None:
    (project / "a.md").write_text("{{ ''.__class__.__mro__ }}{{ lipsum.__globals__ }}", encoding="utf-8")
    with pytest.raises(RenderError, match="unsafe"):
        render("a.md", {}, project=project)


def test_no_template_is_read_from_outside(project: Path) -> None:
    (project.parent / "secret.md").write_text("secret", encoding="utf-8")
    (project / "link.md").symlink_to(project.parent / "secret.md")
    for name in ("../secret.md", "link.md"):
        with pytest.raises(RenderError) as refused:
            render(name, {}, project=project)
        assert isinstance(refused.value.__cause__, TemplateNotFound)


@pytest.mark.parametrize(
    "text",
    ["{{ t|safe }}", "{% autoescape false %}{{ t }}{% endautoescape %}", "{{ [t]|map('safe')|first }}"],
)
def test_a_projects_template_cannot_let_text_through_unescaped(project: Path, text: str) -> None:
    (project / "a.md").write_text(f"\n{text}", encoding="utf-8")
    with pytest.raises(RenderError, match=r"^a\.md:2: .*safe") as refused:
        render("a.md", {"t": "<b>"}, project=project)
    assert str(project) not in str(refused.value)


@pytest.mark.parametrize("name", ["lipsum", "cycler", "joiner", "namespace", "dict"])
def test_a_projects_template_has_nothing_to_call_but_range(project: Path, name: str) -> None:
    (project / "a.md").write_text(f"{{{{ {name} }}}}", encoding="utf-8")
    with pytest.raises(RenderError, match=f"'{name}' is undefined"):
        render("a.md", {}, project=project)


def test_templates_without_an_end_are_told(project: Path) -> None:
    (project / "a.md").write_text("{% include 'a.md' %}", encoding="utf-8")
    with pytest.raises(RenderError, match="never end"):
        render("a.md", {}, project=project)


def test_jmaps_own_templates_can_run_beside_a_projects(project: Path) -> None:
    beside = environment(project)
    for name in environment().list_templates(extensions=["html", "svg", "j2"]):
        beside.get_template(name)  # it must do without what a project's may not have
