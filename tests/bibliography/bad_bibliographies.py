"""Mistakes in a ``.bib`` file: one row each, with the exact French words and the place."""

from __future__ import annotations

SOUND = "author = {Martin, Anne}, journal = {Exercer}, year = {2020}"

ROWS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    # name: (text, [(place, code, message)])
    "unclosed value": (
        f"@article{{a,\n  title = {{Un titre,\n  {SOUND}\n}}\n@misc{{b, title = {{B}}}}",
        [("f.bib:2:3", "unclosed-brace", "la valeur de « title » n’est jamais refermée")],
    ),
    "unclosed entry": (
        "@misc{a,\n  title = {A}\n\n@misc{b, title = {B}}",
        [("f.bib:1:1", "unclosed-brace", "« @misc » n’est jamais refermé")],
    ),
    "unclosed quotation mark": (
        '@misc{a,\n  title = "A,\n}\n@misc{b, title = {B}}',
        [("f.bib:2:3", "unclosed-brace", "la valeur de « title » n’est jamais refermée")],
    ),
    "missing comma between fields": (
        "@misc{a,\n  title = {A}\n  year = {2020}\n}",
        [("f.bib:2:14", "missing-comma", "il manque une virgule après « title »")],
    ),
    "missing comma behind the key": (
        "@misc{a\n  title = {A}\n}",
        [("f.bib:1:8", "missing-comma", "il manque une virgule après « a »")],
    ),
    "missing equals sign": (
        "@misc{a,\n  title = {A},\n  year {2020}\n}",
        [
            (
                "f.bib:3:8",
                "bib-syntax",
                "un signe égal était attendu après « year », « {2020} » a été trouvé",
            )
        ],
    ),
    "missing value": (
        "@misc{a,\n  title = {A},\n  year = ,\n}",
        [
            (
                "f.bib:3:10",
                "bib-syntax",
                "une valeur était attendue pour « year », « , » a été trouvé",
            )
        ],
    ),
    "something that is no field": (
        "@misc{a,\n  title = {A},\n  {2020}\n}",
        [("f.bib:3:3", "bib-syntax", "le nom d’un champ était attendu, « {2020} » a été trouvé")],
    ),
    "missing key": (
        "@misc{\n  title = {A},\n}",
        [
            (
                "f.bib:1:1",
                "missing-citekey",
                "cette notice « @misc » n’a pas de clé : elle est lue sous la clé « a »",
            )
        ],
    ),
    "missing opening brace": (
        "@article dupont2020,\n  title = {A}\n}",
        [
            (
                "f.bib:1:1",
                "missing-brace",
                "« @article » n’est pas suivi d’une accolade ouvrante",
            )
        ],
    ),
    "a brace too many": (
        "@misc{a,\n  title = {A}},\n  year = {2020}\n}",
        [("f.bib:2:15", "stray-text", "« , » se trouve en dehors de toute notice")],
    ),
    "undefined abbreviation": (
        "@misc{a, title = {A}, publisher = masson}",
        [
            (
                "f.bib:1:35",
                "undefined-string",
                "l’abréviation « masson » n’est pas définie plus haut : elle est imprimée telle"
                " quelle",
            )
        ],
    ),
    "commented-out entry": (
        "% old: @misc{a, title = {A}}\n@misc{b, title = {B}}",
        [
            (
                "f.bib:1:8",
                "commented-entry",
                "la notice « @misc » se trouve derrière un signe % : elle est laissée de côté",
            )
        ],
    ),
    "unclosed comment": (
        "@comment{ {\n@misc{b, title = {B}}",
        [("f.bib:1:1", "unclosed-brace", "« @comment » n’est jamais refermé")],
    ),
    "duplicate key": (
        "@misc{a, title = {A}}\n@misc{a, title = {Autre}}",
        [("f.bib:2:1", "duplicate-citekey", "la clé « a » figure déjà à la ligne 1")],
    ),
    "key that differs by capitals": (
        "@misc{a, title = {A}}\n\n@misc{A, title = {Autre}}",
        [
            (
                "f.bib:3:1",
                "duplicate-citekey",
                "la clé « A » ne diffère que par les majuscules de « a », à la ligne 1",
            )
        ],
    ),
    "duplicate field": (
        "@misc{a,\n  title = {A},\n  title = {B},\n}",
        [
            (
                "f.bib:3:3",
                "duplicate-field",
                "le champ « title » figure déjà à la ligne 2 : celui-ci est laissé de côté",
            )
        ],
    ),
    "key with a backslash": (
        "@misc{a\\'e, title = {A}}",
        [("f.bib:1:1", "bad-citekey", "« a\\'e » ne peut pas être une clé")],
    ),
    "line that a percent sign takes out": (
        "@misc{a,\n  title = {A},\n  % year = {2020},\n}",
        [
            (
                "f.bib:3:3",
                "commented-line",
                "cette ligne de la notice commence par un signe % : elle est laissée de côté"
                " (« % year = {2020}, »)",
            )
        ],
    ),
    "set of entries": (
        "@set{s, entryset = {a, b}}\n@misc{a, title = {A}}\n@misc{b, title = {B}}",
        [
            (
                "f.bib:1:1",
                "set-left-out",
                "l’ensemble « s » n’est pas imprimé comme une seule référence",
            )
        ],
    ),
    "two addresses": (
        "@misc{a, title = {A},\n url = {https://a.fr/1 ; https://b.fr/2}}",
        [
            (
                "f.bib:2:2",
                "several-addresses",
                "plusieurs adresses web se suivent ici : seule « https://a.fr/1 » est gardée",
            )
        ],
    ),
    "no entry at all": (
        "Martin A. Le titre. Exercer. 2020.\n",
        [("f.bib", "no-entry", "ce fichier contient du texte, mais aucune notice")],
    ),
    "key that climbs out of a folder": (
        "@misc{../../secret, title = {A}}",
        [("f.bib:1:1", "bad-citekey", "« ../../secret » ne peut pas être une clé")],
    ),
    "unknown type": (
        f"@artcle{{a, title = {{A}}, {SOUND}}}",
        [
            (
                "f.bib:1:1",
                "unknown-type",
                "type de notice inconnu : « @artcle » ; elle est lue comme « @article »",
            )
        ],
    ),
    "unknown field": (
        "@misc{a,\n  title = {A},\n  levle = {2},\n}",
        [
            (
                "f.bib:3:3",
                "unknown-field",
                "champ inconnu : « levle » ; il n’est pas utilisé",
            )
        ],
    ),
    "missing title": (
        f"@article{{a, {SOUND}}}",
        [("f.bib:1:1", "missing-field", "la notice « a » n’a pas de titre")],
    ),
    "missing journal and year": (
        "@article{a, author = {Martin, Anne}, title = {A}}",
        [
            (
                "f.bib:1:1",
                "missing-field",
                "il manque un champ à la notice « a » : journal / shortjournal",
            ),
            ("f.bib:1:1", "missing-field", "il manque un champ à la notice « a » : year"),
        ],
    ),
    "web page without an address": (
        "@online{a, title = {A}}",
        [
            (
                "f.bib:1:1",
                "missing-field",
                "il manque un champ à la notice « a » : url / doi / pmid / pmcid / hal …",
            )
        ],
    ),
    "missing parent": (
        "@inbook{a, author = {Martin}, title = {A}, pages = {1}, year = {2020},\n crossref = {b}}",
        [
            (
                "f.bib:2:2",
                "missing-parent",
                "cette notice hérite de « b », que ce fichier ne contient pas",
            )
        ],
    ),
    "circle of parents": (
        "@misc{a, title = {A},\n crossref = {b}}\n@misc{b, title = {B},\n crossref = {a}}",
        [
            (
                "f.bib:4:2",
                "inheritance-cycle",
                "cette notice hérite d’elle-même en passant par « a »",
            )
        ],
    ),
    "own parent": (
        "@misc{a, title = {A},\n crossref = {a}}",
        [
            (
                "f.bib:2:2",
                "inheritance-cycle",
                "cette notice hérite d’elle-même en passant par « a »",
            )
        ],
    ),
    "address that runs a program": (
        "@misc{a, title = {A},\n url = {javascript:alert(1)}}",
        [
            (
                "f.bib:2:2",
                "bad-url",
                "« javascript:alert(1) » n’est pas une adresse web : elle est laissée de côté",
            )
        ],
    ),
    "address with its program in capitals": (
        "@misc{a, title = {A},\n url = { JaVaScRiPt:alert(1)}}",
        [
            (
                "f.bib:2:2",
                "bad-url",
                "« JaVaScRiPt:alert(1) » n’est pas une adresse web : elle est laissée de côté",
            )
        ],
    ),
    "address of a file": (
        "@misc{a, title = {A},\n url = {file:///etc/passwd}}",
        [
            (
                "f.bib:2:2",
                "bad-url",
                "« file:///etc/passwd » n’est pas une adresse web : elle est laissée de côté",
            )
        ],
    ),
    "address that breaks out of an attribute": (
        '@misc{a, title = {A},\n url = {https://x.fr/"onclick=alert(1)}}',
        [
            (
                "f.bib:2:2",
                "bad-url",
                '« https://x.fr/"onclick=alert(1) » n’est pas une adresse web :'
                " elle est laissée de côté",
            )
        ],
    ),
    "HTML in a title": (
        "@misc{a,\n title = {A <script>alert(1)</script>}}",
        [("f.bib:2:2", "html-in-field", "« title » contient du HTML : <script>")],
    ),
    "HTML in a field of ours": (
        "@misc{a, title = {A},\n interests_note = {Financé par <a href='x'>X</a>}}",
        [("f.bib:2:2", "html-in-field", "« interests_note » contient du HTML : <a href='x'>")],
    ),
    "HTML that does more than dress": (
        "@misc{a,\n title = {A <b onclick='x'>b</b>}}",
        [("f.bib:2:2", "html-in-field", "« title » contient du HTML : <b onclick='x'>")],
    ),
    "no DOI": (
        "@misc{a, title = {A},\n doi = {voir plus haut}}",
        [
            (
                "f.bib:2:2",
                "bad-identifier",
                "« voir plus haut » n’est pas un DOI : il est laissé de côté",
            )
        ],
    ),
    "no date": (
        "@misc{a, title = {A},\n date = {03/04/2020}}",
        [
            (
                "f.bib:2:2",
                "bad-publication-date",
                "« 03/04/2020 », dans « date », n’est pas une date",
            )
        ],
    ),
    "year with a digit too many": (
        "@misc{a, title = {A},\n year = {20177}, month = {mai}}",
        [("f.bib:2:2", "bad-publication-date", "« 20177 », dans « year », n’est pas une date")],
    ),
    "title in capitals": (
        "@misc{a,\n title = {PRISE EN CHARGE EN VILLE}}\n@misc{b, title = {CONSORT 2010}}",
        [("f.bib:2:2", "shouted-title", "le titre de « a » est en capitales")],
    ),
    "journal in capitals": (
        "@article{a, title = {A}, author = {Li, Wei}, year = 2020,\n"
        " journal = {PATIENT EDUCATION AND COUNSELING}}",
        [("f.bib:2:2", "shouted-title", "la revue de « a » est en capitales")],
    ),
    "day that never was": (
        "@misc{a, title = {A},\n date = {2020-02-30}}",
        [
            (
                "f.bib:2:2",
                "bad-publication-date",
                "« 2020-02-30 », dans « date », n’est pas une date",
            )
        ],
    ),
    "level out of the scale": (
        "@misc{a, title = {A},\n level = {5}}",
        [("f.bib:2:2", "unknown-value", "« 5 » n’est pas une valeur possible de « level »")],
    ),
    "grade out of the scale": (
        "@misc{a, title = {A},\n grade = {D}}",
        [("f.bib:2:2", "unknown-value", "« D » n’est pas une valeur possible de « grade »")],
    ),
    "unknown state of interests": (
        "@misc{a, title = {A},\n interests = {none}}",
        [
            (
                "f.bib:2:2",
                "unknown-value",
                "« none » n’est pas une valeur possible de « interests »",
            )
        ],
    ),
    "body without its own braces": (
        "@misc{a, title = {A},\n author = {Haute Autorité de Santé and Martin, Anne}}",
        [
            (
                "f.bib:2:2",
                "body-as-person",
                "« Haute Autorité de Santé » est sans accolades à lui : lu comme un organisme",
            )
        ],
    ),
    "body with its acronym": (
        "@misc{a, title = {A},\n author = {Haute Autorité de Santé (HAS)}}",
        [
            (
                "f.bib:2:2",
                "body-as-person",
                "« Haute Autorité de Santé (HAS) » est sans accolades à lui : lu comme un"
                " organisme",
            )
        ],
    ),
    "body that may be a person": (
        "@misc{a, title = {A},\n author = {Haute Autorité de Santé, Paris}}",
        [
            (
                "f.bib:2:2",
                "body-as-person",
                "« Haute Autorité de Santé, Paris » semble être un organisme, mais serait imprimé"
                " comme une personne : « Haute Autorité de Santé P »",
            )
        ],
    ),
    "family first, in Vietnamese": (
        "@misc{a, title = {A},\n author = {Nguyen Van Anh}}",
        [
            (
                "f.bib:2:2",
                "name-without-comma",
                "« Nguyen Van Anh » est sans virgule : lu comme le nom « Nguyen », suivi du"
                " prénom « Van Anh »",
            )
        ],
    ),
    "thesis that DUMAS does not name": (
        "@mastersthesis{a, title = {A}, author = {Roux, Luc}, school = {B}, year = 2019,"
        " hal_id = {dumas-01234567}}",
        [
            (
                "f.bib:1:1",
                "thesis-of-dumas",
                "DUMAS ne dit pas si « a » est une thèse d’exercice ou un mémoire",
            )
        ],
    ),
    "second title of a chapter": (
        "@misc{a, title = {A},\n chaptertitle = {B}}",
        [
            (
                "f.bib:2:2",
                "unknown-field",
                "champ inconnu : « chaptertitle » ; « B » n’est pas imprimé",
            )
        ],
    ),
    "names as PubMed writes them": (
        "@misc{a, title = {A},\n author = {Dupont JB and Durand M}}",
        [
            (
                "f.bib:2:2",
                "name-without-comma",
                "« Dupont JB » est sans virgule : lu comme le nom « Dupont », suivi des initiales"
                " « JB »",
            )
        ],
    ),
    "people joined by a comma": (
        "@misc{a, title = {A},\n author = {Martin A, Dupont JM}}",
        [
            (
                "f.bib:2:2",
                "name-without-comma",
                "« Martin A » est sans virgule : lu comme le nom « Martin », suivi des initiales"
                " « A »",
            )
        ],
    ),
    "people joined by commas": (
        "@misc{a, title = {A},\n author = {Martin A, Dupont JM, Durand L}}",
        [
            (
                "f.bib:2:2",
                "name-without-comma",
                "« Martin A » est sans virgule : lu comme le nom « Martin », suivi des initiales"
                " « A »",
            )
        ],
    ),
    "name with too many commas": (
        "@misc{a, title = {A},\n author = {Martin, Anne, Dupont, Jean, Durand, Luc}}",
        [
            (
                "f.bib:2:2",
                "bad-name",
                "« Martin, Anne, Dupont, Jean, Durand, Luc » n’est pas un nom de personne",
            )
        ],
    ),
}
