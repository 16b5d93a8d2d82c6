"""Decides which parts a room code opens: those that members will see later.

RC1 Only a group whose file says ``room_code: true`` has a room code.
RC2 It is for the group's next meeting, if that is on an announced theme.
RC3 It opens every part that is open to members, or will open to them one day. The guide, and parts
    that a rule never opens, stay closed.
RC4 There is a code while one of these parts is closed to members. A site of members or readers
    carries the sealed parts while one of them is closed to that site.
"""

from __future__ import annotations

from parution.domain import Outlook, Part, Reason


def list_parts_behind_code(members: Outlook) -> tuple[Part, ...]:
    """Return the parts that a code opens (RC3); empty if members see them all already (RC4).

    ``members`` is the outlook of the members' site on the theme.
    """
    parts = tuple(each.part for each in members if each.visible or each.reason is Reason.NOT_YET)
    return parts if needs_code(members, parts) else ()


def needs_code(outlook: Outlook, parts: tuple[Part, ...]) -> bool:
    """Return whether one of these parts is closed to a site with this outlook (RC4)."""
    return any(each.part in parts and not each.visible for each in outlook)
