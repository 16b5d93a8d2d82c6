"""Links to literature searches for a question; the address carries only its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from parution.domain import Question
from parution.language.fold import fold

PLACES: Mapping[str, str] = {
    "PubMed": "https://pubmed.ncbi.nlm.nih.gov/?term=%s",
    "HAS": "https://www.has-sante.fr/jcms/fc_2875171/fr/resultat-de-recherche?text=%s",
    "Cochrane": "https://www.cochranelibrary.com/search?searchBy=6&searchText=%s",
}
"""Addresses of search engines by name; ``%s`` stands for the words."""

IDLE = frozenset(
    """
    a afin ai alors apres as au aussi autre aux avant avec avoir c ca car ce cela celle celles
    celui ces cet cette ceux chaque chez ci combien comme comment contre d dans de depuis des doit
    doivent donc dont du elle elles en encore entre est et etait etc etre eux fait faire faut ici
    il ils j je jusque l la laquelle le lequel les leur leurs lors lorsque m mais me meilleur
    meilleure meme moins mon n ne ni non nos notre nous on ont ou ouvre par parce pas pendant peut
    peuvent plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se
    selon sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une
    vers vos votre vous y
    """.split()  # noqa: SIM905
)
"""Words of a French question that are useless in a search."""

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")


def list_searches(question: Question, others: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and address of each search; the association's ``others`` come last."""
    words = quote(" ".join(choose_search_words(question)), safe="")
    for name, address in {**PLACES, **others}.items():
        yield name, address.replace("%s", words)


def choose_search_words(question: Question) -> list[str]:
    """Return the search words: those of the terms if the question has any, else its own.

    >>> from dataclasses import replace
    >>> asked = Question("Le fer est-il aussi utile ?", *[None] * 7)
    >>> choose_search_words(asked)
    ['fer', 'utile']
    >>> choose_search_words(replace(asked, population="femmes", intervention="fer un jour sur 2"))
    ['femmes', 'fer', 'jour', '2']
    """
    written = " ".join(question.terms) or question.text
    words = (each for found in WORD.finditer(written) for each in split_compound(found[0]))
    return list(dict.fromkeys(word for word in words if fold(word) not in IDLE))


def split_compound(word: str) -> list[str]:
    """Return a compound as it is, but split a verb from its pronouns: « est-il »."""
    pieces = re.split("[-\u2010\u2011]", word)
    return pieces if any(fold(piece) in IDLE for piece in pieces) else [word]
