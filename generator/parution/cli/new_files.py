"""Writing the files that a command makes, and the option for their folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from parution.cli.options import Command
from parution.domain.messages import message
from parution.filesystem import replace_file
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


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write each file whole, by its path below a folder; make folders; return the paths."""
    paths = tuple(folder / name for name in files)
    for path, content in zip(paths, files.values(), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content, 0o666)  # The umask decides.
    return paths


def write_and_print(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by name into a folder, which is made if need be; print the path of each."""
    for path in write_files(folder, files):
        click.echo(message("Written: %(file)s", file=str(path)).text(_))


def refuse_existing(folder: Path, paths: Iterable[str]) -> None:
    """End as wrong usage if one of these paths below a folder exists."""
    taken = next((path for path in paths if (folder / path).exists()), None)
    if taken is not None:
        exists = message("“%(path)s” exists already; nothing was written.", path=taken)
        raise click.UsageError(exists.text(_))
