"""Formulas on paper: MathML as one line of text, in which no fraction looks like a product.

A fraction becomes ``a/b``, with brackets around longer parts; a root keeps its sign.
"""

from __future__ import annotations

from collections.abc import Iterator

from parution.output.pdf.content import Content, Contents
from parution.output.pdf.document_elements import Element

SPACED = frozenset("=<>≤≥≈≠+−-×·±→")
"""Operators that get a space on either side when they are an element of their own."""


BEHIND = {"mtr": " ; ", "mtd": " "}
"""The text that follows each row and each cell of a matrix."""


def convert_formula(element: Element) -> Iterator[Content]:
    """Yield a formula, or a part of one, as pieces of a line.

    >>> from parution.html_tree import Tree
    >>> from parution.output.pdf.document_elements import convert_tree
    >>> tree = Tree("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>")
    >>> "".join(map(str, convert_formula(convert_tree(tree))))
    '(a + b)/c'
    """
    parts = list(element.elements)
    match element.name, len(parts):
        case "mfrac", 2:
            yield from (*bracket(parts[0]), "/", *bracket(parts[1]))
        case (("msup" | "mover"), 2):
            yield from (*convert_formula(parts[0]), {"k": "sup", "c": [*convert_formula(parts[1])]})
        case (("msub" | "munder"), 2):
            yield from (*convert_formula(parts[0]), {"k": "sub", "c": [*convert_formula(parts[1])]})
        case (("msubsup" | "munderover"), 3):
            yield from (*convert_formula(parts[0]), {"k": "sub", "c": [*convert_formula(parts[1])]})
            yield {"k": "sup", "c": [*convert_formula(parts[2])]}
        case "msqrt", _:
            yield from ("√(", *convert_children(element), ")")
        case "mroot", 2:
            yield from ({"k": "sup", "c": [*convert_formula(parts[1])]}, "√", *bracket(parts[0]))
        case ("mtr" | "mtd") as name, _:
            yield from (*convert_children(element), BEHIND[name])
        case "mo", _ if element.text.strip() in SPACED:
            yield f" {element.text.strip()} "
        case _:
            yield from convert_children(element)


def convert_children(element: Element) -> Iterator[Content]:
    """Yield the children of an element as pieces of a line."""
    for child in element.children:
        yield from [child] if isinstance(child, str) else convert_formula(child)


def bracket(element: Element) -> Contents:
    """Return a part of a fraction, in brackets unless it is a single symbol or number."""
    words = [*convert_formula(element)]
    leaves = [each for each in element.walk() if not any(each.elements)]
    return words if len(leaves) <= 1 else ["(", *words, ")"]
