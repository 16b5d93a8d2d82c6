"""A small association with something to hide from everybody, and its built sites.

At `INSTANT` the group Blain has the references and the preparation of its theme, but not yet the
essentials, the dossier and the commentary; the guide is the facilitator's, and « La fièvre » is a
draft. The public sees presentations alone.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parution import pipeline
from parution.audit import Leak
from parution.compose.site_addresses import locate_site_folder
from parution.domain import PUBLIC_SITE, Audience, Site
from parution.private_store import PrivateStore
from parution.publish import publish as publication
from parution.publish.publish import ProjectSources
from parution.sources import read
from tiny_project import OWN_BIBLIOGRAPHY, tiny_project

INSTANT = datetime(2026, 9, 30, 12, tzinfo=UTC)
AFTER_THE_MEETING = datetime(2026, 10, 9, 12, tzinfo=UTC)

MEMBER = Site("blain", Audience.MEMBER)
FACILITATOR = Site("blain", Audience.FACILITATOR)
PUBLIC = PUBLIC_SITE

SENTENCE = (
    "L’échelle numérique se lit à voix haute, au même moment de la journée, puis se recopie dans"
    " le dossier du patient avec la date et l’heure"
)
"""A sentence of the dossier."""

SYNONYM = "échelle visuelle analogique de la douleur"
"""Words of the dossier that are also a synonym for the search."""

HEADING = "Ce que dit l’échelle visuelle analogique"
TITLE = "Une échelle de la douleur"
NOTE = "À relire avec prudence, demander les données brutes aux auteurs avant juin"
GUIDE = "Laissez parler chacun à son tour et ne donnez jamais la réponse du dossier avant la fin"
FOR_FACILITATORS = (
    "Rappelez au groupe que personne n’est noté, puis laissez le silence durer un peu"
)
"""A sentence of an association's page that only facilitators have."""

SUMMARY = "Croire le patient [@durand2019], puis mesurer avec lui."

DOSSIER = f"""\
## {HEADING}

{SENTENCE} [@durand2019, p. 12].
Voir la [grille](documents/grille.csv), et l’*autre* colonne du tableau qui suit.

| échelle | durée |
|---|---|
| {SYNONYM} | une minute |
"""

BIBLIOGRAPHY = OWN_BIBLIOGRAPHY.replace("  level", f"  annote = {{{NOTE}}},\n  level")

DRAFT = """\
---
title: La fièvre du nourrisson sans point d’appel
draft: true
---

Un thème que personne ne connaît encore, pas même de nom, avant l’année prochaine.
"""

PAGES = {
    "themes/pages/animer.md": (
        f"---\ntitle: Animer\naudience: facilitators\n---\n\n{FOR_FACILITATORS}.\n"
    ),
    "themes/pages/reunion.md": (
        "---\ntitle: Une réunion\n---\n\nElle dure deux heures, café compris.\n"
    ),
}

CHANGES = PAGES | {
    "themes/2026/douleur/dossier.md": DOSSIER,
    "themes/2026/douleur/summary.md": f"1. {SUMMARY}\n",
    "themes/2026/douleur/guide.md": f"{GUIDE}.\n",
    "themes/2026/fievre/index.md": DRAFT,
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, fievre]\n",
    "themes/synonyms.yml": f"- [EVA, {SYNONYM}]\n",
    "bibliography/2026/douleur.bib": BIBLIOGRAPHY,
}


@dataclass(frozen=True)
class Association:
    """A project and its built sites."""

    project: Path
    site_dir: Path

    @property
    def sources(self) -> ProjectSources:
        return ProjectSources(self.project, self.project / "mkdocs.yml")

    @property
    def store(self) -> PrivateStore:
        return PrivateStore(self.project)

    def folder(self, site: Site) -> Path:
        """Return the folder of a site."""
        catalogue = read(self.project).require()
        return self.site_dir / locate_site_folder(catalogue, self.store.secret(), site)

    def leaks(self, at: datetime = INSTANT) -> tuple[Leak, ...]:
        """Audit the sites."""
        return publication.audit_site(self.sources, at, self.site_dir)


def found_association(folder: Path) -> Association:
    """Write the project and build its sites as they are at `INSTANT`."""
    project = tiny_project(folder / "project", CHANGES)
    association = Association(project, folder / "site")
    pipeline.build(project, project / "mkdocs.yml", INSTANT, association.site_dir)
    return association


def copy_sites(association: Association) -> Association:
    """Return the same association with a copy of its sites, for a test to tamper with.

    Each copy replaces the last one in the same place, so that the audit reuses its verdicts of
    unchanged files and reads only the others.
    """
    site_dir = association.project.parent / "copy"
    shutil.rmtree(site_dir, ignore_errors=True)
    shutil.copytree(association.site_dir, site_dir)
    return Association(association.project, site_dir)


def summarise(leaks: Iterable[Leak]) -> set[tuple[str, Site | None, str]]:
    """Return the kind, site and file of each leak."""
    return {(leak.kind.value, leak.site, leak.file) for leak in leaks}
