"""Change texts: requests of facilitators, as text that people read and that survives mail.

A *change text* states a request in words, then repeats it for the program in a block between two
marker lines. This package handles only the text: `write_change` writes one; `find_changes` finds
those in a mail or a pasted reply, whole or refused. It knows neither the kinds of requests nor
their effects on a group's file: a wish is a name with the values that it sets. docs/decisions/0111
describes and justifies the format.
"""

from parution.changes.request import Request, RequestedMeeting
from parution.changes.write_request import write_block, write_change

__all__ = [
    "Request",
    "RequestedMeeting",
    "write_block",
    "write_change",
]
