"""What a room code opens: of the next meeting's theme, all that members are still to see.

C1  Only a group whose file says so has a room code.
C2  It is for the group's next meeting, if that is on an announced theme.
C3  It opens every part that is open to members, or will open to them one day. The guide, and
    what a rule closes for good, stay closed.
C4  There is a code while one of these parts is closed to members, and a site of members or
    readers carries what it opens while one of them is closed to that site.
"""

from __future__ import annotations

from parution.domain import Outlook, Part, Reason


def parts_behind_code(members: Outlook) -> tuple[Part, ...]:
    """Return the parts that a code opens (C3); none where members have them all (C4).

    ``members`` is what is decided of the theme for the members' site.
    """
    parts = tuple(each.part for each in members if each.visible or each.reason is Reason.NOT_YET)
    return parts if needs_code(members, parts) else ()


def needs_code(outlook: Outlook, parts: tuple[Part, ...]) -> bool:
    """Tell whether one of these parts is closed to a site with this outlook (C4)."""
    return any(each.part in parts and not each.visible for each in outlook)
