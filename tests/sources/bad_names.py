"""Names of themes, policies and parts, rules and meetings that do not fit together."""

import pytest

from parution.domain.problems import Severity
from parution.language.catalogues import load_translations
from parution.release.grammar import RuleNotUnderstood, parse_rule
from sources.rows import THEME, Found, Row
from tiny_project import FILES, changed


def refuse_rule(rule: str) -> tuple[str, str]:
    """Return the grammar's refusal of a rule, which its own tests check."""
    french = load_translations("fr").gettext
    with pytest.raises(RuleNotUnderstood) as refused:
        parse_rule(rule)
    return refused.value.message.text(french), refused.value.hint.text(french)


def weekly(opens: str) -> dict[str, str]:
    """Return an edition that opens on a day, and a group that meets on it four times."""
    lines = "".join(
        f"  - {{theme: 2026/douleur, starts: {day} 20:30}}\n"
        for day in ("2026-10-08", "2026-11-12", "2027-01-14", "2027-02-11")
    )
    return {
        "groups/blain.yml": f"name: Blain\nmeetings:\n{lines}",
        **changed("themes/2026/edition.yml", "2027-07-01", opens),
    }


ROWS = (
    Row(
        "unknown theme of an edition",
        changed("themes/2026/edition.yml", "[douleur]", "[douleur, douleurs]"),
        Found(
            "unknown-theme",
            "themes/2026/edition.yml:2:19",
            "thème inconnu « douleurs » ; attendu : douleur",
            "Vouliez-vous écrire « douleur » ?",
        ),
    ),
    Row(
        "theme not listed",
        changed("themes/2026/edition.yml", "[douleur]", "[]"),
        Found(
            "theme-not-listed",
            "themes/2026/edition.yml:2:9",
            "le thème « douleur » a un dossier, mais ne figure pas dans la liste",
            "Ajoutez « douleur » à la liste « themes », à sa place.",
        ),
    ),
    Row(
        "theme listed twice",
        changed("themes/2026/edition.yml", "[douleur]", "[douleur, douleur]"),
        Found(
            "duplicate-theme",
            "themes/2026/edition.yml:2:19",
            "le thème « douleur » figure deux fois dans la liste",
            "N’en gardez qu’un des deux.",
        ),
    ),
    Row(
        "unknown theme of a meeting",
        changed("groups/blain.yml", "2026/douleur", "2026/doulleur"),
        Found(
            "unknown-theme",
            "groups/blain.yml:6:13",
            "thème inconnu « 2026/doulleur » ; attendu : 2026/douleur",
            "Vouliez-vous écrire « 2026/douleur » ?",
        ),
    ),
    Row(
        "title of a free subject as a theme",
        changed("groups/blain.yml", "title: Thème libre", "theme: Thème libre"),
        Found(
            "unknown-theme",
            "groups/blain.yml:7:13",
            "thème inconnu « Thème libre » ; attendu : 2026/douleur",
            "Écrivez l’adresse d’un thème ; si la réunion ne porte pas sur un thème, écrivez "
            "« title: Thème libre ».",
        ),
    ),
    Row(
        "theme like no other",
        changed("groups/blain.yml", "2026/douleur", "1999/xxxx"),
        Found(
            "unknown-theme",
            "groups/blain.yml:6:13",
            "thème inconnu « 1999/xxxx » ; attendu : 2026/douleur",
            "Écrivez l’adresse d’un thème ; si la réunion ne porte pas sur un thème, écrivez "
            "« title: … ».",
        ),
    ),
    Row(
        "policy like no other",
        changed("groups/blain.yml", "references-first", "zzz"),
        Found(
            "unknown-policy",
            "groups/blain.yml:2:9",
            "politique inconnue « zzz » ; attendu : after, before, readers-first, references-first",
            "Écrivez l’un de ces noms, ou supprimez celui-ci.",
        ),
    ),
    Row(
        "part like no other",
        changed("groups/blain.yml", "duration: 2h", "releases: {zzz: at end}"),
        Found(
            "unknown-part",
            "groups/blain.yml:6:64",
            "partie inconnue « zzz » ; attendu : presentation, preparation, references, "
            "sources, summary, dossier, commentary, guide",
            "Écrivez l’un de ces noms, ou supprimez celui-ci.",
        ),
    ),
    Row(
        "key like no other",
        changed("groups/blain.yml", "readers: true", "zzz: true"),
        Found(
            "unknown-key",
            "groups/blain.yml:3:1",
            "clé inconnue « zzz » ; attendu : name, policy, readers, generation, place, meetings, "
            "room_code, animateur",
            "Écrivez l’un de ces noms, ou supprimez celui-ci.",
        ),
    ),
    Row(
        "theme without its edition",
        changed("groups/blain.yml", "2026/douleur", "douleur"),
        Found(
            "unknown-theme",
            "groups/blain.yml:6:13",
            "thème inconnu « douleur » ; attendu : 2026/douleur",
            "Vouliez-vous écrire « 2026/douleur » ?",
        ),
    ),
    Row(
        "meeting before its edition",
        changed("groups/blain.yml", "2026-10-08", "2025-12-17"),
        Found(
            "meeting-before-edition",
            "groups/blain.yml:6:35",
            "cette réunion porte sur un thème de 2026, mais elle est datée du 2025-12-17",
            "Vouliez-vous écrire « 2026-12-17 20:30 » ? Ce qui s’ouvre avant une réunion "
            "se compte depuis cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "old theme taken up again, never open to all",
        {"groups/blain.yml": FILES["groups/blain.yml"].replace("2026-1", "2036-1")}
        | changed("themes/2026/edition.yml", "opens_to_all: 2027-07-01\n", ""),
    ),
    Row(
        "edition opened to all before its year",
        changed("themes/2026/edition.yml", "2027-07-01", "2025-07-01"),
        Found(
            "opens-early",
            "themes/2026/edition.yml:3:15",
            "« opens_to_all » tombe avant l’année 2026 : tout s’ouvre avant la première réunion",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "edition opened to all before its first meeting",
        changed("themes/2026/edition.yml", "2027-07-01", "2026-07-01"),
        Found(
            "opens-early",
            "themes/2026/edition.yml:3:15",
            "« opens_to_all » tombe avant la première réunion sur ces thèmes, le 2026-10-08 :"
            " tout y serait déjà ouvert à tous les groupes",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "edition opened to all the day after its first meeting",
        changed("themes/2026/edition.yml", "2027-07-01", "2026-10-09"),
    ),
    Row(
        "edition opened to all amid its meetings, by an exchange of day and month",
        weekly("2027-01-07"),
        Found(
            "opens-early",
            "themes/2026/edition.yml:3:15",
            "« opens_to_all » tombe avant 2 des 4 réunions sur ces thèmes : tout y serait déjà"
            " ouvert à tous les groupes",
            "Vouliez-vous écrire « 2027-07-01 » ? Si la date est juste, laissez-la.",
            Severity.WARNING,
        ),
    ),
    Row(
        "edition opened to all before its last meeting, of a group that comes late",
        weekly("2027-01-20"),
    ),
    Row(
        "edition opened to the public in another decade",
        changed(
            "themes/2026/edition.yml",
            "opens_to_all: 2027-07-01",
            "opens_to_all: 2027-07-01\nopens_to_public: 2037-07-01",
        ),
        Found(
            "opens-late",
            "themes/2026/edition.yml:4:18",
            "« opens_to_public » tombe 11 ans après l’année 2026",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "digits of the year of an opening exchanged",
        changed("themes/2026/edition.yml", "2027-07-01", "2072-07-01 18:00"),
        Found(
            "opens-late",
            "themes/2026/edition.yml:3:15",
            "« opens_to_all » tombe 46 ans après l’année 2026",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "edition opened to all in another century",
        changed("themes/2026/edition.yml", "2027-07-01", "2072-07-01"),
        Found(
            "opens-late",
            "themes/2026/edition.yml:3:15",
            "« opens_to_all » tombe 46 ans après l’année 2026",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "old theme taken up again after its year",
        {"groups/blain.yml": FILES["groups/blain.yml"].replace("2026-1", "2028-1")},
    ),
    Row(
        "edition opened to the public before its year",
        changed(
            "themes/2026/edition.yml", "opens_to_all: 2027-07-01", "opens_to_public: 2002-07-01"
        ),
        Found(
            "opens-early",
            "themes/2026/edition.yml:3:18",
            "« opens_to_public » tombe avant l’année 2026 : tout s’ouvre avant la première réunion",
            "Vérifiez l’année de cette date.",
            Severity.WARNING,
        ),
    ),
    Row(
        "edition opened to the public before the groups",
        changed(
            "themes/2026/edition.yml",
            "opens_to_all: 2027-07-01",
            "opens_to_public: 2027-01-01\nopens_to_all: 2027-07-01",
        ),
        Found(
            "opens-early",
            "themes/2026/edition.yml:3:18",
            "« opens_to_public » tombe avant « opens_to_all », qui ne change alors plus rien",
            "Vérifiez les deux dates : ce que lit le public est ouvert aussi à tous les groupes.",
            Severity.WARNING,
        ),
    ),
    Row(
        "draft on the calendar",
        changed(f"{THEME}/index.md", "references: [commune2020]", "draft: true"),
        Found(
            "draft-scheduled",
            "groups/blain.yml:6:13",
            "le thème « 2026/douleur » est encore à l’état de brouillon : personne ne le verra",
            "Supprimez la ligne « draft: true » de son index.md quand il sera prêt.",
            Severity.WARNING,
        ),
    ),
    Row(
        "rule for a part that the theme lacks",
        changed("groups/blain.yml", "duration: 2h", "releases: {commentary: at end}")
        | {f"{THEME}/commentary.md": None},
        Found(
            "rule-without-part",
            "groups/blain.yml:6:64",
            "le thème « 2026/douleur » n’a pas de partie « commentary » : cette règle n’ouvre rien",
            "Supprimez cette ligne, ou attendez que cette partie soit écrite.",
            Severity.WARNING,
        ),
    ),
    Row(
        "meeting without theme and title",
        changed("groups/blain.yml", "title: Thème libre, starts", "starts"),
        Found(
            "nameless-meeting",
            "groups/blain.yml:7:5",
            "cette réunion n’a ni thème ni titre ; l’un des deux était attendu",
            "Ajoutez « theme: 2026/… », « subject: … » ou « title: Thème libre ».",
        ),
    ),
    Row(
        "unknown policy of a group",
        changed("groups/blain.yml", "references-first", "reference-first"),
        Found(
            "unknown-policy",
            "groups/blain.yml:2:9",
            "politique inconnue « reference-first » ; attendu : after, before, readers-first, "
            "references-first",
            "Vouliez-vous écrire « references-first » ?",
        ),
    ),
    Row(
        "unknown policy of a meeting",
        changed("groups/blain.yml", "duration: 2h", "policy: apres"),
        Found(
            "unknown-policy",
            "groups/blain.yml:6:61",
            "politique inconnue « apres » ; attendu : after, before, readers-first, "
            "references-first",
            "Vouliez-vous écrire « after » ?",
        ),
    ),
    Row(
        "unknown default policy",
        changed("mkdocs.yml", "default_policy: before", "default_policy: befor"),
        Found(
            "unknown-policy",
            "mkdocs.yml:8:23",
            "politique inconnue « befor » ; attendu : after, before, readers-first, "
            "references-first",
            "Vouliez-vous écrire « before » ?",
        ),
    ),
    Row(
        "policy for readers in a group without a readers' site",
        changed("groups/blain.yml", "references-first\nreaders: true", "readers-first"),
        Found(
            "readers-without-site",
            "groups/blain.yml:2:9",
            "une règle parle des lecteurs désignés, mais ce groupe n’a pas de site pour eux",
            "Ajoutez « readers: true » au fichier du groupe, ou choisissez une autre politique ou "
            "une autre règle.",
            Severity.WARNING,
        ),
    ),
    Row(
        "policy for readers at a meeting of such a group",
        {
            "groups/blain.yml": "name: Blain\nmeetings:\n"
            "  - {theme: 2026/douleur, starts: 2026-10-08 20:30, policy: readers-first}\n"
        },
        Found(
            "readers-without-site",
            "groups/blain.yml:3:5",
            "une règle parle des lecteurs désignés, mais ce groupe n’a pas de site pour eux",
            "Ajoutez « readers: true » au fichier du groupe, ou choisissez une autre politique ou "
            "une autre règle.",
            Severity.WARNING,
        ),
    ),
    Row(
        "rule for readers in a group without a readers' site",
        {
            "groups/blain.yml": "name: Blain\nreaders: false\nmeetings:\n  - {theme: 2026/douleur,"
            " starts: 2026-10-08 20:30, releases: {dossier: {reader: always}}}\n"
        },
        Found(
            "readers-without-site",
            "groups/blain.yml:4:5",
            "une règle parle des lecteurs désignés, mais ce groupe n’a pas de site pour eux",
            "Ajoutez « readers: true » au fichier du groupe, ou choisissez une autre politique ou "
            "une autre règle.",
            Severity.WARNING,
        ),
    ),
    Row(
        "rule for all in a group without a readers' site",
        {
            "groups/blain.yml": "name: Blain\nmeetings:\n  - {theme: 2026/douleur,"
            " starts: 2026-10-08 20:30, releases: {dossier: always}}\n"
        },
    ),
    Row(
        "unknown part",
        changed("groups/blain.yml", "duration: 2h", "releases: {sumary: at end}"),
        Found(
            "unknown-part",
            "groups/blain.yml:6:64",
            "partie inconnue « sumary » ; attendu : presentation, preparation, references, "
            "sources, summary, dossier, commentary, guide",
            "Vouliez-vous écrire « summary » ?",
        ),
    ),
    Row(
        "part in French",
        changed("groups/blain.yml", "duration: 2h", "releases: {synthèse: à la fin}"),
        Found(
            "unknown-part",
            "groups/blain.yml:6:64",
            "partie inconnue « synthèse » ; attendu : presentation, preparation, references, "
            "sources, summary, dossier, commentary, guide",
            "Vouliez-vous écrire « dossier » ?",
        ),
    ),
    Row(
        "rule not understood",
        changed("groups/blain.yml", "duration: 2h", "releases: {dossier: 15 jour avan}"),
        Found("bad-rule", "groups/blain.yml:6:73", *refuse_rule("15 jour avan")),
    ),
    Row(
        "rule that is a no",
        changed("groups/blain.yml", "duration: 2h", "releases: {dossier: no}"),
        Found(
            "not-a-text",
            "groups/blain.yml:6:73",
            "« dossier » doit être un texte, mais YAML prend « no » pour autre chose (un oui ou "
            "non, ou un nombre)",
            'Mettez-le entre guillemets droits : "no".',
        ),
    ),
    Row(
        "rule of two languages",
        changed("groups/blain.yml", "duration: 2h", "releases: {dossier: 15 jours before}"),
        Found("bad-rule", "groups/blain.yml:6:73", *refuse_rule("15 jours before")),
    ),
    Row(
        "rule for an unknown audience",
        changed("groups/blain.yml", "duration: 2h", "releases: {dossier: {membre: at end}}"),
        Found(
            "unknown-key",
            "groups/blain.yml:6:74",
            "clé inconnue « membre » ; attendu : member, reader",
            "Vouliez-vous écrire « member » ?",
        ),
    ),
    Row(
        "rule that opens the guide",
        changed("groups/blain.yml", "duration: 2h", "releases: {guide: at end}"),
        Found(
            "settled-part",
            "groups/blain.yml:6:64",
            "le guide est réservé à l’animateur ; aucune règle ne l’ouvre au groupe",
            "Supprimez cette ligne.",
        ),
    ),
    Row(
        "rule that opens the guide to early readers alone",
        changed(
            "groups/blain.yml", "duration: 2h", "releases: {guide: {member: never, reader: at end}}"
        ),
        Found(
            "settled-part",
            "groups/blain.yml:6:64",
            "le guide est réservé à l’animateur ; aucune règle ne l’ouvre au groupe",
            "Supprimez cette ligne.",
        ),
    ),
    Row(
        "rule that closes the presentation",
        changed("groups/blain.yml", "duration: 2h", "releases: {presentation: never}"),
        Found(
            "settled-part",
            "groups/blain.yml:6:64",
            "la présentation d’un thème annoncé est publique ; aucune règle ne la ferme",
            "Supprimez cette ligne.",
        ),
    ),
    Row(
        "policies that contradict each other",
        changed(
            "groups/blain.yml",
            "duration: 2h}",
            "policy: before}\n  - {theme: 2026/douleur, starts: 2026-12-10 20:30, policy: after}",
        ),
        Found(
            "contradictory-meetings",
            "groups/blain.yml:7:5",
            "pour le thème « 2026/douleur », cette réunion dit « after », mais celle du "
            "2026-10-08 20:30 dit « before »",
            "N’écrivez la politique et les ouvertures qu’une fois, ou à l’identique dans les "
            "deux réunions.",
        ),
    ),
    Row(
        "releases that contradict each other",
        changed(
            "groups/blain.yml",
            "duration: 2h}",
            "releases: {summary: at end}}\n  - {theme: 2026/douleur, starts: 2026-12-10 20:30,"
            " releases: {summary: {reader: 2 days before}}}",
        ),
        Found(
            "contradictory-meetings",
            "groups/blain.yml:7:5",
            "pour le thème « 2026/douleur », cette réunion dit « summary: 2 days before », mais "
            "celle du 2026-10-08 20:30 dit « summary: at end »",
            "N’écrivez la politique et les ouvertures qu’une fois, ou à l’identique dans les "
            "deux réunions.",
        ),
    ),
    Row(
        "other rules for members and for early readers",
        changed(
            "groups/blain.yml",
            "duration: 2h",
            "releases: {dossier: {member: at end, reader: 15 days before}}",
        ),
    ),
    Row(
        "meetings one after the other",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-10-08 22:30"),
    ),
    Row(
        "meetings at the same time",
        changed("groups/blain.yml", "2026-11-12 20:30", "2026-10-08 21:00"),
        Found(
            "meetings-overlap",
            "groups/blain.yml:7:5",
            "cette réunion commence avant la fin de celle du 2026-10-08 20:30",
            "Corrigez l’une des deux dates, ou la durée.",
        ),
    ),
    Row(
        "two groups of one name",
        {"groups/blain-ouest.yml": "name: blain\n"},
        Found(
            "duplicate-group",
            "groups/blain.yml:1:1",
            "le groupe « Blain » a déjà un fichier : groups/blain-ouest.yml",
            "Donnez un autre nom à l’un des deux, ou supprimez son fichier.",
        ),
    ),
    Row(
        "policy that is built in",
        changed(
            "mkdocs.yml", "      notice", "      policies: {before: {extends: after}}\n      notice"
        ),
        Found(
            "policy-redefined",
            "mkdocs.yml:9:18",
            "« before » est une politique intégrée ; un nouveau nom était attendu",
            "Donnez un autre nom à votre politique, et écrivez-y « extends: before ».",
        ),
    ),
    Row(
        "policy with gaps",
        changed(
            "mkdocs.yml",
            "      notice",
            "      policies: {nous: {dossier: at end, summary: at end,"
            " preparation: always, commentary: {member: at end}}}\n      notice",
        ),
        Found(
            "incomplete-policy",
            "mkdocs.yml:9:24",
            "la politique « nous » ne dit pas quand s’ouvrent : references, commentary",
            "Ajoutez une règle pour chacune, membres et lecteurs compris, ou une ligne "
            "« extends: after ».",
        ),
    ),
    Row(
        "policy that extends nothing known",
        changed(
            "mkdocs.yml", "      notice", "      policies: {nous: {extends: afters}}\n      notice"
        ),
        Found(
            "unknown-policy",
            "mkdocs.yml:9:34",
            "politique inconnue « afters » ; attendu : after, before, readers-first, "
            "references-first",
            "Vouliez-vous écrire « after » ?",
        ),
    ),
    Row(
        "unknown part of a policy",
        changed(
            "mkdocs.yml",
            "      notice",
            "      policies: {nous: {extends: after, dosier: never}}\n      notice",
        ),
        Found(
            "unknown-part",
            "mkdocs.yml:9:41",
            "partie inconnue « dosier » ; attendu : presentation, preparation, references, "
            "sources, summary, dossier, commentary, guide",
            "Vouliez-vous écrire « dossier » ?",
        ),
    ),
    Row(
        "synonym alone",
        {"themes/synonyms.yml": "- [HTA, hypertension]\n- [AVC]\n"},
        Found(
            "lonely-synonym",
            "themes/synonyms.yml:2:3",
            "un mot seul ; il en faut au moins deux qui veulent dire la même chose",
            "Ajoutez un autre mot, ou supprimez la ligne.",
        ),
    ),
    Row(
        "synonym twice",
        {"themes/synonyms.yml": "- [HTA, hypertension]\n- [tension, hta]\n"},
        Found(
            "duplicate-synonym",
            "themes/synonyms.yml:2:13",
            "« hta » figure déjà à la ligne 1",
            "Réunissez sur une seule ligne tous les mots qui veulent dire la même chose.",
        ),
    ),
    Row(
        "brand twice",
        {"themes/brands.yml": "Kardégic: aspirine\nkardegic: aspirine\n"},
        Found(
            "duplicate-synonym",
            "themes/brands.yml:2:1",
            "« kardegic » figure déjà à la ligne 1",
            "Réunissez sur une seule ligne tous les mots qui veulent dire la même chose.",
        ),
    ),
    Row(
        "brand with an empty list",
        {"themes/brands.yml": "Kardégic: []\n"},
        Found(
            "empty-value",
            "themes/brands.yml:1:11",
            "« Kardégic » est vide ; une valeur était attendue",
            "Écrivez une valeur, ou supprimez la ligne. Une valeur qui commence par un signe "
            "tel que # ou & se met entre guillemets droits.",
        ),
    ),
    Row(
        "brands that are a list",
        {"themes/brands.yml": "- Kardégic\n"},
        Found(
            "wrong-kind",
            "themes/brands.yml:1:1",
            "ce fichier donne des marques, chacune suivie de sa substance",
            "Écrivez une marque par ligne, par exemple « Kardégic: aspirine ».",
        ),
    ),
    Row(
        "brand without a substance",
        {"themes/brands.yml": "Kardégic:\n"},
        Found(
            "empty-value",
            "themes/brands.yml:1:10",
            "« Kardégic » est vide ; une valeur était attendue",
            "Écrivez une valeur, ou supprimez la ligne. Une valeur qui commence par un signe "
            "tel que # ou & se met entre guillemets droits.",
        ),
    ),
    Row(
        "synonyms that are no lists",
        {"themes/synonyms.yml": "HTA: hypertension\n"},
        Found(
            "wrong-kind",
            "themes/synonyms.yml:1:1",
            "ce fichier doit être une liste d’ensembles de mots qui veulent dire la même chose",
            "Écrivez un ensemble par ligne, par exemple « - [HTA, hypertension artérielle] ».",
        ),
    ),
)
