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
_BULLETS: Final = frozenset("·•●▪◦*-–")
_LINKS: Final = frozenset("/／-–~～")  # a line ends with them and does not begin
is_cjk: Final = within(
    "\u2e80\u2fdf", "\u3005\u3007", "\u3021\u3029", "\u3031\u3035", "\u3038\u303b", "\u3041\u30fa",
    "\u30fc\u312f", "\u31a0\u31bf", "\u31f0\u31ff", "\u3400\u4dbf", "\u4e00\u9fff", "\uf900\ufaff", "\uff66\uff9d",
    "\U00020000\U0003ffff",
)  # fmt: skip
"""Whether a character is a letter of Chinese or Japanese."""
_NUMERALS: Final = frozenset("一二三四五六七八九十百千万亿两几零〇")
_AGREEMENTS: Final = frozenset({"预约", "签约", "续约"})  # in which 约 is not "about"
_DATE_UNITS: Final = frozenset("年月日号时点")
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
        r"(?<=[①-⑳] )",
        r"(?<= [=±×÷≈≠≤≥<>→/–+−*] )(?=\d)",  # n = 240
    )
)
_TIED_SPACE: Final = f" (?:{_TIED})"
_NUMBERING: Final = (
    r"(?:^|[\s，。；：！？…,;:])[（(]?[\d一二三四五六七八九十]{1,2}[.、)）]\Z|[^\W\da-zA-Z_]\d{1,2}\.\Z"
)
_NO_COUNT: Final = r"(?:[A-Za-z]\d{1,5}|:\d\d|-\d\d-\d\d|-\d{4})\Z"  # iPhone15, 9:30, 2026-10-01, 820-8820
_HYPHEN: Final = r"(?<=[^\W\d_]{2}[-/‐–—])(?=[^\W\d_]{2})"
_ADDRESS: Final = r"://|@|^www\.|^[/\\.~]"
_JOINT: Final = r"(?<=[/._\-@?&=:\\,;+])(?![/._\-@?&=:\\,;+])(?<!\d[.,:/\-](?=\d))|(?<=[a-z\d])(?=[A-Z])"
_DASH: Final = r"(?<=\d[-–—~～])(?=\d)"


Break: TypeAlias = tuple[int, int, float]
"""A place to end a line: where one ends, where the next begins (a space between is lost), and what it costs."""


def between_words(text: str) -> Iterator[Break]:
    """Yield the good places of a text; in a paragraph its words stand one space apart."""
    probe = _probe(text)
    tied = {match.start() for match in compiled(_TIED_SPACE).finditer(probe)} if " " in probe else ()
    start = 0
    for word in probe.split(" "):
        if start and word and start - 1 not in tied:
            before, after = probe[start - 2], word[0]
            if not _counts(before, after) and not _is_numbering(probe, start - 1):
                yield start - 1, start, _space_cost(before, after)
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
    probe = _probe(text)
    starts = _cluster_starts(probe)
    joints = {joint.start() for joint in compiled(_JOINT).finditer(probe)}
    scores = break_scores(probe) if any(map(is_cjk, probe)) else [0.0] * len(probe)
    for at in range(1, len(probe)):
        before, after = probe[at - 1], probe[at]
        if at not in starts or _forbidden(before, after):
            continue
        if after.isspace():  # one that ties number and unit
            following = probe[at + 1 : at + 2]
            if not _forbidden(before, following) and not (before.isdigit() and following in _DATE_UNITS):
                yield at, at + 1, 0.35
        elif at in joints:
            yield at, at, 0.1 if before in "/?&@" else 0.2
        elif (is_cjk(before) or is_cjk(after)) and not before.isspace() and not _held(probe, at):
            yield at, at, 0.25 + min(max(-scores[at] / 5000, 0.0), 0.4)


def _held(text: str, at: int) -> bool:
    """Whether Chinese is held to its neighbour before `text[at]`: 10|月, 第|3, 微信|/, but not iPhone15|手机."""
    before, after = text[at - 1], text[at]
    if before.isdigit():
        return not compiled(_NO_COUNT).search(text, max(at - 6, 0), at)
    return after in _LINKS or (before == "第" and after.isdigit())


def inside_numbers(text: str) -> Iterator[Break]:
    """Yield the places behind the dashes of dates, times and telephone numbers: 400-|820, 9:00–|18:00."""
    for dash in compiled(_DASH).finditer(text):
        yield dash.start(), dash.start(), 0.3


def between_characters(text: str) -> Iterator[Break]:
    """Yield all places the rules of line starts and ends allow; dearest near the ends of a word and in a number."""
    probe = _probe(text)
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
        return None if _is_numbering(word, at) else 0.0
    if after in _LINKS:
        return None
    if after in _UNSPLIT:
        return 0.15
    if before in _CLOSERS or after in _OPENERS:
        return None if _is_numbering(word, at) else 0.02
    if before in _LINKS and at > 1:
        return _link_cost(word, at, scores)
    if is_cjk(before) and is_cjk(after):
        if scores[at] <= 0 or _is_count(word, at, alone=alone):
            return None
        cost = 0.1 + 0.14 * max(0.0, 1 - scores[at] / 2400)
        if before in _ADVERBS or (alone and before in _LEADING_WORDS):
            cost += 0.15
        return cost + 0.15 if after in _TRAILING_WORDS and _ends_there(word, at, scores) else cost
    if is_cjk(before):  # 用|CRM, 预约|2 点, but not 第|3, 10月|1日, 约|$5
        numeric = after.isdigit() or after in NO_END
        return None if numeric and before in "第年月约共近" and word[at - 2 : at] not in _AGREEMENTS else 0.06
    if is_cjk(after):  # CRM|网页端, but not 3|分钟, C|端
        single = at == 1 or is_cjk(word[at - 2])
        particle = "\u3041" <= after <= "\u3096" and scores[at] <= 0  # CRMに
        return None if before.isdigit() or single or particle else 0.1
    return None


def _is_numbering(text: str, at: int) -> bool:
    """Whether the number of an item stands before a place: 2. 查询, 2、查询, （2）查询."""
    return (
        text[at - 1] in ".、)）"
        and text[at - 2].isnumeric()
        and compiled(_NUMBERING).search(text, max(at - 5, 0), at) is not None
    )


def _link_cost(word: str, at: int, scores: list[float]) -> float | None:
    """Cost of a break behind a slash or dash: 微信/|支付宝, 微信/|CRM, 1日-|7日, but not A/B测试, 元/月, 3-5天."""
    after = word[at]
    if is_cjk(after):
        return None if _ends_there(word, at, scores) else 0.06
    if word[at : at + 2].isalpha():
        return 0.06 if is_cjk(word[at - 2]) else None
    return 0.06 if after.isdigit() and word[at - 2] in _DATE_UNITS else None


def _ends_there(word: str, at: int, scores: list[float]) -> bool:
    """Whether the character at a place is a word by itself."""
    return at + 1 == len(word) or scores[at + 1] > 0 or not is_cjk(word[at + 1])


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


def _probe(text: str) -> str:
    """Give the text with straight quotes opening and closing by turns, and bullets as opening ones."""
    if '"' in text:
        sides = cycle("“”")
        text = re.sub('"', lambda _: next(sides), text)
    if text[1:2] == " " and text[0] in _BULLETS:  # elsewhere the same sign parts words
        text = "‹" + text[1:].replace(f" {text[0]} ", " ‹ ")
    return text
