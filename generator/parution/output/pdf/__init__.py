"""Makes booklets into PDF: reads their HTML as content, which Typst sets by our templates."""

from parution.output.pdf.tools import digest_toolchain
from parution.output.pdf.typesetting import Progress, Typesetter

__all__ = ["Progress", "Typesetter", "digest_toolchain"]
