"""A facilitator's desk: her year, what she can ask for, and what she hands to her members.

`facts` is what the page's own scripts reckon with, as values; `words` what they say; `year` her
meetings as a table; `messages` are ready to be sent, with the `links` she hands out; `page` puts it
together. Nothing here decides: a wish becomes a text, which the association applies
(`parution.changes`).
"""

from parution.compose.desk.page import desk_pages

__all__ = ["desk_pages"]
