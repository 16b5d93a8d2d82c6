"""Make all mutants, or those named, and print which ones the tests let live.

    PYTHONPATH=tests python -m mutants [NAME…]

Exits with 1 if one lives.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from mutants.must_die import Mutant, NotShown, is_killed, read

AT_ONCE = 2


def main(names: list[str]) -> int:
    """Try the mutants of these names, or all; return the exit code."""
    known = read()
    if unknown := [name for name in names if name not in known]:
        print("no such mutant:", *unknown)
        return 2
    chosen = [known[name] for name in names] or list(known.values())
    with ThreadPoolExecutor(AT_ONCE) as pool:
        verdicts = dict(zip((each.name for each in chosen), pool.map(verdict, chosen), strict=True))
    living = [name for name, said in verdicts.items() if said != "killed"]
    print(f"{len(chosen) - len(living)} of {len(chosen)} mutants killed.")
    for name in living:
        print(f"  {name}: {verdicts[name]}. {known[name].means}")
    return 1 if living else 0


def verdict(mutant: Mutant) -> str:
    """Return the verdict on a mutant."""
    try:
        said = "killed" if is_killed(mutant) else "lives"
    except (NotShown, subprocess.TimeoutExpired) as why:
        said = f"not shown ({why})"
    print(f"{said.split()[0]:<8} {mutant.name}", flush=True)
    return said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
