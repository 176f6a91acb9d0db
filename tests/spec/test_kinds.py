"""Files are told by their root key; YAML of others is passed over; a near miss is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.spec.conftest import Load

FOREIGN: dict[str, str | bytes] = {
    "mkdocs.yml": "site_name: x\nnav: [a.md]\nmarkdown_extensions:\n  - x: !!python/name:materialx.emoji.twemoji\n",
    "deploy/workflow.yml": "name: CI\non: {push: {branches: [main]}}\njobs: {build: {steps: [{run: make}]}}\n",
    "docker-compose.yml": "x-base: &base {image: a}\nservices:\n  web: {<<: *base, ports: ['80:80']}\nvolumes: {}\n",
    "environment.yml": "name: data\nchannels: [conda-forge]\ndependencies: [python]\n",
    "asyncapi.yaml": "asyncapi: 3.0.0\nchannels: {userSignedUp: {address: x}}\n",
    "azure-pipelines.yml": "trigger: [main]\nstages:\n- stage: Build\n  jobs: [{job: x}]\n",
    "ci/gitlab.yml": "stages: [build, test]\nbuild: {stage: build, script: [make]}\n",
    "values.yaml": "replicas: 3\nstorage: {size: 1Gi}\nusage: 5\npackage: x\n",
    "openapi.yaml": "openapi: 3.1.0\ninfo: {title: x}\npaths: {}\n",
    "conf.yaml": "person: Bob\n",
    "template.yaml": "a: {{ value }}\nb: [\n",
    "tabs.yaml": "a:\n\tb: c\n",
    "list.yaml": "- a\n- b\n",
    "text.yaml": "only words\n",
    "empty.yaml": "",
    "comment.yaml": "# nothing\n",
    "null.yaml": "~\n",
    "latin.yaml": b"name: caf\xe9\n",
    "binary.yaml": b"\x00\x01\x02",
    "k8s.yaml": "apiVersion: v1\nkind: Service\n---\napiVersion: v1\nkind: Pod\n",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_yaml_is_passed_over(load: Load, name: str) -> None:
    loaded = load({name: FOREIGN[name], "j.yaml": "journey: j\nstages: [S]"})
    assert loaded.findings == ()
    assert loaded.selected == ("j",)


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_yaml_that_is_asked_for_is_an_error(load: Load, name: str) -> None:
    loaded = load({name: FOREIGN[name]}, name)
    assert loaded.failed
    assert {each.code for each in loaded.findings} & {"S208", "S212", "Y101", "Y103", "Y106", "Y108", "S201"}


# The root of a file, and what is said of it: the word and the one meant.
NEAR = {
    "jorney: j\nstages: [S]": ("jorney", "journey"),
    "journy: j\ntitle: T": ("journy", "journey"),
    "journey_: j\nstages: [S]": ("journey_", "journey"),
    "jounrey: j\npersonas: [p]": ("jounrey", "journey"),
    "persna: p\nname: Pat": ("persna", "persona"),
    "person: p\nname: Pat\nrole: x": ("person", "persona"),
    "touchpont: t\nname: T": ("touchpont", "touchpoint"),
    "touch-point: t\nname: T": ("touch-point", "touchpoint"),
    "improvments: [{title: x}]": ("improvments", "improvements"),
    "evidance: [{kind: survey}]": ("evidance", "evidence"),
    "旅程: 看病\n阶段: [挂号]": ("旅程", "journey"),
    "人物: [{persona: p, name: P}]": ("人物", "personas"),
    "evidence: [{evidence: e, kind: survey}]\npersona_s: [{persona: p}]": ("persona_s", "personas"),
}


@pytest.mark.parametrize("text", NEAR)
def test_a_near_miss_is_told(load: Load, text: str) -> None:
    written, meant = NEAR[text]
    loaded = load({"a.yaml": text, "j.yaml": "journey: ok\nstages: [S]"})
    (found,) = loaded.findings
    assert (found.code, found.message) == ("S208", f'"{written}" is not a key jmap knows')
    assert found.hint == f'did you mean "{meant}"?'
    assert found.span
    assert (found.span.path, found.span.column, found.span.length) == ("a.yaml", 1, len(written))
    assert loaded.selected == ("ok",)


def test_a_spec_that_is_no_yaml_is_not_passed_over(load: Load) -> None:
    loaded = load({"a.yaml": "journey: a\nstages: [\n", "b.yaml": "journey: b\nstages: [S]"})
    assert [each.code for each in loaded.findings] == ["Y101"]
    assert (loaded.selected, loaded.left_out) == (("b",), ("a",))


def test_keys_beside_a_catalogue_are_not_lost(load: Load) -> None:
    loaded = load({"e.yaml": "evidence: [{evidence: e, kind: survey}]\ntheme: {brand: x}"})
    (found,) = loaded.findings
    assert (found.code, found.message) == ("S201", '"theme" is not a key of a catalogue')
    assert found.span
    assert found.span.line == 2


def test_a_journey_without_its_key(load: Load) -> None:
    loaded = load("title: Map\npersonas: [p]\nstages: [S]")
    (found,) = loaded.findings
    assert (found.code, found.message) == (
        "S204",
        '"title" belongs to a journey, but this document has no key "journey"',
    )
    assert found.hint == "begin it with `journey: ID`"


def test_evidence_that_names_a_persona_is_evidence(load: Load) -> None:
    loaded = load({"e.yaml": "persona: p\nevidence: e\nkind: survey", "p.yaml": "persona: p\nevidence: e"})
    assert loaded.findings == ()
    assert [*loaded.project.evidence] == ["e"]
    assert loaded.project.personas["p"].evidence == ("e",)


@pytest.mark.parametrize("text", ["- a\n", "words\n", "~: x\n", "[]\n", "{}\n", "include: other.yaml\n"])
def test_no_mapping_or_none_of_jmaps_keys(load: Load, text: str) -> None:
    loaded = load(text)
    assert [each.code for each in loaded.findings][:1] in (["S208"], ["Y110"])
    assert loaded.failed


def test_only_jmaps_own_files_count(load: Load) -> None:
    loaded = load({**FOREIGN, "j.yaml": "journey: j\nstages: [S]", "p.yaml": "persona: p"})
    assert loaded.files == ("j.yaml", "p.yaml")


@pytest.mark.parametrize("whole", [True, False])
def test_a_single_misspelt_key_is_seen(tmp_path: Path, whole: bool) -> None:  # noqa: FBT001
    (tmp_path / "a.yaml").write_text("jorney: visit\n", encoding="utf-8")
    (found,) = read_project(tmp_path if whole else tmp_path / "a.yaml").findings
    assert (found.code, found.hint) == ("S208", 'did you mean "journey"?')


@pytest.mark.parametrize("whole", [True, False])
def test_a_text_with_a_full_width_colon_is_no_key(tmp_path: Path, whole: bool) -> None:  # noqa: FBT001
    (tmp_path / "a.yaml").write_text("journey：访问\n", encoding="utf-8")
    (found,) = read_project(tmp_path if whole else tmp_path / "a.yaml").findings
    assert found.code == "S208"
    assert "full-width" in (found.hint or "")


def test_other_yaml_of_one_key_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("journey: j\nstages: [S]\n", encoding="utf-8")
    for number, text in enumerate(
        ("state: x\n", "jorney: {a: b}\n", "stags: [a]\n", "旅程：访问\n", "use： x\n")
    ):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    assert read_project(tmp_path).findings == ()
