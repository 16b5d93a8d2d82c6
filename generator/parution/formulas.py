"""Formulas between dollar signs as MathML: no script, no request, and they print.

``$\\frac{a}{b}$`` or ``\\(…\\)`` within a sentence, ``$$…$$`` or ``\\[…\\]`` on a line of its own.
Prices are not formulas: ``5 $``, ``US$ 5``, ``$5-$10``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import tostring

PATTERN = (
    r"\$\$(?<![\\$]\$\$)(?P<double>[^$]+?)\$\$(?!\$)|\\\[(?P<square>(?:(?!\\\])[^\n])+)\\\]"
    r"|\$(?<![\\$\w]\$)(?![\s$])(?P<single>(?:[^$\n\\\]]|\\.|\](?!\())+?)(?<!\s)\$(?![\w$])"
    r"|\\\((?P<round>(?:(?!\\\))[^\n])+)\\\)"
)
"""Text between dollars on one line must hold no link. Each alternative begins with its sign, and
looks back after it: Python then skips all other letters quickly."""

FORMULA = re.compile(PATTERN)

LONGEST = 2000
"""Maximum length in characters; in a longer one somebody forgot to close it."""


class NotUnderstood(ValueError):
    """A formula that cannot be shown; holds the unknown command, or an empty string."""


@lru_cache(maxsize=1000)
def convert_to_mathml(latex: str, *, block: bool = False) -> str:
    """Return a formula as MathML with its source as ``alttext``; raise `NotUnderstood`.

    >>> convert_to_mathml("x^2")[-47:]
    '<msup><mi>x</mi><mn>2</mn></msup></mrow></math>'
    """
    from latex2mathml.converter import convert_to_element

    if len(latex) > LONGEST:
        raise NotUnderstood("")
    try:
        element = convert_to_element(latex, display="block" if block else "inline")
    except Exception as error:  # The library has no common exception of its own.
        raise NotUnderstood("") from error
    for each in element.iter():
        each.text = unescape(each.text) if each.text else None
        if each.text and each.text.startswith("\\"):
            raise NotUnderstood(each.text)
    element.set("alttext", latex)
    return tostring(element, encoding="unicode")


def read_formula_source(found: re.Match[str]) -> tuple[str, bool]:
    """Return the LaTeX of a matched formula, and whether it has a line of its own."""
    block = found["double"] or found["square"]
    return (block or found["single"] or found["round"]).strip(), block is not None
