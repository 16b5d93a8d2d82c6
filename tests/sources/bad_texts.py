"""Mistakes in Markdown texts: links, images, raw HTML, includes, citations."""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row, second_theme
from tiny_project import FILES, changed

ROWS = (
    Row(
        "link to nothing",
        changed(f"{THEME}/dossier.md", "(preparation.md)", "(preparations.md)"),
        Found(
            "broken-link",
            "themes/2026/douleur/dossier.md:8:64",
            "« preparations.md » ne mène à aucun fichier",
            "Vouliez-vous écrire « preparation.md » ?",
        ),
    ),
    Row(
        "link to a missing attachment",
        changed(f"{THEME}/dossier.md", "documents/grille.csv)", "documents/Grille.csv)"),
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/grille.csv",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/grille.csv).",
            Severity.WARNING,
        ),
        Found(
            "broken-link",
            "themes/2026/douleur/dossier.md:9:13",
            "« documents/Grille.csv » ne mène à aucun fichier",
            "Vouliez-vous écrire « documents/grille.csv » ?",
        ),
    ),
    Row(
        "link to a folder",
        {f"{THEME}/guide.md": "Voir [le thème](../douleur/).\n"},
        Found(
            "broken-link",
            "themes/2026/douleur/guide.md:1:17",
            "« ../douleur/ » ne mène à aucun fichier",
            "Vouliez-vous écrire « index.md » ?",
        ),
    ),
    Row(
        "empty link",
        {f"{THEME}/guide.md": "Voir [ici]().\n"},
        Found(
            "empty-link",
            "themes/2026/douleur/guide.md:1:12",
            "un lien ne mène nulle part ; une adresse était attendue entre les parenthèses",
            "Écrivez l’adresse, par exemple (dossier.md).",
        ),
    ),
    Row(
        "link out of the folder",
        {f"{THEME}/guide.md": "Voir [la liste](../../../bibliography/commune.bib).\n"},
        Found(
            "link-leaves-themes",
            "themes/2026/douleur/guide.md:1:17",
            "« ../../../bibliography/commune.bib » mène hors du dossier « themes/ »",
            "Renvoyez à un fichier des thèmes ; ce que les lecteurs peuvent télécharger va dans "
            "« documents/ ».",
        ),
    ),
    Row(
        "link to a path of a computer",
        {f"{THEME}/guide.md": "Voir [ici](C:\\Users\\moi\\grille.pdf).\n"},
        Found(
            "absolute-link",
            "themes/2026/douleur/guide.md:1:12",
            "« C:\\Users\\moi\\grille.pdf » est un chemin depuis la racine d’un ordinateur ; "
            "un chemin relatif était attendu",
            "Écrivez le chemin depuis ce fichier, par exemple « documents/grille.pdf ».",
        ),
    ),
    Row(
        "link from the root",
        {f"{THEME}/guide.md": "Voir [ici](/themes/2026/douleur/dossier.md).\n"},
        Found(
            "absolute-link",
            "themes/2026/douleur/guide.md:1:12",
            "« /themes/2026/douleur/dossier.md » est un chemin depuis la racine d’un "
            "ordinateur ; un chemin relatif était attendu",
            "Vouliez-vous écrire « dossier.md » ?",
        ),
    ),
    Row(
        "link to a file address",
        {f"{THEME}/guide.md": "Voir [ici](file:///home/moi/a.pdf).\n"},
        Found(
            "absolute-link",
            "themes/2026/douleur/guide.md:1:12",
            "« file:///home/moi/a.pdf » est un chemin depuis la racine d’un ordinateur ; "
            "un chemin relatif était attendu",
            "Écrivez le chemin depuis ce fichier, par exemple « documents/grille.pdf ».",
        ),
    ),
    Row(
        "link that runs",
        {f"{THEME}/guide.md": "Voir [ici](javascript:alert(1)).\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:12",
            "les liens « javascript: » ne sont pas admis",
            "Renvoyez à une page (https://…), à un courriel (mailto:…) ou à un fichier de "
            "« documents/ ».",
        ),
    ),
    Row(
        "link that runs, disguised",
        {f"{THEME}/guide.md": "Voir [ici](&#106;avascript:alert).\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:12",
            "les liens « javascript: » ne sont pas admis",
            "Renvoyez à une page (https://…), à un courriel (mailto:…) ou à un fichier de "
            "« documents/ ».",
        ),
    ),
    Row(
        "link that runs, split by a tab",
        {f"{THEME}/guide.md": 'Voir <a href="java&#9;script:alert(1)">ici</a>.\n'},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:6",
            "les liens « javascript: » ne sont pas admis",
            "Renvoyez à une page (https://…), à un courriel (mailto:…) ou à un fichier de "
            "« documents/ ».",
        ),
    ),
    Row(
        "script that hides a frame",
        {f"{THEME}/guide.md": "Texte.\n\n<script>\n<iframe></iframe>\n</script>\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:1",
            "l’élément HTML <script> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:4:1",
            "l’élément HTML <iframe> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "script within ticks within HTML",
        {f"{THEME}/guide.md": "<div>\n`<script>`\n</div>\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:2:2",
            "l’élément HTML <script> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "unclosed comment",
        {f"{THEME}/guide.md": "Texte.\n\n<!-- à revoir\n"},
        Found(
            "html-comment",
            "themes/2026/douleur/guide.md:3:1",
            "ce commentaire n’est pas fermé : tout ce qui suit serait laissé de côté",
            "Fermez-le par « --> ».",
        ),
    ),
    Row(
        "element that is not closed",
        {f"{THEME}/guide.md": "Texte <b onclick=x()\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:7",
            "un élément HTML ouvert par « < » n’est pas fermé par « > »",
            "Fermez-le ; pour un simple « < » devant une lettre, écrivez « &lt; ».",
        ),
    ),
    Row(
        "link by name in a quotation",
        {f"{THEME}/guide.md": "> Voir [ici][a].\n>\n> [a]: javascript:x\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:3:8",
            "les liens « javascript: » ne sont pas admis",
            "Renvoyez à une page (https://…), à un courriel (mailto:…) ou à un fichier de "
            "« documents/ ».",
        ),
    ),
    Row(
        "link without its scheme",
        {f"{THEME}/guide.md": "Voir [ici](//example.org/a).\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:12",
            "« //example.org/a » ne dit pas comment on y accède",
            "Écrivez « https://example.org/a ».",
        ),
    ),
    Row(
        "link to the settings",
        {f"{THEME}/guide.md": "Voir [ici](../edition.yml).\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:12",
            "« ../edition.yml » est un fichier de réglages, qui n’est pas destiné aux lecteurs",
            "Renvoyez à un texte (….md) ou à un fichier de « documents/ ».",
        ),
    ),
    Row(
        "link by name",
        {f"{THEME}/guide.md": "Voir [ici][a].\n\n[a]: dosier.md\n"},
        Found(
            "broken-link",
            "themes/2026/douleur/guide.md:3:6",
            "« dosier.md » ne mène à aucun fichier",
            "Vouliez-vous écrire « dossier.md » ?",
        ),
    ),
    Row(
        "link in raw HTML",
        {f"{THEME}/guide.md": 'Voir <a href="dosier.md">ici</a>.\n'},
        Found(
            "broken-link",
            "themes/2026/douleur/guide.md:1:6",
            "« dosier.md » ne mène à aucun fichier",
            "Vouliez-vous écrire « dossier.md » ?",
        ),
    ),
    Row(
        "attachment of another theme",
        {**second_theme("Voir [la grille](../douleur/documents/grille.csv).")},
        Found(
            "bad-link",
            "themes/2026/autre/index.md:6:18",
            "« ../douleur/documents/grille.csv » appartient à un autre thème",
            "Copiez ce fichier dans le dossier « documents/ » voisin de ce texte et renvoyez à la "
            "copie.",
        ),
    ),
    Row(
        "link to a draft",
        {
            **second_theme("Un brouillon.", "draft: true"),
            f"{THEME}/guide.md": "Voir [là](../autre/index.md).\n",
        },
        Found(
            "link-to-draft",
            "themes/2026/douleur/guide.md:1:11",
            "ce lien mène à un thème encore à l’état de brouillon : personne ne pourrait le suivre",
            "Supprimez le lien, ou la ligne « draft: true » de ce thème.",
        ),
    ),
    Row(
        "image of another host",
        {f"{THEME}/guide.md": "Ici ![une image](https://example.org/a.png).\n"},
        Found(
            "remote-image",
            "themes/2026/douleur/guide.md:1:18",
            "la page chargerait « https://example.org/a.png » depuis un autre site",
            "Placez une copie de l’image dans « documents/ » et utilisez cette copie.",
        ),
    ),
    Row(
        "image of another host by name",
        {f"{THEME}/guide.md": "Ici ![une image][a].\n\n[a]: https://example.org/a.png\n"},
        Found(
            "remote-image",
            "themes/2026/douleur/guide.md:3:6",
            "la page chargerait « https://example.org/a.png » depuis un autre site",
            "Placez une copie de l’image dans « documents/ » et utilisez cette copie.",
        ),
    ),
    Row(
        "image of another host in HTML",
        {f"{THEME}/guide.md": 'Ici <img src="//example.org/a.png" alt="Une grille">.\n'},
        Found(
            "remote-image",
            "themes/2026/douleur/guide.md:1:5",
            "la page chargerait « //example.org/a.png » depuis un autre site",
            "Placez une copie de l’image dans « documents/ » et utilisez cette copie.",
        ),
    ),
    Row(
        "image as data",
        {f"{THEME}/guide.md": "Ici ![une image](data:image/png;base64,AAAA).\n"},
        Found(
            "bad-link",
            "themes/2026/douleur/guide.md:1:18",
            "les liens « data: » ne sont pas admis",
            "Renvoyez à une page (https://…), à un courriel (mailto:…) ou à un fichier de "
            "« documents/ ».",
        ),
    ),
    Row(
        "script",
        {f"{THEME}/guide.md": 'Texte.\n\n<script src="https://example.org/a.js"></script>\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:1",
            "l’élément HTML <script> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "style sheet",
        {f"{THEME}/guide.md": "Texte.\n\n<style>p { color: red }</style>\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:1",
            "l’élément HTML <style> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "frame",
        {f"{THEME}/guide.md": 'Texte.\n\n<iframe src="https://example.org/"></iframe>\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:1",
            "l’élément HTML <iframe> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "event handler",
        {f"{THEME}/guide.md": 'Voir <a href="dossier.md" onclick="x()">ici</a>.\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:6",
            "l’attribut HTML « onclick » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "event handler between braces",
        {f"{THEME}/guide.md": "Voir [ici](dossier.md){ onclick=x() }.\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:25",
            "l’attribut HTML « onclick » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "event handler behind a brace",
        {f"{THEME}/guide.md": '## Titre {: title="}" onclick="x()" }\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:13",
            "l’attribut HTML « title » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:23",
            "l’attribut HTML « onclick » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "event handler behind an escaped brace",
        {f"{THEME}/guide.md": "Voir *ici*{: a\\}b onclick=x() }.\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:19",
            "l’attribut HTML « onclick » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "event handler behind a citation",
        {f"{THEME}/guide.md": 'Voir *ici*{: [a @durand2019 title=" ] onclick=x() " }.\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:39",
            "l’attribut HTML « onclick » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "attribute of a cell that loads",
        {f"{THEME}/guide.md": '| a |\n|---|\n| c {: background="https://x.example/b.png" } |\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:8",
            "l’attribut HTML « background » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "attribute of a link that reports",
        {f"{THEME}/guide.md": '[x](https://x.example){: ping="https://x.example" }\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:26",
            "l’attribut HTML « ping » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "tag in an attribute between braces",
        {f"{THEME}/guide.md": '*x*{: title="<b title=\'" onclick=x() a="\'>" }\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:7",
            "l’attribut HTML « title » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "anchor without a name",
        {f"{THEME}/guide.md": "## Titre {: id }\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:12",
            "l’attribut HTML « id » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "quotation mark above code",
        {f"{THEME}/guide.md": "```{.python id='\" onclick=\"x()'}\nx\n```\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:13",
            "l’attribut HTML « id » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "style that loads",
        {f"{THEME}/guide.md": 'Voir <span style="background: url(//example.org/a)">ici</span>.\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:6",
            "l’attribut HTML « style » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "several sources of an image",
        {f"{THEME}/guide.md": 'Ici <img srcset="https://example.org/a 2x" alt="Une grille">.\n'},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:1:5",
            "l’attribut HTML « srcset » n’est pas admis ici",
            "Supprimez-le ; un attribut ne doit ni lancer un programme ni charger un fichier.",
        ),
    ),
    Row(
        "instruction to a program",
        {f"{THEME}/guide.md": "Texte.\n\n<?php echo 1 ?>\n"},
        Found(
            "html-not-allowed",
            "themes/2026/douleur/guide.md:3:1",
            "une instruction « <!…> » ou « <?…> » n’est pas admise dans un texte",
            "Supprimez-la ; pour un simple « < », écrivez « &lt; ».",
        ),
    ),
    Row(
        "snippet",
        {f"{THEME}/guide.md": 'Texte.\n\n--8<-- "dossier.md"\n'},
        Found(
            "include-not-allowed",
            "themes/2026/douleur/guide.md:3:2",
            "« -8<- » recopierait un autre fichier dans ce texte",
            "Écrivez le texte ici, ou renvoyez par un lien à l’autre partie.",
        ),
    ),
    Row(
        "include",
        {f"{THEME}/guide.md": '{% include "dossier.md" %}\n'},
        Found(
            "include-not-allowed",
            "themes/2026/douleur/guide.md:1:1",
            "« {% include » recopierait un autre fichier dans ce texte",
            "Écrivez le texte ici, ou renvoyez par un lien à l’autre partie.",
        ),
    ),
    Row(
        "empty text",
        {f"{THEME}/guide.md": "---\ntitle: Guide\n---\n"},
        Found(
            "empty-text",
            "themes/2026/douleur/guide.md:4",
            "ce fichier ne contient pas de texte",
            "Écrivez le texte, ou supprimez le fichier.",
            Severity.WARNING,
        ),
    ),
    Row(
        "too many messages",
        {f"{THEME}/summary.md": "".join(f"{n}. Message {n}.\n" for n in range(1, 7))},
        Found(
            "summary-too-long",
            "themes/2026/douleur/summary.md:6:1",
            "6 messages ; 5 au plus étaient attendus",
            "Gardez les messages qui changent une pratique ; le dossier contient le reste.",
            Severity.WARNING,
        ),
    ),
    Row(
        "summary without its reference",
        {f"{THEME}/sources/durant2019.md": "Une étude.\n"},
        Found(
            "summary-without-reference",
            "themes/2026/douleur/sources/durant2019.md",
            "la bibliographie ne contient pas la référence « durant2019 »",
            "Vouliez-vous écrire « durand2019 » ?",
        ),
    ),
    Row(
        "unknown borrowed reference",
        changed(f"{THEME}/index.md", "commune2020", "commune2002"),
        Found(
            "unknown-reference",
            "themes/2026/douleur/index.md:10:14",
            "aucune bibliographie commune ne contient la référence « commune2002 »",
            "Vouliez-vous écrire « commune2020 » ?",
        ),
    ),
    Row(
        "reference of another theme",
        {**second_theme("Texte.", "references: [durand2019]")},
        Found(
            "reference-of-another-theme",
            "themes/2026/autre/index.md:3:14",
            "la référence « durand2019 » n’appartient qu’au thème 2026/douleur",
            "Déplacez-la dans un fichier commun, par exemple « bibliography/commune.bib ».",
        ),
    ),
    Row(
        "bibliography of no theme",
        {
            "bibliography/2026/douleurs.bib": FILES["bibliography/commune.bib"]
            .replace("2020", "2021")
            .replace("has-sante.fr/", "has-sante.fr/b")
            .replace("Niveau", "Autre niveau")
        },
        Found(
            "bibliography-without-theme",
            "bibliography/2026/douleurs.bib",
            "aucun thème ne s’appelle « 2026/douleurs » ; ce fichier devient commun à tous",
            "Renommez-le en « 2026/douleur.bib », ou remontez-le d’un dossier.",
            Severity.WARNING,
        ),
    ),
    Row(
        "unknown citation",
        changed(f"{THEME}/dossier.md", "@durand2019", "@durant2019"),
        Found(
            "unknown-citation",
            "themes/2026/douleur/dossier.md:8:24",
            "la bibliographie ne contient pas la référence « durant2019 »",
            "Vouliez-vous écrire « durand2019 » ?",
        ),
    ),
    Row(
        "unknown citation after front matter",
        changed(f"{THEME}/summary.md", "@durand2019", "@martin2001"),
        Found(
            "unknown-citation",
            "themes/2026/douleur/summary.md:1:23",
            "la bibliographie ne contient pas la référence « martin2001 »",
            "Écrivez l’un de ceux-ci : commune2020, durand2019.",
        ),
    ),
)
