"""Runs the benchmark: ``python -m bench``, from the repository's root."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.measure import Failed, Measurement
from bench.scenarios import MEMORY_AT_MOST, MEMORY_OF, PROMISES, SCENARIOS, Bench, Scenario

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/benchmarks.md"
TIMES = ("Rounds", "Wall s", "From – to", "CPU s", "× plain")
HEADER = ("Scenario", *TIMES, "Memory MB", "Output MB", "Files")

INTRODUCTION = """\
# Benchmarks

Made by `python -m bench --write`. What is compared, and why, stands in
`decisions/0090-what-the-bench-compares.md`. Wall times are medians of up to {rounds} interleaved
rounds, with the shortest and the longest, on {machine}. Ratios carry over to
other machines; seconds do not. What was not measured in that run says so.
"""

Runs = Mapping[str, Sequence[Measurement]]
"""What could be measured, by name of scenario, one round after the other."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write them when asked to."""
    options = _options(arguments)
    size = (12, 4) if options.quick else (60, 28)
    chosen = [s for s in SCENARIOS if not options.only or s.name in options.only]
    console = Console(width=None if sys.stdout.isatty() else 150)
    (ROOT / ".bench/environments").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="work-", dir=ROOT / ".bench") as work:
        bench = Bench(ROOT / ".bench/environments", Path(work), *size)
        runs, failures = measure_all(bench, chosen, options.rounds, console)
    rows = [_row(s, runs) for s in chosen if s.name not in failures]
    rows += [(f"{s.name}: {s.label}", "failed") for s in chosen if s.name in failures]
    tables = [(HEADER, rows), (("Promise", "Measured", "At most", "Kept"), _promises(runs))]
    for header, lines in tables:
        table = Table(*header)
        for line in lines:
            table.add_row(*line)
        console.print(table)
    for name, reason in failures.items():
        console.print(f"{name} failed: {reason}", markup=False)
    if options.write:
        REPORT.write_text(_markdown(tables, options.rounds), "utf-8")
        console.print(f"written: {REPORT}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each scenario is run")
    parser.add_argument("--quick", action="store_true", help="a small project, one round")
    parser.add_argument(
        "--only",
        action="append",
        choices=[scenario.name for scenario in SCENARIOS],
        help="measure this scenario; may be given several times",
    )
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    if options.write and options.quick:
        parser.error("--write wants scenarios at their full size")
    if options.quick:
        options.rounds = 1
    return options


def measure_all(
    bench: Bench, chosen: Sequence[Scenario], rounds: int, console: Console
) -> tuple[dict[str, list[Measurement]], dict[str, str]]:
    """Return the measurements, and why what failed did; one round runs every scenario in turn."""
    runs: dict[str, list[Measurement]] = {}
    failures: dict[str, str] = {}
    for number in range(rounds):
        for scenario in track(chosen, f"Round {number + 1} of {rounds}", console=console):
            if scenario.name in failures or (number and scenario.once):
                continue
            try:
                bench.set_up(scenario)
                measurement = bench.measure(scenario, number)
                runs.setdefault(scenario.name, []).append(measurement)
            except Failed as failure:
                failures[scenario.name] = str(failure)
                runs.pop(scenario.name, None)
    return runs, failures


def _median(runs: Sequence[Measurement]) -> Measurement:
    return Measurement(
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        round(median(run.memory for run in runs)),
        round(median(run.size for run in runs)),
        round(median(run.files for run in runs)),
    )


def _row(scenario: Scenario, runs: Runs) -> tuple[str, ...]:
    found = _median(runs[scenario.name])
    walls = [run.wall for run in runs[scenario.name]]
    ratio = _ratio(runs, scenario.name, "plain")
    return (
        f"{scenario.name}: {scenario.label}",
        str(len(walls)),
        f"{found.wall:.2f}",
        f"{min(walls):.2f} – {max(walls):.2f}",
        f"{found.cpu:.2f}",
        "–" if ratio is None else f"{ratio:.2f}",
        f"{found.memory / 1e6:.0f}",
        f"{found.size / 1e6:.1f}",
        str(found.files),
    )


def _promises(runs: Runs) -> list[tuple[str, ...]]:
    """Return a row for each promise, also for those that could not be tried."""
    found = [(p.label, _ratio(runs, p.scenario, p.beside), p.at_most) for p in PROMISES]
    memory = _median(runs[MEMORY_OF]).memory / 1e6 if MEMORY_OF in runs else None
    found.append((f"Memory of {MEMORY_OF}, MB", memory, MEMORY_AT_MOST / 1e6))
    return [
        (label, "not measured", f"{at_most:.2f}", "–")
        if measured is None
        else (label, f"{measured:.2f}", f"{at_most:.2f}", "yes" if measured <= at_most else "NO")
        for label, measured, at_most in found
    ]


def _ratio(runs: Runs, name: str, beside: str) -> float | None:
    """Return how much longer one scenario takes than another, each round compared with itself."""
    pairs = zip(runs.get(name, ()), runs.get(beside, ()), strict=False)
    ratios = [run.wall / other.wall for run, other in pairs]
    return median(ratios) if ratios else None


def _markdown(tables: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]], rounds: int) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    text = INTRODUCTION.format(rounds=rounds, machine=machine)
    for header, rows in tables:
        lines = [
            header,
            ["---"] * len(header),
            *([*r, *[""] * (len(header) - len(r))] for r in rows),
        ]
        text += "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return text


if __name__ == "__main__":
    raise SystemExit(main())
