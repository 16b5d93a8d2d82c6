"""The grammar of release rules (G1 to G10 of `parution.release.grammar`)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import local
from parution.domain import (
    Always,
    Bounded,
    DaysFromMeeting,
    ElapsedFromMeeting,
    Never,
    OnDate,
    Rule,
)
from parution.language.catalogues import load_translations
from parution.release import word_rule
from parution.release.grammar import RuleNotUnderstood, parse_rule
from parution.release.rule_words import ENGLISH, FRENCH, fold_words

EIGHT, SIX_PM = time(8), time(18)
AT_START = ElapsedFromMeeting(timedelta(0), from_start=True)
AT_END = ElapsedFromMeeting(timedelta(0))


def within(**length: int) -> ElapsedFromMeeting:
    """Return the rule of a moment within the meeting."""
    return ElapsedFromMeeting(timedelta(**length), from_start=True)


UNDERSTOOD = [
    # G1
    ("always", "toujours", Always()),
    ("never", "jamais", Never()),
    # G2
    ("at start", "au début", AT_START),
    ("at the start of the meeting", "au début de la réunion", AT_START),
    ("at end", "à la fin", AT_END),
    ("at the end", "à la fin de la réunion", AT_END),
    # G3
    ("15 days before", "15 jours avant", DaysFromMeeting(-15, EIGHT)),
    ("15 days before at 18:00", "15 jours avant à 18:00", DaysFromMeeting(-15, SIX_PM)),
    ("15 days before at 18h", "15 jours avant à 18h", DaysFromMeeting(-15, SIX_PM)),
    ("1 day before", "1 jour avant", DaysFromMeeting(-1, EIGHT)),
    ("2 days after", "2 jours après", DaysFromMeeting(2, EIGHT)),
    ("1 week before", "1 semaine avant", DaysFromMeeting(-7, EIGHT)),
    ("2 weeks after at 9:05", "2 semaines après à 9 h 05", DaysFromMeeting(14, time(9, 5))),
    ("366 days before", "366 jours avant", DaysFromMeeting(-366, EIGHT)),
    # G4
    ("the day before", "la veille", DaysFromMeeting(-1, EIGHT)),
    ("the day before at 18h30", "la veille à 18 h 30", DaysFromMeeting(-1, time(18, 30))),
    ("the day after", "le lendemain", DaysFromMeeting(1, EIGHT)),
    ("the day after the meeting", "le lendemain de la réunion", DaysFromMeeting(1, EIGHT)),
    # G5
    ("2 hours after", "2 heures après", ElapsedFromMeeting(timedelta(hours=2))),
    ("1 hour before", "1 heure avant", ElapsedFromMeeting(timedelta(hours=-1))),
    ("30 minutes before", "30 minutes avant", ElapsedFromMeeting(timedelta(minutes=-30))),
    ("2 hours after the end", "2 heures après la fin", ElapsedFromMeeting(timedelta(hours=2))),
    ("30 min before start", "30 mn avant le début", ElapsedFromMeeting(timedelta(minutes=-30))),
    # G10
    ("1 hour after start", "1 heure après le début", within(hours=1)),
    ("20 minutes after the start", "20 minutes après le début", within(minutes=20)),
    ("1 minute after start", "1 minute après le début", within(minutes=1)),
    (
        "one hour after the start of the meeting",
        "une heure après le début de la réunion",
        within(hours=1),
    ),
    ("1 hour after the beginning", "1 h après le commencement", within(hours=1)),
    ("1h30 after start", "1 h 30 après le début", within(minutes=90)),
    ("1 hour 15 min after start", "1 heure 15 après le début", within(minutes=75)),
    ("half an hour after start", "une demi-heure après le début", within(minutes=30)),
    ("an hour after start", "une heure apres debut", within(hours=1)),
    ("an hour and a half after start", "Une heure et demie après le DÉBUT", within(minutes=90)),
    ("20min after start", "20min après le début", within(minutes=20)),
    ("1 hour after the start of the session", "1 h après le début de la séance", within(hours=1)),
    ("1 hour after start of the meeting", "1 h après le début de réunion", within(hours=1)),
    ("two hours and a half after start", "2 heures et demie après le début", within(minutes=150)),
    ("one hour thirty after start", "une heure trente après le début", within(minutes=90)),
    ("twenty minutes after start", "vingt minutes après le début", within(minutes=20)),
    ("twenty-one minutes after start", "vingt et une minutes après le début", within(minutes=21)),
    ("forty-five min after start", "quarante-cinq min après le début", within(minutes=45)),
    ("ninety min after start", "quatre-vingt-dix min après le début", within(minutes=90)),
    # G6, G7
    ("2026-10-01 08:00", "2026-10-01 à 8h", OnDate(local("2026-10-01 08:00"))),
    ("2026-10-01 at 18:30", "2026-10-01 18 h 30", OnDate(local("2026-10-01 18:30"))),
    ("2026-10-01", "2026-10-01T08:00", OnDate(local("2026-10-01 08:00"))),
    ("2028-02-29 00:00", "2028-02-29 0h", OnDate(local("2028-02-29 00:00"))),
    # G11
    (
        "15 days before, not before 2026-10-01",
        "15 jours avant, pas avant le 2026-10-01",
        Bounded(DaysFromMeeting(-15, EIGHT), not_before=local("2026-10-01 08:00")),
    ),
    (
        "at end, not after 2026-12-01 18:00",
        "À la fin pas après 2026-12-01 à 18 h",
        Bounded(AT_END, not_after=local("2026-12-01 18:00")),
    ),
    (
        "1 day after, not after 2026-12-02 not before 2026-12-01",
        "1 jour après, pas avant 2026-12-01, pas après 2026-12-02",
        Bounded(DaysFromMeeting(1, EIGHT), local("2026-12-01 08:00"), local("2026-12-02 08:00")),
    ),
    # G8
    ("ALWAYS", "Toujours", Always()),
    ("At-End", "A LA FIN", AT_END),
    ("  15  days\tbefore ", "15 jours\u202favant", DaysFromMeeting(-15, EIGHT)),
    ("15-days-before", "15-jours-avant", DaysFromMeeting(-15, EIGHT)),
    ("fifteen days before", "quinze jours avant", DaysFromMeeting(-15, EIGHT)),
    ("one week before", "une semaine avant", DaysFromMeeting(-7, EIGHT)),
    ("two hours after", "deux heures apres", ElapsedFromMeeting(timedelta(hours=2))),
    ("15 days before the start", "15 j avant le début", DaysFromMeeting(-15, EIGHT)),
    (
        "15 days before the meeting at 18:00",
        "15 jours avant la réunion à 18 heures",
        DaysFromMeeting(-15, SIX_PM),
    ),
]

EXAMPLES = (
    "Écrivez par exemple « 15 jours avant », « 20 minutes après le début », « à la fin », "
    "« 2026-10-01 08:00 », « toujours » ou « jamais » ; en anglais « 15 days before », "
    "« 20 minutes after start », « at end », « always » ou « never »."
)
BOUNDS = (
    "Bornez un délai compté depuis la réunion : « 15 jours avant, pas avant 2026-10-01 »,"
    " « à la fin, pas après 2026-12-01 », ou les deux."
)
NO_TIME_ZONE = (
    "Écrivez une heure de 00:00 à 23:59, par exemple « 18:00 » ou « 18h30 », sans fuseau horaire."
)
YEAR_FIRST = (
    "Écrivez l’année en premier, de 2000 à 2099, par exemple « 2026-10-01 » "
    "ou « 2026-10-01 08:00 »."
)
START_OR_END = "Écrivez « au début » ou « à la fin » (en anglais « at start » ou « at end »)."
SIDES = "Ajoutez « avant » ou « après » (en anglais « before » ou « after »)."
SIDES_OF_HOURS = (
    "Ajoutez « avant », « après le début » ou « après la fin »"
    " (en anglais « before », « after start » ou « after end »)."
)
WITHIN = (
    "Comptez depuis le début, par exemple « 20 minutes après le début » ou « une heure après le "
    "début de la réunion » (en anglais « 20 minutes after start » ou « 1 hour after start »)."
)
FROM_THE_START = (
    "Comptez depuis le début : « 1 heure après le début » ; ou écrivez « à la fin » "
    "(en anglais « 1 hour after start », « at end »)."
)
FROM_START_OR_DATED = (
    "Comptez depuis le début, par exemple « 20 minutes après le début » "
    "(en anglais « 20 minutes after start ») ; ou écrivez le jour devant l’heure : "
    "« 2026-10-08 21:30 »."
)
FROM_THE_DAY = (
    "Les jours se comptent depuis le jour de la réunion : n’écrivez pas le début, comme dans "
    "« 2 jours après » (en anglais « 2 days after »)."
)
ONE_OF_THEM = "Gardez l’un des deux, par exemple « 2 heures avant » ou « la veille à 18:00 »."
NUMBER = "Vérifiez le nombre, ou donnez une date, par exemple « 2026-10-01 08:00 »."

REFUSED = [
    ("", "la règle d’ouverture est vide", EXAMPLES),
    ("après la pluie", "« après la pluie » n’est pas une règle d’ouverture", EXAMPLES),
    *(
        (
            text,
            f"les dates de « {text} » ne laissent rien entre elles, ou ne bornent aucun délai",
            BOUNDS,
        )
        for text in (
            "toujours, pas avant 2026-10-01",
            "à la fin, pas avant 2026-10-02, pas après 2026-10-01",
            "à la fin, pas avant 2026-10-01, pas avant 2026-10-02",
        )
    ),
    (
        "à la fin, pas avant 2026-02-30",
        "la date 2026-02-30 n’existe pas",
        "Vérifiez le mois et le jour : une date s’écrit année-mois-jour.",
    ),
    ("minuit", "« minuit » n’est pas une règle d’ouverture", EXAMPLES),
    *(
        (
            text,
            f"« {text} » ne dit pas combien de jours : les mois n’en ont pas tous autant",
            f"Écrivez le nombre de jours : « {nearest} ».",
        )
        for text, nearest in (
            ("1 mois avant", "30 jours avant"),
            ("un mois avant la réunion, à 18h", "30 jours avant à 18:00"),
            ("deux mois avant", "60 jours avant"),
            ("le mois précédent", "30 jours avant"),
            ("M-1", "30 jours avant"),
            ("un an avant", "365 jours avant"),
            ("a month before", "30 days before"),
        )
    ),
    *(
        (
            text,
            f"« {text} » nomme un jour de la semaine : d’une réunion à l’autre, "
            "ce n’est pas le même nombre de jours",
            f"Comptez les jours, par exemple « {nearest} », ou écrivez une date.",
        )
        for text, nearest in (
            ("lundi avant", "3 jours avant"),
            ("le lundi précédant la réunion", "3 jours avant"),
            ("le vendredi d’avant à 18h", "3 jours avant à 18:00"),
            ("lundi suivant", "3 jours après"),
            ("the Monday before", "3 days before"),
        )
    ),
    *(
        (
            text,
            f"« {text} » n’est pas une règle d’ouverture",
            "Comptez les heures avant la réunion, par exemple « 12 heures avant » "
            "(en anglais « 12 hours before »).",
        )
        for text in ("le matin même", "le matin de la réunion", "l’après-midi même", "à midi")
    ),
    *(
        (text, f"« {text} » n’est pas une date écrite année-mois-jour", YEAR_FIRST)
        for text in (
            "8 octobre",
            "jeudi 8 octobre à 20h30",
            "le 8/10",
            "mi-octobre",
            "début du mois",
        )
    ),
    ("100%s", "« 100%s » n’est pas une règle d’ouverture", EXAMPLES),
    (
        "tojours",
        "« tojours » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « toujours » ?",
    ),
    (
        "à la fn",
        "« à la fn » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « à la fin » ?",
    ),
    (
        "10 jour avent",
        "« 10 jour avent » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 10 jours avant » ?",
    ),
    (
        "-15 days before",
        "« -15 days before » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 15 days before » ?",
    ),
    (
        "15² jours avant",
        "« 15² jours avant » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 15 jours avant » ?",
    ),
    (
        "15 jours avant 18h",
        "« 15 jours avant 18h » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 15 jours avant à 18:00 » ?",
    ),
    (
        "2 jours après 7 h 05",
        "« 2 jours après 7 h 05 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 2 jours après à 07:05 » ?",
    ),
    (
        "the day before 18:00",
        "« the day before 18:00 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « the day before at 18:00 » ?",
    ),
    (
        "J-15",
        "« J-15 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 15 jours avant » ?",
    ),
    (
        "j - 1",
        "« j - 1 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 1 jour avant » ?",
    ),
    (
        "J+2",
        "« J+2 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 2 jours après » ?",
    ),
    *(
        (
            date,
            f"« {date} » n’est pas une date écrite année-mois-jour",
            f"Écrivez « {meant} ».",
        )
        for date, meant in (
            ("1er octobre 2026", "2026-10-01 08:00"),
            ("01/10/2026", "2026-10-01 08:00"),
            ("2026-10-1", "2026-10-01 08:00"),
            ("1.10.26 à 18h", "2026-10-01 18:00"),
        )
    ),
    *(
        (
            name,
            f"« {name} » est une politique pour toute la réunion, non la règle d’une partie",
            f"Écrivez « policy: {meant} » dans la réunion et retirez cette ligne ; ou écrivez une"
            " règle, telle que « 15 jours avant » ou « à la fin ».",
        )
        for name, meant in (
            ("references-first", "references-first"),
            ("Readers first", "readers-first"),
        )
    ),
    ("J-500", "« J-500 » n’est pas une règle d’ouverture", EXAMPLES),
    (
        "H-2",
        "« H-2 » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 2 heures avant » ?",
    ),
    (
        "deux jours avants",
        "« deux jours avants » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 2 jours avant » ?",
    ),
    (
        "trois semaine avent",
        "« trois semaine avent » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 3 semaines avant » ?",
    ),
    (
        "aprés la réunion",
        "« aprés la réunion » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « à la fin » ?",
    ),
    (
        "après",
        "« après » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « à la fin » ?",
    ),
    (
        "début",
        "« début » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « au début » ?",
    ),
    (
        "fin de la réunion",
        "« fin de la réunion » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « à la fin » ?",
    ),
    (
        "la fin",
        "« la fin » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « à la fin » ?",
    ),
    (
        "after the meeting",
        "« after the meeting » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « at end » ?",
    ),
    ("le jour même", "« le jour même » n’est pas une règle d’ouverture", START_OR_END),
    ("jour J", "« jour J » n’est pas une règle d’ouverture", START_OR_END),
    ("J-0", "« J-0 » n’est pas une règle d’ouverture", START_OR_END),
    (
        "le jour même de la réunion",
        "« le jour même de la réunion » n’est pas une règle d’ouverture",
        START_OR_END,
    ),
    *(
        (
            text,
            f"« {text} » ne dit pas combien de temps avant la réunion",
            "Dites combien de temps, par exemple « 15 jours avant » ou « 2 heures avant » "
            "(en anglais « 15 days before », « 2 hours before »).",
        )
        for text in ("avant la réunion", "juste avant", "before the meeting")
    ),
    (
        "pas avant la réunion",
        "« pas avant la réunion » n’est pas une règle d’ouverture",
        START_OR_END,
    ),
    (
        "15 days avant",
        "la règle d’ouverture « 15 days avant » mélange l’anglais et le français",
        "Écrivez « 15 jours avant » ou « 15 days before ».",
    ),
    (
        "quinze jours before at 18h",
        "la règle d’ouverture « quinze jours before at 18h » mélange l’anglais et le français",
        "Écrivez « 15 jours avant à 18:00 » ou « 15 days before at 18:00 ».",
    ),
    ("15 jours", "« 15 jours » ne dit pas si c’est avant ou après la réunion", SIDES),
    ("2 hours", "« 2 hours » ne dit pas si c’est avant ou après la réunion", SIDES_OF_HOURS),
    *(
        (text, f"« {text} » ne dit pas à quel moment de la réunion", WITHIN)
        for text in (
            "pendant la réunion",
            "Pendant la seance",
            "au cours de la réunion",
            "en cours de réunion",
            "au milieu de la réunion",
            "en séance",
            "à mi-réunion",
            "pendant la séance",
            "à la mi-temps",
            "mi-réunion",
            "during the session",
            "during the meeting",
            "halfway through the meeting",
        )
    ),
    (
        "20 minutes into the meeting",
        "« 20 minutes into the meeting » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 20 minutes after start » ?",
    ),
    *(
        (
            text,
            f"« {text} » n’est pas une règle d’ouverture",
            f"Vouliez-vous écrire « {nearest} » ?",
        )
        for text, nearest in (
            ("dès le début de la séance", "au début"),
            ("when it starts", "at start"),
            ("20' après le début", "20 minutes après le début"),
            ("20 minutes après le démarrage", "20 minutes après le début"),
            ("une heure après l’ouverture de la séance", "1 heure après le début"),
            ("20 minutes après le début du groupe", "20 minutes après le début"),
            ("1 heure après le début de la réunion.", "1 heure après le début"),
            ("début + 20 min", "20 minutes après le début"),
            ("start+1h", "1 hour after start"),
            ("twenty minutes after the meeting has started", "20 minutes after start"),
            ("1 hour from the start", "1 hour after start"),
            ("one hour in", "1 hour after start"),
            ("1h30 de réunion", "90 minutes après le début"),
            ("une heure et quart après l’ouverture", "75 minutes après le début"),
            ("une demi-heure après le démarrage", "30 minutes après le début"),
            ("en début de séance", "au début"),
            ("juste après la réunion", "à la fin"),
            ("J-15 à 18h", "15 jours avant à 18:00"),
            ("J–15", "15 jours avant"),
            ("J15", "15 jours avant"),
            ("J-7 18h30", "7 jours avant à 18:30"),
            ("D-15 at 18:00", "15 days before at 18:00"),
            ("S-2", "14 jours avant"),
            ("-15 j", "15 jours avant"),
            ("2 sem. avant", "14 jours avant"),
            ("une quinzaine de jours avant", "15 jours avant"),
            ("la semaine précédente", "7 jours avant"),
            ("a fortnight before", "14 days before"),
            ("15 jours plus tôt", "15 jours avant"),
            ("15 jours avant notre réunion", "15 jours avant"),
            ("au moins 15 jours avant", "15 jours avant"),
            ("10 jours francs avant", "10 jours avant"),
            ("entre 10 et 15 jours avant", "10 jours avant"),
            ("15-10 jours avant", "10 jours avant"),
            ("15 jours avant, le matin", "15 jours avant"),
            ("15 jours avant (18h)", "15 jours avant à 18:00"),
            ("la veille au soir", "la veille à 18:00"),
            ("la veille vers 19h", "la veille à 19:00"),
            ("l’avant-veille", "2 jours avant"),
            ("le surlendemain", "2 jours après"),
            ("dès maintenant", "toujours"),
            ("tout de suite", "toujours"),
            ("immediately", "always"),
            ("caché", "jamais"),
            ("1/2 heure après le début", "30 minutes après le début"),
            ("quand la réunion est finie", "à la fin"),
            ("à l’issue de la séance", "à la fin"),
            ("pas avant la fin", "à la fin"),
            ("quand la réunion commence", "au début"),
            ("jour avant", "1 jour avant"),
            ("fin + 1 h", "1 heure après"),
            ("à la fin + 2 jours", "2 jours après"),
            ("à la fin de la dernière réunion", "à la fin"),
        )
    ),
    *(
        (text, f"« {text} » n’est pas une règle d’ouverture", FROM_START_OR_DATED)
        for text in ("à 21h30", "21h30", "le jour même à 21 h 30", "le soir de la réunion à 21:30")
    ),
    *(
        (text, f"« {text} » n’est pas une règle d’ouverture", EXAMPLES)
        for text in (
            "1,5 heure après le début",
            "1.5 hours after start",
            "soixante-dix minutes après le début",
            "une heure après le début de la première réunion",
            "après le tour de table",
        )
    ),
    (
        "H+1",
        "« H+1 » n’est pas une règle d’ouverture",
        "Écrivez « 1 heure après le début » ou « 1 heure après la fin ».",
    ),
    (
        "au bout d’une heure",
        "« au bout d’une heure » n’est pas une règle d’ouverture",
        "Écrivez « 1 heure après le début » ou « 1 heure après la fin ».",
    ),
    *(
        (
            text,
            f"« {text} » n’est pas une règle d’ouverture",
            f"Écrivez « {minutes} minutes après le début » ou « {minutes} minutes après la fin ».",
        )
        for text, minutes in (
            ("après 1h30 de réunion", 90),
            ("au bout de 1 h 30", 90),
            ("au bout d’une heure et demie", 90),
            ("au bout d’un quart d’heure", 15),
            ("après une demi-heure", 30),
        )
    ),
    (
        "avant la fin de la séance",
        "« avant la fin de la séance » compte à rebours depuis la fin de la réunion",
        FROM_THE_START,
    ),
    ("le soir même", "« le soir même » n’est pas une règle d’ouverture", START_OR_END),
    (
        "au bout de 20 min de réunion",
        "« au bout de 20 min de réunion » n’est pas une règle d’ouverture",
        "Écrivez « 20 minutes après le début » ou « 20 minutes après la fin ».",
    ),
    (
        "après 1 heure",
        "« après 1 heure » n’est pas une règle d’ouverture",
        "Écrivez « 1 heure après le début » ou « 1 heure après la fin ».",
    ),
    (
        "after 20 minutes",
        "« after 20 minutes » n’est pas une règle d’ouverture",
        "Écrivez « 20 minutes after start » ou « 20 minutes after end ».",
    ),
    (
        "20 minutes aprés le debu",
        "« 20 minutes aprés le debu » n’est pas une règle d’ouverture",
        "Vouliez-vous écrire « 20 minutes après le début » ?",
    ),
    (
        "20 minutes après start",
        "la règle d’ouverture « 20 minutes après start » mélange l’anglais et le français",
        "Écrivez « 20 minutes après le début » ou « 20 minutes after start ».",
    ),
    (
        "30 minutes avant la fin",
        "« 30 minutes avant la fin » compte à rebours depuis la fin de la réunion",
        FROM_THE_START,
    ),
    (
        "2 days after start",
        "« 2 days after start » compte des jours depuis le début de la réunion",
        FROM_THE_DAY,
    ),
    ("0 minutes après le début", "« 0 minutes après le début » ne compte rien", START_OR_END),
    ("0 jours avant", "« 0 jours avant » ne compte rien", START_OR_END),
    ("0 hours after", "« 0 hours after » ne compte rien", START_OR_END),
    ("367 jours avant", "« 367 jours avant » est à plus de 366 jours de la réunion", NUMBER),
    ("999999 weeks after", "« 999999 weeks after » est à plus de 366 jours de la réunion", NUMBER),
    (
        "2 heures avant à 18h",
        "« 2 heures avant à 18h » compte des heures depuis la réunion "
        "et donne aussi une heure précise",
        ONE_OF_THEM,
    ),
    (
        "2026-02-30",
        "la date 2026-02-30 n’existe pas",
        "Vérifiez le mois et le jour : une date s’écrit année-mois-jour.",
    ),
    (
        "2026-13-01 08:00",
        "la date 2026-13-01 n’existe pas",
        "Vérifiez le mois et le jour : une date s’écrit année-mois-jour.",
    ),
    ("15 days before at 24:00", "« 24:00 » n’est pas une heure de la journée", NO_TIME_ZONE),
    ("la veille à 18h60", "« 18h60 » n’est pas une heure de la journée", NO_TIME_ZONE),
    ("la veille à midi", "« midi » n’est pas une heure de la journée", NO_TIME_ZONE),
    (
        "2026-10-01T08:00+02:00",
        "« 08:00+02:00 » n’est pas une heure de la journée",
        NO_TIME_ZONE,
    ),
    ("le 1-10-2026", "« le 1-10-2026 » n’est pas une date écrite année-mois-jour", YEAR_FIRST),
    ("0226-10-01", "« 0226-10-01 » n’est pas une date écrite année-mois-jour", YEAR_FIRST),
]


@pytest.mark.parametrize(("english", "french", "rule"), UNDERSTOOD, ids=lambda value: str(value))
def test_says_the_same_in_both_vocabularies(english: str, french: str, rule: Rule) -> None:
    """A rule has the same meaning in English and in French (G1 to G8)."""
    assert parse_rule(english).rule == rule
    assert parse_rule(french).rule == rule


@pytest.mark.parametrize(("text", "found", "hint"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refuses_in_french(text: str, found: str, hint: str) -> None:
    """The refusal of a text that is no rule quotes the text and says how to write it (G9)."""
    translate = load_translations("fr").gettext
    with pytest.raises(RuleNotUnderstood) as caught:
        parse_rule(text)
    assert with_plain_spaces(caught.value.message.text(translate)) == found
    assert with_plain_spaces(caught.value.hint.text(translate)) == hint


PROPOSED = [
    text
    for text, _, hint in REFUSED
    if hint.startswith(("Vouliez-vous", "Écrivez le nombre", "Comptez les jours"))
]


@pytest.mark.parametrize("text", PROPOSED)
def test_a_wording_that_is_proposed_is_understood(text: str) -> None:
    """A wording that a refusal proposes is itself a rule."""
    with pytest.raises(RuleNotUnderstood) as caught:
        parse_rule(text)
    parse_rule(str(dict(caught.value.hint.values)["nearest"]))


def test_french_sentences_have_french_spaces() -> None:
    """French quotation marks enclose no-break spaces; a narrow one precedes a question mark."""
    with pytest.raises(RuleNotUnderstood) as caught:
        parse_rule("tojours")
    sentence = caught.value.hint.text(load_translations("fr").gettext)
    assert sentence == "Vouliez-vous écrire «\u00a0toujours\u00a0»\u202f?"


def test_keeps_the_words_as_written() -> None:
    """A rule keeps the words it was written in, except for their spacing."""
    assert parse_rule(" 15  Jours avant ").text == "15 Jours avant"


@given(st.text(max_size=40) | st.text("0159-: dhjaveftrnt", max_size=24))
def test_any_text_is_understood_or_refused(text: str) -> None:
    """No text makes the grammar fail, except by refusing it (G9)."""
    with suppress(RuleNotUnderstood):
        parse_rule(text)


COUNTS = st.integers(1, 366)
SIGNED = COUNTS | COUNTS.map(lambda count: -count)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
RULES = st.one_of(
    st.sampled_from([Always(), Never(), AT_START, AT_END]),
    st.builds(OnDate, MOMENTS),
    st.builds(DaysFromMeeting, SIGNED, TIMES),
    st.builds(ElapsedFromMeeting, SIGNED.map(lambda minutes: timedelta(minutes=minutes))),
    st.builds(within, minutes=COUNTS),
    st.builds(Bounded, st.builds(DaysFromMeeting, SIGNED, TIMES), MOMENTS),
    st.builds(Bounded, st.builds(within, minutes=COUNTS), st.none(), MOMENTS),
)


@given(RULES, st.sampled_from(["en", "fr"]))
def test_understands_its_own_wording(rule: Rule, language: str) -> None:
    """The canonical wording of a rule, in either language, is read as that rule."""
    assert parse_rule(word_rule(rule, language)).rule == rule


@pytest.mark.parametrize(
    "template",
    ["après {0}h{1:02} de réunion", "{0} h {1:02} de séance", "{0}h{1:02} après démarrage"],
)
@given(st.integers(1, 23), st.integers(1, 59))
def test_a_proposal_has_the_length_that_was_written(template: str, hours: int, rest: int) -> None:
    """Early is a breach: no refusal proposes less time than its author wrote."""
    with pytest.raises(RuleNotUnderstood) as caught:
        parse_rule(template.format(hours, rest))
    proposed = dict(caught.value.hint.values)
    nearest = proposed.get("nearest") or proposed.get("from_start")
    assert parse_rule(str(nearest)).rule == within(hours=hours, minutes=rest)


def test_vocabularies_are_apart() -> None:
    """No phrase or side belongs to both languages, so that mixing can be noticed."""
    for table in ("phrases", "sides", "neighbours"):
        english = {fold_words(word) for word in getattr(ENGLISH, table)}
        french = {fold_words(word) for word in getattr(FRENCH, table)}
        assert not english & french


def with_plain_spaces(sentence: str) -> str:
    """Return a sentence with ordinary spaces, easier to write in a table."""
    return sentence.replace("\u00a0", " ").replace("\u202f", " ")
