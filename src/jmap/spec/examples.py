"""A small example of each error of files that one can show: what is wrong, where it is reported, and how it is mended.

Not of what takes a large file (Y104, Y105, Y109, Y114, Y115), bytes that are no text (Y106), or a folder (S212).
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Example(NamedTuple):
    """One file.

    Attributes:
        bad: its text, of which the error is reported and nothing else.
        at: line and column of that.
        good: the same, mended.
    """

    bad: str
    at: tuple[int, int]
    good: str


EXAMPLES: Final = {
    "Y101": Example(
        'journey: visit\ntitle: "A visit\nstages: [Arrive]\n',
        (2, 8),
        'journey: visit\ntitle: "A visit"\nstages: [Arrive]\n',
    ),
    "Y102": Example(
        "journey: visit\ntitle: A visit\nstages: [Arrive]\ntitle: A second visit\n",
        (4, 1),
        "journey: visit\ntitle: A second visit\nstages: [Arrive]\n",
    ),
    "Y103": Example(
        "journey: visit\ntitle: !!str 2026\nstages: [Arrive]\n",
        (2, 8),
        "journey: visit\ntitle: 2026\nstages: [Arrive]\n",
    ),
    "Y107": Example(
        "%YAML 1.1\n---\njourney: visit\nstages: [Arrive]\n", (1, 1), "journey: visit\nstages: [Arrive]\n"
    ),
    "Y108": Example(
        'journey: visit\ntitle: "A visit\\a"\nstages: [Arrive]\n',
        (2, 16),
        'journey: visit\ntitle: "A visit"\nstages: [Arrive]\n',
    ),
    "Y110": Example(
        "journey: visit\n: A visit\nstages: [Arrive]\n",
        (2, 1),
        "journey: visit\ntitle: A visit\nstages: [Arrive]\n",
    ),
    "Y111": Example(
        "journey: visit\nstages: [Arrive]\nscenario: *usual\ngoal: &usual To be seen soon\n",
        (3, 11),
        "journey: visit\nstages: [Arrive]\nscenario: &usual To be seen soon\ngoal: *usual\n",
    ),
    "Y112": Example(
        "journey: visit\nstages: &all [Arrive, *all]\n",
        (2, 23),
        "journey: visit\nstages: &all [Arrive, Leave]\n",
    ),
    "Y113": Example(
        "journey: visit\nstages: [Arrive]\n<<: owned\n",
        (3, 1),
        "journey: visit\nstages: [Arrive]\n<<: {target: 80}\n",
    ),
    "S201": Example("journey: visit\nstagse: [Arrive]\n", (2, 1), "journey: visit\nstages: [Arrive]\n"),
    "S202": Example(
        "journey: visit\ntarget: high\nstages: [Arrive]\n",
        (2, 9),
        "journey: visit\ntarget: 80\nstages: [Arrive]\n",
    ),
    "S203": Example(
        "journey: visit\nstages: [{name: Arrive, emotion: 6}]\n",
        (2, 34),
        "journey: visit\nstages: [{name: Arrive, emotion: 5}]\n",
    ),
    "S204": Example(
        "journey: visit\nstages:\n  - does: Waits\n",
        (3, 5),
        "journey: visit\nstages:\n  - name: Arrive\n    does: Waits\n",
    ),
    "S205": Example(
        "journey: visit\nstages: [{name: Arrive, touchpoints: [{name: Door, next: dsek}, Desk]}]\n",
        (2, 58),
        "journey: visit\nstages: [{name: Arrive, touchpoints: [{name: Door, next: desk}, Desk]}]\n",
    ),
    "S206": Example(
        "persona: guest\nname: Guest\n---\npersona: guest\nname: Visitor\n",
        (4, 10),
        "persona: guest\nname: Guest\n---\npersona: visitor\nname: Visitor\n",
    ),
    "S207": Example(
        "journey: my visit\nstages: [Arrive]\n", (1, 10), "journey: my-visit\nstages: [Arrive]\n"
    ),
    "S208": Example("journe: visit\nstages: [Arrive]\n", (1, 1), "journey: visit\nstages: [Arrive]\n"),
    "S209": Example(
        "languages: [en, zh-CN]\njourney: visit\ntitle: {en: A visit, zh: 一次来访}\nstages: [Arrive]\n",
        (3, 22),
        "languages: [en, zh-CN]\njourney: visit\ntitle: {en: A visit, zh-CN: 一次来访}\nstages: [Arrive]\n",
    ),
    "S210": Example(
        "journey: visit\nstages: [{name: Arrive, touchpoints: [{use: dor}]}]\n---\ntouchpoint: door\nname: Door\n",
        (2, 45),
        "journey: visit\nstages: [{name: Arrive, touchpoints: [{use: door}]}]\n---\ntouchpoint: door\nname: Door\n",
    ),
    "S211": Example(
        "persona: guest\nname: Guest\nimage: {file: ../frame.png, alt: A guest}\n",
        (3, 15),
        "persona: guest\nname: Guest\nimage: {file: frame.png, alt: A guest}\n",
    ),
    "S213": Example(
        "journey: visit\nmeasures: {csat: 4.3}\nstages: [Arrive]\n",
        (2, 18),
        "journey: visit\nmeasures: {csat: 4.3/5}\nstages: [Arrive]\n",
    ),
    "S215": Example(
        "journey: visit\nmeasures: {csat: {value: 4.3/5, count: 80, n: 100}}\nstages: [Arrive]\n",
        (2, 26),
        "journey: visit\nmeasures: {csat: {count: 80, n: 100}}\nstages: [Arrive]\n",
    ),
    "B431": Example(
        "outputs: [svg, htlm]\njourney: visit\nstages: [Arrive]\n",
        (1, 16),
        "outputs: [svg, html]\njourney: visit\nstages: [Arrive]\n",
    ),
}
