"""A sound ``.bib`` file is read, in the dialects of BibTeX and BibLaTeX."""

from __future__ import annotations

import pytest

from parution.bibliography.bibtex.latex import convert_to_plain
from parution.bibliography.bibtex.name_lists import parse_names
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.bibtex.person_names import OTHERS
from parution.bibliography.partial_dates import find_month_number, parse_partial_date
from parution.domain import Interests, Name, Reference


def read_one(text: str) -> Reference:
    """Return the one reference of a text that may lack fields and has no other problem."""
    (reference,), problems = parse_bibtex(text, "f.bib")
    assert {problem.code for problem in problems} <= {"missing-field"}
    return reference


LATEX = {
    r"{\'E}tude": "Étude",
    r"Fran{\c c}ois \& Jos\'e": "François & José",
    r"c{\oe}ur na{\"\i}f \'{\i}": "cœur naïf í",
    r"\emph{in vitro} et \textbf{gras}": "in vitro et gras",
    r"{\em ancien} style": "ancien style",
    r"p--q --- ``mot''": "p–q — “mot”",
    r"\enquote{mot}": "«\u00a0mot\u00a0»",
    r"CO\textsubscript{2}, m$^2$, H$_2$O": "CO₂, m², H₂O",
    r"$\alpha$-bloquant": "α-bloquant",
    r"50\,\%, 5\$, a\_b, \#1": "50\u202f%, 5$, a_b, #1",
    r"IMC {\textgreater} 30, 150 {\textmu}g, p {\textless} 0{,}05": "IMC > 30, 150 µg, p < 0,05",
    r"l{\textquoteright}adulte, 5 {\texteuro}, \euro{} 5": "l’adulte, 5 €, € 5",
    r"$\beta_2$-mimétique, $\chi^2$, $\gamma\delta$": "β₂-mimétique, χ², γδ",
    r"\textbeta-bloquant": "β-bloquant",
    r"18 $\ge$ 5, \ensuremath{\leq} 3, $p \le 0.05$": "18 ≥ 5, ≤ 3, p ≤ 0.05",
    r"CD4$^+$, HbA$_{1c}$, 10$^{-3}$, 1\textsuperscript{er}": "CD4⁺, HbA1c, 10⁻³, 1er",
    r"\og mot \fg{} et \og{}mot\fg": "«\u00a0mot\u00a0» et «\u00a0mot\u00a0»",
    r"a\dots, \textasciitilde 5, \textbackslash, \{b\}, \textquotesingle": "a…, ~ 5, \\, {b}, '",
    r"l'\oe uvre, {\OE}dème, césa\-rienne": "l'œuvre, Œdème, césarienne",
    r"10 % de \'echecs": "10 % de échecs",
    r"\href{http://x.fr}{texte}": "texte",
    r"\inconnu{reste}": "reste",
    "{HTA} chez l'{Adulte}": "HTA chez l'Adulte",
    "deux\n   lignes": "deux lignes",
    "{ouvert": "ouvert",
    "\\": "",
    "sans\u202e danger\ufdd0\x00": "sans danger",
}


@pytest.mark.parametrize(("written", "text"), LATEX.items(), ids=LATEX)
def test_latex_becomes_text(written: str, text: str) -> None:
    """No backslash, brace or control character of LaTeX is left."""
    assert convert_to_plain(written) == text


def test_an_unknown_command_is_reported() -> None:
    """An unknown command left out of a title is reported with its place; known ones are not."""
    text = "@misc{a,\n title = {Dose de \\dose{5}{mg} \\emph{per os}, \\textmu g}}"
    (reference,), problems = parse_bibtex(text, "f.bib")
    told = [
        (str(each.place), each.message.values) for each in problems if each.code == "latex-left-out"
    ]
    assert told == [("f.bib:2:2", (("name", "title"), ("command", "\\dose")))]
    assert reference.fields["title"] == "Dose de 5mg per os, µg"


@pytest.mark.parametrize(
    ("language", "quoted"), [("english", "“women”"), ("fr-FR", "«\u00a0women\u00a0»")]
)
def test_quotation_marks_are_those_of_the_language(language: str, quoted: str) -> None:
    """`\\enquote` gets the quotation marks of the reference's language."""
    text = f"@misc{{a, title = {{\\enquote{{women}}}}, langid = {{{language}}}}}"
    (reference,), _ = parse_bibtex(text, "f.bib")
    assert reference.fields["title"] == quoted


NAMES = {
    "Martin, Anne": [Name("Martin", "Anne")],
    "Anne Martin": [Name("Martin", "Anne")],
    "Martin": [Name("Martin")],
    "de la Tour, Jean-Marie": [Name("Tour", "Jean-Marie", "de la")],
    "Jean de la Tour": [Name("Tour", "Jean", "de la")],
    "King, Jr., Martin Luther": [Name("King", "Martin Luther", "", "Jr.")],
    "{Haute Autorité de Santé}": [Name(literal="Haute Autorité de Santé")],
    "{Centers for Disease Control and Prevention} and Martin, A.": [
        Name(literal="Centers for Disease Control and Prevention"),
        Name("Martin", "A."),
    ],
    "G{\\o}tzsche, Peter": [Name("Gøtzsche", "Peter")],
    "{\\'E}mile Durand": [Name("Durand", "Émile")],
    "Martin, A and others": [Name("Martin", "A"), OTHERS],
    "family=Weel, given=Chris, prefix=van": [Name("Weel", "Chris", "van")],
    "family=Tour, given=Jean-Marie, prefix=de la, useprefix=true": [
        Name("Tour", "Jean-Marie", "de la")
    ],
    'given=Jean, given-i=J, family="Tour, de la"': [Name("Tour, de la", "Jean")],
    "Martin, A AND Durand, B\n and Petit, C": [
        Name("Martin", "A"),
        Name("Durand", "B"),
        Name("Petit", "C"),
    ],
    "Dupont JB and Durand M": [Name("Dupont", "JB"), Name("Durand", "M")],
    "DUPONT JB": [Name("Dupont", "JB")],
    "Dupont J.-B. and Durand M. A. and Petit J P and Roy J-C": [
        Name("Dupont", "J.-B."),
        Name("Durand", "M. A."),
        Name("Petit", "J P"),
        Name("Roy", "J-C"),
    ],
    "de la Tour JB and King ML Jr and Durand É and others": [
        Name("Tour", "JB", "de la"),
        Name("King", "ML", "", "Jr"),
        Name("Durand", "É"),
        OTHERS,
    ],
    "B{\\'e}dirian V and {Groupe de travail HAS}": [
        Name("Bédirian", "V"),
        Name(literal="Groupe de travail HAS"),
    ],
    "Anne Martin and Jean LI": [Name("Martin", "Anne"), Name("LI", "Jean")],
    "Dupont, JB and Jean LI": [Name("Dupont", "JB"), Name("LI", "Jean")],
    "JB Dupont and M Durand": [Name("Dupont", "JB"), Name("Durand", "M")],
    "J. B. LI": [Name("LI", "J. B.")],
    "{HAS} and others": [Name(literal="HAS"), OTHERS],
    " ": [],
}


@pytest.mark.parametrize(("written", "expected"), NAMES.items(), ids=NAMES)
def test_names_are_taken_apart(written: str, expected: list[Name]) -> None:
    """People have family and given names, corporate bodies stay whole."""
    assert list(parse_names(written)) == expected


def test_biblatex_is_translated_to_one_vocabulary() -> None:
    """The fields of a Better BibTeX export get the names that formatting uses."""
    reference = read_one(r"""@article{a,
  title = {Titre}, author = {Martin, Anne}, date = {2020-07-01/2020-08}, journaltitle = {Exercer},
  shortjournal = {Ex}, issue = {3}, location = {Paris}, langid = {french}, urldate = {2024-01-02},
  url = {https://x.fr/a\_b?c=d\&e}, doi = {https://doi.org/10.1000/xyz}, eprint = {123},
  eprinttype = {pubmed}, keywords = {secret}, file = {/home/anne/x.pdf}, abstract = {Long.},
  annotation = {privé}, note = {PMCID: PMC99},
}""")
    assert reference.fields == {
        "title": "Titre",
        "year": "2020",
        "month": "7",
        "day": "1",
        "enddate": "2020-08",
        "journal": "Exercer",
        "shortjournal": "Ex",
        "number": "3",
        "address": "Paris",
        "langid": "fr",
        "urldate": "2024-01-02",
        "url": "https://x.fr/a_b?c=d&e",
        "doi": "10.1000/xyz",
        "eprinttype": "pubmed",
        "pmid": "123",
        "pmcid": "PMC99",
    }


def test_evidence_interests_and_access_are_read() -> None:
    """The product's own fields become values; missing interests are unknown."""
    rated = read_one(
        "@misc{a, title = {A}, level = 2, grade = {b}, interests = {Industry-Funded},"
        " interests_note = {Financé par X}, access = {free}}"
    )
    assert (rated.level, rated.grade, rated.scheme) == (2, "B", None)
    assert (rated.interests, rated.interests_note) == (Interests.INDUSTRY_FUNDED, "Financé par X")
    assert rated.access == "free"
    assert read_one("@misc{a, title = {A}}").interests is Interests.UNKNOWN


def test_another_scheme_has_its_own_grades() -> None:
    """With a scheme other than the HAS's, any grade may be given."""
    reference = read_one("@misc{a, title = {A}, scheme = {GRADE}, grade = {1B}}")
    assert (reference.scheme, reference.grade) == ("GRADE", "1B")


def test_chapter_inherits_from_its_book() -> None:
    """A parent's title becomes its chapter's book title, and the chapter's own fields prevail."""
    (chapter, _), problems = parse_bibtex(
        "@incollection{c, crossref = {B}, title = {Chapitre}, author = {Martin, A}, year = {2021}}"
        "@book{b, title = {Livre}, editor = {Durand, B}, year = {2020}, publisher = {Masson}}",
        "f.bib",
    )
    assert problems == ()
    assert chapter.fields["booktitle"] == "Livre"
    assert (chapter.fields["title"], chapter.fields["year"]) == ("Chapitre", "2021")
    assert chapter.editors == (Name("Durand", "B"),)


def test_xdata_is_inherited_and_is_no_reference() -> None:
    """An ``@xdata`` entry lends its fields and does not appear itself."""
    reference = read_one(
        "@xdata{x, publisher = {HAS}} @report{r, title = {R}, xdata = {x}, year = 2020}"
    )
    assert reference.fields["publisher"] == "HAS"


def test_abbreviations_are_expanded_and_joined() -> None:
    """``@string`` and ``#`` make one value, whatever the case; months become numbers."""
    reference = read_one(
        '@String{bmj = "BMJ"} @misc{a, title = BMJ # " " # {Open}, month = 1 # {~} # mar}'
    )
    assert reference.fields["title"] == "BMJ Open"


@pytest.mark.parametrize(
    "text",
    [
        "@comment{ @misc{x, title = {X}} }\n@misc{a, title = {A}}",
        "@comment foo, x = {3\n@misc{a, title = {A}}",
        "@comment\n@Comment jean@x.fr @misc{a, title = {A}}",
        "@preamble{ {\\newcommand{x}} }\n@misc{a, title = {A}}",
        "Libre texte, jean@x.fr.\n@misc{a, title = {A}}",
        "@misc(a, title = {A (b)})",
        "@MISC { a , TITLE = {A} , }",
        "@misc{a,\r\n title = {A}\r\n}",
        "% note\n@misc{a, title = {A}},\n",
        "@misc{a, title = {A}, author = {Service, Robert and B. C. Network and King, Jr., M. L.}}",
    ],
    ids=[
        "comment",
        "comment without a brace",
        "comment before an entry",
        "preamble",
        "free text",
        "parentheses",
        "capitals",
        "CRLF",
        "stray comma",
        "names",
    ],
)
def test_odd_but_sound_file_has_no_problem(text: str) -> None:
    """A file that BibTeX accepts without loss has no problem."""
    references, problems = parse_bibtex(text, "f.bib")
    assert ([reference.key for reference in references], problems) == (["a"], ())


DATES = {
    "2020": ("2020", "", ""),
    "2020-7": ("2020", "7", ""),
    "2020-07-04": ("2020", "7", "4"),
    "2020-02-29": ("2020", "2", "29"),
    "-0399-02-14": ("-0399", "2", "14"),
    "2020-07-04T12:00:00Z": ("2020", "7", "4"),
    "2020/2021": ("2020", "", ""),
    "2020~": ("2020", "", ""),
    "2020-21": ("2020", "21", ""),
}


@pytest.mark.parametrize(("written", "expected"), DATES.items(), ids=DATES)
def test_dates_are_read_as_far_as_they_are_known(
    written: str, expected: tuple[str, str, str]
) -> None:
    """Years, months and days are kept; seasons and times of day are not."""
    date = parse_partial_date(written)
    assert date is not None
    assert (date.year, date.month, date.day) == expected


@pytest.mark.parametrize(
    "written",
    ["", "juin 2020", "2020-13", "20-01-01", "à paraître", "2020-02-30", "2021-02-29", "2020-4-31"],
)
def test_a_bad_date_is_refused(written: str) -> None:
    """A date needs a year of four digits first, and a day that existed."""
    assert parse_partial_date(written) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [("jan", "1"), ("Février", "2"), ("juil.", "7"), ("12", "12"), ("été", "22"), ("Noël", "")],
)
def test_months_are_known_in_both_languages(written: str, number: str) -> None:
    """A month may be a number or a name, French or English, abbreviated or whole."""
    assert find_month_number(written) == number
