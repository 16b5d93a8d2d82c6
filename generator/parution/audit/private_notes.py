"""Private content of ``.bib`` files that no site may hold: notes, paths, abstracts.

Reading drops these fields long before rendering. The audit takes them from the files' own bytes,
with lists of its own: a field in neither list is private.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from parution.audit.comparable import split_words

FOLDER = "bibliography"

SHOWN = frozenset(
    """
    access address addendum archiveprefix author booksubtitle booktitle chapter chapternumber
    crossref date doi edition editor editortype eid eprint eprintclass eprinttype eventdate
    eventtitle grade hal howpublished institution interests interests_note isbn issn issue journal
    journalsubtitle journaltitle langid language level location maintitle month nnt number
    organization origdate pages pagetotal part pmcid pmid primaryclass publisher pubstate scheme
    school series shortjournal subtitle title titleaddon type url urldate venue version volume
    volumes xdata year
    """.split()  # noqa: SIM905
)
"""Fields that a site may show."""

TECHNICAL = frozenset(
    """
    accessed archive archivelocation arxiv bdsk-url-1 bdsk-url-2 bibsource biburl bookauthor
    bookpagination booktitleaddon collection copyright date-added date-modified dateadded
    datemodified day doctype endmonth endyear eventtitleaddon firstpage hyphenation id ids
    indextitle issuesubtitle issuetitle journalabbreviation journaltitleaddon label langidopts
    lastchecked lastpage library mainsubtitle maintitleaddon nationality nihms origlanguage
    origlocation origpublisher origtitle pagination posted-at posted-date preprint publication-type
    refid reprinttitle rights shortauthor shorteditor shorthand shortseries shorttitle sortkey
    sortname sorttitle sortyear source timestamp translator unique-id urltype web_url
    """.split()  # noqa: SIM905
)
"""Fields that a site does not show, but whose content is not private."""

FIELD = re.compile(r"(?<![\w+.:/-])([A-Za-z][\w+.:/-]*)\s*=\s*")
MACRO = re.compile(r"@string\s*[{(]\s*$", re.IGNORECASE)
DELIMITER = re.compile(r"[{}\"]")
BARE = re.compile(r"[^\s,{}()#\"=]*")
JOINED = re.compile(r"\s*#\s*")

LABEL = re.compile(r"^\s*[\w -]{1,30}:\s")
"""A label such as ``Publisher: ``, with which Zotero begins a line of a note."""

IDENTIFIER = re.compile(r"\s*PMC?ID\b", re.IGNORECASE)
"""An identifier that the product extracts from a note and shows."""

FACT = frozenset(
    """
    d de des diplome du en et exercice generale jo jorf journal la maitrise master medecine memoire
    n nnt officiel p page pages pharmacie pp pour preprint republique francaise retracted sur texte
    these janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
    """.split()  # noqa: SIM905
)
"""Words that a line may hold, beside numbers, to be one of the facts that the product shows."""

NUMBER = re.compile(r"(?:n?\d+(?:er)?|(?:19|20)\d\d[a-z][a-z0-9]{7})")


def list_private_notes(project: Path, folder: str = FOLDER) -> Iterator[str]:
    """Yield the lines of every private field of every ``.bib`` file in a project's folder."""
    paths = sorted((project / folder).rglob("*.bib"))
    read = [tuple(list_fields(path.read_text("utf-8", errors="replace"))) for path in paths]
    shown = "\n".join(pad_words(text) for each in read for name, text in each if name in SHOWN)
    for name, text in (field for each in read for field in each):
        if name not in SHOWN and name not in TECHNICAL:
            for line in text.splitlines():
                if not is_shown(line, shown):
                    yield line


def is_shown(line: str, shown: str) -> bool:
    """Return whether a line of a note only repeats fields that a site may show."""
    if IDENTIFIER.match(line):
        return True
    if all(word in FACT or NUMBER.fullmatch(word) for word in split_words(line)):
        return True
    return pad_words(line) in shown or pad_words(LABEL.sub("", line)) in shown


def pad_words(text: str) -> str:
    """Return the words of a text between spaces, so that ``in`` compares whole words."""
    return f" {' '.join(split_words(text))} "


def list_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of every field of a ``.bib`` file."""
    macros: dict[str, str] = {}
    position = 0
    while found := FIELD.search(text, position):
        name = found[1].casefold()
        written, position = read_whole_value(text, found.end(), macros)
        if MACRO.search(text, max(0, found.start() - 40), found.start()):
            macros[name] = written
        else:
            yield name, written


def read_whole_value(text: str, start: int, macros: Mapping[str, str]) -> tuple[str, int]:
    """Return a value, joining pieces around ``#``, and the offset of its end."""
    pieces = []
    while True:
        if text[start : start + 1] in ("{", '"'):
            piece = read_value(text, start + 1, text[start])
            start += len(piece) + 2
        else:
            bare = BARE.match(text, start)
            piece = bare[0] if bare else ""
            start += len(piece)
            piece = macros.get(piece.casefold(), piece)
        pieces.append(piece)
        joined = JOINED.match(text, start)
        if not joined:
            return "".join(pieces), start
        start = joined.end()


def read_value(text: str, start: int, opening: str) -> str:
    """Return the text between a field's delimiters; all the rest if they do not close."""
    depth = 0
    for match in DELIMITER.finditer(text, start):
        if match[0] == ("}" if opening == "{" else '"') and depth == 0:
            return text[start : match.start()]
        depth += {"{": 1, "}": -1, '"': 0}[match[0]]
    return text[start:]
