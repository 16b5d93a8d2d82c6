"""The words in square brackets for a document: its kind, and its state of publication."""

from __future__ import annotations

from types import MappingProxyType

from parution.domain.messages import message

KINDS_OF_DOCUMENT = MappingProxyType(
    {
        "thesis": message("thesis"),
        "phdthesis": message("doctoral thesis"),
        "mathesis": message("master's thesis"),
        "mastersthesis": message("master's thesis"),
        "bathesis": message("bachelor's thesis"),
        "exercisethesis": message("professional doctorate's thesis"),
        "dumas": message("master's or professional doctorate's thesis"),
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

SYNONYMS_OF_KINDS = MappingProxyType(
    {
        **dict.fromkeys(
            ("theses", "phd", "phd thesis", "ph.d. thesis", "doctoral thesis",
             "doctoral dissertation", "dissertation"), "phdthesis"
        ),
        **dict.fromkeys(("master thesis", "master's thesis", "masterthesis"), "mathesis"),
        "technical report": "techreport",
        "research report": "resreport",
        "preprint": "unpublished",
        **dict.fromkeys(("patentus", "patentfr", "patenteu", "patentde", "patentuk"), "patent"),
    }
)  # fmt: skip
"""The ``type`` of BibLaTeX by what EndNote, HAL and people write in its place."""

NAMES_OF_ENTRIES = frozenset(
    {
        "article", "journal article", "magazine article", "newspaper article", "electronic article",
        "book", "edited book", "electronic book", "book section", "book chapter", "bookchapter",
        "conference paper", "conference proceedings", "proceedings paper", "inproceedings",
        "electronic resource", "generic", "government document", "report", "review", "serial",
        "standard", "web page", "webpage", "website", "misc", "other", "article; early access",
        "text", "document", "print", "editorial material", "meeting abstract",
    }
)  # fmt: skip
"""What EndNote, Web of Science and Scopus put into ``type``: the entry says it already."""

STATES = MappingProxyType(
    {
        "prepublished": message("preprint"),
        "preprint": message("preprint"),
        "submitted": message("submitted"),
        "forthcoming": message("forthcoming"),
        "inpreparation": message("in preparation"),
        "inpress": message("in press"),
        "retracted": message("retracted"),
    }
)
"""The words for an unpublished or retracted document, by ``pubstate`` of BibLaTeX."""

UNDATED = frozenset({"submitted", "forthcoming", "inpreparation", "inpress"})
"""States in which a document has no date yet, so that none is missing."""
