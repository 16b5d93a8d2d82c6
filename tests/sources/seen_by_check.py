"""What `check` alone says: about references, old texts and meetings to come; three slips a code.

`seen_by_check.txt` has the messages about each; once it is right, `python
tests/sources/seen_by_check.py` in the project's environment writes that file anew.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path

from parution.domain.problems import list_errors, sort_problems
from parution.sources import read
from parution.sources.bibliography_review import review
from parution.sources.foresight import foresee
from sources.rows import THEME, second_theme
from sources.typed_from_memory import in_words, minutes, options, part
from tiny_project import OWN_BIBLIOGRAPHY, Changes, changed, tiny_project

GOLDEN = Path(__file__).with_suffix(".txt")
NOW = datetime(2026, 9, 20, 12)

BORROWS_NOTHING: Changes = {
    **changed(f"{THEME}/index.md", "references: [commune2020]\n", ""),
    "bibliography/commune.bib": None,
}
"""A project about which `check` says nothing."""

OWN = "bibliography/2026/douleur.bib"
INDEX = f"{THEME}/index.md"
DOI = "doi = {10.1000/exercer.2019.10}"
TITLE = "Une échelle de la douleur"


def entry(old: str, new: str) -> Changes:
    """Return the theme's bibliography with a phrase of its entry replaced."""
    return changed(OWN, old, new)


def further(*fields: str, key: str = "petit2021") -> Changes:
    """Return the theme's bibliography with a second entry, which the dossier cites."""
    lines = "".join(f"  {field},\n" for field in fields)
    text = f"{OWN_BIBLIOGRAPHY}\n@article{{{key},\n{lines}  level = {{2}},\n"
    author = "  author = {Petit, Luc},\n  journal = {Exercer},\n  interests = {none-declared},\n}\n"
    return {OWN: text + author, **part("commentary", f"Voir [@{key}].\n")}


def presentation(old: str, new: str) -> Changes:
    """Return the theme's presentation, which borrows nothing, with a phrase replaced."""
    text = changed(INDEX, "references: [commune2020]\n", "")[INDEX]
    assert old in text
    return {INDEX: text.replace(old, new)}


def group(name: str, *meetings: str, said: str = "") -> Changes:
    """Return a group's file."""
    lines = "".join(f"  - {{{meeting}}}\n" for meeting in meetings)
    return {f"groups/{name.lower()}.yml": f"name: {name}\n{said}meetings:\n{lines}"}


def blain(old: str, new: str) -> Changes:
    """Return the first group's file with a phrase replaced."""
    return changed("groups/blain.yml", old, new)


def edition(text: str) -> Changes:
    """Return the edition's file."""
    return {"themes/2026/edition.yml": f"title: Année 2026\nthemes: [douleur]\n{text}\n"}


def answered(day: str) -> Changes:
    """Return minutes with a question that has its answer on a day."""
    return minutes(
        "questions:\n  - question: Faut-il traiter ?\n    answer: Oui.\n"
        f"    answered: {day}\n    searched_by: A. D."
    )


ON_OTHER = "theme: 2026/autre, starts: 2026-10-13 20:30"
OTHER = {
    **second_theme("Voir [@durand2019]."),
    "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, autre]\n",
    "bibliography/2026/autre.bib": OWN_BIBLIOGRAPHY.replace(TITLE, "Un autre article").replace(
        "2019.10", "2019.99"
    ),
    **group("Cholet", ON_OTHER),
}
ON_IT = "theme: 2026/douleur, starts: 2026-10-08 20:30"

SLIPS: dict[str, Changes] = {
    "reference left over": {
        **further("title = {Le sommeil}", "year = {2021}", "doi = {10.1000/b}"),
        **part("commentary", "Rien.\n"),
    },
    "reference cited in a comment alone": {
        **further("title = {Le sommeil}", "year = {2021}", "doi = {10.1000/b}"),
        **part("commentary", "Rien. <!-- [@petit2021] -->\n"),
    },
    "reference shown as an example alone": {
        **further("title = {Le sommeil}", "year = {2021}", "doi = {10.1000/b}"),
        **part("commentary", "Écrivez `[@petit2021]`.\n"),
    },
    "no DOI": entry("  doi = {10.1000/exercer.2019.10},\n", ""),
    "empty DOI": entry("{10.1000/exercer.2019.10}", "{}"),
    "address in a field that nobody reads": entry("doi = {", "lien = {https://doi.org/"),
    "address of a home page": entry(DOI, "url = {https://www.has-sante.fr/}"),
    "home page without its scheme": entry(DOI, "url = {www.inserm.fr}"),
    "home page by its file": entry(DOI, "url = {https://www.cnge.fr/index.php}"),
    "grade of a trial": entry(TITLE, "Une échelle de la douleur : essai randomisé"),
    "grade of a cohort, without a level": entry(
        f"{TITLE}}},\n  journal = {{Exercer}},\n  year = {{2019}},\n  pages = {{10--15}},\n"
        "  doi = {10.1000/exercer.2019.10},\n  langid = {french},\n  level = {2},\n",
        "Douleur : une cohorte de 300 patients},\n  journal = {Exercer},\n  year = {2019},\n"
        "  doi = {10.1000/exercer.2019.10},\n",
    ),
    "grade of a review": entry(TITLE, "Pain scales: a systematic review"),
    "neither level nor grade": entry("  level = {2},\n  grade = {B},\n", ""),
    "empty level": entry("  level = {2},\n  grade = {B},\n", "  level = {},\n"),
    "level in a note": entry("  level = {2},\n  grade = {B},\n", "  annotation = {niveau 2},\n"),
    "no word of interests": entry("  interests = {none-declared},\n", ""),
    "unknown interests": entry("none-declared", "unknown"),
    "interests in a note alone": entry("interests = {none-declared}", "interests_note = {Aucun}"),
    "same DOI under two keys": further("title = {Scale}", "year = {2020}", DOI),
    "same title and year under two keys": further(f"title = {{{TITLE}}}", "year = {2019}"),
    "same DOI as an address": further(
        "title = {Pain}", "year = {2020}", "url = {https://doi.org/10.1000/EXERCER.2019.10}"
    ),
    "reviewed in forty years": presentation("reviewed: 2026-04-15", "reviewed: 2062-04-15"),
    "searched until next year": presentation("searched_until: 2026", "searched_until: 2027"),
    "reviewed this winter": presentation("reviewed: 2026-04-15", "reviewed: 2026-12-15"),
    "reviewed long ago": presentation("reviewed: 2026-04-15", "reviewed: 2016-04-15"),
    "searched four years ago": presentation("searched_until: 2026", "searched_until: 2022"),
    "both four years ago": presentation(
        "searched_until: 2026-03-31\nreviewed: 2026", "searched_until: 2022-03-31\nreviewed: 2022"
    ),
    "one key in two themes": OTHER,
    "one key in a theme and a common file": {
        "bibliography/commune.bib": OTHER["bibliography/2026/autre.bib"]
    },
    "one key in three themes": {
        **OTHER,
        **{
            path.replace("autre", "encore"): text for path, text in OTHER.items() if "autre" in path
        },
        "themes/2026/edition.yml": "title: Année 2026\nthemes: [douleur, autre, encore]\n",
        "bibliography/2026/encore.bib": OWN_BIBLIOGRAPHY.replace(TITLE, "Un tiers").replace(
            "2019.10", "2019.77"
        ),
    },
    "draft soon": presentation("reviewed: 2026-04-15", "draft: true"),
    "no summary soon": {f"{THEME}/summary.md": None},
    "empty dossier soon": part("dossier", "\n"),
    "two meetings of three": edition("meetings: 3"),
    "two meetings of ten": edition("meetings: 10"),
    "another group with one of two": {
        **edition("meetings: 2"),
        **group("Cholet", ON_IT.replace("08", "06")),
    },
    "theme nobody meets on": {**OTHER, "groups/cholet.yml": None},
    "theme one group leaves out": {
        **OTHER,
        "themes/2026/edition.yml": "title: Année 2026\nmeetings: 1\nthemes: [douleur, autre]\n",
        **group(
            "Ancenis", ON_IT.replace("08", "06"), "theme: 2026/autre, starts: 2026-10-20 20:30"
        ),
    },
    "theme all groups but one leave out": {
        **OTHER,
        "themes/2026/edition.yml": "title: Année 2026\nmeetings: 1\nthemes: [douleur, autre]\n",
        **group("Ancenis", ON_IT.replace("08", "06")),
        **group("Vertou", ON_IT.replace("08", "07")),
    },
    "two groups in one room": {
        **blain("Maison de santé", "Salle 2"),
        **group("Cholet", ON_IT + ", place: salle 2"),
    },
    "two groups at one address": {
        **blain("Maison de santé", "3 rue du Port"),
        **group("Cholet", ON_IT + ', place: "Cabinet, 3 r. du Port"'),
    },
    "two groups in one town hall": {
        **blain("Maison de santé", "Mairie de Blain"),
        **group("Cholet", ON_IT.replace("20:30", "21:00") + ', place: "Blain, mairie"'),
    },
    "one facilitator at two places": {
        **blain("policy:", "animateur: Dr Anne Le Goff\npolicy:"),
        **group("Cholet", ON_IT, said="animateur: Anne Le Goff\n"),
    },
    "one facilitator by her initials": {
        **blain("policy:", "animateur: A. L.\npolicy:"),
        **group("Cholet", ON_IT, said="animateur: AL\n"),
    },
    "one facilitator of two": {
        **blain("policy:", "animateur: Anne Le Goff et Luc Petit\npolicy:"),
        **group("Cholet", ON_IT, said="animateur: Petit Luc\n"),
    },
    "meeting on Armistice Day": blain("2026-11-12", "2026-11-11"),
    "meeting on Ascension Day": blain("2026-11-12", "2027-05-06"),
    "meeting on Labour Day": blain("2026-11-12", "2027-05-01"),
    "meeting at All Saints": {**options("school_zone: B"), **blain("2026-11-12", "2026-10-22")},
    "meeting at Christmas": {**options("school_zone: A"), **blain("2026-11-12", "2026-12-29")},
    "meeting at Easter": {**options("school_zone: C"), **blain("2026-11-12", "2027-04-08")},
    "answer in forty years": answered("2066-10-08"),
    "answer next winter": answered("2027-12-01"),
    "answer in ten years": answered("2036-11-12"),
}
"""Each slip, by its description."""


def report_on(changes: Changes) -> str:
    """Return what `check` alone says of a project with these changes, as the golden file has it."""
    with tempfile.TemporaryDirectory() as folder:
        reading = read(tiny_project(Path(folder), {**BORROWS_NOTHING, **changes}))
    found = [*reading.problems, *review(reading.of_any, NOW.date(), list_errors(reading.problems))]
    if reading.catalogue is not None:
        found += foresee(reading.catalogue, reading.facilitators, NOW)
    return "\n".join(map(in_words, sort_problems(found)))


@cache
def read_golden() -> dict[str, str]:
    """Return the reports of the golden file, by slip."""
    blocks = GOLDEN.read_text("utf-8").strip().split("\n\n")
    return {name: said for name, _, said in (block.partition("\n") for block in blocks)}


def main() -> None:
    """Write the golden file anew."""
    blocks = (f"{name}\n{report_on(changes)}\n" for name, changes in SLIPS.items())
    GOLDEN.write_text("\n".join(blocks), "utf-8")


if __name__ == "__main__":
    main()
