"""A reader with nothing but the HTML page computes its numbers again; and all outputs use the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from lxml import etree, html

from jmap.render.format import Options, Sheet
from jmap.render.formats.svg import FORMAT as SVG
from jmap.report.explained import explanations
from jmap.report.formats.html import FORMAT as HTML
from jmap.report.formats.md import FORMAT as MD
from jmap.report.names import Words
from jmap.report.score_rows import By, rows
from jmap.report.score_table import in_words, score_columns
from jmap.score import score_journey
from jmap.spec import read_project
from jmap.text.labels import LANGUAGES, label

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDERS = ("connected-crm", "crm-experience-map", "cx-blueprint", "service-training", "ux-evaluation")
EVERYBODY = "everybody"


class Part(NamedTuple):
    """One value in the table of scores."""

    measure: str
    persona: str
    shown: str
    n: float | None
    formula: str
    points: float
    weight: float
    measured: bool
    variance: float | None
    """As the bounds beside the computation imply; `None` where none stand there."""


class Row(NamedTuple):
    """One touchpoint, or a whole stage, in the table of scores."""

    name: str
    weight: float | None
    score: float | None
    parts: list[Part]
    counts: bool
    """Whether it is a touchpoint, all of which count in the coverage."""
    interval: tuple[float, float] | None


def sheet(root: Path, folder: str, journey: str, language: str = "en") -> Sheet:
    project = read_project(root / "examples" / folder).project
    return Sheet(project, project[journey], score_journey(project, project[journey]), language, journey)


def page(one: Sheet) -> Any:
    return html.document_fromstring(HTML.render(one).outputs[0].data.decode())


def text(element: Any) -> str:
    return " ".join(str(element.text_content()).split())


def number(shown: str) -> float | None:
    found = re.match(r"[−-]?[\d.]+", shown)
    return float(found[0].replace("−", "-")) if found else None


def value_of(formula: str) -> float:
    """The value of an arithmetic expression as a page writes it."""
    python = re.sub(r"([\d.]+)%", r"(\1/100)", re.sub(r"(?<=\d)s", "", formula)).translate(
        str.maketrans("×÷−", "*/-")
    )
    assert re.fullmatch(r"[\d.+\-*/() ]+", python), formula
    return float(eval(python))  # noqa: S307 -- digits and signs only


def table_of(document: Any) -> list[tuple[float | None, list[Row]]]:
    """Stages of the table of scores: the score in their heading, and their rows."""
    found: list[tuple[float | None, list[list[Any]]]] = []
    for line in document.xpath("//section[@id='scores']//table[contains(@class, 'sums')]/tbody/tr"):
        kinds = line.get("class", "").split()
        if "group" in kinds:
            heading = text(line)
            found.append((number(heading.rpartition(" · ")[2] if " · " in heading else ""), []))
            continue
        if "first" in kinds:
            found[-1][1].append([])
        found[-1][1][-1].append(line)
    return [(shown, [_row(lines) for lines in groups]) for shown, groups in found]


def _row(lines: list[Any]) -> Row:
    head = lines[0].xpath("./th")[0]
    name = text(head.xpath("./a")[0]) if head.xpath("./a") else (head.text or "").strip()
    weights = [text(meta) for meta in head.xpath("./p") if text(meta).startswith("Weight")]
    weight = value_of(weights[0].removeprefix("Weight ").rpartition("= ")[2]) if weights else None
    for each in weights:
        *left, right = each.removeprefix("Weight ").split(" = ")
        assert all(value_of(one) == value_of(right) for one in left)
    parts = []
    for line in lines:
        if "sum" in line.get("class", "").split():
            for step in line.xpath(".//p"):
                one, other = text(step).rpartition(": ")[2].split(" = ")
                assert value_of(one) == pytest.approx(value_of(other), abs=0.07)
            continue
        cells = [text(cell) for cell in line.xpath("./td")][1 if line is lines[0] else 0 :]
        if len(cells) < 8 or not re.match(r"[\d.]+$", cells[4]):
            continue
        points, one_weight = float(cells[4]), float(cells[5])
        formula, _, bounds = cells[3].partition(" (95 %: ")
        variance = (_width(bounds) / (2 * 1.96)) ** 2 if bounds else None
        measured = cells[7] == "measured"
        n = number(cells[6])
        measure, persona, said = cells[:3]
        parts.append(Part(measure, persona, said, n, formula, points, one_weight, measured, variance))
    score = number(text(lines[0].xpath("./td")[0]))
    shown = [text(meta) for meta in head.xpath("./p") if text(meta).startswith("95% interval")]
    low_high = shown[0].removeprefix("95% interval ").split("–") if shown else []
    interval = (float(low_high[0]), float(low_high[1])) if low_high else None
    return Row(name, weight, score, parts, bool(head.xpath("./a")), interval)


def single_interval(part: Part) -> tuple[float, float] | None:
    """The interval of one value, from what its row says; `None` for those whose spread follows from counts."""
    if part.n is None:
        return None
    if "CSAT" in part.measure and (share := re.fullmatch(r"([\d.]+)%", part.shown)):
        low, high = wilson(float(share[1]) / 100, part.n)
        return 100 * low, 100 * high
    if given := re.fullmatch(r"([\d.]+)(?:/5)? \(sd ([\d.]+)\)", part.shown):
        mean_, reach = float(given[1]), 1.96 * float(given[2]) / part.n**0.5
        low, high = ((bound - 1) / 4 * 100 for bound in (mean_ - reach, mean_ + reach))
        return max(0.0, low), min(100.0, high)
    return None


def wilson(p: float, n: float) -> tuple[float, float]:
    """95 % bounds of a share `p` of `n`."""
    z = 1.96
    middle, reach = p + z**2 / (2 * n), z * (p * (1 - p) / n + z**2 / (4 * n**2)) ** 0.5
    return (middle - reach) / (1 + z**2 / n), (middle + reach) / (1 + z**2 / n)


def _width(bounds: str) -> float:
    low, high = map(float, bounds.rstrip(")").split("–"))
    return high - low


def shares_of(document: Any) -> dict[str, float]:
    """Shares of the personas, as their cards say; those without one divide what is left."""
    shares: dict[str, float | None] = {}
    for card in document.xpath("//section[@id='personas']//article"):
        facts = {text(dt): text(dt.getnext()) for dt in card.xpath(".//dt")}
        shown = number(facts.get("Share", ""))
        shares[text(card.xpath(".//h3")[0])] = None if shown is None else shown / 100
    left = max(0.0, 1 - sum(share or 0 for share in shares.values()))
    without = sum(share is None for share in shares.values())
    return {name: left / without if share is None else share for name, share in shares.items()}


def of_persona(row: Row, persona: str) -> tuple[float, float] | None:
    """A persona's score that follows from a row's parts, and the share of it that is measured."""
    own = {part.measure for part in row.parts if part.persona == persona}
    entering = [
        part
        for part in row.parts
        if part.persona == persona or (part.persona == EVERYBODY and part.measure not in own)
    ]
    whole = sum(part.weight for part in entering)
    if not entering:
        return None
    points = sum(part.weight * part.points for part in entering) / whole
    return points, sum(part.weight for part in entering if part.measured) / whole


def recomputed(row: Row, shares: dict[str, float]) -> tuple[float, float]:
    """The score that follows from a row's parts, and the share of it that is measured."""
    known = [
        (share, *found)
        for persona, share in (shares or {EVERYBODY: 1.0}).items()
        if (found := of_persona(row, persona)) is not None
    ]
    total = sum(share for share, _, _ in known)
    points = sum(share * value for share, value, _ in known) / total
    return points, sum(share * measured for share, _, measured in known) / total


def joined_interval(row: Row, shares: dict[str, float]) -> tuple[float, float]:
    """The interval that follows from those of a row's parts, each with its weight over all personas."""
    weights = dict.fromkeys(row.parts, 0.0)
    of = {name: share for name, share in (shares or {EVERYBODY: 1.0}).items() if of_persona(row, name)}
    for persona, share in of.items():
        own = {part.measure for part in row.parts if part.persona == persona}
        entering = [
            part
            for part in row.parts
            if part.persona == persona or (part.persona == EVERYBODY and part.measure not in own)
        ]
        for part in entering:
            weights[part] += share / sum(of.values()) * part.weight / sum(each.weight for each in entering)
    variance = sum(weight**2 * (part.variance or 0) for part, weight in weights.items())
    value = sum(weight * part.points for part, weight in weights.items())
    reach = 1.96 * float(variance) ** 0.5
    return max(0.0, value - reach), min(100.0, value + reach)


def mean(rows: list[Row]) -> float | None:
    known = [(row.weight, row.score) for row in rows if row.weight and row.score is not None]
    total = sum(weight for weight, _ in known)
    return sum(weight * score for weight, score in known) / total if total else None


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_can_compute_every_score_again(root: Path, folder: str) -> None:
    for name in read_project(root / "examples" / folder).project.journeys:
        document = page(sheet(root, folder, name))
        stages, shares = table_of(document), shares_of(document)
        counted = []
        for heading, rows_ in stages:
            for row in rows_:
                for part in row.parts:
                    for step in part.formula.split("; "):
                        left, right = step.split(" → ")[0].rsplit(" = ", 1)
                        assert value_of(left) == pytest.approx(value_of(right), abs=0.011)
                    assert part.points == pytest.approx(
                        value_of(re.split(" = | → ", part.formula)[-1]), abs=0.011
                    )
                if row.score is not None:
                    assert recomputed(row, shares)[0] == pytest.approx(row.score, abs=0.011), row.name
            scored = mean(rows_)
            if heading is not None and scored is not None:
                assert scored == pytest.approx(heading, abs=0.011)
            counted += [row for row in rows_ if row.weight]
        assert counted
        whole = mean(counted)
        foot = document.xpath("//table[contains(@class, 'sums')]/tfoot//td")
        assert whole == pytest.approx(number(text(foot[0])), abs=0.011)
        left, right = text(foot[1]).split(" = ")[-2:]
        assert value_of(left) == pytest.approx(value_of(right), abs=0.011)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_can_compute_the_head_again(root: Path, folder: str) -> None:
    for name in read_project(root / "examples" / folder).project.journeys:
        document = page(sheet(root, folder, name))
        counted = [row for _, rows_ in table_of(document) for row in rows_ if row.weight]
        shares = shares_of(document)
        for card in document.xpath("//section[@id='personas']//article"):
            persona = text(card.xpath(".//h3")[0])
            facts = {text(dt): text(dt.getnext()) for dt in card.xpath(".//dt")}
            found = [(row.weight, of_persona(row, persona)) for row in counted]
            points = [(weight or 0, one[0]) for weight, one in found if one is not None]
            if "Experience score" in facts:
                value = sum(weight * one for weight, one in points) / sum(weight for weight, _ in points)
                assert value == pytest.approx(number(facts["Experience score"]), abs=0.51)
        facts = {text(dt): text(dt.getnext()) for dt in document.xpath("//dl[@class='facts']//dt")}
        shown = number(text(document.xpath("//div[starts-with(@class, 'ring')]/strong")[0]))
        assert mean(counted) == pytest.approx(shown, abs=0.51)
        if "Gap to target" in facts:
            target, gap = number(facts["Target"]), number(facts["Gap to target"].lstrip("+±"))
            assert target is not None
            assert gap is not None
            assert mean(counted) == pytest.approx(target + gap, abs=0.51)
        total = sum(row.weight or 0 for row in counted)
        measured = sum(
            (row.weight or 0) * recomputed(row, shares)[1] for row in counted if row.score is not None
        )
        (share,) = [
            text(item)
            for item in document.xpath("//div[@class='coverage']//li")
            if text(item).startswith("measured")
        ]
        assert measured / total * 100 == pytest.approx(number(re.sub(r"[^\d.]", "", share)), abs=0.6)
        paths = document.xpath("//section[@id='paths']//tbody/tr/td[1]/text()")
        ways = [path.split(" → ") for path in paths if "⋯" not in path]
        ways = ways or [[row.name for row in counted if row.counts]]
        scores = {row.name: row.score for row in counted if row.counts}
        values = [scores[place] for place in ways[0] if scores[place] is not None]
        known = [value for value in values if value is not None]
        peak = max(reversed(known), key=lambda value: abs(value - 50))
        assert (peak + known[-1]) / 2 == pytest.approx(number(facts["Peak–end"]), abs=0.51)


# The same words everywhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_outputs_say_scores_coverage_and_n_in_the_same_words(root: Path, language: str) -> None:
    one = sheet(root, "connected-crm", "purifier", language)
    told = {
        "html": text(page(one)),
        "md": " ".join(MD.render(one).outputs[0].data.decode().split()),
        "svg": " ".join(" ".join(etree.fromstring(SVG.render(one).outputs[0].data).itertext()).split()),
    }
    words = Words(one)
    table = in_words(
        score_columns(By.JOURNEY, several=False), [(words, row) for row in rows(words, By.JOURNEY)]
    )
    told["score"] = " ".join(" ".join(row) for row in table.rows)
    (explained,) = explanations(words, next(iter(one.journey.by_id)))
    parts = [*map(" ".join, explained.facts), *map(" ".join, explained.values.rows)]
    told["explain"] = " ".join(parts)
    told = {output: said.lower() for output, said in told.items()}  # a heading begins with a capital letter
    for output, said in told.items():
        for key in ("score.journey", "basis.measured"):
            assert label(key, language).lower() in said, (output, key)
    assert label("report.score", language) == label("score.journey", language)
    for output in ("html", "md", "score", "explain"):
        for key in ("basis.judged", "report.pain-load", "report.n"):
            assert label(key, language).lower() in told[output], (output, key)
    for output in ("html", "md", "score"):
        assert label("report.peak-end", language).lower() in told[output], output


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_agree_between_outputs(root: Path, language: str) -> None:
    one = sheet(root, "connected-crm", "purifier", language)
    value = one.scores.score.value
    assert value is not None
    words = Words(one)
    table = in_words(
        score_columns(By.JOURNEY, several=False), [(words, row) for row in rows(words, By.JOURNEY)]
    )
    heading, cells = table.rows
    of_table = float(cells[heading.index(label("report.score", language))])
    of_page = number(text(page(one).xpath("//div[starts-with(@class, 'ring')]/strong")[0]))
    assert of_table == pytest.approx(value, abs=0.05)
    assert of_page == pytest.approx(value, abs=0.5)
    assert cells[heading.index(label("basis.measured", language).capitalize())] in text(page(one))


# Intervals and pain load


def test_a_reader_can_compute_joined_intervals_again(root: Path) -> None:
    found = 0
    for name in read_project(root / "examples" / "ux-evaluation").project.journeys:
        document = page(sheet(root, "ux-evaluation", name))
        shares = shares_of(document)
        for _, rows_ in table_of(document):
            for row in rows_:
                if row.interval is not None and len(row.parts) > 1:
                    assert all(part.variance is not None for part in row.parts)
                    assert joined_interval(row, shares) == pytest.approx(row.interval, abs=0.51)
                    found += 1
                else:
                    assert all(part.variance is None for part in row.parts)
    assert found


def test_a_reader_can_compute_the_interval_of_a_share_and_of_a_mean_again(root: Path) -> None:
    found = {"share": 0, "mean": 0}
    for folder in FOLDERS:
        for name in read_project(root / "examples" / folder).project.journeys:
            for _, rows_ in table_of(page(sheet(root, folder, name))):
                for row in rows_:
                    for part in row.parts:
                        expected = single_interval(part)
                        if expected is not None and part.variance is not None:  # it stands beside the value
                            assert _width_of(expected) == pytest.approx(
                                2 * 1.96 * part.variance**0.5, abs=0.02
                            )
                        elif expected is not None and row.interval is not None and len(row.parts) == 1:
                            assert expected == pytest.approx(row.interval, abs=0.51)
                        else:
                            continue
                        found["mean" if "sd" in part.shown else "share"] += 1
    assert min(found.values()) > 3


def _width_of(interval: tuple[float, float]) -> float:
    return interval[1] - interval[0]


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_can_compute_every_pain_load_again(root: Path, folder: str) -> None:
    for name in read_project(root / "examples" / folder).project.journeys:
        document = page(sheet(root, folder, name))
        loads = {
            f"#{row.get('id')}": pain_load(row) for row in document.xpath("//tr[starts-with(@id, 't-')]")
        }
        assert loads
        for head in document.xpath("//section[@id='scores']//tbody//th[a]"):
            shown = [text(meta) for meta in head.xpath("./p") if text(meta).startswith("Pain load")]
            load = loads[head.xpath("./a")[0].get("href")]
            assert (load is None) == (not shown)
            if load is not None:
                assert load * 100 == pytest.approx(number(shown[0].removeprefix("Pain load ")), abs=0.51)
        check_load_of_journey(document)


def test_a_reader_can_compute_pain_loads_where_a_stage_has_pains_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        """\
journey: visit
stages:
  - name: Arrive
    pains: [{text: Far away, severity: 5, frequency: often}]
    touchpoints:
      - {name: Door, emotion: 3, importance: 5, pains: [{text: Sticks, severity: 4}]}
      - {name: Hall, emotion: 4}
  - name: Pay
    touchpoints: [{name: Till, emotion: 2, importance: 1, pains: [A queue]}]
""",
        encoding="utf-8",
    )
    project = read_project(tmp_path).project
    scores = score_journey(project, project["visit"])
    assert scores.pain.value == pytest.approx((8 * (1 - (1 - 5 * 0.24 / 8) * (1 - 0.6)) + 0.18) / 9)
    check_load_of_journey(page(Sheet(project, project["visit"], scores, "en", "visit")))


def check_load_of_journey(document: Any) -> None:
    """The load at the head of the page follows from those of touchpoints, and of pains of whole stages."""
    # Both in the order of the map.
    weights = iter([row.weight or 0 for _, group in table_of(document) for row in group if row.counts])
    total = whole = 0.0
    for stage in document.xpath("//section[starts-with(@class, 'stage ')]"):
        (own,) = [pain_load(row) for row in stage.xpath(".//tbody/tr[not(@id)]")] or [None]
        pairs = [(next(weights), pain_load(row) or 0) for row in stage.xpath(".//tbody/tr[@id]")]
        span = sum(weight for weight, _ in pairs)
        mean = sum(weight * load for weight, load in pairs) / span
        whole += span * (1 - (1 - mean) * (1 - (own or 0)))
        total += span
    assert next(weights, None) is None
    heads = [dt for dt in document.xpath("//dl[@class='facts']//dt") if text(dt) == "Pain load"]
    assert whole / total * 100 == pytest.approx(number(text(heads[0].getnext())), abs=0.51)


def pain_load(row: Any) -> float | None:
    """What follows from the pains in a row of the tables of touchpoints."""
    often = {"rare": 0.1, "sometimes": 0.3, "often": 0.6, "always": 1.0}
    left, found = 1.0, row.xpath(".//li[contains(@class, 'pain')]")
    for pain in found:
        said = " ".join(text(meta) for meta in pain.xpath("./p[@class='meta']"))
        severity = re.search(r"severity (\d)", said)
        share = re.search(r"([\d.]+)%", said)
        words = [value for word, value in often.items() if word in said]
        frequency = float(share[1]) / 100 if share else words[0] if words else often["sometimes"]
        left *= 1 - (int(severity[1]) if severity else 3) / 5 * frequency
    return 1 - left if found else None


# Coverage, ways and effects


@pytest.mark.parametrize("folder", FOLDERS)
def test_shares_of_coverage_are_a_whole(root: Path, folder: str) -> None:
    for name in read_project(root / "examples" / folder).project.journeys:
        document = page(sheet(root, folder, name))
        counted = [row for _, rows_ in table_of(document) for row in rows_ if row.weight]
        total = sum(row.weight or 0 for row in counted)
        shares = shares_of(document)
        known = [(row.weight or 0, recomputed(row, shares)[1]) for row in counted if row.score is not None]
        expected = {
            "measured": sum(weight * measured for weight, measured in known) / total,
            "judged": sum(weight * (1 - measured) for weight, measured in known) / total,
            "unknown": sum(row.weight or 0 for row in counted if row.score is None) / total,
        }
        said = dict(text(item).rsplit(" ", 1) for item in document.xpath("//div[@class='coverage']//li"))
        for basis, share in expected.items():
            assert share * 100 == pytest.approx(number(said.get(basis, "0%")), abs=0.6), (name, basis)


SECONDS = {"d": 86400, "h": 3600, "min": 60, "s": 1}


def seconds(shown: str) -> float:
    """A duration as a page writes it: `1 h 2 min`."""
    return float(
        sum(float(value) * SECONDS[unit] for value, unit in re.findall(r"([\d.]+) ?(min|[dhs])", shown))
    )


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_reader_can_compute_the_ways_again(root: Path, folder: str) -> None:
    """Shares and durations of the ways, the expected time, and how each way is remembered."""
    for name in read_project(root / "examples" / folder).project.journeys:
        document = page(sheet(root, folder, name))
        scores = {row.name: row.score for _, rows_ in table_of(document) for row in rows_ if row.counts}
        heads = [text(th) for th in document.xpath("//section[@id='paths']//thead//th")]
        lines = [
            dict(zip(heads, map(text, line.xpath("./td")), strict=True))
            for line in document.xpath("//section[@id='paths']//tbody/tr")
        ]
        for line in lines:
            steps = line["Path"].rpartition(" (")[0].split(" → ")
            known = [value for step in steps if (value := scores[step]) is not None]
            peak = max(reversed(known), key=lambda value: abs(value - 50))
            assert (peak + known[-1]) / 2 == pytest.approx(number(line["Peak–end"]), abs=0.51)
        section = document.xpath("//section[@id='paths']")
        facts = {text(dt): text(dt.getnext()) for dt in document.xpath("//section[@id='paths']//dt")}
        if "Expected time" in facts:
            assert "weighted by how many take each" in text(section[0])
            taken = [(seconds(line["Duration"]), number(line["Taken by"]) or 0) for line in lines]
            mean_ = sum(time * share for time, share in taken) / sum(share for _, share in taken)
            assert mean_ == pytest.approx(seconds(facts["Expected time"]), rel=0.01)
            assert min(time for time, _ in taken) == seconds(facts["Shortest time"])
            assert max(time for time, _ in taken) == seconds(facts["Longest time"])


def points_of(formula: str, value: float) -> float:
    """The points of another value of the same measure, by the last step of a computation on the page."""
    last = formula.rsplit("; ", maxsplit=1)[-1].rpartition(" = ")[0]
    return value_of(re.sub(r"[\d.]+(?=[%s]|\b)", plain_number(value, last), last, count=1))


def plain_number(value: float, formula: str) -> str:
    return f"{value * 100:.9f}" if "%" in formula else f"{value:.9f}"


def test_a_reader_can_compute_effects_again(root: Path) -> None:
    """With the computation that stands on the page for the same measure."""
    checked = intervals = 0
    for folder in FOLDERS:
        for name in read_project(root / "examples" / folder).project.journeys:
            document = page(sheet(root, folder, name))
            formulas = {
                part.measure: part.formula
                for _, rows_ in table_of(document)
                for row in rows_
                for part in row.parts
            }
            for effect in document.xpath("//section[@id='improvements']//p[@class='effect']"):
                waves, *difference = (text(bold) for bold in effect.xpath("./b"))
                measure = text(effect).partition(f" {waves}")[0]
                if not difference or measure not in formulas:
                    continue
                before, after = (
                    (number(shown) or 0) / 100
                    if shown.endswith("%")
                    else seconds(shown) or number(shown) or 0
                    for shown in waves.split(" → ")
                )
                gained = points_of(formulas[measure], after) - points_of(formulas[measure], before)
                # Shares that follow from counts are shown rounded.
                assert gained == pytest.approx(number(difference[0].lstrip("+±")), abs=1.5), measure
                checked += 1
                assert "points after less points before" in text(effect.xpath("ancestor::section")[0])
                bounds = text(effect.getnext()) if effect.getnext() is not None else ""
                if bounds.startswith("95% interval"):
                    low, high = (
                        float(one.replace("−", "-")) for one in bounds.rpartition(": ")[2].split(" … ")
                    )
                    waves_ = " ".join(map(text, effect.xpath("./following-sibling::p")[1:3]))
                    slope = abs(points_of(formulas[measure], 1.0) - points_of(formulas[measure], 0.0))
                    halves = [
                        slope * _width_of(wilson(share, int(n))) / 2
                        for share, n in zip((before, after), re.findall(r" n = (\d+)", waves_), strict=True)
                    ]
                    reach = (halves[0] ** 2 + halves[1] ** 2) ** 0.5
                    assert (high - low) / 2 == pytest.approx(reach, abs=0.11), measure
                    intervals += 1
    assert checked > 5
    assert intervals > 2


def test_shares_of_what_scores_rest_on_add_up(told: Callable[..., dict[str, Any]]) -> None:
    places = ["{name: A, measures: {csat: {value: 80%, n: 40, source: survey, date: 2026-01-01}}}"]
    places += [f"{{name: J{n}, emotion: 3}}" for n in range(3)] + [f"U{n}" for n in range(4)]
    page = told(f"journey: visit\nstages: [{{name: S, touchpoints: [{', '.join(places)}]}}]\n")
    assert [part["share"] for part in page["score"]["coverage"]] == ["13%", "37%", "50%"]


@pytest.mark.parametrize(("language", "unit"), [("zh-CN", "次"), ("en", "calls")])
def test_units_are_told_in_the_language_of_the_page(tmp_path: Path, language: str, unit: str) -> None:
    (tmp_path / "jmap.yaml").write_text(
        "languages: [zh-CN, en]\n"
        "measures: {calls: {unit: {zh-CN: 次, en: calls}, worst: 9, best: 0, target: 2}}\n",
        encoding="utf-8",
    )
    (tmp_path / "map.yaml").write_text(
        "journey: visit\nstages: [{name: S, touchpoints: [{name: T, measures: {calls: 3}}]}]\n",
        encoding="utf-8",
    )
    loaded = read_project(tmp_path)
    assert loaded.findings == ()
    journey = loaded.project["visit"]
    scores = score_journey(loaded.project, journey)
    sheet = Sheet(loaded.project, journey, scores, language, "visit", Options(embed_fonts=False))
    page = HTML.render(sheet).outputs[0].data.decode()
    assert set(re.findall(r"\b[32] (次|calls)", page)) == {unit}
    assert len(re.findall(rf"\b3 {unit}", page)) >= 3  # the map, its table, the score
    assert f"2 {unit}" in page
