"""The problems that the contents of an entry can have."""

from __future__ import annotations

from collections.abc import Iterable

from parution.bibliography.bibtex.entry_scanner import RawEntry
from parution.bibliography.partial_dates import DATE, DAY_FIRST
from parution.bibliography.vancouver.people import format_family
from parution.bibliography.web_addresses import guess_address
from parution.domain import Name
from parution.domain.messages import message
from parution.domain.problems import Place, Problem, Severity
from parution.language.look_alikes import OddSign
from parution.language.nearest import propose_name

MOST_NAMED = 5
"""Fields that a message names, of those of which one is missing."""


def describe_duplicate_key(place: Place, key: str, first: RawEntry, *, same: bool) -> Problem:
    """Return the problem of a key used twice; an error only if it names two documents."""
    if key == first.key:
        said = message(
            "the key “%(key)s” already stands on line %(line)s", key=key, line=first.line
        )
    else:
        said = message(
            "the key “%(key)s” differs only by capitals from “%(first)s” on line %(line)s",
            key=key,
            first=first.key,
            line=first.line,
        )
    harmless = same or key != first.key
    severity = Severity.WARNING if harmless else Severity.ERROR
    remedy = message("Rename or remove one of the two.")
    return Problem("duplicate-citekey", place, said, remedy, severity)


def describe_duplicate_field(place: Place, name: str, line: int) -> Problem:
    return Problem(
        "duplicate-field",
        place,
        message(
            "the field “%(name)s” already stands on line %(line)s: this one is left out",
            name=name,
            line=line,
        ),
        message("Keep one of the two."),
        Severity.WARNING,
    )


def describe_second_number(place: Place, number: str, line: int) -> Problem:
    return Problem(
        "duplicate-field",
        place,
        message(
            "“issue” gives the number %(number)s, “number” on line %(line)s another:"
            " this one is left out",
            number=number,
            line=line,
        ),
        message("Keep one of the two."),
        Severity.WARNING,
    )


def describe_bad_key(place: Place, key: str) -> Problem:
    return Problem(
        "bad-citekey",
        place,
        message("“%(key)s” cannot be a key", key=key),
        message(
            "Use letters and digits, with single hyphens, dots, colons or underscores between them."
        ),
    )


def describe_missing_key(place: Place, kind: str, given: str) -> Problem:
    return Problem(
        "missing-citekey",
        place,
        message("this entry “@%(kind)s” has no key: read as “%(key)s”", kind=kind, key=given),
        message(
            "Write a key and a comma after the brace: @%(kind)s{%(key)s,", kind=kind, key=given
        ),
        Severity.WARNING,
    )


def describe_set_left_out(place: Place, key: str, members: str) -> Problem:
    return Problem(
        "set-left-out",
        place,
        message("the set “%(key)s” is not printed as one reference", key=key),
        message("Cite its members: %(members)s.", members=members),
        Severity.WARNING,
    )


def describe_nothing_to_print(place: Place, key: str) -> Problem:
    return Problem(
        "empty-entry",
        place,
        message("the entry “%(key)s” has neither author, title nor address: left out", key=key),
        message("Complete it in Zotero, or remove it."),
        Severity.WARNING,
    )


def describe_unknown_type(place: Place, kind: str, instead: str, known: Iterable[str]) -> Problem:
    return Problem(
        "unknown-type",
        place,
        message(
            "unknown type of entry “@%(kind)s”: read as “@%(instead)s”", kind=kind, instead=instead
        ),
        propose_name(kind, known, message("Use for example @article, @book, @report or @online.")),
        Severity.WARNING,
    )


def describe_unknown_field(place: Place, name: str, known: Iterable[str]) -> Problem:
    return Problem(
        "unknown-field",
        place,
        message("unknown field “%(name)s”: not used", name=name),
        propose_name(name, known, message("Remove it if it serves nobody.")),
        Severity.WARNING,
    )


def describe_not_printed(place: Place, name: str, found: str) -> Problem:
    return Problem(
        "field-not-printed",
        place,
        message("“%(name)s” is not printed: “%(found)s”", name=name, found=found[:60]),
        message("If readers need it, write it as a sentence: addendum = {…}"),
        Severity.WARNING,
    )


def describe_second_title(place: Place, name: str, found: str) -> Problem:
    return Problem(
        "unknown-field",
        place,
        message(
            "unknown field “%(name)s”: “%(found)s” is not printed", name=name, found=found[:60]
        ),
        message("Write the title of the chapter in title, that of the book in booktitle."),
        Severity.WARNING,
    )


def describe_missing_title(place: Place, key: str) -> Problem:
    return Problem(
        "missing-field",
        place,
        message("the entry “%(key)s” has no title", key=key),
        message("Add title = {…}."),
        Severity.WARNING,
    )


def describe_missing_field(place: Place, key: str, names: tuple[str, ...]) -> Problem:
    return Problem(
        "missing-field",
        place,
        message(
            "the entry “%(key)s” lacks a field: %(names)s",
            key=key,
            names=" / ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else ""),
        ),
        message("Complete it in Zotero; readers look for it in a reference."),
        Severity.WARNING,
    )


def describe_unknown_value(place: Place, name: str, found: str, known: Iterable[str]) -> Problem:
    return Problem(
        "unknown-value",
        place,
        message("“%(found)s” is no value for “%(name)s”", found=found, name=name),
        propose_name(found, known, message("Write one of: %(known)s.", known=", ".join(known))),
    )


def describe_bad_url(place: Place, found: str) -> Problem:
    guess = guess_address(found)
    return Problem(
        "bad-url",
        place,
        message("“%(found)s” is no web address: left out", found=found[:60]),
        message("Write the address like this: %(example)s", example=guess)
        if guess
        else message("An address begins with https:// or http:// and holds no space."),
        Severity.WARNING,
    )


def describe_several_addresses(place: Place, kept: str) -> Problem:
    return Problem(
        "several-addresses",
        place,
        message("several web addresses stand here: only “%(kept)s” is kept", kept=kept[:60]),
        message("Keep the one that readers are to follow."),
        Severity.WARNING,
    )


def describe_several_identifiers(place: Place, name: str, kept: str) -> Problem:
    return Problem(
        "several-identifiers",
        place,
        message(
            "several %(name)s stand here: only “%(kept)s” is kept", name=name.upper(), kept=kept
        ),
        message("Keep the one of the document that the text cites."),
        Severity.WARNING,
    )


def describe_bad_identifier(place: Place, name: str, found: str, example: str) -> Problem:
    return Problem(
        "bad-identifier",
        place,
        message("“%(found)s” is no %(name)s: left out", found=found[:60], name=name.upper()),
        message("Write it like this: %(example)s", example=example),
        Severity.WARNING,
    )


def describe_bad_date(place: Place, name: str, found: str) -> Problem:
    if DATE.fullmatch(found):
        remedy = message("There is no such month or day: look at the document again.")
    elif name == "month":
        remedy = message("Write a month, two months or a season: mai, mai-juin, printemps.")
    elif ambiguous := DAY_FIRST.fullmatch(found.strip()):
        one, _, other, year = ambiguous.groups()
        remedy = message(
            "Write %(day_first)s if the day comes first, else %(month_first)s.",
            day_first=f"{year}-{other:0>2}-{one:0>2}",
            month_first=f"{year}-{one:0>2}-{other:0>2}",
        )
    else:
        remedy = message("Write it year first: 2024, 2024-05 or 2024-05-31.")
    return Problem(
        "bad-publication-date",
        place,
        message("“%(found)s” in “%(name)s” is no date", found=found[:60], name=name),
        remedy,
        Severity.WARNING,
    )


def describe_unknown_command(place: Place, name: str, command: str) -> Problem:
    return Problem(
        "latex-left-out",
        place,
        message(
            "“%(name)s” holds the command “%(command)s” of LaTeX, which is left out",
            name=name,
            command=command,
        ),
        message("Write the character that it stands for."),
        Severity.WARNING,
    )


def describe_html_in_field(place: Place, name: str, tag: str) -> Problem:
    return Problem(
        "html-in-field",
        place,
        message("“%(name)s” holds HTML: %(tag)s", name=name, tag=tag[:60]),
        message("Remove the tags: they would be shown as they are written."),
        Severity.WARNING,
    )


def describe_bad_name(place: Place, found: str) -> Problem:
    return Problem(
        "bad-name",
        place,
        message("“%(found)s” is no name of a person", found=found[:60]),
        message("Write “Family, Given”, joined by “and”; put the name of a body between braces."),
        Severity.WARNING,
    )


def describe_name_without_comma(place: Place, names: Iterable[Name]) -> Problem:
    first = next(name for name in names if name.family)
    found, name = f"{format_family(first)} {first.given}", format_family(first)
    if any(map(str.islower, first.given)):
        said = message(
            "“%(found)s” has no comma: read as the family “%(family)s”, given name “%(given)s”",
            found=found,
            family=name,
            given=first.given,
        )
    else:
        said = message(
            "“%(found)s” has no comma: read as the family “%(family)s”, initials “%(initials)s”",
            found=found,
            family=name,
            initials=first.given,
        )
    return Problem(
        "name-without-comma",
        place,
        said,
        message("Write “Family, Given”, joined by “and”; put the name of a body between braces."),
        Severity.WARNING,
    )


def describe_foreign_letter(place: Place, word: str, sign: OddSign) -> Problem:
    return Problem(
        "foreign-letter",
        place,
        message(
            "the word “%(word)s” holds %(sign)s", word=word[:60].strip("{}.,;"), sign=sign.name
        ),
        sign.remedy,
        Severity.WARNING,
    )


def describe_signs_of_entry(
    place: Place, key: str, count: int, word: str, sign: OddSign
) -> Problem:
    """Return the problem of an entry with signs that nobody sees, which were left out."""
    said = (
        message(
            "the entry “%(key)s” holds %(sign)s in “%(word)s”: it is left out",
            key=key,
            sign=sign.name,
            word=word[:60],
        )
        if count == 1
        else message(
            "%(count)s signs that nobody sees stand in the entry “%(key)s”, first %(sign)s in"
            " “%(word)s”: they are left out",
            count=count,
            key=key,
            sign=sign.name,
            word=word[:60],
        )
    )
    return Problem("invisible-sign", place, said, TYPE_ANEW, Severity.WARNING)


def describe_signs_of_file(place: Place, count: int, word: str, sign: OddSign) -> Problem:
    """Return the problem of many entries with signs that nobody sees, which were left out."""
    said = message(
        "%(count)s entries of this file hold signs that nobody sees, first %(sign)s in “%(word)s”:"
        " they are left out",
        count=count,
        sign=sign.name,
        word=word[:60],
    )
    return Problem("invisible-sign", place, said, TYPE_ANEW, Severity.WARNING)


TYPE_ANEW = message(
    "If the printed reference is right, you need do nothing; else type the word anew in the program"
    " that exports this file."
)


def describe_body_without_braces(place: Place, found: str) -> Problem:
    return Problem(
        "body-as-person",
        place,
        message("“%(found)s” has no braces of its own: read as a body", found=found[:60]),
        message("Put it between a second pair of braces: {{%(found)s}}", found=found),
        Severity.WARNING,
    )


def describe_body_as_person(place: Place, found: str, printed: str) -> Problem:
    return Problem(
        "body-as-person",
        place,
        message(
            "“%(found)s” seems to be a body, but will be printed as a person: “%(printed)s”",
            found=found[:60],
            printed=printed[:60],
        ),
        message("Put it between a second pair of braces: {{%(found)s}}", found=found),
        Severity.WARNING,
    )
