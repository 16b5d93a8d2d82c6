"""The proof that a written site shows nothing hidden: from its bytes, and from nothing we made.

This room knows what people wrote (the Catalogue) and what is decided of it (`parution.release`).
It knows nothing of how pages are rendered or composed, so that no single mistake can both open a
hidden text and keep the audit from seeing it.
"""

from parution.audit.inspect import Premises, audit
from parution.audit.leaks import Kind, Leak
from parution.audit.reopening import Shown, reopened
from parution.audit.verdicts import Memory

__all__ = ["Kind", "Leak", "Memory", "Premises", "Shown", "audit", "reopened"]
