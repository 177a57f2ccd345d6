"""The catalogue file: brought up to date, filled, compiled, doubted.

It keeps file names but no line numbers and no dates, sorted by sentence, so that a change of the
sources is a small change of the file.
"""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from sources import Found

LOCALE = "zh_Hans"
FILE = Path("competition/translations") / LOCALE / "LC_MESSAGES/messages.po"
NOISE = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator'
    rb"|Language-Team):.*\n",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*(?:[!:][^{}]*)?\}")
HEADER = "# Chinese sentences of Saiwu. Written by scripts/translate."


def load(path: Path) -> Catalog:
    """The catalogue at `path`, or an empty one."""
    if not path.exists():
        return Catalog(locale=LOCALE)
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def merged(found: Iterable[Found], old: Catalog) -> Catalog:
    """Exactly the sentences found, with the translations that `old` has of them."""
    new = Catalog(locale=LOCALE, project="saiwu", version="1", header_comment=HEADER, fuzzy=False)
    for sentence in found:
        new.add(sentence.msgid, locations=[(sentence.file, 0)])
    for message in sentences(new):
        before = old.get(singular(message))
        if before is not None and before.pluralizable == message.pluralizable:
            message.string = before.string
            if before.fuzzy:
                message.flags.add("fuzzy")
    return new


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """The messages without the header, which gettext keeps under the empty sentence."""
    return (message for message in catalogue if message.id)


def rendered(catalogue: Catalog) -> bytes:
    """The text of the catalogue file."""
    out = BytesIO()
    write_po(out, catalogue, width=0, sort_output=True, include_lineno=False)
    return NOISE.sub(b"", out.getvalue())


def compiled(catalogue: Catalog) -> bytes:
    """The form that gettext reads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def translation(message: Message) -> str:
    """The one Chinese form: Chinese has no plural."""
    text = message.string or ""
    return text if isinstance(text, str) else text[0]


def difference(message: Message, text: str) -> str | None:
    """What is wrong with the placeholders of `text` as a translation of `message`."""
    source = message.id if isinstance(message.id, str) else message.id[1]
    wanted, given = set(PLACEHOLDER.findall(source)), set(PLACEHOLDER.findall(text))
    if wanted == given:
        return None
    lacking, added = sorted(wanted - given), sorted(given - wanted)
    return f"placeholders differ: lacks {lacking}, adds {added}"


def fault(message: Message) -> str | None:
    """Why this message may not be shown to a Chinese reader."""
    text = translation(message)
    if not text:
        return "not translated"
    if message.fuzzy:
        return "marked as uncertain (fuzzy)"
    return difference(message, text)
