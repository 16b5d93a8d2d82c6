"""Formulas between dollar signs, as MathML: no program in the page, no request, and they print.

``$\\frac{a}{b}$`` or ``\\(…\\)`` within a sentence, ``$$…$$`` or ``\\[…\\]`` for a line of its own.
A price is no formula: ``5 $``, ``US$ 5``, ``$5-$10``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from xml.etree.ElementTree import tostring

PATTERN = (
    r"(?<![\\$])\$\$(?P<double>[^$]+?)\$\$(?!\$)|\\\[(?P<square>(?:(?!\\\])[^\n])+)\\\]"
    r"|(?<![\\$\w])\$(?![\s$])(?P<single>(?:[^$\n\\\]]|\\.|\](?!\())+?)(?<!\s)\$(?![\w$])"
    r"|\\\((?P<round>(?:(?!\\\))[^\n])+)\\\)"
)
"""What stands between dollars on one line holds no link."""

FORMULA = re.compile(PATTERN)

LONGEST = 2000
"""Signs of a formula; beyond, somebody forgot to close it."""


class NotUnderstood(ValueError):
    """A formula that cannot be shown; holds the command at fault, or nothing."""


@lru_cache(maxsize=1000)
def to_mathml(latex: str, *, block: bool = False) -> str:
    """Return a formula as MathML, its source beside it; raises `NotUnderstood`.

    >>> to_mathml("x^2")[-62:]
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


def source_of(found: re.Match[str]) -> tuple[str, bool]:
    """Return the LaTeX of a formula that was found, and whether it has a line of its own."""
    block = found["double"] or found["square"]
    return (block or found["single"] or found["round"]).strip(), block is not None
