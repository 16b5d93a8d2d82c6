"""A site's address is found wherever it was pasted, however it is written."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.test_disguises import chunk, jpeg, png, zip_file
from audit.test_planted_leaks import narrow_pdf
from command_line import run
from parution.compose.site_addresses import name_group_folder
from parution.domain import Audience
from parution.domain.problems import ProblemsFound
from parution.pipeline import check_further, prepare
from parution.private_store import PrivateStore
from parution.sources import read
from parution.sources.pasted_addresses import SAMPLE, SIGNS, Tokens
from sources.rows import THEME
from tiny_project import FILES, tiny_project

SECRET = "0123456789abcdef" * 4


def address_of(project: Path) -> str:
    """Return the folder of the facilitator's site in a project."""
    group = read(project).groups[0]
    return name_group_folder(SECRET.encode(), group, Audience.FACILITATOR)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a site of the tiny project."""
    monkeypatch.setenv("PARUTION_SECRET", SECRET)
    return address_of(tiny_project(tmp_path / "unchanged"))


def find_addresses(project: Path) -> list[str]:
    """Return the places of the addresses found."""
    found = check_further(read(project), project, project / "mkdocs.yml")
    return [str(each.place) for each in found if each.code == "site-address"]


def test_findings_are_kept_until_an_edit(address: str, tmp_path: Path) -> None:
    """A build searches again only edited texts."""
    project = tiny_project(tmp_path / "project")
    text = project / "themes/2026/douleur/dossier.md"
    prepare(project, project / "mkdocs.yml", PrivateStore(project))
    text.write_text(text.read_text("utf-8") + f"\nVoir {address}.\n", "utf-8")
    with pytest.raises(ProblemsFound) as found:
        prepare(project, project / "mkdocs.yml", PrivateStore(project))
    assert [each.code for each in found.value.problems] == ["site-address"]


def percent(text: str) -> str:
    return "".join(f"%{ord(sign):02X}" for sign in text)


WRITTEN = {
    "whole": lambda a: f"https://dossiers.example.org/{a}/",
    "without scheme": lambda a: f"dossiers.example.org/{a}",
    "capitals": lambda a: f"HTTPS://DOSSIERS.EXAMPLE.ORG/{a.upper()}/",
    "token alone": lambda a: a.rpartition("-")[2],
    "percent": percent,
    "percent twice": lambda a: percent(percent(a)),
    "references": lambda a: "".join(f"&#{ord(sign)};" for sign in a),
    "hexadecimal references": lambda a: "".join(f"&#x{ord(sign):x};" for sign in a),
    "tags": lambda a: f"{a[:-9]}<b>{a[-9:-4]}</b>{a[-4:]}",
    "emphasis": lambda a: f"{a[:-9]}**{a[-9:]}**",
    "invisible signs": lambda a: "\u200b".join(a),
    "soft hyphens": lambda a: f"{a[:-9]}&shy;{a[-9:]}",
    "a line end": lambda a: f"{a[:-9]}\n{a[-9:]}",
    "link": lambda a: f"[ici](https://dossiers.example.org/{a}/)",
    "comment": lambda a: f"<!-- {a} -->",
    "code": lambda a: f"`{a}`",
    "wide letters": lambda a: a.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}),
    "references twice": lambda a: "".join(f"&amp;amp;#{ord(sign)};" for sign in a),
    "named references": lambda a: "&ZeroWidthSpace;".join((a[:-20], a[-20:-9], a[-9:])),
    "backwards": lambda a: a[::-1],
    "backwards, with gaps": lambda a: " ".join(a[::-1]),
    "in an attribute and after it": lambda a: f'<b title="{a[:-9]}" id="x">{a[-9:]}</b>',
    "before an attribute and in it": lambda a: f'<b>{a[:-9]}</b><i title="{a[-9:]}">.</i>',
    "in two attributes": lambda a: f'<b title="{a[:-9]}" lang="{a[-9:]}">x</b>',
    "in two links": lambda a: f"[{a[:-9]}](https://x.org/b)[{a[-9:]}](https://x.org/c)",
    "around a citation": lambda a: f"{a[:-9]}[@durand2019, p. 2]{a[-9:]}",
    "around a footnote": lambda a: f"{a[:-9]}[^note]{a[-9:]}",
    "with attributes": lambda a: f"*{a[:-9]}*{{.lead}}{a[-9:]}",
    "commands of TeX": lambda a: f"\\emph{{{a[:-9]}}}\\textbf{{{a[-9:]}}}",
    "escaped in octal": lambda a: "".join(f"\\{ord(sign):03o}" for sign in a),
    "Cyrillic letters": lambda a: a.translate(str.maketrans("aceop", "асеор")),
    "hexadecimal": lambda a: a.encode().hex(" "),
    "numbers": lambda a: ", ".join(str(ord(sign)) for sign in a),
    "for mail": lambda a: "".join(f"={ord(sign):02X}" for sign in a),
    "Base64": lambda a: base64.urlsafe_b64encode(f"x{a}".encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_an_address_in_a_text_is_found_at_its_line(
    written: object, address: str, tmp_path: Path
) -> None:
    """In any spelling, the problem names the line where the address begins."""
    assert callable(written)
    body = f"Bonjour.\n\nVoir {written(address)} pour la suite.\n\nFin.\n"
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": body})
    assert find_addresses(project) == [f"{THEME}/guide.md:3"]


PLACES = {
    f"{THEME}/index.md": lambda text, a: text.replace("Aucun lien", f"Voir {a}. Aucun lien"),
    f"{THEME}/sources/durand2019.md": lambda text, a: f"{text}\n{a}\n",
    "themes/2026/edition.yml": lambda text, a: f"{text}# {a}\n",
    "themes/index.md": lambda text, a: f"{text}\n{a}\n",
    "groups/blain.yml": lambda text, a: text.replace("Maison de santé", f"Salle {a}"),
    "mkdocs.yml": lambda text, a: text.replace("Contenu", f"Voir {a}. Contenu"),
    "bibliography/2026/douleur.bib": lambda text, a: text.replace("{Exercer}", f"{{{a}}}"),
}


@pytest.mark.parametrize("path", PLACES)
def test_an_address_is_found_in_every_kind_of_file(path: str, address: str, tmp_path: Path) -> None:
    """Texts, front matter, settings, groups and bibliographies are all searched."""
    text = FILES[path]
    assert isinstance(text, str)
    project = tiny_project(tmp_path / "changed", {path: PLACES[path](text, address)})
    assert [place.partition(":")[0] for place in find_addresses(project)] == [path]


def office_document(text: str) -> bytes:
    """Return an office document whose words are split as such programs split them."""
    half = len(text) - 12
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<t>{text[:half]}</t></r><r><t>{text[half:]}</t>")
    return packed.getvalue()


def pdf(content: bytes) -> bytes:
    """Return a minimal PDF with a compressed stream."""
    stream = zlib.compress(content)
    head = f"%PDF-1.7\n1 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n"
    return head.encode() + stream + b"\nendstream\nendobj\n%%EOF\n"


def picture_with_comment(kind: bytes, data: bytes) -> bytes:
    """Return a picture with a comment of this kind."""
    return png(chunk(kind, data))


def zip_with_comment(remark: str) -> bytes:
    """Return an archive with a comment outside its files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.comment = remark.encode()
        archive.writestr("a.txt", "a")
    return packed.getvalue()


XMP = "<x:xmpmeta><rdf:RDF><dc:source>{}</dc:source></rdf:RDF></x:xmpmeta>"

ATTACHED = {
    "zTXt.png": lambda a: picture_with_comment(b"zTXt", b"Source\0\0" + zlib.compress(a.encode())),
    "iTXt.png": lambda a: picture_with_comment(
        b"iTXt", b"Source\0\1\0\0\0" + zlib.compress(a.encode())
    ),
    "XMP.png": lambda a: picture_with_comment(
        b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP.format(a).encode()
    ),
    "EXIF.png": lambda a: picture_with_comment(
        b"eXIf", b"II*\0\x08\0\0\0\x01\0" + a.encode("utf-16-le")
    ),
    "after-its-end.png": lambda a: png(after=zip_file("a.txt", a.encode())),
    "EXIF.jpg": lambda a: jpeg(b"UNICODE\0" + a.encode("utf-16-le")),
    "XMP.jpg": lambda a: jpeg(XMP.format(percent(a)).encode()),
    "zip-in-zip.zip": lambda a: zip_file("b.zip", zip_file("a.txt", a.encode())),
    "remark.zip": zip_with_comment,
    "gzip-in-zip.zip": lambda a: zip_file("a.gz", gzip.compress(a.encode())),
    "picture.docx": lambda a: zip_file(
        "word/media/a.png", picture_with_comment(b"zTXt", b"x\0\0" + zlib.compress(a.encode()))
    ),
    "sheet-within.docx": lambda a: zip_file(
        "word/embeddings/a.xlsx", zip_file("xl/sharedStrings.xml", f"<t>{a}</t>".encode())
    ),
    "properties.pptx": lambda a: zip_file(
        "ppt/x", zip_file("docProps/app.xml", f"<Company>{a}</Company>".encode())
    ),
    "pdf-within.odt": lambda a: zip_file("Object 1/a.pdf", pdf(f"BT ({a}) Tj ET".encode())),
    "note.pdf": lambda a: (
        b"%%PDF-1.4\n1 0 obj\n<</Subtype/Text/Contents<%s>>>\nendobj"
        % a.encode("utf-16-be").hex().encode()
    ),
    "note-in-octal.pdf": lambda a: (
        b"%%PDF-1.4\n1 0 obj\n<</Contents(%s)>>\nendobj"
        % "".join(f"\\000\\{ord(sign):03o}" for sign in a).encode()
    ),
    "metadata.pdf": lambda a: pdf(XMP.format(a).encode()),
    "attached.pdf": lambda a: pdf(zip_file("a.txt", a.encode())),
    "bold.rtf": lambda a: f"{{\\rtf1 {a[:-12]}{{\\b {a[-12:-5]}}}{a[-5:]}}}".encode(),
    "codes.rtf": lambda a: ("{\\rtf1 " + "".join(f"\\'{ord(sign):02x}" for sign in a)).encode(),
    "code-points.rtf": lambda a: ("{\\rtf1 " + "".join(f"\\u{ord(sign)}?" for sign in a)).encode(),
    "lettre.docx": office_document,
    "lien.pdf": lambda a: pdf(f"<</URI(https://x.org/{a})>>".encode()),
    "texte.pdf": lambda a: pdf(f"BT [({a[:-20]})-23({a[-20:-7]})5({a[-7:]})]TJ ET".encode()),
    "imprime.pdf": lambda a: narrow_pdf(f"https://x.org/{a}"),
    "wide.csv": lambda a: a.encode("utf-16"),
    "image.png": lambda a: b"\x89PNG\r\n\x1a\n" + b"\0" * 3_000_000 + a.encode() + b"\0" * 9,
    "dessin.svg": lambda a: (
        f"<svg xmlns='http://www.w3.org/2000/svg'><text>{a}</text></svg>".encode()
    ),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_an_address_is_found_in_attachments(name: str, address: str, tmp_path: Path) -> None:
    """An attachment that holds an address, compressed or not, is reported."""
    path = f"{THEME}/documents/{name}"
    project = tiny_project(tmp_path / "changed", {path: ATTACHED[name](address)})
    assert [place.partition(":")[0] for place in find_addresses(project)] == [path]


def test_an_address_is_found_in_the_name_of_a_file(address: str, tmp_path: Path) -> None:
    """An address in an attachment's name, which is published too, is reported."""
    path = f"{THEME}/documents/{address.rpartition('/')[2]}.csv"
    project = tiny_project(tmp_path / "changed", {path: b"a\n"})
    assert find_addresses(project) == [path]


def test_every_address_of_a_text_is_found(address: str, tmp_path: Path) -> None:
    """Several addresses in one file are found together."""
    body = f"{address}\n\nmot\n\n{address.upper()}\n"
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": body})
    assert find_addresses(project) == [f"{THEME}/guide.md:1", f"{THEME}/guide.md:5"]


def test_nothing_is_written_while_the_sources_hold_an_address(address: str, tmp_path: Path) -> None:
    """`prepare` and `parution build` refuse, and do not repeat the address."""
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": f"{address}\n"})
    with pytest.raises(ProblemsFound):
        prepare(project, project / "mkdocs.yml", PrivateStore(project))
    done = run(project, "build")
    assert done.code == 1
    assert not (project / "site").exists()
    assert address.rpartition("-")[2] not in done.out + done.err


def test_a_secret_that_changes_makes_the_sources_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change of the secret an unedited project is searched again."""
    other = "fedcba9876543210" * 4
    plain = tiny_project(tmp_path / "plain")
    group = read(plain).groups[0]
    body = f"{name_group_folder(other.encode(), group, Audience.MEMBER)}\n"
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": body})
    monkeypatch.setenv("PARUTION_SECRET", SECRET)
    prepare(project, project / "mkdocs.yml", PrivateStore(project))
    monkeypatch.setenv("PARUTION_SECRET", other)
    with pytest.raises(ProblemsFound):
        prepare(project, project / "mkdocs.yml", PrivateStore(project))


TOKEN = st.lists(st.sampled_from(SIGNS.decode()), min_size=32, max_size=32).map("".join)


@given(TOKEN, st.text(max_size=60), st.text(max_size=60))
def test_a_token_is_found_wherever_it_begins(token: str, before: str, after: str) -> None:
    """P2: no place is missed."""
    assert Tokens([token]).first_in(f"{before}{token}{after}".encode()) == token


@given(st.binary(max_size=300))
def test_nothing_is_found_where_nothing_is(data: bytes) -> None:
    """A text without the token gives no problem."""
    token = base64.b32encode(b"a token of twenty!!!").decode().lower()
    assert Tokens([token]).first_in(data) is None


def test_a_sample_is_half_a_token(address: str) -> None:
    """P2's proof needs samples of half a token."""
    assert len(address.rpartition("-")[2]) == 2 * SAMPLE
