"""Regular expressions that are compiled when they are first used.

The modules that read and check texts have hundreds, and a command uses few of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


def compile_late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern as `re.compile` does, which is compiled on its first use.

    >>> DIGITS = compile_late(r"\\d+")
    >>> DIGITS.findall("10 à 12")
    ['10', '12']
    """
    return cast("re.Pattern[AnyStr]", LatePattern(pattern, flags))


class LatePattern(Generic[AnyStr]):
    """Stands for a pattern, and takes over each of its methods when it is first asked for it."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        """The expression as written, from which others are put together."""
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the compiled pattern; from now on it is found without this."""
        # `re` itself remembers what it compiled last, for the next attribute.
        found = getattr(re.compile(self.pattern, self._flags), name)
        vars(self)[name] = found
        return found
