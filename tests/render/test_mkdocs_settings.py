"""`parution check` reports the mistakes that MkDocs finds in its settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import plain, run
from parution.language.catalogues import load_translations
from parution.limits import limiting
from parution.render import check_settings
from parution.render.mkdocs.settings import as_our_look, examine
from tiny_project import MKDOCS, tiny_project

FRENCH = load_translations("fr").gettext
INSTALL = "Installez-le, ou retirez-le de la liste."

ROWS = [
    (
        "markdown_extensions: [admonition, footnote]\n",
        "10:35",
        "aucune extension de Markdown nommée « footnote » n’est installée",
        "Vouliez-vous écrire « footnotes » ?",
    ),
    (
        "markdown_extensions:\n  - zzzzzzz\n",
        "11:5",
        "aucune extension de Markdown nommée « zzzzzzz » n’est installée",
        INSTALL,
    ),
    (
        "markdown_extensions:\n  - toc:\n      permalnk: true\n",
        "12:7",
        "l’extension « toc » n’a pas d’option « permalnk »",
        "Corrigez son nom, ou retirez cette ligne.",
    ),
    (
        "  - serach\n",
        "10:5",
        "aucun plugin nommé « serach » n’est installé",
        "Vouliez-vous écrire « search » ?",
    ),
    (
        "hooks: [crochet.py]\n",
        "10:9",
        "« hooks » nomme « crochet.py », qui n’existe pas",
        "Corrigez le nom, ou retirez cette ligne.",
    ),
    (
        "use_directory_urls: peut-être\n",
        "10:1",
        "« use_directory_urls » doit valoir true (oui) ou false (non)",
        "Écrivez « use_directory_urls: true » ou « use_directory_urls: false ».",
    ),
    (
        "markdown_extensions: footnotes\n",
        "10:1",
        "« markdown_extensions » doit être une liste",
        "Écrivez ses éléments en dessous, chacun après un tiret et une espace.",
    ),
    (
        "site_nom: Dossiers\n",
        "10:1",
        "réglage inconnu « site_nom » : il ne change rien",
        "Vouliez-vous écrire « site_name » ?",
    ),
]


@pytest.mark.parametrize(("added", "place", "said", "remedy"), ROWS, ids=[row[0] for row in ROWS])
def test_a_mistake_that_mkdocs_finds(
    added: str, place: str, said: str, remedy: str, tmp_path: Path
) -> None:
    """Each mistake is reported in French, at its line, with a remedy."""
    project = tiny_project(tmp_path, {"mkdocs.yml": MKDOCS + added})
    (found,) = check_settings(project / "mkdocs.yml")
    assert str(found.place) == f"mkdocs.yml:{place}"
    assert plain(found.message.text(FRENCH)) == said
    assert plain(found.hint.text(FRENCH)) == remedy


@pytest.mark.parametrize("line", ["", "site_name:\n"])
def test_the_name_of_the_sites_is_asked_for(line: str, tmp_path: Path) -> None:
    """Settings without a name for the sites are told which line to add, without MkDocs’ English."""
    text = re.sub("^site_name:.*\n", line, MKDOCS, flags=re.MULTILINE)
    (found,) = check_settings(tiny_project(tmp_path, {"mkdocs.yml": text}) / "mkdocs.yml")
    assert plain(found.message.text(FRENCH)) == "il manque la clé « site_name »"
    assert plain(found.hint.text(FRENCH)) == "Ajoutez une ligne « site_name: … »."


def test_check_finds_bad_settings_of_mkdocs(tmp_path: Path) -> None:
    """`check` reports a mistake in MkDocs's settings along with all other problems."""
    changes = {"mkdocs.yml": MKDOCS + "  - serach\n", "groups/blain.yml": "nom: Blain\n"}
    done = run(tiny_project(tmp_path, changes), "check", "--format", "json")
    assert (done.code, done.err) == (1, "")
    found = {(each["file"], each["code"]) for each in done.json}
    assert {("mkdocs.yml", "bad-setting"), ("groups/blain.yml", "unknown-key")} <= found


def test_a_build_refuses_it_the_same_way(tmp_path: Path) -> None:
    """`build` reports the mistake as `check` does, with no English."""
    project = tiny_project(tmp_path, {"mkdocs.yml": MKDOCS + "  - serach\n"})
    done = run(project, "build", "--at", "2026-10-08T12:00")
    assert done.code == 1
    assert "mkdocs.yml:10:5: erreur" in done.err
    assert "not installed" not in done.err


LOOKS = {
    "no theme": "",
    "theme of MkDocs": "theme: mkdocs\n",
    "another theme": "theme:\n  name: readthedocs\n  custom_dir: nowhere\n",
    "unknown theme": "theme: materiel\n",
}


@pytest.mark.parametrize("theme", LOOKS.values(), ids=LOOKS)
def test_any_theme_or_none_will_do(theme: str, tmp_path: Path) -> None:
    """The sites are built with the product's theme, whichever theme `mkdocs.yml` names."""
    settings = MKDOCS.replace("theme:\n  name: material\n", theme)
    project = tiny_project(tmp_path, {"mkdocs.yml": settings})
    done = run(project, "build", "--at", "2026-10-08T12:00", PARUTION_SECRET="s" * 43)
    assert done.code == 0, done.err
    home = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert "assets/stylesheets/main." in home


def test_the_look_is_ours() -> None:
    """Settings of another theme are dropped, and those of Material are kept."""
    assert as_our_look(None) == as_our_look("mkdocs") == {"name": "material"}
    assert as_our_look({"custom_dir": "x"}) == {"name": "material", "custom_dir": "x"}
    assert as_our_look({"name": "readthedocs", "custom_dir": "x"}) == {"name": "material"}


def test_an_addition_that_fails_is_blamed(tmp_path: Path) -> None:
    """A hook that raises ends the build with a sentence that names it."""
    hook = "def on_page_content(html, **_):\n    raise ValueError('boum')\n"
    changes = {"mkdocs.yml": MKDOCS + "hooks: [crochet.py]\n", "crochet.py": hook}
    done = run(tiny_project(tmp_path, changes), "build", "--at", "2026-10-08T12:00")
    assert done.code == 1
    assert done.err.startswith("L’un des ajouts que nomme mkdocs.yml a échoué (crochet.py)")
    assert "ValueError: boum" in done.err


def test_aliases_do_not_multiply(tmp_path: Path) -> None:
    """Lists that repeat each other, of ten thousand million words, are looked through once."""
    lists = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 34))]
    file = tiny_project(tmp_path) / "mkdocs.yml"
    file.write_text(file.read_text() + "\n".join(lists) + "\n")
    with limiting(seconds=10):
        _, problems = examine(file)
    assert {each.code for each in problems} == {"bad-setting"}
