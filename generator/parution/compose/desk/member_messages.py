"""Messages that a facilitator sends to her members, ready to be copied or mailed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from parution.compose.context import Context
from parution.compose.desk.handed_links import SiteLink
from parution.compose.views import OwnMeeting, SiteView
from parution.domain import Announcement, Audience, Part
from parution.domain.messages import Message, message
from parution.language import labels
from parution.language.dates import word_date, word_time

LINK_UNKNOWN = message("[the link of your group's site]")
"""Stands for a link while the address of the sites is unknown; the desk's script, which knows the
address of its own page, replaces it.
"""


@dataclass(frozen=True, slots=True)
class ReadyMessage:
    """A message, and a title that states its purpose."""

    title: str
    subject: str
    body: str
    audience: Audience = Audience.MEMBER
    """The audience whose link the message contains."""

    @property
    def mailto(self) -> str:
        """A ``mailto:`` address that opens a mail with the message and no recipient."""
        body = self.body.replace("\n", "\r\n")
        return f"mailto:?subject={quote(self.subject)}&body={quote(body)}"


def list_ready_messages(
    context: Context, view: SiteView, links: list[SiteLink]
) -> Iterator[ReadyMessage]:
    """Yield the messages that apply now."""
    addresses = {each.audience: each.address for each in links}
    unknown = context.say(LINK_UNKNOWN)
    members = addresses[Audience.MEMBER] or unknown
    if opened := find_open_theme(context, view):
        yield announce_dossier(context, *opened, members)
    if view.meetings_ahead:
        yield compose_reminder(context, view, view.meetings_ahead[0], members)
    yield write_members_link(context, view, members)
    if Audience.READER in addresses:
        yield write_readers_link(context, view, addresses[Audience.READER] or unknown)


def find_open_theme(context: Context, view: SiteView) -> tuple[Announcement, str] | None:
    """Return the theme of the next or else last meeting that members can read, and its parts."""
    ahead = [each.theme for each in view.meetings_ahead if each.theme]
    over = [each.theme for each in view.meetings if each not in view.meetings_ahead and each.theme]
    for theme in (*ahead[:1], *over[-1:]):
        if parts := list_readable(context, view, theme):
            return theme, parts
    return None


def list_readable(context: Context, view: SiteView, theme: Announcement) -> str:
    """Return the names of the parts of a theme that members can read."""
    visible = view.members.theme(theme.address).visible
    named = (context.say(labels.PARTS[part]) for part in visible if part is not Part.PRESENTATION)
    return ", ".join(named)


def announce_dossier(context: Context, theme: Announcement, parts: str, link: str) -> ReadyMessage:
    """Return the message that members can read some parts of a theme."""
    return compose_message(
        context,
        message("The dossier is open"),
        message("To read: %(theme)s", theme=theme.title),
        message(
            "On the theme “%(theme)s” you can now read: %(parts)s.", theme=theme.title, parts=parts
        ),
        point_to_site(link),
    )


def compose_reminder(
    context: Context, view: SiteView, meeting: OwnMeeting, link: str
) -> ReadyMessage:
    """Return the reminder of a meeting: date, place, subject, texts to read, case to bring."""
    day = word_date(meeting.starts.date(), context.translate)
    time = word_time(meeting.starts, context.translate)
    about = meeting.theme.title if meeting.theme else meeting.title
    parts = list_readable(context, view, meeting.theme) if meeting.theme else ""
    paragraphs = [
        message("Our group meets on %(day)s at %(time)s.", day=day, time=time),
        message("Place: %(place)s.", place=meeting.venue) if meeting.venue else None,
        message("Subject: %(about)s", about=about) if about else None,
        message("To read before: %(parts)s.", parts=parts) if parts else None,
        message(
            "Bring a case of your own and the question that it left you with, without anything that"
            " would tell who the patient is."
        ),
        point_to_site(link),
    ]
    return compose_message(
        context,
        message("The reminder of the meeting"),
        message("Our meeting on %(day)s", day=day),
        *filter(None, paragraphs),
    )


def write_members_link(context: Context, view: SiteView, link: str) -> ReadyMessage:
    """Return the message that gives members their link."""
    return compose_message(
        context,
        message("Your members' link"),
        message("The site of our group"),
        message(
            "Here is the site of our group, %(group)s: %(link)s", group=name_group(view), link=link
        ),
        message("This link is the key: whoever has it can read. Please keep it among us."),
        message("It works on a phone, without a network too once you have opened it."),
    )


def write_readers_link(context: Context, view: SiteView, link: str) -> ReadyMessage:
    """Return the message that gives designated readers their link."""
    return compose_message(
        context,
        message("Your designated readers' link"),
        message("To read for our group"),
        message(
            "You read ahead for our group, %(group)s, on this site: %(link)s",
            group=name_group(view),
            link=link,
        ),
        message("The others discover the dossier later: please do not hand this link on."),
        audience=Audience.READER,
    )


def point_to_site(link: str) -> Message:
    """Return the sentence with the link to the group's site."""
    return message("On our group's site: %(link)s", link=link)


def name_group(view: SiteView) -> str:
    """Return the group's name."""
    return view.group.name if view.group else ""


def compose_message(
    context: Context,
    title: Message,
    subject: Message,
    *paragraphs: Message,
    audience: Audience = Audience.MEMBER,
) -> ReadyMessage:
    """Return a message in the readers' language, between a greeting and a farewell."""
    sentences = (message("Hello,"), *paragraphs, message("See you soon,"))
    body = "\n\n".join(map(context.say, sentences)) + "\n"
    return ReadyMessage(context.say(title), context.say(subject), body, audience)
