"""Mistakes in a group's own folder: names, days, questions, answers, citations, patients."""

from parution.domain.problems import Severity
from sources.rows import Found, Row

FOLDER = "groups/blain"
MINUTES = f"{FOLDER}/2026-10-08.md"

WHY = (
    "Retirez-le. Un compte rendu circule par un lien, s’imprime et se garde des années : décrivez "
    "la situation, pas la personne (« une femme de la cinquantaine »), pour que nul ne soit "
    "reconnu en ville."
)
BOTH = (
    "Quand la question a sa réponse, écrivez les deux, la réponse et son jour ; d’ici là, ni "
    "l’une ni l’autre."
)


def minutes_asking(*lines: str) -> dict[str, str]:
    """Return minutes with one question, written on these lines, and a text."""
    question = "\n".join(f"    {line}" for line in lines)[4:]
    return {MINUTES: f"---\nquestions:\n  - {question}\n---\n\nUn tour de table.\n"}


ROWS = (
    Row(
        "minutes of a day without a meeting",
        {f"{FOLDER}/2026-10-09.md": "Un tour de table.\n"},
        Found(
            "minutes-without-meeting",
            f"{FOLDER}/2026-10-09.md",
            "groups/blain.yml n’a pas de réunion ce jour-là",
            "Donnez au fichier le jour de sa réunion (2026-10-08, 2026-11-12), ou ajoutez la "
            "réunion à groups/blain.yml.",
        ),
    ),
    Row(
        "minutes without a day",
        {f"{FOLDER}/octobre.md": "Un tour de table.\n"},
        Found(
            "minutes-not-dated",
            f"{FOLDER}/octobre.md",
            "un compte rendu porte le jour de sa réunion, mais « octobre » n’est pas un jour",
            "Donnez au fichier le jour de sa réunion : 2026-10-08.md.",
        ),
    ),
    Row(
        "minutes of a day that is in no calendar",
        {f"{FOLDER}/2026-10-38.md": "Un tour de table.\n"},
        Found(
            "minutes-not-dated",
            f"{FOLDER}/2026-10-38.md",
            "un compte rendu porte le jour de sa réunion, mais « 2026-10-38 » n’est pas un jour",
            "Donnez au fichier le jour de sa réunion : 2026-10-08.md.",
        ),
    ),
    Row(
        "another file in a group's folder",
        {f"{FOLDER}/photo.jpg": b"\xff\xd8"},
        Found(
            "unexpected-file",
            f"{FOLDER}/photo.jpg",
            "fichier inattendu ; attendus ici : *.md, references.bib",
            "Sortez-le de ce dossier.",
        ),
    ),
    Row(
        "a folder that is no group's",
        {"groups/blian/2026-10-08.md": "Un tour de table.\n"},
        Found(
            "unexpected-folder",
            "groups/blian",
            "dossier inattendu",
            "Renommez-le en « blain ».",
        ),
    ),
    Row(
        "unknown key of minutes",
        {MINUTES: "---\nquestion: Que faire ?\n---\n\nUn tour de table.\n"},
        Found(
            "unknown-key",
            f"{MINUTES}:2:1",
            "clé inconnue « question » ; attendu : draft, questions",
            "Vouliez-vous écrire « questions » ?",
        ),
    ),
    Row(
        "unknown key of a question",
        minutes_asking("question: Que faire ?", "cherche: A. B."),
        Found(
            "unknown-key",
            f"{MINUTES}:4:5",
            "clé inconnue « cherche » ; attendu : question, population, intervention, comparison, "
            "outcome, searched_by, answer, answered",
            "Vouliez-vous écrire « searched_by » ?",
        ),
    ),
    Row(
        "empty question",
        minutes_asking("question:", "searched_by: A. B."),
        Found(
            "empty-value",
            f"{MINUTES}:3:14",
            "« question » est vide ; une valeur était attendue",
            "Écrivez une valeur. Si elle commence par un signe tel que # ou &, mettez-la entre "
            "guillemets droits.",
        ),
    ),
    Row(
        "question without its words",
        minutes_asking("searched_by: A. B."),
        Found(
            "missing-key",
            f"{MINUTES}:3:5",
            "il manque la clé « question »",
            "Ajoutez une ligne « question: … ».",
        ),
    ),
    Row(
        "answer without its day",
        minutes_asking("question: Que faire ?", "answer: Attendre."),
        Found(
            "half-answer",
            f"{MINUTES}:4:13",
            "« answer » est là sans « answered »",
            BOTH,
        ),
    ),
    Row(
        "day without its answer",
        minutes_asking("question: Que faire ?", "answered: 2026-11-02"),
        Found(
            "half-answer",
            f"{MINUTES}:4:15",
            "« answered » est là sans « answer »",
            BOTH,
        ),
    ),
    Row(
        "answer on no day",
        minutes_asking("question: Que faire ?", "answer: Attendre.", "answered: en novembre"),
        Found(
            "bad-date",
            "groups/blain/2026-10-08.md:5:15",
            "« answered » doit être une date telle que 2026-10-08, mais « en novembre » a "
            "été trouvé",
            "Écrivez année-mois-jour, à l’heure locale et sans fuseau, par exemple 2026-10-08.",
        ),
    ),
    Row(
        "answer before its question",
        minutes_asking("question: Que faire ?", "answer: Attendre.", "answered: 2026-01-12"),
        Found(
            "answered-before-asked",
            f"{MINUTES}:5:15",
            "cette question aurait sa réponse le 2026-01-12, avant la réunion du 2026-10-08 qui "
            "l’a laissée",
            "Corrigez le jour de la réponse.",
            Severity.WARNING,
        ),
    ),
    Row(
        "answer that cites what nobody has",
        minutes_asking(
            "question: Que faire ?",
            "answer: |",
            "  Attendre",
            "  [@nul2000].",
            "answered: 2026-11-02",
        ),
        Found(
            "unknown-citation",
            f"{MINUTES}:6:2",
            "aucune référence « nul2000 » : ni dans la bibliographie du groupe, ni dans celle de "
            "son thème, ni dans une bibliographie commune",
            "Ajoutez sa notice dans groups/blain/references.bib, exportée de Zotero en BibTeX.",
        ),
    ),
    Row(
        "minutes that link to a file",
        {MINUTES: "Voir le [dossier](../../themes/2026/douleur/dossier.md).\n"},
        Found(
            "link-in-minutes",
            f"{MINUTES}:1:19",
            "« ../../themes/2026/douleur/dossier.md » mène à un fichier ; un compte rendu ne "
            "renvoie qu’au web",
            "Supprimez le lien : la page de la réunion mène à son thème, et à ce qui était ouvert.",
        ),
    ),
    Row(
        "HTML in an answer",
        minutes_asking(
            "question: Que faire ?", "answer: Attendre <iframe>", "answered: 2026-11-02"
        ),
        Found(
            "html-not-allowed",
            f"{MINUTES}:4:10",
            "l’élément HTML <iframe> n’est pas admis dans un texte",
            "Écrivez-le en Markdown ; ces éléments sont admis : sub, sup, abbr, br, details, "
            "summary, figure.",
        ),
    ),
    Row(
        "a patient in minutes",
        {MINUTES: "Un cas :\nMme L., 34 ans, au 06 12 34 56 78.\n"},
        Found(
            "patient-data",
            f"{MINUTES}:2:1",
            "« Mme L., 34 ans » ressemble à une personne, par son nom ou son initiale, avec son "
            "âge",
            WHY,
            Severity.WARNING,
        ),
        Found(
            "patient-data",
            f"{MINUTES}:2:20",
            "« 06 12 34 56 78 » ressemble à un numéro de téléphone",
            WHY,
            Severity.WARNING,
        ),
    ),
    Row(
        "a patient in a question",
        minutes_asking("question: M. X, né le 3 mai 1972, que faire ?"),
        Found(
            "patient-data",
            f"{MINUTES}:3:21",
            "« né le 3 mai 1972 » ressemble à une date de naissance",
            WHY,
            Severity.WARNING,
        ),
    ),
    *(
        Row(
            f"minutes called {name}",
            {f"{FOLDER}/{name}.md": "Un tour de table.\n"},
            Found(
                "minutes-not-dated",
                f"{FOLDER}/{name}.md",
                f"un compte rendu porte le jour de sa réunion, mais « {name} » n’est pas un jour",
                "Donnez au fichier le jour de sa réunion : 2026-11-12.md.",
            ),
        )
        for name in ("12-11-2026", "2026_11_12", "20261112 compte rendu", "12.11.26")
    ),
    Row(
        "two files for a meeting",
        {
            MINUTES: "Un tour de table.\n",
            f"{FOLDER}/2026-10-08-bis.md": "Un autre.\n",
        },
        Found(
            "minutes-not-dated",
            f"{FOLDER}/2026-10-08-bis.md",
            "un compte rendu porte le jour de sa réunion, mais « 2026-10-08-bis » n’est pas un "
            "jour",
            "Une réunion a un seul fichier : mettez ce texte dans « 2026-10-08.md », puis "
            "supprimez celui-ci.",
        ),
    ),
    *(
        Row(
            name,
            {MINUTES: f"---\nquestions:{questions}\n---\n\nUn tour de table.\n"},
            Found(
                "wrong-kind",
                f"{MINUTES}:{place}",
                "chaque question commence par un tiret et une espace, qui manquent ici",
                "Écrivez «   - question: Que doser ? » sur la ligne en dessous de « questions: ».",
            ),
        )
        for name, questions, place in (
            ("questions that are a text", " Que doser ?", "2:12"),
            ("question without a dash", "\n  question: Que doser ?", "3:3"),
            ("dash without its space", "\n  -question: Que doser ?", "3:3"),
        )
    ),
    Row(
        "answer no deeper than its key",
        minutes_asking(
            "question: Que doser ?", "answer: |", "Rien en ville.", "answered: 2026-10-19"
        ),
        Found(
            "broken-yaml",
            f"{MINUTES}:5:5",
            "le texte de « answer » ne commence pas plus loin que sa clé",
            "Décalez chacune de ses lignes de deux espaces de plus que « answer ».",
        ),
    ),
    Row(
        "question that begins with brackets",
        minutes_asking("question: [Fer] que doser ?"),
        Found(
            "broken-yaml",
            f"{MINUTES}:3:15",
            "ce texte commence par « [ », que YAML se réserve",
            'Mettez le texte entre guillemets droits : « question: "[Fer] que doser ?" ».',
        ),
    ),
    Row(
        "empty minutes",
        {MINUTES: ""},
        Found(
            "empty-text",
            f"{MINUTES}:1",
            "ce fichier ne contient pas de texte",
            "Écrivez le texte, ou supprimez le fichier.",
            Severity.WARNING,
        ),
    ),
    Row(
        "bibliography of another program",
        {f"{FOLDER}/references.ris": "TY  - JOUR\nER  - \n"},
        Found(
            "unexpected-file",
            f"{FOLDER}/references.ris",
            "fichier inattendu ; attendus ici : *.md, references.bib",
            "Convertissez-le, puis supprimez-le : parution import groups/blain/references.ris --to "
            "groups/blain/references.bib",
        ),
    ),
    Row(
        "the group's file within its folder",
        {f"{FOLDER}/blain.yml": "name: Blain\n"},
        Found(
            "unexpected-file",
            f"{FOLDER}/blain.yml",
            "fichier inattendu ; attendus ici : *.md, references.bib",
            "Sortez-le, à côté de ce dossier : « groups/blain.yml ».",
        ),
    ),
    Row(
        "minutes in a folder",
        {f"{FOLDER}/comptes-rendus/2026-10-08.md": "Un tour de table.\n"},
        Found(
            "unexpected-folder",
            f"{FOLDER}/comptes-rendus",
            "dossier inattendu",
            "Les comptes rendus ne sont pas dans un dossier à part : mettez ses fichiers dans "
            "« groups/blain/ ».",
        ),
    ),
    Row(
        "a subject beside the minutes",
        {f"{FOLDER}/plaies/index.md": "---\ntitle: Plaies\n---\n\nPourquoi.\n"},
        Found(
            "unexpected-folder",
            f"{FOLDER}/plaies",
            "dossier inattendu",
            "Déplacez-le en « groups/blain/subjects/plaies ».",
        ),
    ),
)
