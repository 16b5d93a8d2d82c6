"""The command line keeps its contracts with other programs, and with people in a hurry."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import run
from tiny_project import MKDOCS, changed, tiny_project

REFERENCES_OPEN = "2026-09-28T12:00"
"""Eleven days before Blain's meeting: its references are open, its dossier is not."""

SECRET = "un secret pour les tests, assez long"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that no test changes."""
    return tiny_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARUTION_SECRET", SECRET)


def explain(project: Path, *arguments: str) -> list[dict[str, object]]:
    done = run(project, "explain", *arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    return done.json  # type: ignore[no-any-return]


# --- shapes ----------------------------------------------------------------------------------


def test_explain_gives_one_row_a_decision(project: Path) -> None:
    """The keys of a row, their order and the form of their values are fixed."""
    asked = ("--group", "blain", "--audience", "member", "--part", "dossier")
    assert explain(project, *asked, "--at", REFERENCES_OPEN) == [
        {
            "group": "blain",
            "audience": "member",
            "theme": "2026/douleur",
            "part": "dossier",
            "visible": False,
            "opens_at": "2026-10-08T20:30:00Z",
            "reason": "not-yet",
            "rule": "at end",
        }
    ]
    keys = ["group", "audience", "theme", "part", "visible", "opens_at", "reason", "rule"]
    assert all(list(row) == keys for row in explain(project, "--at", REFERENCES_OPEN))


def test_explain_gives_every_part_of_every_site_unless_asked_for_less(project: Path) -> None:
    """Without filters there are seven parts for each of four sites, the public one among them."""
    rows = explain(project, "--at", REFERENCES_OPEN)
    assert len(rows) == 8 * 4
    assert {row["group"] for row in rows} == {None, "blain"}
    assert {row["reason"] for row in rows} <= {
        "open",
        "not-yet",
        "unscheduled",
        "never",
        "not-for-audience",
        "draft",
    }


@pytest.mark.parametrize(
    ("written", "is_visible"),
    [
        pytest.param("2026-10-08T22:29:59", False, id="local-just-before"),
        pytest.param("2026-10-08T22:30", True, id="local"),
        pytest.param("2026-10-08 22:30", True, id="with-a-space"),
        pytest.param("2026-10-08T20:29:59Z", False, id="utc-just-before"),
        pytest.param("2026-10-08T20:30Z", True, id="utc"),
        pytest.param("2026-10-08T20:30+00:00", True, id="utc-by-offset"),
        pytest.param("2026-10-08T16:30-04:00", True, id="other-offset"),
        pytest.param("2026-10-08", False, id="day-begins-at-midnight"),
        pytest.param("2026-10-09", True, id="next-day"),
    ],
)
def test_an_instant_without_an_offset_is_local_time(
    project: Path, written: str, is_visible: bool
) -> None:
    """The dossier opens at 22:30 in Paris, 20:30 in UTC, however the moment is written."""
    asked = ("--group", "blain", "--audience", "member", "--part", "dossier", "--at", written)
    assert [row["visible"] for row in explain(project, *asked)] == [is_visible]


def test_links_gives_every_site_with_its_path(project: Path) -> None:
    """The public site has no group and is at the root; the others have folders of their own."""
    done = run(project, "links", "--format", "json")
    rows = done.json
    assert done.code == 0
    assert rows[0] == {"group": None, "audience": "public", "path": ""}
    assert [(row["group"], row["audience"]) for row in rows[1:]] == [
        ("blain", "member"),
        ("blain", "reader"),
        ("blain", "facilitator"),
        (None, "archive"),
        (None, "archive-facilitator"),
    ]
    assert all(list(row) == ["group", "audience", "path"] for row in rows)
    assert all(re.fullmatch(r"g/blain-[a-z2-7]{32}/", row["path"]) for row in rows[1:4])
    assert all(re.fullmatch(r"archives/[a-z2-7]{32}/", row["path"]) for row in rows[4:])
    assert len({row["path"] for row in rows}) == len(rows)


def test_every_link_leads_to_a_site(project: Path, tmp_path: Path) -> None:
    """The paths that `links` gives are those that `build` writes."""
    assert run(project, "build", "-d", str(tmp_path / "site")).code == 0
    for row in run(project, "links", "--format", "json").json:
        assert (tmp_path / "site" / row["path"] / "index.html").exists()


def test_upcoming_gives_the_next_openings_soonest_first(project: Path) -> None:
    """After the references have opened, the dossier is next, then the year opens to all."""
    done = run(project, "upcoming", "--at", REFERENCES_OPEN, "--format", "json")
    rows = done.json
    assert done.code == 0
    assert rows[0] == {
        "opens_at": "2026-10-08T20:30:00Z",
        "group": "blain",
        "audience": "member",
        "theme": "2026/douleur",
        "part": "sources",
    }
    assert [row["opens_at"] for row in rows] == sorted(row["opens_at"] for row in rows)
    two = run(project, "upcoming", "--at", REFERENCES_OPEN, "--limit", "2", "--format", "json")
    assert two.json == rows[:2]


def test_upcoming_of_a_group_names_no_other(tmp_path: Path) -> None:
    """With `--group` the list has the openings of that group alone."""
    meeting = "  - {theme: 2026/douleur, starts: 2026-10-01 20:30}\n"
    other = {"groups/laval.yml": f"name: Laval\nmeetings:\n{meeting}"}
    project = tiny_project(tmp_path, other)
    asked = ("upcoming", "--at", "2026-06-01", "--format", "json")
    every, laval = run(project, *asked).json, run(project, *asked, "--group", "laval").json
    assert {row["group"] for row in every} == {"blain", "laval"}
    assert laval == [row for row in every if row["group"] == "laval"]


def test_upcoming_gives_an_empty_list_when_nothing_opens(project: Path) -> None:
    """Long after all openings the list is empty, which is no error."""
    done = run(project, "upcoming", "--at", "2090-01-01", "--format", "json")
    assert (done.code, done.json) == (0, [])


BORROWS_NOTHING = {
    **changed("themes/2026/douleur/index.md", "references: [commune2020]\n", ""),
    "bibliography/commune.bib": None,
}
"""A presentation that leaves no warning about references."""


DOCUMENTS = "themes/2026/douleur/documents"


def test_check_gives_an_empty_list_for_sound_sources(tmp_path: Path) -> None:
    """Without problems `check` gives an empty list and exit code 0."""
    done = run(tiny_project(tmp_path, BORROWS_NOTHING), "check", "--format", "json")
    assert (done.code, done.json) == (0, [])


def test_check_gives_each_problem_with_its_place(tmp_path: Path) -> None:
    """The keys of a row are fixed; code 1 says that there are errors."""
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    done = run(tiny_project(tmp_path, BORROWS_NOTHING | wrong), "check", "--format", "json")
    assert done.code == 1
    (row,) = done.json
    assert list(row) == ["code", "severity", "file", "line", "column", "message", "hint"]
    assert row["code"] == "unknown-policy"
    assert (row["severity"], row["file"]) == ("error", "groups/blain.yml")
    assert (row["line"], row["column"]) == (2, 9)
    assert "references-first" in row["hint"]


def test_a_warning_alone_is_no_failure(tmp_path: Path) -> None:
    """Sources with warnings are built, and `check` ends with code 0."""
    unlinked = {**BORROWS_NOTHING, f"{DOCUMENTS}/oubli.csv": "rien\n"}
    done = run(tiny_project(tmp_path, unlinked), "check", "--format", "json")
    assert done.code == 0
    assert [row["severity"] for row in done.json] == ["warning"]


def test_errors_come_first(tmp_path: Path) -> None:
    """Errors come before warnings, whatever their files are called; the count is the last line."""
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    first, *rest, count = run(tiny_project(tmp_path, wrong), "check").out.splitlines()
    assert first == "groups/blain.yml:2:9: erreur"
    assert "bibliography/commune.bib:1:1: avertissement" in rest
    assert count == "1 erreur, 1 avertissement"


def test_many_warnings_bury_no_error(tmp_path: Path) -> None:
    """Below many warnings, just above the count, the errors are named again, with their places."""
    unused = {f"{DOCUMENTS}/oubli-{n}.csv": "rien\n" for n in range(6)}
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    project = tiny_project(tmp_path, {**BORROWS_NOTHING, **wrong, **unused})
    *_, heading, error, count = run(project, "check").out.splitlines()
    assert heading.startswith("À corriger d’abord")
    assert error.startswith("    groups/blain.yml:2:9: ")
    assert count == "1 erreur, 6 avertissements"


def test_check_reviews_the_references(project: Path) -> None:
    """A reference that a critical reader would question gives a warning at its place."""
    done = run(project, "check", "--format", "json")
    (row,) = done.json
    assert (done.code, row["code"], row["severity"]) == (0, "never-cited", "warning")
    assert (row["file"], row["line"]) == ("bibliography/commune.bib", 1)


def test_check_of_the_bibliographies_leaves_the_rest_out(tmp_path: Path) -> None:
    """The documentalist's report has only problems of bibliographies."""
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    project = tiny_project(tmp_path, BORROWS_NOTHING | wrong)
    done = run(project, "check", "--only", "bibliography", "--format", "json")
    assert (done.code, done.json) == (0, [])


def test_check_of_the_bibliographies_names_unknown_citations(tmp_path: Path) -> None:
    """A citation in a text that no bibliography holds is the documentalist's to settle."""
    citing = {"themes/2026/douleur/summary.md": "Croire [@inconnu2020].\n"}
    project = tiny_project(tmp_path, BORROWS_NOTHING | citing)
    done = run(project, "check", "--only", "bibliography", "--format", "json")
    assert done.code == 1
    assert [(row["code"], row["file"], row["line"]) for row in done.json] == [
        ("unknown-citation", "themes/2026/douleur/summary.md", 1)
    ]


def test_the_report_of_the_bibliographies_counts_each_kind(tmp_path: Path) -> None:
    """After the sum, the report counts each kind, the most frequent first."""
    unknown = "@misc{a%s, title = {Titre %s}}\n"
    texts = "".join(unknown % (name, name) for name in ("x", "y")) + "@misc{x title = {A}}\n"
    project = tiny_project(tmp_path, BORROWS_NOTHING | {"bibliography/2026/douleur.bib": texts})
    done = run(project, "check", "--only", "bibliography")
    lines = done.out.splitlines()
    (total,) = (number for number, line in enumerate(lines) if re.match(r"\d+ erreur", line))
    tally = [line.split() for line in lines[total + 1 :]]
    counts = [int(count) for count, _ in tally]
    assert ["3", "interests-unknown"] in tally
    assert ["1", "missing-comma"] in tally
    assert counts == sorted(counts, reverse=True)


def test_an_error_elsewhere_does_not_silence_the_review(tmp_path: Path) -> None:
    """References are reviewed in spite of errors in other files."""
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    done = run(tiny_project(tmp_path, wrong), "check", "--only", "bibliography", "--format", "json")
    assert [row["code"] for row in done.json] == ["never-cited"]


# --- text for people ---------------------------------------------------------------------------


def test_explain_speaks_french(project: Path) -> None:
    """The table gives the moment and the reason in everyday French."""
    done = run(project, "explain", "--group", "blain", "--part", "dossier", "--at", REFERENCES_OPEN)
    assert "Dossier" in done.out
    assert re.search(r"jeudi 8 octobre 2026 à 22 h 30", done.out)
    assert "animateur" in done.out


def test_upcoming_speaks_french(project: Path) -> None:
    """The moment comes first, in words."""
    done = run(project, "upcoming", "--at", REFERENCES_OPEN, "--limit", "1")
    assert re.match(r"jeudi 8 octobre 2026 à 22 h 30", done.out)


def test_links_gives_whole_addresses_to_people(project: Path) -> None:
    """With a `site_url`, the output can be pasted into a message."""
    done = run(project, "links")
    assert "https://dossiers.example.org/g/blain-" in done.out
    assert "Blain" in done.out


def test_check_says_how_many_mistakes_there_are(tmp_path: Path) -> None:
    """The problems come first, each with its place; their number last."""
    wrong = changed("groups/blain.yml", "policy: references-first", "policy: reference-first")
    done = run(tiny_project(tmp_path, BORROWS_NOTHING | wrong), "check")
    assert done.out.startswith("groups/blain.yml:2:9: erreur\n")
    assert done.out.endswith("1 erreur\n")


def test_build_tells_once_where_the_secret_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build asks to keep a copy of the new secret, without showing it."""
    monkeypatch.delenv("PARUTION_SECRET")
    project = tiny_project(tmp_path)
    first, second = run(project, "build"), run(project, "build")
    secret = (project / ".parution" / "secret").read_text().strip()
    assert (first.code, second.code) == (0, 0)
    assert str(project / ".parution" / "secret") in first.err.replace("\n", "")
    assert second.err == ""
    assert not any(secret in text for text in (first.out, first.err, second.out, second.err))


def test_a_build_of_a_moment_to_come_says_so(project: Path, tmp_path: Path) -> None:
    """Whoever builds sites that show parts before their time is told not to publish them."""
    options = ("build", "--no-pdf", "-d", str(tmp_path / "site"), "--at")
    past, to_come = run(project, *options, "2020-01-01"), run(project, *options, "2098-01-01")
    assert (past.code, past.err) == (0, "")
    assert to_come.code == 0
    assert "jusqu’au mercredi 1er janvier 2098" in to_come.err


def test_a_build_tells_warnings(tmp_path: Path) -> None:
    """Each warning of `check` on the sources is printed by a build too, with its place."""
    attached = {f"{DOCUMENTS}/seul.csv": "a;b\n"}
    done = run(tiny_project(tmp_path, BORROWS_NOTHING | attached), "build", "--no-pdf")
    assert done.code == 0
    assert f"{DOCUMENTS}/seul.csv: avertissement" in done.err


def test_a_build_tells_what_cannot_be_printed(tmp_path: Path) -> None:
    """The command says which character the PDF replaces by a square."""
    odd = {"themes/2026/douleur/preparation.md": "Un idéogramme : 日.\n"}
    done = run(tiny_project(tmp_path, BORROWS_NOTHING | odd), "build", "--at", "2026-10-08")
    assert done.code == 0
    assert "日 (U+65E5)" in done.err


def test_links_tells_of_a_secret_that_it_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The addresses derive from the secret: the command that makes it asks to keep a copy."""
    monkeypatch.delenv("PARUTION_SECRET")
    project = tiny_project(tmp_path)
    first, second = run(project, "links"), run(project, "links")
    assert str(project / ".parution" / "secret") in first.err.replace("\n", "")
    assert second.err == ""


# --- wrong usage and other mistakes ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param("explain --group blian --at 2026-10-08", "« blain »", id="group"),
        pytest.param("explain --theme 2026/doleur --at 2026-10-08", "« 2026/douleur »", id="theme"),
        pytest.param("serve --as blian", "« blain »", id="serve-group"),
        pytest.param(
            "serve --as blain --audience public", "member, reader, facilitator", id="serve-public"
        ),
        pytest.param("explain --at 2026-13-08", "2026-08-13", id="instant"),
        pytest.param("explain --at 0001-01-01T00:00+05:00", "1990 à 2099", id="instant-long-ago"),
        pytest.param("upcoming --at 0001-01-01", "1990 à 2099", id="local-instant-long-ago"),
        pytest.param("build --at 9999-12-31T23:59-05:00", "1990 à 2099", id="instant-far-ahead"),
        pytest.param("explain", "--at", id="instant-missing"),
        pytest.param("explain --part dosier --at 2026-10-08", "dossier", id="part"),
        pytest.param("explain --audience membre --at 2026-10-08", "member", id="audience"),
        pytest.param("upcoming --limit 0 --at 2026-10-08", "--limit", id="limit"),
        pytest.param("expain", "explain", id="command"),
        pytest.param("explain --grop blain", "--group", id="option"),
        pytest.param("links blain", "blain", id="argument-too-many"),
        pytest.param("serve --port 70000", "--port", id="port"),
        pytest.param("build -f ailleurs.yml", "ailleurs.yml", id="no-such-file"),
        pytest.param("build -f themes", "themes", id="folder-for-a-file"),
        pytest.param("build -d mkdocs.yml", "mkdocs.yml", id="file-for-a-folder"),
        pytest.param("build -d themes", "sources", id="site-over-sources"),
        pytest.param("build -d themes/2026/site", "sources", id="site-among-sources"),
        pytest.param("build -d .parution/site", "sources", id="site-in-the-private-folder"),
        pytest.param("build -d .", "sources", id="site-over-the-project"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_expected(
    project: Path, arguments: str, told: str
) -> None:
    """Code 2, one sentence in French that names the remedy, and nothing on standard output."""
    done = run(project, *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert done.err.splitlines()[-1].startswith("Erreur")
    assert not re.search(r"\b(Error|Usage:|Invalid|No such|Missing|Try|does not)\b", done.err)


BROKEN: list[object] = [
    pytest.param({"mkdocs.yml": "site_name: [\n"}, "mkdocs.yml", id="broken-settings"),
    pytest.param({"mkdocs.yml": "site_name: Dossiers\n"}, "« parution »", id="plugin-missing"),
    pytest.param(
        {"mkdocs.yml": MKDOCS + "site_dir: themes/site\n"}, "« themes/site »", id="site-dir"
    ),
    pytest.param(
        {"mkdocs.yml": MKDOCS.replace("Europe/Paris", "Europe/Pari")}, "Europe/Paris", id="zone"
    ),
    pytest.param({"themes/index.md": None}, "themes/index.md", id="no-home"),
    pytest.param({"themes/2026/douleur/dossier.md": b"\xe9"}, "dossier.md", id="latin-1"),
]


@pytest.mark.parametrize("command", ["check", "build", "explain --at 2026-10-08", "links"])
@pytest.mark.parametrize(("changes", "told"), BROKEN)
def test_broken_sources_end_with_1_in_every_command(
    tmp_path: Path, command: str, changes: dict[str, str | bytes | None], told: str
) -> None:
    """Code 1 and the problem with its place; no site is written."""
    project = tiny_project(tmp_path, changes)
    done = run(project, *command.split())
    assert done.code == 1
    assert told in done.out + done.err
    assert not (project / "site").exists()


def in_the_way(project: Path) -> None:
    (project / "site").write_text("un fichier")


def somebody_elses(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site" / "thèse.odt").write_text("trois ans de travail")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        pytest.param(in_the_way, "ce n’est pas un dossier", id="file-in-the-way"),
        pytest.param(somebody_elses, "autre chose qu’un site", id="folder-of-something-else"),
    ],
)
def test_a_refusal_of_the_machine_is_a_sentence(
    tmp_path: Path, spoil: Callable[[Path], None], told: str
) -> None:
    """A refusal of the file system gives code 1 and one sentence, and existing files stay."""
    project = tiny_project(tmp_path)
    spoil(project)
    before = sorted((project / "site").rglob("*"))
    done = run(project, "build")
    assert done.code == 1
    assert told in done.err
    assert sorted((project / "site").rglob("*")) == before


def test_a_file_in_place_of_published_sites_is_reported_in_french(project: Path) -> None:
    """`publish` reports a refusal of the file system as every other command does."""
    done = run(project, "publish", "--to", "mkdocs.yml/ici")
    assert done.code == 1
    assert "ce n’est pas un dossier" in done.err


def test_a_preview_for_readers_a_group_does_not_have_is_wrong_usage(tmp_path: Path) -> None:
    """Without `readers: true` there is no such site, and no address that answers 404 is printed."""
    project = tiny_project(tmp_path, changed("groups/blain.yml", "readers: true\n", ""))
    done = run(project, "serve", "--as", "blain", "--audience", "reader", "--port", "0")
    assert (done.code, done.out) == (2, "")
    assert "member, facilitator" in done.err


OPTIONS = """\
      timezone: [Europe/Paris]
      default_policy: 3
      policies: [before]
      notice: {texte: Contenu}
      pdf: peut-être
"""
"""The plugin's options, all of them wrong, from line 7 of ``mkdocs.yml`` on."""


def with_options(options: str) -> dict[str, str]:
    head, _, _ = MKDOCS.partition("      timezone")
    return {"mkdocs.yml": f"{head}{options}docs_dir: .mkdocs\n", ".mkdocs/.gitkeep": ""}


@pytest.mark.parametrize("command", ["check", "build"])
def test_every_wrong_option_of_the_plugin_is_reported_in_french(
    tmp_path: Path, command: str
) -> None:
    """All are reported with their lines, before MkDocs, which knows no French."""
    done = run(tiny_project(tmp_path, with_options(OPTIONS)), command)
    assert done.code == 1
    assert re.findall(r"mkdocs.yml:(\d+):", done.out + done.err) == ["7", "8", "9", "10", "11"]


def test_mkdocs_reports_every_wrong_option_in_french_too(tmp_path: Path) -> None:
    """`mkdocs build` reports the same, without names of types."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tiny_project(tmp_path, with_options(OPTIONS)),
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert re.findall(r"mkdocs.yml:(\d+):", done.stderr) == ["7", "8", "9", "10", "11"]
    assert "Expected type" not in done.stderr


def test_check_and_build_take_the_same_settings(tmp_path: Path) -> None:
    """`check` and `build` both accept « oui » and a number in place of a text."""
    options = "      default_policy: before\n      notice: 12\n      pdf: oui\n"
    project = tiny_project(tmp_path, with_options(options))
    done = [run(project, *command.split()).code for command in ("check", "build --no-pdf")]
    assert done == [0, 0]


@pytest.mark.parametrize("command", ["build", "links"])
def test_a_secret_too_short_is_refused_and_not_repeated(project: Path, command: str) -> None:
    """A short secret gives code 1 and the required length, and is in no message."""
    done = run(project, command, PARUTION_SECRET="azertyuiop")
    assert done.code == 1
    assert "32" in done.err
    assert "azertyuiop" not in done.out + done.err


NO_SECRETS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": Path.mkdir,
    "a link that leads nowhere": lambda path: path.symlink_to("nowhere"),
    "no text": lambda path: path.write_bytes(b"\xff" * 64),
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("what", NO_SECRETS)
@pytest.mark.parametrize("command", ["build", "links", "publish --to published", "audit"])
def test_a_secret_that_is_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, what: str
) -> None:
    """Nothing is waited for, no other secret is made, and the remedy is said in French."""
    monkeypatch.delenv("PARUTION_SECRET", raising=False)
    project = tiny_project(tmp_path)
    (project / ".parution").mkdir()
    NO_SECRETS[what](project / ".parution/secret")
    done = run(project, *command.split())
    assert done.code == 1
    assert ".parution/secret n’est pas un fichier d’une ligne de texte." in done.err
    assert "la copie que vous gardez" in done.err


@pytest.mark.parametrize("command", ["audit", "rollback --to published"])
def test_where_the_secret_is_missing_nothing_is_audited(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """Without the secret `audit` gives code 1 and says how to restore it: a new one moves sites."""
    run(project, "build", "-d", str(tmp_path / "site"))
    tiny_project(tmp_path)
    monkeypatch.delenv("PARUTION_SECRET")
    done = run(tmp_path, *command.split())
    assert (done.code, done.out) == (1, "")
    assert ".parution/secret" in done.err
    assert not (tmp_path / ".parution").exists()


def test_where_the_secret_is_missing_published_addresses_stay(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publishing without the secret is refused once a version is served, and readers keep it."""
    target = tmp_path / "published"
    assert run(project, "publish", "--to", str(target)).code == 0
    served = (target / "current").readlink()
    monkeypatch.delenv("PARUTION_SECRET", raising=False)
    elsewhere = tiny_project(tmp_path / "elsewhere")
    done = run(elsewhere, "publish", "--to", str(target))
    assert (done.code, (target / "current").readlink()) == (1, served)
    assert ".parution/secret" in done.err
    assert not (elsewhere / ".parution").exists()


def test_an_audience_without_a_group_is_refused(project: Path) -> None:
    """`members` without a group gives code 2, and says to add one."""
    done = run(project, "serve", "--audience", "facilitator")
    assert done.code == 2
    assert "--as" in done.err


@pytest.mark.parametrize("command", ["check", "build", "links", "serve", "explain --at 2026-10-08"])
def test_outside_a_project_nothing_is_made(tmp_path: Path, command: str) -> None:
    """In a folder without mkdocs.yml every command ends with 2 and leaves nothing behind."""
    done = run(tmp_path, *command.split())
    assert done.code == 2
    assert "mkdocs.yml" in done.err
    assert list(tmp_path.iterdir()) == []


def test_the_installed_command_ends_as_the_tests_say(tmp_path: Path) -> None:
    """A real process prints French, whatever the machine's language, and has the exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "parution", "check"],
        cwd=tiny_project(tmp_path, {"themes/index.md": None}),
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "themes/index.md" in done.stdout
    assert "1 erreur" in done.stdout
    assert "Traceback" not in done.stderr


# --- text for people -------------------------------------------------------------------------

WITHOUT_READERS = changed("groups/blain.yml", "readers: true\n", "")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(
            ("--group", "blain", "--audience", "reader"),
            "Le groupe « blain » n’a pas de site pour des lecteurs désignés : son fichier ne dit"
            " pas « readers: true ».\n",
            id="readers",
        ),
        pytest.param(
            ("--group", "blain", "--audience", "public"),
            "Le groupe « blain » n’a pas de site pour ce public ; il en a pour : member,"
            " facilitator.\n",
            id="public",
        ),
        pytest.param(
            ("--audience", "reader"), "Rien ne correspond à ce qui est demandé.\n", id="nobody"
        ),
    ],
)
def test_explain_says_that_nothing_matches(
    asked: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    """People get a sentence where nothing is decided; programs an empty list."""
    without = tiny_project(tmp_path, WITHOUT_READERS)
    assert run(without, "explain", *asked, "--at", REFERENCES_OPEN).out == said
    assert explain(without, *asked, "--at", REFERENCES_OPEN) == []


def read_rules(project: Path, *asked: str) -> list[str]:
    """Return the rules that ``explain`` shows people."""
    told = run(project, "explain", *asked, "--at", REFERENCES_OPEN).out
    return re.findall(r"règle : (.+)", told)


def test_explain_tells_people_the_rules_of_policies_in_french(project: Path) -> None:
    """Policies' rules, and parts without rules, are explained in French only."""
    assert read_rules(project, "--group", "blain", "--audience", "member") == [
        "toujours",
        "15 jours avant",
        "15 jours avant",
        "à la fin",
        "à la fin",
        "à la fin",
        "à la fin",
        "pour l’animateur seul",
    ]
    assert read_rules(project, "--audience", "public", "--part", "dossier") == [
        "pour les groupes seuls"
    ]


def test_explain_tells_the_rules_of_a_group_as_written(tmp_path: Path) -> None:
    """A rule of the group's file is shown in its own words, even English ones."""
    written = "releases: {dossier: at end, summary: 2 days before}"
    own = tiny_project(tmp_path, changed("groups/blain.yml", "duration: 2h", written))
    asked = "--group", "blain", "--audience", "member", "--part"
    assert read_rules(own, *asked, "dossier") == ["at end"]
    assert read_rules(own, *asked, "summary") == ["2 days before"]
    assert read_rules(own, *asked, "commentary") == ["à la fin"]


def test_an_impossible_choice_is_refused_in_french(project: Path) -> None:
    """click's message about a value outside the choices is good French."""
    done = run(project, "explain", "--part", "x", "--at", REFERENCES_OPEN)
    assert done.code == 2
    assert "« x » n’est pas l’une des valeurs possibles : " in done.err


@pytest.mark.parametrize("asked", [(), ("20261008T203501Z-1a2b3c4d",), ("--list",)])
def test_going_back_where_nothing_was_published_is_refused(
    asked: tuple[str, ...], project: Path, tmp_path: Path
) -> None:
    """A mistyped folder is named, and not made."""
    nowhere = tmp_path / "nowhere"
    done = run(project, "rollback", "--to", str(nowhere), *asked)
    assert (done.code, done.out) == (1, "")
    assert done.err == f"Rien n’a jamais été publié dans {nowhere}.\n"
    assert not nowhere.exists()
