"""Invented people and places; every name and identity number follows from a number."""

from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import ric

FAMILY = (
    ("林", "Lin"), ("周", "Zhou"), ("陈", "Chen"), ("许", "Xu"), ("沈", "Shen"), ("何", "He"),
    ("唐", "Tang"), ("罗", "Luo"), ("魏", "Wei"), ("邓", "Deng"), ("秦", "Qin"), ("彭", "Peng"),
    ("江", "Jiang"), ("曹", "Cao"), ("苏", "Su"), ("夏", "Xia"), ("卢", "Lu"), ("顾", "Gu"),
    ("欧阳", "Ouyang"),
)  # fmt: skip
GIVEN = (
    ("启航", "Qihang"), ("望舒", "Wangshu"), ("嘉木", "Jiamu"), ("砚秋", "Yanqiu"),
    ("以宁", "Yining"), ("书远", "Shuyuan"), ("景明", "Jingming"), ("长庚", "Changgeng"),
    ("子衿", "Zijin"), ("牧之", "Muzhi"), ("予安", "Yu'an"), ("若谷", "Ruogu"), ("磊", "Lei"),
    ("知微", "Zhiwei"), ("清和", "Qinghe"), ("云帆", "Yunfan"), ("敏", "Min"),
)  # fmt: skip
DISTRICTS = (
    ("01", "云岭区", "Yunling District"),
    ("02", "临港新区", "Lingang New Area"),
    ("03", "青石区", "Qingshi District"),
    ("04", "白鹭县", "Bailu County"),
    ("05", "南屏区", "Nanping District"),
    ("06", "石桥县", "Shiqiao County"),
    ("07", "江北工业园", "Jiangbei Industrial Park"),
    ("08", "东湖区", "Donghu District"),
)
WORKSHOPS = (
    ("W1", "江城重工机修厂", "Jiangcheng Heavy Repair Works"),
    ("W2", "江城重工动力厂", "Jiangcheng Heavy Power Works"),
    ("W3", "江城重工总装厂", "Jiangcheng Heavy Assembly Works"),
)
PROVINCES = (
    ("JC", "江城市代表团", "Jiangcheng Delegation"),
    ("HD", "海东省代表团", "Haidong Delegation"),
    ("BS", "北朔省代表团", "Beishuo Delegation"),
    ("NL", "南岭省代表团", "Nanling Delegation"),
)
BIRTHPLACE = "110101"  # a valid code; the people are nobody's
EARLIEST = date(1986, 1, 4)
DAYS = 5000


@dataclass(frozen=True)
class Somebody:
    """An invented person."""

    name: str
    name_en: str
    born: date
    identity_number: str


def somebody(number: int) -> Somebody:
    """The invented person with this number; different numbers below 323 have different names."""
    family, family_en = FAMILY[number % len(FAMILY)]
    given, given_en = GIVEN[number % len(GIVEN)]
    born = EARLIEST + timedelta(days=number * 619 % DAYS)
    stem = f"{BIRTHPLACE}{born:%Y%m%d}{number % 1000:03d}"
    return Somebody(
        name=family + given,
        name_en=f"{family_en} {given_en}",
        born=born,
        identity_number=stem + ric.calc_check_digit(f"{stem}0"),  # it leaves out the last
    )
