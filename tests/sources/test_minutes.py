"""A group's own writings are read as they are, with every mistake in them."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

from parution.domain import OwnWritings
from parution.language.patient_signs import find_patients
from parution.sources import read
from tiny_project import GROUP, tiny_project

MINUTES = """\
---
questions:
  - question: Le fer un jour sur deux est-il aussi efficace ?
    population: femmes carencées
    intervention: fer un jour sur deux
    comparison: fer tous les jours
    outcome: ferritine à trois mois
    searched_by: A. B.
    answer: |
      Oui [@stoffel2017, p. 3].

      Mieux toléré aussi [@durand2019; @commune2020].
    answered: 2026-11-12
  - question: Et chez l’enfant ?
---

Huit présents. On essaie.
"""

OWN = """\
@article{stoffel2017,
  author = {Stoffel, Nicole},
  title = {Iron absorption on alternate days},
  journal = {Lancet Haematol},
  year = {2017},
}
"""

FILES = {"groups/blain/2026-10-08.md": MINUTES, "groups/blain/references.bib": OWN}


def read_own(folder: Path, changes: dict[str, str] | None = None) -> OwnWritings:
    """Return Blain's own writings."""
    reading = read(tiny_project(folder, {**FILES, **(changes or {})}))
    assert not reading.problems, reading.problems
    return reading.require().own["blain"]


def test_minutes_are_read_with_their_questions(tmp_path: Path) -> None:
    """Minutes have a day, a theme, a text, questions for a search, and dated answers."""
    (minutes,) = read_own(tmp_path).minutes
    assert (minutes.day, minutes.themes, minutes.draft) == (
        date(2026, 10, 8),
        ("2026/douleur",),
        False,
    )
    assert minutes.document.body.strip() == "Huit présents. On essaie."
    first, second = minutes.questions
    assert first.text == "Le fer un jour sur deux est-il aussi efficace ?"
    asked = (first.population, first.intervention, first.comparison, first.outcome)
    assert asked == (
        *("femmes carencées", "fer un jour sur deux"),
        *("fer tous les jours", "ferritine à trois mois"),
    )
    assert (first.searched_by, first.answered) == ("A. B.", date(2026, 11, 12))
    assert first.answer is not None
    assert first.answer.body.count("\n\n") == 1
    assert (second.answer, second.answered) == (None, None)


def test_the_files_are_kept_as_they_came(tmp_path: Path) -> None:
    """The files are kept for download, letter by letter."""
    own = read_own(tmp_path)
    assert (own.minutes[0].as_written, own.bibliography) == (MINUTES, OWN)


def test_three_bibliographies_can_be_cited(tmp_path: Path) -> None:
    """Minutes may cite the group's own references, the common ones and their theme's."""
    (minutes,) = read_own(tmp_path).minutes
    assert {each.key for each in minutes.references} == {"stoffel2017", "durand2019", "commune2020"}
    assert dict(minutes.of_theme) == {"durand2019": "2026/douleur"}


def test_a_key_of_the_groups_own_goes_before_its_themes(tmp_path: Path) -> None:
    """The group's own key wins over one that its theme's bibliography gets later."""
    own = OWN.replace("stoffel2017", "durand2019")
    text = "Oui [@durand2019].\n"
    changes = {"groups/blain/2026-10-08.md": text, "groups/blain/references.bib": own}
    (minutes,) = read_own(tmp_path, changes).minutes
    assert minutes.references[0].fields["title"] == "Iron absorption on alternate days"
    assert "durand2019" not in dict(minutes.of_theme)


def test_a_group_without_a_folder_wrote_nothing(tmp_path: Path) -> None:
    """The folder is optional."""
    assert read(tiny_project(tmp_path)).require().own == {}


def test_a_free_subject_may_have_minutes(tmp_path: Path) -> None:
    """Minutes need a meeting, not a theme."""
    (minutes,) = read_own(
        tmp_path, {"groups/blain/2026-10-08.md": "x\n", "groups/blain/2026-11-12.md": "Un débat.\n"}
    ).minutes[1:]
    assert minutes.themes == ()


def test_two_meetings_of_one_day_share_their_minutes(tmp_path: Path) -> None:
    """They may cite both themes, and have the title of the meeting without a theme."""
    twice = GROUP.replace("2026-11-12 20:30", "2026-10-08 09:00")
    reading = read(tiny_project(tmp_path, {**FILES, "groups/blain.yml": twice}))
    (minutes,) = reading.require().own["blain"].minutes
    assert (minutes.themes, minutes.title) == (("2026/douleur",), "Thème libre")


def test_a_link_in_place_of_minutes_is_refused(tmp_path: Path) -> None:
    """A symbolic link, whose target its author does not see, is not published."""
    project = tiny_project(tmp_path, FILES)
    os.symlink(project / "mkdocs.yml", project / "groups/blain/2026-11-12.md")
    found = [(each.code, each.place.file) for each in read(project).problems]
    assert found == [("symbolic-link", "groups/blain/2026-11-12.md")]


SENTENCES = json.loads((Path(__file__).parent / "patients.json").read_text("utf-8"))


def test_signs_of_a_patient_are_found() -> None:
    """Each sentence of the table gives its signs of a patient, as in the browser's form."""
    found = {
        each["sentence"]: [sign.kind for sign in find_patients(each["sentence"])]
        for each in SENTENCES
    }
    assert found == {each["sentence"]: each["found"] for each in SENTENCES}


def test_how_often_it_is_right() -> None:
    """The documentation's figures hold for forty sentences that were not used to make the signs."""
    forty = [each for each in SENTENCES if each.get("held out")]
    of_patients = [each["found"] for each in forty if each["patient"]]
    of_none = [each["found"] for each in forty if not each["patient"]]
    assert (len(list(filter(None, of_patients))), len(of_patients)) == (15, 20)
    assert (len(list(filter(None, of_none))), len(of_none)) == (2, 20)
