"""Whole commands on targets elsewhere, and the targets that a project remembers."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from command_line import Done, run
from kept_folder import KeptFolder
from parution.private_store import SECRET_VARIABLE
from parution.publish.targets import claim
from publish.places import Place, ftp_server, read_site, repository
from tiny_project import WITHOUT_PDF, changed, tiny_project

BEFORE, HELD = "2026-09-30T12:00", "2026-10-09T12:00"


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> KeptFolder:
    """A project whose pages are all rendered already."""
    project = tiny_project(tmp_path_factory.mktemp("warm") / "project", WITHOUT_PDF)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(SECRET_VARIABLE, raising=False)
        for at in (BEFORE, HELD):
            assert run(project, "build", "--at", at).code == 0
    return KeptFolder(project.parent)


@pytest.fixture
def project(warm: KeptFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(SECRET_VARIABLE, raising=False)
    monkeypatch.setattr(claim, "SETTLING", 0.0)
    return warm.restored() / "project"


def build_sites(project: Path, at: str) -> dict[str, bytes]:
    """Return the sites as they are at a moment."""
    done = run(project, "build", "--at", at)
    assert done.code == 0, done.err
    return read_site(project / "site")


def test_the_commands_on_a_host_by_ftp(project: Path, tmp_path: Path) -> None:
    """Publish, check, publish an opening, go back, check again: as on a folder of this machine."""
    with ftp_server(tmp_path / "ftp") as place:

        def parution(command: str, *options: str) -> Done:
            return run(project, command, *options, **place.environment)

        to = ("--to", place.address)
        rehearsed = parution("publish", *to, "--at", BEFORE, "--dry-run")
        assert (rehearsed.code, place.files()) == (0, {})
        assert "Rien n’a été publié" in rehearsed.out
        done = parution("publish", *to, "--at", BEFORE)
        assert done.code == 0, done.err
        assert "Envoi : " in done.err
        first = place.files()
        assert first == build_sites(project, BEFORE)
        assert parution("status", place.address, "--at", HELD).code == 1
        done = parution("publish", *to, "--at", HELD, "--format", "json")
        held = place.files()
        assert held == build_sites(project, HELD)
        differs = {path for path in {*first, *held} if first.get(path) != held.get(path)}
        assert done.json["files_changed"] == len(differs)
        sent = sum(len(held[path]) for path in differs if path in held)
        assert done.json["bytes_sent"] == sent
        assert {row["part"] for row in done.json["opens"]} >= {"dossier", "summary"}
        assert parution("status", place.address, "--at", HELD).code == 0
        assert parution("publish", *to, "--at", HELD).out == ""
        assert parution("rollback", *to).code == 0
        assert place.files() == first


def test_withdrawing_from_a_host_asks(project: Path) -> None:
    """The state on the host tells any machine which parts would close."""
    place = Place(f":local:{project.parent}/host", project.parent / "host")
    assert run(project, "publish", "--to", place.address, "--at", HELD).code == 0
    later = changed("groups/blain.yml", "2026-10-08 20:30", "2026-12-10 20:30")
    other = tiny_project(project.parent / "other", {**WITHOUT_PDF, **later})
    (other / ".parution").mkdir()
    shutil.copy(project / ".parution/secret", other / ".parution/secret")
    refused = run(other, "publish", "--to", place.address, "--at", HELD)
    assert refused.code == 1
    assert "--withdraw blain" in refused.err
    agreed = ("--withdraw", "blain", "--to", place.address, "--at", HELD)
    assert run(other, "publish", *agreed).code == 0
    assert place.files() == build_sites(other, HELD)


def test_a_project_remembers_its_targets(project: Path) -> None:
    """`publish`, `status` and `rollback` use the remembered target; a name picks one of several."""
    settings = project / "mkdocs.yml"
    text = f"{settings.read_text()}      targets:\n        web: ../web\n"
    settings.write_text(text)
    assert run(project, "publish", "--at", BEFORE).code == 0
    assert (project.parent / "web/current/index.html").is_file()
    assert run(project, "status", "--at", BEFORE).code == 0
    settings.write_text(f"{text}        copie: {project.parent}/copie\n")
    assert run(project, "status", "--at", BEFORE).code == 1
    done = run(project, "publish", "--at", BEFORE)
    assert done.code == 0, done.err
    assert (project.parent / "copie/current/index.html").is_file()
    assert run(project, "publish", "--at", HELD, "--to", "copie", "--format", "json").json["opens"]
    assert run(project, "status", "copie", "--at", HELD).code == 0
    assert run(project, "status", "web", "--at", HELD).code == 1
    assert run(project, "publish", "--at", HELD, "--format", "json").code == 2


@pytest.mark.parametrize("failing", ["nowhere:www", "../project/mkdocs.yml/www"])
def test_one_target_that_fails_does_not_keep_the_others_waiting(
    failing: str, project: Path
) -> None:
    """After one failed target the others are published, and the exit code reports the failure."""
    settings = project / "mkdocs.yml"
    rows = f"        first: {failing}\n        second: ../second\n"
    settings.write_text(f"{settings.read_text()}      targets:\n{rows}")
    done = run(project, "publish", "--at", BEFORE, RCLONE_CONFIG=str(project.parent / "none"))
    assert done.code == 1
    assert (project.parent / "second/current/index.html").is_file()


def test_nothing_remembered_and_nothing_said_is_wrong_usage(project: Path) -> None:
    """Without any target a sentence says how to remember one."""
    done = run(project, "publish", "--at", BEFORE)
    assert done.code == 2
    assert "targets" in done.err


@pytest.mark.parametrize("address", ["http://example.org/", "ssh://example.org:no/x", "ssh://x"])
def test_a_bad_address_is_refused(project: Path, address: str) -> None:
    """An address that is no place gives a sentence and exit code 1 before any build."""
    done = run(project, "publish", "--to", address, "--at", BEFORE)
    assert done.code == 1
    assert "git+" in done.err


@pytest.mark.parametrize("command", ["publish", "status", "rollback", "schedule"])
def test_a_mistyped_target_is_wrong_usage(command: str, project: Path) -> None:
    """A name that is neither a target's nor a folder's is refused, and no folder is made of it."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}      targets:\n        web: ../web\n")
    named = ("wbe",) if command == "status" else ("--to", "wbe")
    kind = ("--for", "cron") if command == "schedule" else ()
    done = run(project, command, *kind, *named)
    assert done.code == 2
    assert "seulement : web" in done.err
    assert "./wbe" in done.err
    assert not (project / "wbe").exists()


def test_a_folder_is_a_target_beside_those_with_names(project: Path) -> None:
    """Beside remembered targets, the name alone of a folder that exists still means the folder."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}      targets:\n        web: ../web\n")
    (project / "essai").mkdir()
    assert run(project, "publish", "--to", "essai", "--at", BEFORE).code == 0
    assert (project / "essai/current/index.html").is_file()


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_target_is_wrong_usage(name: str, project: Path) -> None:
    """A variable of a shell that is not set does not make the project's folder the target."""
    assert run(project, "publish", "--to", name, "--at", BEFORE).code == 2
    assert not (project / "current").exists()


@pytest.mark.parametrize("folder", ["site", "site/../site/web", "themes", ".parution/web"])
def test_a_folder_that_the_project_uses_is_no_target(folder: str, project: Path) -> None:
    """Nothing is published where builds would remove it, or read it as sources."""
    done = run(project, "publish", "--to", folder, "--at", BEFORE)
    assert done.code == 1
    assert folder.removeprefix("site/../") in done.err
    assert not (project / folder / "current").exists()


def test_sites_are_not_built_into_what_is_published(project: Path) -> None:
    """A target whose `current` is the folder of builds is refused."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"site_dir: ../web/current\n{settings.read_text()}")
    done = run(project, "publish", "--to", "../web", "--at", BEFORE)
    assert done.code == 1
    assert "supprimerait les versions publiées" in done.err
    assert not (project.parent / "web").exists()


def test_a_build_leaves_what_is_published_alone(project: Path) -> None:
    """A build into the folder that readers get is refused: nothing there was audited."""
    assert run(project, "publish", "--to", "../web", "--at", BEFORE).code == 0
    done = run(project, "build", "-d", "../web/current", "--at", HELD)
    assert done.code == 1
    assert "contient ce qui est publié" in done.err
    assert (project.parent / "web/current").is_symlink()


def test_a_repository_is_to_stay_private(project: Path, tmp_path: Path) -> None:
    """The first publication into a branch says so: whoever reads it has every group's address."""
    with repository(tmp_path) as place:
        done = run(project, "publish", "--to", place.address, "--at", BEFORE)
    assert done.code == 0, done.err
    assert "Gardez ce dépôt privé" in done.out
    assert "Donnez à lire" not in done.out


def test_a_tilde_is_the_home_folder(project: Path, tmp_path: Path) -> None:
    """In `--to=~/www` no shell replaces the tilde; nothing is published into a folder `~`."""
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    assert run(project, "publish", "--to=~/www", "--at", BEFORE, **home).code == 0
    assert (tmp_path / "www/current/index.html").is_file()
    lines = run(project, "schedule", "--for", "cron", "--to=~/www", **home).out
    assert f"--to {tmp_path}/www" in lines


def test_a_home_that_nobody_has_is_a_folder_s_name(project: Path) -> None:
    """The name of no user after a tilde ends no command with a fault of the program."""
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text()}      targets:\n        web: ~no-one-here/www\n")
    done = run(project, "status", "--at", BEFORE)
    assert done.code == 1
    assert "Rien n’a jamais été publié" in done.err


def test_status_looks_at_every_target(project: Path) -> None:
    """Of two targets one cannot be reached, and what is overdue at the other is reported."""
    settings = project / "mkdocs.yml"
    rows = "        first: nowhere:www\n        second: ../second\n"
    settings.write_text(f"{settings.read_text()}      targets:\n{rows}")
    nothing = {"RCLONE_CONFIG": str(project.parent / "none")}
    assert run(project, "publish", "--to", "second", "--at", BEFORE).code == 0
    done = run(project, "status", "--at", HELD, "--format", "json", **nothing)
    assert done.code == 1
    assert "nowhere" in done.err
    assert "dossier" in {row["part"] for row in done.json}
    assert run(project, "status", "--at", BEFORE, **nothing).out == ""


@pytest.mark.parametrize("within", ["current", "current/web", "snapshots"])
def test_no_version_is_put_where_readers_read(within: str, project: Path) -> None:
    """Within what readers get, versions would show all addresses, and what was withdrawn."""
    assert run(project, "publish", "--to", "../web", "--at", BEFORE).code == 0
    done = run(project, "publish", "--to", f"../web/{within}", "--at", BEFORE)
    assert done.code == 1
    assert "--to" in done.err
    assert not list((project.parent / "web/current/").rglob("snapshots"))
    assert not (project.parent / "web/snapshots/snapshots").exists()


def test_a_folder_may_be_called_current(project: Path) -> None:
    """A target below a folder of that name, where nothing is published, is like any other."""
    assert run(project, "publish", "--to", "../current/web", "--at", BEFORE).code == 0
    assert (project.parent / "current/web/current/index.html").is_file()


@pytest.mark.parametrize("options", [(), ("--list",)])
def test_another_machine_cannot_go_back(options: tuple[str, ...], project: Path) -> None:
    """It is told that it keeps no versions of the host, not that nothing was published there."""
    place = f":local:{project.parent}/host"
    assert run(project, "publish", "--to", place, "--at", BEFORE).code == 0
    shutil.rmtree(project / ".parution/targets")
    done = run(project, "rollback", "--to", place, *options)
    assert done.code == 1
    assert f"ne garde aucune version de {place}" in done.err


def test_settings_serve_no_whole_target(project: Path) -> None:
    """No settings are printed that would serve earlier versions, and what was withdrawn."""
    assert run(project, "publish", "--to", "../web", "--at", BEFORE).code == 0
    web = project.parent / "web"
    done = run(project, "host-config", "--for", "nginx", "--root", f"{web}/")
    assert done.code == 2
    assert f"Servez {web}/current" in done.err
    assert run(project, "host-config", "--for", "nginx", "--root", f"{web}/current").code == 0


WEB_ROOTS = {
    "www/html": "",
    "home/public_html": "",
    "home/public_html/dossiers": "",
    "served": "index.html",
    "php": "index.php",
    "shared": ".htaccess",
}


@pytest.mark.parametrize("folder", WEB_ROOTS)
def test_no_version_is_put_into_a_folder_that_is_served(folder: str, project: Path) -> None:
    """A folder that a host serves as a whole is refused, with the sign, before anything is made."""
    place = project.parent / folder
    place.mkdir(parents=True)
    if name := WEB_ROOTS[folder]:
        (place / name).write_text("")
    done = run(project, "publish", "--to", str(place), "--at", BEFORE)
    assert done.code == 1
    assert "semble être servi en entier" in done.err
    assert "--to /srv/dossiers" in done.err
    assert not (place / "snapshots").exists()


def test_a_target_with_versions_stays_one(project: Path) -> None:
    """Whoever has published into such a folder before may go on."""
    assert run(project, "publish", "--to", "../web", "--at", BEFORE).code == 0
    (project.parent / "web/index.html").write_text("")
    assert run(project, "publish", "--to", "../web", "--at", HELD).code == 0


def test_a_page_around_a_target_does_not_matter(project: Path) -> None:
    """A page in a folder around the target, such as the home folder, forbids nothing."""
    (project.parent / "index.html").write_text("")
    assert run(project, "publish", "--to", "../web", "--at", BEFORE).code == 0
