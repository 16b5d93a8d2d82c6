"""The proof that a written site shows nothing hidden: from its bytes, and from nothing we made.

This room knows what people wrote (the Catalogue) and what is decided of it (`parution.releasing`).
It knows nothing of how pages are rendered or composed, so that no single mistake can both open a
hidden text and keep the audit from seeing it.
"""

from parution.auditing.audit import Premises, audit
from parution.auditing.leaks import Kind, Leak
from parution.auditing.reopening import Shown, reopened

__all__ = ["Kind", "Leak", "Premises", "Shown", "audit", "reopened"]
