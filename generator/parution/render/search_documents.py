"""Makes the HTML documents under which the search indexes pages.

A document holds the page's own words, so that excerpts match the page. Four changes help readers
find it: characters that look alike become one; a space separates an elided article from its noun
(``l’ hypertension``; the browser removes it again); the presentation has the theme's keywords and
synonyms in a ``meta``; each reference is a heading of its own with its grade.
"""

from __future__ import annotations

import html as html_entities
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from parution.bibliography.vancouver.style import format_reference
from parution.citations.numbering import escape_key
from parution.domain import Minutes, Part, Reference, Theme
from parution.domain.messages import Message, Translate, message
from parution.domain.minutes import name_question_anchor
from parution.html_tree import Tree, get_inner_html
from parution.language.dates import word_date
from parution.patterns import compile_late
from parution.render.own_pieces import split_minutes
from parution.render.page_sources import PageKind, Source
from parution.render.sources_page import list_summarized, split_summaries
from parution.rendition import MARKER

SHORTENED = ("[cdjlmnst]", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu")
"""Words that elide their vowel."""


def write_elision_pattern(apostrophe: str) -> str:
    """Return a pattern for one form of apostrophe after an elided word."""
    behind = "|".join(rf"(?<=\b{word}{apostrophe})" for word in SHORTENED)
    return rf"{apostrophe}(?:{behind})(?=\w)"


ELISION = compile_late("|".join(map(write_elision_pattern, ("'", "’", "&#x27;"))), re.IGNORECASE)
"""The pattern searches for the apostrophe first, because it is rare, unlike the letters before
it."""

LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}", "-"),
        **dict.fromkeys("\N{HYPHEN BULLET}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
        **dict.fromkeys("´ˊˈʹʻʼʽ‘‛′‵＇՚ꞌ", "’"),
        **dict.fromkeys("“”„‟", "&quot;"),
        "…": "...",
        **dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", ""),
        **{chr(sign): unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)},
    }
)
"""Characters that look like another and that Pagefind would take for part of a word, or that are
invisible, such as soft hyphens. Characters with a meaning of their own (« 10⁹ ») stay."""

LOOK_ALIKE = compile_late(f"[{''.join(map(chr, LOOK_ALIKES))}]")
"""Most texts hold few of them: searching for these is faster than translating every letter."""

REFERENCE_WEIGHT = 1.5
"""Weight of a reference's words in the search: its page has nothing else, and is short."""

SUMMARY_WEIGHT = 0.25
"""Weight of a word in summaries, their documents' names included; a word in a text weighs one."""

UNSEEN = compile_late(r"&(?:shy|zwnj|zwj|ZeroWidthSpace|#xAD|#173|#8203|#x200B);", re.IGNORECASE)

BETWEEN_WORDS = compile_late(r"[‒–—−](?<=\w.)(?=\w)")
"""A dash used as a hyphen: « mère–enfant »."""

FOR_BETA = compile_late(r"(?<!\w)ß")
"""The letter of German that many keyboards have, for the Greek one: « ß-bloquant »."""


def write_search_document(
    source: Source, title: str, content: Tree, cited: Iterable[str], translate: Translate
) -> str:
    """Return the HTML document under which a page is indexed; empty for a shell.

    `content` is the rendered Markdown of the page; for the part ``sources``, all summaries, one
    after the other. The document has no filters for Pagefind, which writes them in an order that
    differs from run to run: the evidence is in a ``meta`` that Pagefind does not read.
    """
    theme, part = source.theme, source.part
    if source.minutes is not None:
        return write_minutes_document(source, source.minutes, content, cited, translate)
    if source.kind is PageKind.PAGE:
        above = message("Page of the association").text(translate)
        return write_document(title, above, MARKER.sub("", strip_citations(content)), "")
    if theme is None or part is None:
        return ""
    if part is Part.REFERENCES:
        text = "".join(write_references(theme, translate))
        shown = theme.references
    elif part is Part.SOURCES:
        by_key = split_summaries(Tree(strip_citations(content)))
        text = MARKER.sub("", "".join(write_summaries(source, by_key, translate)))
        shown = tuple(reference for reference in theme.references if reference.key in by_key)
    else:
        # The search finds references on their own page.
        text = MARKER.sub("", strip_citations(content))
        keys = frozenset(cited)
        shown = tuple(reference for reference in theme.references if reference.key in keys)
    besides = write_keywords(theme) if part is Part.PRESENTATION else ""
    return write_document(title, theme.title, text, format_evidence(shown), besides)


def write_document(title: str, theme: str, text: str, evidence: str, besides: str = "") -> str:
    """Return the document of a page with a title, its theme's title, a text and its evidence."""
    body = normalize_words(
        f'<h1 data-pagefind-meta="title">{html_entities.escape(title)}</h1>'
        f'<p data-pagefind-weight="4" data-pagefind-meta="theme">'
        f"{html_entities.escape(theme)}</p>{text}"
    )
    return (
        f'<!doctype html><html lang="fr"><head><title>{html_entities.escape(title)}</title>'
        f'<meta name="evidence" content="{evidence}">{besides}</head><body>{body}</body></html>'
    )


def write_minutes_document(
    source: Source, minutes: Minutes, content: Tree, cited: Iterable[str], translate: Translate
) -> str:
    """Return the document of a group's minutes: the text, each question, and its answer."""
    day = word_date(minutes.day, translate, weekday=False)
    pieces = split_minutes(Tree(strip_citations(content)))
    text = [pieces.get("text", "")]
    for number, question in enumerate(minutes.questions, start=1):
        asked = html_entities.escape(question.text)
        text.append(f'<h2 id="{name_question_anchor(number)}">{asked}</h2>')
        text.append(f"<p>{html_entities.escape(' · '.join(question.terms))}</p>")
        text.append(pieces.get(f"answer:{number}", ""))
    keys = frozenset(cited)
    shown = format_evidence(each for each in source.references if each.key in keys)
    title = message("Meeting of %(day)s", day=day).text(translate)
    return write_document(title, source.title, "".join(text), shown)


def strip_citations(text: Tree) -> str:
    """Return a text without its list of references and without the numbers of its citations.

    The same number means another document on each page. Of a citation only the author named in the
    sentence stays; without one, the space before the citation goes too.
    """
    bare = text.copy()
    bare.remove("section.references")
    for citation in bare.find("span.citations"):
        kept, bracket, _ = get_inner_html(citation).partition("[")
        if not bracket:
            continue
        before = citation.prev
        if not kept and before is not None and before.is_text_node:
            before.replace_with((before.text_content or "").removesuffix(" "))
        citation.inner_html = kept
        citation.unwrap()
    return bare.html


def normalize_words(html: str) -> str:
    """Return the HTML with its words normalized to the forms that people search for.

    >>> normalize_words("L´anti\N{NON-BREAKING HYPHEN}in\N{LATIN SMALL LIGATURE FL}ammatoire")
    'L’ anti-inflammatoire'
    """
    composed = unicodedata.normalize("NFC", UNSEEN.sub("", html))
    unlike = LOOK_ALIKE.sub(lambda found: found[0].translate(LOOK_ALIKES), composed)
    return split_elisions(FOR_BETA.sub("β", BETWEEN_WORDS.sub("-", unlike)))


def split_elisions(html: str) -> str:
    """Put a space after elided words, since nobody searches for ``l’asthme``.

    >>> split_elisions("<p>L’asthme qu'il a</p>")
    "<p>L’ asthme qu' il a</p>"
    """

    def apart(found: re.Match[str]) -> str:
        in_tag = html.rfind("<", 0, found.start()) > html.rfind(">", 0, found.start())
        return found[0] if in_tag else f"{found[0]} "

    return ELISION.sub(apart, html)


def write_keywords(theme: Theme) -> str:
    """Return a ``meta`` with the theme's question, keywords and synonyms: searched, not shown."""
    words = " · ".join((theme.question or "", *theme.keywords, *theme.synonyms))
    content = normalize_words(html_entities.escape(words))
    return f'<meta data-pagefind-meta="words[content]" content="{content}">'


def write_references(theme: Theme, translate: Translate) -> Iterator[str]:
    """Yield each reference of a theme as a heading with its evidence."""
    for reference in theme.references:
        yield write_reference_heading(reference, REFERENCE_WEIGHT, translate)


def write_summaries(
    source: Source, by_key: Mapping[str, str], translate: Translate
) -> Iterator[str]:
    """Yield each document as a heading with its evidence, and its summary.

    Summaries weigh less than the dossier: a reader who searches a word wants the synthesis first,
    then the reference, then the summary.
    """
    for reference in list_summarized(source, by_key):
        yield write_reference_heading(reference, SUMMARY_WEIGHT, translate)
        yield f'<div data-pagefind-weight="{SUMMARY_WEIGHT}">{by_key[reference.key]}</div>'


def write_reference_heading(reference: Reference, weight: float, translate: Translate) -> str:
    """Return a reference as a heading with an id and its grade."""
    graded = " · ".join(words.text(translate) for words in word_evidence(reference))
    formatted = format_reference(reference, translate=translate)
    return (
        f'<h2 id="ref-{escape_key(reference.key)}" data-pagefind-weight="{weight}">'
        f"{formatted} {html_entities.escape(graded)}</h2>"
    )


def word_evidence(reference: Reference) -> Iterator[Message]:
    """Yield the words of a reference's badges for its grade and level."""
    if reference.grade:
        yield message("Grade %(grade)s", grade=reference.grade)
    if reference.level:
        yield message("Level of evidence %(level)s", level=reference.level)


def format_evidence(references: Iterable[Reference]) -> str:
    """Return the grades and levels among some references: ``A AE 1 2``; grades come first."""
    found = {str(mark) for one in references for mark in (one.grade, one.level) if mark}
    return " ".join(sorted(found, key=lambda mark: (mark.isdigit(), mark)))
