"""The desk writes change texts as `parution.changes` does, byte for byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from changes.examples import GOLDEN, NAMES, read_example
from desk.scripts import run
from parution.changes import Request, RequestedMeeting, write_change
from parution.changes.find import FoundBlock, find_changes
from parution.changes.write_request import Names
from parution.compose.desk.words import collect_script_words
from parution.language.catalogues import load_translations

TRANSLATE = load_translations("fr").gettext

WRITE = """
const { changeText } = await scripts("desk-change-text");
return given.requests.map(({ names, ...request }) => changeText(request, names, given.words));
"""


def write_texts(requests: list[dict[str, object]]) -> list[str]:
    """Return the texts that the desk's script writes."""
    return list(run(WRITE, {"requests": requests, "words": collect_script_words(TRANSLATE)}))


def test_the_desk_writes_the_golden_texts() -> None:
    """The browser's script writes each example as its file has it."""
    requests = [json.loads((GOLDEN / f"{name}.json").read_text("utf-8")) for name in NAMES]
    assert write_texts(requests) == [read_example(name).text for name in NAMES]


VALUES = st.one_of(
    st.none(),
    # Letters that only the newer tables of Unicode know may be quoted in one text alone.
    st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=80),
    st.from_regex(r"20\d\d-[01]\d-[0-3]\d( [0-2]\d:[0-5]\d)?", fullmatch=True),
    st.text(" \n\"\\«»’'…—-:~.é\u00a0\u202f\u200b\u0301a1", max_size=30),
)


@st.composite
def requests(draw: st.DrawFn) -> dict[str, object]:
    """Draw a request with any values."""
    keys = (
        "place", "policy", "releases.dossier.member", "releases.dossier.reader", "text",
        "draft", "question.2", "question.2.outcome", "question.2.answer",
    )  # fmt: skip
    # Rules of members and of designated readers are often alike.
    alike = draw(st.booleans())
    sets, was = ({key: draw(VALUES) for key in keys} for _ in range(2))
    for values in (sets, was) if alike else ():
        values["releases.dossier.reader"] = values["releases.dossier.member"]
    return {
        "group": "blain",
        "made": "2026-09-20T08:15:07Z",
        "wish": draw(st.sampled_from(["edit-meeting", "add-meeting", "minutes", "answer"])),
        "meeting": {
            "starts": "2026-10-08 20:30",
            "title": draw(st.text(st.characters(exclude_categories=["C"]), min_size=1)),
        },
        "set": sets,
        "was": was,
        "names": {"group": "Blain", "themes": {}},
    }


@settings(max_examples=15)
@given(st.lists(requests(), min_size=10, max_size=10))
def test_both_write_the_same_of_any_values(requests: list[dict[str, object]]) -> None:
    """Both write the same lines and check for any quotes, spaces, accents and empty texts."""
    expected = [write_change(request_of(each), Names("Blain"), TRANSLATE) for each in requests]
    assert write_texts(requests) == expected


def request_of(told: dict[str, object]) -> Request:
    meeting = told["meeting"]
    assert isinstance(meeting, dict)
    return Request(
        "blain",
        datetime(2026, 9, 20, 8, 15, 7, tzinfo=UTC),
        str(told["wish"]),
        RequestedMeeting(datetime(2026, 10, 8, 20, 30), None, meeting["title"]),
        told["set"],  # type: ignore[arg-type]
        told["was"],  # type: ignore[arg-type]
    )


def test_the_desk_s_text_is_read_back() -> None:
    """The program reads the browser's text as it reads its own."""
    told = json.loads((GOLDEN / "edit.json").read_text("utf-8"))
    (found,) = find_changes("\n".join(f"> {line}" for line in write_texts([told])[0].split("\n")))
    assert isinstance(found, FoundBlock)
    assert found.request == read_example("edit").request
