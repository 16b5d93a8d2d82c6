"""Prove from its bytes alone that a written site shows nothing hidden.

This package knows the sources (the Catalogue) and the decisions on them (`parution.release`). It
does not know how pages are rendered or composed, so no single mistake can both reveal a hidden text
and keep the audit from seeing it.
"""

from parution.audit.inspect import audit
from parution.audit.leaks import Leak, LeakKind
from parution.audit.premises import Premises
from parution.audit.reopening import Shown, find_reopened
from parution.audit.verdicts import VerdictCache

__all__ = ["Leak", "LeakKind", "Premises", "Shown", "VerdictCache", "audit", "find_reopened"]
