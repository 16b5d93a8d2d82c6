"""The only door to hidden content: a site's view of themes, meetings and texts.

Composing asks a view for every text, group and date. A view belongs to one site, or to all sites
that may see the same:

    views.of(site)          →  SiteView     its own group, its meetings, its openings
    site_view.editions      →  EditionView  the themes announced to it
    site_view.theme(name)   →  ThemeView    the states of the parts, the texts of the open ones
    theme_view.open(sealed) →               the content, if the part that it reveals is open

D1  Sealed content is opened here and nowhere else. `open` compares the part that it reveals with
    the decisions for these sites, and raises `WouldLeak` if the part is not visible or belongs to
    another theme. Nothing is published then: it is a bug of parution, never a mistake of authors.
D2  A site's view knows one group, its own. It has neither the meetings nor the names of the others,
    and its editions do not include their subjects.
D3  A draft is announced to nobody: it has no view, and a meeting on a draft has no theme.
D4  Views are values: equal views show the same. Shared content is composed from a view alone
    (`Context.once`), so it holds nothing that one of the sites may not show.
D5  Every input that a view reads is recorded (`Recorder.read`, `Instant.has_reached`). The cache
    stores the names with the composed value, and so knows when the value is out of date.
D6  Texts of a group are sealed under the group (`Own`): only its sites can open them, drafts only
    its facilitator's site; texts that cite a theme's references stay closed until these are open.
D7  With a room code, a site's view gives one more view, in which the parts behind the code are open
    (`Room.behind`). It serves to make one object, which is sealed before it is written; no page
    uses it.
D8  Archived editions are shown by the archives, to which every group's site links; a group's site
    uses the view of its archive for them. Only facilitators' sites link to the facilitators'
    archive.
"""

from parution.compose.views.cache_inputs import digest_decisions, digest_inputs
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
    "digest_decisions",
    "digest_inputs",
]
