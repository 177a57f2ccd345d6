"""Who acts in the demo season, and how they sign in."""

from dataclasses import dataclass
from datetime import datetime

from competition.people.models import Person, User
from competition.people.operations import add_user, appoint, organisation_named
from competition.people.queries import user_named
from competition.people.rules import Role

PASSWORD = "Jiangcheng-2026"  # noqa: S105 - of the invented people, printed at every start

CONTESTANT = "contestant"
BUREAU = "江城市职业技能鉴定指导中心"
JUDGES = (
    ("hanzhao", "韩昭", "Han Zhao"),
    ("tangwenbo", "唐文博", "Tang Wenbo"),
    ("qiaoyun", "乔云", "Qiao Yun"),
    ("fangjin", "方瑾", "Fang Jin"),
    ("mengqi", "孟琪", "Meng Qi"),
)


@dataclass(frozen=True)
class Cast:
    """The invented users."""

    administrator: User
    organiser: User
    chief: User
    judges: tuple[User, ...]
    leader: User
    inspector: User


def make_cast(now: datetime) -> Cast:
    """Add every user; the administrator is appointed, the others are where they work."""
    bureau = organisation_named(BUREAU)

    def user(username: str, name: str, name_en: str) -> User:
        return add_user(
            username, name, PASSWORD, name_en=name_en, organisation=bureau, now=now, by=None
        )

    cast = Cast(
        administrator=user("admin", "管理员", "Administrator"),
        organiser=user("linruoxi", "林若溪", "Lin Ruoxi"),
        chief=user("gujingxing", "顾景行", "Gu Jingxing"),
        judges=tuple(user(*judge) for judge in JUDGES),
        leader=user("luoyiming", "罗一鸣", "Luo Yiming"),
        inspector=user("shenzhiwei", "沈知微", "Shen Zhiwei"),
    )
    appoint(cast.administrator, Role.ADMINISTRATOR, now=now, by=None)
    return cast


def give_log_in(person: Person, *, now: datetime) -> None:
    """Let a contestant sign in too."""
    person.user = add_user(
        CONTESTANT, person.name, PASSWORD, name_en=person.name_en, now=now, by=None
    )


def is_demo() -> bool:
    """Whether the invented organiser is in the database."""
    return user_named("linruoxi") is not None


LOG_INS = (
    ("admin", "administrator"),
    ("linruoxi", "organiser"),
    ("gujingxing", "chief judge"),
    ("hanzhao", "judge"),
    ("luoyiming", "delegation leader"),
    ("shenzhiwei", "inspector"),
    (CONTESTANT, "contestant"),
)
