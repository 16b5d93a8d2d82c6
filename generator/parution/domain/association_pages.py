"""The association's pages about itself, such as how a meeting goes or how themes are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from parution.domain.themes import Attachment, Document


@dataclass(frozen=True, slots=True)
class AssociationPage:
    """One page, ``themes/pages/<slug>.md``."""

    slug: str
    title: str
    order: int
    for_facilitators: bool
    """Whether only the facilitators' sites show it."""
    document: Document


@dataclass(frozen=True, slots=True)
class AssociationPages:
    """All these pages, in the order that the association chose, and the files they link to."""

    pages: tuple[AssociationPage, ...] = ()
    attachments: Mapping[str, Attachment] = field(default_factory=dict)
    """By path relative to ``themes/pages``: ``documents/…``."""

    @property
    def are_for_all(self) -> bool:
        """Whether at least one page is for every site, so that every menu links to the pages."""
        return any(not page.for_facilitators for page in self.pages)

    def abridge(self) -> AssociationPages:
        """Return the pages without their texts, for composing."""
        texts = tuple(
            replace(page, document=replace(page.document, body="")) for page in self.pages
        )
        return replace(self, pages=texts)
