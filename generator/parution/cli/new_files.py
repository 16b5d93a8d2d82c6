"""The folder for files that a command makes, and writing them there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from parution.cli.options import Command
from parution.domain.messages import message
from parution.language.catalogues import load_translations

_ = load_translations().gettext


def to_option(said: str) -> Callable[[Command], Command]:
    """Return the option that names the folder for a command's files; this folder by default."""
    return click.option(
        "-o",
        "--to",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=".",
        help=said,
    )


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name into a folder, which is made if need be; print the path of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.write_bytes(content)
        click.echo(message("Written: %(file)s", file=str(path)).text(_))
