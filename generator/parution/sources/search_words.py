"""Reads the words for the search: ``themes/synonyms.yml`` and ``themes/brands.yml``."""

from __future__ import annotations

from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.fold import fold
from parution.sources.files.folders import SourceFolder
from parution.sources.source_context import SourceContext
from parution.sources.yaml import expectations
from parution.sources.yaml.fields import read_items, read_table, read_text_node
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Sequence, Table

SYNONYMS = "synonyms.yml"
BRANDS = "brands.yml"


def read_synonyms(themes: SourceFolder, sources: SourceContext) -> tuple[tuple[str, ...], ...]:
    """Return the sets of words that mean the same to a searcher."""
    if SYNONYMS not in themes.files:
        return ()
    node = sources.yaml(f"{themes.path}/{SYNONYMS}")
    if node is None or (isinstance(node, Scalar) and node.meaning is Meaning.NOTHING):
        return ()
    if not isinstance(node, Sequence):
        sources.report.error(
            "wrong-kind",
            node.place,
            message("this file should be a list of sets of words that mean the same"),
            message("Write one set a line, for example: - [HTA, hypertension artérielle]"),
        )
        return ()
    seen: dict[str, Place] = {}
    sets = (
        read_synonym_set(item, seen, sources) for item in read_items(node, SYNONYMS, sources.report)
    )
    return tuple(words for words in sets if words)


def read_synonym_set(node: Node, seen: dict[str, Place], sources: SourceContext) -> tuple[str, ...]:
    """Return one set of words; each word belongs to one set only."""
    words: list[str] = []
    items = read_items(node, SYNONYMS, sources.report)
    for item in items:
        word = read_text_node(item, SYNONYMS, sources.report)
        if word is None:
            continue
        report_repeated_word(
            word, item.place, seen.setdefault(word.casefold(), item.place), sources
        )
        words.append(word)
    if len(items) == 1:
        sources.report.error(
            "lonely-synonym",
            node.place,
            message("one word alone; at least two that mean the same were expected"),
            message("Add another word, or remove the line."),
        )
    return tuple(words)


def read_brands(
    themes: SourceFolder, sources: SourceContext
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the brands that searchers type, each with the words to search instead.

    The file has lines such as ``Mirena: lévonorgestrel`` and ``Kardégic: [aspirine, acide
    acétylsalicylique]``; the result keeps their order.
    """
    if BRANDS not in themes.files:
        return ()
    node = sources.yaml(f"{themes.path}/{BRANDS}")
    if node is None or (isinstance(node, Scalar) and node.meaning is Meaning.NOTHING):
        return ()
    if not isinstance(node, Table):
        sources.report.error(
            "wrong-kind",
            node.place,
            message("this file should hold brands, each followed by its substance"),
            message("Write one brand a line, for example “Kardégic: aspirine”."),
        )
        return ()
    table = read_table(node, BRANDS, sources.report)
    if table is None:
        return ()
    seen: dict[str, Place] = {}
    brands = []
    for name, value in table.values.items():
        place = table.keys[name]
        report_repeated_word(name, place, seen.setdefault(fold(name), place), sources)
        items = read_items(value, name, sources.report) if isinstance(value, Sequence) else (value,)
        if not items:
            expectations.report_empty_value(value, name, sources.report)
        words = (read_text_node(item, name, sources.report) for item in items)
        brands.append((name, tuple(word for word in words if word is not None)))
    return tuple(brands)


def report_repeated_word(word: str, place: Place, first: Place, sources: SourceContext) -> None:
    """Report a word at a place, if it was written at another place first."""
    if place != first:
        sources.report.error(
            "duplicate-synonym",
            place,
            message(
                "“%(word)s” was already written on line %(line)s", word=word, line=first.line or 0
            ),
            message("Put all the words that mean the same on one line."),
        )
