"""The sentences of an award certificate, in Chinese and in English."""

from datetime import date

from competition.certificates.text import CertificateText

CLOSING = "特发此证，以资鼓励。"
DIGITS = "〇一二三四五六七八九"


def formal_body(text: CertificateText) -> str:
    """What comes before the award on its own line."""
    return f"在{text.competition.zh}{text.skill.zh}赛项{text.stage}中，荣获"


def minimal_body(text: CertificateText) -> str:
    """The whole sentence in Chinese; the recipient stands above it."""
    return f"在{text.competition.zh}{text.skill.zh}赛项中荣获{text.award.zh}，{CLOSING}"


def english_body(text: CertificateText) -> str:
    """The whole sentence in English, or nothing when a part has no English."""
    award, skill, competition = text.award.en, text.skill.en, text.competition.en
    if not (award and skill and competition):
        return ""
    return (
        f"{'have' if len(text.names) > 1 else 'has'} won the {award} in {skill} at {competition}. "
        "This certificate is awarded in recognition of outstanding achievement."
    )


def unbroken(text: CertificateText) -> tuple[str, ...]:
    """What no line end may split."""
    return ("赛项", "荣获", "决赛", text.award.zh, text.award.en)


def chinese_date(day: date) -> str:
    """二〇二六年十一月二十二日."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{below_hundred(day.month)}月{below_hundred(day.day)}日"


def below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return ten + (DIGITS[ones] if ones else "")
