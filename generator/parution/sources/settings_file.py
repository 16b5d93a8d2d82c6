"""Reads ``mkdocs.yml``: our plugin's settings, and those of MkDocs that concern the sites.

Other programs read that file too, so the reader ignores everything else in it, tags such as
``!ENV`` included.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from parution.domain import SOURCE_FOLDERS, Policy, Settings
from parution.domain.messages import message
from parution.domain.problems import Place
from parution.language.look_alikes import find_odd
from parution.language.nearest import find_nearest, propose_name
from parution.release.policies import BUILT_IN
from parution.sources.days_off import SCHOOL_ZONES, find_school_zone
from parution.sources.files.text import read_text
from parution.sources.label_settings import read_labels
from parution.sources.named_addresses import read_default_targets, read_searches
from parution.sources.release_rules import read_policies, report_unknown_policy
from parution.sources.report import Report
from parution.sources.settings_remedies import ADDRESS, did_you_mean_zone, propose_site_url
from parution.sources.yaml import expectations
from parution.sources.yaml.fields import Fields, read_table, read_text_node
from parution.sources.yaml.moments import Unreadable, parse_time
from parution.sources.yaml.nodes import Meaning, Node, Scalar, Sequence, Table, read_yaml

PLUGIN = "parution"
DEFAULT_ZONE = "Europe/Paris"
READY_DAYS = 30
DEFAULT_POLICY = "after"
"""The policy if nobody chose one: late is a nuisance, early is a breach."""

MAIL = re.compile(r"[^\s@<>\",;]+@[^\s@<>\",;]+\.[^\s@<>\".,;]+")
TRUST = "PARUTION_TRUST_SETTINGS"
"""The environment variable that lets ``mkdocs.yml`` run programs."""

EXTENSION = re.compile(r"\bpymdownx\.\w+|\bmaterial\.extensions\.emoji\.twemoji\b")

NO_PLACE_FOR_SITES = (*SOURCE_FOLDERS, ".parution", ".git")


def read_settings(project: Path, config_file: Path, report: Report) -> Settings | None:
    """Return the settings in ``mkdocs.yml``; None, reported, if they cannot be read."""
    config = read_config(project, config_file, report)
    options = read_plugin_options(config, report) if config else None
    if config is None or options is None:
        return None
    fields = Fields(options, report)
    policies = read_all_policies(fields, report)
    settings = Settings(
        timezone=read_timezone(fields, report),
        default_policy=read_default_policy(fields, policies, report),
        policies=policies,
        site_name=read_mkdocs_text(config, "site_name", report) or "Dossiers",
        site_url=read_site_url(config, report),
        site_dir=read_site_dir(config, project, report),
        notice=fields.text("notice"),
        pdf=fields.flag("pdf", default=True),
        ready_days=fields.whole_number("ready_days", default=READY_DAYS),
        contact=read_contact(fields, report),
        school_zone=read_school_zone(fields, report),
        updates=read_updates(fields, report),
        targets=read_default_targets(fields, report),
        searches=read_searches(fields, report),
        labels=read_labels(fields, report),
    )
    warn_of_other_tools(config, project, report)
    fields.refuse_unknown()
    return settings


def read_config(project: Path, config_file: Path, report: Report) -> Table | None:
    """Return ``mkdocs.yml`` as a table; None, reported, if it cannot be read."""
    path = shorten_path(project, config_file)
    text = read_text(project, path, report, may_be_link=True)
    if text is None:
        return None
    node = read_yaml(text, path, report, foreign=True)
    if isinstance(node, Scalar) and node.meaning is Meaning.NOTHING:
        report.error(
            "plugin-missing",
            Place(path),
            message("this file is empty; the settings of the sites were expected"),
            message("Write at least two lines: “plugins:” and, below, “  - parution”."),
        )
        return None
    config = None if node is None else read_table(node, path, report)
    if config is not None:
        report_program_tags(config, report)
    if config is not None and "INHERIT" in config.values:
        report.error(
            "inherited-settings",
            config.keys["INHERIT"],
            message("“INHERIT” names another file; all settings were expected in this one"),
            message("Copy the settings of the other file into this one."),
        )
    return config


def report_program_tags(node: Node, report: Report) -> None:
    """Report YAML tags by which MkDocs would run or load a Python program.

    MkDocs' YAML loader obeys such a tag, with the rights of the user who builds. Names of functions
    in Material and pymdownx, which MkDocs' documentation recommends, are allowed.
    """
    tag = (node.tag or "").replace("tag:yaml.org,2002:", "!!")
    if tag.startswith("!!python/") and not is_harmless(tag) and TRUST not in os.environ:
        report.error(
            "program-in-settings",
            node.place,
            message("“%(tag)s” runs a program when the sites are built", tag=tag),
            message(
                "Remove it. If you know what it does and trust whoever wrote it, set the variable"
                " %(variable)s of the environment to 1.",
                variable=TRUST,
            ),
        )
    match node:
        case Sequence(items=items):
            for item in items:
                report_program_tags(item, report)
        case Table(values=values):
            for value in values.values():
                report_program_tags(value, report)


def is_harmless(tag: str) -> bool:
    """Return whether a tag only names a function of Material or pymdownx."""
    kind, _, name = tag.partition(":")
    return kind == "!!python/name" and name.startswith(("material.", "pymdownx."))


def find_extensions(config_file: Path) -> frozenset[str]:
    """Return the ``pymdownx`` extensions, and Material’s icons, that ``mkdocs.yml`` names."""
    text = config_file.read_text("utf-8", "replace") if config_file.is_file() else ""
    return frozenset(EXTENSION.findall(text))


def shorten_path(project: Path, file: Path) -> str:
    """Return the path of a file for problems: relative to the project if inside it."""
    absolute, folder = Path(os.path.abspath(file)), Path(os.path.abspath(project))
    inside = absolute.is_relative_to(folder)
    return absolute.relative_to(folder).as_posix() if inside else str(absolute)


def read_plugin_options(config: Table, report: Report) -> Table | None:
    """Return the options of our plugin, empty without any; None, reported, if it is not listed."""
    match config.values.get("plugins"):
        case Sequence(items=items):
            listed_plugins = [one for item in items for one in list_named(item)]
        case Table() as plugins:
            listed_plugins = list_named(plugins)
        case _:
            listed_plugins = []
    for name, options in listed_plugins:
        if name == PLUGIN:
            if isinstance(options, Scalar) and options.meaning is Meaning.NOTHING:
                return Table({}, {}, options.place)
            return read_table(options, PLUGIN, report)
    likely = find_nearest(PLUGIN, [name for name, _ in listed_plugins])
    report.error(
        "plugin-missing",
        config.keys.get("plugins", config.place),
        message("the plugin “parution” is not listed among the plugins"),
        message("Write “%(plugin)s” in place of “%(found)s”.", plugin=PLUGIN, found=likely)
        if likely
        else message("Add under “plugins:” a line “- parution”."),
    )
    return None


def list_named(node: Node) -> list[tuple[str, Node]]:
    """Return the names and options of the plugins in one item of ``plugins``."""
    match node:
        case Scalar(text=name, place=place):
            return [(name, Scalar("", Meaning.NOTHING, place))]
        case Table(values=values):
            return list(values.items())
        case Sequence():
            return []


def read_all_policies(fields: Fields, report: Report) -> Mapping[str, Policy]:
    """Return the built-in policies and the association's own, by name."""
    node = fields.node("policies")
    own = None if node is None else read_table(node, "policies", report)
    return BUILT_IN if own is None else read_policies(own, report)


def read_default_policy(fields: Fields, policies: Mapping[str, Policy], report: Report) -> str:
    """Return the name of the policy for groups that choose none."""
    name = fields.word("default_policy")
    if name is None:
        return DEFAULT_POLICY
    if name not in policies:
        report_unknown_policy(name, fields.where("default_policy"), policies, report)
    return name


def read_timezone(fields: Fields, report: Report) -> ZoneInfo:
    """Return the time zone of all local times."""
    name = fields.word("timezone") or DEFAULT_ZONE
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        report.error(
            "unknown-timezone",
            fields.where("timezone"),
            message(
                "unknown time zone “%(name)s”; a name such as Europe/Paris was expected", name=name
            ),
            did_you_mean_zone(name)
            or propose_name(
                name,
                [zone for zone in available_timezones() if "/" in zone and zone[:4] != "Etc/"],
                message("Write for example Europe/Paris, America/Cayenne or Indian/Reunion."),
            ),
        )
        return ZoneInfo(DEFAULT_ZONE)


def read_mkdocs_text(config: Table, key: str, report: Report) -> str | None:
    """Return one of MkDocs' own settings as text, from the environment if it says ``!ENV``."""
    match config.values.get(key):
        case None | Scalar(meaning=Meaning.NOTHING):
            return None
        case Scalar(tag="!ENV", text=name):
            return os.environ.get(name)
        case Sequence(tag="!ENV", items=items):
            *names, last = [item.text for item in items if isinstance(item, Scalar)] or [""]
            found = (os.environ[name] for name in (*names, last) if name in os.environ)
            return next(found, last if names else None)
        case node:
            return read_text_node(node, key, report)


def read_site_url(config: Table, report: Report) -> str | None:
    """Return the public address of the sites; None if not given, or wrong and reported."""
    written = read_mkdocs_text(config, "site_url", report)
    if written is None or (ADDRESS.fullmatch(written) and not find_odd(written)):
        return written
    report.error(
        "bad-site-url",
        config.values["site_url"].place,
        message(
            "“site_url” should be an address of the web, but “%(found)s” was found", found=written
        ),
        propose_site_url(written),
    )
    return None


def read_site_dir(config: Table, project: Path, report: Report) -> str:
    """Return the folder of the built sites; report one that holds, or lies in, the sources."""
    written = read_mkdocs_text(config, "site_dir", report) or "site"
    if is_among_sources(project / written, project):
        report.error(
            "site-dir-among-sources",
            config.values["site_dir"].place,
            message("the sites would be written to “%(folder)s”, over the sources", folder=written),
            message("Write the name of a folder of its own: “site_dir: site”."),
        )
    return written


def read_contact(fields: Fields, report: Report) -> str | None:
    """Return the e-mail address for readers' complaints; report a wrong one."""
    written = fields.text("contact")
    if written is None or MAIL.fullmatch(written.strip()):
        return written.strip() if written else None
    report.error(
        "bad-contact",
        fields.where("contact"),
        message("an e-mail address was expected, but “%(found)s” was found", found=written),
        message("Write “contact: %(address)s”.", address=mail[0])
        if (mail := MAIL.search(written))
        else message("Write for example: contact@example.org."),
    )
    return None


def read_school_zone(fields: Fields, report: Report) -> str | None:
    """Return the zone of school holidays, A, B or C; report any other."""
    written = fields.word("school_zone")
    zone = written and written.upper().removeprefix("ZONE ")
    if zone is None or zone in SCHOOL_ZONES:
        return zone
    report.error(
        "bad-school-zone",
        fields.where("school_zone"),
        message(
            "“school_zone” should be A, B or C, but “%(found)s” was found", found=written or ""
        ),
        message("Write “school_zone: %(zone)s”.", zone=meant)
        if (meant := find_school_zone(written or ""))
        else message("Write for example “school_zone: B”, or remove the line."),
    )
    return None


def read_updates(fields: Fields, report: Report) -> tuple[time, ...]:
    """Return the times of day at which the association rebuilds its sites, earliest first."""
    times = set()
    for node in fields.items("updates"):
        written, place = expectations.quote_value(node), node.place
        at = parse_time(node.plain) if isinstance(node, Scalar) else Unreadable.FORM
        if isinstance(at, Unreadable):
            report.error(
                "bad-update-time",
                place,
                message("a time of day was expected, but “%(found)s” was found", found=written),
                message("Write for example “[6 h, 23 h 15]”."),
            )
        else:
            times.add(at)
    return tuple(sorted(times))


def warn_of_other_tools(config: Table, project: Path, report: Report) -> None:
    """Warn if ``docs_dir`` would let another program publish the sources.

    MkDocs without our plugin, Zensical or an editor's preview publishes every text in ``docs_dir``,
    released or not. Our plugin ignores that setting.
    """
    written = read_mkdocs_text(config, "docs_dir", report)
    if written is not None and is_among_sources(project / written, project):
        report.warn(
            "docs-dir-holds-sources",
            config.values["docs_dir"].place,
            message(
                "another program run in this folder (Zensical, MkDocs without this plugin) would"
                " publish all that stands in “%(folder)s”, closed parts included",
                folder=written,
            ),
            message("Make an empty folder “.mkdocs” and write “docs_dir: .mkdocs”."),
        )


def is_among_sources(folder: Path, project: Path) -> bool:
    """Return whether a folder contains, or lies within, a folder of the sources."""
    return any(overlap(folder, project / name) for name in NO_PLACE_FOR_SITES)


def overlap(one: Path, other: Path) -> bool:
    """Return whether one of two folders is the other, or lies within it."""
    first, second = Path(os.path.abspath(one)), Path(os.path.abspath(other))
    return first.is_relative_to(second) or second.is_relative_to(first)
