"""The words of the product as immutable values: the texts people wrote, the decisions on them.

Nothing here reads a file or a clock. Addresses (``"2026/menstruations"``) name themes across the
whole product; values keep the place they were written at, so that a later problem can point to it.
"""

from parution.domain.association_pages import AssociationPage, AssociationPages
from parution.domain.catalogue import SOURCE_FOLDERS, Catalogue, Settings
from parution.domain.decisions import (
    ARCHIVE,
    ARCHIVES,
    FACILITATORS_ARCHIVE,
    PUBLIC_SITE,
    Decision,
    Ground,
    Opening,
    Openness,
    Outlook,
    Site,
)
from parution.domain.groups import Group, Meeting
from parution.domain.minutes import Minutes, OwnWritings, Question
from parution.domain.parts import COLLECTED, Audience, Part, Reason
from parution.domain.references import Interests, Name, Reference
from parution.domain.rules import (
    Always,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Never,
    OnDate,
    Policy,
    Releases,
    Rule,
    WrittenRule,
)
from parution.domain.themes import Announcement, Attachment, Change, Document, Edition, Theme

__all__ = [
    "ARCHIVE",
    "ARCHIVES",
    "COLLECTED",
    "FACILITATORS_ARCHIVE",
    "PUBLIC_SITE",
    "SOURCE_FOLDERS",
    "Always",
    "Announcement",
    "AssociationPage",
    "AssociationPages",
    "Attachment",
    "Audience",
    "Bounded",
    "Catalogue",
    "Change",
    "DaysFromMeeting",
    "Decision",
    "Document",
    "Edition",
    "ElapsedFromMeeting",
    "Ground",
    "Group",
    "Interests",
    "Meeting",
    "Minutes",
    "Name",
    "Never",
    "OnDate",
    "Opening",
    "Openness",
    "Outlook",
    "OwnWritings",
    "Part",
    "Policy",
    "Question",
    "Reason",
    "Reference",
    "Releases",
    "Rule",
    "Settings",
    "Site",
    "Theme",
    "WrittenRule",
]
