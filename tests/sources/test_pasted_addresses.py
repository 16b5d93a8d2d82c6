"""A site's address is found wherever it was pasted, however it is written."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.test_planted_leaks import narrow
from command_line import run
from parution.compose.addresses import folder
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
    return folder(SECRET.encode(), group, Audience.FACILITATOR)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a site of the tiny project."""
    monkeypatch.setenv("PARUTION_SECRET", SECRET)
    return address_of(tiny_project(tmp_path / "unchanged"))


def found_in(project: Path) -> list[str]:
    """Return where addresses are found."""
    found = check_further(read(project), project, project / "mkdocs.yml")
    return [str(each.place) for each in found if each.code == "site-address"]


def test_what_was_found_is_kept_until_somebody_edits(address: str, tmp_path: Path) -> None:
    """A build reads a text again that was edited, and no other."""
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
    "Base64": lambda a: base64.urlsafe_b64encode(f"x{a}".encode()).decode().rstrip("="),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
def test_an_address_in_a_text_is_found_at_its_line(
    written: object, address: str, tmp_path: Path
) -> None:
    """However it is written, the line where it begins is named."""
    assert callable(written)
    body = f"Bonjour.\n\nVoir {written(address)} pour la suite.\n\nFin.\n"
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": body})
    assert found_in(project) == [f"{THEME}/guide.md:3"]


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
    """Texts, front matter, settings, groups and bibliographies are all looked through."""
    text = FILES[path]
    assert isinstance(text, str)
    project = tiny_project(tmp_path / "changed", {path: PLACES[path](text, address)})
    assert [place.partition(":")[0] for place in found_in(project)] == [path]


def office(text: str) -> bytes:
    """Return a document of an office suite, its words cut as such programs cut them."""
    half = len(text) - 12
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<t>{text[:half]}</t></r><r><t>{text[half:]}</t>")
    return packed.getvalue()


def pdf(content: bytes) -> bytes:
    """Return as much of a PDF as it takes to hold a packed stream."""
    stream = zlib.compress(content)
    head = f"%PDF-1.7\n1 0 obj\n<</Length {len(stream)}/Filter/FlateDecode>>\nstream\n"
    return head.encode() + stream + b"\nendstream\nendobj\n%%EOF\n"


ATTACHED = {
    "lettre.docx": office,
    "lien.pdf": lambda a: pdf(f"<</URI(https://x.org/{a})>>".encode()),
    "texte.pdf": lambda a: pdf(f"BT [({a[:-20]})-23({a[-20:-7]})5({a[-7:]})]TJ ET".encode()),
    "imprime.pdf": lambda a: narrow(f"https://x.org/{a}"),
    "wide.csv": lambda a: a.encode("utf-16"),
    "image.png": lambda a: b"\x89PNG\r\n\x1a\n" + b"\0" * 3_000_000 + a.encode() + b"\0" * 9,
    "dessin.svg": lambda a: (
        f"<svg xmlns='http://www.w3.org/2000/svg'><text>{a}</text></svg>".encode()
    ),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_an_address_is_found_in_attachments(name: str, address: str, tmp_path: Path) -> None:
    """Packed or not, an attachment that holds an address is named."""
    path = f"{THEME}/documents/{name}"
    project = tiny_project(tmp_path / "changed", {path: ATTACHED[name](address)})
    assert [place.partition(":")[0] for place in found_in(project)] == [path]


def test_an_address_is_found_in_the_name_of_a_file(address: str, tmp_path: Path) -> None:
    """Names of attachments are published too."""
    path = f"{THEME}/documents/{address.rpartition('/')[2]}.csv"
    project = tiny_project(tmp_path / "changed", {path: b"a\n"})
    assert found_in(project) == [path]


def test_every_address_of_a_text_is_found(address: str, tmp_path: Path) -> None:
    """Several addresses in one file are found together."""
    body = f"{address}\n\nmot\n\n{address.upper()}\n"
    project = tiny_project(tmp_path / "changed", {f"{THEME}/guide.md": body})
    assert found_in(project) == [f"{THEME}/guide.md:1", f"{THEME}/guide.md:5"]


def test_nothing_is_written_while_an_address_stands_in_the_sources(
    address: str, tmp_path: Path
) -> None:
    """`prepare` refuses, `parution build` too, and neither repeats the address."""
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
    """An unedited project may hold an address of the secret it is given next."""
    other = "fedcba9876543210" * 4
    plain = tiny_project(tmp_path / "plain")
    group = read(plain).groups[0]
    body = f"{folder(other.encode(), group, Audience.MEMBER)}\n"
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
    """A text without the token gives no alarm."""
    token = base64.b32encode(b"a token of twenty!!!").decode().lower()
    assert Tokens([token]).first_in(data) is None


def test_a_sample_is_half_a_token(address: str) -> None:
    """The proof of P2 wants samples of half a token."""
    assert len(address.rpartition("-")[2]) == 2 * SAMPLE
