"""What a PDF says: its streams unpacked, its pages as they are shown, its titles and remarks."""

from parution.pdf_text.shown import list_page_texts, list_titles
from parution.pdf_text.streams import TooMuch, unpack_streams

__all__ = ["TooMuch", "list_page_texts", "list_titles", "unpack_streams"]
