"""A record of another format on its way to a reference, and what all formats have in common."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from parution.bibliography.bibtex.person_names import OF_A_BODY, OTHERS, names
from parution.bibliography.partial_dates import read_month
from parution.domain import Name

TAGS_OF_HTML = re.compile(r"</?(?:i|b|em|strong|sub|sup|span|sc|u|p)\b[^<>]*>", re.IGNORECASE)
SPACE = re.compile(r"[ \t\n\r]+")
YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
SLASHES = re.compile(r"(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?\b.*", re.DOTALL)
ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")
ISBN = re.compile(r"\b(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
KEY = re.compile(r"[^\W_][\w:.+/-]{2,80}")


class NotInFormat(ValueError):
    """Raised for a text that is not in its format."""

    def __init__(self, line: int = 1) -> None:
        self.line = line
        """Where it ceases to be, counted from 1."""
        super().__init__(f"line {line}")


@dataclass(slots=True)
class EntryDraft:
    """A record as far as it is understood."""

    kind: str
    """The type of its entry."""
    fields: dict[str, str] = field(default_factory=dict)
    """By the names of BibLaTeX that references have."""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    key: str = ""
    """Empty where the record has none that can be cited."""
    left: tuple[str, ...] = ()
    """The fields of the record that are not kept, by their names there."""

    def keep(self, name: str, value: str) -> None:
        """Keep a value, if there is one, under a name that has none yet."""
        value = clean_text(value)
        if value:
            self.fields.setdefault(name, value)


class Values:
    """The values of a record by tag; remembers which were asked for."""

    def __init__(self, values: Mapping[str, list[str]]) -> None:
        self._values = {tag: [each for each in map(str.strip, written) if each]
                        for tag, written in values.items()}  # fmt: skip
        self._asked: set[str] = set()

    def all(self, *tags: str) -> list[str]:
        """Return every value of some tags."""
        self._asked.update(tags)
        return [value for tag in tags for value in self._values.get(tag, ())]

    def first(self, *tags: str) -> str:
        """Return the first value of some tags, in the order of the tags; nothing without one."""
        return next(iter(self.all(*tags)), "")

    def left(self) -> tuple[str, ...]:
        """Return the tags that have values and were never asked for."""
        return tuple(
            tag for tag, values in self._values.items() if values and tag not in self._asked
        )


def clean_text(value: str) -> str:
    """Return a value on one line, without the tags and entities of HTML."""
    value = html.unescape(TAGS_OF_HTML.sub("", value)) if "<" in value or "&" in value else value
    return SPACE.sub(" ", value).strip()


def read_people(written: Iterable[str]) -> tuple[Name, ...]:
    """Return people from « Family, Given » or bodies, one each.

    A body has no comma, ends with one, as EndNote marks it, or has words that only bodies have.

    >>> [name.literal for name in read_people(["University of Adelaide, Department of Health"])]
    ['University of Adelaide, Department of Health']
    """
    return tuple(_people(map(clean_text, written)))


def _people(written: Iterable[str]) -> Iterator[Name]:
    for each in written:
        family, comma, given = (part.strip() for part in each.partition(","))
        if not each:
            continue
        if each.lower() in ("et al.", "et al", "others"):
            yield OTHERS
            continue
        if comma and given and not (len(family.split()) > 1 and OF_A_BODY.search(family)):
            parts = [part.strip() for part in each.split(",")]
            if len(parts) == 3 and len(parts[2]) <= 4:
                parts = [parts[0], parts[2], parts[1]]  # RIS and EndNote: « Family, Given, Jr. »
            yield from names(", ".join(parts).replace("{", "").replace("}", ""))
        elif not comma and (short := names(each)) and _is_short(short, each):
            yield from short
        else:
            yield Name(literal=each.replace(",,", ",").rstrip(", "))


def _is_short(people: tuple[Name, ...], written: str) -> bool:
    """Tell whether « Dupont JB » stands there, rather than a body."""
    return len(people) == 1 and people[0].given.replace(".", "").isupper() and (
        len(people[0].given) <= 4 and not OF_A_BODY.search(written)
    )  # fmt: skip


def read_date(written: str) -> str:
    """Return a date as BibLaTeX writes it; nothing for what is none.

    >>> read_date("2016 Apr 19"), read_date("2013/07/28"), read_date("2016 May-Jun")
    ('2016-04-19', '2013-07-28', '2016-05/2016-06')
    """
    written = written.strip().strip("/")
    if found := SLASHES.fullmatch(written):
        return "-".join(part.zfill(2) for part in found.groups() if part and int(part))
    year = YEAR.search(written)
    if not year:
        return ""
    rest = written.replace(year[0], " ", 1).strip(" ,./")
    found_month = read_month(rest, year[0]) if rest else None
    if not found_month:
        return year[0]
    first, last = found_month
    return f"{first}/{last}" if last else str(first)


def keep_numbers(draft: EntryDraft, written: Iterable[str]) -> None:
    """Keep the ISSN of what appears in issues, the ISBN of the rest."""
    for each in written:
        if found := ISBN.search(each):
            draft.keep("isbn", found[0])
        elif found := ISSN.search(each):
            draft.keep("issn", found[0])


def keep_pages(draft: EntryDraft, first: str, last: str = "") -> None:
    """Keep the first and the last page."""
    first, last = first.strip(), last.strip()
    draft.keep("pages", f"{first}--{last}" if first and last and last not in first else first)


def usable_key(written: str) -> str:
    """Return a key of a record where it can be cited as it is; else nothing."""
    return written if KEY.fullmatch(written) and not written.isdigit() else ""
