"""The audit finds leaks of every kind planted into clean sites, and nothing in allowed content.

One audit reads all rows of `PLANTED`, planted together; another those of `ALLOWED`.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import cbor2
import pytest

from audit.association import (
    AFTER_THE_MEETING,
    FACILITATOR,
    FOR_FACILITATORS,
    GUIDE,
    HEADING,
    MEMBER,
    NOTE,
    PUBLIC,
    SENTENCE,
    TITLE,
    Association,
    copy_sites,
    summarise,
)
from output.pdf.setting import Made, drawing
from parution.audit import Leak
from parution.audit import LeakKind as Kind
from parution.domain import Part, Site
from parution.output.search.bundle import Piece, merge_pieces, pack
from parution.output.search.excerpts import write_texts
from parution.output.search.pagefind_reader import Page

HASHED = "fr_0123456789.json"

POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\';'
    " img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'\">"
)
HEAD = (
    f'{POLICY}<meta name="robots" content="noindex,nofollow,noarchive">'
    '<meta name="referrer" content="no-referrer">'
)
"""The guards of a group's page."""


def page(text: str, head: str = HEAD) -> bytes:
    return f"<html><head>{head}</head><body>{text}</body></html>".encode()


def fragment(url: str, content: str) -> bytes:
    said = json.dumps({"url": url, "content": content}, separators=(",", ":"), ensure_ascii=False)
    return gzip.compress(f"pagefind_dcd{said}".encode())


def texts(*said: tuple[str, str]) -> bytes:
    """Return a file of page texts by address, as the search loads it."""
    pages = [Page("2026~a~b~", url.strip("/") + "/", "Titre", 1, text, ()) for url, text in said]
    return pack(write_texts(pages, [(number, 0) for number, _ in enumerate(pages)], 1000))


def page_list(name: str) -> bytes:
    """Return the list of an index with one page, by its name."""
    files = merge_pieces([Piece([["title"], [[name, 9, 1, [0]]], []], [])])
    return next(data for path, data in files.items() if path.startswith("pagefind.fr_"))


def archive(text: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:t>{text}</w:t>")
    return written.getvalue()


def pdf(text: str) -> bytes:
    packed = zlib.compress(f"BT ({text}) Tj ET".encode())
    return b"%PDF-1.7\n1 0 obj\nstream\n" + packed + b"\nendstream\n"


def typeset_pdf(text: str) -> bytes:
    """Return a PDF as typesetters make it: glyphs by number, kerned, two fonts, words divided."""
    numbers = {letter: number for number, letter in enumerate(sorted({*text, "-"}), start=3)}
    chart = "".join(f"<{number:04x}> <{ord(letter):04x}>\n" for letter, number in numbers.items())
    half = text.index("jour")
    lines = (text[: half + 2] + "-", text[half + 2 :])
    shown = "".join(
        "[" + "0".join(f"<{numbers[letter]:04x}>" for letter in line) + "] TJ\n" for line in lines
    )
    other = "begincmap 1 beginbfrange <0003> <0040> <0041> endbfrange"
    parts = (shown, other, f"begincmap 9 beginbfchar\n{chart}endbfchar")
    streams = (zlib.compress(part.encode()) for part in parts)
    return b"%PDF-1.7\n" + b"".join(b"stream\n" + each + b"\nendstream\n" for each in streams)


def mixed_pdf(shown: bytes) -> bytes:
    """Return a PDF that shows letters as letters, though another of its fonts has a table."""
    other = b"begincmap 1 beginbfrange <0003> <0040> <0041> endbfrange"
    streams = (zlib.compress(part) for part in (b"BT " + shown + b" ET", other))
    return b"%PDF-1.7\n" + b"".join(b"stream\n" + each + b"\nendstream\n" for each in streams)


def kern(text: str) -> bytes:
    """Return a text between parentheses, letter by letter, with gaps in place of spaces."""
    letters = (
        b"-333" if letter == " " else b"(" + letter.encode("cp1252") + b")" for letter in text
    )
    return b"[" + b" 20 ".join(letters) + b"]TJ"


def octal(text: str) -> bytes:
    return b"(" + "".join(f"\\{byte:03o}" for byte in text.encode("cp1252")).encode() + b") '"


def narrow_pdf(text: str) -> bytes:
    """Return a PDF whose glyphs have numbers of one byte, and their characters in a list."""
    letters = sorted({*text})
    codes = "".join(f"<{ord(letter):04x}>" for letter in letters)
    chart = f"begincmap 1 beginbfrange <01> <{len(letters):02x}> [{codes}] endbfrange"
    shown = "".join(f"{letters.index(letter) + 1:02x}" for letter in text)
    streams = (zlib.compress(part.encode()) for part in (f"<{shown}> Tj", chart))
    return b"%PDF-1.7\n" + b"".join(b"stream\n" + each + b"\nendstream\n" for each in streams)


def set_by_typst(text: str, kind: str = "p", before: str = "Un début de ligne.") -> bytes:
    """Return a PDF of a text, set as the product sets its own."""
    words = text.split()
    bold = " ".join((*words[:2], f"<strong>{words[2]}</strong>", *words[3:]))
    note = f'<ol><li id="dossier-fn:1">{bold}</li></ol>'
    shown = {
        "p": f"<p>{before} {bold}</p>",
        "td": f"<table><tr><td>{before}</td><td>{text}</td></tr></table>",
        "h3": f"<h3>{text}</h3>",
        "note": f'<p>x<a class="footnote-ref" href="#dossier-fn:1">1</a></p>'
        f'<div class="footnote">{note}</div>',
        "drawing": f"<p>{drawing(text)}</p>",
        "alt": f"<p>{drawing(alt=text)}</p>",
    }
    return Made.of(shown[kind]).data


def outlined_pdf(text: str) -> bytes:
    return b"%PDF-1.7\n<< /Title <feff" + text.encode("utf-16-be").hex().encode() + b"> >>"


def swollen_pdf() -> bytes:
    packed = zlib.compress(bytes(64 * 1024 * 1024 + 1), 1)
    return b"%PDF-1.7\nstream\n" + packed + b"\nendstream\n"


def calendar(text: str) -> bytes:
    octets = f"DESCRIPTION:{text}".encode()
    return b"\r\n ".join(octets[at : at + 31] for at in range(0, len(octets), 31))


HOME = "index.html"
PLANTED = {
    "in a page": (MEMBER, HOME, page(f"<p>{SENTENCE}</p>"), Kind.HIDDEN_TEXT),
    "with markup inside": (
        MEMBER, HOME, page(SENTENCE.replace("voix", "<em class='x'>voix</em>")), Kind.HIDDEN_TEXT,
    ),
    "in capitals without accents": (
        MEMBER, HOME, page("LE DOSSIER DU PATIENT AVEC LA DATE ET L'HEURE"), Kind.HIDDEN_TEXT,
    ),
    "in an attribute": (MEMBER, HOME, page(f'<p title="{SENTENCE}">x</p>'), Kind.HIDDEN_TEXT),
    "in a comment": (MEMBER, HOME, page(f"<!-- {SENTENCE} -->"), Kind.HIDDEN_TEXT),
    "escaped in an attribute": (
        MEMBER, HOME, page(f"<p data-card='&lt;p&gt;{SENTENCE}&lt;/p&gt;'>x</p>"), Kind.HIDDEN_TEXT,
    ),
    "as entities": (
        MEMBER, HOME, page("".join(f"&#{ord(letter)};" for letter in SENTENCE)), Kind.HIDDEN_TEXT,
    ),
    "in a script": (
        MEMBER, HOME, page(f"<script>var x = {json.dumps(SENTENCE)}</script>"), Kind.HIDDEN_TEXT,
    ),
    "in a link to write a mail": (
        MEMBER, HOME, page(f'<a href="mailto:?body={quote(SENTENCE)}">x</a>'), Kind.HIDDEN_TEXT,
    ),
    "in a data address": (
        MEMBER,
        HOME,
        page(f'<img src="data:text/plain;base64,{base64.b64encode(SENTENCE.encode()).decode()}">'),
        Kind.HIDDEN_TEXT,
    ),
    "a heading in the navigation": (MEMBER, HOME, page(f"<li>{HEADING}</li>"), Kind.HIDDEN_TEXT),
    "in a calendar, folded": (MEMBER, "calendar.ics", calendar(SENTENCE), Kind.HIDDEN_TEXT),
    "in a feed": (MEMBER, "feed.xml", f"<s>{SENTENCE}</s>".encode(), Kind.HIDDEN_TEXT),
    "in the search": (
        MEMBER,
        "pagefind/fragment/fr_0.pf_fragment",
        fragment("/", f"Accueil. {SENTENCE}."),
        Kind.HIDDEN_TEXT,
    ),
    "a locked page in the search": (
        MEMBER,
        "pagefind/fragment/fr_1.pf_fragment",
        fragment("/2026/douleur/dossier/", ""),
        Kind.SEARCHABLE,
    ),
    "in the search, behind what is open": (
        MEMBER,
        f"pagefind/fragment/{HASHED}",
        texts(("/2026/douleur/", "Accueil."), ("/2026/douleur/", f"Accueil. {SENTENCE}.")),
        Kind.HIDDEN_TEXT,
    ),
    "in the title of a page that search finds": (
        MEMBER,
        f"pagefind/fragment/{HASHED}",
        gzip.compress(json.dumps([{"url": "/2026/douleur/", "title": SENTENCE}]).encode()),
        Kind.HIDDEN_TEXT,
    ),
    "a locked page in the search, behind an open one": (
        MEMBER,
        f"pagefind/fragment/{HASHED}",
        texts(("/2026/douleur/", "Accueil."), ("/2026/douleur/dossier/", "")),
        Kind.SEARCHABLE,
    ),
    "a locked page in the list of the search": (
        MEMBER, f"pagefind/pagefind.{HASHED}", page_list("2026~douleur~dossier~A"), Kind.SEARCHABLE,
    ),
    "a locked page in a list of Pagefind's": (
        MEMBER,
        "pagefind/pagefind.fr_0.pf_meta",
        gzip.compress(
            b"pagefind_dcd" + cbor2.dumps(["1.5.2", [["2026~douleur~dossier~A~0a1b2c", 9]]])
        ),
        Kind.SEARCHABLE,
    ),
    "in an office document": (MEMBER, "assets/grille.csv", archive(SENTENCE), Kind.HIDDEN_TEXT),
    "in a PDF": (MEMBER, "assets/plan.csv", pdf(SENTENCE), Kind.HIDDEN_TEXT),
    "in a PDF, behind a stream that nothing unpacks": (
        MEMBER, "assets/plan.csv", b"%PDF-1.7\nstream\n\xff\xd8\xffx\nendstream\n" + pdf(SENTENCE),
        Kind.HIDDEN_TEXT,
    ),
    "in a PDF as it is typeset": (
        MEMBER, "2026/douleur/douleur.pdf", typeset_pdf(SENTENCE), Kind.HIDDEN_TEXT,
    ),
    **{
        f"in a PDF that Typst set, {where}": (
            MEMBER, "2026/douleur/douleur.pdf", set_by_typst(SENTENCE, kind), Kind.HIDDEN_TEXT,
        )
        for where, kind in {
            "with a bold word": "p",
            "in a narrow cell": "td",
            "in a heading": "h3",
            "in a footnote": "note",
            "in a drawing": "drawing",
            "as the description of one": "alt",
        }.items()
    },
    "in a PDF that Typst set, over lines and pages": (
        MEMBER, "2026/douleur/douleur.pdf", set_by_typst(SENTENCE, before="Un mot. " * 430),
        Kind.HIDDEN_TEXT,
    ),
    "in a PDF, beside glyphs": (
        MEMBER, "2026/douleur/douleur.pdf", mixed_pdf(kern(SENTENCE)), Kind.HIDDEN_TEXT,
    ),
    "in a PDF, as numbers of letters": (
        MEMBER, "2026/douleur/douleur.pdf", mixed_pdf(octal(SENTENCE)), Kind.HIDDEN_TEXT,
    ),
    "in a PDF, as glyphs of one byte": (
        MEMBER, "2026/douleur/douleur.pdf", narrow_pdf(SENTENCE), Kind.HIDDEN_TEXT,
    ),
    "in the outline of a PDF": (
        MEMBER, "2026/douleur/douleur.pdf", outlined_pdf(HEADING), Kind.HIDDEN_TEXT,
    ),
    "more in a PDF than is looked at": (
        MEMBER, "2026/douleur/douleur.pdf", swollen_pdf(), Kind.UNREADABLE,
    ),
    "the guide, for members": (MEMBER, HOME, page(GUIDE), Kind.HIDDEN_TEXT),
    "a page for facilitators, for members": (
        MEMBER, HOME, page(FOR_FACILITATORS), Kind.HIDDEN_TEXT,
    ),
    "a page for facilitators, in its place": (
        MEMBER, "pages/animer/index.html", page(""), Kind.HIDDEN_TEXT,
    ),
    "the summary of a source, for the public": (
        PUBLIC, HOME, b"<p>Une \xc3\xa9tude transversale.</p>", Kind.HIDDEN_TEXT,
    ),
    "the title of a reference": (PUBLIC, HOME, TITLE.encode(), Kind.HIDDEN_REFERENCE),
    "the key of a reference": (
        PUBLIC, HOME, b'<a href="#ref-durand2019">1</a>', Kind.HIDDEN_REFERENCE,
    ),
    "the DOI of a reference": (
        PUBLIC, HOME, b"https://doi.org/10.1000/exercer.2019.10", Kind.HIDDEN_REFERENCE,
    ),
    "the export of references": (
        PUBLIC, "2026/douleur/references/douleur.ris", b"TY  -", Kind.HIDDEN_REFERENCE,
    ),
    "a note of the documentalist": (FACILITATOR, HOME, page(NOTE), Kind.PRIVATE_NOTE),
    "an attachment under another name": (
        PUBLIC, "assets/images/x.png", b"douleur;0;1;2\n", Kind.HIDDEN_ATTACHMENT,
    ),
    "an attachment in its place": (
        MEMBER, "2026/douleur/documents/grille.csv", b"other", Kind.HIDDEN_ATTACHMENT,
    ),
    "the name of an attachment": (
        MEMBER, HOME, page('<a href="2026/douleur/documents/grille.csv">x</a>'),
        Kind.HIDDEN_ATTACHMENT,
    ),
    "the title of a draft": (
        FACILITATOR, HOME, page("La fièvre du nourrisson sans point d’appel"), Kind.HIDDEN_THEME,
    ),
    "the page of a draft": (FACILITATOR, "2026/fievre/index.html", page(""), Kind.HIDDEN_THEME),
    "where a group meets": (PUBLIC, HOME, page("<p>Maison de santé</p>"), Kind.OTHER_GROUP),
    "when a group meets": (
        PUBLIC, HOME, page("<p>jeudi 8 octobre 2026, de 20 h 30 à 22 h 30</p>"), Kind.OTHER_GROUP,
    ),
    "when a group meets, for scripts": (
        PUBLIC, HOME, page('<time datetime="2026-10-08T20:30:00+02:00">x</time>'), Kind.OTHER_GROUP,
    ),
    "when a meeting ends, in data": (
        PUBLIC, "assets/x.json", b'{"until":"2026-11-12 22:30"}', Kind.OTHER_GROUP,
    ),
    "when a group meets, in a calendar": (
        PUBLIC, "assets/x.ics", b"DTSTART;TZID=Europe/Paris:20261008T203000", Kind.OTHER_GROUP,
    ),
    "when a part opens for a group": (
        PUBLIC, HOME, page("<p>S’ouvre le 8 octobre 2026 à 22 h 30</p>"), Kind.OTHER_GROUP,
    ),
    "when a part opens for a group, in a feed": (
        PUBLIC, "feed.xml", b"<updated>2026-10-08T20:30:00Z</updated>", Kind.OTHER_GROUP,
    ),
    "a sitemap": (PUBLIC, "sitemap.xml", b"<urlset/>", Kind.UNKNOWN_FILE),
    "another search's index": (PUBLIC, "search/search_index.json", b"{}", Kind.UNKNOWN_FILE),
    "a source": (MEMBER, "2026/douleur/dossier.md", b"x", Kind.UNKNOWN_FILE),
    "a page of no part": (MEMBER, "2026/douleur/annexe/index.html", page(""), Kind.UNKNOWN_FILE),
    "a hidden file": (PUBLIC, "assets/.env", b"x", Kind.PRIVATE_FILE),
    "a script of another host": (
        PUBLIC, HOME, b"<script\n  src='https://cdn.example.com/x.js'></script>", Kind.THIRD_PARTY,
    ),
    "a font of another host": (
        PUBLIC, "assets/x.css", b"@font-face{src:url(//fonts.example.com/x)}", Kind.THIRD_PARTY,
    ),
    "an image in a set": (
        PUBLIC, HOME, b'<img srcset="https://x.example.com/a.png 2x">', Kind.THIRD_PARTY,
    ),
    "a page without guards": (MEMBER, HOME, b"<html><body>x</body></html>", Kind.UNGUARDED),
    "a page that search engines may list": (
        MEMBER, HOME, b'<meta name="referrer" content="no-referrer">', Kind.UNGUARDED,
    ),
    "a page that tells others its address": (
        MEMBER, HOME, b'<meta name="robots" content="noindex">', Kind.UNGUARDED,
    ),
    "a broken archive": (
        MEMBER, "pagefind/fragment/fr_2.pf_fragment", b"\x1f\x8b\x08broken", Kind.UNREADABLE,
    ),
}  # fmt: skip


Rows = Mapping[str, tuple[Site, str, bytes, Kind]]


def find_places(rows: Rows) -> dict[str, tuple[Site, str]]:
    """Return where each row is planted: in its file, or beside it if another row has that file."""
    found: dict[str, tuple[Site, str]] = {}
    for number, (name, (site, file, _, _)) in enumerate(rows.items()):
        is_taken = (site, file) in found.values()
        found[name] = (site, f"assets/{number}{Path(file).suffix}" if is_taken else file)
    return found


PLACES = find_places(PLANTED)


@pytest.fixture(scope="module")
def planted(built: Association) -> tuple[Leak, ...]:
    """The leaks that one audit finds in sites with every row planted."""
    association = copy_sites(built)
    for name, (site, file) in PLACES.items():
        target = association.folder(site) / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(PLANTED[name][2])
    return association.leaks()


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_leak_is_found(planted: tuple[Leak, ...], name: str) -> None:
    """Each planted file is a leak of its kind, in its site."""
    assert (PLANTED[name][3].value, *PLACES[name]) in summarise(planted)


def test_nothing_else_is_found(planted: tuple[Leak, ...]) -> None:
    """A planted file makes no other file a leak."""
    assert {(site, file) for _, site, file in summarise(planted)} == {*PLACES.values()}


def test_a_clean_site_has_no_leak(built: Association) -> None:
    """The sites as built hold nothing hidden."""
    assert built.leaks() == ()


def test_sites_of_a_later_instant_leak(built: Association, tmp_path: Path) -> None:
    """Sites built for an instant after the meeting are full of leaks before it."""
    from parution import pipeline

    later = Association(built.project, tmp_path / "site")
    pipeline.build(built.project, later.sources.config_file, AFTER_THE_MEETING, later.site_dir)
    assert later.leaks(AFTER_THE_MEETING) == ()
    betrayed = {leak.part for leak in later.leaks() if leak.site == MEMBER}
    hidden = (Part.SOURCES, Part.SUMMARY, Part.DOSSIER, Part.COMMENTARY)
    assert {("2026/douleur", part) for part in hidden} <= betrayed
    assert all(part is None or part[1] in hidden for part in betrayed)


def test_a_leak_names_the_part_it_betrays(association: Association) -> None:
    """A leak names the theme and part of the words found, and shows a few of them."""
    (association.folder(MEMBER) / HOME).write_bytes(page(SENTENCE))
    (leak,) = association.leaks()
    assert leak.part == ("2026/douleur", Part.DOSSIER)
    assert leak.evidence == "l echelle numerique se lit a voix haute"
    assert leak.explain().text() == "words of a part that this site does not show"


ALLOWED = {
    "the guide, for the facilitator": (FACILITATOR, page(GUIDE)),
    "the dossier, for the facilitator": (FACILITATOR, page(SENTENCE)),
    "the title of a reference, for members": (MEMBER, page(TITLE)),
    "a link to another host": (MEMBER, page('<a href="https://www.has-sante.fr/">HAS</a>')),
    "an address that is only told": (
        PUBLIC, page('<link rel="canonical" href="https://example.org/">'),
    ),
    "a request to the site's own host": (
        PUBLIC, page('<img src="https://dossiers.example.org/assets/x.png">'),
    ),
    "common words": (PUBLIC, page("<p>Le patient se lit, et la date du dossier avec lui.</p>")),
    "when its own group meets": (
        MEMBER, page('<time datetime="2026-10-08T20:30+02:00">Maison de santé</time>'),
    ),
    "a day without a time": (PUBLIC, page("<p>Consulté le 8 octobre 2026</p>")),
    "when an edition opens": (PUBLIC, page("<p>1er juillet 2027 à 8 h, 2027-07-01T08:00</p>")),
    "a sentence of ours": (PUBLIC, page("<p>Rien n’a été construit</p>")),
    "a public page that search engines may list": (PUBLIC, page("x", POLICY)),
}  # fmt: skip


@pytest.fixture(scope="module")
def let_through(built: Association) -> tuple[Leak, ...]:
    """The leaks that one audit finds in sites with every allowed row."""
    association = copy_sites(built)
    for number, (site, content) in enumerate(ALLOWED.values()):
        place = association.folder(site) / f"assets/{number}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    return association.leaks()


@pytest.mark.parametrize("number", range(len(ALLOWED)), ids=[*ALLOWED])
def test_allowed_content_is_no_leak(let_through: tuple[Leak, ...], number: int) -> None:
    """A site may hold its own content, public content, and links."""
    assert not [leak for leak in let_through if leak.file == f"assets/{number}.html"]


def test_a_site_that_no_group_has_is_found(association: Association) -> None:
    """A site's folder of an earlier generation is a leak, and its token is not repeated."""
    (association.site_dir / "g" / f"blain-{'a' * 32}").mkdir()
    assert summarise(association.leaks()) == {("stale-site", None, "g/blain-…")}


def test_the_private_folder_is_found(association: Association) -> None:
    """The private folder in an output is one leak, whatever it holds."""
    (association.site_dir / ".parution").mkdir()
    (association.site_dir / ".parution" / "x").write_text(SENTENCE)
    assert summarise(association.leaks()) == {("private-file", PUBLIC, ".parution")}


def test_a_symbolic_link_is_found(association: Association) -> None:
    """A symbolic link is a leak, wherever it leads, and is not followed."""
    (association.site_dir / "assets" / "x").symlink_to(association.project)
    assert summarise(association.leaks()) == {("symlink", PUBLIC, "assets/x")}


NEEDLES: dict[str, tuple[Callable[[Association], str], str]] = {
    "the master secret": (lambda a: a.store.secret().decode(), "secret"),
    "the place of the project": (lambda a: str(a.project), "machine-path"),
    "the place of the site": (lambda a: str(a.site_dir), "machine-path"),
    "a site's address, for the public": (lambda a: a.folder(MEMBER).name, "other-site"),
}


@pytest.mark.parametrize(("needle", "kind"), NEEDLES.values(), ids=NEEDLES)
def test_a_secret_or_path_is_found_anywhere(
    association: Association, needle: Callable[[Association], str], kind: str
) -> None:
    """The secret, a path of the machine and a capability link are found, and never repeated."""
    (association.site_dir / HOME).write_bytes(page(f"<p>x={needle(association)}</p>"))
    (leak,) = association.leaks()
    assert (leak.kind, leak.site, leak.evidence) == (kind, PUBLIC, "")


def test_a_site_may_tell_its_own_address_alone(association: Association) -> None:
    """The facilitator's address is a leak on her members' site, and none on her own."""
    address = f"https://dossiers.example.org/g/{association.folder(FACILITATOR).name}/"
    for site in (MEMBER, FACILITATOR):
        (association.folder(site) / HOME).write_bytes(page(address))
    assert summarise(association.leaks()) == {("other-site", MEMBER, HOME)}


def test_a_facilitator_may_hand_out_her_members_address(association: Association) -> None:
    """The members' address is no leak on their facilitator's site; in public it is (`NEEDLES`)."""
    address = f"https://dossiers.example.org/g/{association.folder(MEMBER).name}/"
    (association.folder(FACILITATOR) / HOME).write_bytes(page(address))
    assert association.leaks() == ()


def test_a_desk_on_a_members_site_is_found(association: Association) -> None:
    """A desk on the members' site is an unknown file, hence a leak."""
    desk = association.folder(MEMBER) / "desk/index.html"
    desk.parent.mkdir()
    desk.write_bytes(page("Animer mon groupe"))
    assert summarise(association.leaks()) == {("unknown-file", MEMBER, "desk/index.html")}
