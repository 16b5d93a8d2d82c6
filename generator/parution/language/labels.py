"""Names of parts, audiences and policies for people."""

from __future__ import annotations

from collections.abc import Mapping

from parution.domain import Audience, Part
from parution.domain.messages import Message, message

PARTS: Mapping[Part, Message] = {
    Part.PRESENTATION: message("Presentation"),
    Part.PREPARATION: message("Preparing the meeting"),
    Part.REFERENCES: message("References"),
    Part.SOURCES: message("Summaries of the documents"),
    Part.SUMMARY: message("The essentials"),
    Part.DOSSIER: message("Dossier"),
    Part.COMMENTARY: message("Case commentaries"),
    Part.GUIDE: message("Facilitator's guide"),
}

AUDIENCES: Mapping[Audience, Message] = {
    Audience.MEMBER: message("members"),
    Audience.READER: message("early readers"),
    Audience.FACILITATOR: message("facilitator"),
    Audience.PUBLIC: message("public"),
    Audience.ARCHIVE: message("archive of all groups"),
    Audience.ARCHIVE_FACILITATOR: message("archive of all facilitators"),
}

POLICIES: Mapping[str, Message] = {
    "before": message("everything two weeks before"),
    "references-first": message("references before, the rest at the end"),
    "after": message("everything at the end"),
    "readers-first": message("early readers before, the others at the end"),
}
"""The built-in policies; an association's own policies appear under their own names."""
