"""Parses locators: the page, chapter or figure of a citation, in French or English words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType

from parution.patterns import compile_late

LABELS = MappingProxyType(
    {
        "page": ("p.", "pp.", "page", "pages"),
        "chapter": ("chap.", "chaps.", "chapter", "chapters", "chapitre", "chapitres"),
        "section": ("sec.", "secs.", "sect.", "section", "sections", "§", "§§"),
        "paragraph": ("par.", "para.", "paras.", "paragr.", "paragraph", "paragraphs",
                      "paragraphe", "paragraphes", "¶", "¶¶"),
        "figure": ("fig.", "figs.", "figure", "figures"),
        "table": ("tab.", "tabl.", "table", "tables", "tableau", "tableaux"),
        "column": ("col.", "cols.", "column", "columns", "colonne", "colonnes"),
        "line": ("l.", "ll.", "line", "lines", "ligne", "lignes"),
        "note": ("n.", "nn.", "note", "notes"),
        "number": ("no.", "nos.", "n°", "nº", "number", "numbers", "numéro", "numéros"),
        "appendix": ("app.", "appendix", "appendices", "annexe", "annexes", "ann."),
        "part": ("pt.", "pts.", "part", "parts", "partie", "parties"),
        "volume": ("vol.", "vols.", "volume", "volumes", "tome", "tomes", "t."),
        "book": ("bk.", "bks.", "book", "books", "livre", "livres"),
        "folio": ("fol.", "fols.", "folio", "folios"),
        "opus": ("op.", "opp.", "opus"),
        "sub verbo": ("s.v.", "s.vv.", "sub verbo", "sub verbis"),
        "verse": ("v.", "vv.", "verse", "verses", "verset", "versets"),
        "box": ("box", "boxes", "encadré", "encadrés"),
    }
)  # fmt: skip
"""The words for each kind of locator: Pandoc's English ones, and French ones."""

KINDS = MappingProxyType({word: kind for kind, words in LABELS.items() for word in words})

SHORT = MappingProxyType(
    {
        "page": "p.", "chapter": "chap.", "section": "sect.", "paragraph": "paragr.",
        "figure": "fig.", "table": "tabl.", "column": "col.", "line": "l.", "note": "note",
        "number": "n°", "appendix": "annexe", "part": "partie", "volume": "vol.", "book": "livre",
        "folio": "fol.", "opus": "op.", "sub verbo": "s.v.", "verse": "v.", "box": "encadré",
    }
)  # fmt: skip
"""The French abbreviation printed for each kind."""

_WORDS = "|".join(re.escape(word) for word in sorted(KINDS, key=len, reverse=True))
_NUMBER = r"(?=[\w.:-]*\d|[ivxlcdm]+\b)[^\W_][\w.:/]*(?:\s*[-–—]+\s*[\w.:]*[^\W_])?"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:,|&|et|and)\s*{_NUMBER})*"

_ROMAN = r"(?=[ivxl])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?=\s*(?:$|[-–—,;]))"
_YEAR = r"(?:19|20)\d\d(?!\s*[-–—])(?![\w.:/])"
_ORDINAL = r"\d+(?:er?|[eè]?re|[eè]me|nde?|st|rd|th)s?\b"
_NOTHING_COUNTED = r"(?=[\s\u00a0\u202f]*(?:$|[,;][\s\u00a0\u202f]+(?!\d)|\.(?:\s|$)))"
_MEASURED = (
    r"(?-i:[a-df-z]\d|\d+(?:[.,]\d|/\d|(?![a-f]\b)[A-Za-zµ°²³⁰-₉])|0\s*[-–—]"
    r"|(?:1[5-9]|20)\d\d\s*[-–—]+\s*(?:1[5-9]|20)\d\d(?!\w))"
)
"""« x2 », « 2,5 », « 1/3 », « 8h30 », « 10⁹ », « 0-10 », « 1990-2000 » are no pages; « 12a » is."""
_ALONE = (
    rf"(?!{_ORDINAL}|{_YEAR}|{_MEASURED})"
    rf"(?:(?=[\w.:/-]*\d)|(?={_ROMAN}))(?>{_NUMBERS}){_NOTHING_COUNTED}"
)
"""Numbers without a word before them are pages if no word follows, since they would count it (« 12
500 patients », « 2 fois par jour », « 24 h », « 1 sur 10 »), and if they are no year. Roman ones
must be valid numbers: « il », « dix » and « mi » consist of the same letters."""
LOCATOR = compile_late(
    rf"\s*[,:|]?\s*(?:\{{(?P<braced>[^{{}}]*)\}}|(?P<label>{_WORDS})[\s\u00a0\u202f]*(?P<numbers>{_NUMBERS})|(?P<alone>{_ALONE}))",
    re.IGNORECASE,
)
IN_BRACES = compile_late(
    rf"\s*(?:(?P<label>{_WORDS})[\s\u00a0\u202f]*)?(?P<rest>.*)", re.I | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a document: ``Locator("page", "33-35")``."""

    kind: str
    """A key of `LABELS`; ``page`` for numbers without a word."""
    value: str

    def __str__(self) -> str:
        return f"{SHORT[self.kind]}\u00a0{self.value}" if self.value else SHORT[self.kind]


def split_locator(suffix: str) -> tuple[Locator | None, str]:
    """Split the text after a key into its locator and the rest.

    >>> split_locator(", pp. 33-35, et ailleurs")
    (Locator(kind='page', value='33-35'), ', et ailleurs')
    """
    if not suffix:
        return None, suffix
    found = LOCATOR.match(suffix)
    if not found:
        return None, suffix
    if found["braced"] is not None:
        inside = IN_BRACES.fullmatch(found["braced"])
        if inside is None or not found["braced"].strip():
            return None, suffix[found.end() :]
        return make_locator(inside["label"], inside["rest"]), suffix[found.end() :]
    return make_locator(found["label"], found["numbers"] or found["alone"]), suffix[found.end() :]


def make_locator(label: str | None, value: str) -> Locator:
    kind = find_kind(label) if label else "page"
    return Locator(kind, " ".join(value.split()).replace("--", "-").strip())


def find_kind(label: str) -> str:
    """Return the kind of place that a word names, in whatever case, also in letters of a scan.

    >>> find_kind("Fig."), find_kind("fıg.")
    ('figure', 'figure')
    """
    # Without regard to case, a pattern takes ſ for s and ı for i, which lower() does not.
    words = (word for word in KINDS if re.fullmatch(re.escape(word), label, re.IGNORECASE))
    return KINDS[next(words)]
