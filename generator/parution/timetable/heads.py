"""The headings of columns: an association's own words, and how sheets are read by them.

Columns of sheets from other programs may stand in any order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from parution.domain.failures import Failure
from parution.domain.messages import Message, Translate, message
from parution.language.catalogues import translations
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


def heads_of(translate: Translate) -> Mapping[Column, str]:
    """Return the heading of each column, in an association's own words.

    A word that another column has for heading names nothing: the usual one stands.
    """
    usual = {column: head.text(translations().gettext) for column, head in HEADS.items()}
    own = {column: head.text(translate) for column, head in HEADS.items()}
    counts = Counter(fold(word) for column in own for word in {own[column], usual[column]})
    return {
        column: own[column] if counts[fold(own[column])] == 1 else usual[column] for column in own
    }


def sheet_of(rows: Iterable[Sequence[Any]], name: Message, translate: Translate) -> Sheet:
    """Return a sheet by the headings in its first row; raise `WrongHeads` with the reason."""
    is_of_meetings = name == MEETINGS
    columns_of = OF_MEETINGS if is_of_meetings else OF_GROUPS
    own, usual = heads_of(translate), heads_of(translations().gettext)
    known = {fold(heads[column]): column for heads in (usual, own) for column in columns_of}
    heads, *others = [list(row) for row in rows] or [[]]
    texts = [str(head or "").strip() for head in heads]
    unknown = [text for text in texts if text and fold(text) not in known]
    if unknown:
        names = [own[column] for column in columns_of]
        raise WrongHeads(
            message(
                "%(sheet)s: unknown column “%(name)s”; one of these was expected: %(known)s.",
                sheet=name.text(translate),
                name=unknown[0],
                known=list_names(names),
            ),
            propose_one_of(unknown[0], names, said=True),
        )
    columns = [known.get(fold(text)) for text in texts]
    missing = [each for each in NEEDED[is_of_meetings] if each not in columns]
    if missing:
        raise WrongHeads(
            message(
                "%(sheet)s: the column “%(name)s” is missing.",
                sheet=name.text(translate),
                name=own[missing[0]],
            ),
            EXPORT_AGAIN,
        )
    # Columns without a heading are ignored.
    kept = [number for number, column in enumerate(columns) if column is not None]
    return Sheet(
        tuple(column for column in columns if column is not None),
        tuple(
            tuple(row[number] if number < len(row) else None for number in kept) for row in others
        ),
        tuple(kept),
    )
