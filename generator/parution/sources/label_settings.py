"""Reads ``labels:`` in ``mkdocs.yml``: the association's own words for its things.

    labels: {theme: sujet, facilitator: [modérateur, modératrice], guide: Conduite de séance}

Our sentences (`parution.language.own_words`) hold these words, so a word must be short, without an
article and without characters that have a meaning in HTML or in our templates.
"""

from __future__ import annotations

import re

from parution.domain import Part
from parution.domain.messages import Message, message
from parution.domain.own_labels import NO_LABELS, Labels
from parution.domain.problems import Place
from parution.language.catalogues import load_translations
from parution.language.fold import fold
from parution.language.labels import PARTS
from parution.language.own_words import capitalize
from parution.sources.report import Report
from parution.sources.yaml.fields import Fields, read_items, read_table, read_text_node
from parution.sources.yaml.nodes import Sequence

LONGEST = 40

WORD = re.compile(r"[^\W\d_](?:[^\W_]|[ ’.,:()/·-])*")
"""A letter, then letters, digits and the signs of names."""

ARTICLE = re.compile(
    r"(?:les?|la|une?|des|ce|cet|cette|votre|notre|mon|ma)[ ]|[ldLD]’", re.IGNORECASE
)

SAME_IN_PLURAL = ("s", "x", "z")
PLURAL_IN_DOUBT = ("al", "ail", "au", "eu", "ou")
"""Endings whose plural has exceptions."""


def read_labels(fields: Fields, report: Report) -> Labels:
    """Return the association's own words for its things."""
    node = fields.node("labels")
    table = None if node is None else read_table(node, "labels", report)
    if table is None:
        return NO_LABELS
    words = Fields(table, report)
    labels = Labels(
        theme=read_singular_and_plural(words, "theme", report),
        group=read_singular_and_plural(words, "group", report),
        facilitator=read_man_and_woman(words, "facilitator", report),
        parts=tuple(read_part_names(words, report)),
    )
    words.refuse_unknown()
    report_shared_names(labels, words, report)
    return labels


def read_singular_and_plural(words: Fields, key: str, report: Report) -> tuple[str, str] | None:
    """Return the singular and the plural of a noun; None, reported, if one is missing."""
    match read_nouns(words, key, report):
        case (one, several):
            return one, several
        case (word,) if (plural := derive_plural(word)) is not None:
            return word, plural
        case (word,):
            report.error(
                "bad-label",
                words.where(key),
                message(
                    "what are several “%(word)s” called? One and several were expected", word=word
                ),
                message("Write “%(key)s: [%(word)s, …]”, the plural second.", key=key, word=word),
            )
    return None


def derive_plural(word: str) -> str | None:
    """Return the plural of a French noun; None if the rule may have an exception.

    >>> [derive_plural(noun) for noun in ("sujet", "cas", "journal", "cas vécu")]
    ['sujets', 'cas', None, None]
    """
    if not word.isalpha() or word.endswith(PLURAL_IN_DOUBT):
        return None
    return word if word.endswith(SAME_IN_PLURAL) else f"{word}s"


def read_man_and_woman(words: Fields, key: str, report: Report) -> tuple[str, ...]:
    """Return the noun for a man and the noun for a woman, only one if they are equal."""
    return tuple(dict.fromkeys(read_nouns(words, key, report)))


def read_nouns(words: Fields, key: str, report: Report) -> tuple[str, ...]:
    """Return one noun or two; empty, reported, if one of them is wrong."""
    node = words.node(key)
    if node is None:
        return ()
    nodes = read_items(node, key, report) if isinstance(node, Sequence) else (node,)
    if not 1 <= len(nodes) <= 2:
        report.error(
            "bad-label",
            node.place,
            message(
                "“%(key)s” should be one word or two, but %(count)s were found",
                key=key,
                count=len(nodes),
            ),
            message("Write one word, or two between brackets: “[…, …]”."),
        )
        return ()
    texts = [(read_text_node(each, key, report), each.place) for each in nodes]
    found = [word for text, place in texts if (word := check_noun(text, place, report)) is not None]
    return tuple(found) if len(found) == len(nodes) else ()


def check_noun(text: str | None, place: Place, report: Report) -> str | None:
    """Return a word in the form for use within a sentence; None, reported, if it has an article."""
    word = check_label(text, place, report)
    article = word and ARTICLE.match(word)
    if word and article:
        bare = word[article.end() :]
        report_unusable(
            word, place, message("Write it without an article: “%(word)s”.", word=bare), report
        )
        return None
    return word and (word[0].lower() + word[1:] if word[1:].islower() else word)


def check_label(text: str | None, place: Place, report: Report) -> str | None:
    """Return one or several words; None, reported, if empty, too long or with other signs."""
    if text is None:
        return None
    word = text.replace("'", "’")
    if len(word) > LONGEST:
        shorter = message("Write at most %(count)s letters, spaces included.", count=LONGEST)
        report_unusable(word, place, shorter, report)
    elif not WORD.fullmatch(word):
        plain = message(
            "Begin with a letter; then write letters, digits, spaces, hyphens and apostrophes."
        )
        report_unusable(word, place, plain, report)
    else:
        return word
    return None


def report_unusable(word: str, place: Place, remedy: Message, report: Report) -> None:
    """Report a word that the sites cannot use."""
    said = message("a word for the sites was expected, but “%(found)s” was found", found=word)
    report.error("bad-label", place, said, remedy)


def read_part_names(words: Fields, report: Report) -> list[tuple[Part, str]]:
    """Return the parts that have a name of their own."""
    found = []
    for part in Part:
        node = words.node(part.value)
        text = None if node is None else read_text_node(node, part.value, report)
        word = check_label(text, words.where(part.value), report)
        if word is not None:
            found.append((part, capitalize(word)))
    return found


def report_shared_names(labels: Labels, words: Fields, report: Report) -> None:
    """Report parts with the same name as another part."""
    translate = load_translations(labels=labels).gettext
    named: dict[str, Part] = {}
    for part in sorted(Part, key=lambda each: each in dict(labels.parts)):
        name = PARTS[part].text(translate)
        other = named.setdefault(fold(name), part)
        if other is not part:
            report.error(
                "same-label",
                words.where(part.value),
                message(
                    "“%(part)s” and “%(other)s” would both be called “%(name)s”",
                    part=part.value,
                    other=other.value,
                    name=name,
                ),
                message("Give one of them another name: readers could not tell them apart."),
            )
