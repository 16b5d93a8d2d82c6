"""The forms for minutes and answers make requests, and keep drafts on a device."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.scripts import run
from parution.compose.desk.words import collect_script_words
from parution.language.catalogues import load_translations
from parution.timetable.minutes_text import edit_minutes, read_values

WORDS = collect_script_words(load_translations("fr").gettext)
NOW = 1_791_000_000_000
MEETING = {"starts": "2026-10-08 20:30", "theme": "2026/douleur", "title": None}
FREE = {"starts": "2026-11-12 20:30", "theme": None, "title": "Sages-femmes"}
HIDDEN = {"starts": "2026-10-20 20:30", "theme": None, "title": None, "unannounced": True}
FACTS = {"group": {"slug": "blain", "name": "Blain"}, "meetings": [MEETING, HIDDEN, FREE]}
HELD = {
    "day": "2026-10-08",
    "draft": False,
    "text": "Neuf.",
    "questions": [{"question": "Quand ?", "outcome": "douleur"}, {"question": "Où ?"}],
}

ASK = """
const { minutesWish } = await scripts("desk-minutes");
return given.rows.map(({ before, written }) =>
  minutesWish(given.facts, given.meeting, before, written, given.now, given.words));
"""


def make_request(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the form's request for minutes as they were, and as they are typed."""
    given = {"rows": rows, "facts": FACTS, "meeting": MEETING, "now": NOW, "words": WORDS}
    return list(run(ASK, given))


def written(text: str = "Neuf.", *questions: dict[str, str], draft: bool = False) -> dict[str, Any]:
    return {"text": text, "draft": draft, "questions": list(questions)}


WHEN, WHERE = HELD["questions"]  # type: ignore[misc]

# Name, minutes before, the form's fields; the values set and replaced, or the errors.
ROWS: list[tuple[str, Any, Any, Any]] = [
    ("nothing written", None, written("  "), None),
    ("nothing changed", HELD, written("Neuf.\n", WHEN, WHERE), None),
    ("a draft of nothing", None, written("", draft=True), None),
    ("the first", None, written("Dix."), ({"text": "Dix."}, {"text": None})),
    ("a draft", None, written("Dix.", draft=True),
     ({"text": "Dix.", "draft": "true"}, {"text": None})),
    ("shown at last", {**HELD, "draft": True}, written("Neuf.", WHEN, WHERE),
     ({"draft": "false"}, {})),
    ("another text", HELD, written("Dix.", WHEN, WHERE), ({"text": "Dix."}, {"text": "Neuf."})),
    ("a text taken away", HELD, written("", WHEN, WHERE), ({"text": None}, {"text": "Neuf."})),
    ("other words", HELD, written("Neuf.", {**WHEN, "question": "Quand\n donc ?"}, WHERE),
     ({"question.1": "Quand donc ?"}, {"question.1": "Quand ?"})),
    ("one piece of a question", HELD, written("Neuf.", {**WHEN, "outcome": ""}, WHERE),
     ({"question.1.outcome": None}, {"question.1.outcome": "douleur", "question.1": "Quand ?"})),
    ("one more question", HELD,
     written("Neuf.", WHEN, WHERE, {"question": "Qui ?", "searched_by": "A. B."}),
     ({"question.3": "Qui ?", "question.3.searched_by": "A. B."}, {})),
    ("an empty place for one", HELD, written("Neuf.", WHEN, WHERE, {"question": " "}), None),
    ("an empty place between", None, written("", {}, {"question": "Qui ?"}),
     ({"question.1": "Qui ?"}, {})),
    ("no question asked", None, written("", {"outcome": "douleur"}),
     ["Question 1\u00a0: écrivez la question elle-même."]),
    ("a question emptied", HELD, written("Neuf.", {"question": ""}, WHERE),
     ["La question 1 figure sur le site\u00a0: pour la retirer, écrivez à l’association."]),
]  # fmt: skip


def test_a_form_requests_changed_values_alone() -> None:
    """A form requests only changed values, with the old ones, or gives the reason why it cannot."""
    found = make_request([{"before": before, "written": said} for _, before, said, _ in ROWS])
    told = {
        name: wish["errors"]
        or (wish["request"] and (wish["request"]["set"], wish["request"]["was"]))
        for (name, *_), wish in zip(ROWS, found, strict=True)
    }
    assert told == {name: list(e) if isinstance(e, list) else e for name, _, _, e in ROWS}


SENTENCES = st.text("ab é?\n-#", max_size=12)
QUESTIONS = st.lists(
    st.fixed_dictionaries(
        {"question": st.text("abé", min_size=1, max_size=6).map("{} ?".format)},
        optional={"population": st.text("xyz:", max_size=5), "searched_by": st.just("A. B.")},
    ),
    max_size=3,
)


@settings(max_examples=4)
@given(st.lists(st.tuples(SENTENCES, QUESTIONS), min_size=20, max_size=20))
def test_apply_writes_the_content_of_the_form(drawn: list[tuple[str, Any]]) -> None:
    """`apply` writes a file from it with the form's text and questions."""
    found = make_request([{"before": None, "written": written(t, *qs)} for t, qs in drawn])
    for (text, questions), wish in zip(drawn, found, strict=True):
        sets = wish["request"]["set"] if wish["request"] else {}
        expected = {"text": text.strip()} if text.strip() else {}
        for number, question in enumerate(questions, 1):
            stem = f"question.{number}"
            told = {k: " ".join(v.split()) for k, v in question.items() if v.strip()}
            expected |= {stem if k == "question" else f"{stem}.{k}": v for k, v in told.items()}
        assert read_values(edit_minutes("", sets)) == expected


PIECES = """
const { joined, piecesOf } = await scripts("desk-minutes");
return given.texts.map((text) => {
  const pieces = piecesOf(text, given.words);
  return [pieces, pieces && joined(pieces, given.words)];
});
"""
DECIDED, TO_TRY = "## Ce que nous avons décidé\n\n", "## Ce que chacun veut essayer\n\n"
TEXTS = [
    ("", ["", "", ""]),
    ("Neuf.", ["Neuf.", "", ""]),
    (f"Neuf.\n\n{DECIDED}- Un\n- Deux\n\n{TO_TRY}Trois.", ["Neuf.", "- Un\n- Deux", "Trois."]),
    (f"{DECIDED}Un.\n\n## Débat\n\nDeux.", ["", "Un.\n\n## Débat\n\nDeux.", ""]),
    (f"{TO_TRY}Un.\n\n{DECIDED}Deux.", ["", "", f"Un.\n\n{DECIDED}Deux."]),  # in another order
    (f"{DECIDED}Une phrase\nsur deux lignes.", None),  # separate pieces would become a list
    (f"{DECIDED}\nUn.", None),  # separate pieces would lose a blank line
]


def test_a_text_is_shown_in_pieces_where_nothing_of_it_is_lost() -> None:
    """A text is split into pieces only if they make the same text again, else shown whole."""
    found = run(PIECES, {"texts": [text for text, _ in TEXTS], "words": WORDS})
    assert [pieces for pieces, _ in found] == [expected for _, expected in TEXTS]
    assert [whole for _, whole in found] == [pieces and text for text, pieces in TEXTS]


JOIN = """
const { joined } = await scripts("desk-minutes");
return given.pieces.map((pieces) => joined(pieces, given.words));
"""


def test_lines_below_each_other_become_a_list() -> None:
    """Plain lines become a list; marked ones and paragraphs stay."""
    pieces = [["", "Un\nDeux", ""], ["", "- Un\n- Deux", ""], ["", "Un.\n\nDeux.", "Trois"]]
    assert run(JOIN, {"pieces": pieces, "words": WORDS}) == [
        f"{DECIDED}- Un\n- Deux",
        f"{DECIDED}- Un\n- Deux",
        f"{DECIDED}Un.\n\nDeux.\n\n{TO_TRY}Trois",
    ]


ANSWER = """
const { answerWish, meetingsHeld, questionsAsked } = await scripts("desk-minutes");
const { open, answered } = questionsAsked(given.facts, given.minutes);
const wishes = (question, rows) =>
  rows.map((each) => answerWish(given.facts, question, each, given.now, given.words));
return {
  open: open.map(({ number, before }) => [number, before.question]),
  answered: answered.map(({ number, before }) => [number, before.question]),
  held: meetingsHeld(given.facts, "2026-11-12").map(({ starts }) => starts),
  wishes: wishes(open[0], given.written),
  corrections: wishes(answered[0], given.corrected),
};
"""
ANSWERED = {"question": "A ?", "answer": "Un peu.", "answered": "2026-10-09"}


def answers_given(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [{"answer": answer, "answered": day} for answer, day in rows]


@pytest.fixture(scope="module")
def answers() -> Any:
    minutes = [
        {**HELD, "questions": [ANSWERED, {"question": "B ?"}]},
        {"day": "2026-10-20", "withheld": True},
        {"day": "2026-11-12", "draft": False, "text": "", "questions": [{"question": "C ?"}]},
    ]
    written = answers_given(
        ("", "2026-11-13"), ("Oui.\n\nNon. ", "2026-11-13"), ("Oui.", ""), ("Oui.", "2026-11-01")
    )
    corrected = answers_given(
        ("Un peu.\n", "2026-10-09"), ("Non.", "2026-10-09"), ("Un peu.", "2026-10-10"), ("", "")
    )
    given = {"facts": FACTS, "minutes": minutes, "now": NOW, "words": WORDS}
    return run(ANSWER, {**given, "written": written, "corrected": corrected})


def test_open_questions_come_by_their_numbers_the_latest_meeting_first(answers: Any) -> None:
    """Answered questions come separately; those on unannounced themes are left out."""
    assert answers["open"] == [[1, "C ?"], [2, "B ?"]]
    assert answers["answered"] == [[1, "A ?"]]


def test_minutes_are_offered_of_past_meetings(answers: Any) -> None:
    """Past meetings are offered, the latest first, except those on unannounced themes."""
    assert answers["held"] == ["2026-11-12 20:30", "2026-10-08 20:30"]


def test_an_answer_names_its_question_and_day(answers: Any) -> None:
    """An answer names its question, its meeting by title if free, and a day not before it."""
    nothing, whole, undated, early = answers["wishes"]
    assert (nothing["request"], nothing["errors"]) == (None, [])
    request = whole["request"]
    assert request["meeting"] == {"starts": "2026-11-12 20:30", "title": "Sages-femmes"}
    assert request["set"] == {
        "question.1.answer": "Oui.\n\nNon.",
        "question.1.answered": "2026-11-13",
    }
    assert request["was"] == {
        "question.1": "C ?", "question.1.answer": None, "question.1.answered": None
    }  # fmt: skip
    assert undated["errors"] == ["Dites quel jour la réponse a été donnée."]
    assert "avant la réunion" in early["errors"][0]


def test_an_answer_is_corrected(answers: Any) -> None:
    """The request has the old answer; an unchanged answer, or one with a patient, makes none."""
    same, other, later, emptied = answers["corrections"]
    assert (same["request"], same["errors"]) == (None, [])
    assert other["request"]["set"] == {
        "question.1.answer": "Non.", "question.1.answered": "2026-10-09"
    }  # fmt: skip
    assert other["request"]["was"] == {
        "question.1": "A ?", "question.1.answer": "Un peu.", "question.1.answered": "2026-10-09"
    }  # fmt: skip
    assert later["request"]["set"]["question.1.answered"] == "2026-10-10"
    assert "pour la retirer" in emptied["errors"][0]


KEEP = """
const { drawer } = await scripts("desk-kept");
const held = new Map();
const store = {
  getItem: (name) => held.get(name) ?? null,
  setItem: (name, value) => held.set(name, value),
  removeItem: (name) => held.delete(name),
};
const full = { ...store, setItem: () => { throw new Error("full"); } };
const kept = { written: { text: "Neuf." }, base: "null" };
const box = drawer("blain", "2026-10-08 20:30", store);
const other = drawer("blain", "2026-11-12 20:30", store);
const said = { isKept: box.keep(kept), read: box.read(0), other: other.read(0) };
box.keep({ ...kept, sent: 1 });
const sent = { soon: box.read(3_600_000), later: box.read(90_000_000), left: held.size };
held.set("parution.written blain x", "{");
const broken = [drawer("blain", "x", store).read(0), held.size];
box.keep(kept);
box.forget();
const none = [drawer("a", "b", null).keep(kept), drawer("a", "b", full).keep(kept)];
return { said, sent, broken, erased: held.size, none };
"""


@pytest.fixture(scope="module")
def device() -> Any:
    return run(KEEP, {})


def test_drafts_are_kept_by_meeting(device: Any) -> None:
    """A form finds its own draft again, and no other form does."""
    kept = {"written": {"text": "Neuf."}, "base": "null"}
    assert device["said"] == {"isKept": True, "read": kept, "other": None}


def test_a_sent_draft_is_erased_the_day_after(device: Any) -> None:
    """A sent draft is kept for an hour, in case the mail did not leave, and gone the next day."""
    assert device["sent"]["soon"]["sent"] == 1
    assert (device["sent"]["later"], device["sent"]["left"]) == (None, 0)


def test_broken_drafts_and_storage_are_reported(device: Any) -> None:
    """A broken draft is erased, an erased one leaves nothing, and failed storage is reported."""
    assert device["broken"] == [None, 0]
    assert device["erased"] == 0
    assert device["none"] == [False, False]
