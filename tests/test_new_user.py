"""From the wheel to a first site, by the commands of the page that documents them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from command_line import run
from parution import scaffold
from parution.cli import parution
from parution.domain.problems import list_errors
from parution.sources import read

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "installer.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built and unpacked as pip would."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "installed")
    return folder / "installed"


def test_the_commands_of_the_page_work(installed: Path, tmp_path: Path) -> None:
    """Typed one after the other in an empty folder, each command succeeds, and a site is made."""
    folder = tmp_path
    for command in COMMANDS:
        program, *arguments = command.split()
        if program == "cd":
            folder /= arguments[0]
            continue
        done = subprocess.run(
            [sys.executable, "-m", program, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert "parution build" in COMMANDS
    page = (tmp_path / "mon-association" / "site" / "index.html").read_text(encoding="utf-8")
    assert "Les dossiers de notre association" in page


def test_a_first_site_takes_three_commands() -> None:
    """From an empty folder to a site takes three lines or fewer."""
    assert COMMANDS.index("parution build") < 3


def write_folder(folder: Path, today: date) -> Path:
    for path, text in scaffold.make_association(today).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "today", [date(2026, 1, 1), date(2026, 12, 31), date(2028, 2, 29)], ids=str
)
def test_a_new_folder_has_nothing_wrong(today: date, tmp_path: Path) -> None:
    """On any day of the year a new folder is read without a single problem."""
    assert read(write_folder(tmp_path, today)).problems == ()


def test_the_settings_proposed_in_comments_are_right(tmp_path: Path) -> None:
    """Each proposed setting is valid without its comment sign."""
    folder = write_folder(tmp_path, date(2026, 11, 26))
    settings = folder / "mkdocs.yml"
    proposed = re.sub(r"# (?=[a-z_]+: )", "", settings.read_text(encoding="utf-8"))
    settings.write_text(proposed, encoding="utf-8")
    reading = read(folder)
    assert reading.problems == ()
    said = reading.require().settings
    assert (said.contact, len(said.updates), said.ready_days) == ("secretariat@exemple.fr", 2, 45)


def test_the_page_to_read_first_names_commands_that_exist(tmp_path: Path) -> None:
    """Each command of the page is one of the program's."""
    page = (write_folder(tmp_path, date(2026, 11, 26)) / "A-LIRE-D-ABORD.md").read_text("utf-8")
    named = set(re.findall(r"^    parution ([a-z]+)", page, re.MULTILINE))
    assert {"check", "build", "new", "proof"} <= named <= set(parution.commands)


def test_a_new_folder_shows_every_part(tmp_path: Path) -> None:
    """The example has every part a theme can have, with words that explain it."""
    folder = write_folder(tmp_path, date(2026, 11, 26))
    (theme,) = read(folder).require().themes.values()
    assert len(theme.parts) == 8
    for text in (*theme.documents.values(), *theme.sources.values()):
        assert "<!--" in (folder / text.path).read_text(encoding="utf-8")
        assert "<!--" not in text.body


def test_a_theme_joins_its_edition_as_a_draft(tmp_path: Path) -> None:
    """A new theme is last in its year, whose comments stay, and nobody sees it yet."""
    write_folder(tmp_path, date(2026, 11, 26))
    before = (tmp_path / "themes/2026/edition.yml").read_text(encoding="utf-8")
    assert run(tmp_path, "new", "theme", "2026/Mal dormir").code == 0
    after = (tmp_path / "themes/2026/edition.yml").read_text(encoding="utf-8")
    assert after == f"{before}  - mal-dormir\n"
    reading = read(tmp_path)
    assert not list_errors(reading.problems)
    assert reading.require().themes["2026/mal-dormir"].draft


def test_a_year_s_file_keeps_its_quotes(tmp_path: Path) -> None:
    """A new theme changes nothing else of its year's file, not even the quotes around a text."""
    write_folder(tmp_path, date(2026, 11, 26))
    edition = tmp_path / "themes/2026/edition.yml"
    written = "title: \"Année 2026\"\nthemes:\n  - 'exemple'\n"
    edition.write_text(written, encoding="utf-8")
    assert run(tmp_path, "new", "theme", "2026/Mal dormir").code == 0
    assert edition.read_text(encoding="utf-8") == f"{written}  - mal-dormir\n"


def test_a_theme_begun_anew_is_listed_once(tmp_path: Path) -> None:
    """Whoever deletes a new theme's files and makes it again has one theme in the year's list."""
    write_folder(tmp_path, date(2026, 11, 26))
    assert run(tmp_path, "new", "theme", "2026/Mal dormir").code == 0
    shutil.rmtree(tmp_path / "themes/2026/mal-dormir")
    (tmp_path / "bibliography/2026/mal-dormir.bib").unlink()
    assert run(tmp_path, "new", "theme", "2026/Mal dormir").code == 0
    assert (tmp_path / "themes/2026/edition.yml").read_text("utf-8").count("mal-dormir") == 1


@pytest.mark.parametrize(
    ("typed", "slug", "title"),
    [
        ("mal-dormir", "mal-dormir", "Mal dormir"),
        ("syndrome d’Ehlers-Danlos", "syndrome-d-ehlers-danlos", "Syndrome d’Ehlers-Danlos"),
        ('Sommeil : "oui" #1 \\ {a}', "sommeil-oui-1-a", 'Sommeil : "oui" #1 \\ {a}'),
        ("- Été", "ete", "- Été"),
    ],
)
def test_a_title_stays_as_it_was_typed(typed: str, slug: str, title: str, tmp_path: Path) -> None:
    """Accents, capitals, hyphens and YAML characters of a title are read back from the file."""
    write_folder(tmp_path, date(2026, 11, 26))
    assert run(tmp_path, "new", "theme", f"2026/{typed}").code == 0
    assert read(tmp_path).require().themes[f"2026/{slug}"].title == title


@pytest.mark.parametrize(
    ("typed", "slug", "name"),
    [
        ("saint-nazaire", "saint-nazaire", "Saint-Nazaire"),
        ("la-mothe-achard", "la-mothe-achard", "La Mothe-Achard"),
        ("sable-sur-sarthe", "sable-sur-sarthe", "Sable-sur-Sarthe"),
        ("l-ile-d-yeu", "l-ile-d-yeu", "L’Ile-d’Yeu"),
        ("La Mothe-Achard", "la-mothe-achard", "La Mothe-Achard"),
        ("Nœux: les Mines", "noeux-les-mines", "Nœux: les Mines"),
    ],
)
def test_a_group_is_called_as_its_town(typed: str, slug: str, name: str, tmp_path: Path) -> None:
    """A name typed in full stays; an address becomes the name of a town."""
    write_folder(tmp_path, date(2026, 11, 26))
    assert run(tmp_path, "new", "group", typed).code == 0
    named = {group.slug: group.name for group in read(tmp_path).require().groups}
    assert named[slug] == name


def test_minutes_begin_as_a_draft_with_all_they_can_hold(tmp_path: Path) -> None:
    """New minutes are valid, also once their commented answer is uncommented."""
    write_folder(tmp_path, date(2026, 11, 26))
    assert run(tmp_path, "new", "minutes", "Mon groupe/2027-01-14").code == 0
    path = tmp_path / "groups/mon-groupe/2027-01-14.md"
    made = path.read_text(encoding="utf-8")
    for text in (made, made.replace("\n# ", "\n ").replace(" [@cle]", "")):
        path.write_text(text, encoding="utf-8")
        reading = read(tmp_path)
        assert not list_errors(reading.problems)
        (minutes,) = reading.require().own["mon-groupe"].minutes
        assert minutes.draft
    assert minutes.questions[0].answer


REFUSED = [
    (("new", "minutes", "mon-groupe"), "un groupe et le jour"),
    (("new", "minutes", "ailleurs/2027-01-14"), "Il n’y a pas de groupe"),
    (("new", "theme", "sommeil"), "une année et un nom"),
    (("new", "edition", "prochaine"), "une année"),
    (("new", "theme"), "Écrivez"),
    (("new", "theme", "2026/exemple"), "existe déjà"),
    (("new", "group", "Mon groupe"), "existe déjà"),
    (("new", "edition", "2026"), "existe déjà"),
    (("new", "."), "existe déjà"),
    (("new", "2027/sommeil"), "est déjà le dossier d’une association"),
    (("new", "minutes", "mon-groupe/2027-02-30"), "le jour de sa réunion"),
    (("new", "minutes", "mon-groupe/2027-01-21"), "ses réunions : 2027-01-14"),
    (("new", "theme", "2027/CON"), "Windows"),
    (("new", "theme", "2027/…"), "aucune lettre"),
    (("new", "theme", f"2027/{'a' * 61}"), "61 lettres"),
    (("new", "group", "lpt1"), "Windows"),
    (("new", "group", "  "), "aucune lettre"),
    (("new", "subject", "mon-groupe/aux"), "Windows"),
]


@pytest.mark.parametrize(("command", "said"), REFUSED, ids=[" ".join(row[0]) for row in REFUSED])
def test_existing_files_are_never_written_over(
    command: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """A taken or meaningless name gives a sentence and changes no file."""
    write_folder(tmp_path, date(2026, 11, 26))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = run(tmp_path, *command)
    assert done.code == 2
    assert said in done.err
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_that_holds_something_becomes_no_association(tmp_path: Path) -> None:
    """Photographs, or another project, do not get the files of an association among them."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/chat.jpg").write_bytes(b"chat")
    done = run(tmp_path, "new", "photos")
    assert done.code == 2
    assert "existe déjà" in done.err
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["chat.jpg"]


def test_elsewhere_a_theme_has_no_place(tmp_path: Path) -> None:
    """Outside an association's folder the command says which folder to go to."""
    done = run(tmp_path, "new", "theme", "2027/sommeil")
    assert done.code == 2
    assert "parution new DOSSIER" in done.err


def test_minutes_of_a_group_without_meetings_are_refused(tmp_path: Path) -> None:
    """A new group has no meeting to write minutes of: its file comes first."""
    write_folder(tmp_path, date(2026, 11, 26))
    assert run(tmp_path, "new", "group", "rezé").code == 0
    done = run(tmp_path, "new", "minutes", "rezé/2027-01-14")
    assert done.code == 2
    assert "n’a pas encore de réunion" in done.err
    assert "groups/reze.yml" in done.err
