"""Formulas keep their meaning on paper."""

from __future__ import annotations

import pytest

from parution.formulas import convert_to_mathml
from parution.html_tree import Tree
from parution.output.pdf.content import Content
from parution.output.pdf.document_elements import convert_tree
from parution.output.pdf.printed_formulas import convert_formula

ON_PAPER = {
    r"\frac{a}{b}": "a/b",
    r"\frac{a+b}{2c}": "(a + b)/(2c)",
    r"x^2": "x^{2}",
    r"H_2O": "H_{2}O",
    r"\sqrt{x}": "√(x)",
    r"x_i^2": "x_{i}^{2}",
    r"y = \frac{140 - \text{âge}}{72}": "y = (140 − âge)/72",
}


def plain(content: Content) -> str:
    """Return content as text, with superscripts and subscripts in braces."""
    if isinstance(content, dict):
        sign = {"sup": "^", "sub": "_"}[str(content["k"])]
        return f"{sign}{{{''.join(map(plain, content['c']))}}}"
    return str(content)


@pytest.mark.parametrize(("latex", "written"), ON_PAPER.items())
def test_a_formula_keeps_its_meaning(latex: str, written: str) -> None:
    """No fraction is read as a product, no exponent as a factor."""
    root = convert_tree(Tree(convert_to_mathml(latex)))
    assert "".join(map(plain, convert_formula(root))) == written
