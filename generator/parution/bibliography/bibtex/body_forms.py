"""Notices names of bodies by their form: adjectives, acronyms, places, signs that no person has."""

from __future__ import annotations

from collections.abc import Sequence

from parution.bibliography.bibtex.entry_types import split_words
from parution.bibliography.bibtex.given_names import is_given
from parution.language.fold import fold
from parution.patterns import compile_late

ARTICLES = split_words("the le la les")

FIRST = split_words(
    """
    academie action addictions agence aide alliance assemblee assises assistance association
    assurance banque base bureau cabinet caisse cellule centre cercle chaire chambre clinique
    club collectif college comite commission confederation conference conseil coordination cour
    croix-rouge defense defenseur defenseure delegation departement direction directions ecole
    equipe etablissement etat etats-unis faculte familles federation fondation fonds
    gouvernement groupe groupement haut haute hopital hopitaux hospices infirmieres infirmiers
    information inspection institut laboratoire les ligue mairie maison maternites medecins
    ministere mission mouvement mutualite mutuelle observatoire office ordre organisation
    parlement patients petits pharmaciens planning plateforme pole prefecture programme
    quotidien radio redaction republique reseau restos revue sages-femmes samu-urgences secours
    secretariat service services societe syndicat union unite universite urgences usagers
    vaccination
    american british canadian european international national royal
    """
)
"""Words, without accents, with which the names of bodies begin, and those of people do not."""

LAST = split_words(
    """
    francais francaise francaises francophone nationale nationales mondiale europeen europeenne
    internationale medicale medicales hospitaliere hospitalier regional regionale departementale
    sante medecine maladie frontieres consommateurs tabagisme ministre unies contributors journal
    magazine medicine
    administration agency alliance association authority clinic collaboration collaborative
    collaborators committee consortium council editors foundation group groupe hospital initiative
    institute investigators library network organisation organization panel program programme
    redaction registry society taskforce trialists university
    """
)
"""Words with which the names of bodies end, and those of people do not."""

ACRONYMS = split_words(
    """
    ABM ANSM ARS ATD CAARUD CCLIN CDC CEIP CEIP-A CHI CHR CHRU CHU CLAT CLCV CLIN CMG CMU CNAM
    CNAMTS CNGE CNR CNRS CNSA CPAM CPAS CPIAS CPTS CRAT CRPV CSAPA DGOS DGS DRASS DREES DREETS
    ECDC EFS EHPAD FAQSV FMC GHU HAS HCAAM HCL HCSP INCA INSERM IRSN MSA NHS OFDT OMEDIT OMS ORS
    PMI REIN SAMU SFMG SMUR SNFMI SOS UFC UFML UFR UNAF UNAFORMEC UNICEF UNR URML URPS USPO WHO
    """
)
"""Acronyms with which the names of bodies begin: « CHU de Rennes », « SOS Médecins »."""

FAMILIES_TOO = split_words("CHI CHU CLAT HAS INCA REIN")
"""Acronyms that are families too, in capitals: « CHU Xiaoming »."""

PLACES = split_words(
    """
    france bretagne normandie occitanie aquitaine nouvelle-aquitaine corse alsace auvergne
    auvergne-rhone-alpes paca ile-de-france hauts-de-france bourgogne bourgogne-franche-comte
    grand-est belgique suisse quebec europe england
    """
)
"""Places, without accents, behind the names of bodies, rarely families: « Addictions France »."""

TOWNS = split_words(
    """
    amiens angers besancon bordeaux brest caen clermont-ferrand dijon grenoble lille limoges lyon
    marseille metz montpellier nancy nantes nice nimes orleans paris poitiers reims rennes rouen
    saint-etienne strasbourg toulouse tours
    """
)
"""Places behind acronyms, elsewhere families: « CHU Rennes »."""

KNOWN = frozenset(
    (
        "60 millions de consommateurs", "act up paris", "act up-paris", "act-up paris",
        "alzheimer europe", "cochrane library", "france alzheimer", "france culture",
        "france info", "france inter", "france parkinson", "gustave roussy", "le crat", "le monde",
        "mon bon usage", "pays de la loire", "que choisir", "vaincre alzheimer",
    )
)  # fmt: skip
"""Bodies, without accents, whose names have the form of a person's."""

OF = split_words("de du des d'")

HYPHENATED = compile_late(r"[A-ZÀ-ÖØ-Þ]{2,}-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+")
"""« UFC-Que », « INSERM-Tours »."""

INNER_CAPITAL = compile_late(
    r"(?!(?:Ma?c|De[lrs]?|D[aiu]|L[aeiou]|Fitz|V[ao]n|Te[nr]|Ben|Abu|[AE]l|St|Saint)[A-ZÀ-ÖØ-Þ])"
    r"[\w-]*[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ]\w*"
)
"""« OMéDIT », « CépiDc », but not « MacDonald »."""

NUMBERED = compile_late(r"[A-Z]+\d{2,}")
"""« U1018 »."""

MANY = compile_late(r"\d{2,}")
"""« 60 millions de consommateurs »."""

COMMON = compile_late(
    r"(?=[^\W\d_]{4})[a-zà-öø-ÿ]+(?:ale?s?|aux|aises?|ais|iens?|iennes?|éens?|éennes?|iques?"
    r"|i[eè]res?|aires?|ées?|és?|ives?|ions?|ments?|ogies?)|sans|pour|contre|civils?|emploi|rurales?"
)
"""« française », « médicaments », « sans »: words without a capital that are no particles."""


def has_form_of_body(words: Sequence[str]) -> bool:
    """Return whether words without a comma have a form that is a body's and hardly a person's.

    >>> [has_form_of_body(name.split()) for name in ("UFC-Que Choisir", "Croix-Rouge française")]
    [True, True]
    >>> [has_form_of_body(name.split()) for name in ("Le Goff Anne", "Honoré de Balzac")]
    [False, False]
    """
    folded = [fold(word).replace("’", "'") for word in words]
    if " ".join(folded) in KNOWN:
        return True
    if len(words) < 2 or is_given(words[0]) or is_given(words[-1]):
        return begins_with_acronym(words, folded)
    return (
        folded[folded[0] in ARTICLES] in FIRST
        or folded[-1] in LAST | PLACES
        or begins_with_acronym(words, folded)
        or any(map(is_no_word_of_a_person, words))
        or (words[0][0].isupper() and any(map(COMMON.fullmatch, words[1:])))
    )


def begins_with_acronym(words: Sequence[str], folded: Sequence[str]) -> bool:
    """Return whether a known acronym stands first: « CHU de Rennes », « SOS Médecins »."""
    if len(words) < 2 or words[0] not in ACRONYMS:
        return False
    is_placed = folded[1] in OF | TOWNS or folded[1].startswith("d'")
    return is_placed or (words[0] not in FAMILIES_TOO and not is_given(words[1]))


def is_known_acronym(written: str) -> bool:
    """Return whether a whole name is the acronym of a body: « HAS », « Inserm ».

    >>> is_known_acronym("HAS"), is_known_acronym("Inserm"), is_known_acronym("Chu")
    (True, True, False)
    """
    return written in ACRONYMS or (len(written) > 3 and written.upper() in ACRONYMS - FAMILIES_TOO)


def is_no_word_of_a_person(word: str) -> bool:
    """Return whether a word has capitals or digits as only the names of bodies have."""
    forms = (HYPHENATED, INNER_CAPITAL, NUMBERED, MANY)
    return any(form.fullmatch(word) for form in forms)
