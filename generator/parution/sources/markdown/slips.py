"""Finds slips that Markdown prints as they are, or hides, in silence.

Such a text is valid, but wrong for its reader: a citation without its ``@``, a call of a missing
note, an empty box, an image without an alternative text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from parution.domain.messages import message
from parution.formulas import FORMULA, NotUnderstood, convert_to_mathml, read_formula_source
from parution.language.look_alikes import find_disguised, find_word_around, type_plainly
from parution.sources.files.text import find_line_end
from parution.sources.markdown.broken_citations import find_broken_citations
from parution.sources.markdown.code_blanks import MarkdownText
from parution.sources.markdown.emoji_names import find_emoji_names
from parution.sources.markdown.foreign_marks import find_calls_of_pandoc, find_foreign_marks
from parution.sources.markdown.pasted_text import find_pasted_faults
from parution.sources.markdown.slip import Slip
from parution.sources.report import Report
from parution.written_lists import find_doubts

BOX = re.compile(r"^(?P<indent> *)(?:!!!|\?\?\?\+?)[ \t].*$", re.MULTILINE)
NEXT_WORDS = re.compile(r"[ \t\n]*\n(?P<indent> *)(?=[^\s])")
CITED_BY_LATEX = re.compile(r"\\[a-zA-Z]*cite[a-zA-Z]*\*?(?:\[[^\]\n]*\])*\{(?P<keys>[^}\n]*)\}")
LATEX = re.compile(r"\\(?P<name>[a-zA-Z]{2,})\*?(?:\[[^\]\n]*\])?\{")
NOTE = re.compile(r"^ {0,3}\[\^(?P<name>[^\]\s]+)\]:", re.MULTILINE)
NOTE_WITH_SPACE = re.compile(
    r"^ {0,3}(?P<mark>\[\^(?P<name>[^\]\s]+)\])[ \u00a0\u202f]+:", re.MULTILINE
)
"""A note as French typography wants colons, and Markdown does not."""
CALL = re.compile(r"\[\^(?<![\\!]\[\^)(?P<name>[^\]\s]+)\](?!:)")
"""A pattern that begins with a sign, and looks back after it, is searched several times as fast."""
NOTE_IN_PLACE = re.compile(r"\^\[(?<!\\\^\[)[^\]\n]+\]")
IMAGE = re.compile(r"!\[\s*\][(\[]")
IMAGE_IN_HTML = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
WORDS = re.compile(r"\balt\s*=\s*(?:\"[^\"]*\w|'[^']*\w|\w)", re.IGNORECASE)
BRACKETED = re.compile(r"\[(?<![\]\\!\w^]\[)(?P<inside>[^\[\]\n@^]+)\](?![(\[:{])")
KEY = re.compile(r"[\w][\w:.+/-]*")
DEFINED = re.compile(r"^[ >]*\[(?P<name>[^\]^]+)\]:", re.MULTILINE)
ANNOTATED = re.compile(r"\{:?[^{}\n]{0,200}\.annotate\b[^{}\n]*\}")
TAB = re.compile(r"^ *===[!+]? +[\"“«].*$", re.MULTILINE)
DESTINATION = r"(?:https?:|www\.|#|documents/|sources/|\.\./|[\w-]+\.md\b)"
"""The beginning of a link's address between parentheses."""
APART = re.compile(rf"\[(?<!\\\[)(?P<words>[^\[\]\n]+)\][ \t]+\((?P<to>{DESTINATION}[^()\s]*)\)")
NOT_CLOSED = re.compile(
    rf"\[(?<!\\\[)(?P<words>[^\[\]\n]+)\]\((?P<to>{DESTINATION}[^()\s]*)(?=\s|$)"
    r"(?![^)\n]{0,300}\n?[^)\n]{0,300}\))"
)
WITHOUT_PARENTHESES = re.compile(
    r"\[(?<![\\\]]\[)(?P<words>[^\[\]\n]+)\](?P<to>(?:https?://|www\.)[^\s()\[\]<>]+)"
)
EXCHANGED = re.compile(rf"\((?<!\]\()(?P<words>[^()\n]+)\)\[(?P<to>{DESTINATION}[^\[\]\s]*)\]")
IMAGE_APART = re.compile(
    rf"^ {{0,3}}! *(?:(?<= )\[(?P<words>[^\[\]\n]*)\])?\((?P<to>{DESTINATION}[^()\s]*)\)",
    re.MULTILINE,
)
REFERRED = re.compile(
    r"\[(?<![!\\\]]\[)(?P<words>[^\[\]\n@^]+)\]\[(?P<name>[^\[\]\n@^]+)\](?![(\[:{])"
)
"""A link by reference, whose address stands elsewhere in the text."""
WORDLESS = re.compile(rf"\[(?<![!\\\]]\[)\s*\]\((?={DESTINATION})")
ALERT = re.compile(r"^ {0,3}> *\[!(?P<kind>[A-Za-z]+)\]", re.MULTILINE)
DRAWN = re.compile(
    r"^[ >]*(?:`{3,}|~{3,})[ {.]*(?P<language>mermaid|plantuml|puml|dot|graphviz|d2|ditaa)\b",
    re.MULTILINE | re.IGNORECASE,
)


def report_slips(slips: Iterable[Slip], text: MarkdownText, report: Report) -> None:
    """Report slips: as errors if they would hide something from readers, else as warnings."""
    for slip in slips:
        tell = report.error if slip.is_error else report.warn
        tell(slip.code, text.place(slip.offset), slip.message, slip.remedy)


def list_slips(text: MarkdownText, extensions: tuple[str, ...]) -> list[Slip]:
    """Return the slips in a text; `Calls` can cache this, as it depends on its arguments alone."""
    return [*find_slips(text, frozenset(extensions))]


def find_slips(text: MarkdownText, extensions: Set[str] = frozenset()) -> Iterator[Slip]:
    """Yield the slips in a text; ``extensions`` are the Markdown extensions in ``mkdocs.yml``."""
    body = text.without_code
    yield from find_doubtful_lists(text.body)
    if "```" in text.body or "~~~" in text.body:
        yield from find_drawings(text.body)
    if "!!!" in body or "???" in body:
        yield from find_empty_boxes(text)
    if "\\" in body:
        yield from find_latex_commands(body)
    if "^" in body:
        yield from find_faulty_notes(body)
    if "![" in body or "<" in body:
        yield from find_wordless_images(body)
    if "[" in body:
        yield from find_broken_brackets(body)
    yield from find_foreign_marks(body)
    yield from find_calls_of_pandoc(text.with_formulas)
    yield from find_pasted_faults(body)
    if not body.isascii():
        yield from find_disguised_signs(body)
    yield from find_extension_marks(body, extensions)
    if "$" in text.body or "\\" in text.body:
        yield from find_faulty_formulas(text)


def find_extension_marks(body: str, extensions: Set[str]) -> Iterator[Slip]:
    """Yield the marks that only Material's scripts, or an extension, would show."""
    yield from find_material_effects(ANNOTATED, body)
    if "pymdownx.tabbed" not in extensions:
        yield from find_material_effects(TAB, body)
    if ":" in body:
        yield from find_emoji_names(body, extensions)


def find_disguised_signs(body: str) -> Iterator[Slip]:
    """Yield the first sign of each line that readers cannot see, or take for another."""
    ends = -1
    for sign in find_disguised(body):
        if sign.offset > ends:
            ends = find_line_end(body, sign.offset)
            word = type_plainly(find_word_around(body, sign.offset))
            yield Slip(
                "invisible-sign",
                sign.offset,
                message("“%(word)s” holds %(sign)s", word=word[:60], sign=sign.name),
                sign.remedy,
            )


def find_doubtful_lists(body: str) -> Iterator[Slip]:
    """Yield the lines that may, or may not, be a list of one item."""
    lines = body.expandtabs(4).split("\n")
    starts = [0]
    for line in body.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for doubt in find_doubts(lines):
        yield Slip(
            "doubtful-list",
            starts[doubt.line],
            message("this line begins like a list, but goes on the sentence before"),
            message("For a list, put an empty line before it; for a dash, write “–” or “\\-”."),
        )


def find_drawings(body: str) -> Iterator[Slip]:
    """Yield the drawings in a language, such as Mermaid, that pages cannot show."""
    for found in DRAWN.finditer(body):
        yield Slip(
            "drawing-not-shown",
            found.start("language"),
            message(
                "a drawing in the language “%(name)s” would be shown as its source",
                name=found["language"],
            ),
            message(
                "Draw it with another program, export it as SVG or PNG into “documents/”, and show"
                " it: ![what it says](documents/arbre.svg). A list within a list may do as well."
            ),
            is_error=True,
        )


def find_empty_boxes(text: MarkdownText) -> Iterator[Slip]:
    """Yield the boxes (``!!! note``) whose text is not indented, so that they stay empty."""
    for found in BOX.finditer(text.without_code):
        below = NEXT_WORDS.match(text.body, found.end())
        if below is None or len(below["indent"]) < len(found["indent"]) + 4:
            yield Slip(
                "empty-box",
                found.start() + len(found["indent"]),
                message("this box is empty: no text indented by four spaces follows"),
                message("Put four spaces before each line of its text."),
            )


def find_latex_commands(body: str) -> Iterator[Slip]:
    """Yield LaTeX commands, which Markdown prints as they are."""
    for found in LATEX.finditer(body):
        if cited := CITED_BY_LATEX.match(body, found.start()):
            keys = "; ".join(f"@{key.strip()}" for key in cited["keys"].split(","))
            remedy = message("Write “%(markdown)s”.", markdown=f"[{keys}]")
        else:
            remedy = message("Write it in Markdown: *italics*, **bold**, a note [^1].")
        yield Slip(
            "latex-command",
            found.start(),
            message("“\\%(name)s” is LaTeX, and would be printed as it stands", name=found["name"]),
            remedy,
        )


def find_faulty_notes(body: str) -> Iterator[Slip]:
    """Yield calls of missing notes, notes without a call, and inline notes (``^[…]``)."""
    spaced = {found.start("mark"): found for found in NOTE_WITH_SPACE.finditer(body)}
    written = {found["name"] for found in (*NOTE.finditer(body), *spaced.values())}
    called = {found["name"] for found in CALL.finditer(body)}
    for found in spaced.values():
        yield Slip(
            "missing-note",
            found.start("mark"),
            message("“%(mark)s” would be printed as it stands", mark=found[0].strip()),
            message(
                "Write “%(markdown)s”, without a space before the colon.",
                markdown=f"{found['mark']}:",
            ),
        )
    for found in CALL.finditer(body):
        if found["name"] not in written and found.start() not in spaced:
            yield Slip(
                "missing-note",
                found.start(),
                message(
                    "the note “%(name)s” is called here, but nowhere written", name=found["name"]
                ),
                message("Add a line “[^%(name)s]: the note”.", name=found["name"]),
            )
    for found in NOTE.finditer(body):
        if found["name"] not in called:
            yield Slip(
                "note-without-call",
                found.start(),
                message("no sentence calls the note “%(name)s”", name=found["name"]),
                message("Write “[^%(name)s]” where it belongs, or remove it.", name=found["name"]),
            )
    for found in NOTE_IN_PLACE.finditer(body):
        yield Slip(
            "missing-note",
            found.start(),
            message("a note in its place, “^[…]”, would be printed as it stands"),
            message("Write “[^1]” here, and further down a line “[^1]: the note”."),
        )


def find_wordless_images(body: str) -> Iterator[Slip]:
    """Yield images without an alternative text."""
    for pattern in (IMAGE, IMAGE_IN_HTML):
        for found in pattern.finditer(body):
            if WORDS.search(found[0]):
                continue
            yield Slip(
                "image-without-words",
                found.start(),
                message("this image has no words for those who cannot see it"),
                message("Say between the brackets what it shows: ![what it says](documents/…)."),
            )


def find_broken_brackets(body: str) -> Iterator[Slip]:
    """Yield links, citations and boxes that Markdown prints with their brackets."""
    yield from find_broken_links(body)
    if "@" in body or "＠" in body or "﹫" in body:
        yield from find_broken_citations(body)
    if "[!" in body:
        yield from find_alerts(body)


def find_broken_links(body: str) -> Iterator[Slip]:
    """Yield links that Markdown takes for text, or that have no words to click."""
    for sign, pattern in (
        ("(", APART), ("](", NOT_CLOSED), ("]", WITHOUT_PARENTHESES), (")[", EXCHANGED),
    ):  # fmt: skip
        for found in pattern.finditer(body) if sign in body else ():
            yield Slip(
                "link-in-pieces",
                found.start(),
                message("this link would be printed as it stands: “%(link)s”", link=found[0]),
                message("Write “%(link)s”.", link=f"[{found['words']}]({found['to']})"),
            )
    if "][" in body:
        yield from find_undefined_links(body)
    for found in IMAGE_APART.finditer(body) if "!" in body else ():
        yield Slip(
            "link-in-pieces",
            found.start(),
            message("this link would be printed as it stands: “%(link)s”", link=found[0].strip()),
            message("Write “%(link)s”.", link=f"![{found['words'] or '…'}]({found['to']})"),
        )
    for found in WORDLESS.finditer(body) if "](" in body else ():
        yield Slip(
            "link-without-words",
            found.start(),
            message("this link has no words: nobody can see it"),
            message("Write between the brackets what stands there: [the file](dossier.md)."),
        )


def find_undefined_links(body: str) -> Iterator[Slip]:
    """Yield links by reference whose address stands nowhere."""
    defined = {found["name"].casefold() for found in DEFINED.finditer(body)}
    for found in REFERRED.finditer(body):
        is_number = found["name"].isdigit() and found["words"].isdigit()
        if found["name"].casefold() not in defined and not is_number:
            yield Slip(
                "link-in-pieces",
                found.start(),
                message("this link would be printed as it stands: “%(link)s”", link=found[0]),
                message(
                    "Write its address: [words](https://…), or add a line “[%(name)s]: https://…”.",
                    name=found["name"],
                ),
            )


def find_alerts(body: str) -> Iterator[Slip]:
    """Yield boxes in GitHub's syntax (``> [!NOTE]``)."""
    for found in ALERT.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message("“%(mark)s” would be printed as it stands", mark=f"[!{found['kind']}]"),
            message("Write a line “!!! note”; put four spaces before each line of its text."),
        )


def find_material_effects(pattern: re.Pattern[str], body: str) -> Iterator[Slip]:
    """Yield marks that need Material's scripts, which no page has."""
    for found in pattern.finditer(body):
        yield Slip(
            "effect-not-shown",
            found.start(),
            message(
                "“%(mark)s” needs a program in the page, and would show nothing",
                mark=found[0].strip(),
            ),
            message("Write a note [^1], or a box “!!! note”."),
            is_error=True,
        )


def find_faulty_formulas(text: MarkdownText) -> Iterator[Slip]:
    """Yield the formulas that `convert_to_mathml` cannot convert."""
    for found in FORMULA.finditer(text.with_formulas):
        latex, block = read_formula_source(found)
        try:
            convert_to_mathml(latex, block=block)
        except NotUnderstood as error:
            yield Slip(
                "formula-not-understood",
                found.start(),
                message("the formula “%(latex)s” cannot be shown", latex=latex[:60]),
                message("“%(command)s” is unknown: correct it.", command=error.args[0])
                if error.args[0]
                else message("Check its braces; a sum of money is written “\\$”."),
                is_error=True,
            )


def list_keys_without_at(text: MarkdownText, keys: tuple[str, ...]) -> list[Slip]:
    """Return the slips of `find_keys_without_at` as a list, which `Calls` can cache."""
    return [*find_keys_without_at(text, frozenset(keys))]


def find_keys_without_at(text: MarkdownText, keys: Set[str]) -> Iterator[Slip]:
    """Yield brackets that hold a key of the theme's bibliography, but no ``@``."""
    body = text.without_code
    if "[" not in body:
        return
    defined = {found["name"].casefold() for found in DEFINED.finditer(body)}
    for found in BRACKETED.finditer(body):
        inside = found["inside"]
        meant = [key for each in re.split(r"[;,]", inside) if (key := read_first_key(each)) in keys]
        markdown = f"@{'; @'.join(meant)}"
        if len(meant) == 1 and inside.startswith(f"{meant[0]},"):
            markdown = f"@{inside}"
        if meant and inside.casefold() not in defined:
            yield Slip(
                "citation-without-at",
                found.start(),
                message("“[%(inside)s]” would be printed as it stands", inside=inside),
                message("To cite, write “%(markdown)s”.", markdown=f"[{markdown}]"),
            )


def read_first_key(written: str) -> str:
    """Return the possible key at the beginning of some words; empty without one."""
    found = KEY.match(written.strip())
    return found[0] if found else ""
