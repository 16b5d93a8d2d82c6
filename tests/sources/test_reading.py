"""A sound project is read whole: every word at its place in the catalogue."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from parution.domain import Audience, Catalogue, DaysFromMeeting, Part, Theme
from parution.domain.problems import Place
from parution.release.policies import BUILT_IN
from parution.sources import read
from sources.rows import THEME, second_theme
from tiny_project import Changes, changed, tiny_project


def catalogue(folder: Path, changes: Changes | None = None) -> Catalogue:
    reading = read(tiny_project(folder, changes))
    assert reading.problems == ()
    return reading.require()


def theme(folder: Path, changes: Changes | None = None) -> Theme:
    return catalogue(folder, changes).themes["2026/douleur"]


def test_the_presentation_describes_its_theme(tmp_path: Path) -> None:
    """The front matter of index.md gives the theme's attributes."""
    read_theme = theme(tmp_path)
    assert read_theme.title == "La douleur : écouter, évaluer"
    assert read_theme.authors == ("Groupe de rédaction",)
    assert read_theme.searched_until == date(2026, 3, 31)
    assert read_theme.synonyms == ("mal", "souffrance")
    assert not read_theme.draft


def test_every_part_is_read(tmp_path: Path) -> None:
    """A theme has the parts that it has files for, and the references."""
    assert theme(tmp_path).parts == tuple(Part)


def test_a_theme_without_summaries_has_no_such_part(tmp_path: Path) -> None:
    """A theme with an empty `sources/` has no such part, so that nobody waits for it to open."""
    empty = {f"{THEME}/sources/durand2019.md": None}
    assert Part.SOURCES not in theme(tmp_path, empty).parts


def test_a_body_begins_after_its_front_matter(tmp_path: Path) -> None:
    """A part's text keeps the number of its first line."""
    dossier = theme(tmp_path).documents[Part.DOSSIER]
    assert dossier.body.startswith("\n## Évaluer")
    assert dossier.body_line == 5


def test_a_text_knows_the_attachments_it_links_to(tmp_path: Path) -> None:
    """A text lists the attachments it links to, by path within the theme."""
    documents = theme(tmp_path).documents
    assert documents[Part.DOSSIER].attachments == ("documents/grille.csv",)
    assert documents[Part.GUIDE].attachments == ()


@pytest.mark.parametrize(
    "text",
    [
        "[a](documents/grille.csv)",
        '[a](documents/grille.csv "La grille")',
        "[a](./documents/../documents/grille.csv#haut)",
        "![une grille](documents/grille.csv)",
        "[![une grille](documents/grille.csv)](https://www.has-sante.fr/)",
        "[a][grille]\n\n[grille]: documents/grille.csv",
        '<a href="documents/grille.csv">a</a>',
        "<img alt=grille src=documents/grille.csv>",
        "| a | b |\n|---|---|\n| 1 | [c](documents/grille.csv) |",
        '!!! note "Titre"\n    [a](documents/grille.csv)',
        "[un texte\nsur deux lignes](documents/grille.csv)",
        "`[` puis [a](documents/grille.csv)",
        "[a](documents/grille%2Ecsv)",
        r"[a](documents/grille\.csv)",
    ],
)
def test_however_an_attachment_is_linked_it_is_found(text: str, tmp_path: Path) -> None:
    """Every Markdown syntax for a link to a file adds the file to its text."""
    guide = theme(tmp_path, {f"{THEME}/guide.md": f"{text}\n"}).documents[Part.GUIDE]
    assert guide.attachments == ("documents/grille.csv",)


@pytest.mark.parametrize(
    "text",
    [
        "`[a](absent.md)` et `<script>`",
        "``un ` et [a](absent.md)``",
        "```html\n<script src='https://example.org/a.js'></script>\n```",
        "~~~\n[a](absent.md) <!-- commentaire -->\n~~~",
        "!!! note\n    ```\n    ![une image](https://example.org/a.png)\n    ```",
        r"\[a](absent.md)",
        r"[a] \](absent.md)",
        "[a](https://www.has-sante.fr/) et <https://www.has-sante.fr/a?b=c&d>",
        "[a](mailto:secretariat@example.org) et <secretariat@example.org>",
        "## Plus bas\n\n[a](#plus-bas) et [b](dossier.md#evaluer)",
        "PA < 140 et IMC > 30, p<0,05",
        "H<sub>2</sub>O<br>, <abbr title='Hypertension'>HTA</abbr>",
        "Un ensemble {a = 1} et [un lien](dossier.md){ .md-button target=_blank }",
        "Une note[^1].\n\n[^1]: Voir javascript: rien.",
        "secretariat@example.org, www.example.org et https://example.org/a_(b).",
        "Fatigue ++, douleur ++ ; C++ et Java++. Né le __/__/____.",
        "- Un point\n\n    La suite du point se lit ici.",
        "!!! note\n    La note.\n\n    La suite de la note se lit ici.",
        "Un jour; puis deux; puis trois.\nVoilà; c’est fini; vraiment.\n\n    code = 1",
        "## Seuils {.note}\n\nLes **seuils**{.fort}, [ici](dossier.md){.md-button}.\n{.note}",
        "| a {.note} | b |\n|---|---|\n| c {.note} | d |\n\nTerme {.note}\n: défini",
    ],
)
def test_a_harmless_text_is_let_through(text: str, tmp_path: Path) -> None:
    """Code is not examined, and ordinary links, characters and elements are accepted."""
    catalogue(tmp_path, {f"{THEME}/guide.md": f"{text}\n"})


def test_a_link_between_themes_is_a_public_address(tmp_path: Path) -> None:
    """A text may link to a part of another theme, open or not."""
    link = "Voir [le dossier](../douleur/dossier.md) et [l’accueil](../../index.md)."
    themes = catalogue(tmp_path, second_theme(link)).themes
    assert themes["2026/autre"].documents[Part.PRESENTATION].attachments == ()


def test_own_and_borrowed_references_come_in_order(tmp_path: Path) -> None:
    """A theme's references are those of its own file, then those it borrows."""
    keys = [reference.key for reference in theme(tmp_path).references]
    assert keys == ["durand2019", "commune2020"]


def test_a_common_reference_is_not_lent_unasked(tmp_path: Path) -> None:
    """A theme that borrows nothing has only its own references."""
    changes = changed(f"{THEME}/index.md", "references: [commune2020]\n", "")
    assert [reference.key for reference in theme(tmp_path, changes).references] == ["durand2019"]


def test_an_attachment_is_known_by_its_bytes(tmp_path: Path) -> None:
    """An attachment has its size and the SHA-256 of its content."""
    attachment = theme(tmp_path).attachments["documents/grille.csv"]
    assert attachment.size == 14
    assert attachment.digest == sha256(b"douleur;0;1;2\n").hexdigest()


def test_change_notes_come_newest_first(tmp_path: Path) -> None:
    """The notes under `changes` come newest first, in whatever order they are written."""
    changes = "[{date: 2026-01-02, text: A}, {date: 2026-03-04, text: B}]"
    notes = f"---\nchanges: {changes}\n---\nTexte.\n"
    guide = theme(tmp_path, {f"{THEME}/guide.md": notes}).documents[Part.GUIDE]
    assert [change.text for change in guide.changes] == ["B", "A"]


def test_a_group_and_its_meetings(tmp_path: Path) -> None:
    """A meeting has its group's place and lasts two hours, unless it has its own."""
    (group,) = catalogue(tmp_path).groups
    assert (group.slug, group.policy, group.generation) == ("blain", "references-first", 1)
    assert group.audiences == (Audience.MEMBER, Audience.READER, Audience.FACILITATOR)
    first, second = group.meetings
    assert first.starts == datetime(2026, 10, 8, 20, 30)
    assert first.duration == second.duration == timedelta(hours=2)
    assert first.venue == "Maison de santé"
    assert second.title == "Thème libre"
    assert first.place == Place("groups/blain.yml", 6, 5)


def test_meetings_are_put_in_order(tmp_path: Path) -> None:
    """Meetings may be written in any order."""
    meetings = (
        "name: Blain\nmeetings:\n"
        "  - {title: B, starts: 2026-11-12 20h30}\n  - {title: A, starts: 2026-10-08T20:30}\n"
    )
    (group,) = catalogue(tmp_path, {"groups/blain.yml": meetings}).groups
    assert [meeting.title for meeting in group.meetings] == ["A", "B"]


def test_a_group_that_chooses_no_policy_has_the_default_one(tmp_path: Path) -> None:
    """A group without a policy gets `default_policy`."""
    (group,) = catalogue(tmp_path, {"groups/blain.yml": "name: Blain\n"}).groups
    assert group.policy == "before"


def test_the_default_policy_is_the_late_one(tmp_path: Path) -> None:
    """Without `default_policy` everything opens after the meeting."""
    changes = changed("mkdocs.yml", "      default_policy: before\n", "")
    assert catalogue(tmp_path, changes).settings.default_policy == "after"


def test_one_rule_holds_for_members_and_readers(tmp_path: Path) -> None:
    """A rule without an audience is for members and readers."""
    changes = changed("groups/blain.yml", "duration: 2h", "releases: {dossier: la veille}")
    (group,) = catalogue(tmp_path, changes).groups
    rules = group.meetings[0].releases[Part.DOSSIER]
    assert set(rules) == {Audience.MEMBER, Audience.READER}
    assert rules[Audience.MEMBER].rule == DaysFromMeeting(-1, datetime(1, 1, 1, 8).time())


def test_a_policy_extends_another(tmp_path: Path) -> None:
    """An association's own policy inherits the rules that it does not give."""
    own = "      policies: {nous: {extends: after, dossier: {reader: always}}}\n      notice"
    policies = catalogue(tmp_path, changed("mkdocs.yml", "      notice", own)).settings.policies
    after = BUILT_IN["after"].releases
    assert policies["nous"].releases[Part.SUMMARY] == after[Part.SUMMARY]
    assert (
        policies["nous"].releases[Part.DOSSIER][Audience.MEMBER]
        == (after[Part.DOSSIER][Audience.MEMBER])
    )
    assert policies["nous"].releases[Part.DOSSIER][Audience.READER].text == "always"


def test_a_whole_policy_needs_neither_presentation_nor_guide(tmp_path: Path) -> None:
    """A policy may omit the presentation and the guide, which are the same for everyone."""
    parts = ["preparation", "references", "summary", "dossier", "commentary"]
    rules = ", ".join(f"{part}: at end" for part in parts)
    own = f"      policies: {{nous: {{{rules}}}}}\n      notice"
    policies = catalogue(tmp_path, changed("mkdocs.yml", "      notice", own)).settings.policies
    assert set(policies["nous"].releases) == set(Part)


def test_a_date_of_an_edition_is_in_the_morning(tmp_path: Path) -> None:
    """A date alone opens at 08:00, as release rules do."""
    (edition,) = catalogue(tmp_path).editions
    assert edition.opens_to_all == datetime(2027, 7, 1, 8)
    assert edition.opens_to_public is None


def test_editions_come_newest_first(tmp_path: Path) -> None:
    """The archive follows the current year."""
    archive = {
        "themes/2018/edition.yml": "title: 2018\nthemes: [fievre]\n",
        "themes/2018/fievre/index.md": "---\ntitle: La fièvre\n---\n\nTexte.\n",
    }
    assert [edition.name for edition in catalogue(tmp_path, archive).editions] == ["2026", "2018"]


def test_the_settings(tmp_path: Path) -> None:
    """mkdocs.yml gives the plugin's settings and those of MkDocs that concern the sites."""
    settings = catalogue(tmp_path).settings
    assert str(settings.timezone) == "Europe/Paris"
    assert settings.notice == "Contenu de démonstration."
    assert (settings.site_name, settings.site_dir) == ("Dossiers", "site")
    assert settings.site_url == "https://dossiers.example.org/"


def test_settings_of_other_programs_are_ignored(tmp_path: Path) -> None:
    """Tags, aliases and objects for other programs are no problem in mkdocs.yml."""
    others = (
        "site_name: Dossiers\n"
        "extra: &extra {a: !!python/name:material.x , b: !ENV B}\n"
        "more: *extra\n"
    )
    catalogue(tmp_path, changed("mkdocs.yml", "site_name: Dossiers\n", others))


def test_an_address_may_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MkDocs' `!ENV` works in the MkDocs settings that we read."""
    monkeypatch.setenv("ADDRESS", "https://ailleurs.example.org/")
    written = "!ENV [NOTHING, ADDRESS, 'https://dossiers.example.org/']"
    changes = changed("mkdocs.yml", "https://dossiers.example.org/", written)
    assert catalogue(tmp_path, changes).settings.site_url == "https://ailleurs.example.org/"


def test_synonyms(tmp_path: Path) -> None:
    """Each line of synonyms.yml is a set of words that mean the same."""
    assert catalogue(tmp_path).synonyms == (("HTA", "hypertension artérielle"),)


def test_brands(tmp_path: Path) -> None:
    """A line of brands.yml names a brand and its substance, in one word or several."""
    written = "Mirena: [lévonorgestrel, SIU]\nExacyl: acide tranexamique\n"
    assert catalogue(tmp_path, {"themes/brands.yml": written}).brands == (
        ("Mirena", ("lévonorgestrel", "SIU")),
        ("Exacyl", ("acide tranexamique",)),
    )


def test_a_meeting_elsewhere_is_elsewhere(tmp_path: Path) -> None:
    """The place of one meeting counts before that of its group."""
    moved = changed("groups/blain.yml", "duration: 2h}", "duration: 2h, place: Salle du port}")
    (blain,) = read(tiny_project(tmp_path, moved)).require().groups
    assert [each.venue for each in blain.meetings] == ["Salle du port", "Maison de santé"]
