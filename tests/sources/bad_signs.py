"""Remains of pasting and typing slips: invisible characters and missing spaces.

A row without a finding has only one possible meaning, and is accepted.
"""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row
from tiny_project import changed

ROWS = (
    Row(
        "no-break spaces around a key",
        changed("groups/blain.yml", "name: Blain", "name\xa0:\xa0Blain"),
    ),
    Row(
        "no-break hyphens in a date",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026‑11‑12\xa020:30"),
    ),
    Row(
        "an en dash for a bullet",
        changed("groups/blain.yml", "  - {title", "  – {title"),
    ),
    Row(
        "Word bullet",
        changed("groups/blain.yml", "  - {title", "  • {title"),
    ),
    Row(
        "no-break space indentation",
        changed("groups/blain.yml", "  - {title", "\xa0\xa0- {title"),
    ),
    Row(
        "zero width in indentation",
        changed("groups/blain.yml", "  - {title", "\u200b - {title"),
        Found(
            "broken-yaml",
            "groups/blain.yml:7:1",
            "ici se trouve une espace sans chasse, invisible (U+200B)",
            "Effacez-le avec les signes qui l’entourent, puis tapez ceux-ci à nouveau.",
        ),
    ),
    Row(
        "cyrillic key",
        changed("groups/blain.yml", "name: Blain", "nаme: Blain"),
    ),
    Row(
        "cyrillic theme",
        changed("groups/blain.yml", "2026/douleur", "2026/dоuleur"),
    ),
    Row(
        "zero-width space in a name",
        changed("groups/blain.yml", "name: Blain", "name: Bla\u200bin"),
        Found(
            "invisible-sign",
            "groups/blain.yml:1:7",
            "ce texte contient une espace sans chasse, invisible (U+200B), qui est laissé de côté",
            "Effacez-le avec les signes qui l’entourent, puis tapez ceux-ci à nouveau.",
            Severity.WARNING,
        ),
    ),
    Row(
        "fullwidth colon",
        changed("groups/blain.yml", "name: Blain", "name： Blain"),
        Found(
            "broken-yaml",
            "groups/blain.yml:1:5",
            "ici se trouve un signe qui ressemble à « : » (U+FF1A)",
            "Effacez-le, et tapez « : ».",
        ),
    ),
    Row(
        "curly quotes hiding a colon",
        changed("groups/blain.yml", "place: Maison de santé", "place: “Maison : salle 2”"),
        Found(
            "broken-yaml",
            "groups/blain.yml:4:8",
            "ici se trouve un guillemet courbe (U+201C)",
            'Effacez-le, et tapez « " ».',
        ),
    ),
    Row(
        "no space after colon",
        changed("groups/blain.yml", "name: Blain", "name:Blain"),
        Found(
            "broken-yaml",
            "groups/blain.yml:1:5",
            "il manque une espace après ce deux-points",
            "Écrivez « name: Blain ».",
        ),
    ),
    Row(
        "no space after colon in braces",
        changed("groups/blain.yml", "theme: 2026/douleur", "theme:2026/douleur"),
        Found(
            "broken-yaml",
            "groups/blain.yml:6:6",
            "il manque une espace après le deux-points de « theme:2026/douleur »",
            "Écrivez « theme: 2026/douleur ».",
        ),
    ),
    Row(
        "no space after dash",
        changed("groups/blain.yml", "- {title", "-{title"),
        Found(
            "broken-yaml",
            "groups/blain.yml:7:3",
            "il manque une espace après ce tiret",
            "Écrivez un tiret, une espace, puis la valeur : « - {title: Thème libre, …} ».",
        ),
    ),
    Row(
        "comma in braces",
        changed(
            "groups/blain.yml",
            "title: Thème libre",
            "title: Thème libre, place: Maison de santé, 3 rue du Port",
        ),
        Found(
            "unquoted-comma",
            "groups/blain.yml:7:50",
            "entre accolades, une virgule annonce une autre clé, mais « 3 rue du Port » n’en est "
            "pas une",
            'Mettez le texte entier entre guillemets droits : « place: "Maison de santé, 3 rue du '
            'Port" ».',
        ),
    ),
    Row(
        "starts empty",
        changed("groups/blain.yml", "starts: 2026-11-12 20:30", "starts:"),
        Found(
            "broken-yaml",
            "groups/blain.yml:7:26",
            "« starts » est vide ; une valeur était attendue",
            "Écrivez une valeur après le deux-points, ou retirez la clé. Une réunion dont la date "
            "n’est pas encore connue s’écrit quand elle l’est.",
        ),
    ),
    Row(
        "starts empty block",
        changed(
            "groups/blain.yml",
            "  - {title: Thème libre, starts: 2026-11-12 20:30}",
            "  - title: Thème libre\n    starts:",
        ),
        Found(
            "undated-meeting",
            "groups/blain.yml:8:12",
            "cette réunion n’a pas de date ; « starts » était attendu, avec un jour et une heure",
            "Écrivez par exemple « starts: 2026-10-08 20:30 ». Si la date n’est pas encore "
            "connue, n’écrivez pas cette réunion : elle viendra avec sa date, et rien ne s’ouvre "
            "avant.",
        ),
    ),
    Row(
        "starts missing",
        changed("groups/blain.yml", ", starts: 2026-11-12 20:30", ""),
        Found(
            "undated-meeting",
            "groups/blain.yml:7:5",
            "cette réunion n’a pas de date ; « starts » était attendu, avec un jour et une heure",
            "Écrivez par exemple « starts: 2026-10-08 20:30 ». Si la date n’est pas encore "
            "connue, n’écrivez pas cette réunion : elle viendra avec sa date, et rien ne s’ouvre "
            "avant.",
        ),
    ),
    Row(
        "date of Word",
        changed("groups/blain.yml", "2026-11-12 20:30", "jeudi 12 novembre 2026 à 20 h 30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais « jeudi 12 novembre "
            "2026 à 20 h 30 » a été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "swapped",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-13-11 20:30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » : « 2026-13-11 20:30 » n’existe dans aucun calendrier",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-13 20:30.",
        ),
    ),
    Row(
        "one digit",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-1-9 20:30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais « 2026-1-9 20:30 » a "
            "été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-01-09 20:30.",
        ),
    ),
    Row(
        "at",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-11-12 à 20h30"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais « 2026-11-12 à "
            "20h30 » a été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "short year",
        changed("groups/blain.yml", "2026-11-12 20:30", "12/11/26"),
        Found(
            "bad-date",
            "groups/blain.yml:7:34",
            "« starts » doit être une date telle que 2026-10-08 20:30, mais « 12/11/26 » a été "
            "trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau : 2026-11-12 20:30.",
        ),
    ),
    Row(
        "colon in place",
        changed("groups/blain.yml", "place: Maison de santé", "place: Maison : salle 2"),
        Found(
            "broken-yaml",
            "groups/blain.yml:4:15",
            "ce deux-points en suit un autre : il se trouve dans un texte",
            'Mettez le texte entre guillemets droits : « place: "Maison : salle 2" ».',
        ),
    ),
    Row(
        "quote in title",
        changed(f"{THEME}/index.md", '"La douleur : écouter, évaluer"', 'La "douleur" : écouter'),
        Found(
            "broken-yaml",
            "themes/2026/douleur/index.md:2:21",
            "ce deux-points en suit un autre : il se trouve dans un texte",
            "Mettez le texte entre guillemets droits : « title: 'La \"douleur\" : écouter' ».",
        ),
    ),
    Row(
        "parentheses",
        changed(
            "groups/blain.yml",
            "{title: Thème libre, starts: 2026-11-12 20:30}",
            "(title: Thème libre, starts: 2026-11-12 20:30)",
        ),
        Found(
            "broken-yaml",
            "groups/blain.yml:7:5",
            "des parenthèses se trouvent là où des accolades étaient attendues",
            "Écrivez par exemple : {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}.",
        ),
    ),
    Row(
        "duration 2:00",
        changed("groups/blain.yml", "duration: 2h", "duration: 2:00"),
    ),
    Row(
        "policy French",
        changed("groups/blain.yml", "policy: references-first", "policy: références d'abord"),
        Found(
            "unknown-policy",
            "groups/blain.yml:2:9",
            "politique inconnue « références d'abord » ; attendu : after, before, readers-first, "
            "references-first",
            "Vouliez-vous écrire « references-first » ?",
        ),
    ),
    Row(
        "theme path",
        changed("groups/blain.yml", "theme: 2026/douleur", "theme: themes/2026/douleur"),
        Found(
            "unknown-theme",
            "groups/blain.yml:6:13",
            "thème inconnu « themes/2026/douleur » ; attendu : 2026/douleur",
            "Vouliez-vous écrire « 2026/douleur » ?",
        ),
    ),
    Row(
        "hash",
        changed("groups/blain.yml", "name: Blain", "name: # Blain"),
        Found(
            "empty-value",
            "groups/blain.yml:1:6",
            "« name » est vide ; une valeur était attendue",
            "Écrivez une valeur. Si elle commence par un signe tel que # ou &, mettez-la entre "
            "guillemets droits.",
        ),
    ),
)
