"""Generated files for systemd, cron and pipelines are accepted by these and on time all year."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from command_line import run
from parution.release import list_upcoming
from parution.sources import read
from publish.web_servers import needs
from tiny_project import MKDOCS, changed, tiny_project

CONTACT = {"mkdocs.yml": MKDOCS + "      contact: secretariat@example.org\n"}
NOW = "2026-09-01"


def schedule_files(project: Path, scheduler: str, *more: str) -> dict[str, str]:
    """Return the files by name."""
    asked = ("schedule", "--for", scheduler, "--at", NOW, "--format", "json", *more)
    done = run(project, *asked)
    assert done.code == 0, done.err
    return {Path(each["path"]).name: each["text"] for each in done.json}


def pipeline(project: Path, scheduler: str, *more: str) -> Any:
    (text,) = schedule_files(project, scheduler, *more).values()
    return yaml.safe_load(text)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder whose name systemd, cron and shells would each misread."""
    return tiny_project(tmp_path / "Dossiers d’été 100 %s", CONTACT)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "en ligne 50%"
    folder.mkdir()
    return folder


# --- systemd ---------------------------------------------------------------------------------


@needs("systemd-analyze")
def test_systemd_accepts_the_units(project: Path, target: Path, tmp_path: Path) -> None:
    """systemd accepts the units without complaint, whatever the folders are called."""
    units = tmp_path / "units"
    done = run(project, "schedule", "--for", "systemd", "--to", str(target), "--into", str(units))
    assert done.code == 0
    names = sorted(path.name for path in units.iterdir())
    assert names == ["parution-failure.service", "parution.service", "parution.timer"]
    tried = subprocess.run(
        ["systemd-analyze", "verify", *(str(units / name) for name in names)],
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"},
    )
    assert (tried.returncode, tried.stderr) == (0, "")


def parse_exec_start(unit: str) -> list[str]:
    """Return the words of a unit's command, as systemd understands them."""
    found = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    assert found
    return shlex.split(found[1].replace("%%", "%").replace("$$", "$"))


def test_the_unit_publishes(project: Path, target: Path) -> None:
    """The unit's command, run in its folder, publishes."""
    unit = schedule_files(project, "systemd", "--to", str(target))["parution.service"]
    place = re.search(r"^WorkingDirectory=(.*)$", unit, re.MULTILINE)
    assert place
    folder = Path(place[1].replace("%%", "%"))
    subprocess.run(parse_exec_start(unit), cwd=folder, env={}, check=True, capture_output=True)
    assert (target / "current/index.html").exists()


def test_the_unit_reports_its_failure(project: Path, tmp_path: Path) -> None:
    """A failure starts the unit that sends the output to the contact."""
    units = schedule_files(project, "systemd")
    assert "OnFailure=parution-failure.service\n" in units["parution.service"]
    for name, script in (
        ("journalctl", "echo 'Le disque est plein.'"),
        ("sendmail", f"cat > {tmp_path}/mail"),
    ):
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    told = parse_exec_start(units["parution-failure.service"])
    subprocess.run(told, env={"PATH": f"{tmp_path}:/usr/bin:/bin"}, check=True)
    head, _, body = (tmp_path / "mail").read_text().partition("\n\n")
    assert "To: secretariat@example.org" in head
    assert body == "Le disque est plein.\n"


def test_the_timer_catches_up() -> None:
    """A machine that was asleep or off publishes when it is back."""
    unit = Path(__file__).parents[2] / "site_templates/schedules/parution.timer"
    assert {"Persistent=true", "OnCalendar=*:0/15"} <= set(unit.read_text().splitlines())


def test_a_missing_contact_is_reported(tmp_path: Path) -> None:
    """Without a contact a warning says that nobody hears of failures."""
    project = tiny_project(tmp_path)
    assert "contact" in run(project, "schedule", "--for", "systemd").err


def test_a_missing_target_is_reported(tmp_path: Path) -> None:
    """Without a target a warning says that the files could publish nowhere."""
    project = tiny_project(tmp_path, CONTACT)
    asked = ("schedule", "--for", "cron", "--at", NOW)
    assert "où publier" in run(project, *asked).err
    assert run(project, *asked, "--to", "site").err == ""


# --- cron ------------------------------------------------------------------------------------


def test_the_line_of_cron_publishes(project: Path, target: Path) -> None:
    """Cron's shell understands the line, and mail goes to the contact."""
    table = schedule_files(project, "cron", "--to", str(target))["crontab"]
    assert "MAILTO=secretariat@example.org\n" in table
    line = table.splitlines()[-1]
    assert line.startswith("*/15 * * * * ")
    command = line.removeprefix("*/15 * * * * ").replace(r"\%", "%")
    assert not re.search(r"(?<!\\)%", line)
    subprocess.run(["/bin/sh", "-c", command], env={}, check=True, capture_output=True)
    assert (target / "current/index.html").exists()


def test_a_folder_is_named_from_the_root(project: Path) -> None:
    """A folder gets an absolute path, as the command runs elsewhere; other targets stay as
    typed."""
    told = {
        "../en-ligne": str(project / "../en-ligne"),
        "site@example.org:www": "site@example.org:www",
        "web": "web",
    }
    for written, meant in told.items():
        unit = schedule_files(project, "systemd", "--to", written)["parution.service"]
        assert parse_exec_start(unit)[-2:] == ["--to", meant]


# --- pipelines -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheduler", "schema"), [("github", "github-workflows"), ("gitlab", "gitlab-ci")]
)
def test_a_pipeline_follows_its_schema(
    scheduler: str, schema: str, project: Path, tmp_path: Path
) -> None:
    """Each pipeline follows its published schema, as check-jsonschema carries it."""
    hard = "git+ssh://git@example.org/l’été: #1.git#pages"
    (text,) = schedule_files(project, scheduler, "--to", hard).values()
    file = tmp_path / "pipeline.yml"
    file.write_text(text)
    check = Path(sys.executable).with_name("check-jsonschema")
    tried = subprocess.run(
        [check, "--builtin-schema", f"vendor.{schema}", file], capture_output=True, text=True
    )
    assert tried.returncode == 0, tried.stdout
    assert shlex.split(list_scripts(yaml.safe_load(text))[-1])[-1] == hard


def list_scripts(made: Any) -> list[str]:
    """Return the scripts of a pipeline, in order."""
    if "publish" in made:
        return list(made["publish"]["script"])
    return [step["run"] for step in made["jobs"]["publish"]["steps"] if "run" in step]


@pytest.mark.parametrize("scheduler", ["github", "gitlab"])
def test_a_pipeline_publishes(scheduler: str, project: Path, target: Path, tmp_path: Path) -> None:
    """Its scripts write the keys for ssh and rclone, readable by their owner alone, and publish."""
    _, keys, command = list_scripts(pipeline(project, scheduler, "--to", str(target)))
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    for name in ("rsync", "rclone"):
        (bin_folder / name).write_text("#!/bin/sh\n")
        (bin_folder / name).chmod(0o755)
    programs = f"{bin_folder}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": programs, "HOME": str(tmp_path), "SSH_KEY": "clef", "RCLONE_CONF": "[x]"}
    refused = subprocess.run(["bash", "-e", "-c", keys], env=environment, capture_output=True)
    assert refused.returncode != 0
    assert b"PARUTION_SECRET" in refused.stderr
    environment["PARUTION_SECRET"] = "7f" * 32
    for script in (keys, command):
        done = subprocess.run(
            ["bash", "-e", "-c", script], cwd=project, env=environment, capture_output=True
        )
        assert done.returncode == 0, done.stderr
    for name, text in ((".ssh/id_ed25519", "clef\n"), (".config/rclone/rclone.conf", "[x]\n")):
        assert (tmp_path / name).read_text() == text
        assert (tmp_path / name).stat().st_mode & 0o077 == 0
    assert (target / "current/index.html").exists()
    assert not (project / ".parution/secret").exists()


def find_runs(made: Any, day: datetime) -> list[datetime]:
    """Return the times, in UTC, at which a punctual GitHub starts the pipeline on a day."""
    found = []
    for each in made[True]["schedule"]:  # YAML reads “on” as true.
        minutes, hours, *rest = each["cron"].split()
        assert rest == ["*", "*", "*"]
        found += [
            day.replace(hour=int(hour), minute=int(minute))
            for hour in hours.split(",")
            for minute in minutes.split(",")
        ]
    return sorted(found)


MEETINGS = [
    "2026-10-08 20:30",
    "2026-10-25 02:30",  # comes twice
    "2026-10-24 23:45",
    "2027-03-28 02:30",  # does not exist
    "2027-03-27 23:45",
    "2026-12-31 23:50",
]


@pytest.mark.parametrize("meeting", [*MEETINGS, "all"])
def test_github_runs_after_every_opening(meeting: str, tmp_path: Path) -> None:
    """A punctual GitHub runs within 37 minutes of each opening, on both sides of clock changes."""
    if meeting == "all":
        many = "".join(
            f"  - {{title: Réunion {count}, starts: 2026-11-{1 + count % 28:02} {hour}:{minute:02},"
            " theme: 2026/douleur}\n"
            for count, (hour, minute) in enumerate(
                (h, m) for h in (12, 19, 20, 21) for m in range(0, 60, 5)
            )
        )
        groups = {
            f"groups/g{count}.yml": f"name: Groupe {count}\nmeetings:\n{line}\n"
            for count, line in enumerate(many.splitlines())
        }
    else:
        groups = changed("groups/blain.yml", "2026-10-08 20:30", meeting)
    project = tiny_project(tmp_path, groups)
    now = datetime(2026, 8, 31, 22, tzinfo=UTC)
    made = pipeline(project, "github")
    openings = {
        each.opens_at
        for each in list_upcoming(read(project, project / "mkdocs.yml").require(), now)
    }
    assert openings
    midnight = datetime(2026, 1, 1, tzinfo=UTC)
    for opening in openings:
        days = [midnight + (opening - midnight) // timedelta(days=1) * timedelta(days=1)]
        days.append(days[0] + timedelta(days=1))
        waits = [run_at - opening for day in days for run_at in find_runs(made, day)]
        assert timedelta() <= min(w for w in waits if w >= timedelta()) <= timedelta(minutes=37)
    assert len(find_runs(made, midnight)) <= 48


def test_a_pipeline_runs_when_an_edition_is_archived(tmp_path: Path) -> None:
    """It runs at an archiving too, where no group waits for a part."""
    afternoon = changed("themes/2026/edition.yml", "2027-07-01", "2027-07-01 15:00")
    project = tiny_project(tmp_path, {**afternoon, "groups/blain.yml": None, "groups/.gitkeep": ""})
    day = datetime(2027, 7, 1, tzinfo=UTC)
    assert any(each.hour == 13 for each in find_runs(pipeline(project, "github"), day))


def test_a_pipeline_runs_when_pages_say_that_they_are_renewed(tmp_path: Path) -> None:
    """The times include those that `updates` promises to readers."""
    settings = {"mkdocs.yml": MKDOCS + "      updates: [6 h 10]\n"}
    project = tiny_project(tmp_path, settings)
    day = datetime(2026, 7, 1, tzinfo=UTC)
    hours = {f"{each:%H:%M}" for each in find_runs(pipeline(project, "github"), day)}
    assert {"04:17", "04:47", "05:17", "05:47"} <= hours


def test_gitlab_gets_local_times(tmp_path: Path) -> None:
    """GitLab's schedules are in local time: they have a time zone."""
    text = schedule_files(tiny_project(tmp_path), "gitlab")[".gitlab-ci.yml"]
    assert "Europe/Paris" in text
    assert re.findall(r"^#  +(.*) \* \* \*$", text, re.MULTILINE) == ["7 8", "37 22"]


def test_a_folder_is_no_target_of_a_pipeline(tmp_path: Path) -> None:
    """A folder as a pipeline's target is reported: it is lost with the machine."""
    project = tiny_project(tmp_path)
    asked = ("schedule", "--for", "github", "--to")
    assert "/srv/dossiers" in run(project, *asked, "/srv/dossiers").err
    assert run(project, *asked, "hebergeur:www").err == ""


def test_a_pipeline_holds_nothing_of_this_machine(tmp_path: Path) -> None:
    """A pipeline holds neither a path nor a secret."""
    project = tiny_project(tmp_path)
    run(project, "links")
    secret = (project / ".parution/secret").read_text().strip()
    for scheduler in ("github", "gitlab"):
        (text,) = schedule_files(project, scheduler).values()
        assert str(tmp_path) not in text
        assert secret not in text
