"""Two marking schemes of our own: 149 aspects of CNC milling, and an electrician's two papers."""

from collections.abc import Iterable, Iterator
from typing import Any

Document = dict[str, Any]
UNIT = 5  # hundredths of a mark: what the marks of a criterion are shared out in

FEATURES = ("外轮廓", "凸台", "型腔", "键槽", "台阶", "圆弧面", "斜面", "薄壁")
SIZES = ("长度", "宽度", "高度", "深度", "圆角半径", "对称度", "平行度", "垂直度")
HOLES = ("定位销孔", "螺纹底孔", "沉头孔", "铰孔", "台阶孔", "腰形孔")
PLACES = ("孔径", "X 向位置", "Y 向位置", "深度", "圆度", "垂直度")
SAFETY = (
    "穿戴防护用品", "开机前检查", "工件装夹可靠", "刀具装夹可靠", "对刀操作规范", "程序校验",
    "切削液使用", "量具摆放有序", "工位整洁", "防护门关闭后加工", "无碰撞", "无断刀",
    "废屑清理", "设备保养", "关机复位",
)  # fmt: skip
SURFACES = (
    "上表面",
    "侧面",
    "型腔底面",
    "圆弧面",
    "薄壁",
    "斜面",
    "倒角",
    "孔口",
    "槽底",
    "基准面",
)
FITS = (
    "配合间隙", "滑动顺畅", "定位准确", "互换性", "锁紧可靠", "整体外观", "标识清晰", "无毛刺",
    "无磕碰", "功能演示",
)  # fmt: skip
SECTIONS = (
    ("1", "工作组织与安全", "10"),
    ("2", "尺寸加工", "40"),
    ("3", "孔系加工", "25"),
    ("4", "表面与装配", "25"),
)
TASKS = (
    ("线路安装", "40"),
    ("故障排除", "30"),
    ("程序调试", "20"),
    ("安全文明生产", "10"),
)
LEVELS = (
    "低于行业标准：有明显缺陷，须返工",
    "达到行业标准：合格，有可见刀痕",
    "达到并部分超过行业标准：纹理均匀",
    "优秀：纹理一致，无可见缺陷",
)


def milling() -> Document:
    """149 aspects in five criteria, 100 marks: 123 measured, 26 judged by three judges."""
    pairs = [f"{feature} {size}" for feature in FEATURES for size in SIZES]
    holes = [f"{hole} {place}" for hole in HOLES for place in PLACES]
    return {
        "decimals": 2,
        "rounding": "half_up",
        "sections": [
            {"code": code, "name": name, "weight": weight} for code, name, weight in SECTIONS
        ],
        "criteria": [
            criterion("A", "加工准备与安全", 1, 10, "1", [("加工准备", passes(SAFETY))]),
            criterion(
                "B",
                "轮廓与尺寸",
                1,
                40,
                "2",
                [("外形尺寸", ranged(pairs[:30])), ("内腔尺寸", ranged(pairs[30:58]))],
            ),
            criterion("C", "孔系与位置", 2, 25, "3", [("孔系", ranged(holes))]),
            criterion(
                "D",
                "表面质量",
                2,
                15,
                "4",
                [
                    ("粗糙度", passes(f"{surface}粗糙度" for surface in SURFACES[:4])),
                    (
                        "观感",
                        judged(f"{s}{what}" for s in SURFACES[2:] for what in ("纹理", "过渡")),
                    ),
                ],
            ),
            criterion(
                "E",
                "装配与功能",
                3,
                10,
                "4",
                [("装配", judged(FITS)), ("功能", passes(f"{fit}复检" for fit in FITS))],
            ),
        ],
    }


def electrician() -> Document:
    """Theory 30 %, practical 70 %: a paper out of 100, and four tasks that five judges score."""
    return {
        "decimals": 2,
        "rounding": "half_up",
        "criteria": [
            weighed("A", "理论知识", "0.30", "机考", 1, [paper()]),
            weighed("B", "技能操作", "0.70", "综合任务", 2, tasks()),
        ],
    }


def weighed(
    code: str, name: str, factor: str, part: str, day: int, aspects: list[Document]
) -> Document:
    """A criterion of one part, which counts `factor` of the total."""
    numbered = [{"code": f"{code}1.{n}"} | aspect for n, aspect in enumerate(aspects, start=1)]
    sub_criterion = {"code": f"{code}1", "name": part, "day": day, "aspects": numbered}
    return {"code": code, "name": name, "factor": factor, "sub_criteria": [sub_criterion]}


def paper() -> Document:
    """The theory paper: one agreed value."""
    return {"name": "理论试卷", "kind": "measurement", "maximum": "100", "step": "0.5"}


def tasks() -> list[Document]:
    """The practical tasks: the mean without the highest and the lowest of five judges."""
    trimmed = {"method": "trimmed_mean", "drop_highest": 1, "drop_lowest": 1}
    return [
        {"name": name, "kind": "score", "maximum": maximum, "step": "0.5", "combine": trimmed}
        for name, maximum in TASKS
    ]


def criterion(
    code: str,
    name: str,
    day: int,
    marks: int,
    section: str,
    parts: list[tuple[str, list[Document]]],
) -> Document:
    """A criterion whose `marks` are shared out among all its aspects, as evenly as units allow."""
    shares = shared(marks * 100 // UNIT, sum(len(aspects) for _, aspects in parts))
    return {
        "code": code,
        "name": name,
        "sub_criteria": [
            {
                "code": f"{code}{n}",
                "name": part,
                "day": day,
                "aspects": [
                    {"code": f"{code}{n}.{m}", "section": section, "maximum": next(shares)} | aspect
                    for m, aspect in enumerate(aspects, start=1)
                ],
            }
            for n, (part, aspects) in enumerate(parts, start=1)
        ],
    }


def shared(units: int, aspects: int) -> Iterator[str]:
    """The maximum of each aspect in turn, in marks; together exactly `units`."""
    least, over = divmod(units, aspects)
    for number in range(aspects):
        hundredths = (least + (number < over)) * UNIT
        yield f"{hundredths // 100}.{hundredths % 100:02d}"


def passes(names: Iterable[str]) -> list[Document]:
    """Measurement, yes or no."""
    return [
        {"name": name, "kind": "measurement", "calculation": {"type": "PASS_FAIL"}}
        for name in names
    ]


def ranged(names: Iterable[str]) -> list[Document]:
    """Measurement of a deviation in micrometres: full, half or nothing."""
    ranges = [
        {"lower": "0", "upper": "15", "deduction": "0"},
        {"lower": "15", "upper": "30", "deduction": "0.30"},
    ]
    calculation = {"type": "RANGED_SCORE", "target": "0", "ranges": ranges}
    return [
        {
            "name": name,
            "kind": "measurement",
            "calculation": calculation,
            "requirement": "偏差，单位 μm，最大 30",
        }
        for name in names
    ]


def judged(names: Iterable[str]) -> list[Document]:
    """Judgement by three judges, with the text of every level."""
    return [{"name": name, "kind": "judgement", "levels": list(LEVELS)} for name in names]
