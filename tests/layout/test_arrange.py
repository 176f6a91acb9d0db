from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jmap.layout.pen import SLACK
from jmap.layout.scene import Box, Circle, Face, Group, Line, Path, Rect, Words
from jmap.layout.type import TITLE
from jmap.model.quantity import Quantity
from jmap.text.metrics import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.layout.conftest import SceneOf

    from jmap.layout.scene import Item, Scene

CHINESE = "客户在门店等候时打开手机查询进度，发现信息不完整；于是致电客服，对方承诺两小时内回复。"
ENGLISH = (
    "The customer opens the app, finds half of it missing and calls; somebody promises an answer by noon. "
)
AWKWARD = (
    "W" * 5000,
    "长" * 20000,
    "👩‍👩‍👧 🎉🎉",
    "\u202eevil\u202c \u05e2\u05d1\u05e8\u05d9\u05ea",
    "é̂̃" * 20,
    "a b\nc\td",
    "…",
)

names = st.one_of(
    st.integers(1, 60).map(lambda count: CHINESE[:count]),
    st.integers(1, 90).map(lambda count: ENGLISH[:count].strip() or "x"),
    st.sampled_from(AWKWARD),
)
statements = st.lists(st.fixed_dictionaries({"text": names}), max_size=2)
personas = ("anna", "ben", "carla", "dan", "eve", "finn", "gül", "hu")


@st.composite
def touchpoints(draw: st.DrawFn, count: int, crowd: int) -> list[dict[str, Any]]:
    found = []
    for number in range(count):
        one: dict[str, Any] = {"touchpoint": f"t{number}", "name": draw(names)}
        one |= {lane: draw(statements) for lane in ("does", "thinks", "frontstage", "backstage", "systems")}
        whose = draw(st.lists(st.sampled_from([None, *personas[:crowd]]), max_size=crowd + 1, unique=True))
        one["emotion"] = [
            {"value": draw(st.integers(2, 10)) / 2, "n": draw(st.none() | st.integers(1, 9999))}
            | ({"persona": persona} if persona else {})
            for persona in whose
        ]
        one["pains"] = [
            {"pain": f"p{i}", "text": draw(names), "severity": draw(st.none() | st.integers(1, 5))}
            for i in range(draw(st.integers(0, 2)))
        ]
        one["opportunities"] = [
            {
                "opportunity": f"o{i}",
                "text": draw(names),
                "impact": 3,
                "effort": draw(st.none() | st.integers(1, 5)),
            }
            for i in range(draw(st.integers(0, 2)))
        ]
        if draw(st.booleans()):
            value = Quantity(draw(st.integers(0, 100)) / 100, "share")
            one["measures"] = {"csat": [{"value": value, "n": draw(st.none() | st.integers(1, 99999))}]}
        one["moment_of_truth"] = draw(st.booleans())
        targets = draw(st.none() | st.lists(st.integers(0, count), max_size=3))
        if targets is not None:
            to = [f"t{target}" if target < count else "end" for target in targets]
            one["next"] = [{"to": target, "when": draw(names)} for target in to]
        found.append(one)
    return found


@st.composite
def journeys(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """A journey, its personas, and settings."""
    crowd = draw(st.integers(0, 8))
    count = draw(st.integers(0, 9))
    all_ = draw(touchpoints(count, crowd))
    cut = draw(st.integers(0, count))
    stages = [
        {"stage": "one", "name": draw(names), "goal": draw(statements), "touchpoints": all_[:cut]},
        {"stage": "two", "name": draw(names), "emotion": [{"value": 3}], "touchpoints": all_[cut:]},
    ]
    journey = {
        "journey": "j",
        "title": draw(names),
        "scenario": draw(names),
        "personas": personas[:crowd],
        "target": 70,
        "stages": stages,
        "measures": {"nps": [{"promoters": 50, "passives": 20, "detractors": 30}]},
    }
    people = [{"persona": p, "name": draw(names), "share": round(1 / crowd, 2)} for p in personas[:crowd]]
    return journey, people, {}


def overlaps(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Pairs that meet, found along one sweep from top to bottom."""
    open_: list[Box] = []
    for box in sorted(set(boxes), key=lambda one: one.y):
        open_ = [other for other in open_ if other.bottom > box.y + 0.01]
        yield from ((other, box) for other in open_ if other.meets(box, -0.01))
        open_.append(box)


def check(scene: Scene) -> None:
    """Nothing leaves its cell, no cells meet, faces keep clear of text, and all of it is on the sheet."""
    words = [shape for shape in scene.shapes() if isinstance(shape, Words)]
    for word in words:
        wide = width(word.text, word.size, bold=word.bold) * SLACK
        assert wide <= word.cell.width + 0.01 or len(word.text) == 1, word
        assert word.cell.y < word.y < word.cell.bottom, word
        assert Box(0, 0, scene.width, scene.height).holds(word.cell, 0.01), word
    cells = [word.cell for word in words]
    assert not list(overlaps(cells))
    faces = [shape for shape in scene.shapes() if isinstance(shape, Face)]
    boxes = [Box(f.x - f.radius, f.y - f.radius, 2 * f.radius, 2 * f.radius) for f in faces]
    assert not list(overlaps(boxes))
    assert not list(overlaps([*cells, *boxes]))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(journeys(), st.sampled_from(["zh-CN", "en"]))
def test_no_text_leaves_its_cell_and_nothing_overlaps(
    scene_of: SceneOf, made: tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]], language: str
) -> None:
    journey, people, chosen = made
    check(scene_of(journey, language=language, personas=people, settings=chosen))


@pytest.mark.parametrize("count", [1, 2, 6, 20, 60, 200])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_maps_of_any_size_hold_together(scene_of: SceneOf, count: int, language: str) -> None:
    all_ = [
        {
            "touchpoint": f"t{i}",
            "name": {"zh-CN": CHINESE[: 3 + i % 12], "en": ENGLISH[: 5 + i % 30].strip()},
            "does": [{"text": {"zh-CN": CHINESE, "en": ENGLISH}}],
            "emotion": [{"value": 1 + i % 5}] if i % 4 else [],
            "pains": [{"pain": "p", "text": {"zh-CN": CHINESE, "en": ENGLISH}, "severity": 1 + i % 5}],
        }
        for i in range(count)
    ]
    stages = [{"stage": "s", "name": "S", "touchpoints": all_}]
    scene = scene_of({"journey": "j", "title": "T", "stages": stages}, language=language)
    check(scene)
    assert scene.width >= 960
    assert len(scene.grid) == count
    widths = {column[1] for column in scene.grid.values()}
    assert all(170 <= wide <= 240 for wide in widths) or count < 4


def groups(items: tuple[Item, ...]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups(item.items)


def texts(scene: Scene, **where: str) -> list[str]:
    """Words drawn in groups whose facts are `where`."""
    return [
        shape.text
        for group in groups(scene.items)
        if all(getattr(group, key) == value for key, value in where.items())
        for shape in group.items
        if isinstance(shape, Words)
    ]


def one_stage(*touchpoints: dict[str, Any], **more: Any) -> dict[str, Any]:
    named = [{"touchpoint": f"t{i}", "name": f"T{i}"} | one for i, one in enumerate(touchpoints)]
    return {
        "journey": "j",
        "title": "Title",
        "stages": [{"stage": "s", "name": "S", "touchpoints": named}],
        **more,
    }


def test_lanes_come_in_the_projects_order_and_empty_ones_not_at_all(scene_of: SceneOf) -> None:
    journey = one_stage(
        {"does": [{"text": "a"}], "thinks": [{"text": "b"}], "pains": [{"pain": "p", "text": "c"}]}
    )
    assert list(scene_of(journey).lanes) == ["does", "thinks", "pains"]
    lanes = [{"id": "pains"}, {"id": "needs"}, {"id": "does"}]
    assert list(scene_of(journey, settings={"lanes": lanes}).lanes) == ["pains", "does"]


def test_own_lanes_show_their_own_text_another_lane_or_one_measure(scene_of: SceneOf) -> None:
    half = Quantity(0.5, "share")
    journey = one_stage(
        {
            "lanes": {"tips": [{"text": "smile"}]},
            "backstage": [{"text": "pack"}],
            "measures": {"csat": [{"value": half}]},
        }
    )
    lanes = [
        {"id": "tips", "name": "Tips"},
        {"id": "shop", "name": "Shop", "from": "backstage"},
        {"id": "happy", "name": "Happy", "from": "measures.csat"},
        {"id": "measures"},
    ]
    scene = scene_of(journey, settings={"lanes": lanes})
    assert list(scene.lanes) == ["tips", "shop", "happy"]
    assert [texts(scene, role="lane-label", lane=lane)[0] for lane in scene.lanes] == [
        "Tips",
        "Shop",
        "Happy",
    ]
    assert "50%" in texts(scene, role="cell", lane="happy")


def test_the_lines_of_a_blueprint_stand_between_the_proper_lanes(scene_of: SceneOf) -> None:
    said = [{"text": "x"}]
    lanes = ("does", "physical", "frontstage", "backstage", "support", "systems")
    scene = scene_of(one_stage(dict.fromkeys(lanes, said)))
    lines = {g.lane: g.items[0].cell for g in groups(scene.items) if g.role == "divider"}  # type: ignore[union-attr]
    assert list(lines) == ["line.interaction", "line.visibility", "line.internal"]
    for key, above, below in (
        ("line.interaction", "physical", "frontstage"),
        ("line.visibility", "frontstage", "backstage"),
        ("line.internal", "backstage", "support"),
    ):
        assert scene.lanes[above][1] <= lines[key].y < lines[key].bottom <= scene.lanes[below][0]
    assert not [g for g in groups(scene_of(one_stage({"does": said})).items) if g.role == "divider"]


def test_a_lane_under_another_name_is_drawn_like_the_one_it_comes_from(scene_of: SceneOf) -> None:
    at: dict[str, Any] = {
        "channel": ["web"],
        "emotion": [{"value": 2}],
        "opportunities": [{"opportunity": "o", "text": "Ask"}],
    }
    said = {"frontstage": [{"text": "front"}], "backstage": [{"text": "back"}]}
    fix = {"improvement": "fix", "title": "Fix", "addresses": ["t0"]}
    journey = one_stage({**at, **said}, {"emotion": [{"value": 4}]}, improvements=[fix])
    taken = ("emotion", "channel", "frontstage", "backstage", "improvements", "opportunities")
    usual = scene_of(journey, settings={"lanes": [{"id": lane} for lane in taken]})
    lanes = [{"id": f"my-{lane}", "name": "Mine", "from": lane} for lane in taken]
    named = scene_of(journey, settings={"lanes": lanes})
    assert [*named.lanes.values()] == [*usual.lanes.values()]
    assert [g.lane for g in groups(named.items) if g.role == "divider"] == [
        "line.interaction",
        "line.visibility",
    ]
    drawn = {g.lane for g in groups(named.items) if g.role in ("cell", "curve")}
    assert drawn == {f"my-{lane}" for lane in taken}


def signs(scene: Scene) -> list[str]:
    """What the legend explains, without what the map rests on."""
    return texts(scene, role="legend")[:-1]


def test_a_legend_explains_what_has_been_drawn_and_nothing_else(scene_of: SceneOf) -> None:
    people = [{"persona": "anna", "name": "Anna"}, {"persona": "ben", "name": "Ben"}]
    feels = [{"value": 2, "persona": "anna"}, {"value": 4, "persona": "ben"}]
    csat: dict[str, Any] = {"value": Quantity(0.5, "share")}
    at: dict[str, Any] = {
        "channel": ["web"],
        "emotion": feels,
        "measures": {"csat": [csat]},
        "does": [{"text": "Waits"}],
    }
    web = [{"channel": "web", "name": "Web", "kind": "online"}]
    journey = one_stage(at, personas=["anna", "ben"])
    assert signs(scene_of(journey, personas=people, channels=web)) == ["online", "Anna", "Ben"]
    csat["target"] = Quantity(0.8, "share")
    assert signs(scene_of(journey, personas=people, channels=web))[-1] == "target"
    plain = scene_of(journey, personas=people, channels=web, settings={"lanes": [{"id": "does"}]})
    assert signs(plain) == ["online"]
    assert not [
        g for g in groups(plain.items) if g.role == "persona" if any(isinstance(i, Line) for i in g.items)
    ]
    at["does"][0]["persona"] = "ben"
    marked = scene_of(journey, personas=people, channels=web, settings={"lanes": [{"id": "does"}]})
    assert signs(marked) == ["online", "Ben"]
    main = {**journey, "personas": ["ben", "anna"]}
    (legend,) = (g for g in groups(scene_of(main, personas=people).items) if g.role == "legend")
    assert "persona-1" in {shape.fill for shape in legend.items if isinstance(shape, Circle)}


def test_channels_of_a_whole_stage_stand_below_the_names_of_its_touchpoints(scene_of: SceneOf) -> None:
    journey = one_stage({"channel": ["shop"]}, {})
    journey["stages"][0]["channel"] = ["web"]
    journey["stages"].append({"stage": "later", "name": "Later", "channel": ["phone"]})
    scene = scene_of(journey)
    found = {shape.text: shape.cell for shape in scene.shapes() if isinstance(shape, Words)}
    assert found["T0"].bottom <= found["shop"].y < found["shop"].bottom <= found["web"].y
    assert found["web"].bottom <= scene.heads
    assert found["phone"].x > scene.grid["later"][0]
    lanes = scene_of(journey, settings={"lanes": [{"id": "channel"}]})
    assert [shape.text for shape in lanes.shapes() if isinstance(shape, Words)].count("web") == 1


def test_chevrons_are_equally_far_from_each_other_and_end_where_the_columns_end(scene_of: SceneOf) -> None:
    stages = [{"stage": f"s{i}", "name": f"S{i}"} for i in range(4)]
    scene = scene_of({"journey": "j", "title": "Title", "stages": stages})
    shapes = [g.items[0] for g in groups(scene.items) if g.role == "stage"]
    edges = [[x for _, *numbers in s.segments for x in numbers[::2]] for s in shapes if isinstance(s, Path)]
    assert [min(after) - max(before) for before, after in pairwise(edges)] == pytest.approx([4, 4, 4])
    x, wide = scene.grid["s3"]
    assert max(edges[-1]) == pytest.approx(x + wide)


def test_personas_make_way_for_a_long_title(scene_of: SceneOf) -> None:
    people = [{"persona": name, "name": name.title()} for name in personas[:4]]
    journey = one_stage({}, {}, {}, {}, {}, {}, personas=[*personas[:4]])

    def head(title: str) -> tuple[str, float]:
        scene = scene_of(journey | {"title": title}, personas=people)
        lowest = max(s.cell.bottom for s in scene.shapes() if isinstance(s, Words) and s.size == TITLE.size)
        chips = [shape for g in groups(scene.items) if g.role == "persona" for shape in g.items]
        top = min(shape.y for shape in chips if isinstance(shape, Rect))
        return " ".join(texts(scene, role="head")[:2]), top - lowest

    long = "How customers of a small bank open an account, move their savings and stay for years"
    assert head(long)[0] == long
    assert head(long)[1] > 0 > head("Short")[1]


@pytest.mark.parametrize(
    "name", ["Attention and first contact", "Aufmerksamkeitsgewinnung", "了解与比较各种净水器产品"]
)
def test_a_narrow_stage_has_its_whole_name_beside_its_score(scene_of: SceneOf, name: str) -> None:
    stages = [
        {
            "stage": f"s{i}",
            "name": name,
            "touchpoints": [{"touchpoint": f"t{i}", "name": "T", "emotion": [{"value": 5}]}],
        }
        for i in range(6)
    ]
    scene = scene_of({"journey": "j", "title": "Title", "stages": stages})
    for i in range(6):
        said = texts(scene, role="stage", stage=f"s{i}")
        assert "100" in said
        assert "".join(said).replace("100", "").replace(" ", "") == name.replace(" ", "")
    check(scene)


def test_a_stage_speaks_over_all_its_columns(scene_of: SceneOf) -> None:
    journey = one_stage({"does": [{"text": "here"}]}, {}, {})
    journey["stages"][0]["does"] = [{"text": "everywhere"}]
    scene = scene_of(journey)
    found = {shape.text: shape.cell for shape in scene.shapes() if isinstance(shape, Words)}
    assert found["everywhere"].bottom < found["here"].y
    assert found["everywhere"].width > scene.grid["t0"][1]


def test_a_stage_without_touchpoints_has_a_column_of_its_own(scene_of: SceneOf) -> None:
    journey = one_stage({}, {})
    journey["stages"].append(
        {"stage": "later", "name": "Later", "does": [{"text": "waits"}], "emotion": [{"value": 2}]}
    )
    scene = scene_of(journey)
    assert list(scene.grid) == ["t0", "t1", "later"]
    assert texts(scene, role="cell", lane="emotion", stage="later") == ["2"]
    for (x, wide), (after, _) in pairwise(scene.grid.values()):
        assert after == pytest.approx(x + wide)


@pytest.mark.parametrize("channel", [[], ["web"]])
def test_a_map_of_stages_alone_does_not_speak_of_touchpoints(scene_of: SceneOf, channel: list[str]) -> None:
    stages = [
        {"stage": f"s{value}", "name": f"S{value}", "emotion": [{"value": value}], "channel": channel}
        for value in (4, 2)
    ]
    scene = scene_of({"journey": "j", "title": "Title", "stages": stages})
    found = {shape.text: shape.cell for shape in scene.shapes() if isinstance(shape, Words)}
    assert "Touchpoints" not in found
    assert ("Channel" in found) == bool(channel)
    assert not channel or found["Channel"].y == pytest.approx(found["web"].y, abs=4)
    assert "Journey map: 2 stages. " in scene.description
    assert scene.description.endswith("The lowest point is S2.")


def test_private_notes_need_leave(scene_of: SceneOf) -> None:
    notes = [{"text": "secret", "private": True}, {"text": "open"}]
    journey, chosen = one_stage({"notes": notes}), {"lanes": [{"id": "notes"}]}
    assert texts(scene_of(journey, settings=chosen), role="cell") == ["open"]
    assert texts(scene_of(journey, settings=chosen, private=True), role="cell") == ["secret", "open"]
    only = one_stage({"notes": notes[:1]})
    assert "notes" not in scene_of(only, settings=chosen).lanes


def test_what_had_to_be_cut_is_told(scene_of: SceneOf) -> None:
    journey = one_stage({"does": [{"text": "short"}, {"text": "word " * 4000}]})
    scene = scene_of(journey)
    assert [tuple(cut) for cut in scene.truncated] == [(("stages", 0, "touchpoints", 0, "does", 1), "does")]
    assert any(group.title.startswith("word word") for group in groups(scene.items))
    trailing = scene_of(one_stage({"does": [{"text": "word " * 400 + "…"}, {"text": "and so on…"}]}))
    assert [cut.pointer[-1] for cut in trailing.truncated] == [0]


def test_what_nobody_measured_is_said(scene_of: SceneOf) -> None:
    people = [{"persona": "anna", "name": "Anna"}, {"persona": "ben", "name": "Ben"}]
    journey = one_stage(
        {"emotion": [{"value": 4, "persona": "anna"}]}, {}, {"emotion": [{"value": 2, "persona": "anna"}]},
        personas=["anna", "ben"],
    )  # fmt: skip
    scene = scene_of(journey, personas=people)
    assert any("Ben" in text for text in texts(scene, role="cell", lane="emotion", touchpoint="t0"))
    assert texts(scene, role="cell", lane="emotion", touchpoint="t1") == ["not measured"]
    # Nothing joins the two known values across the gap.
    assert not [g for g in groups(scene.items) if g.role == "curve" and g.items]


def test_a_journey_without_stages_is_a_map_that_says_so(scene_of: SceneOf) -> None:
    scene = scene_of({"journey": "j", "title": "Title", "stages": []})
    assert scene.width >= 960
    assert scene.grid == {}
    check(scene)


def test_the_same_journey_gives_the_same_scene(scene_of: SceneOf) -> None:
    journey = one_stage({"does": [{"text": CHINESE}], "emotion": [{"value": 3}]}, {"emotion": [{"value": 5}]})
    assert scene_of(journey) == scene_of(journey)


def test_improvements_stand_with_the_opportunity_they_take_up(scene_of: SceneOf) -> None:
    journey = one_stage(
        {
            "pains": [{"pain": "slow", "text": "Slow"}],
            "opportunities": [{"opportunity": "faster", "text": "Faster", "answers": ["slow"]}],
        },
        improvements=[
            {
                "improvement": "cache",
                "title": "Add a cache",
                "addresses": ["t0.slow"],
                "status": "done",
                "effect": [
                    {
                        "measure": "csat",
                        "before": {"value": Quantity(0.71, "share"), "n": 198},
                        "after": {"value": Quantity(0.83, "share"), "n": 210},
                    }
                ],
            },
            {
                "improvement": "sign",
                "title": "A sign",
                "addresses": ["t0"],
                "effect": [
                    {"measure": "csat", "change": {"value": Quantity(-0.2, "share"), "n": 400}},
                    {
                        "measure": "csat",
                        "after": {"value": Quantity(0.83, "share")},
                        "change": {"value": Quantity(0.2, "share")},
                    },
                ],
            },
            {"improvement": "long", "title": "word " * 300, "addresses": ["t0"]},
        ],
    )
    scene = scene_of(journey)
    shown = " ".join(texts(scene, role="cell", lane="opportunities"))
    assert "Faster" in shown
    assert "Add a cache" in shown
    assert "71% → 83%" in shown
    assert "n = 198 → 210" in shown
    assert [tuple(cut) for cut in scene.truncated] == [(("improvements", 2, "title"), "opportunities")]
    assert "−20%" in shown
    assert "n = 400" in shown
    assert "? → 83% (+20%)" in shown
    lanes = [{"id": "opportunities"}, {"id": "improvements"}]
    apart = scene_of(journey, settings={"lanes": lanes})
    assert "Add a cache" not in " ".join(texts(apart, role="cell", lane="opportunities"))
    assert "Add a cache" in " ".join(texts(apart, role="cell", lane="improvements"))


def test_a_measure_that_is_rare_shares_its_lane(scene_of: SceneOf) -> None:
    share = [{"value": Quantity(0.5, "share")}]
    journey = one_stage(
        {"measures": {"csat": share, "conversion": share}},
        {"measures": {"csat": share}},
        {"measures": {"retention": share}},
    )
    assert list(scene_of(journey).lanes)[:2] == ["measures.csat", "measures"]


def test_what_was_assumed_adds_nobody_to_those_a_map_rests_on(scene_of: SceneOf) -> None:
    asked = {"evidence": "asked", "kind": "survey", "n": 120, "date": "2026-06-30"}
    guessed = {"evidence": "guessed", "kind": "assumption", "n": 50, "date": "2026-09-30"}
    journey = one_stage({"emotion": [{"value": 4}], "evidence": ["asked", "guessed"]})
    told = texts(scene_of(journey, evidence=[asked, guessed]), role="legend")[-1]
    assert told == "Evidence: 1 survey · 1 assumption · n = 120 · newest 2026-06-30"
