"""Loads ``mkdocs.yml`` for MkDocs; turns MkDocs' complaints into problems, in French.

MkDocs prints its complaints in English and gives up. Here each becomes a problem with its place and
a remedy. The look of the sites is always ours, even if the file names another theme.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.config.defaults import MkDocsConfig

from parution.domain.messages import Message, message
from parution.domain.problems import (
    Place,
    Problem,
    ProblemsFound,
    Severity,
    list_errors,
    sort_problems,
)
from parution.language.nearest import propose_name
from parution.patterns import compile_late

LOOK = "material"
"""The theme of MkDocs that our templates build on."""

OURS_TO_SET = ("nav", "docs_dir", "site_dir", "site_url")
"""Settings that we give MkDocs ourselves; their values in the file have no effect."""


def load_settings(config_file: Path) -> MkDocsConfig:
    """Return MkDocs' configuration; raise `ProblemsFound` when MkDocs refuses any of it."""
    config, problems = examine(config_file)
    if list_errors(problems):
        raise ProblemsFound(problems)
    return config


def examine(config_file: Path) -> tuple[MkDocsConfig, tuple[Problem, ...]]:
    """Return MkDocs' configuration and its complaints about the file, as sorted problems."""
    config = MkDocsConfig(config_file_path=str(config_file))
    with config_file.open("rb") as stream:
        config.load_file(stream)
    config.load_dict(make_mkdocs_settings(config.data, config_file))
    mistakes, warnings = config.validate()
    places = Places(config_file)
    problems = [
        describe_complaint(key, str(complaint), places, severity)
        for severity, found in ((Severity.ERROR, mistakes), (Severity.WARNING, warnings))
        for key, complaint in found
        if key not in OURS_TO_SET
    ]
    return config, sort_problems(problems)


def make_mkdocs_settings(written: dict[str, Any], config_file: Path) -> dict[str, Any]:
    """Return the settings that replace those of the file.

    MkDocs requires an existing ``docs_dir``, but never reads it (see `overrides`).
    """
    return {
        "docs_dir": str(config_file.parent.absolute() / "themes"),
        "site_dir": str(config_file.parent.absolute() / ".parution" / "site"),
        "site_url": "",
        "nav": None,
        "theme": as_our_look(written.get("theme")),
    }


def as_our_look(theme: Any) -> dict[str, Any]:
    """Return a theme's settings with our look; drop the settings of any other look."""
    settings = {"name": theme} if isinstance(theme, str) else theme
    if isinstance(settings, dict) and settings.get("name") in (LOOK, None):
        return {**settings, "name": LOOK}
    return {"name": LOOK}


class Places:
    """The places of the keys of ``mkdocs.yml``, and of the items of its lists."""

    def __init__(self, config_file: Path) -> None:
        self._file = config_file.name
        root = yaml.compose(config_file.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
        pairs = root.value if isinstance(root, yaml.MappingNode) else []
        self._keys = {key.value: (key, value) for key, value in pairs}

    def of(self, key: str, item: str = "") -> Place:
        """Return the place of a key, or of an item of its value if found there."""
        if key not in self._keys:
            return Place(self._file)
        name, value = self._keys[key]
        nodes = (node for node in list_scalars(value) if node.value == item)
        mark = next(nodes, name).start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)


def list_scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the scalars of a YAML node, at any depth; what aliases repeat, once."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting += reversed([each for pair in node.value for each in pair])


class Told(NamedTuple):
    """A complaint of MkDocs in our words."""

    message: Message
    remedy: Message
    item: str = ""
    """The word in the file that it is about, if any."""


def describe_complaint(key: str, complaint: str, places: Places, severity: Severity) -> Problem:
    """Return MkDocs' complaint about a setting as a problem."""
    meant = understand(key, complaint)
    return Problem("bad-setting", places.of(key, meant.item), meant.message, meant.remedy, severity)


def understand(key: str, complaint: str) -> Told:
    """Return a complaint in words that a secretary can act on."""
    for pattern, tell in COMPLAINTS:
        if found := pattern.search(complaint):
            return tell(key, found)
    line = complaint.strip().split("\n")[0]
    return Told(
        message("MkDocs refuses the setting “%(key)s”; it says: “%(line)s”", key=key, line=line),
        message("Correct it as the documentation of MkDocs says, or remove it."),
    )


def describe_unknown_extension(_key: str, found: re.Match[str]) -> Told:
    """Describe a Markdown extension that is missing, fails to load, or lacks an option."""
    name = found["name"]
    known = [point.name for point in entry_points(group="markdown.extensions")]
    if option := re.search(r"KeyError: '(?P<option>[^']+)'", found.string):
        return Told(
            message(
                "the extension “%(name)s” has no option “%(option)s”",
                name=name,
                option=option["option"],
            ),
            message("Correct its name, or remove this line."),
            option["option"],
        )
    if name in known or "No module named" not in found.string:
        last = found.string.strip().split("\n")[-1]
        return Told(
            message("the extension “%(name)s” cannot be loaded: “%(told)s”", name=name, told=last),
            message("Correct its options, or remove it from the list."),
            name,
        )
    return Told(
        message("no extension of Markdown called “%(name)s” is installed", name=name),
        propose_name(name, known, message("Install it, or remove it from the list.")),
        name,
    )


def describe_unknown_plugin(_key: str, found: re.Match[str]) -> Told:
    """Describe a plugin that is not installed."""
    name = found["name"]
    known = [point.name for point in entry_points(group="mkdocs.plugins")]
    return Told(
        message("no plugin called “%(name)s” is installed", name=name),
        propose_name(name, known, message("Install it, or remove it from the list.")),
        name,
    )


def describe_plugin_option(_key: str, found: re.Match[str]) -> Told:
    """Describe a wrong option of a plugin."""
    name, option = found["name"], found["option"]
    return Told(
        message(
            "the plugin “%(name)s” refuses its option “%(option)s”: “%(told)s”",
            name=name,
            option=option,
            told=found["told"],
        ),
        message("Correct this option as the plugin's documentation says, or remove it."),
        option,
    )


def describe_unknown_setting(key: str, _found: re.Match[str]) -> Told:
    """Describe an unknown setting."""
    known = [name for name, _ in MkDocsConfig._schema]
    return Told(
        message("unknown setting “%(key)s”: it changes nothing", key=key),
        propose_name(key, known, message("Remove it, or move it below “extra:”.")),
    )


def describe_missing_setting(key: str, _found: re.Match[str]) -> Told:
    """Describe a setting that is missing, or empty."""
    return Told(
        message("the key “%(key)s” is missing", key=key),
        message("Add a line “%(key)s: …”.", key=key),
    )


def say_missing_path(key: str, found: re.Match[str]) -> Told:
    """Describe a file or folder that does not exist."""
    path = os.path.basename(found["path"])
    return Told(
        message("“%(key)s” names “%(path)s”, which does not exist", key=key, path=path),
        message("Correct the name, or remove this line."),
        path,
    )


def describe_wrong_type(key: str, found: re.Match[str]) -> Told:
    """Describe a value of the wrong type."""
    if "bool" in found["type"]:
        said = message("“%(key)s” should be true or false", key=key)
        return Told(said, message("Write “%(key)s: true” or “%(key)s: false”.", key=key))
    if "dict" in found["type"]:
        said = message("“%(key)s” should hold keys and values", key=key)
        return Told(said, message("Write “key: value” lines below it, indented by two spaces."))
    if "list" in found["type"]:
        return describe_wrong_list(key, found)
    said = message("“%(key)s” should be a text", key=key)
    return Told(said, message("Write “%(key)s: the text”, between quotes.", key=key))


def describe_wrong_list(key: str, _found: re.Match[str]) -> Told:
    """Describe a value that should be a list."""
    return Told(
        message("“%(key)s” should be a list", key=key),
        message("Write its items below it, each after a dash and a space."),
    )


COMPLAINTS = tuple(
    (compile_late(pattern, re.DOTALL), tell)
    for pattern, tell in (
        (r"Failed to load extension '(?P<name>[^']+)'", describe_unknown_extension),
        (r"The \"(?P<name>[^\"]+)\" plugin is not installed", describe_unknown_plugin),
        (
            r"Plugin '(?P<name>[^']+)' option '(?P<option>[^']+)': (?P<told>.+)",
            describe_plugin_option,
        ),
        (r"Unrecognised configuration name", describe_unknown_setting),
        (r"Required configuration not provided", describe_missing_setting),
        (r"The path '(?P<path>[^']+)' isn't an existing", say_missing_path),
        (r"custom_dir \('(?P<path>[^']+)'\) does not exist", say_missing_path),
        (r"Expected type: (?P<type>.+) but received", describe_wrong_type),
        (r"Expected (?P<type>a (?:list|dict)) of items", describe_wrong_type),
        (r"(?P<type>)Invalid (?:Markdown Extensions|Plugins) configuration", describe_wrong_list),
    )
)
"""Patterns of MkDocs' complaints, each with the function that rewords it."""
