"""YAML that has another meaning than its author's, or none."""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row
from tiny_project import changed


def cut(name: str, key: str, kept: str, lost: str, column: int) -> Row:
    """Return the row of a text that a sign # ends, in a group's file."""
    text = f"name: Blain\n{key}: {kept} {lost}\nmeetings: []\n"
    if key == "name":
        text = f"name: {kept} {lost}\nmeetings: []\n"
    return Row(
        name,
        {"groups/blain.yml": text},
        Found(
            "cut-text",
            f"groups/blain.yml:{1 if key == 'name' else 2}:{column}",
            f"YAML prend « {lost} » pour une remarque : ce passage est laissé de côté",
            f'Mettez tout le texte entre guillemets droits : « {key}: "{kept} {lost}" ».',
            Severity.WARNING,
        ),
    )


def join(key: str, written: str, place: str) -> Row:
    """Return the row of a list in a theme's front matter whose items semicolons join."""
    items = written.replace(" ; ", ", ")
    return Row(
        f"{key} joined by semicolons",
        changed(f"{THEME}/index.md", f"{key}: [", f"{key}: [{written}, "),
        Found(
            "joined-items",
            f"{THEME}/index.md:{place}",
            f"« {written} » ne fait qu’un élément de « {key} »",
            f"Séparez les éléments par des virgules : [{items}].",
            Severity.WARNING,
        ),
    )


ROWS = (
    join("authors", "Anne Dupont ; Luc Roux", "4:11"),
    join("keywords", "fièvre ; toux", "8:12"),
    join("synonyms", "peine ; tourment", "9:12"),
    cut("number of a room", "place", "Salle", "#2", 14),
    cut("word behind a hash", "place", "Mairie, étage", "#1 à gauche", 22),
    cut("name of a group with a hash", "name", "Blain", "#2", 13),
    Row(
        "remark behind a text",
        {"groups/blain.yml": 'name: Blain # le nom\nplace: "Salle #2"\nmeetings: []\n'},
    ),
    Row(
        "an empty list with lines below",
        {
            "groups/blain.yml": "name: Blain\nmeetings: []\n"
            "  - {theme: 2026/douleur, starts: 2026-10-08 20:30}\n"
        },
        Found(
            "broken-yaml",
            "groups/blain.yml:2:11",
            "« meetings: [] » est une liste vide, mais ses lignes suivent",
            "Retirez « [] » après « meetings: ».",
        ),
    ),
    Row(
        "tab",
        changed("groups/blain.yml", "  - {title", "\t- {title"),
        Found(
            "tab-indentation",
            "groups/blain.yml:7:1",
            "une tabulation se trouve là où des espaces étaient attendues",
            "Remplacez la tabulation par deux espaces.",
        ),
    ),
    Row(
        "duplicate key",
        changed("groups/blain.yml", "readers: true", "readers: true\nname: Cholet"),
        Found(
            "duplicate-key",
            "groups/blain.yml:4:1",
            "la clé « name » figure déjà à la ligne 1",
            "N’en gardez qu’une des deux.",
        ),
    ),
    Row(
        "duplicate key in braces",
        changed("groups/blain.yml", "duration: 2h", "starts: 2026-10-09 20:30"),
        Found(
            "duplicate-key",
            "groups/blain.yml:6:53",
            "la clé « starts » figure déjà à la ligne 6",
            "N’en gardez qu’une des deux.",
        ),
    ),
    Row(
        "colon within a text",
        changed("themes/2026/edition.yml", "Année 2026", "Année 2026: la suite"),
        Found(
            "broken-yaml",
            "themes/2026/edition.yml:1:18",
            "ce deux-points en suit un autre : il se trouve dans un texte",
            'Mettez le texte entre guillemets droits : « title: "Année 2026: la suite" ».',
        ),
    ),
    Row(
        "unclosed list",
        changed("themes/2026/edition.yml", "[douleur]", "[douleur"),
        Found(
            "broken-yaml",
            "themes/2026/edition.yml:2:9",
            "une liste ouverte par « [ » n’est pas fermée, ou il y manque une virgule",
            "Écrivez par exemple : [premier, deuxième].",
        ),
    ),
    Row(
        "unclosed braces",
        changed("groups/blain.yml", "2026-11-12 20:30}", "2026-11-12 20:30"),
        Found(
            "broken-yaml",
            "groups/blain.yml:7:5",
            "des accolades ouvertes par « { » ne sont pas fermées, ou il y manque une virgule",
            "Écrivez par exemple : {theme: 2026/iatrogenie, starts: 2026-11-12 20:30}.",
        ),
    ),
    Row(
        "unclosed quote",
        changed("groups/blain.yml", "name: Blain", "name: 'Blain"),
        Found(
            "broken-yaml",
            "groups/blain.yml:1:7",
            "un texte ouvert par un guillemet ou une apostrophe n’est pas fermé",
            "Fermez le texte par le même signe ; à l’intérieur, doublez chaque apostrophe.",
        ),
    ),
    Row(
        "apostrophe within quotes",
        changed("groups/blain.yml", "Maison de santé", "'Maison de l'enfance'"),
        Found(
            "broken-yaml",
            "groups/blain.yml:4:20",
            "ce guillemet ou cette apostrophe ferme le texte avant sa fin",
            'Mettez le texte entre guillemets droits : « place: "Maison de l\'enfance" ».',
        ),
    ),
    Row(
        "line without a colon",
        changed("groups/blain.yml", "readers: true", "readers"),
        Found(
            "broken-yaml",
            "groups/blain.yml:3:1",
            "cette ligne n’a pas de deux-points ; « clé: valeur » était attendu",
            "Écrivez la clé, un deux-points, une espace et la valeur.",
        ),
    ),
    Row(
        "first line of a meeting without a colon",
        {
            "groups/blain.yml": "name: Blain\nmeetings:\n"
            "  - starts 2026-12-17 20:30\n    duration: 2h\n"
        },
        Found(
            "broken-yaml",
            "groups/blain.yml:3:5",
            "cette ligne n’a pas de deux-points ; « clé: valeur » était attendu",
            "Écrivez « starts: 2026-12-17 20:30 ».",
        ),
    ),
    Row(
        "last line without a colon",
        {
            "groups/blain.yml": "name: Blain\nmeetings:\n"
            "  - title: Thème libre\n    starts 2026-12-17 20:30\n"
        },
        Found(
            "broken-yaml",
            "groups/blain.yml:4:5",
            "cette ligne n’a pas de deux-points ; « clé: valeur » était attendu",
            "Écrivez « starts: 2026-12-17 20:30 ».",
        ),
    ),
    Row(
        "colon within a text in braces",
        changed("groups/blain.yml", "duration: 2h", "place: Salle: la mairie"),
        Found(
            "broken-yaml",
            "groups/blain.yml:6:65",
            "ce deux-points en suit un autre : il se trouve dans un texte, ou il manque une "
            "virgule avant lui",
            "Mettez entre guillemets droits un texte qui contient un deux-points, comme dans "
            '« place: "Maison : salle 2" » ; ou écrivez la virgule.',
        ),
    ),
    Row(
        "misaligned key",
        changed("groups/blain.yml", "readers: true", " readers: true"),
        Found(
            "broken-yaml",
            "groups/blain.yml:3:2",
            "nombre d’espaces au début de cette ligne : 1 ; nombre attendu : 0",
            "Alignez-la sur ses voisines ; nombre d’espaces : 0.",
        ),
    ),
    Row(
        "misaligned key below a text of two lines",
        changed("groups/blain.yml", "readers: true", "place: Maison\n  de santé\n  readers: true"),
        Found(
            "broken-yaml",
            "groups/blain.yml:5:3",
            "nombre d’espaces au début de cette ligne : 2 ; nombre attendu : 0",
            "Alignez-la sur ses voisines ; nombre d’espaces : 0.",
        ),
    ),
    Row(
        "misaligned key below a list",
        changed("themes/2026/edition.yml", "[douleur]", "\n  - douleur\n     - autre\n     pdf: x"),
        Found(
            "broken-yaml",
            "themes/2026/edition.yml:5:6",
            "nombre d’espaces au début de cette ligne : 5 ; nombre attendu : 0",
            "Alignez-la sur ses voisines ; nombre d’espaces : 0.",
        ),
    ),
    Row(
        "missing comma at the end of a line in braces",
        changed("groups/blain.yml", "2026/douleur, starts", "2026/douleur\n    starts"),
        Found(
            "broken-yaml",
            "groups/blain.yml:6:25",
            "il manque une virgule devant « starts »",
            "Écrivez « , starts: … ».",
        ),
    ),
    Row(
        "sign that YAML keeps",
        changed("groups/blain.yml", "Maison de santé", "@home"),
        Found(
            "broken-yaml",
            "groups/blain.yml:4:8",
            "ce texte commence par « @ », que YAML se réserve",
            'Mettez le texte entre guillemets droits : « place: "@home" ».',
        ),
    ),
    Row(
        "alias",
        changed("groups/blain.yml", "Maison de santé", "*lieu"),
        Found(
            "yaml-alias",
            "groups/blain.yml:4:8",
            "« *lieu » répète une valeur écrite ailleurs",
            "Écrivez la valeur elle-même, ou mettez le texte entre guillemets droits.",
        ),
    ),
    Row(
        "tag",
        changed("groups/blain.yml", "Maison de santé", "!ENV LIEU"),
        Found(
            "yaml-tag",
            "groups/blain.yml:4:8",
            "« !ENV » est une instruction pour les programmes ; une valeur était attendue",
            "Supprimez-la, ou mettez tout le texte entre guillemets droits.",
        ),
    ),
    Row(
        "python object",
        changed("groups/blain.yml", "Maison de santé", "!!python/name:os.system x"),
        Found(
            "yaml-tag",
            "groups/blain.yml:4:8",
            "« !!python/name:os.system » est une instruction pour les programmes ; une valeur "
            "était attendue",
            "Supprimez-la, ou mettez tout le texte entre guillemets droits.",
        ),
    ),
    Row(
        "two documents",
        changed("groups/blain.yml", "readers: true", "---\nreaders: true"),
        Found(
            "several-documents",
            "groups/blain.yml:3:1",
            "une ligne « --- » ouvre un deuxième document ; un seul était attendu",
            "Supprimez la ligne « --- ».",
        ),
    ),
    Row(
        "bottomless brackets",
        {"groups/blain.yml": "name: " + "[" * 500 + "]" * 500 + "\n"},
        Found(
            "too-deep",
            "groups/blain.yml:1:27",
            "plus de 20 listes sont imbriquées",
            "Vérifiez les crochets : l’un d’eux est sans doute resté ouvert.",
        ),
    ),
    Row(
        "list as a key",
        changed("themes/2026/edition.yml", "title: Année 2026", "{title}: Année 2026"),
        Found(
            "key-not-a-word",
            "themes/2026/edition.yml:1:1",
            "une liste se trouve là où une clé était attendue",
            "Écrivez « clé: valeur » ; mettez entre guillemets droits un texte qui contient des "
            "crochets.",
        ),
        Found(
            "missing-key",
            "themes/2026/edition.yml:1:1",
            "il manque la clé « title »",
            "Ajoutez une ligne « title: … ».",
        ),
    ),
    Row(
        "list where keys were expected",
        {"groups/blain.yml": "- name: Blain\n"},
        Found(
            "wrong-kind",
            "groups/blain.yml:1:1",
            "« groups/blain.yml » doit contenir des clés et des valeurs, mais « […] » a été trouvé",
            "Écrivez des lignes « clé: valeur », ou {clé: valeur} sur une seule ligne.",
        ),
    ),
    Row(
        "unclosed front matter",
        {f"{THEME}/guide.md": "---\ntitle: Guide\n\nLaissez parler.\n"},
        Found(
            "unclosed-front-matter",
            "themes/2026/douleur/guide.md:1:1",
            "l’en-tête ouvert par « --- » n’est pas fermé",
            "Ajoutez une ligne « --- » après sa dernière ligne.",
        ),
    ),
    Row(
        "front matter with an end set in",
        {f"{THEME}/guide.md": "---\ntitle: Guide\n ---\n\nLaissez parler.\n"},
        Found(
            "unclosed-front-matter",
            "themes/2026/douleur/guide.md:3:2",
            "ce « --- » ne ferme pas l’en-tête",
            "Écrivez « --- » tout au début de la ligne, et rien d’autre sur elle.",
        ),
    ),
    Row(
        "front matter with an end of four hyphens",
        {f"{THEME}/guide.md": "---\ntitle: Guide\n----\n\nLaissez parler.\n"},
        Found(
            "unclosed-front-matter",
            "themes/2026/douleur/guide.md:3:1",
            "ce « ---- » ne ferme pas l’en-tête",
            "Écrivez « --- » tout au début de la ligne, et rien d’autre sur elle.",
        ),
    ),
    Row(
        "front matter with an end of a long dash",
        {f"{THEME}/guide.md": "---\ntitle: Guide\n\u2014\n\nLaissez parler.\n"},
        Found(
            "unclosed-front-matter",
            "themes/2026/douleur/guide.md:3:1",
            "ce « — » ne ferme pas l’en-tête ; attention, « — » contient un tiret cadratin"
            " (U+2014)",
            "Écrivez « --- » tout au début de la ligne, et rien d’autre sur elle.",
        ),
    ),
    Row(
        "late front matter",
        {f"{THEME}/guide.md": "\n---\ntitle: Guide\n---\n\nLaissez parler.\n"},
        Found(
            "late-front-matter",
            "themes/2026/douleur/guide.md:2:1",
            "l’en-tête ne commence pas à la première ligne du fichier",
            "Supprimez les espaces et les lignes vides avant « --- ».",
        ),
    ),
    Row(
        "broken front matter",
        {f"{THEME}/guide.md": "---\ntitle: Le guide: parler\n---\n\nLaissez parler.\n"},
        Found(
            "broken-yaml",
            "themes/2026/douleur/guide.md:2:16",
            "ce deux-points en suit un autre : il se trouve dans un texte",
            'Mettez le texte entre guillemets droits : « title: "Le guide: parler" ».',
        ),
    ),
    Row(
        "front matter that is a text",
        {f"{THEME}/guide.md": "---\nGuide\n---\n\nLaissez parler.\n"},
        Found(
            "wrong-kind",
            "themes/2026/douleur/guide.md:2:1",
            "« --- » doit contenir des clés et des valeurs, mais « Guide » a été trouvé",
            "Écrivez des lignes « clé: valeur », ou {clé: valeur} sur une seule ligne.",
        ),
    ),
    Row(
        "file that is one word",
        {"groups/blain.yml": "Blain\n"},
        Found(
            "wrong-kind",
            "groups/blain.yml:1:1",
            "« groups/blain.yml » doit contenir des clés et des valeurs, mais « Blain » a été "
            "trouvé",
            "Écrivez des lignes « clé: valeur », ou {clé: valeur} sur une seule ligne.",
        ),
    ),
)
