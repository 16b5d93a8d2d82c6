"""The document that stands for a page in the search index.

It holds the page's own words, so that what search shows is what the page says. Four things help
it to be found: signs that look alike become one, an elided article stands apart from its noun
(``l’ hypertension``; the browser puts them together again), the words by which a theme is also
known stand beside its presentation, unseen, and each reference is a heading of its own that says
its grade.
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
"""Words that lost their vowel before another."""


def elision(apostrophe: str) -> str:
    """Return a pattern of an apostrophe, written in one way, behind a shortened word."""
    behind = "|".join(rf"(?<=\b{word}{apostrophe})" for word in SHORTENED)
    return rf"{apostrophe}(?:{behind})(?=\w)"


ELISION = re.compile("|".join(map(elision, ("'", "’", "&#x27;"))), re.IGNORECASE)
"""The apostrophe is looked for, because it is rare: any word may begin like the shortened ones."""

LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{SMALL HYPHEN-MINUS}", "-"),
        **dict.fromkeys("´ʼ‘‛′", "’"),
        **dict.fromkeys("“”„‟", "&quot;"),
        "…": "...",
        **dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff", ""),
        **{chr(sign): unicodedata.normalize("NFKC", chr(sign)) for sign in range(0xFB00, 0xFB07)},
    }
)
"""Signs that look like another and that Pagefind would take for part of a word, or that nobody
sees, such as a soft hyphen. Those with a meaning of their own (« 10⁹ ») are left to be read."""

LOOK_ALIKE = re.compile(f"[{''.join(map(chr, LOOK_ALIKES))}]")
"""Most texts hold few of them: looking for these is faster than looking each letter up."""

REFERENCE_WEIGHT = 1.5
"""What a word of a reference weighs in the search: the page has nothing else, and is short."""

SUMMARY_WEIGHT = 0.25
"""What a word of the summaries weighs, their documents' names included; in a text it weighs one."""

UNSEEN = re.compile(r"&(?:shy|zwnj|zwj|ZeroWidthSpace|#xAD|#173|#8203|#x200B);", re.IGNORECASE)

BETWEEN_WORDS = re.compile(r"[–—](?<=\w.)(?=\w)")
"""A dash that stands for a hyphen: « mère–enfant »."""


def search_document(
    source: Source, title: str, content: Tree, cited: Iterable[str], translate: Translate
) -> str:
    """Return the HTML document under which a page is indexed; nothing for a shell.

    `content` is what was made of the page's Markdown; of the part ``sources``, that of all
    summaries, one after the other. The document holds no filters of Pagefind's: those it writes in
    an order that differs from run to run. The evidence stands in a ``meta`` that
    Pagefind does not read.
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
        # Search finds references on their own page.
        text = MARKER.sub("", strip_citations(content))
        keys = frozenset(cited)
        shown = tuple(reference for reference in theme.references if reference.key in keys)
    besides = also_known(theme) if part is Part.PRESENTATION else ""
    return document(title, theme.title, text, evidence(shown), besides)


def document(title: str, theme: str, text: str, evidence: str, besides: str = "") -> str:
    """Return the document of a page that has a title, belongs to a theme, and says something."""
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

    The numbers are the same on every page and mean another document on each. What stays of a
    citation is the author whom the sentence names; without one the space before it goes as well.
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
    """Write the words of a document as they are looked for.

    >>> plain("<p>L´anti\N{NON-BREAKING HYPHEN}in\N{LATIN SMALL LIGATURE FL}ammatoire</p>")
    '<p>L’ anti-inflammatoire</p>'
    """
    composed = unicodedata.normalize("NFC", UNSEEN.sub("", html))
    unlike = LOOK_ALIKE.sub(lambda found: found[0].translate(LOOK_ALIKES), composed)
    return elisions_apart(BETWEEN_WORDS.sub("-", unlike))


def elisions_apart(html: str) -> str:
    """Let elided words stand apart from the next, since nobody searches for ``l’asthme``.

    >>> elisions_apart("<p>L’asthme qu'il a</p>")
    "<p>L’ asthme qu' il a</p>"
    """

    def apart(found: re.Match[str]) -> str:
        in_tag = html.rfind("<", 0, found.start()) > html.rfind(">", 0, found.start())
        return found[0] if in_tag else f"{found[0]} "

    return ELISION.sub(apart, html)


def also_known(theme: Theme) -> str:
    """Return the theme's question, keywords and synonyms as words to be found by, not shown."""
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

    What a document says weighs less than what the dossier makes of all of them: who looks for a
    word wants the synthesis first, then the reference, then the summary.
    """
    for reference in list_summarized(source, by_key):
        yield reference_heading(reference, SUMMARY_WEIGHT, translate)
        yield f'<div data-pagefind-weight="{SUMMARY_WEIGHT}">{by_key[reference.key]}</div>'


def reference_heading(reference: Reference, weight: float, translate: Translate) -> str:
    """Return a reference as a heading that can be pointed at and says its grade."""
    graded = " · ".join(words.text(translate) for words in evidence_words(reference))
    formatted = format_reference(reference, translate=translate)
    return (
        f'<h2 id="ref-{anchor(reference.key)}" data-pagefind-weight="{weight}">'
        f"{formatted} {html_entities.escape(graded)}</h2>"
    )


def evidence_words(reference: Reference) -> Iterator[Message]:
    """Yield what a reference's badges say of its grade and level."""
    if reference.grade:
        yield message("Grade %(grade)s", grade=reference.grade)
    if reference.level:
        yield message("Level of evidence %(level)s", level=reference.level)


def evidence(references: Iterable[Reference]) -> str:
    """Return the grades and levels among some references: ``A AE 1 2``; grades come first."""
    found = {str(mark) for one in references for mark in (one.grade, one.level) if mark}
    return " ".join(sorted(found, key=lambda mark: (mark.isdigit(), mark)))
