"""Run the benchmark: ``python -m bench``, from the repository's root."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.measure import Failed, Measurement
from bench.scenarios import LIMITS, PROMISES, SCENARIOS, Bench, Scenario

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "docs/benchmarks.md"
TIMES = ("Rounds", "Wall s", "From – to", "× plain", "CPU s", "CPU × plain")
PROMISED = ("Promise", "Measured", "In CPU", "At most", "Kept")
GROUPS = 28
HEADER = ("Scenario", *TIMES, "Memory MB", "Output MB", "Files")

INTRODUCTION = """\
# Benchmarks

Made by `python -m bench --write`. What is compared, and why, stands in
`decisions/0090-what-the-bench-compares.md`. Wall times are medians of up to {rounds} interleaved
rounds, with the shortest and the longest, on {machine}; load as it began
and ended: {load}. Ratios carry over to other machines; seconds do not. With a load
above the number of cores other programs took a part of every wall time: then the ratios of
CPU time (of all processes, children included) say more. Our build uses two cores and more, a
plain one a single one. What was not measured in that run says so.
"""

Runs = Mapping[str, Sequence[Measurement]]
"""The measurements, by name of scenario, one round after the other."""

Seconds = Callable[[Measurement], float]
SECONDS: tuple[Seconds, Seconds] = (attrgetter("wall"), attrgetter("cpu"))
"""Wall time, and the time of all processor cores."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write them if asked to."""
    options = _options(arguments)
    size = (12, 4) if options.quick else (60, options.groups)
    chosen = [s for s in SCENARIOS if not options.only or s.name in options.only]
    console = Console(width=None if sys.stdout.isatty() else 150)
    (ROOT / ".bench/environments").mkdir(parents=True, exist_ok=True)
    loads = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory(prefix="work-", dir=ROOT / ".bench") as work:
        bench = Bench(ROOT / ".bench/environments", Path(work), *size)
        runs, failures = measure_all(bench, chosen, options.rounds, console)
    loads.append(os.getloadavg()[0])
    rows = [_row(s, runs) for s in chosen if s.name not in failures]
    rows += [(f"{s.name}: {s.label}", "failed") for s in chosen if s.name in failures]
    tables = [(HEADER, rows), (PROMISED, _list_promises(runs))]
    for header, lines in tables:
        table = Table(*header)
        for line in lines:
            table.add_row(*line)
        console.print(table)
    for name, reason in failures.items():
        console.print(f"{name} failed: {reason}", markup=False)
    if options.write:
        REPORT.write_text(_markdown(tables, options.rounds, loads), "utf-8")
        console.print(f"written: {REPORT}")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each scenario is run")
    parser.add_argument("--quick", action="store_true", help="a small project, one round")
    parser.add_argument("--groups", type=int, default=GROUPS, help="how many groups there are")
    parser.add_argument(
        "--only",
        action="append",
        choices=[scenario.name for scenario in SCENARIOS],
        help="measure this scenario; may be given several times",
    )
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    options = parser.parse_args(arguments)
    if options.write and (options.quick or options.groups != GROUPS):
        parser.error("--write wants scenarios at their full size")
    if options.quick:
        options.rounds = 1
    return options


def measure_all(
    bench: Bench, chosen: Sequence[Scenario], rounds: int, console: Console
) -> tuple[dict[str, list[Measurement]], dict[str, str]]:
    """Return the measurements and the reasons of failures; a round runs every scenario in turn."""
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
    in_wall, in_cpu = (_two_digits(_ratio(runs, scenario.name, "plain", s)) for s in SECONDS)
    return (
        f"{scenario.name}: {scenario.label}",
        str(len(walls)),
        f"{found.wall:.2f}",
        f"{min(walls):.2f} – {max(walls):.2f}",
        in_wall,
        f"{found.cpu:.2f}",
        in_cpu,
        f"{found.memory / 1e6:.0f}",
        f"{found.size / 1e6:.1f}",
        str(found.files),
    )


def _list_promises(runs: Runs) -> list[tuple[str, ...]]:
    """Return a row for each promise, also for those that could not be tried."""
    rows = []
    for promise in PROMISES:
        in_wall, in_cpu = (_ratio(runs, promise.scenario, promise.beside, s) for s in SECONDS)
        rows.append(_format_promise(promise.label, in_wall, in_cpu, promise.at_most))
    for limit in LIMITS:
        found = runs.get(limit.scenario)
        amount = limit.amount(_median(found)) if found else None
        rows.append(_format_promise(limit.label, amount, None, limit.at_most))
    return rows


def _format_promise(
    label: str, measure: float | None, in_cpu: float | None, at_most: float
) -> tuple[str, ...]:
    """Return the row of a promise, which the wall time or the amount keeps."""
    if measure is None:
        return (label, "not measured", "–", _format_amount(at_most), "–")
    kept = "yes" if measure <= at_most else "NO"
    return (label, _format_amount(measure), _two_digits(in_cpu), _format_amount(at_most), kept)


def _format_amount(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.2f}"


def _two_digits(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


def _ratio(runs: Runs, name: str, beside: str, taken: Seconds) -> float | None:
    """Return how much longer one scenario takes than another, each round compared with itself."""
    pairs = zip(runs.get(name, ()), runs.get(beside, ()), strict=False)
    ratios = [taken(run) / taken(other) for run, other in pairs]
    return median(ratios) if ratios else None


def _markdown(
    tables: Sequence[tuple[Sequence[str], Sequence[Sequence[str]]]],
    rounds: int,
    loads: Sequence[float],
) -> str:
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    load = " and ".join(f"{each:.1f}" for each in loads)
    text = INTRODUCTION.format(rounds=rounds, machine=machine, load=load)
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
