"""Bibliographies of other programs become BibTeX, with a report of the lost values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from command_line import Done, run
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.formats.convert import convert
from parution.bibliography.formats.detect import Format, detect_format
from parution.bibliography.formats.entry_builder import NotInFormat
from parution.bibliography.vancouver.style import format_plain
from parution.domain.problems import list_errors

RIS = """\
TY  - JOUR
AU  - Marret, Henri
AU  - Tour, Jean-Marie, Jr.
AU  - Haute Autorité de Santé,
TI  - Clinical practice guidelines on menorrhagia
T2  - European Journal of Obstetrics
J2  - Eur J Obstet
PY  - 2010
DA  - 2010/07/05
VL  - 152
IS  - 2
SP  - 133
EP  - 137
SN  - 0301-2115
DO  - 10.1016/j.ejogrb.2010.07.016
LA  - en
AB  - Long.
KW  - one
KW  - two
ER  -
"""

PUBMED = """\
PMID- 27164970
TI  - Prise en charge du syndrome [Management].
TT  - Prise en charge du syndrome.
FAU - Dépinay, Anne
AU  - Dépinay A
FAU - van Hoesel, C P M
AU  - van Hoesel CP
CN  - Collège national
LA  - fre
JT  - Exercer
TA  - Exercer
DP  - 2016 May-Jun
VI  - 27
IP  - 3
PG  - 112-8
LID - 10.1136/bmj.i2002 [doi]
PMC - PMC4862376
AB  - Long
      over two lines.
"""

CSL = """\
[{"id": "martin2020", "type": "book", "title": "Titre <i>vrai</i>",
  "author": [{"family": "Ormesson", "given": "Jean", "non-dropping-particle": "d'"},
             {"literal": "Haute Autorité de Santé"}],
  "translator": [{"family": "Roux", "given": "Luc"}],
  "issued": {"date-parts": [[2020, 3]]}, "publisher": "Masson", "publisher-place": "Paris",
  "note": "PMID: 123", "ISBN": "978-3-86680-192-9", "abstract": "Long."}]
"""

XML = """\
<?xml version="1.0"?><xml><records><record>
<ref-type name="Book Section">5</ref-type>
<contributors><authors><author><style face="normal">Martin, Anne</style></author></authors>
<secondary-authors><author>Roux, Luc</author></secondary-authors></contributors>
<titles><title><style>Titre</style></title><secondary-title>Livre</secondary-title></titles>
<pages>3-5</pages><dates><year>2001</year></dates><publisher>Masson</publisher>
<abstract>Long.</abstract></record></records></xml>
"""

ENW = """\
%0 Journal Article
%A Martin, Anne
%A Dupont, Bernard
%T Titre
%J Exercer
%V 3
%N 2
%P 10-15
%D 2020
%X Long.
"""

PRINTED = {
    Format.RIS: (
        RIS,
        "Marret H, Tour JM Jr, Haute Autorité de Santé. Clinical practice guidelines on"
        " menorrhagia. Eur J Obstet. 2010;152(2):133-7. doi:10.1016/j.ejogrb.2010.07.016",
        {"AB": 1, "KW": 1},
    ),
    Format.PUBMED: (
        PUBMED,
        "Dépinay A, van Hoesel CPM, Collège national. Prise en charge du syndrome. Prise en charge"
        " du syndrome [Management]. Exercer. 2016;27(3):112-8. doi:10.1136/bmj.i2002"
        " PMID 27164970 PMC4862376",
        {"AB": 1},
    ),
    Format.CSL_JSON: (
        CSL,
        "d’Ormesson J, Haute Autorité de Santé. Titre vrai. Roux L, traducteur. Paris : Masson ;"
        " mars 2020. PMID 123",
        {"abstract": 1},
    ),
    Format.ENDNOTE_XML: (
        XML,
        "Martin A. Titre. In : Roux L, éditeur. Livre. Masson ; 2001. p. 3-5.",
        {"abstract": 1},
    ),
    Format.ENDNOTE: (ENW, "Martin A, Dupont B. Titre. Exercer. 2020;3(2):10-5.", {"%X": 1}),
}


@pytest.mark.parametrize("form", PRINTED)
def test_record_is_printed_as_it_was_meant(form: Format) -> None:
    """Each format gives a correctly printed reference, and a report of the values left out."""
    text, expected, left = PRINTED[form]
    converted = convert(text, form, "a.bib")
    (reference,) = converted.references
    assert format_plain(reference).replace("\u00a0", " ").replace("\u202f", " ") == expected
    assert converted.left == left


@pytest.mark.parametrize("form", PRINTED)
def test_format_is_known_by_its_text(form: Format) -> None:
    """A file's format is recognised by its text, whatever its name."""
    assert detect_format(PRINTED[form][0]) is form


@pytest.mark.parametrize("form", PRINTED)
def test_the_written_file_is_sound_bibtex(form: Format) -> None:
    """The written file has no error, and reads back as the same references."""
    converted = convert(PRINTED[form][0], form, "a.bib")
    references, problems = parse_bibtex(converted.text, "a.bib")
    assert list_errors(problems) == ()
    assert references == converted.references


def test_body_with_a_comma_stays_a_body() -> None:
    """A department of a university is not read as a person."""
    text = "TY  - RPRT\nAU  - University of Adelaide, Department of Health\nTI  - T\nER  - "
    ((reference),) = convert(text, Format.RIS, "a.bib").references
    assert reference.authors[0].literal == "University of Adelaide, Department of Health"


@pytest.mark.parametrize(
    ("lines", "printed"),
    [
        ("PY  - 20260102", "Martin A. Titre. Exercer. 2 janvier 2026."),
        ("PY  - 2026\nDA  - 23/11/2026", "Martin A. Titre. Exercer. 23 novembre 2026."),
        ("PY  - 2026\nDA  - 02/11/2026", "Martin A. Titre. Exercer. 2026."),
        ("PY  - 2026\nAU  - Dr Dupont", "Martin A, Dupont. Titre. Exercer. 2026."),
    ],
)
def test_dates_and_titles_of_ris_as_programs_write_them(lines: str, printed: str) -> None:
    """A compact date is whole, one whose order is unclear a year; a title is no part of a name."""
    text = f"TY  - JOUR\nAU  - Martin, A.\nTI  - Titre\nJO  - Exercer\n{lines}\nER  - \n"
    (reference,) = convert(text, Format.RIS, "a.bib").references
    assert format_plain(reference) == printed


def test_record_without_an_end_is_read() -> None:
    """The last record, and one interrupted by the next, lose nothing."""
    text = "TY  - JOUR\nTI  - Un\nTY  - JOUR\nTI  - Deux\n"
    titles = [each.fields["title"] for each in convert(text, Format.RIS, "a.bib").references]
    assert titles == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("text", "form"),
    [("[{", Format.CSL_JSON), ("3", Format.CSL_JSON), ("<xml><records>", Format.ENDNOTE_XML)],
)
def test_broken_text_is_refused_with_its_line(text: str, form: Format) -> None:
    """A broken file is refused whole, with the line."""
    with pytest.raises(NotInFormat) as refused:
        convert(text, form, "a.bib")
    assert refused.value.line == 1


@pytest.mark.parametrize(
    "text", ["[" * 200_000, '[{"a":' * 200_000, '[{"volume": ' + "9" * 5000 + "}]"]
)
def test_json_without_end_is_refused(text: str) -> None:
    """Lists within lists without end, and a number of thousands of digits, are refused."""
    with pytest.raises(NotInFormat):
        convert(text, Format.CSL_JSON, "a.bib")


def test_json_of_zotero_itself_is_refused() -> None:
    """Zotero's own JSON, whose people and kinds would be lost, is not taken for CSL-JSON."""
    item = '{"itemType": "book", "title": "T", "creators": [{"lastName": "Roux"}]}'
    with pytest.raises(NotInFormat):
        convert(f'{{"items": [{item}]}}', Format.CSL_JSON, "a.bib")


@pytest.mark.parametrize("space", ["  ", "\t"])
def test_records_that_are_set_in_are_read(space: str) -> None:
    """RIS pasted into a mail or a text, set in as a whole, is read like any other."""
    record = "TY  - JOUR\nTI  - Titre\nAU  - Roux, Luc\nER  - \n"
    text = "".join(f"{space}{line}\n" for line in (record * 2).splitlines())
    assert [each.fields["title"] for each in convert(text, Format.RIS, "a.bib").references] == [
        "Titre",
        "Titre",
    ]


def test_entities_of_xml_do_not_multiply() -> None:
    """XML whose entities would grow without end in memory is refused."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><xml><records>&b;</records></xml>'
    with pytest.raises(NotInFormat):
        convert(bomb, Format.ENDNOTE_XML, "a.bib")


# --- the command ------------------------------------------------------------------------------


def import_file(folder: Path, name: str, content: str, *options: str) -> Done:
    """Write a file and import it."""
    (folder / name).write_text(content, encoding="utf-8")
    return run(folder, "import", name, *options)


def test_file_is_written_beside_its_source(tmp_path: Path) -> None:
    """Without ``--to`` only the extension changes, and the report names the lost values."""
    done = import_file(tmp_path, "a.ris", RIS)
    assert done.code == 0
    assert "« a.bib » : 1" in done.out
    assert "AB (résumé) : 1" in done.out
    assert parse_bibtex((tmp_path / "a.bib").read_text("utf-8"), "a.bib")[0]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """An existing file stays as it is, and the command exits with 1."""
    (tmp_path / "b.bib").write_text("@misc{mien, title = {Mien}}")
    done = import_file(tmp_path, "a.ris", RIS, "--to", "b.bib")
    assert done.code == 1
    assert "--append" in done.err
    assert (tmp_path / "b.bib").read_text() == "@misc{mien, title = {Mien}}"


def test_append_adds_only_new_documents(tmp_path: Path) -> None:
    """``--append`` keeps the file's entries, and adds only documents that it lacks."""
    (tmp_path / "b.bib").write_text("@misc{mien, title = {Mien}}")
    assert import_file(tmp_path, "a.ris", RIS, "--to", "b.bib", "--append").code == 0
    done = import_file(tmp_path, "a.ris", RIS, "--to", "b.bib", "--append")
    assert "Déjà présent : Clinical practice guidelines on menorrhagia" in done.out
    references, _ = parse_bibtex((tmp_path / "b.bib").read_text("utf-8"), "b.bib")
    assert [each.key for each in references] == ["mien", "marret2010"]


def test_warnings_of_appended_entries_name_their_lines(tmp_path: Path) -> None:
    """A warning on an appended entry names the line at which the file has it."""
    before = "% Les miennes.\n\n@misc{mien, title = {Mien}}\n"
    (tmp_path / "b.bib").write_text(before)
    odd = "TY  - JOUR\nTI  - Titre\nPY  - 2020\nDO  - sans chiffre\nER  - \n"
    done = import_file(tmp_path, "a.ris", odd, "--to", "b.bib", "--append")
    lines = (tmp_path / "b.bib").read_text("utf-8").splitlines()
    named = {int(line) for line in re.findall(r"b\.bib:(\d+)", done.err)}
    assert named
    assert all(lines[line - 1] and line > before.count("\n") for line in named), named


def test_renamed_file_is_replaced_and_kept_beside(tmp_path: Path) -> None:
    """A ``.bib`` file that is RIS becomes BibTeX; `check` ignores the original kept beside it."""
    assert import_file(tmp_path, "a.bib", RIS).code == 0
    assert (tmp_path / "a.bib.bak").read_text("utf-8") == RIS
    assert parse_bibtex((tmp_path / "a.bib").read_text("utf-8"), "a.bib")[0]


def test_dash_prints_bibtex_alone(tmp_path: Path) -> None:
    """With ``-`` the output is BibTeX for another program; the report goes to the error stream."""
    done = import_file(tmp_path, "a.enw", ENW, "--to", "-")
    assert done.out.startswith("@article{martin2020,")
    assert done.out.endswith("}\n")
    assert "%X (résumé) : 1" in done.err
    assert not (tmp_path / "a.bib").exists()


REFUSED = {
    "bibtex": ("a.bib", "@misc{a, title = {A}}", "déjà en BibTeX"),
    "text": ("a.txt", "Martin A. Le titre.", "n’est pas connu"),
    "broken": ("a.json", "[{", "abîmé à la ligne 1"),
    "empty": ("a.ris", "rien", "Aucune référence au format RIS"),
}


@pytest.mark.parametrize(("name", "content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refused_import_is_explained(tmp_path: Path, name: str, content: str, said: str) -> None:
    """A refusal is in French, has the exit code of a problem, and writes nothing."""
    done = import_file(tmp_path, name, content)
    assert done.code == 1
    assert said in done.err
    assert [path.name for path in tmp_path.iterdir()] == [name]
