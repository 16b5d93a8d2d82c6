"""`parution share` makes a draft theme of a group's own subject, and copies nothing else of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from command_line import Done, run
from compose.test_subjects import FILES, FOLDER
from parution.sharing import find_missing_evidence, propose_theme
from parution.sources import read
from tiny_project import tiny_project

GROUP_BIB = """\
@article{groupe2020,
  author = {Roy, Anne},
  title = {Les pansements en ville},
  journal = {Exercer},
  year = {2020},
  level = {4},
  interests = {none-declared},
  annote = {À redemander à Paul},
}
@article{jamais2019, author = {Roy, Anne}, title = {Rien}, journal = {Exercer}, year = {2019}}
"""

INDEX = """\
---
title: Les plaies chroniques   # à discuter
authors: [Paul Blanchard]
interests: Aucun lien d’intérêts.
references: [groupe2020, commune2020]
---

Notre secteur.
"""

CHANGES = {
    **FILES,
    "groups/blain/references.bib": GROUP_BIB,
    f"{FOLDER}/index.md": INDEX,
    f"{FOLDER}/preparation.md": "Un cas.\n\nRendez-vous à la maison de santé de Blain.\n",
}

THEME = "themes/2027/plaies"
BIBLIOGRAPHY = "bibliography/2027/plaies.bib"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny_project(tmp_path, CHANGES)


def contents(project: Path) -> dict[str, bytes]:
    folders = (project / name for name in ("themes", "bibliography", "groups"))
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def share(project: Path, *more: str) -> Done:
    return run(project, "share", "blain/plaies", "--to", "2027", *more)


def test_it_becomes_a_draft_theme_that_reads(project: Path) -> None:
    """Texts, documents and summaries are copied unchanged, and the result has no error."""
    before = contents(project)
    assert share(project).code == 0
    after = contents(project)
    assert {path: after[path] for path in before} == before
    for path in ("dossier.md", "guide.md", "documents/plan.csv"):
        assert after[f"{THEME}/{path}"] == before[f"{FOLDER}/{path}"]
    theme = read(project).require().themes["2027/plaies"]
    assert (theme.draft, theme.title) == (True, "Les plaies chroniques")
    assert {each.key for each in theme.references} == {"petit2021", "groupe2020", "commune2020"}


@pytest.mark.parametrize(
    "text",
    [INDEX.replace("]\n---\n", "]\n...\n"), INDEX.replace("\n", "\r\n"), INDEX.replace("\n", "\r")],
    ids=["ended by dots", "lines of Windows", "lines of old Macs"],
)
def test_any_presentation_that_reads_becomes_a_draft(project: Path, text: str) -> None:
    """However its front matter is typed, the theme is a draft, without the group's authors."""
    (project / FOLDER / "index.md").write_bytes(text.encode())
    assert share(project).code == 0
    theme = read(project).require().themes["2027/plaies"]
    assert (theme.draft, theme.authors) == (True, ())


def test_links_to_themes_lead_there_from_the_new_place(project: Path) -> None:
    """Links to themes are adapted in parts, and in summaries, which lie deeper."""
    (project / FOLDER / "preparation.md").write_text(
        "[là](../../../../themes/2026/douleur/guide.md)"
    )
    assert share(project).code == 0
    assert (project / THEME / "preparation.md").read_text() == "[là](../../2026/douleur/guide.md)"
    summary = (project / THEME / "sources/petit2021.md").read_text()
    assert "[la douleur](../../../2026/douleur/guide.md)" in summary


def test_it_reports_references_of_no_bibliography(project: Path) -> None:
    """A reference found in none of three bibliographies is reported with its citing line."""
    catalogue = read(project).require()
    subject = catalogue.themes["blain/plaies"]
    (blain,) = (each for each in catalogue.groups if each.slug == "blain")
    (project / FOLDER / "references.bib").write_text("")
    lost = propose_theme(project, replace(subject, references=()), blain, "2027")
    assert {
        (str(each.place), dict(each.message.values)["key"])
        for each in lost.lacking
        if "no bibliography of the theme" in each.message.msgid
    } == {
        (f"{THEME}/dossier.md:3", "commune2020"),
        (f"{THEME}/dossier.md:3", "groupe2020"),
        (f"{THEME}/dossier.md:3", "petit2021"),
        (f"{THEME}/sources/petit2021.md:1", "petit2021"),
    }


def test_it_goes_into_an_edition_that_is_there(project: Path) -> None:
    """It is added at the end of the edition's list, whose comments stay."""
    (project / "themes/2026/edition.yml").write_text("title: 2026  # bon\nthemes: [douleur]\n")
    assert run(project, "share", "blain/plaies", "--to", "2026").code == 0
    written = (project / "themes/2026/edition.yml").read_text()
    assert "# bon" in written
    assert "plaies" in written
    assert read(project).require().themes["2026/plaies"].draft


def test_nothing_of_the_group_goes_along(project: Path) -> None:
    """Authors, notes on the group's references, and those it did not borrow are left behind."""
    share(project)
    told = b"\n".join(
        content
        for path, content in contents(project).items()
        if path.startswith((THEME, BIBLIOGRAPHY))
    ).decode()
    for word in ("Blanchard", "redemander à Paul", "jamais2019", "motdublainais"):
        assert word not in told
    assert "# à discuter" in told
    assert "Aucun lien d’intérêts." in told


def test_references_of_the_group_come_with_their_evidence(project: Path) -> None:
    """The group's references move to the theme's own bibliography with their evidence."""
    share(project)
    written = (project / BIBLIOGRAPHY).read_text()
    assert "Les pansements en ville" in written
    assert "level = {4}" in written
    assert "interests = {none-declared}" in written
    assert "groupe2020" not in (project / THEME / "index.md").read_text()


MISSING = {
    ("to-complete", f"{THEME}/index.md", "« authors » n’est pas indiqué"),
    ("to-complete", f"{THEME}/index.md", "« searched_until » n’est pas indiqué"),
    ("to-complete", f"{THEME}/index.md", "« reviewed » n’est pas indiqué"),
    ("to-complete", f"{THEME}/summary.md", "la partie « L’essentiel » n’a pas de texte"),
    ("to-complete", f"{THEME}/commentary.md", "la partie « Commentaires de cas » n’a pas de texte"),
    ("to-complete", BIBLIOGRAPHY, "la référence « petit2021 » n’a pas de niveau de preuve"),
    (
        "to-complete",
        BIBLIOGRAPHY,
        "les liens d’intérêts de « petit2021 » ne sont pas connus",
    ),
    (
        "names-the-group",
        f"{THEME}/preparation.md",
        "cette ligne nomme le groupe ou un lieu qui est le sien : « Blain »",
    ),
}


@pytest.mark.parametrize("dry", [True, False])
def test_it_names_the_missing_pieces(project: Path, dry: bool) -> None:
    """Each missing piece is named with its file and line, and whether anything was written."""
    told = share(project, "--format", "json", *(["--dry-run"] if dry else [])).json
    assert {
        (row["code"], row["file"], row["message"].replace("\u00a0", " ")) for row in told["missing"]
    } == MISSING
    lines = {row["message"].split()[-2]: row["line"] for row in told["missing"]}
    assert lines["Blain"] == 3
    assert (told["theme"], told["written"]) == ("2027/plaies", not dry)
    assert {f"{THEME}/index.md", BIBLIOGRAPHY} <= set(told["files"])


NAMED = {
    "in capitals": (f"{FOLDER}/commentary.md", "Venez à BLAIN.\n", 1),
    "by the place of one meeting": (f"{FOLDER}/commentary.md", "Un cas.\n\nSalle rabelais.\n", 3),
    "in its bibliography": (
        f"{FOLDER}/references.bib",
        "@article{petit2021, author = {Petit, Luc}, title = {Soigner}, journal = {Exercer},\n"
        "year = {2021}, annote = {Vu à Blain}}\n",
        2,
    ),
}
"""Files of the subject that name the group, with the line of the name."""


@pytest.mark.parametrize(("path", "text", "line"), NAMED.values(), ids=NAMED)
def test_what_names_the_group_is_found(project: Path, path: str, text: str, line: int) -> None:
    """A name is found in any letters, in the bibliography too, and so is one meeting's place."""
    (project / path).write_text(text)
    file = project / "groups/blain.yml"
    first = "2026-10-08 20:30}"
    file.write_text(file.read_text().replace(first, "2026-10-08 20:30, place: Salle Rabelais}"))
    told = share(project, "--dry-run", "--format", "json").json
    copied = BIBLIOGRAPHY if path.endswith(".bib") else path.replace(FOLDER, THEME)
    found = {
        (row["file"], row["line"]) for row in told["missing"] if row["code"] == "names-the-group"
    }
    assert (copied, line) in found


def test_a_theme_without_bibliography_says_so() -> None:
    """A subject that brings no reference makes a theme that lacks its bibliography."""
    assert [str(each.place) for each in find_missing_evidence("", BIBLIOGRAPHY)] == [BIBLIOGRAPHY]


def test_a_draft_replaces_itself_by_nothing(project: Path) -> None:
    """The theme that replaces the subject on the group’s sites does not replace the new theme."""
    (project / FOLDER / "index.md").write_text(
        INDEX.replace("interests:", "replaced_by: 2026/douleur\ninterests:")
    )
    assert share(project).code == 0
    assert "replaced_by" not in (project / THEME / "index.md").read_text()


def test_a_rehearsal_writes_nothing(project: Path) -> None:
    """A dry run names the files and the missing pieces, and writes nothing."""
    before = contents(project)
    done = share(project, "--dry-run")
    assert (done.code, contents(project)) == (0, before)
    assert f"{THEME}/dossier.md" in done.out
    assert f"{THEME}/preparation.md:3" in done.out


@pytest.mark.parametrize("path", [f"{THEME}/index.md", BIBLIOGRAPHY])
def test_nothing_is_written_over(project: Path, path: str) -> None:
    """An existing theme or bibliography of that name stops the command."""
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("---\ntitle: Déjà\n---\n" if path.endswith(".md") else "")
    if path.endswith(".md"):
        (project / "themes/2027/edition.yml").write_text("title: 2027\nthemes: [plaies]\n")
    before = contents(project)
    done = share(project)
    assert (done.code, contents(project)) == (2, before)
    assert "existe déjà" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("blain/plaie", "--to", "2027"), "blain/plaies"),
        (("2026/douleur", "--to", "2027"), "n’existe pas"),
        (("blain/plaies", "--to", "bientot"), "n’existe pas"),
        (("blain/plaies",), "--to"),
    ],
)
def test_wrong_usage_is_named(project: Path, arguments: tuple[str, ...], said: str) -> None:
    """An unknown subject or edition gives a proposal and exit code 2."""
    done = run(project, "share", *arguments)
    assert done.code == 2
    assert said in done.err


def test_sources_with_errors_are_not_shared(project: Path) -> None:
    """Sources with errors are not copied."""
    (project / FOLDER / "dossier.md").write_text("Selon [@inconnu].\n")
    done = share(project)
    assert done.code == 1
    assert not (project / THEME).exists()


def test_new_makes_a_subject(project: Path) -> None:
    """`new` makes a draft with every part, without errors, and overwrites nothing."""
    done = run(project, "new", "subject", "blain/Insuffisance cardiaque")
    assert done.code == 0
    made = read(project).require().themes["blain/insuffisance-cardiaque"]
    assert (made.draft, made.owner) == (True, "blain")
    assert run(project, "new", "subject", "blain/plaies").code == 2
    assert run(project, "new", "subject", "nulle-part/plaies").code == 2
