"""Converts bibliographies of other programs (RIS, PubMed, CSL-JSON, EndNote) to BibTeX."""

from parution.bibliography.formats.detect import Format, detect_format, detect_format_by_name

__all__ = ["Format", "detect_format", "detect_format_by_name"]
