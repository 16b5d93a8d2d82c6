"""Assigns references to themes: those of a theme's own file, and those it borrows by key.

``bibliography/2026/menstruations.bib`` is the own file of the theme ``2026/menstruations``. Every
other file is common: a theme borrows from it by ``references: [key, …]`` in its ``index.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, field

from parution.domain import Reference
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.nearest import find_nearest, propose_one_of
from parution.sources.files.theme_paths import derive_theme_address, locate_bibliography
from parution.sources.report import Report

FOLDER = "bibliography"


@dataclass(frozen=True, slots=True)
class Bibliographies:
    """All references, divided into themes' own and common ones."""

    own: Mapping[str, tuple[Reference, ...]]
    """By address of the theme."""
    common: Mapping[str, Reference]
    """By key."""
    misnamed: Mapping[str, str] = field(default_factory=dict)
    """By address of a theme without a file of its own, the file probably meant for it."""

    @property
    def expected(self) -> Set[str]:
        """The themes that have a file of their own, or one probably meant for them."""
        return self.own.keys() | self.misnamed.keys()

    def refuse_missing(self, folder: str, report: Report) -> None:
        """Report that the theme in a folder has no references, though its texts cite some."""
        path, address = (
            locate_bibliography(f"{folder}/index.md"),
            derive_theme_address(f"{folder}/index.md"),
        )
        if address in self.own:
            said = message("this bibliography holds no entry, but the texts cite some")
            remedy = message("Put their entries into it, exported from Zotero.")
        elif misnamed := self.misnamed.get(address):
            said = message("the texts cite references, but there is no bibliography")
            remedy = message(
                "Rename “%(found)s” to “%(path)s”, the name of the theme.",
                found=misnamed,
                path=path,
            )
        else:
            said = message("the texts cite references, but there is no bibliography")
            remedy = message(
                "Put their entries into a file “%(path)s”, exported from Zotero as BibTeX;"
                " or borrow them from a common file by “references: [key, …]” in its index.md.",
                path=path,
            )
        report.error("missing-bibliography", Place(path), said, remedy)

    def find_holder(self, key: str) -> Place | None:
        """Return the place of a key, in a common bibliography first; None if no file has it."""
        if key in self.common:
            return self.common[key].place
        everywhere = (reference for references in self.own.values() for reference in references)
        return next((reference.place for reference in everywhere if reference.key == key), None)

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


def sort_by_theme(
    files: Mapping[str, tuple[Reference, ...]], addresses: Collection[str], report: Report
) -> Bibliographies:
    """Divide the files into themes' own and common ones; warn of misplaced ones."""
    own: dict[str, tuple[Reference, ...]] = {}
    common: dict[str, Reference] = {}
    misnamed: dict[str, str] = {}
    editions = {address.partition("/")[0] for address in addresses}
    for path, references in files.items():
        address = path.removeprefix(f"{FOLDER}/").removesuffix(".bib")
        if address in addresses:
            own[address] = references
            continue
        common.update((reference.key, reference) for reference in references)
        if address.partition("/")[0] in editions:
            likely = find_nearest(address, addresses)
            if likely:
                misnamed.setdefault(likely, path)
            warn_of_orphan(path, address, likely, report)
        elif likely := next((each for each in addresses if has_name(each, address)), None):
            misnamed.setdefault(likely, path)
    return Bibliographies(own, common, misnamed)


def has_name(address: str, name: str) -> bool:
    """Return whether the last parts of a theme's address and of a file's name are equal.

    >>> has_name("2026/douleur", "2025/douleur"), has_name("2026/douleur", "commune")
    (True, False)
    """
    return address.rpartition("/")[2] == name.rpartition("/")[2]


def warn_of_orphan(path: str, address: str, likely: str | None, report: Report) -> None:
    """Warn of a file in an edition's folder that has no theme's name."""
    report.warn(
        "bibliography-without-theme",
        Place(path),
        message("no theme is called “%(address)s”; the file is common to all", address=address),
        message("Rename it to “%(nearest)s.bib”, or move it up one folder.", nearest=likely)
        if likely
        else message("Move it up one folder, or give it the name of a theme."),
    )
