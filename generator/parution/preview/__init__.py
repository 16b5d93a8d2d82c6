"""The sites as they would be, shown to this machine alone: any site, at any instant, before or
after a change that nobody has carried out yet.

    address ──► Preview (what is shown, at which instant) ──► Builds: composed when asked for
                                                                │ bytes, as the sites have them
                                                                ▼
                                            Bar: put into the answer, and nowhere else

A site is composed for an instant in the time that it takes to turn a page, and nothing is written
but what builds keep for each other. What is shown stands in the address alone: no request changes
anything, so that no other page can.
"""

from parution.preview.address import Kind, Preview
from parution.preview.builds import Builds
from parution.preview.pending import Mail
from parution.preview.server import PreviewServer

__all__ = ["Builds", "Kind", "Mail", "Preview", "PreviewServer"]
