"""What tables say of a journey: the sheets of a register, their columns, and what others call these.

A register is written (`jmap.report.tables`) and read (`jmap.importers.rows`) by the same columns.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.errors import ConfigError
from jmap.model.experience import STORY
from jmap.model.measure import measure_ids
from jmap.text.labels import LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OWN_MEASURE: Final = "measures."
"""How the heading of a measure begins that is none of jmap's, and is said by id."""
OWN_LANE: Final = "lanes."
"""How that of a lane of its own begins, which else would be taken for something else."""
_NO_LETTER: Final = re.compile(r"[\W_]+")


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        key: the key of the spec language, or what `jmap.importers.rows` makes one of.
        label: what the column is called: a key of the catalogues.
        kind: how a cell is written, one of the functions of `jmap.importers.cells`.
        others: what others call it, beside its labels and its key.
    """

    key: str
    label: str
    kind: str = "text"
    others: str = ""


class Table(NamedTuple):
    """A table of the register.

    Attributes:
        key: what its rows are in the spec language.
        label: its name: a key of the catalogues.
        columns: left to right; those in which nothing stands are left out.
    """

    key: str
    label: str
    columns: tuple[Column, ...]


STAGE: Final = Column(
    "stage",
    "report.stage",
    "name",
    "phase, phases, step group, stage name, stages, journey stage, journey phase, 旅程阶段, 阶段名称, 环节",
)
TOUCHPOINT: Final = Column(
    "touchpoint",
    "report.touchpoint",
    "name",
    "touchpoints, touch point, touch points, touchpoint name, contact point, contact points, step, steps, task, moment,"
    " 接触点, 触点名称, 步骤, 任务, 节点",
)
_PLACE: Final = (STAGE, TOUCHPOINT)
_PLACE_ID: Final = (
    Column("stage-id", "column.stage-id", "value"),
    Column("touchpoint-id", "column.touchpoint-id", "value"),
)
"""Leads to the place after it has been renamed."""
_EVIDENCE: Final = Column("evidence", "report.evidence", "names")
_PERSONA: Final = Column("persona", "report.persona", "name", "actor, role, segment, 角色, 用户, 客户, 画像")
_OWNER: Final = Column(
    "owner", "lane.owner", "name", "department, responsible, team, 部门, 责任部门, 责任人, 负责人"
)

_STORY_OTHERS: Final[Mapping[str, str]] = {
    "goal": "goals, 目的",
    "does": "actions, action, behavior, behaviors, behaviours, activities, activity, doing, description,"
    " 描述, 动作, 行动, 活动",
    "needs": "need, expectations, 期望",
    "thinks": "thought, thinking, 思考, 内心想法",
    "feels": "feeling, emotional experience, 情感体验, 情绪描述",
    "physical": "physical evidence, evidence of service, 实体证据",
    "frontstage": "front stage, frontstage actions, staff actions, employee actions,"
    " 前台行为, 员工行为, 员工动作, 服务动作",
    "backstage": "back stage, backstage actions, 后台行为",
    "support": "support, 支持",
    "systems": "system, it systems, tools, technology, 工具",
}
_EMOTION: Final = Column(
    "emotion",
    "lane.emotion",
    "emotion",
    "emotions, emotional state, emotion curve, emotional journey, mood, sentiment,"
    " 情绪, 情绪状态, 情感状态, 情绪曲线, 情绪值, 情感曲线, 心情",
)
_MEASURES: Final = Column("measures", "lane.measures", "measures")
LANES: Final = Column("lanes", "report.lanes", "lanes")
"""Stands for a column per lane of the project's own; a column that nobody knows is read as one."""

PARTS: Final[Mapping[str, str]] = {
    "severity": "pains", "frequency": "pains", "impact": "opportunities", "effort": "opportunities",
}  # fmt: skip
"""Keys of columns that speak of what stands in another column of the row."""

TOUCHPOINTS: Final = Table(
    "touchpoints",
    "report.touchpoints",
    (
        *_PLACE,
        _PERSONA,
        Column("moment_of_truth", "lane.moment", "flag", "key moment, mot"),
        Column("channel", "lane.channel", "names", "channels, medium, media, 渠道类型, 接触渠道"),
        *(Column(key, f"lane.{key}", "lines", _STORY_OTHERS[key]) for key in STORY),
        _EMOTION,
        Column(
            "pains",
            "lane.pains",
            "items",
            "pain, pain point, problems, problem, issues, frustrations, challenges, frictions, barriers, obstacles,"
            " 问题, 痛点问题, 障碍, 阻碍",
        ),
        Column("severity", "column.severity", "level", "pain severity, 严重程度, 严重性, 痛点程度, 痛点等级"),
        Column("frequency", "column.frequency", "word:frequency", "pain frequency, 发生频率, 频次"),
        Column(
            "opportunities",
            "lane.opportunities",
            "items",
            "opportunity, idea, ideas, solution, solutions, improvement, improvements, recommendations,"
            " improvement strategy, strategy,"
            " 机会, 改进点, 优化点, 改进建议, 优化建议, 解决方案, 改进策略, 优化策略, 改进措施",
        ),
        Column("impact", "report.impact", "level", "影响程度"),
        Column("effort", "report.effort", "level", "工作量"),
        _MEASURES,
        Column("duration", "lane.duration", "duration", "time, time spent, 时长, 耗时, 时间"),
        _OWNER,
        Column("importance", "lane.importance", "level", "priority, weight, 重要性, 优先级"),
        Column("reach", "lane.reach", "share"),
        LANES,
        Column(
            "quotes",
            "lane.quotes",
            "lines",
            "quote, verbatim, verbatims, voice of the customer, 引语, 用户原话, 客户原声",
        ),
        Column("notes", "lane.notes", "lines", "note, comment, comments, remarks, 说明, 注释"),
        _EVIDENCE,
        Column("target", "report.target", "score"),
        Column("opens", "column.opens", "value"),
        Column("decision", "column.decision", "flag"),
        Column("rating", "column.rating", "rating", "score, 分数, 得分"),
        Column("score", "lane.score", "computed"),
        Column("stage-id", "column.stage-id", "value"),
        Column("id", "column.id", "value", "touchpoint id, 触点编号"),
    ),
)
"""Everything about a touchpoint in a row; a row without one speaks of a whole stage."""

JOURNEY: Final = Table(
    "journey",
    "report.journey",
    (
        Column("title", "column.title", "text", "journey, 标题, name, 名称"),
        Column("journey", "column.id", "id"),
        Column("personas", "lane.personas", "names", "persona, actors, 角色"),
        Column("languages", "column.language", "language"),
        Column("state", "column.state", "word:state"),
        Column("variant_of", "report.variant-of", "value"),
        Column("scenario", "persona.scenario", "text", "scope"),
        Column("goal", "lane.goal", "text"),
        _OWNER,
        Column("reviewed", "report.reviewed", "day"),
        Column("review_every", "column.review-every", "duration"),
        Column("target", "report.target", "score"),
        Column("end", "flow.end", "text"),
        Column("notes", "lane.notes", "lines"),
        _EVIDENCE,
        Column("score", "lane.score", "computed"),
    ),
)
"""What is said of the journey as a whole; its columns stand below each other, a name and a value in a row."""

_WAVE: Final = (
    Column("value", "report.value", "quantity"),
    Column("n", "report.n", "number", "sample, sample size, 样本量"),
    Column("sd", "column.sd", "number"),
)
_ORIGIN: Final = (
    Column("source", "report.source", "text"),
    Column("date", "report.date", "day"),
    _EVIDENCE,
)
_MEASURED: Final = (
    *_WAVE,
    Column("count", "column.count", "number"),
    Column("counts", "column.counts", "counts"),
    Column("promoters", "report.promoters", "number"),
    Column("passives", "report.passives", "number"),
    Column("detractors", "report.detractors", "number"),
    Column("target", "report.target", "quantity"),
    Column("worst", "column.worst", "quantity"),
    Column("best", "column.best", "quantity"),
    Column("better", "column.better", "word:better"),
    *_ORIGIN,
)
TABLES: Final = (
    JOURNEY,
    TOUCHPOINTS,
    Table(
        "emotion",
        "lane.emotion",
        (*_PLACE, _PERSONA, Column("value", "report.value", "emotion"), *_WAVE[1:], *_ORIGIN, *_PLACE_ID),
    ),
    Table(
        "pains",
        "lane.pains",
        (
            *_PLACE,
            Column("text", "report.pain", "text"),
            Column("severity", "column.severity", "level"),
            Column("frequency", "column.frequency", "word:frequency"),
            _PERSONA,
            _EVIDENCE,
            Column("pain", "column.id", "id"),
            *_PLACE_ID,
        ),
    ),
    Table(
        "opportunities",
        "lane.opportunities",
        (
            *_PLACE,
            Column("text", "report.opportunity", "text"),
            Column("answers", "report.answers", "ids"),
            Column("impact", "report.impact", "level"),
            Column("effort", "report.effort", "level"),
            _OWNER,
            _PERSONA,
            _EVIDENCE,
            Column("opportunity", "column.id", "id"),
            *_PLACE_ID,
        ),
    ),
    Table(
        "quotes", "lane.quotes", (*_PLACE, Column("text", "persona.quote"), _PERSONA, _EVIDENCE, *_PLACE_ID)
    ),
    Table(
        "measures",
        "report.measures",
        (
            *_PLACE,
            Column("measure", "report.measure", "measure", "metric, kpi, 指标名称"),
            _PERSONA,
            *_MEASURED,
            Column("reached", "report.status", "computed"),
            Column("gap", "report.gap", "computed"),
            *_PLACE_ID,
        ),
    ),
    Table(
        "next",
        "lane.flow",
        (
            Column("from", "column.from", "value"),
            Column("to", "column.to", "value"),
            Column("when", "column.when", "text", "condition, 条件"),
            Column("share", "persona.share", "share"),
        ),
    ),
    Table(
        "improvements",
        "report.improvements",
        (
            Column("title", "report.improvement", "text", "measure, action, 措施"),
            Column("status", "report.status", "word:status"),
            _OWNER,
            Column("impact", "report.impact", "level"),
            Column("effort", "report.effort", "level"),
            Column("due", "report.due", "day", "deadline, 截止日期"),
            Column("addresses", "report.addresses", "ids"),
            Column("notes", "lane.notes", "lines"),
            Column("improvement", "column.id", "id"),
        ),
    ),
    Table(
        "effect",
        "report.effect",
        (
            Column("improvement", "report.improvement", "name"),
            Column("measure", "report.measure", "measure"),
            Column("wave", "column.wave", "word:wave"),
            _PERSONA,
            Column("value", "report.value", "change"),  # or a value before or after it
            *_MEASURED[1:],
        ),
    ),
    Table(
        "personas",
        "lane.personas",
        (
            Column("name", "column.name", "text", "persona, 姓名"),
            Column("role", "persona.role"),
            Column("segment", "persona.segment"),
            Column("scenario", "persona.scenario"),
            Column("proficiency", "persona.proficiency", "word:proficiency"),
            *(
                Column(key, f"persona.{key}", "texts")
                for key in ("goals", "needs", "expectations", "pains", "behaviours")
            ),
            Column("demographics", "persona.demographics", "pairs"),
            Column("quote", "persona.quote"),
            Column("share", "persona.share", "share"),
            _EVIDENCE,
            Column("persona", "column.id", "id"),
        ),
    ),
    Table(
        "evidence",
        "report.evidence",
        (
            Column("title", "column.title", "text"),
            Column("kind", "report.kind", "word:evidence-kind"),
            Column("date", "report.date", "day"),
            Column("n", "report.n", "number"),
            _PERSONA,
            Column("source", "report.source", "text"),
            Column("internal", "column.internal", "flag"),
            Column("evidence", "column.id", "id"),
        ),
    ),
    Table(
        "channels",
        "column.channels",
        (
            Column("name", "column.name", "text"),
            Column("kind", "report.kind", "word:channel"),
            Column("icon", "column.icon", "text"),
            Column("channel", "column.id", "id"),
        ),
    ),
    Table("own-lanes", "report.lanes", (Column("name", "column.name"), Column("id", "column.id", "id"))),
    Table(
        "own-measures",
        "column.own-measures",
        (
            Column("name", "column.name", "text"),
            Column("unit", "column.unit", "text"),
            Column("better", "column.better", "word:better"),
            Column("worst", "column.worst", "quantity"),
            Column("best", "column.best", "quantity"),
            Column("target", "report.target", "quantity"),
            Column("measure", "column.id", "id"),
        ),
    ),
    Table(
        "departments",
        "column.departments",
        (Column("name", "column.name"), Column("department", "column.id", "id")),
    ),
)
"""All tables of a register, in the order in which people read them."""


def plain(name: str) -> str:
    """A name as it is compared: without case, blanks, signs and what stands in brackets behind it.

    >>> plain("Pain-Points (top 3)"), plain("痛点：")
    ('painpoints', '痛点')
    """
    return _letters(unicodedata.normalize("NFKC", name).partition("(")[0] or name)


def _letters(name: str) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", name)).casefold()


@cache
def by_name(sheet: Table) -> Mapping[str, Column]:
    """The columns of a sheet by all that they may be called; see `plain`."""
    found: dict[str, Column] = {}
    for column in sheet.columns:
        if column.kind in ("lanes", "measures"):
            continue
        for name in (*called(column.label), column.key, *filter(None, column.others.split(", "))):
            found.setdefault(plain(name), column)
    return found


def column_of(table: Table, key: str) -> Column:
    """The column of a key.

    Raises:
        ConfigError: there is none.
    """
    for column in table.columns:
        if column.key == key:
            return column
    known = ", ".join(column.key for column in table.columns)
    raise ConfigError(f'no column means "{key}"; there are: {known}')


@cache
def by_label() -> Mapping[str, Table]:
    """The sheets of a register by all that they may be called."""
    return {plain(name): sheet for sheet in TABLES for name in (*called(sheet.label), sheet.key)}


def measure_called(name: str) -> str | None:
    """The id of a measure by what it may be called; `Effort` alone is none, for it may be that of an improvement."""
    return _measures().get(_letters(name)) or _measures().get(plain(name))


@cache
def _measures() -> Mapping[str, str]:
    names = {id_: (id_, *called(f"measure.{id_}")) for id_ in measure_ids()}
    return {_letters(name): id_ for id_, each in names.items() for name in each}


def called(label: str) -> Iterator[str]:
    """What all languages call something."""
    return (catalogue(language)[label] for language in LANGUAGES if label in catalogue(language))
