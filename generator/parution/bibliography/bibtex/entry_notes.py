"""Reads the field ``note``: what identifies a document, its state, and the words left over.

Programs fill it with what they keep elsewhere (« Publisher: Elsevier »), people with private
remarks and with facts that have no field in Zotero: « JORF n° 3 du 4 janvier 2020 », « NNT :
2021NANT1234 », « Preprint », « Retracted ».
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from parution.bibliography.bibtex.entry_dates import STATES_IN_WORDS
from parution.bibliography.bibtex.entry_types import THESES
from parution.bibliography.bibtex.latex import convert_to_plain
from parution.bibliography.identifiers import DOI_IN_NOTE, NNT, PMID_IN_NOTE
from parution.bibliography.partial_dates import PartialDate, parse_partial_date, read_words
from parution.language.typography import NO_BREAK
from parution.patterns import compile_late

LONGEST_READ = 2_000
"""Characters of a note that are read; the rest is left over."""

LONGEST_NOTE = 300
"""Characters of a note that may hold nothing but an address, and when it was consulted."""

CONSULTED = compile_late(
    r"[\[(]?\s*(?:(?:online|en ligne)\s*[;,:.]?\s*)?(?:last\s+|page\s+|dernier\s+)?"
    r"(?:accessed|cited|visited|cité[es]*|consulté[es]*|disponible|accès|retrieved)\s*(?:on|le|:)?\s*"
    r"((?:\d{1,2}(?:er)?|\d{4})[\s/.-]+(?:[^\W\d_]+\.?|\d{1,2})[\s/.-]+\d{1,4}"
    r"|[A-Z][a-z]+\.? \d{1,2}, \d{4})"
    r"\s*[\])]?\.?",
    re.IGNORECASE,
)
"""« [Online; accessed 3-May-2020] », « Consulté le 3 mai 2020 »."""

IN_FRENCH_WORDS = compile_late(r"cité|consulté|disponible|accès", re.IGNORECASE)
"""Words after which a day comes before its month, « 03/05/2023 »."""

LINE_END = re.compile(r"\n|\\\\(?=\s|$)")
DIGIT = compile_late(r"\d")
AFTER_NUMBER_SIGN = compile_late(r"(n[°ºo])\s*(?=\d)")
NNT_IN_NOTE = compile_late(rf"\bNNT\s*:?\s*({NNT})\b", re.IGNORECASE)
HAL_IN_NOTE = compile_late(r"\b((?:hal|tel|dumas|halshs|inserm)-\d{8}(?:v\d+)?)\b", re.IGNORECASE)

OF_ENDNOTE = compile_late(r"(?:\d{4}-\d{3}[\dX](?: \((?:Print|Electronic|Linking)\))?[\s;]+)+")
"""ISSNs, with which EndNote begins the whole record of PubMed that it puts into a note."""

LABELS = (
    r"(?:[a-z]+(?:_[a-z]+)+|_?e?print(?: type)?|_?a?type|[\w .-]{0,30} Archive|E?-?IS[BS]N"
    r"|OCLC(?: Num)?|DOI|URL|PII|[GZ]SCC|Publisher|Place|Number|Issue|Volume|Pages"
    r"|Edition|Series|Section|Company|Distributor"
    r"|Institution|Label|Publication Title|Container-title|Conference Name|Issued|Accepted"
    r"|Submitted|Event[ -](?:place|title|date)|Original-date|Medium|Archive(?:_location)?"
    r"|Citation Key|tex\.[\w-]+|Google-Books-ID|Page Version ID|Genre|Journal Abbreviation"
    r"|Export Date|Read_Status\w*|HAL[ _]?ID)"
)
LABELLED = compile_late(
    rf"(?:^|(?<=\s)){LABELS}:\s*(?:(?!\s{LABELS}:).)*", re.IGNORECASE | re.MULTILINE
)
"""« Publisher: Elsevier », lines that Zotero writes into « Extra » for fields of other programs."""

ROUTINE = compile_late(
    r"cited[ -]by:?\s*\d+|\d+ (?:cit(?:ations?|ed by)|cites)\b(?:\s*\([^)]*\))?(?:\s*\[[^\]]*\])?"
    r"|\b\d+ cited by|e?pub(?:lished online)?(?: ahead of print)?\s*:?\s*"
    r"(?:\d{4}[ /-]\w{2,9}\.?(?:[ /-]\d{1,2})?|\d{1,2} \w{3,9}\.? \d{4}"
    r"|[A-Z]\w{2,8}\.? \d{1,2}, \d{4})"
    r"|epub ahead of print|online ahead of print|from duplicate \d+ \(.*\)|export date: [\d \w]+"
    r"|\barxiv:\s*[\w./-]+(?:\s*\[[\w.-]+\])?|\[?pubmed:\d+\]?|cairn\.info|^\s*0{2,}\d+\s*$",
    re.IGNORECASE,
)
"""What databases count, and days that the year of the document says already."""

DAY = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}(?:er)? [^\W\d_]{3,9}\.? \d{4}|[^\W\d_]{3,9}\.? \d{1,2}, \d{4}"
    r"|\d{4} [^\W\d_]{3,9}\.? \d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
SERVERS = r"medRxiv|bioRxiv|arXiv|SSRN|Research Square|Preprints(?:\.org)?|OSF|ChinaXiv|HAL"
PREPRINT = compile_late(
    rf"(?:(?P<server>{SERVERS})\s+)?(?:working paper or )?(?:pre-?print\b|prépublication\b"
    r"|document de travail ou prépublication)"
    rf"(?:\s+(?:at|on|in|sur|server)?\s*(?P<behind>{SERVERS})\b)?"
    r"(?:[\s,.;:(-]*(?:first\s+)?(?:posted|published|available|version|deposited|déposée?|publiée?"
    rf"|mise? en ligne)?\s*(?:online|en ligne)?\s*(?:on|le)?\s*:?\s*(?P<day>{DAY})\)?)?",
    re.IGNORECASE,
)

JORF = compile_late(
    r"(?:J\.?O\.?R\.?F\.?|J\.?O\.?|journal officiel(?: de la république française)?)(?![\w])"
    rf"(?:[\s,]*(?:n[°ºo]\.?|numéro)\s*\d{{1,4}})?(?:[\s,]*du\s+(?:{DAY}))?"
    r"(?:[\s,]*texte\s*(?:n[°ºo]\.?\s*)?\d+(?:\s*sur\s*\d+)?"
    r"|[\s,]*(?:pages?|pp?\.?)\s*\d+(?:\s*(?:-|–|et|à)\s*\d+)?){0,2}",
    re.IGNORECASE,
)
"""« JORF n°0003 du 4 janvier 2020, texte n° 5, p. 123 »: where a law was published."""

SUBJECT = r"(?:médecine(?: générale)?|pharmacie|odontologie|maïeutique|sages?-femmes?)"
KIND_OF_THESIS = compile_late(
    r"(?:thèse (?:d['’](?:exercice|état|université)|de doctorat)"
    r"|mémoire de (?:des|dea|du|diu|master))"
    rf"(?:\s*(?:de|en|:)\s*{SUBJECT})?\b|thèse (?:de|en) {SUBJECT}\b",
    re.IGNORECASE,
)
"""« Thèse d'exercice : médecine »; nothing that may be a remark."""

OF_SUDOC = compile_late(
    r"(?P<kind>thèse (?:d['’]exercice|de doctorat)|mémoire(?: de \w+)?)\s*:\s*"
    r"(?:[^:.\n]{2,80}\.\s*)?(?P<subject>[^:.\n]{2,80}?)\s*:\s*(?P<where>[^:\n]{2,80}?)\s*:\s*"
    r"(?P<year>\d{4})\b",
    re.IGNORECASE,
)
"""« Thèse d'exercice : Médecine. Médecine générale : Lille 2 : 2018 », as libraries catalogue."""

RETRACTED = compile_late(
    r"[\[(]? ?(?:(?:this )?(?:article|paper) )?(?:has been |a été )?"
    r"(?:retracted|rétractée?|withdrawn|retirée?)\b(?: (?:article|publication|paper|in)\b)?"
    r"|(?:article|publication|étude) (?:rétractée?|retirée?)\b|retraction in\b"
    r"|.*[\[(](?:retracted|withdrawn|rétractée?)\b",
    re.IGNORECASE,
)
"""The words with which a title, a note or an addition says that a document was withdrawn."""

WHOLLY_RETRACTED = compile_late(
    r"[\[(]?(?:retracted|rétractée?)(?: (?:article|publication|paper))?[\])]?"
    r"|article rétracté",
    re.IGNORECASE,
)
LETTERS = compile_late(r"[^\W\d_]{2}.*\w\)?|[^\W\d_].*[^\W\d_]\)?", re.DOTALL)
EDGES = " .,;:()[]-–"


class Note(NamedTuple):
    """What a note says."""

    fields: Mapping[str, str]
    """Fields that it gives to the entry, under the names of references."""
    left: str
    """The words that no field holds."""


def read_note(written: str, kind: str, fields: Mapping[str, str]) -> Note:
    """Return what the raw text of a note says of an entry of a kind, with these fields.

    >>> read_note("NNT : 2021NANT1234. À relire", "thesis", {})
    Note(fields={'nnt': '2021NANT1234'}, left='À relire')
    """
    lines = (convert_to_plain(line) for line in LINE_END.split(written[:LONGEST_READ]))
    text = "\n".join(filter(None, lines))
    if OF_ENDNOTE.match(text):
        return Note({}, "")
    for pattern in (PMID_IN_NOTE, DOI_IN_NOTE, LABELLED):
        text = pattern.sub("", text)
    found: dict[str, str] = {}
    for pattern, read in choose_facts(kind, fields):
        if (fact := pattern.search(text)) and (known := read(fact)):
            found |= known
            text = f"{text[: fact.start()]}{text[fact.end() :]}"
    whole = ROUTINE.sub("", text).strip(f"{EDGES}\n")
    if "pubstate" not in fields and (state := find_state(whole)):
        return Note({**found, "pubstate": state}, "")
    left = LETTERS.search(" ".join(whole.split()) + written[LONGEST_READ:])
    return Note(found, left[0] if left else "")


Fact = tuple[re.Pattern[str], Callable[[re.Match[str]], Mapping[str, str]]]


def choose_facts(kind: str, fields: Mapping[str, str]) -> Iterator[Fact]:
    """Yield patterns of facts that an entry of this kind may have, and what reads each."""
    if "nnt" not in fields:
        yield NNT_IN_NOTE, lambda fact: {"nnt": fact[1].upper()}
    if kind in THESES:
        if "hal" not in fields:
            yield HAL_IN_NOTE, lambda fact: {"hal": fact[1].lower()}
        if fields.keys().isdisjoint({"institution", "school"}):
            yield OF_SUDOC, lambda fact: read_catalogued_thesis(fact, fields)
        if "type" not in fields:
            yield KIND_OF_THESIS, lambda fact: {"type": fact[0].strip(EDGES)}
    if fields.keys().isdisjoint({"journal", "titleaddon"}):
        yield JORF, read_gazette
    elif may_name_issue(fields):
        yield JORF, read_issue_of_gazette
    if fields.keys().isdisjoint({"volume", "pubstate"}):
        yield PREPRINT, lambda fact: read_preprint(fact, fields)


def read_catalogued_thesis(fact: re.Match[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the university, and the kind if the entry does not say it."""
    kind = {"type": f"{fact['kind']} : {fact['subject']}"} if "type" not in fields else {}
    return kind | {"institution": fact["where"]}


def may_name_issue(fields: Mapping[str, str]) -> bool:
    """Return whether the journal is the official gazette, and no field says which issue of it."""
    is_whole = fields.keys().isdisjoint({"volume", "number", "pages", "titleaddon"})
    return is_whole and bool(JORF.fullmatch(fields.get("journal", "")))


def read_issue_of_gazette(fact: re.Match[str]) -> dict[str, str]:
    """Return the issue in place of the gazette's name alone."""
    said = read_gazette(fact)
    return {"journal": said["titleaddon"]} if said else {}


def read_gazette(fact: re.Match[str]) -> dict[str, str]:
    """Return where a law was published, unless only the gazette's name is said."""
    where = fact[0].strip(EDGES)
    return (
        {"titleaddon": AFTER_NUMBER_SIGN.sub(f"\\1{NO_BREAK}", where)}
        if DIGIT.search(where)
        else {}
    )


def read_preprint(fact: re.Match[str], fields: Mapping[str, str]) -> dict[str, str]:
    """Return the state of a preprint, its server and its day, where the entry lacks them."""
    found = {"pubstate": "prepublished"}
    server = fact["server"] or fact["behind"]
    if server and fields.keys().isdisjoint({"publisher", "journal", "institution", "howpublished"}):
        found["publisher"] = server
    date, known = read_day(fact["day"] or ""), fields.get("date") or fields.get("year", "")
    if date and "month" not in fields and known in ("", date.year):
        found["date"] = str(date)
    return found


def read_day(written: str) -> PartialDate | None:
    if date := parse_partial_date(written):
        return date
    found = read_words(written)
    return found[0] if found else None


def find_state(whole: str) -> str:
    """Return the state of a document that a whole note says; an empty string for other notes."""
    return (
        "retracted" if WHOLLY_RETRACTED.fullmatch(whole) else STATES_IN_WORDS.get(whole.lower(), "")
    )


def is_retracted(note: str) -> bool:
    """Return whether a title, a note or an addition says that a document was withdrawn.

    >>> is_retracted("RETRACTED: Effects of X"), is_retracted("Effects of retracted articles")
    (True, False)
    """
    begins = " ".join(note[:LONGEST_READ].split())
    return bool(RETRACTED.match(begins)) or "Retracted Publication" in note
