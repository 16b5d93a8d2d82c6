"""Processes that set many booklets, so that the memory which Typst keeps goes with them.

Typst gives a part of the memory of each booklet back only when its process ends, about a megabyte:
for all booklets of a large archive that would be half a gigabyte.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Self

from parution.domain.failures import Failure
from parution.domain.messages import message
from parution.output.worker_process import WorkerProcess

if TYPE_CHECKING:
    from parution.output.pdf.booklet_data import TypstInput

BOOKLETS_OF_A_PROCESS = 30
"""Booklets after which another process goes on."""


class SettingEnded(Failure):
    """The process that sets booklets was ended from outside."""

    def __init__(self) -> None:
        super().__init__(
            message("The process that sets the PDF files was ended."),
            message("The machine may lack memory: close other programs and build once more."),
        )


class SettingProcesses:
    """Sets booklets as `typeset_pdf` does, with a process for each thread that asks."""

    def __init__(self) -> None:
        self._processes: dict[int, WorkerProcess] = {}
        """The process of each thread."""
        self._asked: Counter[int] = Counter()
        """The booklets that each thread has asked for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for process in self._processes.values():
            process.close()

    def typeset(self, typst_input: TypstInput, folder: Path) -> tuple[bytes, list[str]]:
        """Return a PDF and the things it lacks, as `typeset_pdf` does, or raise `SettingEnded`."""
        thread = get_ident()
        if self._asked[thread] % BOOKLETS_OF_A_PROCESS == 0:
            if thread in self._processes:
                self._processes[thread].close()
            self._processes[thread] = WorkerProcess(SettingEnded)
        self._asked[thread] += 1
        return self._processes[thread].ask(typeset_there, typst_input, folder)


def typeset_there(typst_input: TypstInput, folder: Path) -> tuple[bytes, list[str]]:
    """Set a booklet in the process that was started."""
    # Loaded here, because the process that asks sets nothing.
    from parution.output.pdf.typst_program import typeset_pdf

    return typeset_pdf(typst_input, folder)
