"""Incomplete and odd entries, as people really write them, and their printed form."""

from __future__ import annotations

import re

import pytest

from citations.html_text import Text
from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.bibliography.vancouver.style import format_plain, format_reference
from parution.domain import Reference

ARTICLE = "@article{k, author = {Martin, Anne}, title = {Titre}, journal = {Exercer}"
BOOK = "@book{k, author = {Martin, Anne}, title = {Titre}, publisher = {Masson}"


def read_one(text: str) -> Reference:
    """Return the one reference of a text, whatever its problems."""
    (reference,), _ = parse_bibtex(text, "f.bib")
    return reference


def print_entry(text: str, language: str = "fr") -> str:
    """Return a printed entry, with plain spaces in place of the French ones."""
    written = format_plain(read_one(text), language, None if language == "fr" else str)
    return written.replace("\u00a0", " ").replace("\u202f", " ")


DATES = {
    "in press": (
        ARTICLE + ", pubstate = {inpress}, doi = {10.1000/x}}",
        "Martin A. Titre [sous presse]. Exercer. doi:10.1000/x",
    ),
    "in press, with its pages": (
        ARTICLE + ", pubstate = {inpress}, pages = {12-15}}",
        "Martin A. Titre [sous presse]. Exercer. p. 12-5.",
    ),
    "forthcoming, with its volume": (
        ARTICLE + ", pubstate = {forthcoming}, volume = 3, pages = {12-15}}",
        "Martin A. Titre [à paraître]. Exercer. 3:12-5.",
    ),
    "in press, with its year": (
        ARTICLE + ", pubstate = {inpress}, year = 2026}",
        "Martin A. Titre [sous presse]. Exercer. 2026.",
    ),
    "article without a date": (
        ARTICLE + ", doi = {10.1000/x}}",
        "Martin A. Titre. Exercer. [date inconnue]. doi:10.1000/x",
    ),
    "article without a date, with pages": (
        ARTICLE + ", pages = {12-15}}",
        "Martin A. Titre. Exercer. [date inconnue]:12-5.",
    ),
    "article without a date, with a volume": (
        ARTICLE + ", volume = 3, number = 2, pages = {12-15}}",
        "Martin A. Titre. Exercer. [date inconnue];3(2):12-5.",
    ),
    "article consulted on a day": (
        ARTICLE + ", year = 2026, url = {https://a.fr/b}, urldate = {2026-11-02}}",
        "Martin A. Titre. Exercer. 2026 [consulté le 2 novembre 2026]. Disponible sur :"
        " https://a.fr/b",
    ),
    "day of consultation for a year": (
        "@online{k, title = {Vidal}, url = {https://a.fr/b}, year = {consulté le 12/10/2026}}",
        "Vidal [en ligne]. [consulté le 12 octobre 2026]. Disponible sur : https://a.fr/b",
    ),
    "day of consultation behind the year": (
        "@online{k, title = {Vidal}, url = {https://a.fr/b}, year = {2025 [cité 12 oct 2026]}}",
        "Vidal [en ligne]. 2025 [consulté le 12 octobre 2026]. Disponible sur : https://a.fr/b",
    ),
    "supplement": (
        ARTICLE + ", year = 2022, volume = 12, number = {Suppl. 2}, pages = {S1-S5}}",
        "Martin A. Titre. Exercer. 2022;12(Suppl 2):S1-5.",
    ),
    "supplement as Oxford's journals write it": (
        ARTICLE + ", year = 2022, volume = 12, number = {Supplement\\_1}}",
        "Martin A. Titre. Exercer. 2022;12(Suppl 1).",
    ),
    "supplement of a volume": (
        ARTICLE + ", year = 2022, volume = {12 Supplément 1}, pages = {S1}}",
        "Martin A. Titre. Exercer. 2022;12 Suppl 1:S1.",
    ),
    "numbers with their words": (
        ARTICLE + ", year = 2022, volume = {Vol. 12}, number = {n° 3,}, pages = {pp. 45-50;}}",
        "Martin A. Titre. Exercer. 2022;12(3):45-50.",
    ),
    "identifiers in groups of three digits": (
        ARTICLE + ", year = 2022, pmid = {38 123 456}, pmcid = {PMC 4 862 376}}",
        "Martin A. Titre. Exercer. 2022. PMID 38123456 PMC4862376",
    ),
    "address after « En ligne : »": (
        "@misc{k, title = {Données}, howpublished = {En ligne : https://a.fr/b/}, year = 2025}",
        "Données. 2025. Disponible sur : https://a.fr/b/",
    ),
    "sans date": (ARTICLE + ", date = {s.d.}}", "Martin A. Titre. Exercer. [date inconnue]."),
    "some year of a decade": (
        ARTICLE + ", date = {201X}}",
        "Martin A. Titre. Exercer. [date inconnue].",
    ),
    "preprint without a date": (
        ARTICLE + ", pubstate = {prepublished}}",
        "Martin A. Titre [prépublication]. Exercer. [date inconnue].",
    ),
    "book in press": (
        BOOK + ", pubstate = {inpress}}",
        "Martin A. Titre [sous presse]. Masson.",
    ),
    "book in press of nobody": (
        "@misc{k, title = {Titre}, pubstate = {inpress}}",
        "Titre [sous presse].",
    ),
    "chapter in press": (
        "@incollection{k, author = {Martin, Anne}, title = {Titre}, booktitle = {Livre},"
        " publisher = {Masson}, pubstate = {inpress}}",
        "Martin A. Titre [sous presse]. In : Livre. Masson.",
    ),
    "thesis submitted": (
        "@phdthesis{k, author = {Martin, Anne}, title = {Titre}, school = {Nantes},"
        " pubstate = {submitted}}",
        "Martin A. Titre [thèse de doctorat] [soumis]. Nantes.",
    ),
}


@pytest.mark.parametrize(("written", "expected"), DATES.values(), ids=DATES)
def test_a_missing_date_is_printed_once(written: str, expected: str) -> None:
    """A missing date is printed once as unknown, or as a state such as in press; never « . . »."""
    assert print_entry(written) == expected


@pytest.mark.parametrize("state", ["inpress", "forthcoming", "submitted"])
def test_an_unpublished_document_lacks_no_year(state: str) -> None:
    """An unpublished document is not reported as lacking a year."""
    assert parse_bibtex(f"{ARTICLE}, pubstate = {{{state}}}}}", "f.bib")[1] == ()


CONSULTED = {
    "2024-02-01": ("consulté le 1er février 2024", "consulted on 1st February 2024"),
    "2024-02": ("consulté en février 2024", "consulted in February 2024"),
    "2024": ("consulté en 2024", "consulted in 2024"),
}


@pytest.mark.parametrize(("written", "expected"), CONSULTED.items(), ids=CONSULTED)
def test_a_page_is_consulted_on_a_day_or_in_a_month(
    written: str, expected: tuple[str, str]
) -> None:
    """« le » precedes a day, « en » a month or a year alone; in English likewise."""
    page = f"@online{{k, title = {{T}}, url = {{https://x.fr}}, urldate = {{{written}}}}}"
    french, english = expected
    assert f"[{french}]" in print_entry(page)
    assert f"[{english}]" in print_entry(page, "en")


def test_a_french_note_of_consultation_has_the_day_first() -> None:
    """« Consulté le 03/05/2023 » is the third of May."""
    page = (
        "@misc{k, title = {T}, url = {https://x.fr}, year = 2022, note = {Consulté le 03/05/2023}}"
    )
    assert "[consulté le 3 mai 2023]" in print_entry(page)


CONTAINERS = {
    "a chapter of a work in volumes": (
        "@inbook{k, title = {Titre}, author = {Martin, Anne}, editor = {Roux, Luc},"
        " maintitle = {Encyclopédie}, publisher = {Masson}, year = 2001, volume = 1,"
        " pages = {3--5}}",
        "Martin A. Titre. In : Roux L, éditeur. Encyclopédie. Vol. 1. Masson ; 2001. p. 3-5.",
    ),
    "a volume of a work": (
        BOOK + ", maintitle = {Encyclopédie}, year = 2001, volume = 2}",
        "Martin A. Titre. Encyclopédie. Vol. 2. Masson ; 2001.",
    ),
    "a preprint whose number is its identifier": (
        "@misc{k, title = {Titre}, author = {Martin, Anne}, number = {arXiv:1706.03762},"
        " eprint = {1706.03762}, archiveprefix = {arXiv}, publisher = {arXiv}, year = 2017}",
        "Martin A. Titre. arXiv ; 2017. arXiv:1706.03762",
    ),
    "a quotation that holds braces": (
        r"@article{k, title = {Le \enquote{virus {VIH}} caché}, author = {Martin, Anne},"
        " journal = {Exercer}, year = 2001}",
        "Martin A. Le « virus VIH » caché. Exercer. 2001.",
    ),
}


@pytest.mark.parametrize(("written", "expected"), CONTAINERS.values(), ids=CONTAINERS)
def test_the_containing_work_is_printed_once(written: str, expected: str) -> None:
    """The containing work, its number and its quoted words are each printed once."""
    assert print_entry(written) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_exports_name_the_work_of_a_chapter(name: str) -> None:
    """Exports of a chapter name its encyclopedia, by which readers find it."""
    assert "Encyclopédie" in FORMATS[name](
        [read_one(CONTAINERS["a chapter of a work in volumes"][0])]
    )


TITLES_OF_CHAPTERS = {
    "beside the book's": "title = {Livre}, chaptertitle = {Titre}",
    "for its own": "booktitle = {Livre}, chaptertitle = {Titre}",
    "twice": "booktitle = {Livre}, title = {Titre}, chaptertitle = {Titre}",
}


@pytest.mark.parametrize("titles", TITLES_OF_CHAPTERS.values(), ids=TITLES_OF_CHAPTERS)
def test_the_title_of_a_chapter_is_printed_before_that_of_its_book(titles: str) -> None:
    """``chaptertitle`` is understood, with the book's title in ``title`` or ``booktitle``."""
    chapter = f"@incollection{{k, author = {{Martin, Anne}}, {titles}, year = 2020}}"
    assert print_entry(chapter) == "Martin A. Titre. In : Livre. 2020."
    assert parse_bibtex(chapter, "f.bib")[1] == ()


CONGRESSES = {
    "a talk": (
        "@inproceedings{k, author = {Martin, Anne}, title = {Titre}, year = 2022,"
        " eventtitle = {Congrès}, venue = {Nantes}}",
        "Martin A. Titre. Communication présentée à : Congrès ; Nantes. 2022.",
    ),
    "a poster": (
        "@inproceedings{k, author = {Martin, Anne}, title = {Titre}, year = 2022,"
        " eventtitle = {Congrès}, type = {Poster}}",
        "Martin A. Titre [Poster]. Communication présentée à : Congrès. 2022.",
    ),
    "a poster in a book": (
        "@inproceedings{k, author = {Martin, Anne}, title = {Titre}, year = 2022,"
        " eventtitle = {Congrès}, booktitle = {Actes}, type = {Poster}}",
        "Martin A. Titre [Poster]. In : Actes. Congrès. 2022.",
    ),
    "the book of a congress": (
        "@proceedings{k, editor = {Durand, Luc}, title = {Actes}, eventtitle = {Congrès},"
        " venue = {Nantes}, location = {Paris}, publisher = {Masson}, date = {2022}}",
        "Durand L, éditeur. Actes. Congrès ; Nantes. Paris : Masson ; 2022.",
    ),
}


@pytest.mark.parametrize(("written", "expected"), CONGRESSES.values(), ids=CONGRESSES)
def test_a_congress_is_named_by_its_role(written: str, expected: str) -> None:
    """Talks and posters were presented at a congress, proceedings report on one."""
    assert print_entry(written) == expected


@pytest.mark.parametrize("kind", ["inproceedings", "conference"])
def test_talk_without_a_book_lacks_nothing(kind: str) -> None:
    """An unprinted talk needs only its congress, as the documentation shows."""
    talk = f"@{kind}{{k, author = {{Martin, A}}, title = {{T}}, date = 2022, eventtitle = {{C}}}}"
    assert parse_bibtex(talk, "f.bib")[1] == ()


EDITIONS = {
    "deuxième": "2e éd.",
    "Première édition": "1re éd.",
    "seconde": "2e éd.",
    "Third": "3e éd.",
    "4th ed.": "4e éd.",
    "5": "5e éd.",
    "revue et augmentée": "Éd. revue et augmentée.",
    "Édition du centenaire": "Édition du centenaire.",
    "2e édition revue": "2e édition revue.",
    "éd. revue": "Éd. revue.",
}


@pytest.mark.parametrize(("written", "expected"), EDITIONS.items(), ids=EDITIONS)
def test_an_edition_is_called_one(written: str, expected: str) -> None:
    """An edition, given as digits, letters or other words, is printed as an edition."""
    book = f"{BOOK}, year = 2020, edition = {{{written}}}}}"
    assert print_entry(book) == f"Martin A. Titre. {expected} Masson ; 2020."


SUBTITLES = {
    "title = {Oui !}, subtitle = {Un autre}": "Oui ! Un autre. 2020.",
    "title = {Qui ?}, subtitle = {Un autre}": "Qui ? Un autre. 2020.",
    "title = {Oui}, subtitle = {un autre}": "Oui: un autre. 2020.",
    "title = {Oui !}, titleaddon = {Un ajout}": "Oui ! Un ajout. 2020.",
    "title = {Oui}, titleaddon = {Un ajout}": "Oui. Un ajout. 2020.",
}


@pytest.mark.parametrize(("written", "expected"), SUBTITLES.items(), ids=SUBTITLES)
def test_a_title_that_asks_or_exclaims_needs_no_colon(written: str, expected: str) -> None:
    """After « ! » or « ? » the subtitle follows at once; otherwise after a colon."""
    assert print_entry(f"@misc{{k, {written}, year = 2020}}") == expected


@pytest.mark.parametrize("name", ["ris", "json"])
def test_exports_join_titles_as_pages_do(name: str) -> None:
    """Exports to programs without subtitles never write « ! : » either."""
    book = read_one("@book{k, title = {Oui !}, subtitle = {Un autre}}")
    assert "Oui ! Un autre" in FORMATS[name]([book])


WILEY = "10.1002/(SICI)1097-0258(19981230)17:24<2815::AID-SIM110>3.0.CO;2-8"
WRITTEN_DOIS = {
    "as it is": WILEY,
    "as an address": f"https://doi.org/{WILEY}",
    "in LaTeX": WILEY.replace("<", r"{\textless}").replace(">", r"{\textgreater}"),
    "in mathematics": WILEY.replace("<", "$<$").replace(">", "$>$"),
    "in HTML": WILEY.replace("<", "&lt;").replace(">", "&gt;"),
}


@pytest.mark.parametrize("written", WRITTEN_DOIS.values(), ids=WRITTEN_DOIS)
def test_an_old_doi_keeps_its_angle_brackets(written: str) -> None:
    """Wiley's DOIs of before 2000 are read, however a program wrote their brackets."""
    (article,), problems = parse_bibtex(f"@misc{{k, title = {{T}}, doi = {{{written}}}}}", "f.bib")
    assert (article.fields["doi"], problems) == (WILEY, ())


def test_an_old_doi_is_shown_as_it_is_and_linked_in_code() -> None:
    """Its brackets are shown as text and percent-encoded in the address."""
    page = Text(format_reference(read_one(f"@misc{{k, title = {{T}}, doi = {{{WILEY}}}}}")))
    (link,) = (attributes["href"] for tag, attributes in page.tags if tag == "a")
    assert link == "https://doi.org/" + WILEY.replace("<", "%3C").replace(">", "%3E")
    assert f"doi:{WILEY}" in page.text


@pytest.mark.parametrize("name", FORMATS)
def test_an_old_doi_is_exported_as_it_is(name: str) -> None:
    """Exports have the DOI itself, not an address."""
    assert WILEY in FORMATS[name]([read_one(f"@misc{{k, title = {{T}}, doi = {{{WILEY}}}}}")])


def test_an_ordinary_doi_is_linked_as_it_is() -> None:
    """Parentheses, colons and percent signs are the same in the address as in the DOI."""
    doi = "10.1016/S0140-6736(20)30367-6;a:b%28"
    assert f'"https://doi.org/{doi}"' in format_reference(
        read_one(f"@misc{{k, title = {{T}}, doi = {{{doi}}}}}")
    )


HOSTILE_DOIS = [
    "10.1000/<script>alert(1)</script>x",
    "10.1000/<script:alert(1)>x",
    "10.1000/<img:src=x&onerror=alert(1)>x",
    "10.1000/<a:'onclick='alert(1)'>x",
    '10.1000/x"onmouseover="alert(1)',
    "10.1000/x&lt;script&gt;alert(1)&lt;/script&gt;x",
]


@pytest.mark.parametrize("doi", HOSTILE_DOIS)
def test_no_doi_becomes_markup(doi: str) -> None:
    """Text in a DOI's brackets is left out, or is text in a link to doi.org."""
    page = Text(format_reference(read_one(f"@misc{{k, title = {{T}}, doi = {{{doi}}}}}")))
    assert [tag for tag, _ in page.tags] in ([], ["a"])
    for _, attributes in page.tags:
        assert attributes.keys() == {"href", "rel"}
        assert re.fullmatch(r"https://doi\.org/10\.1000/[^<>\"\s]*", attributes["href"] or "")


ADDRESSES = {
    r"howpublished = {\url{https://x.fr/a_b%20c~d}}": "https://x.fr/a_b%20c~d",
    r"howpublished = {{\url{https://x.fr/a}}}": "https://x.fr/a",
    r'howpublished = "\url {https://x.fr/a\_b}"': "https://x.fr/a_b",
    "howpublished = {https://x.fr/a}": "https://x.fr/a",
    "howpublished = {https://x.fr/a}, url = {https://x.fr/a}": "https://x.fr/a",
}


@pytest.mark.parametrize(("written", "address"), ADDRESSES.items())
def test_an_address_for_how_published_is_an_address(written: str, address: str) -> None:
    """An address in ``howpublished``, without ``url``, is linked once, and is no publisher."""
    page = read_one(f"@misc{{k, title = {{T}}, year = 2020, {written}}}")
    assert format_plain(page).endswith(f"T. 2020. Disponible sur\u00a0: {address}")
    assert f'href="{address}"' in format_reference(page)
    assert page.fields["url"] == address


def test_a_web_page_may_tell_its_address_as_bibtex_does() -> None:
    """An ``@online`` with its address in ``howpublished`` lacks none."""
    _, problems = parse_bibtex(r"@online{k, title = {T}, howpublished = {\url{https://x.fr}}}", "f")
    assert problems == ()


KEPT_AS_TEXT = {
    "howpublished = {CERN}": "T. CERN ; 2020.",
    r"howpublished = {\url{www.x.fr}}": "T. www.x.fr ; 2020.",
    "howpublished = {javascript:alert(1)}": "T. javascript:alert(1) ; 2020.",
    "howpublished = {Voir https://x.fr/a}": "T. Voir https://x.fr/a ; 2020.",
}


@pytest.mark.parametrize(("written", "expected"), KEPT_AS_TEXT.items())
def test_any_other_word_of_how_published_stays_text(written: str, expected: str) -> None:
    """Other text in ``howpublished``, or several addresses, gives no link."""
    misc = f"@misc{{k, title = {{T}}, year = 2020, {written}}}"
    assert print_entry(misc) == expected
    assert "href" not in format_reference(read_one(misc))


TOWNS = {
    "location = {Paris and Lyon}": "Paris, Lyon : Masson",
    "location = {Paris\n  and Lyon and Nantes}": "Paris, Lyon, Nantes : Masson",
    "location = {Paris\nand Lyon}": "Paris, Lyon : Masson",
    "location = {{Trinidad and Tobago}}": "Trinidad and Tobago : Masson",
    "address = {Port of Spain, Trinidad and Tobago}": "Port of Spain, Trinidad and Tobago : Masson",
}


@pytest.mark.parametrize(("written", "expected"), TOWNS.items())
def test_towns_are_a_list_in_biblatex_s_field(written: str, expected: str) -> None:
    """« and » joins the towns of ``location``, not those of ``address`` or between braces."""
    assert f" {expected} ; 2020." in print_entry(f"{BOOK}, year = 2020, {written}}}")


DRESSED = {
    '<span class="nocase">abc</span>': "abc",
    "<span class='nocase'>a</span> <i>b</i>": "a b",
    '<span style="font-variant:small-caps;">xii</span>e siècle': "xiie siècle",
    "<sup>18</sup>F-FDG": "18F-FDG",
    "p < 0,05 et p > 0,01": "p < 0,05 et p > 0,01",
}


@pytest.mark.parametrize(("written", "expected"), DRESSED.items())
def test_tags_that_only_dress_a_title_are_taken_out_in_pairs(written: str, expected: str) -> None:
    """Zotero's formatting tags are removed in pairs without a problem."""
    (book,), problems = parse_bibtex(f"@misc{{k, title = {{{written}}}}}", "f.bib")
    assert (book.fields["title"], problems) == (expected, ())


def test_tags_are_kept_in_pairs_where_one_does_more() -> None:
    """A tag that does more than format, such as with `onclick`, is kept with its closing tag."""
    shown = "A <b onclick='x'>b</b>"
    assert read_one(f"@misc{{k, title = {{{shown}}}}}").fields["title"] == shown


def test_a_note_on_interests_prints_no_tags() -> None:
    """Formatting tags are removed from the site's own fields too."""
    note = "@misc{k, title = {T}, interests_note = {Financé par <b>X</b>}}"
    assert read_one(note).interests_note == "Financé par X"


AUTHORS = {
    "M&uuml;ller, K&auml;the": "Müller K",
    "Martin, John III": "Martin J 3rd",
    "Martin, III, John": "Martin J 3rd",
    "Smith, John, Jr": "Smith J Jr",
    "Martin, Jean$^1$ and Dupont, Paul$^{2,*}$": "Martin J, Dupont P",
    r"Martin, Jean\textsuperscript{a} and Dupont, Paul\textsuperscript{b}": "Martin J, Dupont P",
    "Martin, Jean* and Dupont, Paul†": "Martin J, Dupont P",
    "Martin, Jean <jean@chu.fr>": "Martin J",
    "Martin J / Dupont P": "Martin J, Dupont P",
    "Martin, Jean and and Dupont, Paul": "Martin J, Dupont P",
    "MARTIN, JEAN and LE GOFF, ANNE": "Martin J, Le Goff A",
}


@pytest.mark.parametrize(("written", "expected"), AUTHORS.items())
def test_names_keep_nothing_that_is_no_name(written: str, expected: str) -> None:
    """HTML, ranks, note calls, e-mail addresses and capitals are removed from names."""
    entry = f"@article{{k, author = {{{written}}}, title = {{Titre}}, journal = {{Exercer}}}}"
    assert print_entry(entry).startswith(f"{expected}. Titre.")


def print_people(written: str) -> str:
    """Return the people of an article as they are printed."""
    entry = f"@article{{k, author = {{{written}}}, title = {{Titre}}, journal = {{Exercer}}}}"
    return print_entry(entry).partition(". Titre.")[0]


OF_OTHER_SCRIPTS = {
    "王, 小明 and 田中 太郎 and 김, 철수": "王小明, 田中太郎, 김철수",
    "حسن, محمد علي": "حسن محمد علي",
    "Иванов, Иван Петрович and Παπάς, Γιώργος": "Иванов ИП, Παπάς Γ",
    "Rahman, ʿAbd": "Rahman A",
}


@pytest.mark.parametrize(("written", "expected"), OF_OTHER_SCRIPTS.items())
def test_only_scripts_with_capitals_have_initials(written: str, expected: str) -> None:
    """Given names in Chinese, Korean or Arabic script stay whole; Cyrillic ones do not."""
    assert print_people(written) == expected


FAMILY_FIRST = {
    "Nguyễn Văn Anh and Le Thi Hoa": "Nguyễn VA, Le TH",
    "Anh Nguyen and Wang Xiaoming": "Nguyen A, Wang X",
    "Wang Xiaoming and Li Na": "Wang X, Li N",
    "Wei Zhang and Li Andersson": "Zhang W, Andersson L",
    "Kim Min-jun": "Kim MJ",
    "Kim Martin": "Martin K",
    "Li Na": "Na L",
}


@pytest.mark.parametrize(("written", "expected"), FAMILY_FIRST.items())
def test_eastern_names_without_a_comma_have_the_family_first(written: str, expected: str) -> None:
    """A Vietnamese, Chinese or Korean name keeps its order where that is all but certain.

    « Li Na » alone may be either: it stays as BibTeX has it.
    """
    assert print_people(written) == expected


BODIES = [
    "Haute Autorité de Santé (HAS)",
    "The RECOVERY Collaborative Group",
    "ISIS-2 Investigators",
    "GBD 2019 Diseases and Injuries Collaborators",
    "Centers for Disease Control and Prevention",
    "National Institute for Health and Care Excellence",
    "U.S. Food and Drug Administration",
    "Société Française de Médecine Générale",
    "Direction de la recherche, des études et des statistiques",
    "Centre d’aide à domicile",
    "The Lancet",
]


@pytest.mark.parametrize("body", BODIES)
def test_a_sure_body_needs_no_braces(body: str) -> None:
    """A body that can be no person prints whole, between people too."""
    assert print_people(f"Horby, Peter and {body} and Roux, Luc") == f"Horby P, {body}, Roux L"


FRENCH_BODIES = [
    "60 Millions de consommateurs",
    "ARS Bretagne",
    "Act Up-Paris",
    "Addictions France",
    "Agence de la biomédecine",
    "Agence nationale de sécurité du médicament et des produits de santé",
    "Assemblée nationale",
    "Assistance Publique-Hôpitaux de Paris",
    "Assurance maladie",
    "Banque mondiale",
    "Base de données publique des médicaments",
    "CHU Rennes",
    "CHU de Rennes",
    "CISMeF",
    "CRPV de Tours",
    "Cochrane Collaboration",
    "Cochrane France",
    "Collège national des généralistes enseignants",
    "Cour des comptes",
    "Croix-Rouge française",
    "Familles rurales",
    "France Inter",
    "Nations unies",
    "New England Journal of Medicine",
    "Pays de la Loire",
    "Radio France",
    "Wikipedia contributors",
    "France Alzheimer",
    "France Assos Santé",
    "Gouvernement français",
    "Gustave Roussy",
    "Haute Autorité de Santé",
    "Hospices civils de Lyon",
    "INSERM",
    "Inserm CépiDc",
    "Inserm U1018",
    "Institut national du cancer",
    "La Mutualité Française",
    "Le Planning Familial",
    "Les Entreprises du médicament",
    "MG France",
    "Médecins du Monde",
    "Médecins sans frontières",
    "OMéDIT Normandie",
    "Ordre national des médecins",
    "Prescrire Rédaction",
    "Que Choisir",
    "Rédaction Prescrire",
    "SOS Médecins",
    "Sages-femmes de France",
    "Santé publique France",
    "Société française de médecine générale",
    "UFC-Que Choisir",
    "UNAFORMEC Bretagne",
    "URPS médecins libéraux",
]


@pytest.mark.parametrize("body", FRENCH_BODIES)
@pytest.mark.parametrize("form", ["{}", "{{{}}}"], ids=["bare", "in braces"])
def test_a_french_body_prints_whole(body: str, form: str) -> None:
    """French organisations print as they are called, with braces and without."""
    assert print_people(form.format(body)) == body


@pytest.mark.parametrize("body", FRENCH_BODIES)
def test_a_french_body_among_people_prints_whole(body: str) -> None:
    """French organisations print as they are called between people."""
    assert print_people(f"Horby, Peter and {body} and Roux, Luc") == f"Horby P, {body}, Roux L"


BODIES_AMONG_PEOPLE = {
    "Martin A; RECOVERY Collaborative Group; Durand B":
        "Martin A, RECOVERY Collaborative Group, Durand B",
    "Martin, Anne; Haute Autorité de Santé": "Martin A, Haute Autorité de Santé",
    "Martin A, Durand B, RECOVERY Collaborative Group":
        "Martin A, Durand B, RECOVERY Collaborative Group",
    "Haute Autorité de Santé / Inserm": "Haute Autorité de Santé, Inserm",
    "Martin A and on behalf of the RECOVERY Collaborative Group":
        "Martin A, RECOVERY Collaborative Group",
    "HAS, ANSM": "HAS, ANSM",
    "Santé publique France, Inserm": "Santé publique France, Inserm",
    "Martin, Anne and pour le CNGE": "Martin A, CNGE",
    "Martin A, for the ISIS-2 Investigators": "Martin A, ISIS-2 Investigators",
    "Martin, Anne and pour le Collège de la Médecine Générale":
        "Martin A, Collège de la Médecine Générale",
    "Direction de la recherche, des études et des statistiques":
        "Direction de la recherche, des études et des statistiques",
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), BODIES_AMONG_PEOPLE.items())
def test_bodies_are_told_apart_from_people_in_any_list(written: str, expected: str) -> None:
    """Semicolons, slashes, commas and « on behalf of » join people with bodies."""
    assert print_people(written) == expected


def test_an_acronym_alone_is_not_warned_of() -> None:
    """« HAS » prints the same as a body and as a person, so that there is nothing to mend."""
    assert (
        parse_bibtex("@misc{k, author = {HAS and Inserm}, title = {T}, year = 2020}", "f")[1] == ()
    )


PEOPLE_LIKE_BODIES = {
    "Robert Service and B. C. Network": "Service R, Network BC",
    "Marie Jeanne Santé and Union, Jean": "Santé MJ, Union J",
    "World Health Organization and Wei Zhang": "World Health Organization, Zhang W",
    "Martin, Anne and Prevention, Jean": "Martin A, Prevention J",
    "Anatole France and Ségolène Royal": "France A, Royal S",
    "Haute Cécile": "Haute C",
    "Le Goff Anne and MARTIN-ROUX Marie": "Le Goff A, Martin-Roux M",
    "Honoré de Balzac and JMG van Hoesel": "de Balzac H, van Hoesel JMG",
    "Ron DeSantis": "DeSantis R",
    "JP Martin and Juan gonzález": "Martin JP, gonzález J",
    "CHU Xiaoming": "Xiaoming CHU",
    "Omar Al Hassan and Le Goff Anne": "Al Hassan O, Le Goff A",
}


@pytest.mark.parametrize(("written", "expected"), PEOPLE_LIKE_BODIES.items())
def test_people_are_not_taken_for_bodies(written: str, expected: str) -> None:
    """Initials, a given name or a comma show a person, whatever the family name."""
    assert print_people(written) == expected


THESES_OF_HAL = {
    "doctoral": (
        "@phdthesis{k, TITLE = {{Titre}}, AUTHOR = {Roux, Luc}, NUMBER = {2023TOU30062},"
        " SCHOOL = {{Universit{\\'e} de Lyon}}, YEAR = {2023}, MONTH = Mar, TYPE = {Theses},"
        " HAL_ID = {tel-04198849}, HAL_VERSION = {v1}}",
        "Roux L. Titre [thèse de doctorat]. Université de Lyon ; mars 2023. HAL tel-04198849"
        " NNT 2023TOU30062",
    ),
    "of DUMAS": (
        "@mastersthesis{k, TITLE = {{Titre}}, AUTHOR = {Roux, Luc}, PAGES = {73},"
        " SCHOOL = {{Universit{\\'e} de Lyon}}, YEAR = {2019}, HAL_ID = {dumas-04936580}}",
        "Roux L. Titre [thèse d’exercice ou mémoire]. Université de Lyon ; 2019. 73 p."
        " HAL dumas-04936580",
    ),
    "of DUMAS, called a doctoral one": (
        "@phdthesis{k, TITLE = {{Titre}}, AUTHOR = {Roux, Luc}, SCHOOL = {{Lyon}}, YEAR = {2019},"
        " TYPE = {Theses}, URL = {https://dumas.ccsd.cnrs.fr/dumas-04936580}}",
        "Roux L. Titre [thèse d’exercice] [en ligne]. Lyon ; 2019. Disponible sur :"
        " https://dumas.ccsd.cnrs.fr/dumas-04936580",
    ),
    "of DUMAS, with its kind": (
        "@mastersthesis{k, TITLE = {{Titre}}, AUTHOR = {Roux, Luc}, TYPE = {Thèse de médecine},"
        " SCHOOL = {{Lyon}}, YEAR = {2019}, HAL_ID = {dumas-04936580}}",
        "Roux L. Titre [Thèse de médecine]. Lyon ; 2019. HAL dumas-04936580",
    ),
}


@pytest.mark.parametrize(("entry", "expected"), THESES_OF_HAL.values(), ids=THESES_OF_HAL)
def test_theses_exported_by_hal_say_what_they_are(entry: str, expected: str) -> None:
    """A national number is no report's, and nothing in DUMAS is a doctoral thesis."""
    assert print_entry(entry) == expected


def test_the_remedy_for_a_body_names_it_whole() -> None:
    """The braces to add stand around the whole name, acronym included, however long."""
    body = "Agence nationale de sécurité du médicament et des produits de santé (ANSM)"
    _, (problem,) = parse_bibtex(f"@misc{{k, author = {{{body}}}, title = {{T}}}}", "f.bib")
    assert f"{{{{{body}}}}}" in problem.hint.text(str)


PAGES = {
    "p. 12-15": ":12-5",
    "pp. 12--15": ":12-5",
    "12\u201015": ":12-5",
    "12\u221215": ":12-5",
    "12-": ":12",
    "n/a": "",
    "n/a--n/a": "",
    "1--n/a": ":1",
    "No pagination": "",
    "S1--S5; discussion S6": ":S1-5; discussion S6",
}


@pytest.mark.parametrize(("written", "expected"), PAGES.items())
def test_pages_are_pages(written: str, expected: str) -> None:
    """Labels, odd dashes and « n/a » in pages are not printed."""
    article = f"{ARTICLE}, year = 2020, volume = 3, pages = {{{written}}}}}"
    assert print_entry(article) == f"Martin A. Titre. Exercer. 2020;3{expected}."


IN_WORDS = {
    "date = {3 mars 2020}": ("3 mars 2020", 0),
    "date = {2020 Mar 3}": ("3 mars 2020", 0),
    "date = {2020 Mar-Apr}": ("Mars-avril 2020", 0),
    "date = {March 2020}": ("Mars 2020", 0),
    "date = {31/12/2020}": ("31 décembre 2020", 0),
    "year = {mars 2020}": ("Mars 2020", 0),
    "year = {c2020}": ("c2020", 0),
    "date = {03/04/2020}": ("2020", 1),
    "year = {03/04/2020}": ("2020", 1),
    "date = {2020-02-30}": ("2020", 1),
    "year = {s.d.}": ("[date inconnue]", 0),
    "date = {n.d.}": ("[date inconnue]", 0),
}


@pytest.mark.parametrize(("written", "expected"), IN_WORDS.items())
def test_dates_in_words_are_understood(written: str, expected: tuple[str, int]) -> None:
    """PubMed's, Word's and a secretary's dates are understood; an unclear one keeps its year."""
    _, problems = parse_bibtex(f"{ARTICLE}, {written}}}", "f.bib")
    said = print_entry(f"{ARTICLE}, {written}}}").removeprefix("Martin A. Titre. Exercer. ")
    assert (said.removesuffix("."), len(problems)) == expected


FORMULAS = {
    r"37\,\textdegree C": "37 °C",
    r"\(\gamma\)-GT": "γ-GT",
    r"CHA\(_2\)DS\(_2\)-VASc": "CHA₂DS₂-VASc",
}


@pytest.mark.parametrize(("written", "expected"), FORMULAS.items())
def test_signs_are_printed_as_latex_prints_them(written: str, expected: str) -> None:
    """A formula between « \\( » and « \\) », and a degree before its letter, print as in LaTeX."""
    title = read_one(f"@misc{{k, title = {{{written}}}}}").fields["title"]
    assert title.replace("\u202f", " ").replace("\u00a0", " ") == expected
