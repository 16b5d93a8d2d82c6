"""The words in square brackets for a document: its kind, and its state of publication."""

from __future__ import annotations

from types import MappingProxyType

from parution.domain.messages import message

KINDS_OF_DOCUMENT = MappingProxyType(
    {
        "phdthesis": message("doctoral thesis"),
        "mathesis": message("master's thesis"),
        "mastersthesis": message("master's thesis"),
        "bathesis": message("bachelor's thesis"),
        "candthesis": message("candidate thesis"),
        "techreport": message("technical report"),
        "resreport": message("research report"),
        "software": message("software"),
        "dataset": message("data set"),
        "patent": message("patent"),
        "unpublished": message("unpublished"),
        "letter": message("letter"),
        "video": message("video"),
        "movie": message("video"),
        "audio": message("sound recording"),
    }
)
"""The words for the kind of a document, by entry type or ``type`` of BibLaTeX."""

STATES = MappingProxyType(
    {
        "prepublished": message("preprint"),
        "preprint": message("preprint"),
        "submitted": message("submitted"),
        "forthcoming": message("forthcoming"),
        "inpreparation": message("in preparation"),
        "inpress": message("in press"),
    }
)
"""The words for an unpublished document, by ``pubstate`` of BibLaTeX."""

UNDATED = frozenset({"submitted", "forthcoming", "inpreparation", "inpress"})
"""States in which a document has no date yet, so that none is missing."""
