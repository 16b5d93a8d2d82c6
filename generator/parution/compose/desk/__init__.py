"""A facilitator's desk: her year, her requests, and the texts she hands to her members.

`facts` holds the data of the page's scripts and `words` their sentences; `year` shows her meetings
as a table; `member_messages` writes texts ready to send, with the links that `handed_links` lists;
`room_code` shows the code of her next meeting; `page` assembles the page. The desk itself decides
nothing: it turns a wish into a text that the association applies (`parution.changes`).
"""

from parution.compose.desk.page import compose_desk_pages

__all__ = ["compose_desk_pages"]
