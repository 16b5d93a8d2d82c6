"""Exports contain a document's record and nothing private."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bibliography.test_golden_references import REFERENCES
from builders import reference
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import (
    FORMATS,
    write_bibtex,
    write_csl_json,
    write_ris,
)
from parution.bibliography.vancouver.style import format_plain

PRIVATE = """@article{a, title = {Titre}, author = {Martin, Anne}, journal = {Exercer},
  year = {2020}, file = {/home/SECRET.pdf}, annote = {SECRET}, annotation = {SECRET},
  note = {SECRET},  keywords = {SECRET}, abstract = {SECRET}, groups = {SECRET}, owner = {SECRET},
  timestamp = {SECRET}, level = {1}, interests_note = {SECRET}, bdsk-file-1 = {SECRET}}"""


@pytest.mark.parametrize("export", FORMATS.values(), ids=FORMATS)
def test_nothing_private_is_exported(export: object) -> None:
    """Paths of files, notes, tags and the product's own fields are not exported."""
    references, _ = parse_bibtex(PRIVATE, "f.bib")
    written = export(references)  # type: ignore[operator]
    assert "Titre" in written
    assert "SECRET" not in written


def test_nothing_private_is_even_read() -> None:
    """Private fields are not even kept in memory, so that no page can show them."""
    (read,), _ = parse_bibtex(PRIVATE, "f.bib")
    assert "SECRET" not in str(read.fields) + str(read.authors)


@pytest.mark.parametrize("export", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("name", ["note", "file", "annote", "abstract", "keywords", "usera"])
def test_a_field_that_is_on_no_list_is_not_exported(export: object, name: str) -> None:
    """A field outside the list is not exported, even if it was read by mistake."""
    assert "SECRET" not in export([reference("a", **{name: "SECRET"})])  # type: ignore[operator]


@pytest.mark.parametrize("given_reference", REFERENCES, ids=lambda each: each.key)
def test_bibtex_export_reads_back_as_the_same_reference(given_reference: object) -> None:
    """A real reference, exported and read again, prints the same."""
    (back,), problems = parse_bibtex(write_bibtex([given_reference]), "f.bib")  # type: ignore[list-item]
    assert problems == ()
    assert format_plain(back) == format_plain(given_reference)  # type: ignore[arg-type]


@given(st.text(alphabet=st.sampled_from("ab \\{}%&#$_~^\"'<>é\u00a0-=,@"), min_size=1))
def test_bibtex_export_escapes_any_text(text: str) -> None:
    """Any title makes a sound entry with that title."""
    title = " ".join(f"x{text}x".split())
    (back,), problems = parse_bibtex(write_bibtex([reference("k", title=title)]), "f.bib")
    assert {problem.code for problem in problems} <= {"html-in-field"}
    assert len(back.fields["title"]) > 0


def test_ris_export_is_the_record_of_reference_managers() -> None:
    """Each line is a tag, two spaces, a hyphen, a space and a value."""
    (article,), _ = parse_bibtex(
        "@article{a, title = {Titre}, author = {de la Tour, Anne and {HAS}}, journal = {Exercer},"
        " date = {2020-07-04}, volume = 3, number = 2, pages = {133--137}, doi = {10.1000/x}}",
        "f.bib",
    )
    assert write_ris([article]).splitlines() == [
        "TY  - JOUR",
        "ID  - a",
        "AU  - de la Tour, Anne",
        "AU  - HAS",
        "TI  - Titre",
        "T2  - Exercer",
        "VL  - 3",
        "IS  - 2",
        "DO  - 10.1000/x",
        "PY  - 2020",
        "DA  - 2020/07/04",
        "SP  - 133",
        "EP  - 137",
        "ER  - ",
    ]


def test_csl_json_export_is_read_by_citeproc() -> None:
    """Names, dates and types are those of CSL-JSON."""
    (chapter,), _ = parse_bibtex(
        "@incollection{c, title = {Chapitre}, author = {de la Tour, Anne}, editor = {{HAS}},"
        " booktitle = {Livre}, date = {2020-07}, pages = {1-2}, publisher = {Masson}}",
        "f.bib",
    )
    assert json.loads(write_csl_json([chapter])) == [
        {
            "id": "c",
            "type": "chapter",
            "title": "Chapitre",
            "container-title": "Livre",
            "page": "1-2",
            "publisher": "Masson",
            "author": [{"family": "Tour", "given": "Anne", "non-dropping-particle": "de la"}],
            "editor": [{"literal": "HAS"}],
            "issued": {"date-parts": [[2020, 7]]},
        }
    ]


def ris_of(text: str) -> list[str]:
    """Return the lines that RIS has for an entry."""
    return write_ris(parse_bibtex(text, "f.bib")[0]).splitlines()


def csl_of(text: str) -> dict[str, object]:
    """Return the fields that CSL-JSON has for an entry."""
    (item,) = json.loads(write_csl_json(parse_bibtex(text, "f.bib")[0]))
    return dict(item)


PUBLISHERS = {
    "@online{k, title = {T}, organization = {{Assurance Maladie}}}": "Assurance Maladie",
    "@misc{k, title = {T}, howpublished = {CERN}}": "CERN",
    "@report{k, title = {T}, institution = {HAS}, organization = {OMS}}": "HAS",
    "@book{k, title = {T}, publisher = {Masson}, organization = {OMS}}": "Masson",
}


@pytest.mark.parametrize(("written", "publisher"), PUBLISHERS.items())
def test_the_publisher_is_exported_from_any_of_its_fields(written: str, publisher: str) -> None:
    """In RIS and CSL-JSON the publisher comes from the first of its fields that is filled."""
    assert f"PB  - {publisher}" in ris_of(written)
    assert csl_of(written)["publisher"] == publisher


KINDS = {
    "@thesis{k, title = {T}, type = {phdthesis}}": "Thèse de doctorat",
    "@phdthesis{k, title = {T}}": "Thèse de doctorat",
    "@mastersthesis{k, title = {T}}": "Mémoire de master",
    "@techreport{k, title = {T}}": "Rapport technique",
    "@report{k, title = {T}, type = {techreport}}": "Rapport technique",
    "@report{k, title = {T}, type = {Fiche mémo}}": "Fiche mémo",
}


@pytest.mark.parametrize(("written", "said"), KINDS.items())
def test_kind_of_document_is_exported_in_words(written: str, said: str) -> None:
    """M3 and genre, which programs print as they are, have words, never « phdthesis »."""
    assert f"M3  - {said}" in ris_of(written)
    assert csl_of(written)["genre"] == said


@pytest.mark.parametrize("kind", ["report", "article", "dataset", "software", "unpublished"])
def test_kind_that_the_type_says_already_is_not_exported(kind: str) -> None:
    """No kind is exported if the record's type already implies it."""
    assert "genre" not in csl_of(f"@{kind}{{k, title = {{T}}}}")


NUMBERS = {
    "@article{k, title = {T}, number = 7}": "issue",
    "@report{k, title = {T}, number = 7}": "number",
    "@report{k, title = {T}, number = 7, series = {S}}": "number",
    "@thesis{k, title = {T}, number = 7}": "number",
    "@patent{k, title = {T}, number = 7}": "number",
    "@book{k, title = {T}, number = 7}": "number",
    "@book{k, title = {T}, number = 7, series = {S}}": "collection-number",
    "@incollection{k, title = {T}, number = 7, series = {S}}": "collection-number",
}


@pytest.mark.parametrize(("written", "name"), NUMBERS.items())
def test_number_is_of_an_issue_a_series_or_a_document(written: str, name: str) -> None:
    """A number has its own field for an issue, a series or a document; only journals have
    issues."""
    item = csl_of(written)
    names = {"issue", "number", "collection-number"} & item.keys()
    assert {each: item[each] for each in names} == {name: "7"}


TALK = (
    "@inproceedings{k, title = {T}, eventtitle = {Congrès}, venue = {Nantes}, booktitle = {Actes},"
    " address = {Paris}, publisher = {Masson}}"
)
UNPRINTED = "@unpublished{k, title = {T}, eventtitle = {Congrès}, venue = {Nantes}}"


def test_a_program_keeps_its_version() -> None:
    """A program's version, on which results depend, is exported in both formats."""
    written = "@software{k, author = {A, B}, title = {Titre}, version = {2.1}, year = 2020}"
    assert "ET  - 2.1" in ris_of(written)
    assert csl_of(written)["version"] == "2.1"


def test_ris_tells_of_the_congress_first() -> None:
    """T2 and CY are the congress and its town; the book and its own town have C3 and C1."""
    assert {"T2  - Congrès", "C3  - Actes", "CY  - Nantes", "C1  - Paris"} <= set(ris_of(TALK))
    assert {"T2  - Congrès", "CY  - Nantes"} <= set(ris_of(UNPRINTED))


def test_ris_tells_of_the_book_where_no_congress_is_named() -> None:
    """Without eventtitle and venue, T2 and CY are of the book."""
    lines = ris_of("@inproceedings{k, title = {T}, booktitle = {Actes}, address = {Paris}}")
    assert {"T2  - Actes", "CY  - Paris"} <= set(lines)


def test_csl_json_tells_of_the_congress_and_of_the_book() -> None:
    """Congress, its town, the book and the publisher's town each have a field."""
    item = csl_of(TALK)
    names = ("event-title", "event-place", "container-title", "publisher-place")
    assert [item[name] for name in names] == ["Congrès", "Nantes", "Actes", "Paris"]


def test_bibtex_keeps_a_name_with_and_whole() -> None:
    """A publisher whose name has “and” comes back as one."""
    written = "@book{k, title = {T}, publisher = {{Taylor and Francis}}, year = 2020}"
    (back,) = parse_bibtex(write_bibtex(parse_bibtex(written, "f.bib")[0]), "f.bib")[0]
    assert back.fields["publisher"] == "Taylor and Francis"
    assert "{{Taylor and Francis}}" in write_bibtex([back])


@pytest.mark.parametrize(("language", "kept"), [("french", False), ("english", True)])
def test_capitals_are_kept_by_braces_in_english_titles(language: str, kept: bool) -> None:
    """Programs lower the capitals of English titles alone; French ones need no braces."""
    written = f"@book{{k, title = {{La HAS et vous}}, langid = {{{language}}}, year = 2020}}"
    exported = write_bibtex(parse_bibtex(written, "f.bib")[0])
    assert ("{HAS}" in exported) is kept


def test_ris_tells_of_a_retraction() -> None:
    """A retracted article says so in its notes."""
    lines = ris_of("@article{k, title = {T}, pubstate = {retracted}, year = 2020}")
    assert any("Rétract" in line for line in lines)


def test_csl_json_has_no_month_beyond_december() -> None:
    """A season has a field of its own."""
    assert csl_of("@article{k, title = {T}, date = {2020-21}}")["issued"] == {
        "date-parts": [[2020]],
        "season": 1,
    }


def test_csl_json_keeps_translators() -> None:
    """Who translated a book goes along."""
    item = csl_of("@book{k, title = {T}, translator = {Martin, Anne}, year = 2020}")
    assert item["translator"] == [{"family": "Martin", "given": "Anne"}]
