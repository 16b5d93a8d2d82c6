"""The headings of columns: an association's own words, and how sheets are read by them.

Columns of sheets from other programs may stand in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import dropwhile
from typing import Any

from parution.domain.failures import Failure
from parution.domain.messages import Message, Translate, message
from parution.language.catalogues import load_translations
from parution.language.fold import fold
from parution.language.nearest import list_names, propose_one_of
from parution.timetable.columns import (
    HEADS,
    MEETINGS,
    OF_GROUPS,
    OF_MEETINGS,
    Column,
    Sheet,
)

NEEDED = {
    True: (Column.MARK, Column.GROUP, Column.STARTS, Column.STATE),
    False: (Column.GROUP, Column.STATE),
}
"""Columns that identify rows, in the sheet of meetings and in that of groups."""


EXPORT_AGAIN = message("Export the year anew (--export), and fill in that file.")


class WrongHeads(Failure):
    """The first row of a sheet does not name the columns."""


def label_columns(translate: Translate) -> Mapping[Column, str]:
    """Return the heading of each column, in an association's own words.

    A word that another column has for heading names nothing: the usual one stands.
    """
    usual = {column: head.text(load_translations().gettext) for column, head in HEADS.items()}
    own = {column: head.text(translate) for column, head in HEADS.items()}
    counts = Counter(fold(word) for column in own for word in {own[column], usual[column]})
    return {
        column: own[column] if counts[fold(own[column])] == 1 else usual[column] for column in own
    }


def read_sheet(rows: Iterable[Sequence[Any]], name: Message, translate: Translate) -> Sheet:
    """Return a sheet by the headings in its first row that is not empty.

    Raises `WrongHeads` with the reason.
    """
    numbered = enumerate((list(row) for row in rows), 1)
    filled = dropwhile(lambda each: not any(each[1]), numbered)
    number, heads = next(filled, (0, None))
    if heads and [fold(str(cell)) for cell in heads if cell] == ["tableau 1"]:
        number, heads = next(filled, (0, None))  # Numbers writes the table's name above it.
    if heads is None:
        raise WrongHeads(message("%(sheet)s: empty.", sheet=name.text(translate)), EXPORT_AGAIN)
    words = [str(head or "").strip() for head in heads]
    columns = find_columns(words, name, translate)
    kept = [position for position, column in enumerate(columns) if column is not None]
    return Sheet(
        tuple(column for column in columns if column is not None),
        tuple(
            tuple(row[position] if position < len(row) else None for position in kept)
            for _, row in filled
        ),
        tuple(kept),
        first_row=number + 1,
        ignored=tuple(
            word for word, column in zip(words, columns, strict=True) if word and column is None
        ),
    )


def find_columns(heads: Sequence[str], name: Message, translate: Translate) -> list[Column | None]:
    """Return the column of each heading, None for an empty one; raise `WrongHeads`.

    An unknown heading is None too if no known one is missing: it is no slip, but a column of notes.
    """
    is_of_meetings = name == MEETINGS
    of_sheet = OF_MEETINGS if is_of_meetings else OF_GROUPS
    own, usual = label_columns(translate), label_columns(load_translations().gettext)
    known = {fold(each[column]): column for each in (usual, own) for column in of_sheet}
    sheet = name.text(translate)
    columns = [known.get(fold(head)) for head in heads]
    for head, column in zip(heads, columns, strict=True):
        if head and column is None and not set(of_sheet) <= set(columns):
            names = [own[each] for each in of_sheet]
            raise WrongHeads(
                message(
                    "%(sheet)s: unknown column “%(name)s”; one of these was expected: %(known)s.",
                    sheet=sheet,
                    name=head,
                    known=list_names(names),
                ),
                propose_one_of(head, names, said=True),
            )
        if column and columns.count(column) > 1:
            raise WrongHeads(
                message("%(sheet)s: the column “%(name)s” stands twice.", sheet=sheet, name=head),
                message("Keep one of them, and empty the heading of the other."),
            )
    missing = [each for each in NEEDED[is_of_meetings] if each not in columns]
    if missing:
        missed = own[missing[0]]
        raise WrongHeads(
            message("%(sheet)s: the column “%(name)s” is missing.", sheet=sheet, name=missed),
            EXPORT_AGAIN,
        )
    return columns
