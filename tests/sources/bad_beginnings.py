"""Beginners' mistakes: Word's changes, Notepad's files, and omissions that seem obvious.

A row without a finding has only one possible meaning, and is accepted.
"""

from sources.rows import THEME, Found, Row
from tiny_project import FILES, changed

GROUP, EDITION = "groups/blain.yml", "themes/2026/edition.yml"
INDEX, SYNONYMS = f"{THEME}/index.md", "themes/synonyms.yml"

ROWS = (
    Row(
        "text saved as Unicode",
        {GROUP: b"\xff\xfen\x00a\x00m\x00e\x00:\x00 \x00B\x00l\x00a\x00i\x00n\x00"},
        Found(
            "not-utf-8",
            "groups/blain.yml:1:1",
            "ce fichier est en UTF-16, que le Bloc-notes appelle « Unicode » ; UTF-8 était attendu",
            "Enregistrez à nouveau le fichier en choisissant le codage UTF-8 : dans le "
            "Bloc-notes, par Fichier, Enregistrer sous, Encodage.",
        ),
    ),
    Row(
        "page break",
        changed(GROUP, "name: Blain", "name: Bl\x0cain"),
        Found(
            "forbidden-character",
            "groups/blain.yml:1:9",
            "ici se trouve un saut de page, invisible (U+000C) ; seuls des lettres, des signes, "
            "des tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "line break of Word",
        {"themes/2026/douleur/guide.md": "Un\x0bdeux\n"},
        Found(
            "forbidden-character",
            "themes/2026/douleur/guide.md:1:3",
            "ici se trouve un saut de ligne de Word, invisible (U+000B) ; seuls des lettres, des "
            "signes, des tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "three hyphens at the end",
        {GROUP: FILES[GROUP] + "---\n"},
    ),
    Row(
        "front matter in group",
        {GROUP: f"---\n{FILES[GROUP]}---\n"},
    ),
    Row(
        "front matter: four dashes",
        {INDEX: FILES[INDEX].replace("---", "----")},
        Found(
            "late-front-matter",
            "themes/2026/douleur/index.md:1:1",
            "« ---- » n’ouvre pas d’en-tête ; trois traits d’union étaient attendus",
            "Tapez « --- » à la première ligne, et de nouveau après la dernière ligne de "
            "l’en-tête.",
        ),
    ),
    Row(
        "front matter: emdash",
        {INDEX: FILES[INDEX].replace("---", "—")},
        Found(
            "late-front-matter",
            "themes/2026/douleur/index.md:1:1",
            "ici se trouve un tiret cadratin (U+2014) ; trois traits d’union étaient attendus",
            "Tapez « --- » à la première ligne, et de nouveau après la dernière ligne de "
            "l’en-tête.",
        ),
    ),
    Row(
        "front matter: spaces",
        {INDEX: f" {FILES[INDEX]}"},
        Found(
            "late-front-matter",
            "themes/2026/douleur/index.md:1:1",
            "l’en-tête ne commence pas à la première ligne du fichier",
            "Supprimez les espaces et les lignes vides avant « --- ».",
        ),
    ),
    Row(
        "front matter: blank first",
        {INDEX: f"\n{FILES[INDEX]}"},
        Found(
            "late-front-matter",
            "themes/2026/douleur/index.md:2:1",
            "l’en-tête ne commence pas à la première ligne du fichier",
            "Supprimez les espaces et les lignes vides avant « --- ».",
        ),
    ),
    Row(
        "authors text",
        changed(INDEX, "[Groupe de rédaction]", "Dr Martin, Dr Durand"),
        Found(
            "wrong-kind",
            "themes/2026/douleur/index.md:4:10",
            "« authors » doit être une liste, mais « Dr Martin, Dr Durand » a été trouvé",
            "Écrivez une liste entre crochets : [Dr Martin, Dr Durand].",
        ),
    ),
    Row(
        "keywords text",
        changed(INDEX, "[douleur, évaluation]", "douleur; évaluation"),
        Found(
            "wrong-kind",
            "themes/2026/douleur/index.md:8:11",
            "« keywords » doit être une liste, mais « douleur; évaluation » a été trouvé",
            "Écrivez une liste entre crochets : [douleur, évaluation].",
        ),
    ),
    Row(
        "meetings empty",
        {GROUP: "name: Blain\nmeetings:\n"},
    ),
    Row(
        "rule date fr",
        changed(GROUP, "duration: 2h", "releases: {dossier: le 1er octobre 2026}"),
        Found(
            "bad-rule",
            "groups/blain.yml:6:73",
            "« le 1er octobre 2026 » n’est pas une date écrite année-mois-jour",
            "Écrivez « 2026-10-01 08:00 ».",
        ),
    ),
    Row(
        "rule num",
        changed(GROUP, "duration: 2h", "releases: {dossier: 15}"),
        Found(
            "bad-rule",
            "groups/blain.yml:6:73",
            "« 15 » n’est pas une règle d’ouverture",
            "Dites jours ou heures, avant ou après : « 15 jours avant » (en anglais « 15 days "
            "before »).",
        ),
    ),
    Row(
        "releases text",
        changed(GROUP, "duration: 2h", "releases: à la fin"),
        Found(
            "wrong-kind",
            "groups/blain.yml:6:63",
            "« releases » ne dit pas de quelle partie « à la fin » est la règle",
            "Écrivez par exemple « releases: {dossier: à la fin} ».",
        ),
    ),
    Row(
        "offset for a time zone",
        changed("mkdocs.yml", "Europe/Paris", "GMT+1"),
        Found(
            "unknown-timezone",
            "mkdocs.yml:7:17",
            "fuseau horaire inconnu « GMT+1 » ; un nom tel que Europe/Paris était attendu",
            "Vouliez-vous écrire « Europe/Paris » ?",
        ),
    ),
    Row(
        "words for a time zone",
        changed("mkdocs.yml", "Europe/Paris", "heure de Paris"),
        Found(
            "unknown-timezone",
            "mkdocs.yml:7:17",
            "fuseau horaire inconnu « heure de Paris » ; un nom tel que Europe/Paris était attendu",
            "Vouliez-vous écrire « Europe/Paris » ?",
        ),
    ),
    Row(
        "plugin name",
        changed("mkdocs.yml", "- parution:", "- Parution:"),
        Found(
            "plugin-missing",
            "mkdocs.yml:5:1",
            "le greffon « parution » ne figure pas parmi les greffons (plugins)",
            "Écrivez « parution » au lieu de « Parution ».",
        ),
    ),
    Row(
        "mkdocs empty",
        {"mkdocs.yml": ""},
        Found(
            "plugin-missing",
            "mkdocs.yml",
            "ce fichier est vide ; les réglages des sites étaient attendus",
            "Écrivez au moins deux lignes : « plugins: » et, en dessous, « - parution » décalé de "
            "deux espaces.",
        ),
    ),
    Row(
        "mkdocs tab",
        changed("mkdocs.yml", "  - parution", "\t- parution"),
        Found(
            "broken-yaml",
            "mkdocs.yml:6:1",
            "une tabulation se trouve là où des espaces étaient attendues",
            "Remplacez la tabulation par deux espaces.",
        ),
    ),
    Row(
        "edition titles",
        changed(EDITION, "[douleur]", "[La douleur]"),
        Found(
            "unknown-theme",
            "themes/2026/edition.yml:2:10",
            "thème inconnu « La douleur » ; attendu : douleur",
            "Vouliez-vous écrire « douleur » ?",
        ),
    ),
    Row(
        "synonyms text",
        {SYNONYMS: "HTA, hypertension\n"},
        Found(
            "wrong-kind",
            "themes/synonyms.yml:1:1",
            "ce fichier doit être une liste d’ensembles de mots qui veulent dire la même chose",
            "Écrivez un ensemble par ligne, par exemple « - [HTA, hypertension artérielle] ».",
        ),
    ),
    Row(
        "date between quotation marks of Word",
        changed(GROUP, "2026-11-12 20:30", "« 2026-11-12 20H30 »"),
    ),
    Row(
        "name between quotation marks of Word",
        changed(GROUP, "name: Blain", "name: “Blain”"),
    ),
    Row(
        "one theme that is no list",
        changed(EDITION, "[douleur]", "douleur"),
        Found(
            "wrong-kind",
            "themes/2026/edition.yml:2:9",
            "« themes » doit être une liste, mais « douleur » a été trouvé",
            "Écrivez une liste entre crochets : [douleur].",
        ),
    ),
    Row(
        "edition file with another ending",
        {EDITION: None, "themes/2026/edition.yaml": FILES[EDITION]},
        Found(
            "unexpected-file",
            "themes/2026/edition.yaml",
            "fichier inattendu ; attendus ici : edition.yml",
            "Renommez-le en « edition.yml ».",
        ),
    ),
    Row(
        "presentation with the ending that Windows hides",
        {f"{THEME}/index.md": None, f"{THEME}/index.md.txt": FILES[f"{THEME}/index.md"]},
        Found(
            "unexpected-file",
            "themes/2026/douleur/index.md.txt",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, dossier.md, "
            "commentary.md, guide.md",
            "Renommez-le en « index.md », sans « .txt ». Windows cache la dernière extension : "
            "dans l’Explorateur, choisissez Affichage, puis Extensions de noms de fichiers.",
        ),
    ),
    Row(
        "group in Markdown",
        {"groups/quimper.md": "name: Quimper\n"},
        Found(
            "unexpected-file",
            "groups/quimper.md",
            "fichier inattendu ; attendus ici : *.yml",
            "Renommez-le en « quimper.yml ».",
        ),
    ),
    Row(
        "theme that is a file",
        {"themes/2026/fatigue.md": "Texte.\n"},
        Found(
            "unexpected-file",
            "themes/2026/fatigue.md",
            "fichier inattendu ; attendus ici : edition.yml",
            "Un thème est un dossier : mettez le texte dans « themes/2026/fatigue/index.md ».",
        ),
    ),
    Row(
        "note to whoever looks into the folder",
        {"themes/README.md": "À lire.\n"},
    ),
    Row(
        "copy made by Windows",
        {f"{THEME}/dossier - Copie.md": "Texte.\n"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/dossier - Copie.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, dossier.md, "
            "commentary.md, guide.md",
            "On dirait une copie de « dossier.md » : comparez les deux, puis supprimez-la.",
        ),
    ),
    Row(
        "copy made by a shared folder",
        {f"{THEME}/guide (conflit de Anne 2026-01-01).md": "Texte.\n"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/guide (conflit de Anne 2026-01-01).md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, dossier.md, "
            "commentary.md, guide.md",
            "On dirait une copie de « guide.md » : comparez les deux, puis supprimez-la.",
        ),
    ),
    Row(
        "name of an account that is no citation",
        {f"{THEME}/guide.md": "Écrire à @mgcornouaille.\n"},
        Found(
            "unknown-citation",
            "themes/2026/douleur/guide.md:1:10",
            "la bibliographie ne contient pas la référence « mgcornouaille »",
            "Si ce n’est pas une citation, écrivez \\@mgcornouaille ; sinon, ajoutez sa notice "
            "dans bibliography/2026/douleur.bib.",
        ),
    ),
)
