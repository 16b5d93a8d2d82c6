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
from parution.citations.numbering import anchor
from parution.domain import Minutes, Part, Reference, Theme
from parution.domain.messages import Message, Translate, message
from parution.domain.minutes import anchor_of_question
from parution.html_tree import Tree, inner
from parution.language.dates import day_in_words
from parution.render.own_texts import fragments
from parution.render.page_sources import PageKind, Source
from parution.render.sources_page import list_summarized, summaries
from parution.rendition import MARKER

SHORTENED = ("[cdjlmnst]", "qu", "jusqu", "lorsqu", "presqu", "puisqu", "quelqu", "quoiqu")
"""Words that elide their vowel."""


def elision(apostrophe: str) -> str:
    """Return a pattern for one form of apostrophe after an elided word."""
    behind = "|".join(rf"(?<=\b{word}{apostrophe})" for word in SHORTENED)
    return rf"{apostrophe}(?:{behind})(?=\w)"


ELISION = re.compile("|".join(map(elision, ("'", "’", "&#x27;"))), re.IGNORECASE)
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

LOOK_ALIKE = re.compile(f"[{''.join(map(chr, LOOK_ALIKES))}]")
"""Most texts hold few of them: searching for these is faster than translating every letter."""

REFERENCE_WEIGHT = 1.5
"""Weight of a reference's words in the search: its page has nothing else, and is short."""

SUMMARY_WEIGHT = 0.25
"""Weight of a word in summaries, their documents' names included; a word in a text weighs one."""

UNSEEN = re.compile(r"&(?:shy|zwnj|zwj|ZeroWidthSpace|#xAD|#173|#8203|#x200B);", re.IGNORECASE)

BETWEEN_WORDS = re.compile(r"[‒–—−](?<=\w.)(?=\w)")
"""A dash used as a hyphen: « mère–enfant »."""

FOR_BETA = re.compile(r"(?<!\w)ß")
"""The letter of German that many keyboards have, for the Greek one: « ß-bloquant »."""


def search_document(
    source: Source, title: str, content: Tree, cited: Iterable[str], translate: Translate
) -> str:
    """Return the HTML document under which a page is indexed; empty for a shell.

    `content` is the rendered Markdown of the page; for the part ``sources``, all summaries, one
    after the other. The document has no filters for Pagefind, which writes them in an order that
    differs from run to run: the evidence is in a ``meta`` that Pagefind does not read.
    """
    theme, part = source.theme, source.part
    if source.minutes is not None:
        return minutes_document(source, source.minutes, content, cited, translate)
    if source.kind is PageKind.PAGE:
        above = message("Page of the association").text(translate)
        return document(title, above, MARKER.sub("", strip_citations(content)), "")
    if theme is None or part is None:
        return ""
    if part is Part.REFERENCES:
        text = "".join(reference_sections(theme, translate))
        shown = theme.references
    elif part is Part.SOURCES:
        by_key = summaries(Tree(strip_citations(content)))
        text = MARKER.sub("", "".join(summary_sections(source, by_key, translate)))
        shown = tuple(reference for reference in theme.references if reference.key in by_key)
    else:
        # The search finds references on their own page.
        text = MARKER.sub("", strip_citations(content))
        keys = frozenset(cited)
        shown = tuple(reference for reference in theme.references if reference.key in keys)
    besides = also_known(theme) if part is Part.PRESENTATION else ""
    return document(title, theme.title, text, evidence(shown), besides)


def document(title: str, theme: str, text: str, evidence: str, besides: str = "") -> str:
    """Return the document of a page with a title, its theme's title, a text and its evidence."""
    body = plain(
        f'<h1 data-pagefind-meta="title">{html_entities.escape(title)}</h1>'
        f'<p data-pagefind-weight="4" data-pagefind-meta="theme">'
        f"{html_entities.escape(theme)}</p>{text}"
    )
    return (
        f'<!doctype html><html lang="fr"><head><title>{html_entities.escape(title)}</title>'
        f'<meta name="evidence" content="{evidence}">{besides}</head><body>{body}</body></html>'
    )


def minutes_document(
    source: Source, minutes: Minutes, content: Tree, cited: Iterable[str], translate: Translate
) -> str:
    """Return the document of a group's minutes: the text, each question, and its answer."""
    day = day_in_words(minutes.day, translate, weekday=False)
    pieces = fragments(Tree(strip_citations(content)))
    text = [pieces.get("text", "")]
    for number, question in enumerate(minutes.questions, start=1):
        asked = html_entities.escape(question.text)
        text.append(f'<h2 id="{anchor_of_question(number)}">{asked}</h2>')
        text.append(f"<p>{html_entities.escape(' · '.join(question.terms))}</p>")
        text.append(pieces.get(f"answer:{number}", ""))
    keys = frozenset(cited)
    shown = evidence(each for each in source.references if each.key in keys)
    title = message("Meeting of %(day)s", day=day).text(translate)
    return document(title, source.title, "".join(text), shown)


def strip_citations(text: Tree) -> str:
    """Return a text without its list of references and without the numbers of its citations.

    The same number means another document on each page. Of a citation only the author named in the
    sentence stays; without one, the space before the citation goes too.
    """
    bare = text.copy()
    bare.remove("section.references")
    for citation in bare.find("span.citations"):
        kept, bracket, _ = inner(citation).partition("[")
        if not bracket:
            continue
        before = citation.prev
        if not kept and before is not None and before.is_text_node:
            before.replace_with((before.text_content or "").removesuffix(" "))
        citation.inner_html = kept
        citation.unwrap()
    return bare.html


def plain(html: str) -> str:
    """Return the HTML with its words normalized to the forms that people search for.

    >>> plain("<p>L´anti\N{NON-BREAKING HYPHEN}in\N{LATIN SMALL LIGATURE FL}ammatoire</p>")
    '<p>L’ anti-inflammatoire</p>'
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


def also_known(theme: Theme) -> str:
    """Return a ``meta`` with the theme's question, keywords and synonyms: searched, not shown."""
    words = " · ".join((theme.question or "", *theme.keywords, *theme.synonyms))
    content = plain(html_entities.escape(words))
    return f'<meta data-pagefind-meta="words[content]" content="{content}">'


def reference_sections(theme: Theme, translate: Translate) -> Iterator[str]:
    """Yield each reference of a theme as a heading with its evidence."""
    for reference in theme.references:
        yield reference_heading(reference, REFERENCE_WEIGHT, translate)


def summary_sections(
    source: Source, by_key: Mapping[str, str], translate: Translate
) -> Iterator[str]:
    """Yield each document as a heading with its evidence, and its summary.

    Summaries weigh less than the dossier: a reader who searches a word wants the synthesis first,
    then the reference, then the summary.
    """
    for reference in list_summarized(source, by_key):
        yield reference_heading(reference, SUMMARY_WEIGHT, translate)
        yield f'<div data-pagefind-weight="{SUMMARY_WEIGHT}">{by_key[reference.key]}</div>'


def reference_heading(reference: Reference, weight: float, translate: Translate) -> str:
    """Return a reference as a heading with an id and its grade."""
    graded = " · ".join(words.text(translate) for words in evidence_words(reference))
    formatted = format_reference(reference, translate=translate)
    return (
        f'<h2 id="ref-{anchor(reference.key)}" data-pagefind-weight="{weight}">'
        f"{formatted} {html_entities.escape(graded)}</h2>"
    )


def evidence_words(reference: Reference) -> Iterator[Message]:
    """Yield the words of a reference's badges for its grade and level."""
    if reference.grade:
        yield message("Grade %(grade)s", grade=reference.grade)
    if reference.level:
        yield message("Level of evidence %(level)s", level=reference.level)


def evidence(references: Iterable[Reference]) -> str:
    """Return the grades and levels among some references: ``A AE 1 2``; grades come first."""
    found = {str(mark) for one in references for mark in (one.grade, one.level) if mark}
    return " ".join(sorted(found, key=lambda mark: (mark.isdigit(), mark)))
