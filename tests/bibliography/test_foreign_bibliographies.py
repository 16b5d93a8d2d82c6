"""Exports of other programs are used as far as they are understood, with warnings at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.vancouver.style import format_plain
from parution.citations.syntax import find_citations
from parution.domain import Reference
from parution.domain.problems import list_errors
from parution.sources.bib_files import read_bibliography


def read_one(text: str) -> Reference:
    """Return the one reference of a text without errors."""
    references, problems = parse_bibtex(text, "f.bib")
    assert list_errors(problems) == ()
    (reference,) = references
    return reference


def find_codes(text: str) -> list[str]:
    """Return the codes of a text's problems."""
    return [problem.code for problem in parse_bibtex(text, "f.bib")[1]]


ADDRESSES = {
    r"https://x.org/\textasciitilde{}u": "https://x.org/~u",
    r"https://x.org/{\textasciitilde}u": "https://x.org/~u",
    r"https://x.org/$\sim$u": "https://x.org/~u",
    r"https://x.org/\~{}u": "https://x.org/~u",
    r"https://x.org/{~}u": "https://x.org/~u",
    r"\url{https://x.org/a}": "https://x.org/a",
    r"{\url{https://x.org/a}}": "https://x.org/a",
    r"<https://x.org/a>": "https://x.org/a",
    r"https://x.org/a{\_}b": "https://x.org/a_b",
    r"https://x.org/a\_b?c=1\&d=2\#e": "https://x.org/a_b?c=1&d=2#e",
    r"https://x.org/a?b{\&}c": "https://x.org/a?b&c",
    r"https://x.org/a?b&amp;c": "https://x.org/a?b&c",
    r"https://x.org/a\%20b": "https://x.org/a%20b",
    "https://x.org/a\n    b": "https://x.org/ab",
    "www.has-sante.fr": "https://www.has-sante.fr",
    "has-sante.fr/jcms/1": "https://has-sante.fr/jcms/1",
    "ftp://ftp.x.org/a": "ftp://ftp.x.org/a",
    "https://a.fr, https://b.fr": "https://a.fr",
    "https://a.fr et www.b.fr": "https://a.fr",
    "https://x.org/mon fichier.pdf": None,
    "article.pdf": None,
    "javascript:alert(1)": None,
    "voir le site": None,
}


@pytest.mark.parametrize(("written", "kept"), ADDRESSES.items(), ids=ADDRESSES)
def test_address_is_found_in_any_program_s_field(written: str, kept: str | None) -> None:
    """LaTeX in an address is undone; a text that is no address is left out with a warning."""
    text = f"@misc{{a, title = {{A}}, url = {{{written}}}}}"
    assert read_one(text).fields.get("url") == kept
    assert ("bad-url" in find_codes(text)) == (kept is None)


IDENTIFIERS = {
    ("doi", "https://doi-org.proxy.univ-lyon1.fr/10.1016/j.x.2020.01"): "10.1016/j.x.2020.01",
    ("doi", "https://www.sciencedirect.com.proxy.fr/doi/10.1016/j.x?via=ihub"): "10.1016/j.x",
    ("doi", "doi:10.1016/j.x"): "10.1016/j.x",
    ("doi", "DOI: 10.1016/j.x."): "10.1016/j.x",
    ("doi", r"10.1016/j{\_}x"): "10.1016/j_x",
    ("doi", r"10.1016/j\_x"): "10.1016/j_x",
    ("doi", "https://doi.org/10.1002%2Fart.41142"): "10.1002/art.41142",
    ("pmid", "PMID: 27164970"): "27164970",
    ("pmid", "https://pubmed.ncbi.nlm.nih.gov/27164970/"): "27164970",
    ("pmid", "http://www.ncbi.nlm.nih.gov/pubmed/27164970"): "27164970",
    ("pmcid", "4862376"): "PMC4862376",
    ("pmcid", "PMCID: PMC4862376"): "PMC4862376",
    ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4862376/"): "PMC4862376",
    ("hal", "sic_00137211"): "sic_00137211",
    ("hal", "mem_00000001"): "mem_00000001",
    ("hal", "ijn_00000123"): "ijn_00000123",
    ("hal", "in2p3-00010117"): "in2p3-00010117",
    ("hal", "https://hal.science/hal-01234567v2/document"): "hal-01234567v2",
    ("hal", "https://hal.archives-ouvertes.fr/hal-01234567"): "hal-01234567",
    ("hal_id", "hal-01234567"): "hal-01234567",
    ("arxiv", "arXiv:2305.01234 [cs.CL]"): "2305.01234",
    ("arxiv", "https://arxiv.org/abs/2305.01234v2"): "2305.01234v2",
}  # fmt: skip


@pytest.mark.parametrize(("written", "kept"), IDENTIFIERS.items(), ids=map(str, IDENTIFIERS))
def test_identifier_is_found_in_any_program_s_field(written: tuple[str, str], kept: str) -> None:
    """An identifier is freed of a label, an address or a library's proxy around it."""
    field, value = written
    text = f"@misc{{a, title = {{A}}, {field} = {{{value}}}}}"
    assert read_one(text).fields[field.removesuffix("_id")] == kept
    assert find_codes(text) == []


KEYS = (
    "doi:10.1089/cmb.2025.0078", "10.1002/art.41142", "averroes/hercz", "O'Keeffe_1962",
    "FellowsL88a+", "9.44:10b", "CorneilOS??", "léger2019", "dupont et al 2020",
)  # fmt: skip


@pytest.mark.parametrize("key", KEYS)
def test_key_of_any_program_is_accepted_and_can_be_cited(key: str) -> None:
    """Keys that publishers export can be cited, at least as ``[@{…}]``."""
    assert read_one(f"@misc{{{key}, title = {{A}}}}").key == key
    assert [citation.key for citation in find_citations(f"Voir [@{{{key}}}].")] == [key]


@pytest.mark.parametrize("key", ["doi:10.1089/cmb.2025.0078", "10.1002/art.41142"])
def test_key_of_a_publisher_is_cited_without_braces(key: str) -> None:
    """A DOI as a key is read whole."""
    assert [citation.key for citation in find_citations(f"Voir [@{key}].")] == [key]


USED = {
    "month = sept": ("year = 2020, month = sept", "Septembre 2020"),
    "comma first": ("\n, year = {2020}\n, publisher = {Masson}", "Masson"),
    "keywords twice": ("keywords = {a}, keywords = {b}, year = {2020}", "2020"),
    "empty crossref": ("crossref = {}, year = {2020}", "2020"),
    "missing parent": ("crossref = {b}, year = {2020}", "2020"),
    "line of comment": ("\n % abstract = {x},\n year = {2020}", "2020"),
    "undefined abbreviation": ("year = {2020}, publisher = masson", "masson"),
    "missing comma": ("publisher = {Masson} year = {2020}", "Masson"),
}


@pytest.mark.parametrize(("fields", "printed"), USED.values(), ids=USED)
def test_entry_is_printed_as_far_as_it_is_known(fields: str, printed: str) -> None:
    """An entry that biber or BibTeX accepts stops nothing, and its known fields are printed."""
    said = format_plain(read_one(f"@misc{{a, title = {{Titre}}, {fields}}}"))
    assert printed in said


def test_commas_may_begin_the_lines() -> None:
    """The key's comma may stand on the next line."""
    text = "@misc{a\n, title = {T}\n, year = {2020}\n}"
    assert read_one(text).fields["year"] == "2020"
    assert find_codes(text) == []


@pytest.mark.parametrize("kind", ["generic", "customa", "web_page", "magazine_article", "truc"])
def test_unknown_type_is_printed_as_far_as_known(kind: str) -> None:
    """Types of other programs are read as the nearest one of ours."""
    said = format_plain(
        read_one(f"@{kind}{{a, title = {{Titre}}, url = {{https://x.fr/a}}, year = 2020}}")
    )
    assert "Titre" in said
    assert "https://x.fr/a" in said


def test_letter_without_title_is_printed() -> None:
    """A letter without a title prints its author and date."""
    said = format_plain(read_one("@letter{a, author = {Martin, Anne}, year = {2020}}"))
    assert said.startswith("Martin A.")


def test_entries_without_keys_get_keys_of_author_and_year() -> None:
    """Two entries of one author and year get two keys, and each can be cited."""
    entry = "@article{, title = {%s}, author = {Élie, Anne}, year = {2020}}\n"
    references, problems = parse_bibtex(entry % "A" + entry % "B" + "@misc{title = {C}}", "f.bib")
    assert [reference.key for reference in references] == ["elie2020", "elie2020a", "c"]
    assert {problem.code for problem in problems} >= {"missing-citekey"}
    assert list_errors(problems) == ()


@pytest.mark.parametrize("field", ["eprint = {2305.01234}, eprinttype = {arxiv}", "pmid = {1}"])
def test_page_with_an_identifier_lacks_no_address(field: str) -> None:
    """``@online`` with an identifier needs no address."""
    assert find_codes(f"@online{{a, title = {{A}}, {field}}}") == []


FILES = {
    "utf-16": "@misc{a, title = {Étude}}".encode("utf-16"),
    "noted by JabRef": "% Encoding: Cp1252\n@misc{a, title = {Étude}}".encode("cp1252"),
    "noted by Emacs": "% -*- coding: latin-1 -*-\n@misc{a, title = {Étude}}".encode("latin-1"),
    "control character": b"@misc{a, title = {\xc3\x89tu\x02de}}",
    "form feed": b"@misc{a, title = {\xc3\x89tude}}\n\x0c\n",
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_file_is_read_in_the_encoding_that_it_names(tmp_path: Path, content: bytes) -> None:
    """A mark or a comment at the top names the encoding; control characters are left out."""
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography/a.bib").write_bytes(content)
    references, problems = read_bibliography(tmp_path)
    assert list_errors(problems) == ()
    assert references["bibliography/a.bib"][0].fields["title"] == "Étude"


@pytest.mark.parametrize("name", ["a.bib.bak", "a.bib.sav", "a.bib~"])
def test_copies_that_programs_leave_are_passed_over(tmp_path: Path, name: str) -> None:
    """JabRef's copies beside a file are no problem, and give no references."""
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / name).write_text("@misc{a, title = {A}}")
    assert read_bibliography(tmp_path) == ({}, ())


OTHER_FORMATS = {
    "a.ris": "TY  - JOUR\nTI  - T\nER  - \n",
    "a.nbib": "PMID- 1\nTI  - T\n",
    "a.json": '[{"id": "a"}]',
    "a.xml": "<xml><records/></xml>",
    "a.enw": "%0 Journal Article\n%T T\n",
}


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.parametrize(("name", "content"), OTHER_FORMATS.items(), ids=OTHER_FORMATS)
def test_other_format_is_refused_with_the_command_that_reads_it(
    tmp_path: Path, name: str, content: str, renamed: bool
) -> None:
    """The remedy for another format, renamed or not, is ``parution import``."""
    name = "a.bib" if renamed else name
    (tmp_path / "bibliography").mkdir()
    (tmp_path / "bibliography" / name).write_text(content)
    ((problem),) = read_bibliography(tmp_path)[1]
    assert problem.code == "other-format"
    assert f"parution import bibliography/{name}" in problem.hint.text()


def test_key_of_two_documents_is_an_error_and_of_one_a_warning() -> None:
    """One key for two documents is an error; a copy of one entry is a warning."""
    same = "@misc{a, title = {A}}\n@misc{a, title = {{A}}}"
    assert list_errors(parse_bibtex(same, "f.bib")[1]) == ()
    other = "@misc{a, title = {A}}\n@misc{a, title = {B}}"
    assert [problem.code for problem in list_errors(parse_bibtex(other, "f.bib")[1])] == [
        "duplicate-citekey"
    ]


DRESSED = {
    "doi = {10.1000/x [doi]}": ("doi", "10.1000/x"),
    r"doi = {10.1002/\(SICI\)1097-0258}": ("doi", "10.1002/(SICI)1097-0258"),
    "pmid = {12345678 [PMID]}": ("pmid", "12345678"),
    "pmid = {12345678 [Indexed for MEDLINE]}": ("pmid", "12345678"),
    "pmcid = {PMC4862376.1}": ("pmcid", "PMC4862376"),
    "url = {URL: https://x.org/a}": ("url", "https://x.org/a"),
    "url = {Disponible sur : https://x.org/a}": ("url", "https://x.org/a"),
    r"url = {https:\/\/x.org\/a}": ("url", "https://x.org/a"),
    "url = {https://me:secret@x.org/a}": ("url", "https://x.org/a"),
    "url = {https://proxy.univ.fr/login?url=https://x.org/a}": ("url", "https://x.org/a"),
    "url = {https://proxy.univ.fr/login?qurl=https%3A%2F%2Fx.org%2Fa}": ("url", "https://x.org/a"),
    "url = {10.1000/x}": ("doi", "10.1000/x"),
}


@pytest.mark.parametrize(("written", "expected"), DRESSED.items())
def test_identifiers_and_addresses_are_extracted(written: str, expected: tuple[str, str]) -> None:
    """Labels, versions, proxies and passwords around them are removed without a problem."""
    entry = f"@misc{{k, author = {{A, B}}, title = {{T}}, year = 2020, {written}}}"
    assert read_one(entry).fields[expected[0]] == expected[1]
    assert find_codes(entry) == []
