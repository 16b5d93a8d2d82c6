"""Files with the wrong bytes, names or places."""

from parution.domain.problems import Severity
from sources.rows import THEME, Found, Row, second_theme
from tiny_project import FILES, changed

UNLINKED_DRAWING = Found(
    "attachment-not-linked",
    "themes/2026/douleur/documents/plan.svg",
    "aucun texte ne renvoie à ce fichier : personne ne le verra",
    "Ajoutez un lien dans l’une des parties : [son titre](documents/plan.svg).",
    Severity.WARNING,
)


def drawing(text: str) -> dict[str, str]:
    """Return the files of an attached drawing."""
    return {f"{THEME}/documents/plan.svg": text}


INSTEAD = (
    "Fournissez plutôt l’une de ces sortes de fichiers : pdf, png, jpg, svg, csv, txt, docx, odt…."
)


def attach(name: str, content: bytes) -> dict[str, bytes]:
    """Return an attachment to which no text links."""
    return {f"{THEME}/documents/{name}": content}


def not_linked(name: str) -> Found:
    """Return the warning of such an attachment."""
    return Found(
        "attachment-not-linked",
        f"{THEME}/documents/{name}",
        "aucun texte ne renvoie à ce fichier : personne ne le verra",
        f"Ajoutez un lien dans l’une des parties : [son titre](documents/{name}).",
        Severity.WARNING,
    )


ROWS = (
    Row(
        "latin-1 bytes",
        {f"{THEME}/guide.md": "Écoutez\nl’été".encode("cp1252")},
        Found(
            "not-utf-8",
            "themes/2026/douleur/guide.md:1:1",
            "ce fichier n’est pas en UTF-8 : l’octet 0xC9 a été trouvé, qui vaut « É » dans le "
            "codage de Windows",
            "Enregistrez à nouveau le fichier en choisissant le codage UTF-8 : dans le "
            "Bloc-notes, par Fichier, Enregistrer sous, Encodage.",
        ),
    ),
    Row(
        "utf-16",
        {f"{THEME}/guide.md": "Écoutez".encode("utf-16")},
        Found(
            "not-utf-8",
            "themes/2026/douleur/guide.md:1:1",
            "ce fichier est en UTF-16, que le Bloc-notes appelle « Unicode » ; UTF-8 était attendu",
            "Enregistrez à nouveau le fichier en choisissant le codage UTF-8 : dans le "
            "Bloc-notes, par Fichier, Enregistrer sous, Encodage.",
        ),
    ),
    Row(
        "control character",
        {f"{THEME}/guide.md": "Un\x08 texte.\n"},
        Found(
            "forbidden-character",
            "themes/2026/douleur/guide.md:1:3",
            "ici se trouve un retour en arrière, invisible (U+0008) ; seuls des lettres, des "
            "signes, des tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "noncharacter of a slot",
        {f"{THEME}/guide.md": "Texte\n\ufdd0home\ufdd1\n"},
        Found(
            "forbidden-character",
            "themes/2026/douleur/guide.md:2:1",
            "ici se trouve un signe invisible (U+FDD0) ; seuls des lettres, des signes, des "
            "tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "noncharacter by escape in YAML",
        changed("groups/blain.yml", "name: Blain", 'name: "Bl\\uFDD0ain"'),
        Found(
            "forbidden-character",
            "groups/blain.yml:1:7",
            "ici se trouve un signe invisible (U+FDD0) ; seuls des lettres, des signes, des "
            "tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "noncharacter by reference in HTML",
        {f"{THEME}/guide.md": "Texte &#xFDD0; ici.\n"},
        Found(
            "forbidden-character",
            "themes/2026/douleur/guide.md:1:7",
            "ici se trouve un signe invisible (U+FDD0) ; seuls des lettres, des signes, des "
            "tabulations et des fins de ligne étaient attendus",
            "Supprimez-le ; il vient souvent d’un texte copié depuis un PDF.",
        ),
    ),
    Row(
        "hidden file",
        {f"{THEME}/.secret.md": "Caché.\n"},
        Found(
            "hidden-file",
            "themes/2026/douleur/.secret.md",
            "ce fichier est caché : son nom commence par un point",
            "Renommez-le sans le point, ou sortez-le du dossier.",
        ),
    ),
    Row(
        "part in the wrong case",
        {f"{THEME}/dossier.md": None, f"{THEME}/Dossier.md": FILES[f"{THEME}/dossier.md"]},
        Found(
            "unexpected-file",
            "themes/2026/douleur/Dossier.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md",
            "Renommez-le en « dossier.md ».",
        ),
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/grille.csv",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/grille.csv).",
            Severity.WARNING,
        ),
    ),
    Row(
        "unknown part file",
        {f"{THEME}/references.md": "Liste.\n"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/references.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md",
            "Déplacez-le ailleurs ; ce que les lecteurs peuvent télécharger va dans "
            "« documents/ ».",
        ),
    ),
    Row(
        "part named in French",
        {f"{THEME}/dossier.md": None, f"{THEME}/synthese.md": "Texte.\n"},
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/grille.csv",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/grille.csv).",
            Severity.WARNING,
        ),
        Found(
            "unexpected-file",
            "themes/2026/douleur/synthese.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md",
            "Renommez-le en « dossier.md ».",
        ),
    ),
    Row(
        "part named in French beside the part",
        {f"{THEME}/synthese.md": "Texte.\n"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/synthese.md",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md",
            "« dossier.md » existe déjà ici : réunissez les deux, ou déplacez celui-ci ailleurs.",
        ),
    ),
    Row(
        "group file of another ending beside the group's",
        {"groups/blain.yaml": "name: Blain\n"},
        Found(
            "unexpected-file",
            "groups/blain.yaml",
            "fichier inattendu ; attendus ici : *.yml",
            "« blain.yml » existe déjà ici : réunissez les deux, ou déplacez celui-ci ailleurs.",
        ),
    ),
    Row(
        "stray file in a theme",
        {f"{THEME}/photo.png": b"PNG"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/photo.png",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, "
            "dossier.md, commentary.md, guide.md",
            "Déplacez-le ailleurs ; ce que les lecteurs peuvent télécharger va dans "
            "« documents/ ».",
        ),
    ),
    Row(
        "mistyped folder beside the right one",
        {f"{THEME}/document/plan.txt": "Plan.\n"},
        Found(
            "unexpected-folder",
            "themes/2026/douleur/document",
            "dossier inattendu",
            "« documents » existe déjà ici : réunissez les deux, ou déplacez celui-ci ailleurs.",
        ),
    ),
    Row(
        "mistyped folder",
        {**second_theme("Texte."), "themes/2026/autre/document/plan.txt": "Plan.\n"},
        Found(
            "unexpected-folder",
            "themes/2026/autre/document",
            "dossier inattendu",
            "Renommez-le en « documents ».",
        ),
    ),
    Row(
        "stray file among sources",
        {f"{THEME}/sources/durand2019.txt": "Résumé.\n"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/sources/durand2019.txt",
            "fichier inattendu ; attendus ici : *.md",
            "« durand2019.md » existe déjà ici : réunissez les deux, ou déplacez celui-ci "
            "ailleurs.",
        ),
    ),
    Row(
        "group file with another ending",
        {"groups/cholet.yaml": "name: Cholet\n"},
        Found(
            "unexpected-file",
            "groups/cholet.yaml",
            "fichier inattendu ; attendus ici : *.yml",
            "Renommez-le en « cholet.yml ».",
        ),
    ),
    Row(
        "theme folder that is no slug",
        {
            "themes/2026/Règles_douloureuses/index.md": "---\ntitle: Règles\n---\n\nTexte.\n",
            "themes/2026/edition.yml": "title: Année\nthemes: [douleur, Règles_douloureuses]\n",
        },
        Found(
            "unfit-name",
            "themes/2026/Règles_douloureuses",
            "le nom « Règles_douloureuses » entre dans une adresse : minuscules sans accent, "
            "chiffres et traits d’union étaient attendus",
            "Renommez-le en « regles-douloureuses ».",
        ),
    ),
    Row(
        "group file that is no slug",
        {"groups/La Mothe.yml": "name: La Mothe\n"},
        Found(
            "unfit-name",
            "groups/La Mothe.yml",
            "le nom « La Mothe » entre dans une adresse : minuscules sans accent, chiffres et "
            "traits d’union étaient attendus",
            "Renommez-le en « la-mothe.yml ».",
        ),
    ),
    Row(
        "attachment with spaces",
        {f"{THEME}/documents/Grille d’évaluation.pdf": b"%PDF-"},
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/Grille d’évaluation.pdf",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/Grille "
            "d’évaluation.pdf).",
            Severity.WARNING,
        ),
        Found(
            "unfit-name",
            "themes/2026/douleur/documents/Grille d’évaluation.pdf",
            "le nom « Grille d’évaluation.pdf » entre dans une adresse : lettres sans accent, "
            "chiffres et traits d’union étaient attendus, et un seul point",
            "Renommez-le en « grille-d-evaluation.pdf ».",
        ),
    ),
    Row(
        "attachment that runs",
        {f"{THEME}/documents/outil.html": "<p>Outil</p>\n"},
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/outil.html",
            "un fichier en « .html » pourrait être exécuté par un navigateur ou par l’hébergeur, "
            "au lieu d’être remis au lecteur",
            INSTEAD,
        ),
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/outil.html",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/outil.html).",
            Severity.WARNING,
        ),
    ),
    Row(
        "attachment without an ending",
        attach("outil", b"abc"),
        Found(
            "active-attachment",
            f"{THEME}/documents/outil",
            "le nom de ce fichier n’a pas de terminaison qui dise ce qu’il est",
            INSTEAD,
        ),
        not_linked("outil"),
    ),
    Row(
        "attachment of two endings",
        attach("outil.php.txt", b"abc"),
        not_linked("outil.php.txt"),
        Found(
            "unfit-name",
            f"{THEME}/documents/outil.php.txt",
            "le nom « outil.php.txt » entre dans une adresse : lettres sans accent, chiffres et "
            "traits d’union étaient attendus, et un seul point",
            "Renommez-le en « outil-php.txt ».",
        ),
    ),
    Row(
        "attachment that Windows cannot keep",
        attach("aux.pdf", b"%PDF-1.7"),
        not_linked("aux.pdf"),
        Found(
            "reserved-name",
            f"{THEME}/documents/aux.pdf",
            "« aux.pdf » est un nom que Windows se réserve",
            "Renommez-le, par exemple en « aux-1.pdf ».",
        ),
    ),
    Row(
        "attachments that differ by capitals",
        attach("Grille.csv", b"a;b"),
        not_linked("Grille.csv"),
        Found(
            "unfit-name",
            f"{THEME}/documents/grille.csv",
            "beaucoup d’ordinateurs confondent ce nom avec « documents/Grille.csv »",
            "Donnez un autre nom à l’un des deux.",
        ),
    ),
    Row(
        "picture under the name of another kind",
        attach("photo.pdf", b"\x89PNG\r\n\x1a\n"),
        Found(
            "attachment-mismatch",
            f"{THEME}/documents/photo.pdf",
            "le contenu de ce fichier n’est pas celui d’un « .pdf »",
            "Il ressemble à un fichier « .png » : renommez-le.",
        ),
        not_linked("photo.pdf"),
    ),
    Row(
        "page under the name of a text",
        attach("note.txt", b" <!DOCTYPE html><script>x()</script>"),
        Found(
            "attachment-mismatch",
            f"{THEME}/documents/note.txt",
            "le contenu de ce fichier n’est pas celui d’un « .txt »",
            "Exportez-le à nouveau en « .txt » depuis le logiciel qui l’a produit.",
        ),
        not_linked("note.txt"),
    ),
    Row(
        "drawing with a script",
        {f"{THEME}/documents/plan.svg": "<svg>\n<script>x()</script></svg>\n"},
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/plan.svg",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/plan.svg).",
            Severity.WARNING,
        ),
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : « <script »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing that loads",
        {f"{THEME}/documents/plan.svg": '<svg>\n<image href="https://example.org/a.png"/></svg>\n'},
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/plan.svg",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/plan.svg).",
            Severity.WARNING,
        ),
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            'ce dessin lance un programme ou charge un autre fichier : « href=" »',
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing whose style loads",
        drawing('<svg>\n<style>svg{background:image-set("https://t/x.png" 1x)}</style></svg>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : « <style> image »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing whose style loads, disguised",
        drawing('<svg>\n<path fill="u\\72l(//t/x)"/></svg>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : « fill=u\\72l(//t/x) »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing that imports, disguised",
        drawing('<svg><style>\n@\\69mport "https://t/x"</style></svg>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : « <style> @ »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing that sets an address",
        drawing('<svg><a>\n<animate attributeName="href" values="javascript:x()"/></a></svg>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : « attributeName=href »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing whose document type gives a handler",
        drawing('<!DOCTYPE svg [<!ATTLIST svg\nonload CDATA "x()">]>\n<svg/>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:3",
            "ce dessin lance un programme ou charge un autre fichier : « onload=x() »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing with elements of a page",
        drawing('<svg>\n<a xmlns="http://www.w3.org/1999/xhtml" /></svg>\n'),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:2",
            "ce dessin lance un programme ou charge un autre fichier : "
            "« xmlns=http://www.w3.org/1999/xhtml »",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "drawing that is cut off",
        drawing("<svg>\n<path>\n"),
        UNLINKED_DRAWING,
        Found(
            "active-attachment",
            "themes/2026/douleur/documents/plan.svg:3",
            "ce dessin est mal formé : nul ne sait ce qu’un navigateur en ferait",
            "Exportez-le à nouveau en SVG simple, ou en PNG.",
        ),
    ),
    Row(
        "attachment nobody links to",
        {f"{THEME}/documents/oubli.csv": "a;b\n"},
        Found(
            "attachment-not-linked",
            "themes/2026/douleur/documents/oubli.csv",
            "aucun texte ne renvoie à ce fichier : personne ne le verra",
            "Ajoutez un lien dans l’une des parties : [son titre](documents/oubli.csv).",
            Severity.WARNING,
        ),
    ),
    Row(
        "no presentation",
        {f"{THEME}/index.md": None},
        Found(
            "missing-file",
            "themes/2026/douleur/index.md",
            "il manque le fichier « themes/2026/douleur/index.md »",
            "Créez-le ; la documentation montre ce qu’il contient.",
        ),
    ),
    Row(
        "no edition file",
        {"themes/2026/edition.yml": None},
        Found(
            "missing-file",
            "themes/2026/edition.yml",
            "il manque le fichier « themes/2026/edition.yml »",
            "Créez-le ; la documentation montre ce qu’il contient.",
        ),
    ),
    Row(
        "no home page",
        {"themes/index.md": None},
        Found(
            "missing-file",
            "themes/index.md",
            "il manque le fichier « themes/index.md »",
            "Créez-le ; la documentation montre ce qu’il contient.",
        ),
    ),
    Row(
        "no settings file",
        {"mkdocs.yml": None},
        Found(
            "missing-file",
            "mkdocs.yml",
            "il manque le fichier « mkdocs.yml »",
            "Créez-le ; la documentation montre ce qu’il contient.",
        ),
    ),
    Row(
        "group file with the ending that Windows hides",
        {"groups/quimper.yml.txt": "name: Quimper\n"},
        Found(
            "unexpected-file",
            "groups/quimper.yml.txt",
            "fichier inattendu ; attendus ici : *.yml",
            "Renommez-le en « quimper.yml », sans « .txt ». Windows cache la dernière extension : "
            "dans l’Explorateur, choisissez Affichage, puis Extensions de noms de fichiers.",
        ),
    ),
    Row(
        "group file in capitals",
        {"groups/Quimper.yml": "name: Quimper\n"},
        Found(
            "unfit-name",
            "groups/Quimper.yml",
            "le nom « Quimper » entre dans une adresse : minuscules sans accent, chiffres et "
            "traits d’union étaient attendus",
            "Renommez-le en « quimper.yml ».",
        ),
    ),
    Row(
        "group in Word",
        {"groups/quimper.docx": b"PK"},
        Found(
            "unexpected-file",
            "groups/quimper.docx",
            "fichier inattendu ; attendus ici : *.yml",
            "C’est un document de traitement de texte : copiez son texte dans un fichier de texte "
            "brut nommé « quimper.yml ».",
        ),
    ),
    Row(
        "part in Word",
        {
            f"{THEME}/dossier.docx": b"PK",
            f"{THEME}/dossier.md": None,
            f"{THEME}/documents/grille.csv": None,
        },
        Found(
            "unexpected-file",
            "themes/2026/douleur/dossier.docx",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, dossier.md, "
            "commentary.md, guide.md",
            "C’est un document de traitement de texte : copiez son texte dans un fichier de texte "
            "brut nommé « dossier.md ».",
        ),
    ),
    Row(
        "part with .txt",
        {f"{THEME}/guide.md.txt": "Texte.\n", f"{THEME}/guide.md": None},
        Found(
            "unexpected-file",
            "themes/2026/douleur/guide.md.txt",
            "fichier inattendu ; attendus ici : index.md, preparation.md, summary.md, dossier.md, "
            "commentary.md, guide.md",
            "Renommez-le en « guide.md », sans « .txt ». Windows cache la dernière extension : "
            "dans l’Explorateur, choisissez Affichage, puis Extensions de noms de fichiers.",
        ),
    ),
    Row(
        "summary in Word",
        {f"{THEME}/sources/martin.docx": b"PK"},
        Found(
            "unexpected-file",
            "themes/2026/douleur/sources/martin.docx",
            "fichier inattendu ; attendus ici : *.md",
            "C’est un document de traitement de texte : copiez son texte dans un fichier de texte "
            "brut nommé « martin.md ».",
        ),
    ),
    Row(
        "theme folder with a space and capitals",
        {
            **{path: None for path in FILES if path.startswith(THEME)},
            **{
                path.replace("/douleur", "/Fatigue chronique"): text
                for path, text in FILES.items()
                if path.startswith(THEME)
            },
            **changed("themes/2026/edition.yml", "[douleur]", "[Fatigue chronique]"),
            **changed("groups/blain.yml", "2026/douleur", "2026/fatigue-chronique"),
            "bibliography/2026/douleur.bib": None,
            "bibliography/2026/fatigue-chronique.bib": FILES["bibliography/2026/douleur.bib"],
        },
        Found(
            "unfit-name",
            "themes/2026/Fatigue chronique",
            "le nom « Fatigue chronique » entre dans une adresse : minuscules sans accent, "
            "chiffres et traits d’union étaient attendus",
            "Renommez-le en « fatigue-chronique ».",
        ),
    ),
    Row(
        "edition named like a folder of the sites",
        {"themes/g/edition.yml": "title: G\nthemes: []\n"},
        Found(
            "reserved-name",
            "themes/g",
            "« g » est une adresse dont chaque site a besoin pour lui-même",
            "Donnez à ce dossier le nom de l’année de ses thèmes, par exemple « 2026 ».",
        ),
    ),
    Row(
        "edition named like a page of ours",
        {"themes/archives/edition.yml": "title: G\nthemes: []\n"},
        Found(
            "reserved-name",
            "themes/archives",
            "« archives » est une adresse dont chaque site a besoin pour lui-même",
            "Donnez à ce dossier le nom de l’année de ses thèmes, par exemple « 2026 ».",
        ),
    ),
    Row(
        "edition named like what a room code opens",
        {"themes/opened/edition.yml": "title: G\nthemes: []\n"},
        Found(
            "reserved-name",
            "themes/opened",
            "« opened » est une adresse dont chaque site a besoin pour lui-même",
            "Donnez à ce dossier le nom de l’année de ses thèmes, par exemple « 2026 ».",
        ),
    ),
    Row(
        "edition named like what is sealed for a meeting",
        {"themes/room/edition.yml": "title: G\nthemes: []\n"},
        Found(
            "reserved-name",
            "themes/room",
            "« room » est une adresse dont chaque site a besoin pour lui-même",
            "Donnez à ce dossier le nom de l’année de ses thèmes, par exemple « 2026 ».",
        ),
    ),
    Row(
        "edition with spaces",
        {"themes/Année 2027/edition.yml": "title: G\nthemes: []\n"},
        Found(
            "unfit-name",
            "themes/Année 2027",
            "le nom « Année 2027 » entre dans une adresse : minuscules sans accent, chiffres et "
            "traits d’union étaient attendus",
            "Renommez-le en « annee-2027 ».",
        ),
    ),
    Row(
        "theme named like a device of Windows",
        {"themes/2026/aux/index.md": "---\ntitle: Aux\n---\n"},
        Found(
            "reserved-name",
            "themes/2026/aux",
            "« aux » est un nom que Windows se réserve",
            "Renommez-le, par exemple en « aux-1 ».",
        ),
        Found(
            "theme-not-listed",
            "themes/2026/edition.yml:2:9",
            "le thème « aux » a un dossier, mais ne figure pas dans la liste",
            "Ajoutez « aux » à la liste « themes », à sa place.",
        ),
    ),
    Row(
        "no bibliography",
        {
            "bibliography/2026/douleur.bib": None,
            **changed(f"{THEME}/index.md", "references: [commune2020]\n", ""),
        },
        Found(
            "missing-bibliography",
            "bibliography/2026/douleur.bib",
            "les textes citent des références, mais il n’y a pas de bibliographie",
            "Mettez leurs notices dans un fichier « bibliography/2026/douleur.bib », "
            "exporté de Zotero en BibTeX ; ou empruntez-les à un fichier commun par « references: "
            "[clé, …] » dans son index.md.",
        ),
    ),
    Row(
        "bibliography misnamed",
        {
            "bibliography/2026/douleur.bib": None,
            "bibliography/2026/Douleurs.bib": FILES["bibliography/2026/douleur.bib"],
            **changed(f"{THEME}/index.md", "references: [commune2020]\n", ""),
        },
        Found(
            "bibliography-without-theme",
            "bibliography/2026/Douleurs.bib",
            "aucun thème ne s’appelle « 2026/Douleurs » ; ce fichier devient commun à tous",
            "Renommez-le en « 2026/douleur.bib », ou remontez-le d’un dossier.",
            Severity.WARNING,
        ),
        Found(
            "missing-bibliography",
            "bibliography/2026/douleur.bib",
            "les textes citent des références, mais il n’y a pas de bibliographie",
            "Renommez « bibliography/2026/Douleurs.bib » en « bibliography/2026/douleur.bib », "
            "d’après le nom du thème.",
        ),
    ),
    Row(
        "bibliography empty",
        {
            "bibliography/2026/douleur.bib": "",
            **changed(f"{THEME}/index.md", "references: [commune2020]\n", ""),
        },
        Found(
            "missing-bibliography",
            "bibliography/2026/douleur.bib",
            "cette bibliographie ne contient aucune notice, mais les textes en citent",
            "Mettez-y leurs notices, exportées de Zotero.",
        ),
    ),
    Row(
        "groups of names that differ by a sign nobody sees",
        {"groups/cholet.yml": "name: Bla\u200bin\n"},
        Found(
            "duplicate-group",
            "groups/cholet.yml:1:1",
            "le groupe « Blain » a déjà un fichier : groups/blain.yml",
            "Donnez un autre nom à l’un des deux, ou supprimez son fichier.",
        ),
        Found(
            "invisible-sign",
            "groups/cholet.yml:1:7",
            "ce texte contient une espace sans chasse, invisible (U+200B), qui est laissé de côté",
            "Effacez-le avec les signes qui l’entourent, puis tapez ceux-ci à nouveau.",
            Severity.WARNING,
        ),
    ),
    Row(
        "groups of names that differ by a letter that looks alike",
        {"groups/cholet.yml": "name: Blаin\n"},
        Found(
            "duplicate-group",
            "groups/cholet.yml:1:1",
            "le groupe « Blаin » a déjà un fichier : groups/blain.yml ; attention, « Blаin » "
            "contient un signe qui ressemble à « a » (U+0430)",
            "Donnez un autre nom à l’un des deux, ou supprimez son fichier.",
        ),
    ),
    Row(
        "summary whose name has its accent apart",
        {f"{THEME}/sources/le\u0301ger2019.md": "Texte.\n"},
        Found(
            "summary-without-reference",
            "themes/2026/douleur/sources/léger2019.md",
            "la bibliographie ne contient pas la référence « léger2019 »",
            "Écrivez l’un de ceux-ci : commune2020, durand2019.",
        ),
    ),
)
