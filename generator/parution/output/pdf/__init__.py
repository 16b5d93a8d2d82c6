"""Booklets as PDF: their HTML is read as content, and Typst sets it by our templates."""

from parution.output.pdf.tools import toolchain
from parution.output.pdf.typesetting import Progress, Typesetter

__all__ = ["Progress", "Typesetter", "toolchain"]
