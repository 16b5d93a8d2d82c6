"""What a PDF says: its streams unpacked, its pages as they are shown, its titles and remarks."""

from parution.pdf_text.shown import page_texts, titles
from parution.pdf_text.streams import TooMuch, streams

__all__ = ["TooMuch", "page_texts", "streams", "titles"]
