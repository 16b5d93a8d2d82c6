"""Two groups whose sheets other programs saved, in `saved/` (see `save_sheets`)."""

from __future__ import annotations

from pathlib import Path

SAVED = Path(__file__).parent / "saved"

ARZAL = """\
name: Arzal
policy: after
animateur: C. R.  # anime deux groupes
meetings:
- theme: 2026/douleur   # en deux fois
  starts: 2026-10-06 20:30
  releases:
    dossier: {member: "la veille", reader: jamais}
- {title: "Bilan : indicateurs", starts: 2027-01-12 20:30, place: "=Salle, « B »"}
"""
BLAIN = """\
# Le groupe de Blain
name: Blain
policy: references-first
readers: true
place: Maison de santé
meetings:
  - {theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 2h}
  - {title: Thème libre, starts: 2026-11-12 20:30}   # à confirmer
"""
GROUPS = {"groups/arzal.yml": ARZAL, "groups/blain.yml": BLAIN}
