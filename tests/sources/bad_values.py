"""Keys and values: unknown, missing, or of another kind than expected."""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row
from tiny_project import changed

NO_DATE = (
    "Si la date n’est pas encore connue, ou la réunion annulée, retirez cette réunion de la liste."
)

ROWS = (
    Row(
        "unknown key of a theme",
        changed(f"{THEME}/index.md", "question:", "questions:"),
        Found(
            "unknown-key",
            "themes/2026/douleur/index.md:3:1",
            "clé inconnue « questions » ; attendu : changes, references, title, question, "
            "authors, interests, searched_until, reviewed…",
            "Vouliez-vous écrire « question » ?",
        ),
    ),
    Row(
        "key in French",
        changed("groups/blain.yml", "name: Blain", "nom: Blain"),
        Found(
            "unknown-key",
            "groups/blain.yml:1:1",
            "clé inconnue « nom » ; attendu : name, policy, readers, generation, place, meetings, "
            "room_code, animateur",
            "Vouliez-vous écrire « name » ?",
        ),
    ),
    Row(
        "unknown key of a meeting",
        changed("groups/blain.yml", "title: Thème libre, starts", "title: Thème libre, start"),
        Found(
            "unknown-key",
            "groups/blain.yml:7:26",
            "clé inconnue « start » ; attendu : starts, theme, subject, title, duration, "
            "place, policy, releases",
            "Vouliez-vous écrire « starts » ?",
        ),
    ),
    Row(
        "unknown key of an edition",
        changed("themes/2026/edition.yml", "opens_to_all", "opens_for_all"),
        Found(
            "unknown-key",
            "themes/2026/edition.yml:3:1",
            "clé inconnue « opens_for_all » ; attendu : themes, title, opens_to_all, "
            "opens_to_public, meetings",
            "Vouliez-vous écrire « opens_to_all » ?",
        ),
    ),
    Row(
        "unknown key of the plugin",
        changed("mkdocs.yml", "default_policy", "defaut_policy"),
        Found(
            "unknown-key",
            "mkdocs.yml:8:7",
            "clé inconnue « defaut_policy » ; attendu : policies, timezone, default_policy, "
            "notice, pdf, ready_days, contact, school_zone…",
            "Vouliez-vous écrire « default_policy » ?",
        ),
    ),
    Row(
        "missing title",
        changed(f"{THEME}/index.md", 'title: "La douleur : écouter, évaluer"\n', ""),
        Found(
            "missing-key",
            "themes/2026/douleur/index.md:2:1",
            "il manque la clé « title »",
            "Ajoutez une ligne « title: … ».",
        ),
    ),
    Row(
        "no front matter",
        {f"{THEME}/index.md": "Pourquoi ce thème.\n"},
        Found(
            "no-front-matter",
            "themes/2026/douleur/index.md:1:1",
            "il manque l’en-tête, entre deux lignes « --- »",
            "Commencez le fichier par trois lignes : « --- », « title: … » et « --- ».",
        ),
    ),
    Row(
        "empty value",
        changed(f"{THEME}/index.md", "question: Comment évaluer une douleur ?", "question:"),
        Found(
            "empty-value",
            "themes/2026/douleur/index.md:3:10",
            "« question » est vide ; une valeur était attendue",
            "Écrivez une valeur, ou supprimez la ligne. Une valeur qui commence par un signe tel "
            "que # ou & se met entre guillemets droits.",
        ),
    ),
    Row(
        "no as a text",
        changed("groups/blain.yml", "Thème libre", "no"),
        Found(
            "not-a-text",
            "groups/blain.yml:7:13",
            "« title » doit être un texte, mais YAML prend « no » pour autre chose (un oui ou "
            "non, ou un nombre)",
            'Mettez-le entre guillemets droits : "no".',
        ),
    ),
    Row(
        "time as a text",
        changed("groups/blain.yml", "Thème libre", "20:30"),
        Found(
            "not-a-text",
            "groups/blain.yml:7:13",
            "« title » doit être un texte, mais YAML prend « 20:30 » pour autre chose (un oui ou "
            "non, ou un nombre)",
            'Mettez-le entre guillemets droits : "20:30".',
        ),
    ),
    Row(
        "list as a text",
        changed("groups/blain.yml", "name: Blain", "name: [Blain]"),
        Found(
            "wrong-kind",
            "groups/blain.yml:1:7",
            "« name » doit être un texte, mais « […] » a été trouvé",
            "Écrivez « name: le texte », entre guillemets droits s’il contient des crochets.",
        ),
    ),
    Row(
        "meeting without its dash",
        {
            "groups/blain.yml": "name: Blain\nmeetings:\n"
            "  theme: 2026/douleur\n  starts: 2026-10-08 20:30\n"
        },
        Found(
            "wrong-kind",
            "groups/blain.yml:3:3",
            "« meetings » doit être une liste, mais une réunion sans tiret a été trouvée",
            "Commencez chaque réunion par un tiret et une espace : « - {theme: 2026/iatrogenie, "
            "starts: 2026-11-12 20:30} ».",
        ),
    ),
    Row(
        "text as a list",
        changed(f"{THEME}/index.md", "[douleur, évaluation]", "douleur"),
        Found(
            "wrong-kind",
            "themes/2026/douleur/index.md:8:11",
            "« keywords » doit être une liste, mais « douleur » a été trouvé",
            "Écrivez une liste entre crochets : [douleur].",
        ),
    ),
    Row(
        "text as true or false",
        changed("groups/blain.yml", "readers: true", "readers: peut-être"),
        Found(
            "wrong-kind",
            "groups/blain.yml:3:10",
            "« readers » doit valoir true (oui) ou false (non), mais « peut-être » a été trouvé",
            "Écrivez « readers: true » ou « readers: false ».",
        ),
    ),
    Row(
        "number written as a text",
        changed("groups/blain.yml", "readers: true", "generation: deux"),
        Found(
            "wrong-kind",
            "groups/blain.yml:3:13",
            "« generation » doit être un nombre entier de 1 à 9999, mais « deux » a été trouvé",
            "Écrivez par exemple « generation: 1 ».",
        ),
    ),
    Row(
        "generation of zero",
        changed("groups/blain.yml", "readers: true", "generation: 0"),
        Found(
            "wrong-kind",
            "groups/blain.yml:3:13",
            "« generation » doit être un nombre entier de 1 à 9999, mais « 0 » a été trouvé",
            "Écrivez par exemple « generation: 1 ».",
        ),
    ),
    Row(
        "impossible date",
        changed(f"{THEME}/index.md", "2026-03-31", "2026-02-30"),
        Found(
            "bad-date",
            "themes/2026/douleur/index.md:6:17",
            "« searched_until » : « 2026-02-30 » n’existe dans aucun calendrier",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-02-28.",
        ),
    ),
    Row(
        "French date",
        changed(f"{THEME}/index.md", "2026-03-31", "31/03/2026"),
        Found(
            "bad-date",
            "themes/2026/douleur/index.md:6:17",
            "« searched_until » doit être une date telle que 2026-10-08, mais « 31/03/2026 » a "
            "été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-03-31.",
        ),
    ),
    Row(
        "date far away",
        changed(f"{THEME}/index.md", "2026-03-31", "0226-03-31"),
        Found(
            "bad-date",
            "themes/2026/douleur/index.md:6:17",
            "« searched_until » : « 0226-03-31 » est trop éloigné pour être voulu",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau, par exemple 2026-10-08.",
        ),
    ),
    Row(
        "impossible moment",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-11-12 25:30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » : l’heure de « 2026-11-12 25:30 » n’existe sur aucune horloge",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "time alone as a moment",
        changed("groups/blain.yml", "2026-11-12 20:30", "20:30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais « 20:30 » a été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau, par exemple "
            "2026-10-08 20:30.",
        ),
    ),
    Row(
        "moment without a time",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-11-12"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » : il manque l’heure après « 2026-11-12 »",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "moment with a zone",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-11-12T20:30+01:00"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais "
            "« 2026-11-12T20:30+01:00 » a été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "duration without a unit",
        changed("groups/blain.yml", "duration: 2h", "duration: 2"),
        Found(
            "bad-duration",
            "groups/blain.yml:6:63",
            "« duration » : « 2 » peut vouloir dire des heures ou des minutes",
            "Écrivez par exemple « 2h », « 1h30 » ou « 90 min ».",
        ),
    ),
    Row(
        "duration not understood",
        changed("groups/blain.yml", "duration: 2h", "duration: toute la soirée"),
        Found(
            "bad-duration",
            "groups/blain.yml:6:63",
            "« duration » doit être une durée de 1 minute à 24 heures, mais « toute la "
            "soirée » a été trouvé",
            "Écrivez par exemple « 2h », « 1h30 » ou « 90 min ».",
        ),
    ),
    *(
        Row(
            f"duration of {written}",
            changed("groups/blain.yml", "duration: 2h", f"duration: {written}"),
            Found(
                "bad-duration",
                "groups/blain.yml:6:63",
                f"« duration » doit être une durée de 1 minute à 24 heures, mais « {written} » a"
                " été trouvé",
                f"Écrivez « {meant} ».",
            ),
        )
        for written, meant in (
            ("2 heures et demie", "2h30"),
            ("2.30 h", "2h30"),
            ("1h et quart", "1h15"),
            ("2 h environ", "2h"),
        )
    ),
    *(
        Row(
            f"date that is {written}",
            changed("groups/blain.yml", "starts: 2026-10-08 20:30", f"starts: {written}"),
            Found(
                "bad-date",
                "groups/blain.yml:6:35",
                "« starts » doit être une date telle que 2026-10-08 20:30, mais"
                f" « {written} » a été trouvé",
                remedy,
            ),
        )
        for written, remedy in (
            ("à définir", NO_DATE),
            ("annulée", NO_DATE),
            (
                "2026-10-08T18:30:00Z",
                "Écrivez année-mois-jour, à l’heure locale et sans fuseau, par exemple 2026-10-08"
                " 20:30.",
            ),
        )
    ),
    Row(
        "question mark for a date",
        {"groups/blain.yml": "name: Blain\nmeetings:\n  - title: A\n    starts: ?\n"},
        Found(
            "broken-yaml",
            "groups/blain.yml:4:13",
            "un point d’interrogation tient lieu de date",
            NO_DATE,
        ),
    ),
    Row(
        "file within a fence of Markdown",
        {"groups/blain.yml": "```yaml\nname: Blain\n```\n"},
        Found(
            "broken-yaml",
            "groups/blain.yml:1:1",
            "cette ligne appartient au Markdown, où elle ouvre du code",
            "Supprimez cette ligne, et celle qui lui ressemble à la fin.",
        ),
    ),
    Row(
        "rich text under the name of a text",
        {"groups/blain.yml": "{\\rtf1\\ansi name: Blain}\n"},
        Found(
            "not-utf-8",
            "groups/blain.yml:1:1",
            "ceci est un document de traitement de texte, ou un PDF, sous le nom d’un texte",
            "Ouvrez-le, copiez son texte, et enregistrez-le dans un fichier de texte brut de ce"
            " nom.",
        ),
    ),
    Row(
        "duration of zero",
        changed("groups/blain.yml", "duration: 2h", "duration: 0h"),
        Found(
            "bad-duration",
            "groups/blain.yml:6:63",
            "« duration » doit être une durée de 1 minute à 24 heures, mais « 0h » a été trouvé",
            "Écrivez par exemple « 2h », « 1h30 » ou « 90 min ».",
        ),
    ),
    Row(
        "change note without its text",
        changed(f"{THEME}/dossier.md", ", text: Un tableau ajouté.", ""),
        Found(
            "missing-key",
            "themes/2026/douleur/dossier.md:3:5",
            "il manque la clé « text »",
            "Ajoutez une ligne « text: … ».",
        ),
    ),
    Row(
        "unknown time zone",
        changed("mkdocs.yml", "Europe/Paris", "Europe/Pari"),
        Found(
            "unknown-timezone",
            "mkdocs.yml:7:17",
            "fuseau horaire inconnu « Europe/Pari » ; un nom tel que Europe/Paris était attendu",
            "Vouliez-vous écrire « Europe/Paris » ?",
        ),
    ),
    Row(
        "plugin not listed",
        changed("mkdocs.yml", "  - parution:\n", "  - search:\n"),
        Found(
            "plugin-missing",
            "mkdocs.yml:5:1",
            "le greffon « parution » ne figure pas parmi les greffons (plugins)",
            "Ajoutez sous « plugins: » une ligne « - parution ».",
        ),
    ),
    Row(
        "site over the sources",
        changed("mkdocs.yml", "site_url: https://dossiers.example.org/", "site_dir: themes/site"),
        Found(
            "site-dir-among-sources",
            "mkdocs.yml:2:11",
            "les sites seraient écrits dans « themes/site », par-dessus les sources",
            "Écrivez le nom d’un dossier à part : « site_dir: site ».",
        ),
    ),
    Row(
        "site over the project",
        changed("mkdocs.yml", "site_url: https://dossiers.example.org/", "site_dir: ."),
        Found(
            "site-dir-among-sources",
            "mkdocs.yml:2:11",
            "les sites seraient écrits dans « . », par-dessus les sources",
            "Écrivez le nom d’un dossier à part : « site_dir: site ».",
        ),
    ),
    Row(
        "theme replaced by itself",
        changed("themes/2026/douleur/index.md", "---\n\n", "replaced_by: 2026/douleur\n---\n\n"),
        Found(
            "bad-replacement",
            "themes/2026/douleur/index.md:11:14",
            "« 2026/douleur » n’est pas un autre thème où les lecteurs puissent aller",
            "Supprimez-le : il n’y a rien à nommer ici.",
        ),
    ),
    Row(
        "contact that is no address",
        changed("mkdocs.yml", "timezone: Europe/Paris", "contact: le secrétariat"),
        Found(
            "bad-contact",
            "mkdocs.yml:7:16",
            "une adresse électronique était attendue, mais « le secrétariat » a été trouvé",
            "Écrivez par exemple : contact@example.org.",
        ),
    ),
    Row(
        "a target without a name",
        changed("mkdocs.yml", "notice: Contenu de démonstration.", 'targets: {"www:a": ../web}'),
        Found(
            "bad-target-name",
            "mkdocs.yml:9:17",
            "un nom court, en lettres, était attendu, mais « www:a » a été trouvé",
            "Écrivez par exemple « web: compte@hebergeur.example:www ».",
        ),
    ),
    Row(
        "a search without a place for its words",
        changed(
            "mkdocs.yml",
            "notice: Contenu de démonstration.",
            'searches: {A: "https://a.example/%C3%A9?q=%s&x", B: "https://b.example/"}',
        ),
        Found(
            "bad-search",
            "mkdocs.yml:9:59",
            "l’adresse d’une recherche était attendue, avec %s à la place des mots, mais "
            "« https://b.example/ » a été trouvé",
            "Cherchez-y un mot, copiez l’adresse que montre le navigateur, et écrivez %s à la "
            "place du mot.",
        ),
    ),
    Row(
        "hour of update that is none",
        changed("mkdocs.yml", "timezone: Europe/Paris", "updates: [6 h, le matin, 25 h]"),
        Found(
            "bad-update-time",
            "mkdocs.yml:7:22",
            "une heure était attendue, mais « le matin » a été trouvé",
            "Écrivez par exemple « [6 h, 23 h 15] ».",
        ),
        Found(
            "bad-update-time",
            "mkdocs.yml:7:32",
            "une heure était attendue, mais « 25 h » a été trouvé",
            "Écrivez par exemple « [6 h, 23 h 15] ».",
        ),
    ),
    Row(
        "school zone that is none",
        changed("mkdocs.yml", "timezone: Europe/Paris", "school_zone: Nantes"),
        Found(
            "bad-school-zone",
            "mkdocs.yml:7:20",
            "« school_zone » est la zone A, B ou C, mais « Nantes » a été trouvé",
            "Écrivez « school_zone: B ».",
        ),
    ),
    Row(
        "texts that another program would publish",
        changed("mkdocs.yml", "site_url: https://dossiers.example.org/", "docs_dir: themes"),
        Found(
            "docs-dir-holds-sources",
            "mkdocs.yml:2:11",
            "un autre programme lancé dans ce dossier (Zensical, MkDocs sans cette extension)"
            " publierait tout ce que contient « themes », parties fermées comprises",
            "Créez un dossier vide « .mkdocs » et écrivez « docs_dir: .mkdocs ».",
            Severity.WARNING,
        ),
    ),
    Row(
        "site address without https",
        changed("mkdocs.yml", "https://dossiers.example.org/", "dossiers.example.org"),
        Found(
            "bad-site-url",
            "mkdocs.yml:2:11",
            "« site_url » doit être une adresse du web, mais « dossiers.example.org » a été trouvé",
            "Écrivez « https://dossiers.example.org ».",
        ),
    ),
    Row(
        "inherited settings",
        changed("mkdocs.yml", "site_name: Dossiers", "INHERIT: ../base.yml"),
        Found(
            "inherited-settings",
            "mkdocs.yml:1:1",
            "« INHERIT » désigne un autre fichier ; tous les réglages étaient attendus dans "
            "celui-ci",
            "Recopiez dans ce fichier les réglages de l’autre.",
        ),
    ),
)
