"""Questions to people at a terminal, who answer in their own language."""

from __future__ import annotations

import sys

import click

from parution.domain.messages import message
from parution.language.catalogues import load_translations
from parution.language.fold import fold

_ = load_translations().gettext

YES, NO = ("o", "oui", "y", "yes"), ("", "n", "non", "no")
"""Answers, folded; none at all means no."""


def is_anyone_there() -> bool:
    """Return whether somebody at a terminal can read a question and answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirm(question: str) -> bool:
    """Ask on the error stream until the answer is yes or no; raise `click.Abort` without one."""
    asked = f"{question} [{message('y/N').text(_)}]"
    while True:
        answer = fold(click.prompt(asked, default="", show_default=False, err=True).strip())
        if answer in (*YES, *NO):
            return answer in YES
        click.echo(message("Answer oui or non.").text(_), err=True)
