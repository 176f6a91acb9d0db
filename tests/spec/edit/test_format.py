"""The canonical form: what it looks like, and that it never changes what a file says."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from tests.spec.edit.untidy import untidy

from jmap.spec.edit.canonical import WIDTH
from jmap.spec.edit.format import formatted
from jmap.spec.reader import read

ROOT = Path(__file__).resolve().parents[3]


def fmt(text: str, name: str = "map.yaml") -> str:
    data = dedent(text).encode()
    once, findings = formatted(name, data)
    assert not findings
    assert formatted(name, once) == (once, [])
    return once.decode()


@given(st.integers(0, 2**32))
@settings(max_examples=300)
def test_any_file_is_formatted_once_and_for_all(seed: int) -> None:
    data = untidy(seed).encode()
    if read("a.yaml", data)[1]:
        event("refused")
        return
    once, findings = formatted("a.yaml", data)  # compares values and comments itself
    assert not findings
    assert formatted("a.yaml", once) == (once, [])
    assert once.endswith(b"\n")


def test_whatever_can_be_read_can_be_formatted(corpora: Path) -> None:
    files = sorted((corpora / "yaml-test-suite").glob("*.yaml")) + sorted(
        (corpora / "hostile").rglob("*.yaml")
    )
    done = 0
    for path in files:
        data = path.read_bytes()
        if not read(path.name, data)[1]:
            once, _ = formatted(path.name, data)
            assert formatted(path.name, once) == (once, []), path
            done += 1
    assert done > 100


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("examples/**/*.yaml"), *ROOT.glob("templates/starters/**/*.yaml")])
)
def test_examples_and_starters_are_in_the_canonical_form(path: Path) -> None:
    data = path.read_bytes()
    assert formatted(path.name, data)[0].decode() == data.decode()


def test_keys_are_in_the_order_of_the_language_and_comments_go_with_them() -> None:
    assert fmt("""\
        # All of the map.

        stages:
            # the first
            -   touchpoints:
                    - {emotion: 4, name: Door,touchpoint: door}
                    # about the desk
                    - emotion: 2    # one
                      own: x
                      does:   Waits # longer
                      name: Desk
                    # after the last
                name: Arrive
        title:    'A visit'
        journey:  visit


        improvements:
            - {status: idea,title: Bell,   improvement: bell}
        # at the end
        """) == dedent("""\
        # All of the map.

        journey: visit
        title: A visit
        stages:
          # the first
          - name: Arrive
            touchpoints:
              - {touchpoint: door, name: Door, emotion: 4}
              # about the desk
              - name: Desk
                does: Waits   # longer
                emotion: 2    # one
                own: x
              # after the last

        improvements:
          - {improvement: bell, title: Bell, status: idea}
        # at the end
        """)


def test_a_measure_that_a_journey_declares_is_ordered_as_in_the_settings() -> None:
    text = "journey: j\nmeasures:\n  wait: {best: 5, unit: min, name: Wait}\n  csat: {target: 80%, n: 9, value: 7%}\n"
    assert fmt(text + "stages: [S]\n").splitlines()[2:4] == [
        "  wait: {name: Wait, unit: min, best: 5}", "  csat: {value: 7%, n: 9, target: 80%}",
    ]  # fmt: skip


def test_what_people_ordered_stays_in_order() -> None:
    text = """\
        title: x
        channels: {web: Web, app: App}
        measures:
          z: {unit: s}
          a: {unit: s}
        theme: {brand: "#0f766e"}
        """
    assert fmt(text, "jmap.yaml") == dedent(text)
    by_persona = "journey: j\nstages:\n  - name: S\n    does: {z: A, a: B}\n    goal: {zh-CN: 甲, en: B}\n"
    assert fmt(by_persona).endswith("    goal: {zh-CN: 甲, en: B}\n    does: {z: A, a: B}\n")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("'Log in'", "Log in"),
        ('"登录：二十项"', "登录：二十项"),
        ("'it''s'", "it's"),
        ('"82%"', "82%"),
        ('"网页，门店"', '"网页，门店"'),
        ("'a; b'", '"a; b"'),
        ('"“产品”"', '"“产品”"'),
        ('"das „Tor“ klemmt"', "das „Tor“ klemmt"),
        ("网页，门店", "网页，门店"),
        ("'NO'", '"NO"'),
        ("'1.10'", '"1.10"'),
        ("'012'", '"012"'),
        ("'2026-09-30'", '"2026-09-30"'),
        ("'12:30'", '"12:30"'),
        ("''", '""'),
        ("'null'", '"null"'),
        ("'a: b'", '"a: b"'),
        ("'a #b'", '"a #b"'),
        ("'- a'", '"- a"'),
        ("'#0f766e'", '"#0f766e"'),
        ("'say \"hi\"'", 'say "hi"'),
        ("'\"hi\"'", "'\"hi\"'"),
        (r'"a\u200bb"', r'"a\u200bb"'),
        ("' a'", '" a"'),
        ("NO", "NO"),
        ("1.10", "1.10"),
        ("~", "~"),
    ],
)
def test_quotes_stay_only_where_they_are_needed(written: str, kept: str) -> None:
    assert fmt(f"journey: j\ntitle: {written}\n") == f"journey: j\ntitle: {kept}\n"


def test_in_brackets_more_texts_need_quotes() -> None:
    text = 'journey: j\ntitle: {zh-CN: "a, b", en: "Ready?"}\nnotes: ["[x]", "9:30"]\n'
    assert fmt(text) == text


@pytest.mark.parametrize(
    "touchpoint",
    [
        "      - name: Door %d   # note\n",
        "      - name: Door %d\n        does: |2\n            Waits\n           longer\n",
    ],
)
def test_each_line_costs_as_much_however_many_there_are(touchpoint: str) -> None:
    def calls(count: int) -> int:
        inside = "".join(touchpoint % index for index in range(count))
        data = f"journey: j\nstages:\n  - name: A\n    touchpoints:\n{inside}".encode()
        counted = Counter[str]()
        sys.setprofile(lambda _frame, event, _what: counted.update((event,)))
        try:
            formatted("a.yaml", data)
        finally:
            sys.setprofile(None)
        return counted["call"] + counted["c_call"]

    assert calls(400) < 5 * calls(100)  # 4 when linear, 16 when quadratic


def test_comments_are_aligned_unless_their_lines_are_too_unlike() -> None:
    assert fmt(f"""\
        journey: j   # one
        title: A visit # two
        state: current # three
        goal: {"x" * 30} # four
        owner: me # five
        """) == dedent(f"""\
        journey: j       # one
        title: A visit   # two
        state: current   # three
        goal: {"x" * 30}   # four
        owner: me   # five
        """)


def test_line_breaks_of_long_texts_stay() -> None:
    assert fmt("""\
        journey: j
        scenario:
            One day
               in the life

            of a rep   # really
        title: "quoted
              over lines"
        notes:
          -   |
                as
                  it is
          - >2-
             folded
            text
        """) == dedent("""\
        journey: j
        title: "quoted
          over lines"
        scenario: One day
          in the life

          of a rep   # really
        notes:
          - |
            as
              it is
          - >2-
             folded
            text
        """)


def test_brackets_are_broken_up_where_a_comment_or_the_line_asks_for_it() -> None:
    words = [f"word-{number}" for number in range(20)]
    long = {f"key-{number}": "some text" for number in range(8)}
    inner = ", ".join(f"{key}: {value}" for key, value in long.items())
    result = fmt(
        f"journey: j\npersonas: [a,  # first\n  b]\nnotes: [{', '.join(words)}]\nmeasures: {{{inner}}}\n"
    )
    assert result.startswith("journey: j\npersonas:\n  - a   # first\n  - b\nmeasures:\n  key-0: some text\n")
    assert result.splitlines()[-2:][0].startswith("notes: [word-0, word-1, ")
    assert result.splitlines()[-1].startswith("  word-")
    assert max(map(len, result.splitlines())) <= WIDTH


def test_an_alias_stays_behind_its_anchor() -> None:
    assert fmt("""\
        stages:
        - touchpoints: &shared
          - {name: A}
          name: One
        - touchpoints: *shared
          name: Two
        - <<: &base {goal: G}
          name: Three
        title: x
        journey: j
        """) == dedent("""\
        stages:
          - touchpoints: &shared
              - name: A
            name: One
          - touchpoints: *shared
            name: Two
          - <<: &base {goal: G}
            name: Three
        title: x
        journey: j
        """).replace("      - name: A", "      - {name: A}")


def test_a_comment_to_jmap_stays_above_what_it_is_about() -> None:
    text = """\
        journey: j
        stages:
          - name: A
            touchpoints:
              - name: X
                # jmap: ignore[C201]
              - name: Y
        """
    assert fmt(text).splitlines()[-2:] == ["      # jmap: ignore[C201]", "      - name: Y"]


def test_a_comment_to_jmap_goes_above_brackets_that_are_broken_up() -> None:
    long = "x" * WIDTH
    assert fmt(f"""\
        journey: j
        stages:
          - name: A
            touchpoints:
              - {{name: Door, pains: [{{text: {long}}}]}}   # jmap: ignore[A302]
              - name: Desk
                pains: [{{text: {long}}}]   # jmap: ignore[A302]
                systems: [{long}, {long}]   # jmap: ignore[A302]
                quotes: [{{text: {long}}}]   # note
        """) == dedent(f"""\
        journey: j
        stages:
          - name: A
            touchpoints:
              # jmap: ignore[A302]
              - name: Door
                pains:
                  - text: {long}
              - name: Desk
                # jmap: ignore[A302]
                systems: [{long},
                  {long}]
                # jmap: ignore[A302]
                pains:
                  - text: {long}
                quotes:   # note
                  - text: {long}
        """)


def test_a_comment_to_jmap_above_the_first_key_goes_with_it() -> None:
    assert fmt("""\
        # All of the map.

        # jmap: ignore[A302] nobody else sees it
        stages: [A]
        journey: j
        """) == dedent("""\
        # All of the map.

        journey: j
        # jmap: ignore[A302] nobody else sees it
        stages: [A]
        """)
    unmoved = "# All of it.\n# jmap: ignore[T101]\n# because\njourney: j\nstages: [A]\n"
    assert fmt(unmoved) == unmoved


def test_a_blank_line_stays_above_what_it_stood_above_and_nothing_else() -> None:
    item = f"{{name: {'long ' * 12}}}"
    assert (
        fmt(
            f"journey: j\n\nstages: [{item}, {item}]\n---\nstages:\n  - name: S\n\n  - does: x\n    name: T\n"
        )
        == f"""\
journey: j

stages:
  - {{name: {("long " * 12).strip()}}}
  - {{name: {("long " * 12).strip()}}}
---
stages:
  - name: S

  - name: T
    does: x
"""
    )


def test_the_mark_of_the_first_document_stays_and_blank_lines_behind_it_go() -> None:
    assert fmt("---\n\n\njourney: j\n") == "---\njourney: j\n"
    assert fmt("---   # one\n\n# two\n\njourney: j\n") == "---   # one\n# two\n\njourney: j\n"
    assert fmt("# two\n\njourney: j\n") == "# two\n\njourney: j\n"


def test_a_comment_below_a_key_without_a_value_is_in_its_place_only_where_it_is_indented() -> None:
    assert fmt("journey: j\ngoal:\n# about the journey\n") == "journey: j\ngoal:\n# about the journey\n"
    assert fmt("journey: j\ngoal:\n  # to be asked\n") == "journey: j\ngoal:\n  # to be asked\n"


def test_documents_stay_apart() -> None:
    assert fmt("# one\njourney: a\n...\n# two\n---   # mark\njourney: b\n\n\n") == (
        "# one\njourney: a\n# two\n---   # mark\njourney: b\n"
    )


def test_line_ends_stay_where_they_are_alike_and_the_mark_at_the_beginning_goes() -> None:
    assert formatted("a.yaml", b"\xef\xbb\xbftitle: x\r\njourney: j\r\n")[0] == b"journey: j\r\ntitle: x\r\n"
    assert formatted("a.yaml", b"title: x\r\njourney: j\n")[0] == b"journey: j\ntitle: x\n"
    assert (
        formatted("a.yaml", "\ufeffjourney:  旅程\r\n".encode("utf-16-le"))[0] == "journey: 旅程\n".encode()
    )


def test_keys_of_other_programs_stay_in_their_order() -> None:
    assert fmt("theme: material\nnav: []\ntitle: T\n", "mkdocs.yml") == "theme: material\nnav: []\ntitle: T\n"
    assert fmt("theme: {}\ntitle: T\n", "stdin.yaml") == "title: T\ntheme: {}\n"


def test_values_of_each_persona_are_put_in_order_too() -> None:
    touchpoint = "touchpoint: t\nname: T\nemotion: {%s}\n"
    assert fmt(touchpoint % "a: {n: 30, value: 4}, b: 2") == touchpoint % "a: {value: 4, n: 30}, b: 2"


def test_what_is_not_of_jmap_is_left_alone() -> None:
    for data in (b"- a\n-   b\n", b"", b"# only a comment\n\n\n", b"text\n"):
        once, findings = formatted("a.yaml", data)
        assert (once, findings) in [(data, []), (b"- a\n- b\n", [])]


def test_what_cannot_be_read_is_refused() -> None:
    data = b"journey: [\n"
    after, findings = formatted("a.yaml", data)
    assert after == data
    assert [finding.code for finding in findings] == ["Y101"]
