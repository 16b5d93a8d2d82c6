"""What an animateur asks for, as a text that people read and that survives the mail.

A *change text* says in words what is wanted, then says it again in a block between two lines that
mark it, for the program. This room knows the text alone, both ways: `write_change` makes one,
`find_changes` finds those that stand in a mail or a pasted answer, whole or refused. Which wishes
there are and what they do to a group's file is not its subject: a wish is a name, with what it
sets. The format and why it is so: docs/decisions/0111.
"""

from parution.changes.find import BrokenBlock, FoundBlock, find_changes
from parution.changes.mail import texts_in
from parution.changes.request import Request, RequestedMeeting
from parution.changes.write import block_of, write_change

__all__ = [
    "BrokenBlock",
    "FoundBlock",
    "Request",
    "RequestedMeeting",
    "block_of",
    "find_changes",
    "texts_in",
    "write_change",
]
