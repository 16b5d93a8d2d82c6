"""Association's own words that its sites may not use."""

from sources.rows import Found, Row
from tiny_project import MKDOCS

AT = "mkdocs.yml:10"
NO_WORD = "un mot à montrer sur les sites était attendu, mais « %s » a été trouvé"
LETTERS = (
    "Commencez par une lettre ; ensuite viennent lettres, chiffres, espaces, traits d’union et"
    " apostrophes."
)


def with_labels(labels: str) -> dict[str, str]:
    return {"mkdocs.yml": f"{MKDOCS}      labels: {labels}\n"}


ROWS = (
    Row(
        "a label of nothing that exists",
        with_labels("{themme: sujet}"),
        Found(
            "unknown-key",
            f"{AT}:16",
            "clé inconnue « themme » ; attendu : theme, group, facilitator, presentation, "
            "preparation, references, sources, summary…",
            "Vouliez-vous écrire « theme » ?",
        ),
    ),
    Row(
        "an empty label",
        with_labels('{theme: ""}'),
        Found(
            "empty-value",
            f"{AT}:23",
            "« theme » est vide ; une valeur était attendue",
            "Écrivez une valeur, ou supprimez la ligne. Une valeur qui commence par un signe tel "
            "que # ou & se met entre guillemets droits.",
        ),
    ),
    Row(
        "a label that is a sentence",
        with_labels("{guide: Ce que chacun de nous doit faire à chaque fois}"),
        Found(
            "bad-label",
            f"{AT}:23",
            NO_WORD % "Ce que chacun de nous doit faire à chaque fois",
            "Écrivez au plus 40 signes, espaces comprises.",
        ),
    ),
    Row(
        "a label with HTML",
        with_labels("{dossier: Le <b>dossier</b>}"),
        Found("bad-label", f"{AT}:25", NO_WORD % "Le <b>dossier</b>", LETTERS),
    ),
    Row(
        "a label that would fill a template",
        with_labels('{dossier: "Dossier {{ x }} %s"}'),
        Found("bad-label", f"{AT}:25", NO_WORD % "Dossier {{ x }} %s", LETTERS),
    ),
    Row(
        "a label with an article",
        with_labels("{theme: l'atelier}"),
        Found(
            "bad-label",
            f"{AT}:23",
            NO_WORD % "l’atelier",
            "Écrivez-le sans article : « atelier ».",
        ),
    ),
    Row(
        "a label whose plural has exceptions",
        with_labels("{theme: travail}"),
        Found(
            "bad-label",
            f"{AT}:23",
            "comment dit-on plusieurs « travail » ? Le singulier et le pluriel étaient attendus",
            "Écrivez « theme: [travail, …] », le pluriel en second.",
        ),
    ),
    Row(
        "a label in three words",
        with_labels("{facilitator: [modérateur, modératrice, modérateurs]}"),
        Found(
            "bad-label",
            f"{AT}:29",
            "« facilitator » se dit en un mot, ou en deux formes (trouvé : 3)",
            "Écrivez un mot, ou deux formes entre crochets : « […, …] ».",
        ),
    ),
    Row(
        "two parts of one name",
        with_labels("{dossier: l'essentiel}"),
        Found(
            "same-label",
            f"{AT}:25",
            "« dossier » et « summary » s’appelleraient tous deux « L’essentiel »",
            "Donnez à l’un des deux un autre nom : les lecteurs ne pourraient pas les distinguer.",
        ),
    ),
    Row(
        "two labels of one word",
        with_labels("{summary: Synthèse, dossier: synthese}"),
        Found(
            "same-label",
            f"{AT}:44",
            "« dossier » et « summary » s’appelleraient tous deux « Synthese »",
            "Donnez à l’un des deux un autre nom : les lecteurs ne pourraient pas les distinguer.",
        ),
    ),
    Row(
        "a guide called as the preparation is",
        with_labels("{guide: Préparer la réunion}"),
        Found(
            "same-label",
            f"{AT}:23",
            "« guide » et « preparation » s’appelleraient tous deux « Préparer la réunion »",
            "Donnez à l’un des deux un autre nom : les lecteurs ne pourraient pas les distinguer.",
        ),
    ),
)
