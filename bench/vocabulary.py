"""The words of the made-up association: French in look and letter frequency, not in sense.

A search index and a Markdown parser both cost more on varied text, so every theme also gets medical
terms of its own, put together from Greek and Latin pieces.
"""

from __future__ import annotations

from random import Random

GROUPS = (
    *("Ancenis", "Angers Est", "Angers Ouest", "Beaupréau", "Challans", "Château-Gontier"),
    *("Châteaubriant", "Cholet", "Clisson", "Craon", "Fontenay-le-Comte", "La Ferté-Bernard"),
    *("La Flèche", "La Mothe-Achard", "La Roche-sur-Yon", "Laval", "Le Mans Nord", "Le Mans Sud"),
    *("Les Herbiers", "Les Sables-d’Olonne", "Luçon", "Mayenne", "Montaigu", "Nantes Centre"),
    *("Pornic", "Sablé-sur-Sarthe", "Saint-Nazaire", "Saumur"),
)

SURNAMES = (
    *("Moreau", "Guilbaud", "Rousseau", "Texier", "Bouchet", "Gautier", "Chauvin", "Leroux"),
    *("Martineau", "Poirier", "Renaud", "Bernier", "Coutand", "Smith", "Larsen", "Rossi"),
    *("Keller", "Novak", "Tanaka", "Okafor", "Andersson", "Pereira", "Murphy", "Dubois"),
)

JOURNALS = (
    *("Rev Prat", "Presse Med", "Exercer", "Prescrire", "BMJ", "Lancet", "JAMA Intern Med"),
    *("N Engl J Med", "Fam Pract", "Ann Fam Med", "Br J Gen Pract", "Eur J Gen Pract"),
)

SUBJECTS = (
    *("le médecin généraliste", "la patiente", "l’interrogatoire", "l’examen clinique"),
    *("une équipe suédoise", "le consensus national", "la Haute Autorité de santé", "ce suivi"),
    *("l’infirmière de pratique avancée", "un essai randomisé", "la pharmacienne d’officine"),
    *("l’entourage", "le spécialiste consulté", "une méta-analyse récente", "la recommandation"),
    *("le groupe de travail", "la famille", "le bilan initial", "l’étude de cohorte"),
    *("un avis de second recours", "l’orthophoniste", "le kinésithérapeute", "le carnet de santé"),
)

VERBS = (
    *("évalue", "recherche", "discute", "confirme", "remet en question", "précise", "surveille"),
    *("explique", "déconseille", "propose", "mesure", "compare", "réserve", "anticipe", "retient"),
    *("rapporte", "nuance", "décrit", "favorise", "limite", "documente", "prévient", "révèle"),
)

OBJECTS = (
    *("le risque de récidive", "un traitement de courte durée", "l’intérêt du dépistage"),
    *("la balance entre bénéfices et risques", "une diminution des hospitalisations"),
    *("l’observance à six mois", "la posologie habituelle", "un effet indésirable fréquent"),
    *("les signes d’alerte", "la place des mesures non médicamenteuses", "l’arrêt progressif"),
    *("une consultation dédiée", "le retentissement sur la vie quotidienne", "les antécédents"),
    *("l’absence de différence significative", "la qualité de vie déclarée", "un seuil d’alerte"),
    *("les interactions médicamenteuses", "le recours à l’imagerie", "une éducation répétée"),
    *("la décision partagée", "le délai d’apparition", "une hétérogénéité importante"),
)

CIRCUMSTANCES = (
    *("en première intention", "chez le sujet âgé", "au cours du premier trimestre"),
    *("en soins primaires", "après soixante-cinq ans", "avant toute prescription", "à domicile"),
    *("lors d’une visite de routine", "en l’absence de comorbidité", "à trois mois", "en ville"),
    *("quand le doute persiste", "chez l’enfant de moins de six ans", "selon les auteurs"),
    *("pendant l’allaitement", "sous surveillance biologique", "dans la plupart des cas"),
    *("malgré un faible niveau de preuve", "au prix de nausées passagères", "sans urgence"),
    *("dans les suites immédiates", "en cas d’échec", "à distance de l’épisode aigu"),
)

HEADINGS = (
    *("Épidémiologie", "Définitions utiles", "Interroger", "Examiner", "Quels examens demander ?"),
    *("Traitements", "Mesures hygiéno-diététiques", "Surveillance", "Quand adresser ?"),
    *("Populations particulières", "Idées reçues", "Ce que disent les essais"),
    *("Désaccords entre recommandations", "Parler avec le patient", "Prévention", "Coût et accès"),
)

STARTS = ("hyper", "hypo", "poly", "dys", "péri", "endo", "micro", "pseudo", "ortho", "anti")
ROOTS = (
    *("gluc", "natr", "thyr", "arthr", "cardi", "névr", "derm", "gastr", "hépat", "néphr", "ost"),
    *("myél", "phléb", "rhin", "ot", "ophtalm", "gynéc", "ménorr", "cyst", "lymph", "tendin"),
    *("spondyl", "encéphal", "bronch", "œsophag", "entér", "kérat", "angi", "trich", "colp"),
)
ENDINGS = ("ite", "ose", "émie", "algie", "opathie", "ectomie", "ographie", "otonie", "ome")


def make_terms(rng: Random, count: int) -> tuple[str, ...]:
    """Return that many medical-looking French nouns."""
    return tuple(rng.choice(STARTS) + rng.choice(ROOTS) + rng.choice(ENDINGS) for _ in range(count))


def make_sentence(rng: Random, own: tuple[str, ...]) -> str:
    """Return a sentence of about twenty words; `own` are the theme's own terms."""
    first = rng.choice(CIRCUMSTANCES)
    return (
        f"{first[0].upper()}{first[1:]}, {rng.choice(SUBJECTS)} {rng.choice(VERBS)} "
        f"{rng.choice(OBJECTS)} {rng.choice(CIRCUMSTANCES)} ({rng.choice(own)}, "
        f"{rng.randint(2, 98)} % contre {rng.randint(2, 98)} %)"
    )
