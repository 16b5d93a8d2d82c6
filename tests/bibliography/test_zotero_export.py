"""A collection exported by Zotero with Better BibTeX, files and private notes included."""

from __future__ import annotations

import json

import pytest

from parution.bibliography.bibtex.parse import parse_bibtex
from parution.bibliography.export.bibtex_format import FORMATS
from parution.bibliography.vancouver.style import format_plain
from parution.domain import Reference

EXPORT = r"""
@article{martinRecommandationsPourPratique2023,
  title = {Recommandations pour la pratique clinique : {{Prise}} en charge des ménorragies, {{\emph{{HPV}}}} compris},
  shorttitle = {Recommandations pour la pratique clinique},
  author = {Martin, Anne and family=Tour, given=Jean-Baptiste, prefix=de la, useprefix=true and {Collège national des gynécologues et obstétriciens français (CNGOF)}},
  date = {2023-05},
  journaltitle = {Gynécologie Obstétrique Fertilité \& Sénologie},
  shortjournal = {Gynécol Obstét Fertil Sénol},
  volume = {51},
  number = {5},
  eprint = {37123456},
  eprinttype = {pubmed},
  pages = {235–249},
  publisher = {Elsevier},
  issn = {2468-7189},
  doi = {10.1016/j.gofs.2023.03.002},
  url = {https://www.sciencedirect.com/science/article/pii/S2468718923000545?via%3Dihub&x=1_2},
  urldate = {2024-02-11},
  abstract = {SECRET. Établir \emph{des} recommandations pour 50\% des femmes},
  langid = {french},
  keywords = {SECRET,#nosource,⭐ À lire},
  annotation = {SECRET},
  file = {/home/SECRET/Zotero/storage/ABCD1234/Martin.pdf;/home/SECRET/S2468.html},
  annote = {SECRET: le Dr X touche de Y}
}

@thesis{martinPriseEnCharge2021,
  type = {Thèse d'exercice},
  title = {Prise en charge de la dysménorrhée en médecine générale},
  author = {Martin, Anne},
  date = {2021-10-12},
  institution = {Université de Nantes},
  location = {Nantes, France},
  eprint = {hal-03456789},
  eprinttype = {hal},
  pagetotal = {112},
  langid = {french}
}

@unpublished{martinReperer2022,
  title = {Repérer l'endométriose en soins primaires},
  author = {Martin, Anne},
  date = {2022-03-24},
  eventtitle = {Congrès de la médecine générale},
  venue = {Paris},
  langid = {french}
}

@incollection{dupontDouleurs2020,
  title = {Douleurs pelviennes},
  booktitle = {Gynécologie},
  booksubtitle = {pour le généraliste},
  author = {Dupont, Jeanne and others},
  editor = {Durand, Luc},
  date = {2020},
  publisher = {Masson},
  eid = {e12},
}
"""  # noqa: E501 - one line a field, as Zotero writes them

REFERENCES, PROBLEMS = parse_bibtex(EXPORT, "f.bib")

READ = (
    "Martin A, de la Tour JB, Collège national des gynécologues et obstétriciens français (CNGOF)."
    " Recommandations pour la pratique clinique : Prise en charge des ménorragies, HPV compris."
    " Gynécol Obstét Fertil Sénol. 2023;51(5):235-49. doi:10.1016/j.gofs.2023.03.002 PMID 37123456",
    "Martin A. Prise en charge de la dysménorrhée en médecine générale [Thèse d’exercice]."
    " Nantes, France : Université de Nantes ; 12 octobre 2021. 112 p. HAL hal-03456789",
    "Martin A. Repérer l’endométriose en soins primaires [inédit]. Communication présentée à :"
    " Congrès de la médecine générale ; Paris. 24 mars 2022.",
    "Dupont J, et al. Douleurs pelviennes. In : Durand L, éditeur. Gynécologie: pour le"
    " généraliste. Masson ; 2020.",
)


def test_an_export_has_no_problem() -> None:
    """All of Zotero's own fields are known, so that the export gives no problem."""
    assert PROBLEMS == ()


@pytest.mark.parametrize(("given", "expected"), [*zip(REFERENCES, READ, strict=True)])
def test_an_export_reads_as_a_reference(given: Reference, expected: str) -> None:
    """Names, dates, titles and archives are those a reader expects."""
    printed = format_plain(given).replace("\u00a0", " ").replace("\u202f", " ")
    assert printed == expected


@pytest.mark.parametrize("name", FORMATS)
def test_private_fields_stay_behind(name: str) -> None:
    """No abstract, tag, annotation or path is exported."""
    written = FORMATS[name](REFERENCES)
    assert "Douleurs pelviennes" in written
    assert "SECRET" not in written


def test_bibtex_speaks_to_zotero_again() -> None:
    """Archives, languages and states have BibLaTeX's names."""
    written = FORMATS["bib"](REFERENCES)
    assert "  eprint = {hal-03456789},\n  eprinttype = {hal},\n" in written
    assert "  langid = {french},\n" in written
    assert "eprinttype = {pubmed}" not in written
    back, problems = parse_bibtex(written, "f.bib")
    assert [format_plain(each) for each in back] == [format_plain(each) for each in REFERENCES]
    assert problems == ()


def test_ris_uses_the_tags_of_reference_managers() -> None:
    """RIS has access dates, months, archives' addresses and whole titles."""
    article, thesis, _, chapter = FORMATS["ris"](REFERENCES).split("\n\n")
    assert {"DA  - 2023/05/", "Y2  - 2024/02/11", "AU  - de la Tour, Jean-Baptiste"} <= set(
        article.splitlines()
    )
    assert "UR  - https://hal.science/hal-03456789" in thesis
    assert {"T2  - Gynécologie: pour le généraliste", "SP  - e12"} <= set(chapter.splitlines())


@pytest.mark.parametrize("name", ["ris", "json"])
def test_others_are_nobody(name: str) -> None:
    """« et al. » is not exported as an author."""
    assert "et al." not in FORMATS[name](REFERENCES)


def test_csl_json_has_the_same_record() -> None:
    """citeproc gets the publisher from any of its fields, and an address to follow."""
    _, thesis, talk, chapter = json.loads(FORMATS["json"](REFERENCES))
    assert (thesis["publisher"], thesis["URL"]) == (
        "Université de Nantes",
        "https://hal.science/hal-03456789",
    )
    assert (talk["type"], talk["event-title"]) == ("manuscript", "Congrès de la médecine générale")
    assert (chapter["page"], chapter["author"]) == (
        "e12",
        [{"family": "Dupont", "given": "Jeanne"}],
    )
