"""What a refused value may have meant: hints for whoever wrote it in another form. Nothing is ever read this way."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from jmap.model.meant_change import change, told
from jmap.model.meant_time import ABOUT, day, duration
from jmap.model.refusal import is_quoted, plain
from jmap.text.clean import slug
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:\s*%|\s*/\s*\d+(?:\.\d+)?)?"
_GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"

_PEOPLE = r"\s*(?:人|名|位|份|people|persons|users|customers|respondents|answers)"
_SAMPLE = rf"({_NUMBER})\s*\(\s*(?:n\s*=\s*(\d+)|(?:{ABOUT})?(\d+){_PEOPLE})\s*\)"

_BOTH: Final = "{measure: csat, before: 60%, after: 80%}"

_SYNONYMS: Final = {
    "as-is": "current", "now": "current", "to-be": "future", "target": "future",
    "to do": "planned", "todo": "planned", "wip": "doing", "ongoing": "doing",
    "test": "testing", "trial": "testing", "pilot": "testing", "experiment": "testing", "prototype": "testing",
    "试点": "testing", "试行": "testing",
    "completed": "done", "finished": "done", "cancelled": "dropped", "canceled": "dropped", "rejected": "dropped",
}  # fmt: skip
"""Words that project and service design use for those of the language."""

_TERMS: Final = {
    "action": "does", "actions": "does", "behavior": "does", "description": "does", "描述": "does", "行动": "does",
    "task": "goal", "tasks": "goal", "任务": "goal", "thoughts": "thinks", "feelings": "feels",
    "rating": "emotion", "score": "emotion", "评分": "emotion", "情绪": "emotion", "情感体验": "emotion",
    "kpi": "measures", "kpis": "measures", "metrics": "measures", "department": "owner", "部门": "owner",
    "failure-rate": "error-rate", "fault-rate": "error-rate", "故障率": "error-rate", "错误率": "error-rate",
    "time": "duration", "时间": "duration", "耗时": "duration", "priority": "importance", "优先级": "importance",
    "problem": "pains", "problems": "pains", "issue": "pains", "issues": "pains", "frustrations": "pains",
    "问题": "pains", "idea": "opportunities", "ideas": "opportunities", "solutions": "opportunities",
    "机会": "opportunities", "建议": "opportunities", "device": "channel", "platform": "channel", "平台": "channel",
    "team": "owner", "responsible": "owner", "负责人": "owner", "phase": "stages", "phases": "stages",
    "step": "touchpoints", "steps": "touchpoints", "步骤": "touchpoints", "接触点": "touchpoints",
    "actors": "personas", "customers": "personas", "users": "personas", "roles": "personas", "角色": "personas",
    "用户": "personas", "画像": "personas", "名称": "name",
}  # fmt: skip
"""Words of the field for keys and measures that are called otherwise here, beside the labels of pages."""

_DEMOGRAPHIC: Final = frozenset({
    "age", "gender", "sex", "region", "city", "country", "income", "occupation", "profession", "job", "education",
    "年龄", "性别", "地区", "城市", "收入", "职业", "学历", "教育",
})  # fmt: skip
"""What tells who a persona is, each under a name of the author's choice."""

_WITHOUT_KEY: Final = frozenset({"situation", "context", "情境", "场景"})
"""What touchpoints are often described by and the language has no key for: a lane of one's own takes it."""

_LANGUAGES: Final = {
    **dict.fromkeys(("english", "英文", "英语"), "en"),
    **dict.fromkeys(("chinese", "中文", "汉语", "简体中文", "简体", "普通话"), "zh-CN"),
    **dict.fromkeys(("traditional chinese", "繁体中文", "繁體中文"), "zh-TW"),
    **dict.fromkeys(("japanese", "日文", "日语", "日本語"), "ja"),
    **dict.fromkeys(("german", "deutsch", "德语"), "de"),
    **dict.fromkeys(("french", "français", "法语"), "fr"),
    "cn": "zh-CN",
    "jp": "ja",
    "us": "en-US",
    "gb": "en-GB",
    "cz": "cs",
    "dk": "da",
}
"""Tags of languages that people call by their names, or by their countries."""

_YES: Final = frozenset({"true", "yes", "y", "on", "是", "对", "有"})
_NO: Final = frozenset({"false", "no", "n", "off", "否", "不是", "无"})


def number(raw: object) -> str | None:
    """The number with a point that was written with a comma, in groups, or with full-width digits."""
    if not isinstance(raw, str) or is_quoted(raw):
        return None
    text = plain(raw)
    text = re.sub(rf"^{ABOUT}(?=\d)|(?<=\d){_PEOPLE}$", "", text, flags=re.IGNORECASE)
    text = text.replace(",", "") if re.fullmatch(_GROUPED, text) else re.sub(r"(?<=\d),(?=\d)", ".", text)
    return f"did you mean {text}?" if text != str(raw) and re.fullmatch(_NUMBER, text) else None


def level(raw: object) -> str | None:
    """Which end of 1 to 5 is which, for whoever wrote a word."""
    scale = re.fullmatch(r"([1-5])\s*(?:/\s*5|分)", plain(raw)) if isinstance(raw, str) else None
    return (f"did you mean {scale[1]}?" if scale else number(raw)) or "1 is the least, 5 the most"


def emotion(raw: object) -> str | None:
    """A word of the list, or the scale all emotions have."""
    from jmap.text.emotions import EMOTION_WORDS

    if not isinstance(raw, str):
        return None
    text = plain(raw).lower()
    if scale := re.fullmatch(r"([1-5](?:[.,]\d+)?)\s*(?:/\s*5|分|points?)", text):
        return f"did you mean {scale[1].replace(',', '.')}?"
    if text[:1] in "+-0123456789":
        return number(raw) or "an emotion has no scale but its own: 1 is very bad, 5 very good"
    # Two Chinese words of two characters with one in common are alike by half.
    close = _closest(text, EMOTION_WORDS, 0.5 if any(map(is_chinese, text)) else 0.6)
    everything = "`jmap explain emotion` lists all words"
    return f'did you mean "{close}"? {everything}' if close else everything


def word(raw: object, known: Iterable[str]) -> str | None:
    """A word of the language by its label on pages in either language, by a synonym, or misspelt."""
    if not isinstance(raw, str):
        return None
    text = plain(raw).lower()
    known = tuple(known)
    found = next((each for each in known if text in _labels(each)), None) or _SYNONYMS.get(text)
    found = found if found in known else _closest(text, known, 0.6)
    return f'did you mean "{found}"?' if found else None


def known_as(word: str, known: Iterable[str]) -> str | None:
    """Which key or measure has this label on pages in either language, or is so called in the field."""
    text = plain(word).lower()
    known = tuple(known)
    found = next((each for each in known if text in _titles(each)), None) or _TERMS.get(text)
    return found if found in known else None


def term(word: str, known: Iterable[str]) -> str | None:
    """What a word says that is no key or measure, and is often taken for one."""
    known = tuple(known)
    if found := known_as(word, known):
        return f'did you mean "{found}"?'
    text = plain(word).lower()
    if text in _DEMOGRAPHIC and "demographics" in known:
        return f"it stands under `demographics:`, as in `demographics: {{{word}: …}}`"
    own = text in _WITHOUT_KEY and "lanes" in known
    return f"declare a lane of your own: `lanes: [does, emotion, {{id: {word}, name: …}}]`" if own else None


def ident(raw: object) -> str | None:
    """The id, or reference made of ids, that names written in their place would have."""
    text = plain(raw) if isinstance(raw, str) else ""
    places = (re.split(r"\s*[.:]\s*", place) for place in text.split("/"))
    found = "/".join(".".join(slug(name) for name in place) for place in places)
    return f'did you mean "{found}"?' if re.search(r"[^\W_]", text) else None


def way(raw: object) -> str | None:
    """A way to the next touchpoint for which its condition was written beside it."""
    to, _, when = plain(raw).partition(":") if isinstance(raw, str) else ("", "", "")
    return f"write {{to: {to.strip()}, when: {when.strip()}}}" if to and when else ident(raw)


def frequency(raw: object) -> str:
    """A word or share for how often something is met."""
    from jmap.model.values import FREQUENCIES

    shares = "it is a share of visits: rare is 10%, sometimes 30%, often 60%, always 100%"
    return word(raw, FREQUENCIES) or number(raw) or shares


def flag(raw: object) -> str | None:
    """True or false, which are written in no other way."""
    text = plain(raw).lower() if isinstance(raw, str) else ""
    meant = "true" if text in _YES else "false" if text in _NO else None
    if meant and meant == raw:
        return f"write {meant} without quotes"
    return f"did you mean {meant}?" if meant else None


def points(raw: object) -> str | None:
    """A score from 0 to 100 that was written as a share, or with what it is out of."""
    text = plain(raw) if isinstance(raw, str) and not is_quoted(raw) else ""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(?:%|/\s*100|分|points?)", text)
    return f"did you mean {found[1]}?" if found else number(raw)


def share(raw: object) -> str | None:
    """A share in per cent that lacks its sign."""
    text = plain(raw) if isinstance(raw, str) and not is_quoted(raw) else ""
    whole = re.fullmatch(r"\d{1,3}(?:\.\d+)?", text) and 1 < float(text) <= 100  # noqa: PLR2004 - per cent
    return f"did you mean {text}%?" if whole else number(raw)


def quantity(raw: object) -> str | None:
    """The value of a measure, or both where a sample stands behind it."""
    sample = re.fullmatch(_SAMPLE, plain(raw), re.IGNORECASE) if isinstance(raw, str) else None
    if sample:
        return f"write {{value: {sample[1]}, n: {sample[2] or sample[3]}}}"
    return number(raw) or duration(raw)


def effect(raw: object, known: Iterable[str]) -> str:
    """How to write what improvements changed, with the measure and the change that were told in words."""
    text = plain(raw).lower() if isinstance(raw, str) else ""
    named = (each for each in known if any(_stands_in(text, name) for name in (each, *_titles(each))))
    found = f"{{measure: {next(named, 'csat')}, change: {told(text) or '+20%'}}}"
    return f"write the measure with its change, as in {found}, or with both values, as in {_BOTH}"


def _stands_in(text: str, word: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None


def counted(raw: object) -> str:
    """An emotion that was given by answers for each point, as its mean with its sample."""
    answers = raw.items() if isinstance(raw, Mapping) else ()
    if not all(
        point in ("1", "2", "3", "4", "5") and re.fullmatch(r"\d{1,9}", str(n)) for point, n in answers
    ):
        answers = ()
    points = {int(point): int(n) for point, n in answers}
    n = sum(points.values())
    if n < 2:  # noqa: PLR2004 - one answer has no spread
        return "write the mean as `value:`, with `n:` and `sd:`"
    mean = sum(point * count for point, count in points.items()) / n
    sd = math.sqrt(sum(count * (point - mean) ** 2 for point, count in points.items()) / (n - 1))
    return f"write {{value: {mean:.4g}, n: {n}, sd: {sd:.4g}}}"


def tag(raw: object) -> str | None:
    """The tag of a language that was called by its name or country, or of one written in another way: `zh_cn`, `EN`."""
    text = plain(raw).lower() if isinstance(raw, str) else ""
    parts = re.fullmatch(r"([a-z]{2,3})(?:[-_]([a-z]{2}))?", text)
    known = _LANGUAGES.get(text) or (_LANGUAGES.get(parts[1]) if parts else None)
    return known or ("-".join(filter(None, (parts[1], (parts[2] or "").upper()))) if parts else None)


def language(raw: object) -> str | None:
    """The tag that is meant."""
    found = tag(raw)
    return f"did you mean {found}?" if found else None


HINTS: Final[Mapping[str, Callable[[object], str | None]]] = {
    each.__name__: each
    for each in (
        number,
        level,
        emotion,
        frequency,
        flag,
        day,
        duration,
        share,
        points,
        quantity,
        change,
        ident,
        language,
    )
}
"""The hint of each kind of value, by the name that refusals carry."""


def _labels(known: str) -> set[str]:
    """What pages call a word of the language, in lower case."""
    return _labelled(f".{known}")


@cache
def _titles(known: str) -> set[str]:
    """What pages call a key or a measure, in lower case: of `满意度 CSAT`, `Satisfaction (CSAT)` each name as well."""
    found = _labelled(*(f"{part}.{known}" for part in ("lane", "measure", "report", "column", "persona")))
    parts = {part for text in found for part in text.split() if is_chinese(part[0])}
    return found | parts | {text.partition(" (")[0] for text in found}


def _labelled(*ends: str) -> set[str]:
    from jmap.text.labels import LANGUAGES, catalogue

    return {
        text.lower()
        for language in LANGUAGES
        for key, text in catalogue(language).items()
        if key.endswith(ends)
    }


def _closest(text: str, known: Iterable[str], cutoff: float) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(text, known, 1, cutoff)), None)
