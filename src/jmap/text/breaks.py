"""Where a line may end, and what each place costs.

Five levels, from good to desperate; a level is asked only about pieces that are still too wide for a line:

0. `between_words`: at spaces, between Chinese and Japanese phrases, after the hyphen of a compound;
1. `inside_words`: inside Chinese phrases, after the marks in a URL, path or e-mail address, at camel humps;
2. `inside_numbers`: after the dashes between digits;
3. `between_characters`: anywhere a line may by the rules of line starts and ends (kinsoku, 避头尾);
4. `anywhere`: between any two grapheme clusters.

Costs are added to the squared slack of a line (0 full … 1 empty), so 0.1 is worth about a third of a line.
"""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING, Final, TypeAlias

from jmap.text.clusters import clusters, plain
from jmap.text.patterns import compiled
from jmap.text.phrases import break_scores
from jmap.text.ranges import within

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

NO_START: Final = frozenset(
    "，、。．；：？！％‰℃·・…‥‧～〜々〻ゝゞヽヾーぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "）」』】》〉〕〗〙〛］｝’”»›｣､｡･,.;:!?)]}%ๆฯ"
)
"""No line begins with these."""
NO_END: Final = frozenset("（「『【《〈〔〖〘〚［｛‘“«‹｢([{<$¥￥€£＄￡เแโใไ")
"""No line ends with these."""

_UNSPLIT: Final = frozenset("—―─…‥")  # written in pairs
_PAUSES: Final = frozenset("，。；：！？…—、,.;:!?")
_OPENERS: Final = frozenset("（「『【《〈〔〖［｛‘“([{")
_CLOSERS: Final = frozenset("）」』】》〉〕〗］｝’”)]}")
is_cjk: Final = within(
    "\u2e80\u2fdf", "\u3005\u3007", "\u3021\u3029", "\u3031\u3035", "\u3038\u303b", "\u3041\u30fa",
    "\u30fc\u312f", "\u31a0\u31bf", "\u31f0\u31ff", "\u3400\u4dbf", "\u4e00\u9fff", "\uf900\ufaff", "\uff66\uff9d",
    "\U00020000\U0003ffff",
)  # fmt: skip
"""Whether a character is a letter of Chinese or Japanese."""
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两几零〇")
_TRAILING_WORDS: Final = frozenset("的了着过吗呢吧啊嘛么们")  # lean on what precedes
_LEADING_WORDS: Final = frozenset(
    "在与和或及把被从对向给为以按就都也还又再才更让将每各该此"
)  # on what follows
_ADVERBS: Final = frozenset("不没很太最请")  # likewise, and no words end in them
_UNIT: Final = (
    r"(?:%|‰|°[CF]?|℃|[kMGT]?i?B|[kcmµ]?m²?|k?g|[mµ]?s|min|hr?|d|px|em|x|pp|pts?|EUR|USD|CNY|RMB|€|\$)(?!\w)"
)


def _any_of(chars: Iterable[str]) -> str:
    return f"[{re.escape(''.join(sorted(chars)))}]"


_MARKS: Final = NO_START - {"."} | frozenset("|/\\=±×÷≈≠≤≥<>→←–—+*")
_TIED: Final = "|".join(
    (
        f"(?={_any_of(_MARKS)}+(?: |$))",  # before a mark that stands alone: `A / B`, `3.5 %`, `oui !`
        f"(?={_any_of(char for char in NO_START if not char.isascii())})",
        f"(?<={_any_of(NO_END)} )",
        rf"(?<=\d )(?={_UNIT})",  # 3 min
        r"(?<=[年月第约共] )(?=\d)",
        r"(?<= [=±×÷≈≠≤≥<>→/–+−*] )(?=\d)",  # n = 240
    )
)
_TIED_SPACE: Final = f" (?:{_TIED})"
_HYPHEN: Final = r"(?<=[^\W\d_]{2}[-/‐–—])(?=[^\W\d_]{2})"
_ADDRESS: Final = r"://|@|^www\.|^[/\\.~]"
_JOINT: Final = r"(?<=[/._\-@?&=:\\,;+])(?![/._\-@?&=:\\,;+])(?<!\d[.,:/\-](?=\d))|(?<=[a-z\d])(?=[A-Z])"
_DASH: Final = r"(?<=\d[-–—~～])(?=\d)"


Break: TypeAlias = tuple[int, int, float]
"""A place to end a line: where one ends, where the next begins (a space between is lost), and what it costs."""


def between_words(text: str) -> Iterator[Break]:
    """Yield the good places of a text; in a paragraph its words stand one space apart."""
    probe = _paired_quotes(text)
    tied = {match.start() for match in compiled(_TIED_SPACE).finditer(probe)} if " " in probe else ()
    start = 0
    for word in probe.split(" "):
        if start and word and start - 1 not in tied and not _counts(probe[start - 2], word[0]):
            yield start - 1, start, _space_cost(probe[start - 2], word[0])
        if word.isascii():
            if not word.isalnum() and not compiled(_ADDRESS).search(word):
                yield from _after_hyphens(word, start)
        elif any(map(is_cjk, word)):
            for at, cost in _between_phrases(word):
                yield start + at, start + at, cost
        elif not word.isalnum() and not compiled(_ADDRESS).search(word):
            yield from _after_hyphens(word, start)
        start += len(word) + 1


def _counts(before: str, after: str) -> bool:
    """Whether a number stands before a space and its measure word behind: 3 分钟."""
    return before.isdecimal() and is_cjk(after)


def _after_hyphens(word: str, start: int) -> Iterator[Break]:
    for joint in compiled(_HYPHEN).finditer(word):
        yield start + joint.start(), start + joint.start(), 0.06


def inside_words(text: str) -> Iterator[Break]:
    """Yield the acceptable places inside a word or phrase."""
    probe = _paired_quotes(text)
    starts = _cluster_starts(probe)
    joints = {joint.start() for joint in compiled(_JOINT).finditer(probe)}
    scores = break_scores(probe) if any(map(is_cjk, probe)) else [0.0] * len(probe)
    for at in range(1, len(probe)):
        before, after = probe[at - 1], probe[at]
        if at not in starts or _forbidden(before, after):
            continue
        if after.isspace():  # one that ties number and unit
            if not _forbidden(before, probe[at + 1 : at + 2]):
                yield at, at + 1, 0.35
        elif at in joints:
            yield at, at, 0.1 if before in "/?&@" else 0.2
        elif (is_cjk(before) or is_cjk(after)) and not before.isspace():
            yield at, at, 0.4 if before.isdigit() else 0.25 + min(max(-scores[at] / 5000, 0.0), 0.4)


def inside_numbers(text: str) -> Iterator[Break]:
    """Yield the places behind the dashes of dates, times and telephone numbers: 400-|820, 9:00–|18:00."""
    for dash in compiled(_DASH).finditer(text):
        yield dash.start(), dash.start(), 0.3


def between_characters(text: str) -> Iterator[Break]:
    """Yield all places the rules of line starts and ends allow; dearest near the ends of a word."""
    probe = _paired_quotes(text)
    at = 0
    for cluster in clusters(probe)[:-1]:
        at += len(cluster)
        if cluster.isspace():
            continue
        if probe[at].isspace():
            if not _forbidden(probe[at - 1], probe[at + 1 : at + 2]):
                yield at, at + 1, 0.3
        elif not _forbidden(probe[at - 1], probe[at]):
            whole = probe[at - 2 : at].isalpha() and probe[at : at + 2].isalpha()  # no letter stands alone
            number = probe[at - 1].isdigit() and probe[at].isdigit()
            yield at, at, 1.0 if number else 0.4 if whole and at > 1 else 0.7


def anywhere(text: str) -> Iterator[Break]:
    """Yield every place between grapheme clusters."""
    at = 0
    for cluster in clusters(text)[:-1]:
        at += len(cluster)
        yield at, at, 1.0


def _between_phrases(word: str) -> Iterator[tuple[int, float]]:
    """Yield the good places in a run without spaces that holds Chinese or Japanese."""
    starts, scores = _cluster_starts(word), break_scores(word)
    last = depth = 0
    for at in range(1, len(word)):
        before = word[at - 1]
        if before in _OPENERS:
            depth += 1
        elif before in _CLOSERS:
            depth -= 1
        if at not in starts or _forbidden(before, word[at]):
            continue
        cost = _phrase_cost(word, at, scores, alone=last == at - 1)
        if cost is not None:
            last = at
            yield at, cost + (0.08 if depth > 0 else 0.0)


def _phrase_cost(word: str, at: int, scores: list[float], *, alone: bool) -> float | None:
    """Cost of a break before `word[at]`, `None` for none; `alone` if one is possible before `at - 1` too."""
    before, after = word[at - 1], word[at]
    if before in _PAUSES and (before > "~" or is_cjk(after)):
        return 0.0
    if after in _UNSPLIT:
        return 0.15
    if before in _CLOSERS or after in NO_END:
        return 0.02
    if is_cjk(before) and is_cjk(after):
        if scores[at] <= 0 or _is_count(word, at, alone=alone):
            return None
        cost = 0.1 + 0.14 * max(0.0, 1 - scores[at] / 2400)
        if before in _ADVERBS or (alone and before in _LEADING_WORDS):
            cost += 0.15
        ends_there = at + 1 == len(word) or scores[at + 1] > 0 or not is_cjk(word[at + 1])
        return cost + 0.15 if after in _TRAILING_WORDS and ends_there else cost
    if is_cjk(before):  # 用|CRM, but not 第|3, 10月|1日
        return None if after.isdigit() and before in "第年月约共近" else 0.06
    if is_cjk(after):  # CRM|网页端, but not 3|分钟, C|端
        single = at == 1 or is_cjk(word[at - 2])
        particle = "\u3041" <= after <= "\u3096" and scores[at] <= 0  # CRMに
        return None if before.isdigit() or single or particle else 0.1
    return None


def _is_count(word: str, at: int, *, alone: bool) -> bool:
    """Whether a number in Chinese digits stands before `at` and its measure word follows: 二十|项, 一|天."""
    if word[at - 1] not in _NUMERALS:
        return False
    return alone or at == 1 or word[at - 2] in _NUMERALS or word[at - 2] == "第" or word[at - 2] < "\u3400"


def _space_cost(before: str, after: str) -> float:
    if before in _PAUSES or (is_cjk(before) and is_cjk(after)):
        return 0.0
    return 0.06 if is_cjk(before) or is_cjk(after) else 0.02


def _forbidden(before: str, after: str) -> bool:
    return after in NO_START or before in NO_END or (before == after and before in _UNSPLIT)


def _cluster_starts(text: str) -> Container[int]:
    if plain(text):
        return range(len(text))
    starts, at = set(), 0
    for cluster in clusters(text):
        starts.add(at)
        at += len(cluster)
    return starts


def _paired_quotes(text: str) -> str:
    """Give the text with straight quotes turned into opening and closing ones by turns."""
    if '"' not in text:
        return text
    sides = cycle("“”")
    return re.sub('"', lambda _: next(sides), text)
