"""Records as databases and reference managers really export them, and how each is printed.

One line of the table is one record of RIS, of PubMed or of EndNote, its fields separated by « ¶ »,
or one item of CSL-JSON.
"""

from __future__ import annotations

import pytest

from parution.bibliography.formats.convert import convert
from parution.bibliography.formats.detect import Format, detect_format
from parution.bibliography.vancouver.style import format_plain

RIS = {
    "report of Zotero": (
        "TY  - RPRT¶TI  - Titre¶AU  - Haute Autorité de Santé¶CY  - Paris¶DA  - 2020/05//¶SP  - 45"
        "¶M1  - 12¶M3  - Recommandation¶PB  - HAS",
        "Haute Autorité de Santé. Titre [Recommandation]. Paris : HAS ; mai 2020. 45 p. n° 12.",
        [],
    ),
    "law of Zotero": (
        "TY  - STAT¶TI  - Code de la santé publique¶SE  - art. L. 1110-4¶PY  - 2019¶M1  - 2002-303",
        "Code de la santé publique. art. L. 1110-4. 2019.",
        [],
    ),
    "case of Zotero": (
        "TY  - CASE¶TI  - X c. Y¶A2  - Cour de cassation¶PY  - 2010¶M1  - 09-10.992",
        "Cour de cassation. X c. Y. 2010. n° 09-10.992.",
        [],
    ),
    "thesis with its director": (
        "TY  - THES¶TI  - Titre¶AU  - Martin, A¶A3  - Roux, J¶PB  - Nantes¶PY  - 2018¶SP  - 98",
        "Martin A. Titre [thèse]. Nantes ; 2018. 98 p.",
        ["A3"],
    ),
    "page of a site": (
        "TY  - ELEC¶TI  - Titre¶AU  - Roux, L¶T2  - ameli.fr¶DA  - 2020/05/03/"
        "¶UR  - https://x.fr/a",
        "Roux L. Titre [en ligne]. ameli.fr ; 3 mai 2020. Disponible sur : https://x.fr/a",
        [],
    ),
    "talk": (
        "TY  - PRES¶TI  - Titre¶AU  - Martin, A¶T2  - Congrès CNGE¶CY  - Lille¶PY  - 2019",
        "Martin A. Titre. Communication présentée à : Congrès CNGE ; Lille. 2019.",
        [],
    ),
    "chapter with its place in a series": (
        "TY  - CHAP¶TI  - Titre¶AU  - Martin, A¶T2  - Livre¶T3  - Collection¶SV  - 5¶PB  - Masson"
        "¶PY  - 2020",
        "Martin A. Titre. In : Livre. Masson ; 2020. (Collection ; 5).",
        [],
    ),
    "review of Cochrane": (
        "TY  - JOUR¶TI  - Titre¶AU  - Martin, A¶SO  - Cochrane Database Syst Rev¶IS  - 7"
        "¶C7  - CD001751"
        "¶PY  - 2015¶AN  - CD001751",
        "Martin A. Titre. Cochrane Database Syst Rev. 2015;(7):CD001751.",
        [],
    ),
    "issue of ScienceDirect": (
        "TY  - JOUR¶T1  - Titre¶AU  - Martin, A¶JO  - Maturitas¶T2  - Numéro spécial¶PY  - 2020",
        "Martin A. Titre. Maturitas. 2020.",
        ["T2"],
    ),
    "article of Europe PMC": (
        "TY  - JOUR¶TI  - Titre¶AU  - Martin A¶T2  - Exercer¶PY  - 2020¶AN  - PMC123",
        "Martin A. Titre. Exercer. 2020. PMC123",
        [],
    ),
    "authors of Embase": (
        "TY  - JOUR¶T1  - Titre¶A1  - Martin A.¶A1  - Dupont B.-C.¶JF  - Exercer¶PY  - 2020",
        "Martin A, Dupont BC. Titre. Exercer. 2020.",
        [],
    ),
    "authors with the given name first": (
        "TY  - JOUR¶TI  - Titre¶AU  - Anne Martin¶AU  - Haute Autorité de Santé¶JO  - Exercer"
        "¶PY  - 2020",
        "Martin A, Haute Autorité de Santé. Titre. Exercer. 2020.",
        [],
    ),
    "authors in one field": (
        "TY  - JOUR¶TI  - Titre¶AU  - Durand, C.; Petit, D.¶JO  - Exercer¶PY  - 2020",
        "Durand C, Petit D. Titre. Exercer. 2020.",
        [],
    ),
    "identifiers and addresses of Mendeley": (
        "TY  - JOUR¶TI  - Titre¶AU  - Martin, A¶T2  - Exercer¶PY  - 2020¶U2  - PMID: 12"
        "¶UR  - https://a.fr/a"
        "¶UR  - https://b.fr/b",
        "Martin A. Titre. Exercer. 2020. Disponible sur : https://a.fr/a PMID 12",
        ["U2", "UR"],
    ),
    "title over two lines, with tags": (
        "TY  - JOUR¶TI  - Effet du CO<sub>2</sub> &amp; <jats:italic>H. pylori</jats:italic>"
        "¶  en ville"
        "¶AU  - Martin, A¶JO  - Exercer¶PY  - 2020",
        "Martin A. Effet du CO2 & H. pylori en ville. Exercer. 2020.",
        [],
    ),
    "preprint": (
        "TY  - PREPRINT¶TI  - Titre¶AU  - Martin, A¶PB  - medRxiv¶PY  - 2020",
        "Martin A. Titre [prépublication]. medRxiv ; 2020.",
        [],
    ),
}
PUBMED = {
    "retracted": (
        "PMID- 12¶TI  - Titre.¶AU  - Martin A¶TA  - BMJ¶DP  - 2016¶PT  - Retracted Publication"
        "¶RIN - BMJ. 2018;360:k1",
        "Martin A. Titre. BMJ. 2016. PMID 12 Article rétracté : BMJ. 2018;360:k1.",
        [],
    ),
    "corrected": (
        "PMID- 12¶TI  - Titre.¶AU  - Martin A¶TA  - BMJ¶DP  - 2016¶EIN - BMJ. 2017;356:j1",
        "Martin A. Titre. BMJ. 2016. PMID 12 Erratum dans : BMJ. 2017;356:j1.",
        [],
    ),
    "preprint": (
        "PMID- 12¶TI  - Titre.¶AU  - Martin A¶TA  - medRxiv¶DP  - 2016¶PT  - Preprint",
        "Martin A. Titre [prépublication]. medRxiv. 2016. PMID 12",
        [],
    ),
    "chapter": (
        "PMID- 12¶TI  - Titre.¶BTI - StatPearls¶FED - Roux, Luc¶ED  - Roux L¶AU  - Martin A"
        "¶DP  - 2020",
        "Martin A. Titre. In : Roux L, éditeur. StatPearls. 2020. PMID 12",
        [],
    ),
}
ENDNOTE = {
    "accession number and short title": (
        "%0 Journal Article¶%T Titre¶%A Martin, A¶%J Exercer¶%D 2020¶%M PMID12¶%! Court",
        "Martin A. Titre. Exercer. 2020. PMID 12",
        [],
    ),
    "chapter with volumes and translator": (
        "%0 Book Section¶%T Titre¶%A Martin, A¶%B Livre¶%? Roux, L¶%6 2¶%& 3¶%I Masson"
        "¶%D 2020¶%P 1-9",
        "Martin A. Titre. In : Livre. Roux L, traducteur. 2 vol. Masson ; 2020. Chap. 3, p. 1-9.",
        [],
    ),
    "day of consultation of a web page": (
        "%0 Web Page¶%T Titre¶%D 2020¶%V 2021¶%N 3 février¶%U https://x.fr/a¶%U https://y.fr/b",
        "Titre [en ligne]. 2020 [consulté le 3 février 2021]. Disponible sur : https://x.fr/a",
        ["%U"],
    ),
    "talk": (
        "%0 Conference Paper¶%T Titre¶%A Martin, A¶%B Congrès CNGE¶%C Lille¶%D 2019",
        "Martin A. Titre. Communication présentée à : Congrès CNGE ; Lille. 2019.",
        [],
    ),
}
CSL = {
    "law": (
        '{"type": "legislation", "title": "Loi", "number": "2002-303", "container-title": "JO",'
        ' "issued": {"date-parts": [[2002, 3, 5]]}}',
        "Loi. n° 2002-303. JO. 5 mars 2002.",
        [],
    ),
    "body without a given name": (
        '{"type": "webpage", "title": "Titre", "author": [{"family": "Assurance Maladie"}],'
        ' "container-title": "ameli.fr", "URL": "https://x.fr/a", "issued": {"raw": "2020"}}',
        "Assurance Maladie. Titre [en ligne]. ameli.fr ; 2020. Disponible sur : https://x.fr/a",
        [],
    ),
    "work of Crossref": (
        '{"type": "journal-article", "title": ["Titre"], "subtitle": ["suite"], "member": "1",'
        ' "container-title": ["Exercer"], "author": [{"name": "HAS"}], "issued": {"raw": "2020"}}',
        "HAS. Titre: suite. Exercer. 2020.",
        [],
    ),
    "number of an article beside its issue": (
        '{"type": "article-journal", "title": "Titre", "container-title": "Exercer", "volume": 3,'
        ' "issue": 2, "number": "e12", "issued": {"raw": "2020"}}',
        "Titre. Exercer. 2020;3(2):e12.",
        [],
    ),
    "author of a chapter's book": (
        '{"type": "chapter", "title": "Titre", "container-title": "Livre",'
        ' "container-author": [{"family": "Roux", "given": "Luc"}], "issued": {"raw": "2020"}}',
        "Titre. In : Roux L. Livre. 2020.",
        [],
    ),
    "film": (
        '{"type": "motion_picture", "title": "Titre", "director": [{"family": "Roux",'
        ' "given": "L"}], "issued": {"raw": "2020"}}',
        "Roux L. Titre [vidéo]. 2020.",
        [],
    ),
}
ROWS = [
    pytest.param(form, *row, id=f"{form}: {name}")
    for form, rows in (
        (Format.RIS, RIS),
        (Format.PUBMED, PUBMED),
        (Format.ENDNOTE, ENDNOTE),
        (Format.CSL_JSON, CSL),
    )
    for name, row in rows.items()
]


@pytest.mark.parametrize(("form", "written", "expected", "left"), ROWS)
def test_record_is_printed_and_losses_are_reported(
    form: Format, written: str, expected: str, left: list[str]
) -> None:
    """A record prints the fields that readers look for, and reports each lost one."""
    text = f"[{written}]" if form is Format.CSL_JSON else written.replace("¶", "\n")
    converted = convert(text, form, "a.bib")
    (reference,) = converted.references
    assert format_plain(reference).replace("\u00a0", " ").replace("\u202f", " ") == expected
    assert sorted(converted.left) == left


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_ends_of_lines_and_byte_order_mark_change_nothing(ends: str, mark: str) -> None:
    """A file of Windows or an old Mac reads like any other, even without its last end of record."""
    text = mark + ends.join(["PMID- 12", "TI  - Titre", "      suite", "DP  - 2020", ""])
    (reference,) = convert(text, Format.PUBMED, "a.bib").references
    assert detect_format(text) is Format.PUBMED
    assert reference.fields["title"] == "Titre suite"
