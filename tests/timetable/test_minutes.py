"""`parution apply` writes groups' minutes, questions and answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.timetable.requests import AT, STARTS, ask_for

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


def ask_for_minutes(
    sets: Mapping[str, str | None], was: Mapping[str, str | None] | None = None, made: int = 0
) -> str:
    """Return a request about the minutes of the first meeting."""
    return ask_for("minutes", sets, was=was or {}, made=made)


def ask_for_answer(
    number: int = 1,
    question: str | None = "Quelle échelle à quatre ans ?",
    answer: str | None = "EVENDOL [@durand2019].\n\nMieux que l’œil.",
    day: str | None = "2026-11-02",
    was: Mapping[str, str | None] | None = None,
) -> str:
    """Return a request that answers a question."""
    stem = f"question.{number}"
    sets = {f"{stem}.answer": answer, f"{stem}.answered": day}
    return ask_for("answer", sets, was={stem: question, **(was or {})})


def write_project_with(folder: Path, minutes: str | bytes | None) -> Path:
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
    """For a day without minutes a file is made as people write it, and `check` accepts it."""
    project = write_project_with(tmp_path, None)
    done = apply(project, ask_for_minutes(sets, {"text": None}))
    assert done.code == 0, done.out + done.err
    assert minutes(project) == made
    assert run(project, "check").code == 0


EDITED = [
    (
        "the text",
        ask_for_minutes({"text": "Dix."}, {"text": TEXT}),
        HELD[HELD.index("Présents") : HELD.index("Demander.") + 9],
        "Dix.",
    ),
    (
        "a question",
        ask_for_minutes({"question.2": "Et le jour ?"}, {"question.2": "Et la nuit"}),
        "Et la nuit",
        '"Et le jour ?"',
    ),
    (
        "what a search needs",
        ask_for_minutes(
            {"question.1.outcome": "douleur"}, {"question.1": "Quelle échelle à quatre ans ?"}
        ),
        "    searched_by: A. B.\n",
        "    searched_by: A. B.\n    outcome: douleur\n",
    ),
    (
        "one more question",
        ask_for_minutes({"question.4": "Et l’été ?", "question.4.searched_by": "C. D."}),
        "    answered: 2026-10-20\n",
        "    answered: 2026-10-20\n  - question: Et l’été ?\n    searched_by: C. D.\n",
    ),
    (
        "a number that is taken",
        ask_for_minutes({"question.2": "Et l’été ?"}),
        "    answered: 2026-10-20\n",
        "    answered: 2026-10-20\n  - question: Et l’été ?\n",
    ),
    (
        "kept as a draft",
        ask_for_minutes({"draft": "true"}),
        "2026-10-20\n",
        "2026-10-20\ndraft: true\n",
    ),
    (
        "an answer",
        ask_for_answer(),
        "    searched_by: A. B.\n",
        "    searched_by: A. B.\n    answer: |\n      EVENDOL [@durand2019].\n\n"
        "      Mieux que l’œil.\n    answered: 2026-11-02\n",
    ),
    (
        "an answer in braces",
        ask_for_answer(2, "Et la nuit", "Oui.\nNon."),
        "{question: Et la nuit}",
        '{question: Et la nuit, answer: "Oui.\\nNon.", answered: 2026-11-02}',
    ),
    (
        "another answer",
        ask_for_answer(
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
    """The requested value changes, every other byte stays the same, and `check` accepts it."""
    assert HELD.count(before) == 1
    project = write_project_with(tmp_path, HELD.replace("\n", line_end).encode())
    done = apply(project, text)
    assert done.code == 0, done.out + done.err
    assert minutes(project) == HELD.replace(before, after).replace("\n", line_end)
    assert run(project, "check").code == 0


REFUSED = [
    ("no such group", ask_for("minutes", {"text": "A"}, group="blin"), "ne s’appelle « blin »"),
    (
        "a day without meeting",
        ask_for("minutes", {"text": "A"}, starts="2026-10-09 20:30"),
        "n’a pas de réunion le 2026-10-09",
    ),
    (
        "a text changed since",
        ask_for_minutes({"text": "A"}, {"text": "B"}),
        "texte du compte rendu",
    ),
    ("a text written since", ask_for_minutes({"text": "A"}), "texte du compte rendu"),
    (
        "a question changed since",
        ask_for_minutes({"question.1": "A"}, {"question.1": "B"}),
        "question 1",
    ),
    (
        "a question that is not there",
        ask_for_minutes({"question.7.outcome": "A"}),
        "pas de question 7",
    ),
    (
        "a question taken away",
        ask_for_minutes({"question.2": None}, {"question.2": "Et la nuit"}),
        "pas de question 2",
    ),
    ("an answer among minutes", ask_for_minutes({"question.1.answer": "A"}), "question.1.answer"),
    ("an unknown key", ask_for_minutes({"couleur": "rouge"}), "rien qui s’appelle « couleur »"),
    ("neither draft nor not", ask_for_minutes({"draft": "peut-être"}), "draft: peut-être"),
    (
        "a text that no build takes",
        ask_for_minutes({"text": "Voir [@inconnu2020]."}, {"text": TEXT}),
        "inconnu2020",
    ),
    ("an answer without its date", ask_for_answer(day=None), "avec sa date"),
    ("a date that is none", ask_for_answer(day="hier"), "« hier » n’est pas une date"),
    ("an answer without words", ask_for_answer(answer=None), "avec sa date"),
    ("an answer to nothing", ask_for_answer(question=None), "à quelle question"),
    ("an answer to another", ask_for_answer(question="Autre ?"), "question 1"),
    (
        "answered since",
        ask_for_answer(3, "Le repos aide-t-il ?", "Non."),
        "réponse à la question 3",
    ),
    (
        "an answer that sets a question",
        ask_for(
            "answer",
            {"question.1": "A", "question.1.answer": "B", "question.1.answered": "2026-11-02"},
            was={"question.1": "Quelle échelle à quatre ans ?"},
        ),
        "question.1",
    ),
    (
        "two answers at once",
        ask_for(
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
def test_an_impossible_request_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """A refused request changes nothing, and the reason says which request to send instead."""
    project = write_project_with(tmp_path, HELD)
    done = apply(project, text)
    assert done.code == 1
    assert said in done.out
    assert "→" in done.out
    assert minutes(project) == HELD
    assert not (project / "groups/changes.log").exists()


def test_a_refused_text_makes_no_file(tmp_path: Path) -> None:
    """New minutes that `check` would refuse are not written."""
    project = write_project_with(tmp_path, None)
    assert apply(project, ask_for_minutes({"text": "Voir [@inconnu2020]."})).code == 1
    assert not (project / FILE).parent.exists()


def test_patients_are_warned_of(tmp_path: Path) -> None:
    """A text with signs of a patient is written, with a warning that says why to remove them."""
    project = write_project_with(tmp_path, None)
    done = apply(project, ask_for_minutes({"text": "Mme L., 54 ans, a mal."}))
    assert done.code == 0
    assert "attention : « Mme L., 54 ans » ressemble à" in done.out
    assert "la situation, pas la personne" in done.out


def test_the_new_text_is_shown(tmp_path: Path) -> None:
    """Before agreeing one reads the words: the question, and all lines of its answer."""
    project = write_project_with(tmp_path, HELD)
    done = apply(project, ask_for_answer(), "--dry-run")
    told = done.out[: done.out.index("n’ouvre")].splitlines()[1:-1]
    assert told == [
        "  - Question 1 : Quelle échelle à quatre ans ?",
        "  - Réponse : EVENDOL [@durand2019].",
        "  │",
        "  │ Mieux que l’œil.",
        "  - Répondu le : lundi 2 novembre 2026",
    ]


def test_signs_that_command_a_terminal_are_not_shown(tmp_path: Path) -> None:
    """No control character of a mail reaches the terminal."""
    done = apply(
        write_project_with(tmp_path, None),
        ask_for_minutes({"text": "Neuf\x1b[2J\x9b1m."}),
        "--dry-run",
    )
    assert done.code == 1
    assert "Neuf\ufffd[2J\ufffd1m." in done.out
    assert not {"\x1b", "\x9b"} & set(done.out)


def test_a_line_of_the_log_names_pieces_without_their_words(tmp_path: Path) -> None:
    """The log names the pieces written, without their words, which may be removed later."""
    project = write_project_with(tmp_path, None)
    apply(project, ask_for_minutes({"text": "Mme L., 54 ans", "question.1": "Quand ?"}))
    (line,) = (project / "groups/changes.log").read_text(encoding="utf-8").splitlines()
    assert line.split("\t")[1:] == [
        "blain",
        "minutes",
        STARTS,
        "text; question.1",
        "demande.txt, ligne 1",
    ]


def test_a_line_of_the_log_repeats_no_answer(tmp_path: Path) -> None:
    """The log names the question that was answered, not the words, which may be of a patient."""
    project = write_project_with(tmp_path, HELD)
    assert apply(project, ask_for_answer(answer="Comme Mme L., 54 ans.")).code == 0
    (line,) = (project / "groups/changes.log").read_text(encoding="utf-8").splitlines()
    assert line.split("\t")[4] == "question.1.answer; question.1.answered"


@pytest.mark.parametrize(
    "text",
    [
        ask_for_minutes({"text": "A", "question.1": "Quand ?"}),
        ask_for_answer(),
        ask_for_minutes({"question.9": "Oui ?"}),
    ],
)
def test_applied_again_it_does_nothing(tmp_path: Path, text: str) -> None:
    """A text applied twice does nothing the second time."""
    project = write_project_with(tmp_path, None if "set.text" in text else HELD)
    assert apply(project, text).code == 0
    once = minutes(project)
    again = apply(project, text)
    assert (again.code, minutes(project)) == (0, once)
    assert "rien à faire" in again.out


def test_minutes_and_their_answer_are_applied_together(tmp_path: Path) -> None:
    """Each request of a mail is carried out on the result of those before."""
    project = write_project_with(tmp_path, None)
    answer = ask_for(
        "answer",
        {"question.1.answer": "Demain.", "question.1.answered": "2026-11-02"},
        was={"question.1": "Quand ?"},
        made=1,
    )
    done = apply(project, answer + ask_for_minutes({"question.1": "Quand ?"}))
    assert done.code == 0, done.out + done.err
    assert minutes(project) == (
        "---\nquestions:\n  - question: Quand ?\n    answer: |\n      Demain.\n"
        "    answered: 2026-11-02\n---\n\n"
    )


def test_nothing_is_written_without_agreement(tmp_path: Path) -> None:
    """A dry run shows the changes, and makes no file."""
    project = write_project_with(tmp_path, None)
    assert apply(project, ask_for_minutes({"text": "A"}), "--dry-run").code == 0
    assert not (project / FILE).exists()
