"""The one door to what may be hidden: a site's view of themes, meetings and texts.

Whatever composing says of a text, of a group or of a date it asks of a view, and a view belongs to
one site, or to all sites that may see the same:

    views.of(site)          →  SiteView     its own group, its meetings, what opens there and when
    site_view.editions      →  EditionView  the themes announced to it
    site_view.theme(name)   →  ThemeView    the parts with their states, and the texts of those open
    theme_view.open(sealed) →               the content, if the part that it reveals is open

D1  Sealed content is read here and nowhere else. `open` compares what it reveals with what was
    decided for these sites, and raises `WouldLeak` when the part is not visible, or is another
    theme's. Nothing is published then: it is a mistake of ours, never of those who write.
D2  A site's view knows one group, its own. Of the others it has neither meetings nor names, and of
    their own subjects nothing at all: these stand in no edition that it is handed.
D3  A draft is announced to nobody: it has no view, and a meeting on a draft has no theme.
D4  Views are values: equal views show the same. What sites share is composed from a view alone
    (`Context.once`), so it cannot say more than each of them may say.
D5  What passes the door is noted (`Recorder.ask`, `Instant.has_reached`): the cache keeps it with
    what was composed, and so knows when that is right no more.
D6  What a group wrote for itself is sealed under the group (`Own`): its own sites open it, a draft
    its facilitator's alone, and texts that cite a theme's references wait until these are open.
D7  With a room code, a site's view hands out one view more, of what the code opens as if it were
    open (`Room.behind`): it is for one object, which is sealed before it is written, and it says
    nothing to any page.
D8  An archived edition is shown by the archives, to which every group's site leads: what it says of
    it, it asks of the view of its archive. The facilitators' archive is led to by theirs alone.
"""

from parution.compose.views.answers import answers
from parution.compose.views.door import Views
from parution.compose.views.own_group import OwnGroup, OwnRules
from parution.compose.views.own_view import MinutesView
from parution.compose.views.room import Room
from parution.compose.views.site_view import SiteView
from parution.compose.views.theme_view import EditionView, OwnMeeting, ThemeView, WouldLeak

__all__ = [
    "EditionView",
    "MinutesView",
    "OwnGroup",
    "OwnMeeting",
    "OwnRules",
    "Room",
    "SiteView",
    "ThemeView",
    "Views",
    "WouldLeak",
    "answers",
]
