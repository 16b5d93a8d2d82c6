"""Any failure of a command ends in a French sentence that says how to go on."""

from __future__ import annotations

import errno
import os
import pickle
import subprocess
from pathlib import Path
from unittest import mock

import pytest

from command_line import plain, run
from parution import pipeline
from parution.cli.any_encoding import find_nearest_sign
from parution.cli.failure_sentences import describe_failure
from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.domain.problems import ProblemsFound
from parution.language.catalogues import load_translations
from parution.output.search import index, pagefind
from parution.private_store import ObjectLost, SecretMissing, SecretTooShort, SecretUnreadable
from parution.render.workers import read_failure, render_or_say_why
from tiny_project import tiny_project

FRENCH = load_translations("fr").gettext
AT = ("--at", "2026-10-08T12:00")


def test_no_project_here(tmp_path: Path) -> None:
    """Within a project's subfolder, or beside it, the command says which folder to go to."""
    project = tiny_project(tmp_path / "dossiers")
    for folder in (project / "themes", tmp_path):
        done = run(folder, "check")
        assert done.code == 2
        assert f"placez-vous d’abord dans celui de votre projet, par « cd {project} »" in done.err


def test_no_project_anywhere(tmp_path: Path) -> None:
    """Without any project near, the command proposes none."""
    done = run(tmp_path, "check")
    assert done.code == 2
    assert "placez-vous d’abord dans le dossier de votre projet" in done.err


def test_a_settings_file_that_does_not_exist(tmp_path: Path) -> None:
    """A missing file given by hand is named in the answer."""
    done = run(tmp_path, "check", "-f", "reglages.yml")
    assert (done.code, "Le fichier « reglages.yml » n’existe pas." in done.err) == (2, True)


FAILURES = [
    (OSError(errno.ENOSPC, "No space left on device", "/x/main.css"), "Le disque est plein."),
    (OSError(errno.EACCES, "Permission denied", "/x"), "/x : vous n’avez pas le droit"),
    (MemoryError(), "Cet ordinateur n’a pas assez de mémoire pour cela."),
    (ObjectLost("abc"), "Le dossier .parution ne contient pas ce qui vient d’y être écrit."),
    (SecretMissing(), "Il n’y a pas ici de secret principal"),
    (SecretUnreadable(Path("/x/secret")), "/x/secret n’est pas un fichier d’une ligne de texte."),
    (SecretTooShort(32), "Le secret principal doit avoir au moins 32 caractères."),
    (pagefind.PagefindMissing(), "Pagefind n’est pas installé"),
    (pagefind.PagefindFailed("boum"), "Pagefind n’a pas pu préparer la recherche"),
]


@pytest.mark.parametrize(
    ("failure", "begins"), FAILURES, ids=[type(f).__name__ for f, _ in FAILURES]
)
def test_a_failure_is_reported_in_french(failure: Exception, begins: str) -> None:
    """Each expected failure has a sentence."""
    assert plain(describe_failure(failure, FRENCH)).startswith(begins)


def test_a_bug_is_reported_too(tmp_path: Path) -> None:
    """A bug gives no traceback but a sentence, which names the file with the traceback."""
    project = tiny_project(tmp_path)
    with mock.patch.object(pipeline, "write_sites", side_effect=ZeroDivisionError):
        done = run(project, "build", *AT)
    assert done.code == 1
    assert "Traceback" not in done.err
    report = Path(done.err.rstrip(" .\n").rpartition(" ")[2])
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    report.unlink()


def test_pagefind_that_fails(tmp_path: Path) -> None:
    """When Pagefind fails its message is shown, and nothing is written."""
    project = tiny_project(tmp_path)
    failed = subprocess.CompletedProcess([], 1, b"", b"Running\nthread 'main' panicked\n")
    with mock.patch.object(subprocess, "run", return_value=failed):
        done = run(project, "build", *AT)
    assert done.code == 1
    assert "il répond : « thread 'main' panicked »" in done.err
    assert not (project / "site").exists()


def test_pagefind_on_a_full_disk(tmp_path: Path) -> None:
    """If the disk is full the message says so, instead of Pagefind's own."""
    project = tiny_project(tmp_path)
    failed = subprocess.CompletedProcess([], 101, b"", b"panicked")
    usage = mock.Mock(free=0)
    with (
        mock.patch.object(subprocess, "run", return_value=failed),
        mock.patch.object(index.shutil, "disk_usage", return_value=usage),
    ):
        done = run(project, "build", *AT)
    assert done.code == 1
    assert done.err.splitlines()[-1].startswith("Le disque est plein.")


def test_failures_travel_between_processes() -> None:
    """A failure in another process is reported as if it had happened here."""
    lost = pickle.loads(pickle.dumps(ObjectLost("abc")))
    assert lost.text(FRENCH) == ObjectLost("abc").text(FRENCH)
    problems = pickle.loads(pickle.dumps(ProblemsFound([])))
    assert isinstance(problems, ProblemsFound)


def test_a_share_that_fails_says_why(tmp_path: Path) -> None:
    """A rendering process hands over its failure, and an earlier one's is forgotten."""
    result = tmp_path / "share-1.pickle"

    def fail(*_: object) -> None:
        raise Failure(message("open"))

    with pytest.raises(SystemExit):
        render_or_say_why(fail, 1, frozenset(), result)
    handed_over = read_failure(result)
    assert str(handed_over) == "open"
    render_or_say_why(lambda *_: None, 1, frozenset(), result)
    assert read_failure(result) is None


# --- outputs in other encodings --------------------------------------------------------------

NEAREST = [
    ("→", "cp1252", "->"),
    ("→", "latin-1", "->"),
    ("’", "latin-1", "'"),
    ("œ", "latin-1", "oe"),
    ("\u202f", "cp1252", "\u00a0"),
    ("\u202f", "ascii", " "),
    ("«", "ascii", '"'),
    ("é", "ascii", "e"),
    ("…", "ascii", "..."),
    ("–", "latin-1", "-"),
    ("漢", "cp1252", "?"),
]


@pytest.mark.parametrize(("sign", "encoding", "written"), NEAREST)
def test_a_sign_that_an_encoding_lacks(sign: str, encoding: str, written: str) -> None:
    """A character missing in an encoding is replaced by the nearest it has."""
    assert find_nearest_sign(sign, encoding) == written


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "ascii", "cp850"])
def test_output_in_another_encoding(encoding: str, tmp_path: Path) -> None:
    """Problems redirected into a file of any encoding are readable text."""
    project = tiny_project(tmp_path, {"groups/blain.yml": "nom: Blain\n"})
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    command = [str(Path(os.sys.executable).parent / "parution"), "check"]  # type: ignore[attr-defined]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert "-> Vouliez-vous" in done.stdout.decode(encoding)


FORGERIES = {
    "line break": ("a\\nthemes/index.md: erreur", "\nthemes/index.md: erreur"),
    "terminal": ("a\\e[2J", "\x1b"),
    "C1": ("a\\x9b2J", "\x9b"),
    "direction": ("a\\u202egnp", "\u202e"),
    "line separator": ("a\\u2028b", "\u2028"),
}


@pytest.mark.parametrize(("written", "forged"), FORGERIES.values(), ids=FORGERIES)
def test_no_text_forges_a_report(written: str, forged: str, tmp_path: Path) -> None:
    """A value that a problem quotes begins no line, and rules no terminal."""
    group = f'name: Blain\npolicy: "{written}"\n'
    project = tiny_project(tmp_path, {"groups/blain.yml": group})
    done = run(project, "check")
    assert done.code == 1
    assert "groups/blain.yml:2" in done.out
    assert forged not in done.out + done.err
