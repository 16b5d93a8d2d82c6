"""The smallest project with one of everything, for tests to write and to change.

    project = tiny_project(tmp_path)
    project = tiny_project(tmp_path, {"groups/blain.yml": "name: Blain\\n"})
    project = tiny_project(tmp_path, {"themes/2026/douleur/guide.md": None})

One edition, one theme with all its parts, one attachment, one reference with its summary, one
borrowed reference, one group with two meetings. `changes` replace whole files by path (None
removes a file); `changed` returns the text of one with a phrase replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from parution.domain import Part

MKDOCS = """\
site_name: Dossiers
site_url: https://dossiers.example.org/
theme:
  name: material
plugins:
  - parution:
      timezone: Europe/Paris
      default_policy: before
      notice: Contenu de démonstration.
"""

INDEX = """\
---
title: "La douleur : écouter, évaluer"
question: Comment évaluer une douleur ?
authors: [Groupe de rédaction]
interests: Aucun lien d’intérêts.
searched_until: 2026-03-31
reviewed: 2026-04-15
keywords: [douleur, évaluation]
synonyms: [mal, souffrance]
references: [commune2020]
---

Pourquoi ce thème.
"""

DOSSIER = """\
---
changes:
  - {date: 2026-05-12, text: Un tableau ajouté.}
---

## Évaluer

L’échelle est validée [@durand2019, p. 12]. Voir la [vignette](preparation.md),
la [grille](documents/grille.csv) et [la HAS](https://www.has-sante.fr/).
"""

GROUP = """\
name: Blain
policy: references-first
readers: true
place: Maison de santé
meetings:
  - {theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 2h}
  - {title: Thème libre, starts: 2026-11-12 20:30}
"""

OWN_BIBLIOGRAPHY = """\
@article{durand2019,
  author = {Durand, Anne and Petit, Luc},
  title = {Une échelle de la douleur},
  journal = {Exercer},
  year = {2019},
  pages = {10--15},
  doi = {10.1000/exercer.2019.10},
  langid = {french},
  level = {2},
  grade = {B},
  interests = {none-declared},
}
"""

COMMON_BIBLIOGRAPHY = """\
@techreport{commune2020,
  author = {{Haute Autorité de Santé}},
  title = {Niveau de preuve et gradation},
  institution = {HAS},
  year = {2020},
  url = {https://www.has-sante.fr/jcms/c_1600564},
  urldate = {2026-04-01},
  langid = {french},
  grade = {AE},
  interests = {none-declared},
}
"""

FILES: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "themes/index.md": "---\ntitle: Nos dossiers\n---\n\nBienvenue.\n",
    "themes/synonyms.yml": "- [HTA, hypertension artérielle]\n",
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur]\nopens_to_all: 2027-07-01\n",
    "themes/2026/douleur/index.md": INDEX,
    "themes/2026/douleur/preparation.md": "Madame M. a mal. Que lui demandez-vous ?\n",
    "themes/2026/douleur/summary.md": "1. Croire le patient [@durand2019].\n",
    "themes/2026/douleur/dossier.md": DOSSIER,
    "themes/2026/douleur/commentary.md": "Madame M. va mieux.\n",
    "themes/2026/douleur/guide.md": "Laissez parler.\n",
    "themes/2026/douleur/sources/durand2019.md": "Une étude transversale.\n",
    "themes/2026/douleur/documents/grille.csv": "douleur;0;1;2\n",
    "bibliography/2026/douleur.bib": OWN_BIBLIOGRAPHY,
    "bibliography/commune.bib": COMMON_BIBLIOGRAPHY,
    "groups/blain.yml": GROUP,
}
"""The project's files by path."""

WORDS = {
    Part.PREPARATION: "Que lui demandez-vous",
    Part.SUMMARY: "Croire le patient",
    Part.DOSSIER: "est validée",
    Part.COMMENTARY: "Madame M. va mieux",
    Part.GUIDE: "Laissez parler",
}
"""Words that occur in one part and nowhere else."""

WITHOUT_PDF = {"mkdocs.yml": MKDOCS.replace("- parution:\n", "- parution:\n      pdf: false\n")}
"""The change that turns PDF off, which halves a build and its audit."""

Changes = Mapping[str, str | bytes | None]


def tiny_project(folder: Path, changes: Changes | None = None) -> Path:
    """Write the project into ``folder``, with some files replaced, added or left out."""
    for path, content in {**FILES, **(changes or {})}.items():
        if content is None:
            continue
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def changed(path: str, old: str, new: str) -> dict[str, str]:
    """Return the file at ``path`` with ``old``, which must occur in it once, replaced by
    ``new``."""
    text = FILES[path]
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {path}"
    return {path: text.replace(old, new)}
