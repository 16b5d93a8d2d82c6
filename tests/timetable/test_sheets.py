"""`parution year --export` and `--import`: the year through Excel, LibreOffice and back."""

from __future__ import annotations

import io
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from tests.timetable.save_sheets import save_with_libreoffice
from tests.timetable.sheet_examples import ARZAL, BLAIN, GROUPS, SAVED

from command_line import Done, run
from parution.timetable import workbook
from publish.web_servers import needs
from tiny_project import tiny_project

AT = ("--at", "2026-09-01T12:00")
HEADS = [
    *("Repère", "Groupe", "Thème", "Titre", "Début", "Durée"),
    *("Politique", "Lieu", "Règles", "Sujet du groupe", "Annuler", "État"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tiny_project(tmp_path / "project", GROUPS)


def texts(project: Path) -> dict[str, str]:
    return {path: (project / path).read_bytes().decode() for path in GROUPS}


EXPORTS: dict[str, bytes] = {}
"""The workbooks made so far, by the text of the groups' files: each is made once."""


def export(project: Path, name: str = "annee.xlsx") -> Path:
    """Return a file of the year as it is."""
    assert run(project, "year", "--export", name).code == 0
    return project / name


def export_once(project: Path) -> Path:
    """Return a workbook of the year as it is, made anew only for other groups.

    It lacks the empty rows for new meetings, which cost time.
    """
    told = "".join(path.read_text("utf-8") for path in sorted(project.glob("groups/*.yml")))
    path = project / "annee.xlsx"
    if told in EXPORTS:
        path.write_bytes(EXPORTS[told])
    else:
        book = load_workbook(export(project))
        book["Réunions"].delete_rows(10, book["Réunions"].max_row)
        book.save(path)
        EXPORTS[told] = path.read_bytes()
    return path


def import_file(project: Path, path: Path, *options: str) -> Done:
    return run(project, "year", "--import", str(path), *AT, *options)


def edit_workbook(project: Path, edit: Callable[[Workbook], object]) -> Path:
    """Return an exported workbook in which somebody changed something."""
    path = export_once(project)
    book = load_workbook(path)
    edit(book)
    book.save(path)
    return path


def edit_cells_in(sheet: str, **values: object) -> Callable[[Workbook], None]:
    """Return an edit of cells of a sheet."""

    def edit(book: Workbook) -> None:
        for cell, value in values.items():
            book[sheet][cell] = value

    return edit


def cells(**values: object) -> Callable[[Workbook], None]:
    """Return an edit of cells of the meetings."""
    return edit_cells_in("Réunions", **values)


def strike(*names: str, sheet: str = "Réunions") -> Callable[[Workbook], None]:
    """Return an edit that strikes cells through, as people do with what no longer holds."""

    def edit(book: Workbook) -> None:
        for name in names:
            book[sheet][name] = book[sheet][name].value or "Mairie"
            book[sheet][name].font = Font(strike=True)

    return edit


def half_struck(gone: str, kept: str) -> CellRichText:
    return CellRichText(TextBlock(InlineFont(strike=True), gone), kept)


def strike_cancelled(book: Workbook) -> None:
    """Strike a row through and cancel its meeting."""
    strike("A4", "B4", "C4", "E4")(book)
    book["Réunions"]["K4"] = "annulée"


def name_sheets(pattern: str) -> Callable[[Workbook], None]:
    """Return an edit that names the sheets as another program does."""

    def edit(book: Workbook) -> None:
        for name in ("Réunions", "Groupes"):
            book[name].title = pattern.format(name)

    return edit


def add_name_of_table(book: Workbook) -> None:
    book["Réunions"].insert_rows(1)
    book["Réunions"]["A1"] = "Tableau 1"


def merge_cells(cells_of_rows: str) -> Callable[[Workbook], None]:
    return lambda book: book["Réunions"].merge_cells(cells_of_rows)


def edit_hidden_row(book: Workbook) -> None:
    """Edit a row, then hide it as a filter does."""
    book["Réunions"]["G4"] = "after"
    book["Réunions"].row_dimensions[4].hidden = True


@pytest.mark.parametrize("name", ["annee.xlsx", "annee.csv"])
def test_an_unedited_export_changes_nothing(project: Path, name: str) -> None:
    """An unedited export, imported again, changes no byte of a group's file."""
    done = import_file(project, export(project, name), "--yes")
    assert (done.code, texts(project)) == (0, GROUPS)
    assert "rien à faire" in done.out


UNEDITED = ["libreoffice.xlsx", "libreoffice.csv", "windows_1252.csv"]


@pytest.mark.parametrize("name", [*UNEDITED, "before_subjects.xlsx"])
def test_a_workbook_saved_by_libreoffice_changes_nothing(project: Path, name: str) -> None:
    """A workbook opened and saved by LibreOffice gives the same year."""
    assert import_file(project, SAVED / name, "--yes").code == 0
    assert texts(project) == GROUPS


@pytest.mark.long
@needs("soffice")
@pytest.mark.parametrize("name", UNEDITED)
def test_a_workbook_saved_by_todays_libreoffice_changes_nothing(project: Path, name: str) -> None:
    """The installed LibreOffice does the same as version 7.4, which wrote `saved/`."""
    assert import_file(project, save_with_libreoffice(project, name), "--yes").code == 0
    assert texts(project) == GROUPS


EDITED = {
    "groups/arzal.yml": ARZAL.replace("10-06", "10-13").replace(
        '{member: "la veille", reader: jamais}', "à la fin"
    )
    + "place: Salle des fêtes\n",
    "groups/blain.yml": BLAIN.replace("2h}", "2h, policy: before}").replace(
        "{title: Thème libre, starts: 2026-11-12 20:30}   # à confirmer",
        "{title: Sortie, starts: 2026-12-01 20:00, duration: 1h30}",
    ),
}
"""The groups' files after the changes of `edit_year`."""


def test_edits_saved_by_libreoffice_are_read(project: Path) -> None:
    """Edited dates, policies, rules, new and cancelled meetings are read, and nothing more."""
    assert import_file(project, SAVED / "edited.xlsx", "--yes").code == 0
    assert texts(project) == EDITED


@pytest.mark.long
@needs("soffice")
def test_edits_saved_by_todays_libreoffice_are_read(project: Path) -> None:
    """The installed LibreOffice does the same as version 7.4, which wrote `saved/`."""
    assert import_file(project, save_with_libreoffice(project, "edited.xlsx"), "--yes").code == 0
    assert texts(project) == EDITED


EDITS = [
    ("a date", cells(E4=datetime(2026, 10, 15, 20, 30)), "2026-10-08", "2026-10-15"),
    ("a date as text", cells(E4="15/10/2026 20h30"), "2026-10-08", "2026-10-15"),
    ("a length", cells(F4="1h30"), "2h}", "1h30}"),
    ("a policy", cells(G4="after"), "2h}", "2h, policy: after}"),
    ("a place", cells(H4="Mairie, 1er étage"), "2h}", '2h, place: "Mairie, 1er étage"}'),
    (
        "a rule",
        cells(I4="dossier.member: la veille"),
        "2h}",
        "2h, releases: {dossier: {member: la veille}}}",
    ),
    ("a length taken away", cells(F4=None), ", duration: 2h}", "}"),
    ("cancelled", cells(K5="OUI"), BLAIN[BLAIN.index("  - {title") :], ""),
    ("cancelled by a tick", cells(K5="✓"), BLAIN[BLAIN.index("  - {title") :], ""),
    ("cancelled aloud", cells(K5="OUI !"), BLAIN[BLAIN.index("  - {title") :], ""),
    ("cancelled, date gone", cells(K5=True, E5=None), BLAIN[BLAIN.index("  - {title") :], ""),
    ("cancelled and struck", strike_cancelled,
     BLAIN[BLAIN.index("  - {theme") : BLAIN.index("  - {title")], ""),
    ("a date with dashes", cells(E4="15-10-2026 - 20H30"), "2026-10-08", "2026-10-15"),
    ("a short year", cells(E4="15/10/26 à 20 h 30"), "2026-10-08", "2026-10-15"),
    ("a number for a date", cells(E4=46310.854166666664), "2026-10-08", "2026-10-15"),
    ("a time for a length", cells(F4=time(1, 30)), "2h}", "1h30}"),
    ("a rule in capitals", cells(I4="Dossier.Member : jamais"), "2h}",
     "2h, releases: {dossier: {member: jamais}}}"),
    ("two lines in a place", cells(H4="Mairie\n1er étage"), "2h}", "2h, place: Mairie 1er étage}"),
    ("a number for a place", cells(H4=12), "2h}", '2h, place: "12"}'),
    ("a hidden row", edit_hidden_row, "2h}", "2h, policy: after}"),
    ("words of several looks",
     cells(H4=CellRichText("Mairie, ", TextBlock(InlineFont(b=True), "bas"))), "2h}",
     '2h, place: "Mairie, bas"}'),
    ("a name for a group", cells(B4="Blain ", G4="after"), "2h}", "2h, policy: after}"),
    ("a column of notes", cells(M1="Notes", M4="à voir", G4="after"), "2h}", "2h, policy: after}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "before", "after"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS]
)
def test_a_cell_is_read_back(
    project: Path, edit: Callable[[Workbook], None], before: str, after: str
) -> None:
    """One cell changes one value of one file."""
    done = import_file(project, edit_workbook(project, edit), "--yes")
    assert done.code == 0, done.out
    assert texts(project) == {**GROUPS, "groups/blain.yml": BLAIN.replace(before, after)}


BAD = [
    ("no date", cells(E4="bientôt"), "Réunions!E4", "n’est pas un jour avec son heure"),
    ("no such day", cells(E4="31/11/2026 20:30"), "Réunions!E4", "jour avec son heure"),
    ("a day alone", cells(E4="15/10/2026"), "Réunions!E4", "jour avec son heure"),
    ("the month first", cells(E4="10/08/2026 20:30"), "Réunions!E4", "le mois avant le jour"),
    ("an unknown policy", cells(G4="aprs"), "Réunions!G4", "politique inconnue"),
    ("an unknown theme", cells(C4="2026/doleur"), "Réunions!C4", "thème inconnu"),
    ("no rule", cells(I4="la veille"), "Réunions!I4", "ne dit pas de quelle partie"),
    ("a rule nobody knows", cells(I4="dossier.member: J-15"), "Réunions!I4", "J-15"),
    ("neither yes nor no", cells(K4="peut-être"), "Réunions!K4", "ni oui ni non"),
    ("a length nobody knows", cells(F4="longtemps"), "Réunions!F4", "longtemps"),
    ("another group", cells(B4="arzal"), "Réunions!B4", "reste à son groupe"),
    ("a mark nobody knows", cells(A4="blain 2031-01-01 20:30"), "Réunions!A4", "repère"),
    ("twice", cells(A5="blain 2026-10-08 20:30"), "Réunions!A5", "deux fois"),
    ("new, without a group", cells(D6="x", E6="15/12/2026 20:30"), "Réunions!B6", "groupe"),
    ("new, without a date", cells(B6="blain", D6="x"), "Réunions!E6", "pas de date"),
    (
        "new, without a name",
        cells(B6="blain", E6="15/12/2026 20:30"),
        "Réunions!C6",
        "ni thème ni titre",
    ),
    ("an unknown subject", cells(C4=None, J4="plaies"), "Réunions!J4", "sujet inconnu"),
    ("over another", cells(E4="12/11/2026 21:00"), "Réunions!E4", "commence avant la fin"),
    ("a state that was lost", cells(L4=None, G4="after"), "Réunions!A4", "a changé"),
    ("a rule for all", cells(I4="dossier : la veille"), "Réunions!I4",
     "Vouliez-vous écrire « dossier.member: la veille ; dossier.reader: la veille »"),
    ("a rule in French words", cells(I4="L’essentiel (lecteurs) : la veille"), "Réunions!I4",
     "Vouliez-vous écrire « summary.reader: la veille »"),
    ("a meeting put off", cells(K4="reportée au 15"), "Réunions!K4", "dans la colonne Début"),
    ("a struck meeting", strike("B4", "E4"), "Réunions!B4, Réunions!E4", "barré"),
    ("a struck place", strike("H5"), "Réunions!H5", "barré"),
    ("a struck word", cells(H5=half_struck("Mairie", " Salle B")), "Réunions!H5", "barré"),
    ("a struck group", strike("A3", sheet="Groupes"), "Groupes!A3", "barré"),
    ("a formula", cells(E4="=NOW()"), "Réunions!E4", "formule"),
    ("two formulas", cells(E4="=E3+7", H5="=H4"), "Réunions!E4, Réunions!H5", "formule"),
    ("a day, which programs take for midnight", cells(E4=date(2026, 10, 15)), "Réunions!E4",
     "il manque l’heure"),
    ("no date any more", cells(E4=None), "Réunions!E4", "écrivez oui dans la colonne Annuler"),
    ("a row emptied but for its mark", cells(B4=None, C4=None, E4=None, F4=None), "Réunions!E4",
     "pas de date"),
    ("a time alone", cells(E4="20h30"), "Réunions!E4", "jour avec son heure"),
    ("no year", cells(E4="8/10 20h30"), "Réunions!E4", "jour avec son heure"),
    ("two dates", cells(E4="15/10/2026 20h30 ou 22/10"), "Réunions!E4", "jour avec son heure"),
    ("a year mistyped", cells(E4=datetime(2206, 10, 15, 20, 30)), "Réunions!E4", "2206"),
    ("an American time", cells(E4="10/15/2026 8:30 PM"), "Réunions!E4", "jour avec son heure"),
    ("an error of the program", cells(H4="#REF!"), "Réunions!H4", "erreur du tableur"),
    ("another language's error", cells(H4="#WERT!"), "Réunions!H4", "erreur du tableur"),
    ("a column too narrow", cells(E4="########"), "Réunions!E4", "erreur du tableur"),
    ("merged places", merge_cells("H4:H5"), "Réunions!H4:H5", "fusionnées"),
    ("marks exchanged", cells(A4="blain 2026-11-12 20:30", A5="blain 2026-10-08 20:30"),
     "Réunions!A5", "le repère n’est plus sur sa ligne"),
    ("a rule twice", cells(I4="dossier.member: jamais ; dossier.member: la veille"), "Réunions!I4",
     "deux fois"),
    ("the same meeting again", cells(B6="blain", C6="2026/douleur", E6="08/10/2026 20:30"),
     "Réunions!E6", "celle du 2026-10-08 20:30"),
    ("a policy in other words", cells(G4="tout à la fin"), "Réunions!G4", "politique inconnue"),
    ("a number for a length", cells(F4=2), "Réunions!F4", "des heures ou des minutes"),
    ("a day of the week", cells(E4="jeudi 15 octobre 2026 à 20h30"), "Réunions!E4",
     "Vouliez-vous écrire « 15/10/2026 20:30 »"),
    ("a short day of the week", cells(E4="jeu. 15/10/2026 20:30"), "Réunions!E4",
     "Vouliez-vous écrire « 15/10/2026 20:30 »"),
    ("a note beside the date", cells(E4="15/10/2026 20:30 (à confirmer)"), "Réunions!E4",
     "Vouliez-vous écrire « 15/10/2026 20:30 »"),
    ("a day without its format", cells(E4="46310,8541666667"), "Réunions!E4",
     "Vouliez-vous écrire « 15/10/2026 20:30 »"),
    ("a length without its format", cells(F4=0.0625), "Réunions!F4",
     "Vouliez-vous écrire « 1h30 »"),
    ("a decimal length", cells(F4="1,5"), "Réunions!F4", "Vouliez-vous écrire « 1h30 »"),
    ("a row of totals", cells(A6="Total", B6="12"), "Réunions!A6", "n’est pas le repère d’une"),
    ("a group's unknown policy", edit_cells_in("Groupes", C2="aprs"), "Groupes!C2", "politique"),
    ("a group without a name", edit_cells_in("Groupes", B2=None), "Groupes!B2", "name"),
    ("a group of another's name", edit_cells_in("Groupes", B3="Arzal"), "Groupes!B3", "a déjà un"),
    ("a group twice", edit_cells_in("Groupes", A3="arzal"), "Groupes!A3", "deux fois"),
    ("a new group", edit_cells_in("Groupes", A4="redon", B4="Redon"), "Groupes!A4", "ne s’appelle"),
    ("a group that nothing names", edit_cells_in("Groupes", A2=None), "Groupes!A2", "aucun groupe"),
    ("readers, perhaps", edit_cells_in("Groupes", D2="peut-être"), "Groupes!D2", "ni oui ni non"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "cell", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_a_bad_cell_refuses_the_whole(
    project: Path, edit: Callable[[Workbook], None], cell: str, said: str
) -> None:
    """A bad cell is named with its reason and remedy, and nothing at all is written."""

    def with_a_good_one(book: Workbook) -> None:
        book["Réunions"]["H2"] = "Ici"
        edit(book)

    done = import_file(project, edit_workbook(project, with_a_good_one), "--yes")
    assert done.code == 1
    assert cell in done.out + done.err
    assert said in done.out + done.err
    assert texts(project) == GROUPS


def test_all_bad_cells_are_reported_at_once(project: Path) -> None:
    """An unreadable cell and one with an unknown theme are reported together."""

    def break_two_cells(book: Workbook) -> None:
        book["Réunions"]["E2"] = "hier"
        book["Réunions"]["C4"] = "2026/douleurs"

    done = import_file(project, edit_workbook(project, break_two_cells), "--yes")
    assert done.code == 1
    assert "Réunions!E2" in done.out + done.err
    assert "Réunions!C4" in done.out + done.err
    assert texts(project) == GROUPS


def test_an_edit_of_a_meeting_changed_since_is_refused(project: Path) -> None:
    """A row whose meeting changed since the export is stale; other rows are not."""
    path = edit_workbook(project, cells(G4="after"))
    (project / "groups/blain.yml").write_text(BLAIN.replace("2h}", "1h}"), encoding="utf-8")
    done = import_file(project, path, "--yes")
    assert done.code == 1
    assert "Réunions!A4" in done.out


def test_an_opening_at_once_must_be_named(project: Path) -> None:
    """An opening at once is refused like a request's, and done with the option that names it."""
    path = edit_workbook(project, cells(G4="before"))
    late = ("--at", "2026-10-07T12:00", "--yes")
    refused = run(project, "year", "--import", str(path), *late)
    assert refused.code == 1
    assert "--open-now" in refused.out
    assert run(project, "year", "--import", str(path), *late, "--open-now").code == 0


def test_a_dry_run_tells_rows(project: Path) -> None:
    """A dry run's JSON has the rows that `apply` gives, and no file changes."""
    path = edit_workbook(project, cells(G4="after"))
    rows = import_file(project, path, "--dry-run", "--format", "json").json
    assert {(row["group"], row["part"]) for row in rows} == {("blain", "references")}
    assert texts(project) == GROUPS


def test_groups_are_edited_in_their_own_sheet(project: Path) -> None:
    """Name, policy, readers, place and animateur of a group are read back too."""

    def edit(book: Workbook) -> None:
        for cell, value in {"B2": "Arzal-Sud", "C2": "before", "D2": "oui"}.items():
            book["Groupes"][cell] = value

    # Under its group's policy, the theme of October opens on the 21st of September.
    assert import_file(project, edit_workbook(project, edit), "--yes").code == 0
    expected = ARZAL.replace("Arzal\n", "Arzal-Sud\n").replace("policy: after", "policy: before")
    assert texts(project)["groups/arzal.yml"] == expected + "readers: true\n"


def bytes_of(write: Callable[[zipfile.ZipFile], object]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        write(packed)
    return stream.getvalue()


ODS = "application/vnd.oasis.opendocument.spreadsheet"


def replace_in_part(book: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with some bytes of its part ``name`` replaced."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    return bytes_of(lambda packed: [packed.writestr(*each) for each in parts.items()])


def damage_part(name: str, old: bytes, new: bytes) -> bytes:
    return replace_in_part(book_of("Réunions", *HEADS), name, old, new)


def book_of(title: str, *heads: str) -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    book.worksheets[0].append(heads)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEAD_LINE = ";".join(HEADS) + "\r\n"

FILES = [
    ("x.xlsx", b"", "n’est pas un classeur"),
    ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older form", "mot de passe"),
    ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an older form", "mot de passe"),
    (
        "x.xlsx",
        bytes_of(lambda packed: packed.writestr("mimetype", ODS, zipfile.ZIP_STORED)),
        "au format .xlsx",
    ),
    ("x.xlsx", damage_part("docProps/core.xml", b"</", b"<"), "n’est pas un classeur"),
    (
        "x.xlsx",
        damage_part("[Content_Types].xml", b"ContentType", b"Type"),
        "n’est pas un classeur",
    ),
    ("x.xls", b"<html><table><tr><td>1</td></tr></table>", "n’est pas un classeur"),
    ("x.xlsx", book_of("Réunions"), "cette feuille est vide"),
    ("x.xlsx", book_of("Réunions", *HEADS, "Début"), "« Début » est là deux fois"),
    ("x.csv", HEAD_LINE.encode("mac_roman"), "accents de ce fichier"),
    ("x.csv", HEAD_LINE.encode().decode("cp1252").encode(), "accents de ce fichier"),
    ("x.csv", HEAD_LINE.encode("ascii", "replace"), "accents de ce fichier"),
    ("x.csv", b"\r\n;;;\r\n", "cette feuille est vide"),
    ("x.csv", b"blain 2026-10-08 20:30;blain\r\n", "colonne inconnue"),
    ("x.xlsx", bytes_of(lambda packed: packed.writestr("a", "b")), "n’est pas un classeur"),
    ("x.xlsx", bytes_of(lambda packed: packed.writestr("a", bytes(51_000_000))), "trop gros"),
    ("x.xlsx", book_of("Feuille", *HEADS), "pas de feuille « Réunions »"),
    ("x.xlsx", book_of("Réunions", *HEADS[1:]), "la colonne « Repère » manque"),
    ("x.xlsx", book_of("Réunions", *HEADS[:-1], "Couleur"), "colonne inconnue « Couleur »"),
    ("x.csv", b"", "cette feuille est vide"),
    ("x.csv", bytes(5_000_001), "ce tableau est bien trop gros"),
    ("x.csv", b"a;b\r\n1;2\r\n", "colonne inconnue « a »"),
    ("x.xlsx", bytes_of(lambda packed: packed.writestr("Index/Document.iwa", "b")), "Numbers"),
    ("x.xlsx", bytes_of(lambda packed: packed.writestr("xl/workbook.bin", "b")), ".xlsb"),
    ("x.csv", b'a;"' + b"b" * 200_000, "n’est pas un tableau CSV"),
]


@pytest.mark.parametrize(("name", "content", "said"), FILES)
def test_a_file_that_is_no_year_is_refused(
    project: Path, name: str, content: bytes, said: str
) -> None:
    """Any other file is refused with a sentence, and nothing changes."""
    (project / name).write_bytes(content)
    done = import_file(project, project / name, "--yes")
    assert done.code == 1
    assert said in done.err
    remedies = (
        "Exportez",
        "exportez",
        "choisissez Fichier",
        "Vouliez-vous",
        "Écrivez",
        "enregistrez-le",
        "Gardez",
    )
    assert any(each in done.err for each in remedies)
    assert texts(project) == GROUPS


ALL_CELLS = b'ref="A1:XFD1048576"'


@pytest.mark.parametrize(
    "added",
    [
        b"<mergeCells><mergeCell %s/></mergeCells>" % ALL_CELLS,
        b'<hyperlinks><hyperlink %s location="A1"/></hyperlinks>' % ALL_CELLS,
    ],
    ids=["merged", "linked"],
)
def test_a_few_letters_take_no_memory_without_end(
    project: Path, added: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook that merges or links all cells of a sheet is refused, in bounded time."""
    monkeypatch.setattr(workbook, "SECONDS_TO_LOAD", 1.0)
    end = b"</sheetData>"
    book = damage_part("xl/worksheets/sheet1.xml", end, end + added)
    (project / "x.xlsx").write_bytes(book)
    done = import_file(project, project / "x.xlsx", "--yes")
    assert (done.code, "trop gros" in done.err) == (1, True)
    assert texts(project) == GROUPS


SAVED_OTHERWISE: list[tuple[str, Callable[[str], bytes]]] = [
    ("for Excel", lambda text: f"sep=;\r\n{text}".encode("cp1252")),
    ("an older Mac's line ends", lambda text: text.replace("\r\n", "\r").encode()),
    ("decomposed accents", lambda text: unicodedata.normalize("NFD", text).encode()),
    ("an empty line first", lambda text: f";;;\r\n{text}".encode()),
    ("empty cells after all", lambda text: text.replace("\r\n", ";;;\r\n").encode()),
    ("years in short", lambda text: text.replace("/2026 ", "/26 ").encode()),
    ("with tabs", lambda text: text.replace(";", "\t").replace(" \t", " ;").encode("utf-16")),
]


@pytest.mark.parametrize(
    "save", [row[1] for row in SAVED_OTHERWISE], ids=[row[0] for row in SAVED_OTHERWISE]
)
def test_a_table_that_programs_save_otherwise_changes_nothing(
    project: Path, save: Callable[[str], bytes]
) -> None:
    """The same table changes nothing in any encoding and dialect."""
    path = export(project, "annee.csv")
    path.write_bytes(save(path.read_bytes().decode("utf-8-sig")))
    done = import_file(project, path, "--yes")
    assert done.code == 0, done.err
    assert texts(project) == GROUPS


KEPT: list[tuple[str, Callable[[Workbook], object]]] = [
    ("another order of sheets", lambda book: book.move_sheet("Réunions", 2)),
    ("a name without its accent", lambda book: setattr(book["Réunions"], "title", "reunions")),
    ("sheets of Numbers", name_sheets("{} - Tableau 1")),
    ("a copy by Google", name_sheets("Copie de {}")),
    ("a second copy", name_sheets("{} (2)")),
    ("a table's name above", add_name_of_table),
    ("no sheet of groups", lambda book: book.remove(book["Groupes"])),
    ("notes beside the table", cells(N4="à revoir", P4="=1+1")),
    ("a note at the edge of the sheet", cells(XFD400="à revoir")),
    ("an empty row above", lambda book: book["Réunions"].insert_rows(1)),
    ("an empty row between", lambda book: book["Réunions"].insert_rows(4)),
]


@pytest.mark.parametrize("edit", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_edits_around_the_rows_change_nothing(
    project: Path, edit: Callable[[Workbook], object]
) -> None:
    """Changes of a workbook around its rows change nothing."""
    done = import_file(project, edit_workbook(project, edit), "--yes")
    assert done.code == 0, done.err
    assert texts(project) == GROUPS


def test_a_strict_workbook_changes_nothing(project: Path) -> None:
    """A workbook that Excel saved as “Strict Open XML” is read like any other."""
    path = export(project, "annee.xlsx")
    usual = "http://schemas.openxmlformats.org/{}/2006/{}"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, part in parts.items():
            for one, other in (("spreadsheetml", "main"), ("officeDocument", "relationships")):
                strict = f"http://purl.oclc.org/ooxml/{one}/{other}"
                part = part.replace(usual.format(one, other).encode(), strict.encode())
            packed.writestr(name, part)
    done = import_file(project, path, "--yes")
    assert done.code == 0, done.err
    assert texts(project) == GROUPS


def test_a_mistake_is_placed_below_an_empty_row(project: Path) -> None:
    """Cells are named as the program shows them, wherever the headings are."""

    def edit(book: Workbook) -> None:
        book["Réunions"].insert_rows(1)
        book["Réunions"]["E5"] = "bientôt"

    assert "Réunions!E5" in import_file(project, edit_workbook(project, edit)).out


def test_a_removed_row_is_reported(project: Path) -> None:
    """A removed row changes nothing, and its meeting is named; a group without rows is not."""

    def edit(book: Workbook) -> None:
        book["Réunions"].delete_rows(5)
        book["Réunions"].delete_rows(2, 2)

    done = import_file(project, edit_workbook(project, edit), "--yes")
    assert (done.code, texts(project)) == (0, GROUPS)
    assert "sans ligne, et laissées comme elles sont : blain 2026-11-12 20:30." in done.out


def test_a_library_says_nothing_in_english(project: Path) -> None:
    """Excel saves lists in a newer form, of which the library that reads them would warn."""
    path = export_once(project)
    newer = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    sheet = "xl/worksheets/sheet1.xml"
    path.write_bytes(replace_in_part(path.read_bytes(), sheet, b"</worksheet>", newer))
    with warnings.catch_warnings(action="error"):
        assert import_file(project, path, "--yes").code == 0


def test_a_workbook_is_known_by_its_content(project: Path) -> None:
    """A workbook named as a table is read as a workbook."""
    path = export_once(project).rename(project / "annee.csv")
    assert import_file(project, path, "--yes").code == 0


@pytest.mark.parametrize("name", ["annee.xlsx", "annee.csv"])
def test_a_meeting_at_midnight_stays(project: Path, name: str) -> None:
    """A meeting at midnight that the file has already is not an error of the sheet."""
    text = BLAIN.replace("2026-11-12 20:30", "2026-11-12 00:00")
    (project / "groups/blain.yml").write_text(text, encoding="utf-8")
    assert import_file(project, export(project, name), "--yes").code == 0
    assert texts(project)["groups/blain.yml"] == text


def test_columns_may_be_moved_and_left_out(project: Path) -> None:
    """Columns are recognised by their headings, and a missing one changes nothing."""
    path = export(project, "annee.csv")
    rows = [line.split(";") for line in path.read_text("utf-8-sig").splitlines()]
    kept = [0, 11, 4, 1, 6]
    rows[3][6] = "after"
    path.write_text("\n".join(",".join(row[n] for n in kept) for row in rows), encoding="cp1252")
    assert import_file(project, path, "--yes").code == 0
    assert texts(project)["groups/blain.yml"] == BLAIN.replace("2h}", "2h, policy: after}")


def test_a_workbook_offers_lists_and_protects_its_heads(project: Path) -> None:
    """Themes and policies are chosen from lists, and headings cannot be overwritten by mistake."""
    book = load_workbook(export(project))
    assert book.sheetnames == ["Réunions", "Groupes", "Année", "Listes"]
    meetings = book["Réunions"]
    assert [cell.value for cell in meetings[1]] == HEADS
    assert isinstance(meetings["E4"].value, datetime)
    assert meetings.protection.sheet
    assert [meetings[cell].protection.locked for cell in ("A1", "A4", "E4", "L4")] == [
        *(True, True, False, True)
    ]
    offered = {str(each.sqref): each.formula1 for each in meetings.data_validations.dataValidation}
    assert offered["C2:C2000"] == "'Listes'!$A$2:$A$2"
    assert offered["G2:G2000"] == "'Listes'!$B$2:$B$5"
    assert [row[0].value for row in book["Listes"]][1] == "2026/douleur"


def test_a_workbook_protects_what_names_a_group(project: Path) -> None:
    """In the groups' sheet the group's file name is locked, and its policy is not."""
    groups = load_workbook(export(project))["Groupes"]
    heads = [str(cell.value) for cell in groups[1]]
    locked = {head: cell.protection.locked for head, cell in zip(heads, groups[2], strict=True)}
    assert (locked["Groupe"], locked["Politique"]) == (True, False)


def test_a_workbook_shows_the_year(project: Path) -> None:
    """A read-only sheet shows groups by themes."""
    year = load_workbook(export(project))["Année"]
    rows = [[cell.value for cell in row] for row in year.iter_rows()]
    assert rows[0] == ["Groupe", "Thème", "Dates", "Politique", "Écrit", "Problèmes"]
    assert [row[0] for row in rows[1:]] == ["Arzal", "Blain"]
    assert [row[2] for row in rows[1:]] == ["06/10/2026 20:30", "08/10/2026 20:30"]
    assert year["C2"].protection.locked


def test_a_text_that_looks_like_a_formula_stays_a_text(project: Path) -> None:
    """A place that begins with « = » is never computed."""
    assert load_workbook(export(project))["Réunions"]["H3"].data_type == "s"


def test_nothing_is_written_over(project: Path) -> None:
    """An existing file stays; a name without a known extension is refused."""
    export(project)
    assert run(project, "year", "--export", "annee.xlsx").code == 2
    assert run(project, "year", "--export", "annee.doc").code == 2


def test_a_folder_that_is_missing_is_named(project: Path) -> None:
    """A failure names what people wrote, not the file that stood beside theirs for a moment."""
    done = run(project, "year", "--export", "sorties/annee.csv")
    assert (done.code, done.err) == (1, "sorties : cela n’existe pas.\n")


def test_a_page_to_print_shows_the_year(project: Path) -> None:
    """The page has groups, themes, dates and policies in words."""
    text = export(project, "annee.html").read_text("utf-8").replace("\u00a0", " ")
    for told in ("Arzal", "La douleur", "jeudi 8 octobre 2026 à 20 h 30", "tout à la fin"):
        assert told in text


@pytest.mark.parametrize("name", ["annee.html", "annee.xlsx", "annee.csv"])
def test_an_export_is_for_its_owner_alone(project: Path, name: str) -> None:
    """Only its owner can read an export, which names themes, dates and gaps."""
    assert export(project, name).stat().st_mode & 0o077 == 0


# --- subjects of a group's own --------------------------------------------------------------------

OWN = """\
name: Blain
meetings:
  - {subject: plaies, starts: 2026-11-12 20:30}  # chez Luc
  - {theme: 2026/douleur, starts: 2026-12-10 20:30}
"""


@pytest.fixture
def with_subjects(tmp_path: Path) -> Path:
    written = "---\ntitle: Un sujet\n---\n\nPourquoi.\n"
    names = (f"groups/blain/subjects/{name}/index.md" for name in ("plaies", "gale"))
    return tiny_project(tmp_path, {"groups/blain.yml": OWN, **dict.fromkeys(names, written)})


@pytest.mark.parametrize("name", ["annee.xlsx", "annee.csv"])
def test_meetings_on_subjects_come_back_as_they_went(with_subjects: Path, name: str) -> None:
    """An unedited export with subjects changes no byte of the file."""
    done = import_file(with_subjects, export(with_subjects, name), "--yes")
    assert (done.code, (with_subjects / "groups/blain.yml").read_text("utf-8")) == (0, OWN)


OWN_EDITS = [
    ("another subject", cells(J2="gale"), "subject: plaies, starts: 2026-11-12 20:30",
     "subject: gale, starts: 2026-11-12 20:30"),
    ("a theme", cells(J2=None, C2="2026/douleur"), "subject: plaies, starts: 2026-11-12 20:30",
     "starts: 2026-11-12 20:30, theme: 2026/douleur"),
    ("a subject for a theme", cells(C3=None, J3="gale"),
     "theme: 2026/douleur, starts: 2026-12-10 20:30", "starts: 2026-12-10 20:30, subject: gale"),
    ("a title", cells(J2=None, D2="Libre"), "subject: plaies, starts: 2026-11-12 20:30",
     "starts: 2026-11-12 20:30, title: Libre"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "before", "after"), [row[1:] for row in OWN_EDITS], ids=[row[0] for row in OWN_EDITS]
)
def test_a_meeting_takes_another_subject(
    with_subjects: Path, edit: Callable[[Workbook], None], before: str, after: str
) -> None:
    """The key of a theme becomes that of a subject; comments and the rest stay."""
    done = import_file(with_subjects, edit_workbook(with_subjects, edit), "--yes")
    assert done.code == 0, done.out
    written = (with_subjects / "groups/blain.yml").read_text("utf-8")
    assert written == OWN.replace(before, after)


def test_a_subject_beside_a_theme_is_refused_in_its_cell(with_subjects: Path) -> None:
    """A meeting cannot have both a theme and a subject."""
    done = import_file(with_subjects, edit_workbook(with_subjects, cells(J3="plaies")), "--yes")
    assert done.code == 1
    assert "Réunions!J3" in done.out
    assert (with_subjects / "groups/blain.yml").read_text("utf-8") == OWN


# --- an association's own words -------------------------------------------------------------------

LABELS = "      labels: {theme: [sujet, sujets], facilitator: [modérateur, modératrice]}\n"
OWN_HEADS = ["Sujet" if head == "Thème" else head for head in HEADS]


def write_with_words(project: Path, labels: str) -> Path:
    """Return the project with labels."""
    settings = (project / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(settings + labels, encoding="utf-8")
    return project


def read_headings(path: Path, name: str) -> list[object]:
    """Return the first row of a sheet of a workbook."""
    return [cell.value for cell in next(iter(load_workbook(path)[name].rows))]


def test_headings_have_an_association_s_own_words(project: Path) -> None:
    """A workbook uses the association's word « sujet » as her site does."""
    path = export(write_with_words(project, LABELS))
    assert read_headings(path, "Réunions") == OWN_HEADS
    assert "Modérateur ou modératrice" in read_headings(path, "Groupes")


@pytest.mark.parametrize("name", ["annee.xlsx", "annee.csv"])
@pytest.mark.parametrize("words", [(LABELS, LABELS), ("", LABELS), (LABELS, "")], ids=str)
def test_either_heading_is_read(project: Path, words: tuple[str, str], name: str) -> None:
    """Both headings are read, except an own word that the association no longer uses."""
    before, after = words
    settings = (project / "mkdocs.yml").read_bytes()
    path = export(write_with_words(project, before), name)
    (project / "mkdocs.yml").write_bytes(settings)
    done = import_file(write_with_words(project, after), path, "--yes")
    expected = 1 if before and not after else 0
    assert (done.code, texts(project)) == (expected, GROUPS)


def test_a_word_that_is_another_heading_is_not_taken(project: Path) -> None:
    """An own word that equals another heading is not used, so that columns differ."""
    path = export(write_with_words(project, "      labels: {theme: [titre, titres]}\n"))
    assert read_headings(path, "Réunions") == HEADS
    assert import_file(project, path, "--yes").code == 0
