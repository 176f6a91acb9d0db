"""How well Chinese or Japanese text breaks at each place, by BudouX's language models.

The models are BudouX's, the arithmetic is done here: its `parse` says only *that* a phrase ends, while the
choice between several line breaks needs to know *how clearly*. A test holds both against each other. Looking
up each one, two and three characters once is also twice as fast.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

from jmap.text.patterns import compiled

# Where a feature of BudouX lies: it is looked up `back` characters before the place that is scored.
_BACK: Final = {
    "UW1": 3, "UW2": 2, "UW3": 1, "UW4": 0, "UW5": -1, "UW6": -2,
    "BW1": 2, "BW2": 1, "BW3": 0,
    "TW1": 3, "TW2": 2, "TW3": 1, "TW4": 0,
}  # fmt: skip
_REACH: Final = 3
"""How far from its characters a feature votes at most."""
_KANA: Final = "[\u3041-\u3096\u30a1-\u30fa]"
_DOUBT: Final = 400
"""Below this score the Chinese model often parts a word (统/一, 弹/出)."""
_WORDS: Final = """
    客户 用户 顾客 客服 会员 员工 店员 导购 销售 市场 运营 产品 部门 团队 经理 主管 专员 代表 供应商
    网页端 移动端 手机端 客户端 小程序 公众号 微信 短信 邮件 电话 门店 官网 网站 渠道 触点 终端 云端 线上 线下
    登录 注册 验证码 查询 搜索 浏览 录入 填写 必填 字段 导出 导入 报表 报告 审批 提交 同步 加载 打开 点击 弹出
    下单 支付 付款 退款 退货 换货 发货 配送 物流 快递 签收 发票 优惠券 积分 兑换 价格 报价 合同 条款 订单 工单
    购物车 商品 库存 沟通 响应 回复 咨询 投诉 反馈 评价 推荐 跟进 回访 培训 引导 流失 预警 留存 复购 复购率
    转化 转化率 满意 满意度 体验 情感 痛点 机会点 指标 线索 商机 售前 售中 售后 流程 步骤 繁琐 复杂 简化 优化
    提升 提高 降低 统一 统计 分析 数据 画像 标签 视图 页面 界面 入口 按钮 提示 帮助 系统 平台 功能 权限 配置
    及时 时间 时长 速度 效率 进度 状态 结果 信息 历史 记录 备注 个性化 可视化 自动化 数字化
    支持 增值税 预约 什么 怎么 哪里 为什么 第一次 不知道 不清楚
""".split()  # noqa: SIM905 - two hundred quotes would be harder to read
"""Words, most of the field, which a model of general Chinese parts or runs into their neighbours."""


class _Model(NamedTuple):
    base: float
    votes: dict[str, list[tuple[int, int]]]
    """One to three characters → how they vote: (places after their start and `_REACH` more, score)."""


@cache
def _model(japanese: bool) -> _Model:  # noqa: FBT001 - the key of a cache
    # The package itself would bring a parser of HTML along, which takes longer to load than its model.
    package = Path(find_spec("budoux").origin or "").parent  # type: ignore[union-attr]  # it is required
    model = package / "models" / ("ja.json" if japanese else "zh-hans.json")
    features: dict[str, dict[str, int]] = json.loads(model.read_bytes())
    votes: dict[str, list[tuple[int, int]]] = {}
    for feature, scores in features.items():
        for gram, score in scores.items():
            votes.setdefault(gram, []).append((_BACK[feature] + _REACH, score))
    base = -sum(sum(scores.values()) for scores in features.values()) / 2
    if not japanese:
        base -= _DOUBT
        for word in _WORDS:
            inside = [(_REACH + at, -3000) for at in range(1, len(word))]
            votes.setdefault(word, []).extend([(_REACH, 600), *inside, (_REACH + len(word), 600)])
    return _Model(base, votes)


def break_scores(text: str) -> list[float]:
    """Score the place before each character: positive where a phrase ends, thousands where it surely does.

    Text with kana is read as Japanese, all other as Chinese. The first score means nothing.
    """
    base, votes = _model(bool(compiled(_KANA).search(text)))
    vote = votes.get
    end = len(text)
    scores = [base] * (_REACH + end + _REACH)  # what is voted for beyond the text is cut off
    for length in (1, 2, 3):
        for start in range(end - length + 1):
            for place, score in vote(text[start : start + length], ()):
                scores[start + place] += score
    return scores[_REACH:-_REACH]
