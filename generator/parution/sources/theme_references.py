"""Which references belong to which theme: its own file's, and those it borrows by name.

``bibliography/2026/menstruations.bib`` is the own file of the theme ``2026/menstruations``. Every
other file is common: a theme borrows from it by ``references: [key, …]`` in its ``index.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.sources.report import Report

FOLDER = "bibliography"


@dataclass(frozen=True, slots=True)
class Bibliographies:
    """All references, by whose they are."""

    own: Mapping[str, tuple[Reference, ...]]
    """By address of the theme."""
    common: Mapping[str, Reference]
    """By key."""

    def of_theme(
        self, address: str, borrowed: list[tuple[str, Place]], report: Report
    ) -> tuple[Reference, ...]:
        """Return a theme's references: its own, then the ``borrowed`` ones, as written."""
        own = self.own.get(address, ())
        keys = {reference.key for reference in own}
        added: dict[str, Reference] = {}
        for key, place in borrowed:
            if key in self.common:
                added[key] = self.common[key]
            elif key not in keys:
                self._refuse_borrowed(key, place, report)
        return (*own, *(reference for key, reference in added.items() if key not in keys))

    def _refuse_borrowed(self, key: str, place: Place, report: Report) -> None:
        lender = next(
            (
                address
                for address, references in self.own.items()
                if any(reference.key == key for reference in references)
            ),
            None,
        )
        if lender:
            report.error(
                "reference-of-another-theme",
                place,
                message(
                    "the reference “%(key)s” belongs to the theme %(theme)s alone",
                    key=key,
                    theme=lender,
                ),
                message("Move it to a common file, such as “bibliography/commune.bib”."),
            )
        else:
            report.error(
                "unknown-reference",
                place,
                message("no common bibliography holds the reference “%(key)s”", key=key),
                propose_one_of(key, self.common),
            )


def sorted_out(
    files: Mapping[str, tuple[Reference, ...]], addresses: Collection[str], report: Report
) -> Bibliographies:
    """Tell the themes' own files from the common ones."""
    own: dict[str, tuple[Reference, ...]] = {}
    common: dict[str, Reference] = {}
    editions = {address.partition("/")[0] for address in addresses}
    for path, references in files.items():
        address = path.removeprefix(f"{FOLDER}/").removesuffix(".bib")
        if address in addresses:
            own[address] = references
            continue
        common.update((reference.key, reference) for reference in references)
        if address.partition("/")[0] in editions:
            warn_of_orphan(path, address, addresses, report)
    return Bibliographies(own, common)


def warn_of_orphan(path: str, address: str, addresses: Collection[str], report: Report) -> None:
    """Warn of a file that stands where a theme's own would, but bears no theme's name."""
    likely = find_nearest(address, addresses)
    report.warning(
        "bibliography-without-theme",
        Place(path),
        message("no theme is called “%(address)s”; the file is common to all", address=address),
        message("Rename it to “%(nearest)s.bib”, or move it up one folder.", nearest=likely)
        if likely
        else message("Move it up one folder, or give it the name of a theme."),
    )
