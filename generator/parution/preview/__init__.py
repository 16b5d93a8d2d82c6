"""Preview any site at any instant, on this machine only, before or after a pending change.

    address ──► Preview (kind and instant) ──► Builds: composes on request
                                                 │ the bytes that sites have
                                                 ▼
                                        Bar: added to the answer, and nowhere else

Composing a site for an instant takes no longer than turning a page, and writes nothing except the
cache of builds. The address alone selects the preview: no request changes anything, so no other
page can change anything either.
"""

from parution.preview.builds import Builds
from parution.preview.pending import Mail
from parution.preview.preview_address import Kind, Preview
from parution.preview.server import PreviewServer

__all__ = ["Builds", "Kind", "Mail", "Preview", "PreviewServer"]
