"""Bibliographies of other programs: RIS, PubMed, CSL-JSON, EndNote, each turned into BibTeX."""

from parution.bibliography.formats.detect import Format, detect_format, format_of_name

__all__ = ["Format", "detect_format", "format_of_name"]
