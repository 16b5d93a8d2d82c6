"""The desk's page, with everything that can be read without scripts."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass

from parution.compose.context import Context
from parution.compose.desk.facts import YEARS, collect_desk_facts
from parution.compose.desk.handed_links import list_site_links
from parution.compose.desk.member_messages import LINK_UNKNOWN, list_ready_messages
from parution.compose.desk.room_code import show_code
from parution.compose.desk.words import collect_script_words
from parution.compose.desk.writing import collect_writing_data
from parution.compose.desk.year import COLUMNS, list_meeting_rows, name_policy
from parution.compose.pages.shells import compose_own_shell
from parution.compose.plans import Composed
from parution.compose.relative_links import ROOM_PAGE, link_from, link_to_root
from parution.compose.views import SiteView
from parution.domain.messages import Message, message
from parution.language import labels

DESK = "desk/index.html"
STYLE = "assets/parution/desk.css"

OPINIONS: Mapping[str, Message] = {
    "before": message(
        "We have it before; everyone still starts from a case of his own, and we turn to the text"
        " if needed. But others find that giving everything before makes opinions alike."
    ),
    "references-first": message(
        "We get the references, not the documents. The debate stays alive, and what nobody knows"
        " becomes a question to work on."
    ),
    "after": message(
        "When the answer is “page 5” the debate is closed; without the dossier we exchange. But"
        " searching during the meeting takes time."
    ),
    "readers-first": message("We thought of letting only two or three of us read it beforehand."),
}
"""Opinions of groups on the built-in policies, as in docs/animateur.md."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A policy to choose."""

    name: str
    label: str
    opinion: str
    """The groups' opinion of it; empty for a policy of the association."""


def compose_desk_pages(context: Context, view: SiteView) -> dict[str, Composed]:
    """Compose the desk of a facilitator's site; return no page for other sites."""
    if not view.is_facilitators:
        return {}
    links = list(list_site_links(context, view, DESK))
    text = context.fill(
        "desk",
        rows=list_meeting_rows(context, view, DESK),
        code=show_code(context, view, view.room) if view.room else None,
        room_page=link_from(DESK, ROOM_PAGE),
        columns=[context.say(labels.PARTS[part]) for part in COLUMNS],
        parts=[(part.value, context.say(labels.PARTS[part])) for part in COLUMNS],
        choices=list_choices(context),
        has_readers=view.readers is not None,
        unmet=[
            theme.theme
            for edition in view.editions
            for theme in (() if edition.is_archived else edition.themes)
            if all(each.theme != theme.theme for each in view.meetings)
        ],
        links=links,
        messages=list(list_ready_messages(context, view, links)),
        link_unknown=context.say(LINK_UNKNOWN),
        contact=context.settings.contact,
        last_year=YEARS[-1],
        facts=collect_desk_facts(view),
        words=collect_script_words(context.translate),
    )
    title = context.say(message("Leading my group"))
    name = view.group.name if view.group else ""
    style = html.escape(link_to_root(DESK, view.folder) + STYLE)
    in_head = f'<link rel="stylesheet" href="{style}">'
    main = (text, *collect_writing_data(view))
    return {DESK: compose_own_shell(context, view, DESK, title, main, name, in_head)}


def list_choices(context: Context) -> list[Choice]:
    """Return the policies to choose from, the association's own last."""
    return [
        Choice(
            name=name,
            label=name_policy(context, name),
            opinion=context.say(OPINIONS[name]) if name in OPINIONS else "",
        )
        for name in context.settings.policies
    ]
