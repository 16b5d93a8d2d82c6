"""A beginner's slips in a ``.bib`` file: three for each mistake that is possible there.

`typed_references.txt` has the messages about each; once it is right, `python
tests/sources/typed_references.py` in the project's environment writes that file anew.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from command_line import plain
from parution.language.catalogues import load_translations
from parution.sources.bib_files import read_bib
from parution.sources.report import Report

GOLDEN = Path(__file__).with_suffix(".txt")

SOUND = "author = {Martin, Anne}, journal = {Exercer}, year = {2020}"


def entry(*lines: str, kind: str = "article", key: str = "martin2020") -> str:
    """Return an article with more fields, one a line, from line 2 on."""
    fields = "".join(f"  {line},\n" for line in lines)
    return f"@{kind}{{{key},\n{fields}  title = {{Titre}},\n  {SOUND}\n}}\n"


def author(written: str) -> str:
    """Return an article of other authors."""
    return entry().replace("author = {Martin, Anne}", f"author = {{{written}}}")


TYPED: dict[str, str] = {
    "level as a Roman number": entry("level = {II}"),
    "interests in a French word": entry("interests = {aucun}"),
    "access in a French word": entry("access = {libre}"),
    "value without its last brace": entry("note = {à revoir"),
    "value with a brace too many at its beginning": entry("note = {{à revoir}"),
    "entry without its last brace": entry().removesuffix("}\n") + entry(key="b"),
    "entry without its first brace": entry().replace("@article{", "@article "),
    "entry in parentheses without end": entry().replace("{m", "(m").replace("\n}", "\n"),
    "entry with its key before the brace": "@article martin2020 {\n  title = {Titre}\n}\n",
    "entry with a colon for its brace": entry().replace("@article{", "@article: "),
    "quotation marks of Word": entry("note = “à revoir”"),
    "apostrophes for braces": entry("note = 'à revoir'"),
    "colon for an equals sign": entry("note: {à revoir}"),
    "space for an equals sign": entry("note {à revoir}"),
    "equals sign with nothing behind": entry("note = "),
    "field without a name": entry("= {à revoir}"),
    "semicolons between fields": entry().replace("},\n", "};\n"),
    "no comma behind the key": entry().replace("martin2020,", "martin2020"),
    "no comma between fields": entry().replace("{Titre},", "{Titre}"),
    "title below an entry": entry() + "title = {Suite},\n",
    "entry closed too early": entry().replace("{Titre},", "{Titre}},"),
    "brace too many below an entry": entry() + "}\n",
    "list of references from Word": "1. Martin A. Titre. Exercer. 2020;3:1-9.\n2. Petit L.\n",
    "mail with a reference": "Bonjour,\n\nVoici la notice.\n\nLuc\n",
    "text of a web page": "<html><body>Titre</body></html>\n",
    "line set aside by a percent sign": entry("% note = {à revoir}"),
    "remark behind a percent sign": entry("% à revoir avec Luc"),
    "line of percent signs": entry("%%%%%%%%"),
    "entry set aside by a percent sign": "% " + entry(),
    "entry set aside by two percent signs": "%% " + entry() + entry(key="b"),
    "all lines of an entry set aside": "".join(f"% {line}\n" for line in entry().splitlines()),
    "type of document without braces": entry("type = rapport"),
    "publisher without braces": entry("publisher = Masson"),
    "word without braces": entry("langid = french"),
    "abstract in place of a title": entry("subtitle = {" + "long " * 20_000 + "}"),
    "page of the web pasted whole": entry("addendum = {" + "mot " * 20_000 + "}"),
    "picture pasted as letters": entry("series = {" + "A" * 70_000 + "}"),
    "key with a backslash": entry(key="martin\\2020"),
    "key with a brace": entry(key="mar{tin}2020"),
    "key that leads to a folder": entry(key="a/../martin2020"),
    "key that leads out": entry(key="../martin2020"),
    "no key": entry(key=""),
    "no key and no comma": entry().replace("martin2020,", ""),
    "no key in a report of the HAS": "@report{, institution = {HAS}, title = {A}, year = 2020}\n",
    "same key for two documents": entry() + entry("doi = {10.1000/b}").replace("Titre", "Autre"),
    "same document twice": entry() + entry(),
    "same key in capitals": entry() + entry(key="MARTIN2020").replace("Titre", "Autre"),
    "type mistyped": entry(kind="artcle"),
    "type in French": entry(kind="livre"),
    "type that does not exist": entry(kind="recommandation"),
    "field in French": entry("titre = {Titre}"),
    "field mistyped": entry("levle = {2}"),
    "field of one’s own": entry("commentaire = {à revoir}"),
    "title twice": entry("title = {Un autre}"),
    "doi twice": entry("doi = {10.1000/a}", "doi = {10.1000/b}"),
    "number and issue": entry("number = {3}", "issue = {4}"),
    "preface": entry("foreword = {Petit, Anne}"),
    "title of an issue": entry("issuetitle = {La douleur}"),
    "original title": entry("origtitle = {Pain}"),
    "no journal": entry().replace("journal = {Exercer}, ", ""),
    "no author": entry().replace("author = {Martin, Anne}, ", ""),
    "no title": entry().replace("  title = {Titre},\n", ""),
    "page of the web without its address": entry(kind="online"),
    "entry with nothing": "@misc{martin2020,\n}\n",
    "entry with a year alone": "@misc{martin2020, year = {2020}}\n",
    "entry with empty fields": "@misc{martin2020, title = {}, author = {}}\n",
    "set": "@set{douleur, entryset = {a, b}}\n" + entry(key="a") + entry(key="b"),
    "set of one": "@set{douleur, entryset = {a}}\n" + entry(key="a"),
    "set of missing ones": "@set{douleur, entryset = {x, y}}\n" + entry(key="a"),
    "parent that is missing": entry("crossref = {livre}"),
    "parent mistyped": entry("crossref = {martin202}", key="b") + entry(),
    "parent of another file": entry("xdata = {commune2020}"),
    "entry that is its own parent": entry("crossref = {martin2020}"),
    "two parents of each other": entry("crossref = {b}", key="a")
    + entry("crossref = {a}", key="b"),
    "three in a circle": "".join(
        entry(f"crossref = {{{other}}}", key=key) for key, other in ("ab", "bc", "ca")
    ),
    "grade with its word": entry("grade = {grade A}"),
    "level in words": entry("level = {fort}"),
    "interests in French": entry("interests = {aucun}"),
    "access in French": entry("access = {libre}"),
    "address with a space": entry("url = {https://www.has-sante.fr/ma page}"),
    "address of a file": entry("url = {C:\\Documents\\article.pdf}"),
    "address in words": entry("url = {sur le site de la HAS}"),
    "address with a slash too few": entry("url = {https:/www.has-sante.fr/a}"),
    "two addresses": entry("url = {https://a.fr/x et https://b.fr/y}"),
    "addresses on two lines": entry("url = {https://a.fr/x\n         https://b.fr/y}"),
    "addresses with a semicolon": entry("url = {https://a.fr/x;https://b.fr/y}"),
    "two DOIs": entry("doi = {10.1000/a ; 10.1000/b}"),
    "three PMIDs": entry("pmid = {12, 34, 56}"),
    "two addresses of DOIs": entry("doi = {https://doi.org/10.1000/a https://doi.org/10.1000/b}"),
    "title in place of a DOI": entry("doi = {voir l’article}"),
    "DOI with a letter O": entry("doi = {1O.1000/a}"),
    "HAL by its number": entry("hal = {01234567}"),
    "date day first": entry("date = {03/04/2020}"),
    "date that does not exist": entry("date = {2020-02-30}"),
    "date in words": entry("date = {l’an dernier}"),
    "feast for a month": entry("month = {Pâques}"),
    "quarter for a month": entry("month = {1er trimestre}"),
    "day of consultation in words": entry("urldate = {hier}", "url = {https://a.fr/x}"),
    "too many commas": author("Martin, Anne, Dupont, Jean"),
    "and too many": author("Martin, Anne and and Dupont, Jean"),
    "number in a name": author("Martin, Anne (1965-2020) 3"),
    "names as in PubMed": author("Martin A, Dupont JB"),
    "family name first": author("Dupont Jean and Martin Anne"),
    "capitals and an initial": author("MARTIN J"),
    "body as a person": author("Haute Autorité de Santé"),
    "body of two words": author("Institut Pasteur"),
    "body in the middle": author("Martin, Anne and Collège national des généralistes enseignants"),
    "tag of a list": entry("subtitle = {<li>Partie 1</li>}"),
    "link in a title": entry('subtitle = {<a href="https://a.fr">ici</a>}'),
    "program in a title": entry("subtitle = {<script>x</script>}"),
    "command of LaTeX": entry("subtitle = {\\dose{5}}"),
    "unit of LaTeX": entry("subtitle = {5 \\unite}"),
    "note of LaTeX": entry("subtitle = {Suite\\footnote{Ici.}}"),
    "Cyrillic letter in a title": entry("subtitle = {La d\u043euleur}"),
    "Cyrillic letter in a name": author("M\u0430rtin, Anne"),
    "soft hyphen in a title": entry("subtitle = {La dou\u00adleur}"),
    "zero-width space in a key, a byte-order mark in a DOI": entry(
        "doi = {10.1000/\ufeffabc}", key="martin\u200b2020"
    ),
    "direction turned in an address": entry("url = {https://a.fr/\u202eabc}"),
    "arrow of Word in a title": entry("subtitle = {Douleur \uf0e0 repos}"),
    "invisible signs in six entries": "".join(
        entry(f"volume = {{{n}\u200b}}", key=f"martin200{n}") for n in range(6)
    ),
    "joiners of Persian, and a soft hyphen in an abstract": entry(
        "subtitle = {می\u200cخواهم}", "abstract = {Dou\u00adleur}", "levle = {2}"
    ),
    "letters misread": entry("subtitle = {PrÃ©vention}"),
    "letters lost": author("L\ufffdger, Anne"),
    "quotation mark misread": entry("subtitle = {L\u00e2\u20ac\u2122enfant}"),
    "Greek letter in a journal": entry("series = {Ex\u03b5rcer, C\u039fVID}"),
}
"""Each slip, by its description."""


def report_on(text: str) -> str:
    """Return the report on a bibliography, as the golden file holds it."""
    report, french = Report(), load_translations("fr").gettext
    _, found = read_bib(text.encode(), "douleur.bib", report)
    return "\n".join(
        f"  {problem.place} {problem.severity} {problem.code}\n"
        f"    {plain(problem.message.text(french))}\n    -> {plain(problem.hint.text(french))}"
        for problem in (*report.problems, *found)
    )


@cache
def read_golden() -> dict[str, str]:
    """Return the reports of the golden file, by slip."""
    blocks = GOLDEN.read_text("utf-8").strip().split("\n\n")
    return {name: said for name, _, said in (block.partition("\n") for block in blocks)}


def main() -> None:
    """Write the golden file anew."""
    blocks = (f"{name}\n{report_on(text)}\n" for name, text in TYPED.items())
    GOLDEN.write_text("\n".join(blocks), "utf-8")


if __name__ == "__main__":
    main()
