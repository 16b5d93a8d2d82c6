"""Files as PubMed, Zotero, EndNote, Cochrane and Cairn write them lose nothing without a word."""

from __future__ import annotations

from pathlib import Path
from string import ascii_lowercase

import pytest

from command_line import run
from parution.bibliography.bibtex.parse import make_key
from parution.bibliography.formats.convert import Converted, convert
from parution.bibliography.formats.detect import Format
from parution.domain import Reference

ARTICLE = "TY  - JOUR\nTI  - Titre\nAU  - Martin, Anne\nT2  - Exercer\n{}ER  - \n"
THESIS = "TY  - THES\nTI  - Titre\nAU  - Martin, Anne\nPB  - Nantes\nPY  - 2021\n{}ER  - \n"


def read_ris(text: str, *lines: str) -> Converted:
    """Return a record of RIS with further lines."""
    return convert(text.format("".join(f"{line}\n" for line in lines)), Format.RIS, "a.bib")


def read_one(text: str, *lines: str) -> Reference:
    """Return the reference of a record of RIS with further lines."""
    (reference,) = read_ris(text, *lines).references
    return reference


DATES = {
    "EndNote's day beside its year": (("PY  - 2020", "DA  - Mar 26"), "2020-3-26"),
    "the year of the Cochrane Library": (("YR  - 2023",), "2023--"),
    "Zotero's": (("DA  - 2018/03//", "PY  - 2018"), "2018-3-"),
    "a day that is clear": (("DA  - 26/03/2020", "PY  - 2020"), "2020-3-26"),
    "Cairn's issue": (("PY  - 2018/3 (Vol. 36)", "Y1  - 2018"), "2018-3-"),
}


@pytest.mark.parametrize(("lines", "expected"), DATES.values(), ids=DATES)
def test_a_date_of_ris_keeps_its_day(lines: tuple[str, ...], expected: str) -> None:
    """Month and day are kept, whether they stand beside the year or with it."""
    fields = read_one(ARTICLE, *lines).fields
    assert "-".join(fields.get(name, "") for name in ("year", "month", "day")) == expected


@pytest.mark.parametrize("tag", ["DA", "Y2"])
def test_a_day_that_may_be_two_is_reported(tag: str) -> None:
    """« 12/05/2024 » is a warning with both days, not a day or a year chosen silently."""
    converted = read_ris(ARTICLE, "PY  - 2024", f"{tag}  - 12/05/2024", "UR  - https://x.fr/a")
    (problem,) = converted.problems
    assert "2024-05-12" in problem.hint.text(str)
    assert "2024-12-05" in problem.hint.text(str)


def test_endnote_s_epub_is_no_edition() -> None:
    """The day of « Epub », which EndNote writes as the edition of an article, is left out."""
    assert "edition" not in read_one(ARTICLE, "PY  - 2020", "ET  - 2020/03/27").fields


def test_the_number_of_a_cochrane_review_is_kept() -> None:
    """The number stands in place of pages, as in the Cochrane library's own citation."""
    assert read_one(ARTICLE, "PY  - 2014", "AN  - CD001751.PUB2").fields["eid"] == "CD001751"


def test_the_number_of_a_thesis_is_kept_from_a_note() -> None:
    """« NNT : … » in a note is the thesis's number; the note is then not lost."""
    converted = read_ris(THESIS, "N1  - <p>NNT : 2021NANT1234</p>")
    assert converted.references[0].fields["nnt"] == "2021NANT1234"
    assert "N1" not in converted.left


def test_other_words_of_a_note_are_counted_as_lost() -> None:
    """A remark is left out of the file, and the report says so."""
    assert read_ris(THESIS, "N1  - À relire avec Paul").left["N1"] == 1


def test_a_retraction_is_kept_from_endnote_s_record() -> None:
    """EndNote's note with PubMed's record says « Retracted Publication »: readers are told."""
    converted = read_ris(ARTICLE, "PY  - 2020", "N1  - 1533-4406\nMartin\nRetracted Publication")
    assert converted.references[0].fields["pubstate"] == "retracted"
    assert [problem.code for problem in converted.problems] == ["retracted-document"]


@pytest.mark.parametrize("line", ["DP  - ScienceDirect", "ST  - Titre court", "L3  - 10.1000/x"])
def test_what_programs_write_twice_is_no_loss(line: str) -> None:
    """A database's name, a short title and a DOI under a second tag are not reported as lost."""
    assert not read_ris(ARTICLE, "PY  - 2020", "DO  - 10.1000/x", line).left


def test_a_title_of_an_issue_is_no_journal() -> None:
    """A second title that abbreviates nothing is reported as lost, not taken for the journal."""
    lines = ("TI  - Titre", "T2  - Sous-titre", "JO  - Sciences sociales et santé", "PY  - 2018")
    converted = convert("\n".join(("TY  - JOUR", *lines, "ER  - ")), Format.RIS, "a.bib")
    assert converted.references[0].fields["journal"] == "Sciences sociales et santé"
    assert converted.left["T2"] == 1


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_records_of_pubmed_stay_apart_on_every_system(end: str) -> None:
    """Two records are two references, however lines end."""
    records = "PMID- 1\nTI  - Un.\nJT  - A\n\nPMID- 2\nTI  - Deux.\nJT  - A\n"
    converted = convert(records.replace("\n", end), Format.PUBMED, "a.bib")
    assert [each.fields["title"] for each in converted.references] == ["Un", "Deux"]


XML = """<?xml version="1.0" encoding="{}"?><xml><records><record>
<ref-type name="Report">27</ref-type><titles><title>Santé</title></titles></record></records></xml>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_xml_is_read_in_the_encoding_that_it_names(tmp_path: Path, encoding: str) -> None:
    """The letters of EndNote's XML are right in each encoding that Windows writes."""
    (tmp_path / "a.xml").write_bytes(XML.format(encoding).encode(encoding))
    assert "title = {Santé}" in run(tmp_path, "import", "a.xml", "--to", "-").out


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "cp1252", "mac-roman"])
def test_ris_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """UTF-16 without a mark, with one, Windows-1252 and Mac Roman are all understood."""
    record = ARTICLE.format("").replace("Titre", "Santé")
    (tmp_path / "a.ris").write_bytes(record.encode(encoding))
    assert "Santé" in run(tmp_path, "import", "a.ris", "--to", "-").out


PEOPLE = {
    "one text": ('"Dupont, Anne and Roux, Luc"', ["Dupont", "Roux"]),
    "nothing among them": (
        '[null, {"family": null}, {"family": "Dupont", "given": "A"}]',
        ["Dupont"],
    ),
    "one alone": ('{"family": "Dupont", "given": "A"}', ["Dupont"]),
}


@pytest.mark.parametrize(("written", "families"), PEOPLE.values(), ids=PEOPLE)
def test_people_of_csl_are_read_as_programs_write_them(written: str, families: list[str]) -> None:
    """A text, a person without a list, and empty people give the people there are."""
    items = f'[{{"type": "book", "title": "T", "author": {written}}}]'
    (reference,) = convert(items, Format.CSL_JSON, "a.bib").references
    assert [name.family for name in reference.authors] == families


def test_a_document_without_doi_is_not_added_twice(tmp_path: Path) -> None:
    """``--append`` knows a document by its title and year."""
    (tmp_path / "a.ris").write_text(THESIS.format(""), encoding="utf-8")
    run(tmp_path, "import", "a.ris", "--to", "b.bib")
    assert (
        "Déjà présent : Titre" in run(tmp_path, "import", "a.ris", "--to", "b.bib", "--append").out
    )


@pytest.mark.parametrize("name", ["a.csv", "a.ris", "a.json"])
def test_a_file_that_cannot_be_read_is_refused_with_a_way_out(tmp_path: Path, name: str) -> None:
    """A summary of PubMed, an empty file and a broken one are refused with what to export."""
    (tmp_path / name).write_text("PMID,Title\n1,Endometriosis\n", encoding="utf-8")
    assert "« Citation manager »" in run(tmp_path, "import", name).err.replace("\u00a0", " ")


def test_a_doi_is_kept_without_its_address() -> None:
    """ScienceDirect's DOI with an address is the DOI, by which documents are compared."""
    written = read_ris(ARTICLE, "PY  - 2018", "DO  - https://doi.org/10.1000/x").text
    assert "doi = {10.1000/x}" in written


def test_a_person_without_a_comma_is_no_body() -> None:
    """Persée's « Dupont Jean » is a person where the given name is sure."""
    (name,) = read_one(ARTICLE.replace("Martin, Anne", "Dupont Jean")).authors
    assert (name.family, name.given) == ("Dupont", "Jean")


def test_an_answer_of_crossref_is_read() -> None:
    """The record within an answer of Crossref's service is the reference."""
    answer = '{"status": "ok", "message": {"type": "journal-article", "title": ["Titre"]}}'
    (reference,) = convert(answer, Format.CSL_JSON, "a.bib").references
    assert (reference.kind, reference.fields["title"]) == ("article", "Titre")


def test_a_state_in_words_is_understood() -> None:
    """« sous presse », typed into Zotero's status, is the state of the document."""
    items = '[{"type": "article-journal", "title": "T", "status": "sous presse"}]'
    (reference,) = convert(items, Format.CSL_JSON, "a.bib").references
    assert reference.fields["pubstate"] == "inpress"


def test_mendeley_s_number_is_kept() -> None:
    """Mendeley writes the number of an issue under a name of its own."""
    record = "<record><titles><title>T</title></titles><issue>13</issue></record>"
    (reference,) = convert(f"<xml>{record}</xml>", Format.ENDNOTE_XML, "a.bib").references
    assert reference.fields["number"] == "13"


@pytest.mark.parametrize(
    ("tag", "said"),
    [("ECI", "Mise en garde"), ("CRI", "Erratum"), ("EIN", "Erratum"), ("RIN", "rétracté")],
)
def test_readers_are_told_what_became_of_an_article(tag: str, said: str) -> None:
    """Expressions of concern, corrections and retractions in PubMed's record are printed."""
    record = f"PMID- 1\nTI  - Un.\nJT  - A\n{tag} - Lancet. 2021;384:1.\n"
    (reference,) = convert(record, Format.PUBMED, "a.bib").references
    assert said in reference.fields["addendum"]


def test_a_thesis_of_a_library_says_its_university() -> None:
    """A note of the Sudoc gives kind and university, where the publisher is unknown."""
    note = "N1  - Thèse d'exercice : Médecine. Médecine générale : Lille 2 : 2018"
    fields = read_one(THESIS.replace("Nantes", "[s.n.]"), note).fields
    assert fields["institution"] == "Lille 2"
    assert fields["type"] == "Thèse d'exercice : Médecine générale"


@pytest.mark.parametrize("written", ["[s.n.]", "s.n.", "[S. n.]"])
def test_an_unknown_publisher_is_none(written: str) -> None:
    """What library catalogues write for a publisher or place they do not know is not printed."""
    reference = read_one(THESIS.replace("Nantes", written), "CY  - [S.l.]")
    assert not {"institution", "publisher", "address"} & reference.fields.keys()


RECORDS = {
    "a.ris": ("TY  - JOUR\nTI  - T\nER  - \n", "{}"),
    "a.nbib": ("PMID- 1\nTI  - T\n\n", "{}"),
    "a.json": ('{"type": "book", "title": "T"},', "[{}{{}}]"),
    "a.xml": (
        "<record><titles><title>T</title></titles></record>",
        "<xml><records>{}</records></xml>",
    ),
    "a.enw": ("%0 Book\n%T T\n\n", "{}"),
    "a.bib": ("@misc{a, title = {T}}\n", "{}"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_import_refuses_more_records_than_any_library_has(tmp_path: Path, name: str) -> None:
    """In each format, 20,001 records are counted and not read; the file, the bound and the remedy
    are said.
    """
    record, frame = RECORDS[name]
    (tmp_path / name).write_text(frame.format(record * 20_001))
    said = run(tmp_path, "import", name, "--to", "-")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{name} : cette bibliographie contient 20001 références")
    assert "exportez une collection" in said.err


def test_import_refuses_a_file_larger_than_any_library(tmp_path: Path) -> None:
    """The size is said, of a file that is not read to its end."""
    with (tmp_path / "a.ris").open("wb") as stream:
        stream.truncate(10**12)
    said = run(tmp_path, "import", "a.ris", "--to", "-")
    assert "1000000 Mo ; 60 Mo au plus" in said.err


def test_a_free_key_is_found_among_thousands() -> None:
    """Records without a name of their own get numbers without trying each of those before."""
    asked: list[str] = []

    class Taken(set[str]):
        def __contains__(self, key: object) -> bool:
            asked.append(str(key))
            return super().__contains__(key)

    taken = Taken(f"has2020{letter}" for letter in ("", *ascii_lowercase))
    taken |= {f"has2020-{number}" for number in range(2, 20_000)}
    assert make_key({"author": "{HAS}", "year": "2020"}, taken) == "has2020-20000"
    assert len(asked) < 100


def test_append_compares_no_reference_with_every_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The traits of the references present are derived once, not once for each new record."""
    derived: list[Reference] = []
    monkeypatch.setattr(
        "parution.bibliography.formats.convert.list_traits",
        lambda each: derived.append(each) or [("title", each.fields["title"])],
    )
    record = "TY  - JOUR\nTI  - T{}\nER  - \n"
    present = convert("".join(map(record.format, range(50))), Format.RIS, "a.bib").references
    derived.clear()
    added = convert("".join(map(record.format, range(40, 90))), Format.RIS, "a.bib", present)
    assert (len(added.references), len(added.known), len(derived)) == (40, 10, 100)
