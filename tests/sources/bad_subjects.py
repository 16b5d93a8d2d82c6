"""Mistakes in groups' own subjects: names, meetings, links, citations."""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row, second_theme
from tiny_project import FILES, Changes, changed

SUBJECTS = "groups/blain/subjects"
WOUNDS = f"{SUBJECTS}/plaies"
INDEX = f"{WOUNDS}/index.md"


def meeting(said: str, changes: Changes | None = None) -> Changes:
    """Return a subject on wounds, and a second meeting of the group on it."""
    group = FILES["groups/blain.yml"].replace("title: Thème libre", said)
    return {INDEX: "---\ntitle: Les plaies\n---\n\nNos plaies.\n", "groups/blain.yml": group} | {
        **(changes or {})
    }


def record(key: str) -> str:
    """Return a bibliography of one record."""
    about = f"title = {{Plaies}}, journal = {{Exercer}}, year = {{{key[-4:]}}}"
    return f"@article{{{key}, author = {{Petit, Luc}}, {about}}}\n"


NANTES = {
    "groups/nantes.yml": (
        "name: Nantes\nmeetings:\n  - {subject: brulures, starts: 2026-10-15 20:30}\n"
    ),
    "groups/nantes/subjects/brulures/index.md": "---\ntitle: Brûlures\n---\n\nVoilà.\n",
}

ROWS = (
    Row(
        "subject mistyped",
        meeting("subject: plaie"),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « plaie » ; attendu : plaies",
            "Vouliez-vous écrire « plaies » ?",
        ),
    ),
    Row(
        "subject of a group that has none",
        changed("groups/blain.yml", "title: Thème libre", "subject: plaies"),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « plaies » : ce groupe n’en a aucun",
            "Écrivez le sujet dans groups/blain/subjects/plaies/index.md ; pour une réunion "
            "sans textes, écrivez « title: … ».",
        ),
    ),
    Row(
        "theme in the place of a subject",
        meeting("subject: 2026/douleur"),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « 2026/douleur » ; attendu : plaies",
            "C’est un thème de l’association : écrivez « theme: 2026/douleur ».",
        ),
    ),
    Row(
        "name of a theme alone in the place of a subject",
        meeting("subject: douleur"),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « douleur » ; attendu : plaies",
            "C’est un thème de l’association : écrivez « theme: 2026/douleur ».",
        ),
    ),
    Row(
        "subject with its group",
        meeting("subject: blain/plaies"),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « blain/plaies » ; attendu : plaies",
            "Écrivez son seul nom : « subject: plaies ».",
        ),
    ),
    Row(
        "subject in the place of a theme",
        meeting("theme: plaies"),
        Found(
            "unknown-theme",
            "groups/blain.yml:7:13",
            "thème inconnu « plaies » ; attendu : 2026/douleur",
            "C’est un sujet du groupe : écrivez « subject: plaies ».",
        ),
    ),
    Row(
        "address of a subject in the place of a theme",
        meeting("theme: blain/plaies"),
        Found(
            "unknown-theme",
            "groups/blain.yml:7:13",
            "thème inconnu « blain/plaies » ; attendu : 2026/douleur",
            "C’est un sujet du groupe : écrivez « subject: plaies ».",
        ),
    ),
    Row(
        "subject of another group",
        meeting("subject: brulures", NANTES),
        Found(
            "unknown-subject",
            "groups/blain.yml:7:15",
            "sujet inconnu « brulures » ; attendu : plaies",
            "C’est un sujet du groupe « nantes », et de lui seul : écrivez le vôtre dans "
            "groups/blain/subjects/brulures/, ou copiez-y le dossier de l’autre.",
        ),
    ),
    Row(
        "theme and subject",
        meeting("subject: plaies, theme: 2026/douleur"),
        Found(
            "theme-and-subject",
            "groups/blain.yml:7:15",
            "cette réunion a à la fois un thème et un sujet du groupe",
            "Ne gardez que l’un des deux ; si le groupe travaille l’un et l’autre, écrivez "
            "deux réunions à la suite.",
        ),
    ),
    Row(
        "subject that no meeting names",
        meeting("title: Libre"),
        Found(
            "subject-without-meeting",
            "groups/blain/subjects/plaies/index.md:2:1",
            "aucune réunion de groups/blain.yml ne nomme ce sujet : hormis sa présentation, il "
            "reste caché aux membres",
            "Écrivez « subject: plaies » à la réunion ; d’ici là, « draft: true » le cache "
            "tout entier.",
            Severity.WARNING,
        ),
    ),
    Row(
        "draft that no meeting names",
        meeting(
            "title: Libre", {INDEX: "---\ntitle: Les plaies\ndraft: true\n---\n\nNos plaies.\n"}
        ),
    ),
    Row(
        "draft that a meeting names",
        meeting(
            "subject: plaies", {INDEX: "---\ntitle: Les plaies\ndraft: true\n---\n\nNos plaies.\n"}
        ),
        Found(
            "draft-scheduled",
            "groups/blain.yml:7:15",
            "le sujet « plaies » est encore à l’état de brouillon : personne ne le verra",
            "Supprimez la ligne « draft: true » de son index.md quand il sera prêt.",
            Severity.WARNING,
        ),
    ),
    Row(
        "subject called like a theme",
        meeting(
            "subject: plaies",
            {f"{SUBJECTS}/douleur/index.md": "---\ntitle: Douleurs\ndraft: true\n---\n\nVoilà.\n"},
        ),
        Found(
            "subject-named-like-theme",
            "groups/blain/subjects/douleur",
            "l’association a un thème de ce nom : 2026/douleur",
            "Renommez le dossier, sauf si le groupe veut bien le sien : une réunion qui dit « "
            "subject: douleur » ouvre le sujet du groupe, celle qui dit « theme: 2026/douleur "
            "» le thème.",
            Severity.WARNING,
        ),
    ),
    Row(
        "text that is no folder",
        meeting("subject: plaies", {f"{SUBJECTS}/Nos brûlures.md": "Voilà.\n"}),
        Found(
            "unexpected-file",
            "groups/blain/subjects/Nos brûlures.md",
            "fichier inattendu ; seuls des dossiers sont attendus ici, un par sujet",
            "Un sujet est un dossier : mettez le texte dans « "
            "groups/blain/subjects/nos-brulures/index.md ».",
        ),
    ),
    Row(
        "subject whose name is no address",
        {f"{SUBJECTS}/Nos plaies/index.md": "---\ntitle: Les plaies\n---\n\nVoilà.\n"},
        Found(
            "unfit-name",
            "groups/blain/subjects/Nos plaies",
            "le nom « Nos plaies » entre dans une adresse : minuscules sans accent, chiffres "
            "et traits d’union étaient attendus",
            "Renommez-le en « nos-plaies ».",
        ),
    ),
    Row(
        "strange file in a subject",
        meeting("subject: plaies", {f"{WOUNDS}/dosier.md": "Voilà.\n"}),
        Found(
            "unexpected-file",
            "groups/blain/subjects/plaies/dosier.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md, references.bib",
            "Renommez-le en « dossier.md ».",
        ),
    ),
    Row(
        "strange folder in a subject",
        meeting("subject: plaies", {f"{WOUNDS}/document/a.csv": "a;b\n"}),
        Found(
            "unexpected-folder",
            "groups/blain/subjects/plaies/document",
            "dossier inattendu",
            "Renommez-le en « documents ».",
        ),
    ),
    Row(
        "hidden file in a subject",
        meeting("subject: plaies", {f"{WOUNDS}/.notes.md": "Voilà.\n"}),
        Found(
            "hidden-file",
            "groups/blain/subjects/plaies/.notes.md",
            "ce fichier est caché : son nom commence par un point",
            "Renommez-le sans le point, ou sortez-le du dossier.",
        ),
    ),
    Row(
        "strange folder beside the subjects",
        meeting("subject: plaies", {"groups/blain/subject/x/index.md": "Voilà.\n"}),
        Found(
            "unexpected-folder",
            "groups/blain/subject",
            "dossier inattendu",
            "« subjects » existe déjà ici : réunissez les deux, ou déplacez celui-ci ailleurs.",
        ),
    ),
    Row(
        "subject without an index",
        meeting("subject: plaies", {f"{SUBJECTS}/brulures/dossier.md": "Voilà.\n"}),
        Found(
            "missing-file",
            "groups/blain/subjects/brulures/index.md",
            "il manque le fichier « groups/blain/subjects/brulures/index.md »",
            "Créez-le ; la documentation montre ce qu’il contient.",
        ),
    ),
    Row(
        "subjects of a group called like a page",
        {
            "groups/meetings.yml": "name: Meetings\nmeetings: []\n",
            "groups/meetings/subjects/x/index.md": "---\ntitle: X\n---\n\nX.\n",
        },
        Found(
            "reserved-name",
            "groups/meetings/subjects",
            "les sujets de ce groupe seraient à l’adresse « meetings/ », dont tous les sites "
            "ont besoin pour eux-mêmes",
            "Renommez le fichier et le dossier du groupe, par exemple en « groupe-meetings ».",
        ),
    ),
    Row(
        "subjects of a group called like a year",
        {
            "groups/2026.yml": "name: Vingt-six\nmeetings: []\n",
            "groups/2026/subjects/x/index.md": "---\ntitle: X\n---\n\nX.\n",
        },
        Found(
            "reserved-name",
            "groups/2026/subjects",
            "les sujets de ce groupe seraient à l’adresse « 2026/ », dont tous les sites ont "
            "besoin pour eux-mêmes",
            "Renommez le fichier et le dossier du groupe, par exemple en « groupe-2026 ».",
        ),
    ),
    Row(
        "link to a theme that is a draft",
        meeting(
            "subject: plaies",
            {
                **second_theme("Un brouillon.", "draft: true"),
                f"{WOUNDS}/dossier.md": "Voir [là](../../../../themes/2026/autre/index.md).\n",
            },
        ),
        Found(
            "link-to-draft",
            "groups/blain/subjects/plaies/dossier.md:1:11",
            "ce lien mène à un thème encore à l’état de brouillon : personne ne pourrait le suivre",
            "Supprimez le lien, ou la ligne « draft: true » de ce thème.",
        ),
    ),
    Row(
        "link to a theme that is not there",
        meeting(
            "subject: plaies",
            {f"{WOUNDS}/dossier.md": "Voir [là](../../../../themes/2026/doleur/dossier.md).\n"},
        ),
        Found(
            "broken-link",
            "groups/blain/subjects/plaies/dossier.md:1:11",
            "« ../../../../themes/2026/doleur/dossier.md » ne mène à aucun fichier",
            "Vouliez-vous écrire « ../../../../themes/2026/douleur/dossier.md » ?",
        ),
    ),
    Row(
        "link to a theme in raw HTML, which nobody leads on",
        meeting(
            "subject: plaies",
            {
                f"{WOUNDS}/dossier.md": "Voir <a "
                'href="../../../../themes/2026/douleur/dossier.md">là</a>.\n'
            },
        ),
        Found(
            "link-leaves-subject",
            "groups/blain/subjects/plaies/dossier.md:1:6",
            "« ../../../../themes/2026/douleur/dossier.md » mène hors du dossier du sujet",
            "Renvoyez à un fichier du sujet, au texte d’un thème "
            "([…](../../../../themes/2026/…/index.md)) ou à une page du web ; mettez dans le "
            "dossier « documents/ » du sujet ce que les lecteurs peuvent télécharger.",
        ),
    ),
    Row(
        "link to a document of a theme",
        meeting(
            "subject: plaies",
            {
                f"{WOUNDS}/dossier.md": "Voir"
                " [là](../../../../themes/2026/douleur/documents/grille.csv).\n"
            },
        ),
        Found(
            "bad-link",
            "groups/blain/subjects/plaies/dossier.md:1:11",
            "« ../../../../themes/2026/douleur/documents/grille.csv » appartient à un autre thème",
            "Copiez ce fichier dans le dossier « documents/ » voisin de ce texte et renvoyez à la "
            "copie.",
        ),
    ),
    Row(
        "link to minutes",
        meeting("subject: plaies", {f"{WOUNDS}/dossier.md": "Voir [là](../../2026-10-08.md).\n"}),
        Found(
            "link-leaves-subject",
            "groups/blain/subjects/plaies/dossier.md:1:11",
            "« ../../2026-10-08.md » mène hors du dossier du sujet",
            "Renvoyez à un fichier du sujet, au texte d’un thème "
            "([…](../../../../themes/2026/…/index.md)) ou à une page du web ; mettez dans le "
            "dossier « documents/ » du sujet ce que les lecteurs peuvent télécharger.",
        ),
    ),
    Row(
        "link to no file of a subject",
        meeting("subject: plaies", {f"{WOUNDS}/dossier.md": "Voir [là](documents/plan.csv).\n"}),
        Found(
            "broken-link",
            "groups/blain/subjects/plaies/dossier.md:1:11",
            "« documents/plan.csv » ne mène à aucun fichier",
            "Vérifiez le chemin ; il part du dossier de ce fichier.",
        ),
    ),
    Row(
        "link from a theme to a subject",
        meeting(
            "subject: plaies",
            {f"{THEME}/guide.md": "Voir [là](../../../groups/blain/subjects/plaies/index.md).\n"},
        ),
        Found(
            "link-leaves-themes",
            "themes/2026/douleur/guide.md:1:11",
            "« ../../../groups/blain/subjects/plaies/index.md » mène hors du dossier « themes/ »",
            "Renvoyez à un fichier des thèmes ; ce que les lecteurs peuvent télécharger va "
            "dans « documents/ ».",
        ),
    ),
    Row(
        "citations without a bibliography",
        meeting("subject: plaies", {f"{WOUNDS}/dossier.md": "Ainsi [@petit2021].\n"}),
        Found(
            "missing-bibliography",
            "groups/blain/subjects/plaies/references.bib",
            "les textes citent des références, mais il n’y a pas de bibliographie",
            "Mettez leurs notices dans un fichier « "
            "groups/blain/subjects/plaies/references.bib », exporté de Zotero en BibTeX ; ou "
            "empruntez-les à un fichier commun par « references: [clé, …] » dans son index.md.",
        ),
    ),
    Row(
        "citation that a theme holds",
        meeting(
            "subject: plaies",
            {
                f"{WOUNDS}/references.bib": record("petit2021"),
                f"{WOUNDS}/dossier.md": "Ainsi [@durand2019; @petit2021].\n",
            },
        ),
        Found(
            "unknown-citation",
            "groups/blain/subjects/plaies/dossier.md:1:8",
            "la bibliographie ne contient pas la référence « durand2019 »",
            "Elle se trouve dans bibliography/2026/douleur.bib, qui n’est pas commune : "
            "copiez sa notice dans groups/blain/subjects/plaies/references.bib, "
            "ou déplacez-la dans bibliography/commune.bib et empruntez-la par « references: "
            "[durand2019] » en tête des deux fichiers index.md.",
        ),
    ),
    Row(
        "citation that the group's own file holds",
        meeting(
            "subject: plaies",
            {
                "groups/blain/references.bib": record("petit2021"),
                f"{WOUNDS}/references.bib": record("petit2022"),
                f"{WOUNDS}/dossier.md": "Ainsi [@petit2021; @petit2022].\n",
            },
        ),
        Found(
            "unknown-citation",
            "groups/blain/subjects/plaies/dossier.md:1:8",
            "la bibliographie ne contient pas la référence « petit2021 »",
            "Elle se trouve dans groups/blain/references.bib : empruntez-la par « references: "
            "[petit2021] » en tête de groups/blain/subjects/plaies/index.md.",
        ),
    ),
    Row(
        "summary without its reference",
        meeting(
            "subject: plaies",
            {
                f"{WOUNDS}/references.bib": record("petit2021"),
                f"{WOUNDS}/sources/petit2020.md": "Une cohorte.\n",
            },
        ),
        Found(
            "summary-without-reference",
            "groups/blain/subjects/plaies/sources/petit2020.md",
            "la bibliographie ne contient pas la référence « petit2020 »",
            "Vouliez-vous écrire « petit2021 » ?",
        ),
    ),
    Row(
        "rule for a part that a subject lacks",
        meeting("subject: plaies, releases: {dossier: à la fin}"),
        Found(
            "rule-without-part",
            "groups/blain.yml:7:34",
            "le sujet « plaies » n’a pas de partie « dossier » : cette règle n’ouvre rien",
            "Supprimez cette ligne, ou attendez que cette partie soit écrite.",
            Severity.WARNING,
        ),
    ),
    Row(
        "contradicting meetings on a subject",
        meeting(
            "subject: plaies, policy: before, starts: 2026-12-10 20:30}\n"
            "  - {subject: plaies, policy: after"
        ),
        Found(
            "contradictory-meetings",
            "groups/blain.yml:7:5",
            "pour le sujet « plaies », cette réunion dit « before », mais celle du "
            "2026-11-12 20:30 dit « after »",
            "N’écrivez la politique et les ouvertures qu’une fois, ou à l’identique dans les "
            "deux réunions.",
        ),
    ),
)
