"""The proof that a written site shows nothing hidden: from its bytes, and from nothing we made.

This room knows what people wrote (the Catalogue) and what is decided of it (`parution.release`).
It knows nothing of how pages are rendered or composed, so that no single mistake can both open a
hidden text and keep the audit from seeing it.
"""

from parution.audit.inspect import Premises, audit
from parution.audit.leaks import Leak, LeakKind
from parution.audit.reopening import Shown, find_reopened
from parution.audit.verdicts import VerdictCache

__all__ = ["Leak", "LeakKind", "Premises", "Shown", "VerdictCache", "audit", "find_reopened"]
