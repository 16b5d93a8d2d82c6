"""Where the commands come together, and where every failure becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import click

from parution.cli.any_encoding import speak_in_any_encoding
from parution.cli.click_in_french import put_in_words, teach_click
from parution.language.catalogues import translations

_ = translations().gettext

PROBLEMS = 1
"""Exit code when problems or leaks were found. Wrong usage is click's own 2."""

MODULES: Mapping[str, str] = {
    "new": "new",
    "proof": "proof",
    "check": "questions",
    "import": "import_bibliography",
    "apply": "apply",
    "year": "year",
    "shift": "year",
    "share": "share",
    "report": "report",
    "build": "build",
    "explain": "questions",
    "upcoming": "questions",
    "next": "on_time",
    "watch": "watch",
    "schedule": "schedule",
    "status": "on_time",
    "links": "links",
    "serve": "serve",
    "audit": "publish",
    "publish": "publish",
    "rollback": "publish",
    "host-config": "hosts",
    "verify": "hosts",
}
"""Where each command stands; only the one that was asked for is loaded."""


class Commands(MutableMapping[str, click.Command]):
    """The commands by name, each loaded when it is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module = import_module(f"parution.cli.{MODULES[name]}")
            self[name] = getattr(module, f"{name.replace('-', '_')}_command")
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        put_in_words(command)
        self._loaded[name] = command

    def __delitem__(self, name: str) -> None:
        del self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


teach_click()


@click.group(
    commands=Commands(),
    help=_("Compile clinical themes into one site per group, released at its own pace."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="parution")
def parution() -> None:
    """Hold the commands together."""


put_in_words(parution)


def main() -> None:
    """Run the command line; whatever happens ends in a sentence and an exit code.

    Where the variable ``PARUTION_TRACEBACK`` is set, what nobody foresaw is raised all the same.
    """
    speak_in_any_encoding(sys.stdout, sys.stderr)
    # A build makes millions of objects and few cycles: looking for these less often saves a tenth.
    gc.set_threshold(100_000, 20, 50)
    try:
        parution()
    except Exception as failure:
        # Loaded here, because most commands do not fail.
        from parution.cli.failures import is_foreseen, tell

        if "PARUTION_TRACEBACK" in os.environ and not is_foreseen(failure):
            raise
        tell(failure, _)
        sys.exit(PROBLEMS)
