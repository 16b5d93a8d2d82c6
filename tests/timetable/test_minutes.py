"""`parution apply` for what groups write down: minutes, questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.timetable.requests import AT, STARTS, asked

from command_line import Done, run
from tiny_project import tiny_project

FILE = "groups/blain/2026-10-08.md"

HELD = """\
---
# à relire
questions:
  - question: Quelle échelle à quatre ans ?  # Anne
    searched_by: A. B.
  - {question: Et la nuit}
  - question: Le repos aide-t-il ?
    answer: |
      Un peu.

      Parfois.
    answered: 2026-10-20
---

Présents\u00a0: neuf. <!-- entre nous -->

- Demander.

"""
"""Minutes as somebody laid them out by hand."""

TEXT = "Présents : neuf. <!-- entre nous -->\n\n- Demander."


def wished(
    sets: Mapping[str, str | None], was: Mapping[str, str | None] | None = None, made: int = 0
) -> str:
    """Return a request about the minutes of the first meeting."""
    return asked("minutes", sets, was=was or {}, made=made)


def answered(
    number: int = 1,
    question: str | None = "Quelle échelle à quatre ans ?",
    answer: str | None = "EVENDOL [@durand2019].\n\nMieux que l’œil.",
    day: str | None = "2026-11-02",
    was: Mapping[str, str | None] | None = None,
) -> str:
    """Return a request that answers a question."""
    stem = f"question.{number}"
    sets = {f"{stem}.answer": answer, f"{stem}.answered": day}
    return asked("answer", sets, was={stem: question, **(was or {})})


def project_with(folder: Path, minutes: str | bytes | None) -> Path:
    """Return the tiny project, whose group has these minutes."""
    return tiny_project(folder, {FILE: minutes})


def apply(project: Path, text: str, *options: str) -> Done:
    """Apply a text that was saved as a file."""
    (project / "demande.txt").write_text(text, encoding="utf-8")
    return run(project, "apply", "demande.txt", "--at", AT, "--yes", *options)


def minutes(project: Path) -> str:
    return (project / FILE).read_bytes().decode()


NEW = [
    ("a text", {"text": "Neuf.\n\n- Oui."}, "Neuf.\n\n- Oui.\n"),
    (
        "text and questions",
        {
            "text": "Neuf.",
            "question.1": "Faut-il : oui ?",
            "question.1.population": "enfants",
            "question.2": "Quand ?",
        },
        '---\nquestions:\n  - question: "Faut-il : oui ?"\n    population: enfants\n'
        "  - question: Quand ?\n---\n\nNeuf.\n",
    ),
    (
        "a draft",
        {"draft": "true", "text": "Neuf.", "question.1": "Quand ?"},
        "---\ndraft: true\nquestions:\n  - question: Quand ?\n---\n\nNeuf.\n",
    ),
    ("a text like front matter", {"text": "---\nx: y\n---"}, "---\n---\n\n---\nx: y\n---\n"),
]


@pytest.mark.parametrize(("sets", "made"), [row[1:] for row in NEW], ids=[row[0] for row in NEW])
def test_minutes_are_made(tmp_path: Path, sets: Mapping[str, str | None], made: str) -> None:
    """Where a day has no minutes yet, the file is made as people write it, and `check` agrees."""
    project = project_with(tmp_path, None)
    done = apply(project, wished(sets, {"text": None}))
    assert done.code == 0, done.out + done.err
    assert minutes(project) == made
    assert run(project, "check").code == 0


EDITED = [
    (
        "the text",
        wished({"text": "Dix."}, {"text": TEXT}),
        HELD[HELD.index("Présents") : HELD.index("Demander.") + 9],
        "Dix.",
    ),
    (
        "a question",
        wished({"question.2": "Et le jour ?"}, {"question.2": "Et la nuit"}),
        "Et la nuit",
        '"Et le jour ?"',
    ),
    (
        "what a search needs",
        wished({"question.1.outcome": "douleur"}, {"question.1": "Quelle échelle à quatre ans ?"}),
        "    searched_by: A. B.\n",
        "    searched_by: A. B.\n    outcome: douleur\n",
    ),
    (
        "one more question",
        wished({"question.4": "Et l’été ?", "question.4.searched_by": "C. D."}),
        "    answered: 2026-10-20\n",
        "    answered: 2026-10-20\n  - question: Et l’été ?\n    searched_by: C. D.\n",
    ),
    (
        "a number that is taken",
        wished({"question.2": "Et l’été ?"}),
        "    answered: 2026-10-20\n",
        "    answered: 2026-10-20\n  - question: Et l’été ?\n",
    ),
    (
        "kept as a draft",
        wished({"draft": "true"}),
        "2026-10-20\n",
        "2026-10-20\ndraft: true\n",
    ),
    (
        "an answer",
        answered(),
        "    searched_by: A. B.\n",
        "    searched_by: A. B.\n    answer: |\n      EVENDOL [@durand2019].\n\n"
        "      Mieux que l’œil.\n    answered: 2026-11-02\n",
    ),
    (
        "an answer in braces",
        answered(2, "Et la nuit", "Oui.\nNon."),
        "{question: Et la nuit}",
        '{question: Et la nuit, answer: "Oui.\\nNon.", answered: 2026-11-02}',
    ),
    (
        "another answer",
        answered(
            3,
            "Le repos aide-t-il ?",
            "Non.",
            was={"question.3.answer": "Un peu.\n\nParfois.", "question.3.answered": "2026-10-20"},
        ),
        "      Un peu.\n\n      Parfois.\n    answered: 2026-10-20\n",
        "      Non.\n    answered: 2026-11-02\n",
    ),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["Unix", "Windows"])
@pytest.mark.parametrize(
    ("text", "before", "after"), [row[1:] for row in EDITED], ids=[row[0] for row in EDITED]
)
def test_minutes_are_edited(
    tmp_path: Path, text: str, before: str, after: str, line_end: str
) -> None:
    """What was asked for is another; every other byte is as it was, and `check` agrees."""
    assert HELD.count(before) == 1
    project = project_with(tmp_path, HELD.replace("\n", line_end).encode())
    done = apply(project, text)
    assert done.code == 0, done.out + done.err
    assert minutes(project) == HELD.replace(before, after).replace("\n", line_end)
    assert run(project, "check").code == 0


REFUSED = [
    ("no such group", asked("minutes", {"text": "A"}, group="blin"), "ne s’appelle « blin »"),
    (
        "a day without meeting",
        asked("minutes", {"text": "A"}, starts="2026-10-09 20:30"),
        "n’a pas de réunion le 2026-10-09",
    ),
    ("a text changed since", wished({"text": "A"}, {"text": "B"}), "texte du compte rendu"),
    ("a text written since", wished({"text": "A"}), "texte du compte rendu"),
    ("a question changed since", wished({"question.1": "A"}, {"question.1": "B"}), "question 1"),
    (
        "a question that is not there",
        wished({"question.7.outcome": "A"}),
        "pas de question 7",
    ),
    (
        "a question taken away",
        wished({"question.2": None}, {"question.2": "Et la nuit"}),
        "pas de question 2",
    ),
    ("an answer among minutes", wished({"question.1.answer": "A"}), "question.1.answer"),
    ("an unknown key", wished({"couleur": "rouge"}), "rien qui s’appelle « couleur »"),
    ("neither draft nor not", wished({"draft": "peut-être"}), "draft: peut-être"),
    (
        "a text that no build takes",
        wished({"text": "Voir [@inconnu2020]."}, {"text": TEXT}),
        "inconnu2020",
    ),
    ("an answer without its date", answered(day=None), "avec sa date"),
    ("a date that is none", answered(day="hier"), "« hier » n’est pas une date"),
    ("an answer without words", answered(answer=None), "avec sa date"),
    ("an answer to nothing", answered(question=None), "à quelle question"),
    ("an answer to another", answered(question="Autre ?"), "question 1"),
    (
        "answered since",
        answered(3, "Le repos aide-t-il ?", "Non."),
        "réponse à la question 3",
    ),
    (
        "an answer that sets a question",
        asked(
            "answer",
            {"question.1": "A", "question.1.answer": "B", "question.1.answered": "2026-11-02"},
            was={"question.1": "Quelle échelle à quatre ans ?"},
        ),
        "question.1",
    ),
    (
        "two answers at once",
        asked(
            "answer",
            {f"question.{n}.{key}": "2026-11-02" for n in (1, 2) for key in ("answer", "answered")},
            was={"question.1": "Quelle échelle à quatre ans ?", "question.2": "Et la nuit"},
        ),
        "une seule question",
    ),
]


@pytest.mark.parametrize(
    ("text", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_what_cannot_be_done_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """What cannot or may not be done changes nothing; the reason is said, with what to ask for."""
    project = project_with(tmp_path, HELD)
    done = apply(project, text)
    assert done.code == 1
    assert said in done.out
    assert "→" in done.out
    assert minutes(project) == HELD
    assert not (project / "groups/changes.log").exists()


def test_a_refused_text_makes_no_file(tmp_path: Path) -> None:
    """Where `check` would refuse new minutes, there are none."""
    project = project_with(tmp_path, None)
    assert apply(project, wished({"text": "Voir [@inconnu2020]."})).code == 1
    assert not (project / FILE).parent.exists()


def test_patients_are_warned_of(tmp_path: Path) -> None:
    """What looks like a patient is written, and said with the reason to leave it out."""
    project = project_with(tmp_path, None)
    done = apply(project, wished({"text": "Mme L., 54 ans, a mal."}))
    assert done.code == 0
    assert "attention : « Mme L., 54 ans » ressemble à" in done.out
    assert "la situation, pas la personne" in done.out


def test_what_would_be_written_is_shown(tmp_path: Path) -> None:
    """Whoever agrees reads the words first: the question, and all lines of its answer."""
    project = project_with(tmp_path, HELD)
    done = apply(project, answered(), "--dry-run")
    told = done.out[: done.out.index("n’ouvre")].splitlines()[1:-1]
    assert told == [
        "  - Question 1 : Quelle échelle à quatre ans ?",
        "  - Réponse : EVENDOL [@durand2019].",
        "",
        "  Mieux que l’œil.",
        "  - Répondu le : 2026-11-02",
    ]


def test_signs_that_command_a_terminal_are_not_shown(tmp_path: Path) -> None:
    """Whatever a mail holds, nothing of it reaches the terminal but what can be read."""
    done = apply(project_with(tmp_path, None), wished({"text": "Neuf\x1b[2J\x9b1m."}), "--dry-run")
    assert done.code == 1
    assert "Neuf\ufffd[2J\ufffd1m." in done.out
    assert not {"\x1b", "\x9b"} & set(done.out)


def test_a_line_of_the_log_names_pieces_without_their_words(tmp_path: Path) -> None:
    """The log says what was written, so that words that are taken away later stay nowhere."""
    project = project_with(tmp_path, None)
    apply(project, wished({"text": "Mme L., 54 ans", "question.1": "Quand ?"}))
    (line,) = (project / "groups/changes.log").read_text(encoding="utf-8").splitlines()
    assert line.split("\t")[1:] == [
        "blain",
        "minutes",
        STARTS,
        "text; question.1",
        "demande.txt, ligne 1",
    ]


@pytest.mark.parametrize(
    "text",
    [wished({"text": "A", "question.1": "Quand ?"}), answered(), wished({"question.9": "Oui ?"})],
)
def test_applied_again_it_does_nothing(tmp_path: Path, text: str) -> None:
    """A text that comes twice is no mistake."""
    project = project_with(tmp_path, None if "set.text" in text else HELD)
    assert apply(project, text).code == 0
    once = minutes(project)
    again = apply(project, text)
    assert (again.code, minutes(project)) == (0, once)
    assert "rien à faire" in again.out


def test_minutes_and_their_answer_are_applied_together(tmp_path: Path) -> None:
    """Requests of one mail are carried out on what those before have left."""
    project = project_with(tmp_path, None)
    answer = asked(
        "answer",
        {"question.1.answer": "Demain.", "question.1.answered": "2026-11-02"},
        was={"question.1": "Quand ?"},
        made=1,
    )
    done = apply(project, answer + wished({"question.1": "Quand ?"}))
    assert done.code == 0, done.out + done.err
    assert minutes(project) == (
        "---\nquestions:\n  - question: Quand ?\n    answer: |\n      Demain.\n"
        "    answered: 2026-11-02\n---\n\n"
    )


def test_nothing_is_written_without_agreement(tmp_path: Path) -> None:
    """A dry run says what would be done, and makes no file."""
    project = project_with(tmp_path, None)
    assert apply(project, wished({"text": "A"}), "--dry-run").code == 0
    assert not (project / FILE).exists()
