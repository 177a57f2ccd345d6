"""What a certificate says about a winner, what is missing for it, and what no longer agrees."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from competition.certificates.text import Bilingual, CertificateText, Design, Issuer, Tone
from competition.events.rules import Group
from judging.sentences import Sentence, say

AWARDS: dict[str, tuple[Bilingual, Tone]] = {
    "gold": (Bilingual("金牌", "Gold Medal"), Tone.GOLD),
    "silver": (Bilingual("银牌", "Silver Medal"), Tone.SILVER),
    "bronze": (Bilingual("铜牌", "Bronze Medal"), Tone.BRONZE),
    "excellence": (Bilingual("优胜奖", "Excellence Award"), Tone.EXCELLENCE),
    "first_prize": (Bilingual("一等奖", "First Prize"), Tone.GOLD),
    "second_prize": (Bilingual("二等奖", "Second Prize"), Tone.SILVER),
    "third_prize": (Bilingual("三等奖", "Third Prize"), Tone.BRONZE),
}
GROUPS = {
    Group.STAFF: Bilingual("（职工组）", " (staff group)"),
    Group.STUDENT: Bilingual("（学生组）", " (student group)"),
    Group.TEACHER: Bilingual("（教师组）", " (teacher group)"),
    Group.OPEN: Bilingual(""),
}
HONORIFICS = {Group.STUDENT: "同学", Group.TEACHER: "老师"}
USUAL_HONORIFIC = "同志"


@dataclass(frozen=True)
class Occasion:
    """What is the same on every certificate of an event."""

    competition: Bilingual
    event: Bilingual
    issuer: Bilingual
    group: Group


@dataclass(frozen=True)
class Winner:
    """A person of a published row with an award; `unit` is the delegation."""

    name: str
    name_en: str
    unit: str
    award: str
    place: int | None


def skill(occasion: Occasion) -> Bilingual:
    """The event with its group: two groups of one skill give different certificates."""
    group = GROUPS[occasion.group]
    english = occasion.event.en and occasion.event.en + group.en
    return Bilingual(occasion.event.zh + group.zh, english)


def with_article(name: str) -> str:
    """The name of a competition inside an English sentence."""
    return name if not name or name.lower().startswith("the ") else f"the {name}"


def text_for(
    design: Design,
    occasion: Occasion,
    winner: Winner,
    *,
    number: str,
    check_url: str,
    issued_on: date,
) -> CertificateText:
    """What is printed; an award without a wording is printed as its code, and is a gap."""
    award, tone = AWARDS.get(winner.award, (Bilingual(winner.award), Tone.EXCELLENCE))
    bilingual = design is Design.MINIMAL
    return CertificateText(
        design=design,
        tone=tone,
        number=number,
        check_url=check_url,
        names=(winner.name,),
        latin_name=winner.name_en if bilingual and winner.name_en != winner.name else "",
        competition=Bilingual(occasion.competition.zh, with_article(occasion.competition.en)),
        skill=skill(occasion),
        award=award,
        issuers=(Issuer(occasion.issuer),),
        issued_on=issued_on,
        honorific=HONORIFICS.get(occasion.group, USUAL_HONORIFIC),
        unit=winner.unit,
    )


def gaps(design: Design, occasion: Occasion, winner: Winner) -> Iterator[Sentence]:
    """Why the certificate would be incomplete; nothing when it would not."""
    if not winner.name.strip():
        yield say("The name is missing.")
    if winner.award not in AWARDS:
        yield say("There is no wording for the award “{award}”.", award=winner.award)
    if not occasion.issuer.zh.strip():
        yield say("The competition has no organiser, who issues the certificates.")
    if design is Design.MINIMAL:
        yield from english_gaps(occasion, winner)


def english_gaps(occasion: Occasion, winner: Winner) -> Iterator[Sentence]:
    if not winner.name_en.strip() and not winner.name.isascii():
        yield say("The name in Latin letters is missing.")
    if not occasion.competition.en.strip():
        yield say("The competition has no English name.")
    if not occasion.event.en.strip():
        yield say("The event has no English name.")
    if not occasion.issuer.en.strip():
        yield say("The organiser has no English name.")


def content_of(text: CertificateText, occasion: Occasion, winner: Winner) -> dict[str, Any]:
    """What was certified, as plain JSON: kept beside the file, shown to whoever checks it."""
    return {
        "design": text.design.value,
        "title": asdict(text.title),
        "names": list(text.names),
        "latin_name": text.latin_name,
        "unit": text.unit,
        "competition": asdict(occasion.competition),
        "skill": asdict(text.skill),
        "award": asdict(text.award),
        "award_code": winner.award,
        "place": winner.place,
        "issuers": [asdict(issuer.name) for issuer in text.issuers],
        "issued_on": text.issued_on.isoformat(),
    }


@dataclass(frozen=True)
class Difference:
    """Something that a certificate says and that would be printed otherwise now."""

    field: str
    printed: str
    now: str


def differences(printed: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """Where two contents disagree, in what the first one's design shows."""
    bilingual = printed["design"] == Design.MINIMAL.value
    old, new = said_in(printed, bilingual=bilingual), said_in(now, bilingual=bilingual)
    return [Difference(name, old[name], new[name]) for name in old if old[name] != new[name]]


def said_in(content: Mapping[str, Any], *, bilingual: bool) -> dict[str, str]:
    """The statements of a content, by field."""

    def both(text: Mapping[str, str]) -> str:
        return f"{text['zh']} {text['en']}".strip() if bilingual else text["zh"]

    latin = [content["latin_name"]] if bilingual and content["latin_name"] else []
    return {
        "name": " ".join([*content["names"], *latin]),
        "unit": "" if bilingual else content["unit"],
        "competition": both(content["competition"]),
        "event": both(content["skill"]),
        "award": both(content["award"]),
        "place": "" if content["place"] is None else str(content["place"]),
        "issuer": " ".join(both(issuer) for issuer in content["issuers"]),
    }
