"""A beginner's slips from memory: the same slip in another file, and other slips of the same kind.

`typed_from_memory.txt` has the messages about each, to be read with the eyes of a secretary who
never saw a program's file before. Once it is right, `python tests/sources/typed_from_memory.py` in
the project's environment writes that file anew.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from command_line import plain
from parution.domain.problems import Problem
from parution.language.catalogues import load_translations
from parution.sources import read
from sources.rows import THEME, second_theme
from tiny_project import DOSSIER, GROUP, MKDOCS, Changes, changed, tiny_project

GOLDEN = Path(__file__).with_suffix(".txt")

MINUTES = "groups/blain/2026-10-08.md"
MATERIAL_ICONS = """\
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
"""
MEETING = "  - {theme: 2026/douleur, starts: 2026-10-08 20:30, duration: 2h}"
QUESTION = "questions:\n  - question: Faut-il traiter ?"


def options(lines: str) -> Changes:
    """Return the settings with more lines among those of the plugin."""
    return changed("mkdocs.yml", "before\n", f"before\n      {lines}\n")


def of_mkdocs(line: str) -> Changes:
    """Return the settings with a line of MkDocs' own."""
    return changed("mkdocs.yml", "site_name: Dossiers", f"site_name: Dossiers\n{line}")


def site_url(written: str) -> Changes:
    """Return the settings with another address of the sites."""
    return changed("mkdocs.yml", "https://dossiers.example.org/", written)


def timezone(written: str) -> Changes:
    """Return the settings with another time zone."""
    return changed("mkdocs.yml", "Europe/Paris", written)


def edition(text: str) -> Changes:
    """Return an edition's file."""
    return {"themes/2026/edition.yml": text}


def presentation(old: str, new: str) -> Changes:
    """Return a theme's presentation with a phrase replaced."""
    return changed(f"{THEME}/index.md", old, new)


def part(name: str, text: str) -> Changes:
    """Return a text of the theme."""
    return {f"{THEME}/{name}.md": text}


def dossier(words: str) -> Changes:
    """Return the dossier with a paragraph more, on its line 11."""
    return part("dossier", f"{DOSSIER}\n{words}\n")


def group(old: str, new: str) -> Changes:
    """Return a group's file with a phrase replaced."""
    return changed("groups/blain.yml", old, new)


def meeting(written: str) -> Changes:
    """Return a group's file whose first meeting is written otherwise, on line 6."""
    return group(MEETING, written)


def starts(written: str) -> Changes:
    """Return a group's file whose first meeting starts at another moment."""
    return group("2026-10-08 20:30", written)


def minutes(front_matter: str, text: str = "On a parlé.") -> Changes:
    """Return the minutes of the first meeting."""
    return {MINUTES: f"---\n{front_matter}\n---\n\n{text}\n"}


def subject(said: str, changes: Changes | None = None) -> Changes:
    """Return a group's own subject, and a second meeting on it."""
    index = {"groups/blain/subjects/plaies/index.md": "---\ntitle: Les plaies\n---\n\nVoici.\n"}
    return {**index, **group("title: Thème libre", said), **(changes or {})}


def synonyms(text: str) -> Changes:
    """Return the file of synonyms."""
    return {"themes/synonyms.yml": text}


TYPED: dict[str, Changes] = {
    "time zone by its country": timezone("France"),
    "time zone of an island’s town": timezone("America/Fort-de-France"),
    "equals sign in the settings": changed("mkdocs.yml", "timezone:", "timezone ="),
    "address with a slash too few": site_url("https:/dossiers.example.org/"),
    "address without its colon": site_url("https//dossiers.example.org/"),
    "address with a Cyrillic letter": site_url("https://dossiers.ex\u0430mple.org/"),
    "address between angle brackets": site_url("<https://dossiers.example.org/>"),
    "address with a space": site_url("https://dossiers.example.org/nos dossiers"),
    "contact without its sign": options("contact: secretariat.asso.fr"),
    "contact with a name": options("contact: Secrétariat <a@asso.fr>"),
    "two contacts": options("contact: a@asso.fr, b@asso.fr"),
    "school zone by its town": options("school_zone: Nantes"),
    "two school zones": options("school_zone: A et B"),
    "school zone that is none": options("school_zone: D"),
    "search without a place for its words": options(
        "searches:\n        Doc: https://www.example.org/?q="
    ),
    "search without https": options("searches:\n        Doc: www.example.org/?q=%s"),
    "search with words": options("searches:\n        Doc: https://www.example.org/?q=mots"),
    "target named by an address": options('targets:\n        ftp://x.fr: "distant:www"'),
    "target named by two words": options('targets:\n        mon site: "distant:www"'),
    "target without a name": options("targets: distant:www"),
    "time of update in words": options("updates: [le matin]"),
    "time of update on no clock": options("updates: [24:00]"),
    "times of update without brackets": options("updates: 6 h et 23 h"),
    "number of days with its unit": options("ready_days: 45 jours"),
    "number of days in words": options("ready_days: trente"),
    "export of a reference manager among the bibliographies": {
        "bibliography/2026/douleur (1).ris": "TY  - JOUR\nTI  - Titre\nER  - \n",
    },
    "export of PubMed under another name": {
        "bibliography/2026/pubmed-douleur.bib": "PMID- 123\nOWN - NLM\nTI  - Titre\n",
    },
    "export of EndNote among the bibliographies": {
        "bibliography/Ma bibliothèque.xml": "<xml><records><record/></records></xml>\n",
    },
    "policy in words": meeting(f"{MEETING[:-1]}, policy: les références avant}}"),
    "policy of a group in words": group("references-first", "rien avant la réunion"),
    "policy as usual": meeting(f"{MEETING[:-1]}, policy: comme d’habitude}}"),
    "policy of the association’s own called after": options(
        "policies:\n        after: {extends: before}"
    ),
    "policy of the association’s own called readers-first": options(
        "policies:\n        readers-first: {dossier: jamais}"
    ),
    "policy with one rule": options("policies:\n        douce: {dossier: à la fin}"),
    "policy without a rule": options("policies:\n        douce: {}"),
    "policy that is a rule": changed(
        "mkdocs.yml", "default_policy: before", "default_policy: 15 jours avant"
    ),
    "policy in the settings by its name elsewhere": changed(
        "mkdocs.yml", "default_policy", "policy"
    ),
    "settings inherited from a folder": of_mkdocs("INHERIT: ../mkdocs.yml"),
    "settings inherited from the web": of_mkdocs("INHERIT: https://www.example.org/mkdocs.yml"),
    "folder of texts for other programs": of_mkdocs("docs_dir: themes/2026"),
    "whole folder for other programs": of_mkdocs("docs_dir: ."),
    "sites into a folder of texts": of_mkdocs("site_dir: themes/site"),
    "sites over the groups": of_mkdocs("site_dir: groups"),
    "space before the first key": group("name: Blain", " name: Blain"),
    "dash before the first key": group("name: Blain", "- name: Blain"),
    "remark with two slashes": group("name: Blain", "// le groupe\nname: Blain"),
    "known key without a colon": group("name: Blain", "name Blain"),
    "semicolon for a colon": group("name: Blain", "name; Blain"),
    "list behind a colon": group("name: Blain", "name: - Blain"),
    "text between asterisks": group("name: Blain", "name: *Blain*"),
    "text behind a bar": group("name: Blain", "name: | Blain"),
    "quotes within quotes": group("name: Blain", 'name: "le "petit" groupe"'),
    "apostrophe within apostrophes": group("name: Blain", "name: 'l'hôpital'"),
    "two keys on one line": meeting("  - theme: 2026/douleur starts: 2026-10-08 20:30"),
    "two keys and a comma on one line": meeting(
        "  - theme: 2026/douleur, starts: 2026-10-08 20:30"
    ),
    "key one space too far": meeting("  - theme: 2026/douleur\n     starts: 2026-10-08 20:30"),
    "key one space short": meeting("  - theme: 2026/douleur\n   starts: 2026-10-08 20:30"),
    "semicolon in braces": meeting("  - {theme: 2026/douleur; starts: 2026-10-08 20:30}"),
    "no comma in braces": meeting(
        "  - {theme: 2026/douleur, starts: 2026-10-08 20:30 duration: 2h}"
    ),
    "two commas in braces": meeting("  - {theme: 2026/douleur,, starts: 2026-10-08 20:30}"),
    "comma behind braces": meeting(f"{MEETING},"),
    "full stop behind braces": meeting(f"{MEETING}."),
    "asterisk for a dash": meeting("  * {theme: 2026/douleur, starts: 2026-10-08 20:30}"),
    "braces without a dash": meeting("  {theme: 2026/douleur, starts: 2026-10-08 20:30}"),
    "no colon in braces": meeting("  - {theme 2026/douleur, starts: 2026-10-08 20:30}"),
    "question mark for a date": starts("?"),
    "tab in braces": group("readers: true", "\treaders: true"),
    "tab before an item": meeting(MEETING.replace("  -", "\t-")),
    "tab in a front matter": presentation("reviewed:", "\treviewed:"),
    "the same key in another case": presentation("authors:", "question: Laquelle ?\nauthors:"),
    "two meetings lists": group("readers: true", "meetings: []\nreaders: true"),
    "key between brackets": group("name: Blain", "[name]: Blain"),
    "key in braces": presentation("question:", "{question}:"),
    "ampersand for a value": group("Maison de santé", "&maison"),
    "star for a theme": meeting("  - {theme: *douleur, starts: 2026-10-08 20:30}"),
    "star for a place": group("Maison de santé", "*maison"),
    "exclamation mark before a value": group("Maison de santé", "!Maison"),
    "brackets without end": presentation("[mal, souffrance]", "[" * 30),
    "brackets pressed long": group("Maison de santé", "[" * 40),
    "line of dashes in a group": group("policy:", "---\npolicy:"),
    "line of dashes in an edition": edition("title: Année 2026\n---\nthemes: [douleur]\n"),
    "comma in an address": meeting(
        "  - {theme: 2026/douleur, starts: 2026-10-08 20:30, place: 3, rue du Port}"
    ),
    "comma in a length of time": group("duration: 2h", "duration: 1,5h"),
    "joiner in a theme": presentation("[douleur, évaluation]", "[dou\u2060leur, évaluation]"),
    "mark of direction in a place": group("Maison de santé", "Maison\u200e de santé"),
    "letter O in a date": starts("2026-1O-08 20:30"),
    "letter l in a date": starts("l5/10/2026 20:30"),
    "month without end": starts("2026-09-31 20:30"),
    "short year first": starts("26-10-08 20:30"),
    "time in the evening of another land": starts("2026-10-15 8:30 PM"),
    "date to come": starts("à définir"),
    "month for a day": presentation("reviewed: 2026-04-15", "reviewed: avril 2026"),
    "length with a comma": meeting(
        "  - theme: 2026/douleur\n    starts: 2026-10-08 20:30\n    duration: 1,5 h"
    ),
    "from one hour to another": group("duration: 2h", "duration: 20:30 - 22:30"),
    "length in words": group("duration: 2h", "duration: deux heures"),
    "meeting that is a date": meeting("  - 2026-10-08 20:30"),
    "meeting by its theme": meeting("  - 2026/douleur: 2026-10-08 20:30"),
    "meeting with a date and an hour": meeting(
        "  - {theme: 2026/douleur, date: 2026-10-08, heure: 20:30}"
    ),
    "meeting with an end": group("duration: 2h", "fin: 22:30"),
    "meeting without its subject": meeting("  - {starts: 2026-10-08 20:30, place: Mairie}"),
    "meeting of a place alone": meeting("  - {place: Mairie, starts: 2026-10-08 20:30}"),
    "meeting on two lines": meeting("  - theme: 2026/douleur\n  - starts: 2026-10-08 20:30"),
    "meeting without a date": meeting("  - {theme: 2026/douleur}"),
    "rule without its part’s colon": group("duration: 2h", "releases: dossier à la fin"),
    "rules in brackets": group("duration: 2h", "releases: [dossier: à la fin]"),
    "rule for the guide": group("duration: 2h", "releases: {guide: à la fin}"),
    "rule for the presentation": group("duration: 2h", "releases: {presentation: jamais}"),
    "rule for readers in French": group(
        "duration: 2h", "releases: {dossier: {lecteurs: à la fin}}"
    ),
    "rule for a part that is missing": {
        **group("duration: 2h", "releases: {commentary: jamais}"),
        f"{THEME}/commentary.md": None,
    },
    "rule for a summary that is missing": {
        **group("duration: 2h", "releases: {summary: jamais}"),
        f"{THEME}/summary.md": None,
    },
    "group by another key": group("name: Blain", "groupe: Blain"),
    "meetings within each other": group("2026-11-12 20:30", "2026-10-08 21:00"),
    "meetings at the same hour": group("2026-11-12 20:30", "2026-10-08 20:30"),
    "two policies for a theme": {
        "groups/blain.yml": GROUP.replace("duration: 2h", "policy: before").replace(
            "{title: Thème libre,", "{theme: 2026/douleur, policy: after,"
        )
    },
    "meeting before its year": starts("2024-10-08 20:30"),
    "meeting two years before": starts("2023-01-12 20:30"),
    "group of the same name in another case": {
        "groups/ouest.yml": GROUP.replace("name: Blain", "name: BLAIN")
    },
    "theme twice on lines": edition("title: Année 2026\nthemes:\n  - douleur\n  - douleur\n"),
    "theme twice in another case": edition("title: Année 2026\nthemes: [douleur, Douleur]\n"),
    "theme with its year": edition("title: Année 2026\nthemes: [2026/douleur]\n"),
    "no theme listed": edition("title: Année 2026\nthemes: []\n"),
    "one synonym of two": synonyms("- [AVC]\n- [HTA, hypertension]\n"),
    "synonym with nothing": synonyms('- ["HTA"]\n'),
    "synonyms as a table": synonyms("AVC: accident vasculaire\n"),
    "synonym twice in a line": synonyms("- [AVC, avc]\n"),
    "brand twice": {"themes/brands.yml": "Doliprane: paracétamol\ndoliprane: ibuprofène\n"},
    "brands as a list": {"themes/brands.yml": "- Doliprane: paracétamol\n"},
    "brand by an equals sign": {"themes/brands.yml": "Doliprane = paracétamol\n"},
    "theme replaced by a title": presentation("reviewed:", "replaced_by: La fièvre\nreviewed:"),
    "theme replaced by itself": presentation("reviewed:", "replaced_by: 2026/douleur\nreviewed:"),
    "theme replaced by one mistyped": {
        **second_theme("Texte."),
        **presentation("reviewed:", "replaced_by: 2026/autres\nreviewed:"),
    },
    "draft on a program": presentation("reviewed: 2026-04-15", "draft: oui"),
    "draft in French": presentation("reviewed: 2026-04-15", "draft: brouillon"),
    "link to a draft from a dossier": {
        **second_theme("Texte.", "draft: true"),
        **dossier("Voir [l’autre](../autre/index.md)."),
    },
    "link to a draft from the home page": {
        **second_theme("Texte.", "draft: true"),
        "themes/index.md": "---\ntitle: A\n---\n\n[B](2026/autre/index.md)\n",
    },
    "borrowed reference with its sign": presentation("[commune2020]", '["@commune2020"]'),
    "borrowed reference of another year": presentation("[commune2020]", "[commune2021]"),
    "reference that another theme has": {**second_theme("Texte.", "references: [durand2019]")},
    "minutes named in words": {"groups/blain/compte-rendu.md": "Bien.\n"},
    "minutes named day first": {"groups/blain/08-10-2026.md": "Bien.\n"},
    "minutes of another day": {"groups/blain/2026-10-09.md": "Bien.\n"},
    "minutes of another year": {"groups/blain/2025-10-08.md": "Bien.\n"},
    "question without its key": minutes("questions:\n  - Faut-il traiter ?"),
    "who searches, in French": minutes(f"{QUESTION}\n    qui: A. D."),
    "answer without its day": minutes(f"{QUESTION}\n    answer: Oui."),
    "day without an answer": minutes(f"{QUESTION}\n    answered: 2026-11-12"),
    "answer a month too early": minutes(f"{QUESTION}\n    answer: Oui.\n    answered: 2026-09-12"),
    "answer a year too early": minutes(f"{QUESTION}\n    answer: Oui.\n    answered: 2025-11-12"),
    "link from minutes to a part": minutes(
        QUESTION, "Voir le [dossier](../../themes/2026/douleur/dossier.md)."
    ),
    "link from minutes to a file": minutes(QUESTION, "Voir [la grille](grille.pdf)."),
    "text without front matter": part("index", "# La douleur\n\nPourquoi.\n"),
    "empty presentation": part("index", ""),
    "front matter without its end": part("guide", "---\nchanges: []\n\nTexte.\n"),
    "front matter with a line of four dashes": part("guide", "---\nchanges: []\n----\nTexte.\n"),
    "part of spaces": part("preparation", "   \n\n"),
    "part of a front matter": part("preparation", "---\nchanges: []\n---\n"),
    "document of Word under the name of a text": part("preparation", "PK\x03\x04\x14"),
    "hidden draft of a text": {f"{THEME}/.dossier.md": "Texte.\n"},
    "hidden group": {"groups/.blain.yml": GROUP},
    "bibliography without its ending": {"bibliography/2026/douleur.bib.txt": ""},
    "bibliography in capitals": {
        "bibliography/2026/douleur.bib": None,
        "bibliography/2026/Douleur.bib": "@misc{durand2019, title = {A}, year = {2019}, url = {https://a.fr/b}}\n",
    },
    "bibliography of no theme": {"bibliography/2026/fievre.bib": ""},
    "no bibliography, but a summary": {"bibliography/2026/douleur.bib": None},
    "summary of a reference mistyped": {f"{THEME}/sources/durant2019.md": "Texte.\n"},
    "picture under the name of a table": {
        f"{THEME}/documents/grille.csv": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    },
    "summary of prose in seven points": part(
        "summary", "\n".join(f"- Message {n}." for n in range(7)) + "\n"
    ),
    "summary of six messages and two more": part(
        "summary", "\n".join(f"{n}. Message." for n in range(1, 9)) + "\n"
    ),
    "link with a slash too few": dossier("[HAS](https:/www.has-sante.fr)"),
    "link without its colon": dossier("[HAS](https//www.has-sante.fr)"),
    "link by a scheme mistyped": dossier("[HAS](htpps://www.has-sante.fr)"),
    "link with nothing behind its scheme": dossier("[HAS](https://)"),
    "link to an attachment without its folder": dossier("[grille](grille.csv)"),
    "link to an image that is missing": dossier("![Une photo](documents/photo.png)"),
    "link to a summary by its key": dossier("[résumé](durand2019)"),
    "link from the root of a disk": dossier("[grille](C:\\Users\\a\\grille.csv)"),
    "link to a theme that is missing": dossier("[fièvre](../fievre/dossier.md)"),
    "link with a space before its parenthesis": dossier("[HAS] (https://www.has-sante.fr)"),
    "link without its end": dossier("[vignette](preparation.md"),
    "link to a part with a space": dossier("Voir la [vignette] (preparation.md)."),
    "link without words": dossier("[](preparation.md)"),
    "link of spaces": dossier("Voir [ ](https://www.has-sante.fr)."),
    "link to an attachment without words": dossier("[](documents/grille.csv)"),
    "link to nothing, twice": dossier("[a]() et [b]()"),
    "image of nothing": dossier("![Une photo]()"),
    "link up and out": dossier("[groupe](../../../groups/blain.yml)"),
    "link to the bibliography": dossier("[notices](../../../bibliography/2026/douleur.bib)"),
    "anchor with an accent": dossier("[évaluer](#Évaluer)"),
    "anchor of another text": dossier("[doses](preparation.md#doses)"),
    "citation with a space": dossier("Selon [@ durand2019]."),
    "citation without its end": dossier("Selon [@durand2019"),
    "citation with a sign of full width": dossier("Selon [\uff20durand2019]."),
    "citation without a key": dossier("Selon [@]."),
    "citation with a space in its key": dossier("Selon [@durand 2019]."),
    "citation in brackets alone": dossier("Selon [durand2019]."),
    "citation of two in brackets alone": dossier("Selon [durand2019; commune2020]."),
    "citation of LaTeX": dossier("Selon \\citep{durand2019}."),
    "bold of LaTeX": dossier("\\textbf{Attention}"),
    "note that is nowhere": dossier("À jeun[^2]."),
    "note that nobody calls, in a list": dossier("- Un\n\n[^2]: À jeun."),
    "note that nobody calls": dossier("[^jeun]: À jeun."),
    "box of GitHub": dossier("> [!NOTE]\n> À jeun."),
    "box that is not indented": dossier("!!! note\nÀ jeun."),
    "box whose text stands two spaces in": dossier('!!! note "Attention"\n  À jeun.'),
    "icon by its name": dossier(":material-check: fait"),
    "emoji by its name": dossier("Bien :smile:"),
    "icon and emoji by names mistyped": {
        "mkdocs.yml": MKDOCS + MATERIAL_ICONS,
        **dossier(
            ":material-check: :material-chek: :fontawesome-solid-hart: :fontawesome-xyz: :smyle:"
        ),
    },
    "icon where only emoji are drawn": {
        "mkdocs.yml": MKDOCS + "markdown_extensions:\n  - pymdownx.emoji\n",
        **dossier(":material-check: fait"),
    },
    "drawing in dot": dossier("```dot\ndigraph { a -> b }\n```"),
    "drawing in PlantUML": dossier("```plantuml\na -> b\n```"),
    "formula of no command": dossier("Soit $\\fracion{a}{b}$."),
    "image without words, in HTML": dossier('<img src="documents/grille.csv">'),
    "comment without end": dossier("<!-- à revoir"),
    "comment that begins twice": dossier("Texte <!-- un <!-- deux"),
    "text of another file": dossier('{% include "guide.md" %}'),
    "text that goes on like a list": dossier("La douleur aiguë\n- la chronique\nviennent ensuite."),
    "preformatted text without end": dossier("<pre>\nUn calcul.\n\nEt la suite."),
    "folded text without end": dossier(
        "<details markdown>\n<summary>Plus</summary>\n\nTexte.\n\nSuite."
    ),
    "table without end in a quotation": dossier("> <table><tr><td>x</td></tr>\n\nSuite."),
    "bold that ends in italics": dossier("Un <b>mot</i> ici."),
    "end of a block that never began": dossier("Texte.\n\n</div>"),
    "two elements crossed": dossier("Un <b><i>mot</b></i> ici."),
    "attribute of a table": dossier('<table border="1"><tr><td>x</td></tr></table>'),
    "rule for the home page": group("duration: 2h", "releases: {index: toujours}"),
    "attachment of another drive": dossier("[grille](file:///D:/grille.csv)"),
    "table with colours": dossier('<table bgcolor="red"><tr><td>x</td></tr></table>'),
    "dotted link to the settings": dossier("[réglages](../../../mkdocs.yml)"),
    "word without a colon in braces": meeting(
        "  - {title: Thème libre, Mairie, starts: 2026-10-08 20:30}"
    ),
    "list that goes on a list": dossier("Trois douleurs\n- aiguë\nchronique."),
    "dash that goes on a sentence": dossier("La dose est de 5 à\n- selon le poids -\n10 mg."),
    "icon in a heading": dossier("## Conseils :fontawesome-solid-check:"),
    "group of a draft theme": {
        **second_theme("Texte.", "draft: true"),
        **group("{title: Thème libre,", "{theme: 2026/autre,"),
    },
    "meeting on a draft in another group": {
        **second_theme("Texte.", "draft: true"),
        "groups/ouest.yml": "name: Ouest\nmeetings:\n"
        "  - {theme: 2026/autre, starts: 2026-10-01 20:30}\n",
    },
    "dashes in a list of synonyms": synonyms("- [HTA, hypertension]\n---\n- [AVC, ictus]\n"),
    "three brackets too many": presentation("[mal, souffrance]", "[" * 21 + "mal" + "]" * 21),
    "exclamation mark in braces": meeting("  - {title: !Attention, starts: 2026-10-08 20:30}"),
    "front matter without its last line": part("summary", "---\nchanges: []\n"),
    "reference of another theme, beside a common one": {
        **second_theme("Texte.", "references: [commune2020, durand2019]")
    },
    "reference of another theme, by its sign": {
        **second_theme("Texte.", 'references: ["durand2019"]')
    },
    "question of last year": minutes(f"{QUESTION}\n    answer: Non.\n    answered: 2026-01-08"),
    "minutes of an invented day": {"groups/blain/2026-02-30.md": "Bien.\n"},
    "image from a list of files": dossier("![](documents/grille.csv)"),
    "dot in a folder": {f"{THEME}/documents/.grille.csv": "a;b\n"},
    "rule in an unknown policy": options(
        "policies:\n        douce: {dossier: à la fin, summary: à la fin}"
    ),
    "formula of a word": dossier("Soit $\\moyenne$."),
    "formula of a package": dossier("Soit $\\SI{5}{mg}$."),
    "note in its place": dossier("À jeun^[Douze heures]."),
    "link without parentheses": dossier("[la HAS]https://www.has-sante.fr/"),
    "link with its brackets exchanged": dossier("(la HAS)[https://www.has-sante.fr/]"),
    "image with a space too many": dossier("! [la grille](documents/grille.csv)"),
    "box with two marks": dossier("!! note\n    À jeun."),
    "box of Pandoc": dossier("::: warning\nÀ jeun.\n:::"),
    "note with a space before its colon": dossier("À jeun[^a].\n\n[^a] : douze heures."),
    "code that is not closed": dossier("```\nUn calcul."),
    "rows pasted from a sheet": dossier("Échelle\tDurée\nEVA\t1 min"),
    "letters misread": dossier("Une Ã©tude."),
    "em space before an item": group("  - {theme", "\u2003- {theme"),
    "address of mail with a space": dossier("[écrire](mailto: a@asso.fr)"),
    "DOI as the address of a link": dossier("[l’étude](doi:10.1000/a)"),
    "page in place of an address": dossier("[@durand2019](p. 3)"),
    "page in braces behind a citation": dossier("Selon [@durand2019]{p. 3}."),
    "page in brackets behind a citation": dossier("Selon [@durand2019][tableau 2]."),
    "table in parentheses behind a citation": dossier("[@durand2019](tableau 2) [@durand2019](12)"),
    "words behind a citation": dossier("Selon [@durand2019 ; 24 h] et [@durand2019; p. 3]."),
    "page glued to a key": dossier("Selon [@durand2019:12] et [@durand2019#p3]."),
    "citation for the words of a link": dossier("Voir [@durand2019](https://a.fr/x)."),
    "box of Quarto": dossier("::: {.callout-note}\nÀ jeun.\n:::"),
    "words underlined by signs": dossier("À relire ++avant++ la réunion ; fatigue ++, douleur ++."),
    "class after a word": dossier("Le seuil{.rouge} est de 7 %."),
    "class at the end of a sentence": dossier("Le seuil est de 7 %. {.note}"),
    "class above its paragraph": dossier("{#seuils .note}\nLes seuils."),
    "address in prose with a slash too few": dossier("Voir https:/www.has-sante.fr/jcms."),
    "address in prose without its colon": dossier("(http//:www.ameli.fr/medecin)"),
    "address in prose without its first letter": dossier("Voir ttps://lecrat.fr, puis."),
    "address in prose with a space": dossier("Voir https: //www.ameli.fr."),
    "paragraph set in with a tab": dossier("\tLa douleur se mesure par une échelle simple."),
    "paragraph set in with spaces": dossier("    La douleur se mesure par une échelle simple."),
    "note of Word": dossier("La douleur[1] se mesure.\n\n[1] Une note de bas de page."),
    "marks of revisions": dossier("La douleur {--aiguë--}{++chronique++} se mesure."),
    "remark of Word": dossier("La douleur [Commenté [AD1]: à revoir] se mesure."),
    "table with semicolons": dossier("Molécule;Dose;Durée\nA;1 g;6 j\nB;2 g;5 j"),
    "table with spaces": dossier("Molécule    Dose    Durée\nA    1 g    6 j\nB    2 g    5 j"),
    "link of a wiki": dossier("Voir [[dossier|le dossier]]."),
    "image of a wiki": dossier("![[schema.png]]"),
    "contents of a wiki": dossier("[[_TOC_]]"),
    "remark of Obsidian": dossier("%% à revoir %%"),
    "bold words between spaces": dossier("Un ** point clé ** ici, et un **autre **."),
    "words with a class": dossier("[important]{.underline}"),
    "heading of a wiki": dossier("== Les doses =="),
    "mark of a forum": dossier("[b]À jeun[/b]"),
    "thumb by its name": dossier("Bien :+1:"),
    "table without its line of dashes": dossier("| a | b |\n| 1 | 2 |"),
    "table with a column of dashes too few": dossier("| a | b | c |\n|---|---|\n| 1 | 2 | 3 |"),
    "table with a column of dashes too many": dossier("a | b\n--|--|--\n1 | 2"),
    "table with a row too long": dossier(
        "| a | b |\n|:--|--:|\n| 1 \\| 2 | `x|y` |\n| 1 | 2 | 3 |\n| 1 | 2 | 3 |"
    ),
    "table drawn with signs": dossier(
        "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+"
    ),
    "table of Pandoc": dossier("---- ----\na    b\n---- ----\n1    2\n---- ----"),
    "link by a name that is nowhere": dossier("Voir [la HAS][has]."),
    "zero-width space in a word": dossier(
        "La dou\u200bleur et la fi\u200bèvre.\n\nPuis un mo\u2060t."
    ),
    "arrow of Word in a sentence": dossier("Douleur \uf0e0 repos.\n\n\uf0b7 un\n\uf0fc deux"),
    "letter lost in a text": dossier("La fi\ufffdvre."),
    "letters misread in a name": group("name: Blain", "name: QuÃ©ven"),
    "object of Word in a text": dossier("Voir le schéma\ufffc."),
    "Cyrillic letter in a word": dossier("La d\u043euleur, le TNF\u03b1."),
    "Cyrillic letter in a title": presentation("question: ", "question: La d\u043euleur, "),
    "box of GitHub that warns": dossier("> [!WARNING]\n> À jeun."),
    "patient by her day of birth": minutes(QUESTION, "Mme M., née le 3/04/1950, a chuté."),
    "patient by his number": minutes(QUESTION, "Rappeler au 06 12 34 56 78."),
    "theme beside its subject": subject("theme: 2026/douleur, subject: plaies"),
    "subject of a meeting that has its theme": subject(
        "subject: plaies", group("duration: 2h", "subject: plaies")
    ),
    "subject for a meeting to come": subject("title: Les plaies"),
    "subject of a meeting that was cancelled": {
        **subject("subject: plaies"),
        "groups/blain.yml": GROUP.replace("title: Thème libre", "theme: 2026/douleur"),
    },
    "subject called like a theme": subject(
        "subject: douleur",
        {"groups/blain/subjects/douleur/index.md": "---\ntitle: Douleurs\n---\n\nVoici.\n"},
    ),
    "second subject called like a theme": subject(
        "subject: plaies",
        {"groups/blain/subjects/douleur/index.md": "---\ntitle: Douleur\n---\n\nVoici.\n"},
    ),
    "link from a subject to the home page": subject(
        "subject: plaies",
        {"groups/blain/subjects/plaies/dossier.md": "[Accueil](../../../../themes/index.md)\n"},
    ),
}
"""Each slip, by its description."""


def report_on(changes: Changes) -> str:
    """Return the report on a project with these changes, as the golden file holds it."""
    with tempfile.TemporaryDirectory() as folder:
        problems = read(tiny_project(Path(folder), changes)).problems
    return "\n".join(map(in_words, problems))


def in_words(problem: Problem) -> str:
    """Return a problem on three lines, with ordinary spaces."""
    french = load_translations("fr").gettext
    said, remedy = plain(problem.message.text(french)), plain(problem.hint.text(french))
    return f"  {problem.place} {problem.severity} {problem.code}\n    {said}\n    -> {remedy}"


@cache
def read_golden() -> dict[str, str]:
    """Return the reports of the golden file, by slip."""
    blocks = GOLDEN.read_text("utf-8").strip().split("\n\n")
    return {name: said for name, _, said in (block.partition("\n") for block in blocks)}


def main() -> None:
    """Write the golden file anew."""
    blocks = (f"{name}\n{report_on(changes)}\n" for name, changes in TYPED.items())
    GOLDEN.write_text("\n".join(blocks), "utf-8")


if __name__ == "__main__":
    main()
