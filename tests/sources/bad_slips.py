"""Slips that Markdown prints as typed, or hides: each at its place, with its remedy."""

from __future__ import annotations

import re

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row
from tiny_project import MKDOCS

GUIDE = f"{THEME}/guide.md"


def with_french_spaces(text: str) -> str:
    """Return a text with French no-break spaces."""
    text = re.sub(r" ([;!?])(?!\w)(?!!)", "\u202f\\1", text)
    text = re.sub(r" :(?=\s|$)", "\u00a0:", text)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def warn(code: str, place: str, message: str, hint: str) -> Found:
    """Return a warning in a part's text, at a line and column."""
    return Found(
        code,
        f"{GUIDE}:{place}",
        with_french_spaces(message),
        with_french_spaces(hint),
        Severity.WARNING,
    )


def refuse(code: str, place: str, message: str, hint: str) -> Found:
    """Return an error in a part's text, at a line and column."""
    return Found(code, f"{GUIDE}:{place}", with_french_spaces(message), with_french_spaces(hint))


LATEX = "Écrivez-le en Markdown : *italique*, **gras**, une note [^1]."
WORDLESS = (
    "cette image n’a pas de texte pour ceux qui ne la voient pas",
    "Dites entre les crochets ce qu’elle montre : ![ce qu’elle dit](documents/…).",
)
EFFECT = "Écrivez une note [^1], ou un encadré «\u00a0!!! note »."
SIGN = "Collez le signe lui-même, comme ✔ ou ⚠, ou retirez-le."
THE_SIGN = SIGN.replace("comme ✔ ou ⚠", "😄")
NO_BEGINNING = "il manque le début de l’adresse « {} »"
INSTEAD_OF_SIGN = "Mettez une espace après « < », ou écrivez « &lt; » à sa place."


LEFT_OUT = "Retirez-le, ou écrivez ici ce qu’il représente."


def print_as_is(name: str, text: str, place: str, mark: str, hint: str) -> Row:
    """Return the row of a mark that pages would print."""
    said = f"« {mark} » s’afficherait tel quel"
    return Row(name, {GUIDE: text}, warn("effect-not-shown", place, said, hint))


def cut(name: str, text: str, place: str, shown: str) -> Row:
    """Return the row of a word that is cut at the end of a line."""
    said = f"« {shown} » : ce mot est coupé, et s’afficherait avec une espace au milieu"
    whole = shown.replace("- ", "")
    hint = f"Réunissez-le sur une ligne : « {whole} », ou avec son trait d’union s’il en a un."
    return Row(name, {GUIDE: text}, warn("cut-word", place, said, hint))


ROWS = (
    cut(
        "word that a PDF cut",
        "Un diagnostic diffé-\nrentiel, et un mot-\nClé.\n",
        "1:15",
        "diffé- rentiel",
    ),
    cut("word cut in an item", "- un traite-\nment\n- un autre\n", "1:6", "traite- ment"),
    cut("compound at the end of a line", "Il faut peut-\nêtre.\n", "1:9", "peut- être"),
    Row(
        "stars between figures",
        {GUIDE: "Posologie 3*2*1, mais 2*3 = 6.\n"},
        warn(
            "effect-not-shown",
            "1:11",
            "« 3*2*1, » perdrait ses astérisques, et s’afficherait en italique",
            "Écrivez « × » à la place de chaque astérisque, ou « \\* ».",
        ),
    ),
    Row(
        "raised call as Pandoc writes it",
        {GUIDE: r"Une étude^\[2, 3\]^ le montre." + "\n"},
        warn(
            "missing-note",
            "1:10",
            r"« ^\[2, 3\]^ » n’appellerait ni référence ni note",
            "Pour citer, écrivez « [@clé] » ; pour une note, « [^2] » et plus bas « [^2]: … ».",
        ),
    ),
    Row(
        "title in capitals",
        {
            f"{THEME}/index.md": "---\ntitle: LA DOULEUR CHRONIQUE EN VILLE\n---\n\nTexte.\n",
        },
        Found(
            "shouted-heading",
            "themes/2026/douleur/index.md:2:8",
            "ce titre est en capitales, difficiles à lire",
            with_french_spaces(
                "Écrivez « title: La douleur chronique en ville », en gardant les capitales des"
                " sigles."
            ),
            Severity.WARNING,
        ),
    ),
    Row(
        "heading in capitals",
        {GUIDE: "## PRISE EN CHARGE EN VILLE\n\nHAS, ANSM et CNGOF.\n"},
        warn(
            "shouted-heading",
            "1:4",
            "ce titre est en capitales, difficiles à lire",
            "Écrivez « ## Prise en charge en ville », en gardant les capitales des sigles.",
        ),
    ),
    Row(
        "line in capitals",
        {GUIDE: "Avant.\n\nCONDUITE À TENIR EN VILLE\n\nAprès.\n"},
        warn(
            "shouted-heading",
            "3:1",
            "cette ligne en capitales s’afficherait comme un paragraphe, et non comme un titre",
            "Écrivez « ## Conduite à tenir en ville », en gardant les capitales des sigles.",
        ),
    ),
    Row(
        "second heading in capitals",
        {GUIDE: "### LES EFFETS INDÉSIRABLES : AINS\n\nTexte.\n"},
        warn(
            "shouted-heading",
            "1:5",
            "ce titre est en capitales, difficiles à lire",
            "Écrivez « ### Les effets indésirables : ains », en gardant les capitales des sigles.",
        ),
    ),
    print_as_is(
        "power", "Plaquettes 150.10^9/L, H^+^ et m^2^.\n", "1:18", "^9", "Écrivez « ^9^ »."
    ),
    print_as_is(
        "italics with a space",
        "Un *mot raté * ici.\n",
        "1:4",
        "*mot raté *",
        "Écrivez « *mot raté* ».",
    ),
    print_as_is(
        "reference that Word lost",
        "Voir Erreur ! Source du renvoi introuvable.\n",
        "1:6",
        "Erreur ! Source du renvoi introuvable.",
        LEFT_OUT,
    ),
    print_as_is("field of Word", "Voir { REF _Ref1 \\h }.\n", "1:6", "{ REF _Ref1 \\h }", LEFT_OUT),
    print_as_is(
        "bookmark of Word", "[]{#_Toc1 .anchor}Début.\n", "1:1", "[]{#_Toc1 .anchor}", LEFT_OUT
    ),
    print_as_is("source of an assistant", "Vu【1†source】.\n", "1:3", "【1†source】", LEFT_OUT),
    print_as_is(
        "quotes of Pandoc", 'Le \\"mot\\" à l\\\'envers, \\$5.\n', "1:4", '\\"', 'Écrivez « " ».'
    ),
    Row(
        "element of Word",
        {GUIDE: "Avant <o:p></o:p> après.\n"},
        refuse(
            "html-not-allowed",
            "1:7",
            "<o:p> est un élément que Word laisse dans un texte",
            "Supprimez <o:p> et </o:p> ; gardez les mots qu’ils entourent.",
        ),
    ),
    print_as_is("foot of a page", "Avant.\n\nPage 12 sur 30\n", "3:1", "Page 12 sur 30", LEFT_OUT),
    Row(
        "key without its at",
        {GUIDE: "Vu [durand2019, p. 12] et [autre].\n"},
        warn(
            "citation-without-at",
            "1:4",
            "« [durand2019, p. 12] » s’afficherait tel quel",
            "Pour citer, écrivez « [@durand2019, p. 12] ».",
        ),
    ),
    Row(
        "citation of LaTeX",
        {GUIDE: r"Vu \citep{durand2019,petit2020} et \emph{gras}." + "\n"},
        warn(
            "latex-command",
            "1:4",
            r"« \citep » est du LaTeX, et s’afficherait tel quel",
            "Écrivez « [@durand2019; @petit2020] ».",
        ),
        warn("latex-command", "1:36", r"« \emph » est du LaTeX, et s’afficherait tel quel", LATEX),
    ),
    Row(
        "call without its note",
        {GUIDE: "Vu[^1] et ^[ici].\n\n[^2]: Orpheline.\n"},
        warn(
            "missing-note",
            "1:3",
            "la note « 1 » est appelée ici, mais n’est écrite nulle part",
            "Ajoutez une ligne « [^1]: la note ».",
        ),
        warn(
            "missing-note",
            "1:11",
            "une note écrite sur place, « ^[…] », s’afficherait telle quelle",
            "Écrivez « [^1] » ici, et plus bas une ligne « [^1]: la note ».",
        ),
        warn(
            "note-without-call",
            "3:1",
            "aucune phrase n’appelle la note « 2 »",
            "Écrivez « [^2] » à l’endroit voulu, ou supprimez-la.",
        ),
    ),
    Row(
        "box without its text",
        {GUIDE: "!!! note\nTexte.\n\n??? tip\n    Bien.\n"},
        warn(
            "empty-box",
            "1:1",
            "cet encadré est vide : aucun texte décalé de quatre espaces ne le suit",
            "Mettez quatre espaces devant chaque ligne de son texte.",
        ),
    ),
    Row(
        "images without words",
        {GUIDE: '![](documents/grille.csv)\n\n<img src="documents/grille.csv" alt="">\n'},
        warn("image-without-words", "1:1", *WORDLESS),
        warn("image-without-words", "3:1", *WORDLESS),
    ),
    Row(
        "places that do not exist",
        {GUIDE: "## Évaluer\n\n[a](#evaluer) [b](#evaluers) [c](dossier.md#nul)\n"},
        warn(
            "broken-anchor",
            "3:19",
            "« #evaluers » ne mène à aucun titre de cette page",
            "Vouliez-vous écrire « #evaluer » ?",
        ),
        warn(
            "broken-anchor",
            "3:34",
            "« #nul » ne mène à aucun titre de cette page",
            "Écrivez le titre en minuscules sans accents, avec des tirets : « #les-doses ».",
        ),
    ),
    Row(
        "one dash alone",
        {GUIDE: "Le patient\n- âgé - vit seul.\n"},
        warn(
            "doubtful-list",
            "2:1",
            "cette ligne commence comme une liste, mais continue la phrase qui précède",
            r"Pour une liste, laissez une ligne vide au-dessus ; pour un tiret, écrivez « – » "
            r"ou « \- ».",
        ),
    ),
    Row(
        "drawing in words",
        {GUIDE: "```mermaid\ngraph TD;\n  A-->B\n```\n"},
        refuse(
            "drawing-not-shown",
            "1:4",
            "un dessin en langage « mermaid » serait montré sous la forme de son code",
            "Dessinez-le avec un autre logiciel, exportez-le en SVG ou en PNG dans « documents/ »,"
            " et montrez-le : ![ce qu’il dit](documents/arbre.svg). Une liste dans une liste suffit"
            " parfois.",
        ),
    ),
    Row(
        "formulas that cannot be shown",
        {GUIDE: r"Soit $\fraction{a}{b}$ ou $\frac$, à 5 $ ou US$ 6, `$\x$`." + "\n"},
        refuse(
            "formula-not-understood",
            "1:6",
            r"la formule « \fraction{a}{b} » ne peut pas être affichée",
            r"« \fraction » est inconnu : corrigez-le.",
        ),
        refuse(
            "formula-not-understood",
            "1:27",
            r"la formule « \frac » ne peut pas être affichée",
            r"Vérifiez ses accolades ; une somme d’argent s’écrit « \$ ».",
        ),
    ),
    Row(
        "effects of Material",
        {GUIDE: 'Texte (1)\n{ .annotate }\n\n=== "Onglet"\n\n    x\n'},
        refuse(
            "effect-not-shown",
            "2:1",
            "« { .annotate } » a besoin d’un programme dans la page, et ne montrerait rien",
            EFFECT,
        ),
        refuse(
            "effect-not-shown",
            "4:1",
            '« === "Onglet" » a besoin d’un programme dans la page, et ne montrerait rien',
            EFFECT,
        ),
    ),
    Row(
        "emoji by name",
        {GUIDE: "Bien :smile: à 8:30:15.\n"},
        warn("emoji-by-name", "1:6", "« :smile: » s’afficherait tel quel", THE_SIGN),
    ),
    Row(
        "emoji by name, where an extension draws them",
        {
            GUIDE: "Bien :smile: !\n",
            "mkdocs.yml": MKDOCS + "markdown_extensions:\n  - pymdownx.emoji\n",
        },
    ),
    Row(
        "emoji by a name that no extension knows",
        {
            GUIDE: "Bien :smile: et :sourire: !\n",
            "mkdocs.yml": MKDOCS + "markdown_extensions:\n  - pymdownx.emoji\n",
        },
        warn("emoji-by-name", "1:17", "« :sourire: » s’afficherait tel quel", SIGN),
    ),
    Row(
        "addresses without their beginning",
        {GUIDE: "[a](www.has-sante.fr) [b](nom@exemple.fr) [c](10.1000/x) [d](has.fr/x)\n"},
        *(
            refuse("bad-link", f"1:{column}", NO_BEGINNING.format(found), f"Écrivez « {whole} ».")
            for column, found, whole in (
                (5, "www.has-sante.fr", "https://www.has-sante.fr"),
                (27, "nom@exemple.fr", "mailto:nom@exemple.fr"),
                (47, "10.1000/x", "https://doi.org/10.1000/x"),
                (62, "has.fr/x", "https://has.fr/x"),
            )
        ),
    ),
    Row(
        "sign of a comparison before a word",
        {GUIDE: "Si a<b et c>d ou PAS<PAD, T>38.\n"},
        refuse(
            "html-not-allowed",
            "1:5",
            "« < » juste devant « b » ouvre un élément HTML",
            INSTEAD_OF_SIGN,
        ),
        refuse(
            "html-not-allowed",
            "1:21",
            "« < » juste devant « pad » ouvre un élément HTML",
            INSTEAD_OF_SIGN,
        ),
    ),
    Row(
        "addresses between brackets",
        {GUIDE: "![t](<documents/grille.csv>) et [r]\n\n[r]: <documents/grille.csv>\n"},
    ),
    Row(
        "attribute without an effect",
        {GUIDE: '## Doses {caption="Posologie"}\n\n<p summary="x">a</p>\n'},
        *(
            warn(
                "attribute-left-out",
                place,
                f"l’attribut « {name} » n’a pas d’effet ici : il est laissé de côté",
                "Retirez-le ; ce que les lecteurs doivent voir s’écrit dans le texte.",
            )
            for name, place in (("caption", "1:11"), ("summary", "3:1"))
        ),
    ),
    Row("comments", {GUIDE: "<!-- licence\n\n[x](nul.md) -->\n\nBon <!-- x -->`<!-- y -->`.\n"}),
    Row(
        "path of Windows",
        {GUIDE: "[a](documents\\arbre.png)\n"},
        refuse(
            "bad-link",
            "1:5",
            r"le chemin « documents\arbre.png » contient le signe « \ », que seul Windows comprend",
            "Écrivez « documents/arbre.png ».",
        ),
    ),
    Row(
        "path with a space",
        {GUIDE: "[a](documents/Ma grille.pdf)\n"},
        refuse(
            "bad-link",
            "1:5",
            "l’adresse « documents/Ma grille.pdf » contient une espace",
            "Renommez le fichier en « ma-grille.pdf » et écrivez « documents/ma-grille.pdf ».",
        ),
    ),
)
