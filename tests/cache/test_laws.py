"""The laws of the cache (K1 to K6), for random functions that read inputs and compare moments."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builders import instant
from parution.cache import Cache, Recorder, Trace
from parution.cache.lazy import Lazy
from parution.cache.shelf import Hit, read_shelf
from parution.domain.instant import ALWAYS, BEGINNING, END, Instant, Window
from parution.private_store import ObjectLost, PrivateStore

TICK = timedelta(microseconds=1)
START = instant("2026-10-08 20:30Z")
NAMES = ("title", "venue", "policy")

MOMENTS = st.integers(-3, 3).map(lambda hours: START + timedelta(hours=hours))
ANSWERS = st.fixed_dictionaries(dict.fromkeys(NAMES, st.sampled_from(["a", "b"])))


@dataclass(frozen=True)
class Read:
    """Reads an input, and branches if it is “b”."""

    name: str
    then: Program
    otherwise: Program


@dataclass(frozen=True)
class Compare:
    """Compares a moment with the instant, and branches accordingly."""

    moment: datetime
    then: Program
    otherwise: Program


@dataclass(frozen=True)
class Shared:
    """Uses a value that other programs use too."""

    name: str
    inner: Program
    then: Program


@dataclass(frozen=True)
class Forget:
    """Drops the values that nobody used lately."""

    then: Program


Program = Read | Compare | Shared | Forget | None


def extend(programs: st.SearchStrategy[Program]) -> st.SearchStrategy[Program]:
    return (
        st.builds(Read, st.sampled_from(NAMES), programs, programs)
        | st.builds(Compare, MOMENTS, programs, programs)
        | st.builds(lambda inner, then: Shared(repr(inner), inner, then), programs, programs)
        | st.builds(Forget, programs)
    )


PROGRAMS = st.recursive(st.none(), extend, max_leaves=8)


def run(program: Program, recorder: Recorder) -> list[str]:
    """Run a program; return the inputs and comparisons it used, noted by the recorder."""
    match program:
        case None:
            return []
        case Read(name, then, otherwise):
            content = recorder.read(name)
            return [content, *run(otherwise if content == "b" else then, recorder)]
        case Compare(moment, then, otherwise):
            reached = recorder.instant.has_reached(moment)
            return [str(reached), *run(then if reached else otherwise, recorder)]
        case Shared(name, inner, then):
            return [*recorder.once(name, lambda: run(inner, recorder)), *run(then, recorder)]
        case Forget(then):
            recorder.forget_unused()
            return run(then, recorder)


def list_inputs(program: Program, inputs: Mapping[str, str], now: datetime) -> Iterator[object]:
    """Yield every input and moment that a program looks at, with its content, unrecorded."""
    match program:
        case Read(name, then, otherwise):
            yield name, inputs[name]
            yield from list_inputs(otherwise if inputs[name] == "b" else then, inputs, now)
        case Compare(moment, then, otherwise):
            yield moment, moment <= now
            yield from list_inputs(then if moment <= now else otherwise, inputs, now)
        case Shared(_, inner, then):
            yield from list_inputs(inner, inputs, now)
            yield from list_inputs(then, inputs, now)
        case Forget(then):
            yield from list_inputs(then, inputs, now)


@contextmanager
def temporary_store() -> Iterator[PrivateStore]:
    with tempfile.TemporaryDirectory(prefix="parution-") as folder:
        yield PrivateStore(Path(folder))


def get(store: PrivateStore, program: Program, recorder: Recorder) -> tuple[list[str], bool]:
    """Return a program's value, and whether it came from the cache."""
    shelf, calls = Cache(store).shelf("some"), []

    def make() -> list[str]:
        calls.append(1)
        return run(program, recorder)

    said = shelf.get("key", make, recorder)
    shelf.save()
    return said, not calls


def test_only_values_that_nobody_used_lately_are_forgotten() -> None:
    """A used value outlasts the next forgetting, an unused one does not."""
    recorder = Recorder(Instant(START), {})
    made: list[str] = []

    def use(*names: str) -> None:
        for name in names:
            recorder.once(name, lambda name=name: made.append(name))  # type: ignore[misc]

    use("used", "unused")
    recorder.forget_unused()
    use("used")
    recorder.forget_unused()
    use("used", "unused")
    assert made == ["used", "unused", "unused"]


def test_a_value_that_was_nearly_forgotten_brings_its_inputs() -> None:
    """Whoever uses a value again depends on its sources, as the first user does."""
    recorder = Recorder(Instant(START), {"title": "La douleur"})

    def use() -> Trace:
        return recorder.record(lambda: recorder.once("value", lambda: recorder.read("title")))[1]

    use()
    recorder.forget_unused()
    assert use().inputs == {"title"}


@given(PROGRAMS, ANSWERS, MOMENTS, ANSWERS, MOMENTS)
def test_a_value_is_found_again_if_and_only_if_all_its_inputs_are_the_same(
    program: Program,
    inputs: dict[str, str],
    now: datetime,
    other_inputs: dict[str, str],
    then: datetime,
) -> None:
    """K4: a value is found exactly while its inputs and comparisons last, and is always right."""
    with temporary_store() as store:
        first, was_found = get(store, program, Recorder(Instant(now), inputs))
        assert not was_found
        second, was_found = get(store, program, Recorder(Instant(then), other_inputs))
    read = {*list_inputs(program, inputs, now)}
    assert first == run(program, Recorder(Instant(now), inputs))
    assert second == run(program, Recorder(Instant(then), other_inputs))
    assert was_found is (read == {*list_inputs(program, other_inputs, then)})


@given(PROGRAMS, ANSWERS, MOMENTS)
def test_the_window_ends_with_the_first_comparison_that_would_turn(
    program: Program, inputs: dict[str, str], now: datetime
) -> None:
    """K3: a window ends where a comparison turns: sooner costs a build, later shows an old page."""
    recorder = Recorder(Instant(now), inputs)
    _, trace = recorder.record(lambda: run(program, recorder))
    moments = [each for each, _ in list_inputs(program, inputs, now) if isinstance(each, datetime)]
    assert trace.window == Window(
        max((each for each in moments if each <= now), default=BEGINNING),
        min((each for each in moments if each > now), default=END),
    )
    assert now in trace.window


@given(PROGRAMS, ANSWERS, MOMENTS)
def test_a_value_that_is_used_again_counts_like_one_that_is_made(
    program: Program, inputs: dict[str, str], now: datetime
) -> None:
    """The user of a shared or cached value depends on everything it was made from."""
    recorder = Recorder(Instant(now), inputs)
    _, made = recorder.record(lambda: run(program, recorder))
    _, used = recorder.record(lambda: run(program, recorder))
    with temporary_store() as store:
        get(store, program, Recorder(Instant(now), inputs))
        fresh = Recorder(Instant(now), inputs)
        _, found = fresh.record(lambda: get(store, program, fresh))
    assert (used, found) == (made, made)


@given(PROGRAMS, ANSWERS, MOMENTS)
def test_an_outer_recording_includes_the_inner_one(
    program: Program, inputs: dict[str, str], now: datetime
) -> None:
    """An inner recording's inputs are recorded for the outer one too."""
    recorder = Recorder(Instant(now), inputs)
    inner, outer = None, None

    def make() -> None:
        nonlocal inner
        _, inner = recorder.record(lambda: run(program, recorder))

    _, outer = recorder.record(make)
    assert inner == outer


@given(st.data())
@example(None)
def test_no_damage_makes_another_value(data: st.DataObject | None) -> None:
    """K5: a shelf's file with a changed byte gives no value at all, never another one."""
    with temporary_store() as store:
        shelf = Cache(store).shelf("some")
        shelf.keep("key", "the value")
        shelf.save()
        path = store.folder / "cache" / "some.shelf"
        spoiled = bytearray(path.read_bytes())
        if data is not None:
            place = data.draw(st.integers(0, len(spoiled) - 1))
            spoiled[place] ^= data.draw(st.integers(1, 255))
        path.write_bytes(spoiled)
        found = Cache(store).shelf("some").find("key")
    assert found == (Hit("the value") if data is None else None)


def test_a_lazy_value_that_was_damaged_is_lost(tmp_path: Path) -> None:
    """A damaged lazy value raises `ObjectLost` on loading, and its user starts again."""
    store = PrivateStore(tmp_path)
    shelf = Cache(store).shelf("some")
    shelf.keep("key", Lazy("digest", lambda: ["content"]))
    shelf.save()
    again = PrivateStore(tmp_path)
    found = Cache(again).shelf("some").find("key")
    assert found
    assert (found.value.digest, found.value.content) == ("digest", ["content"])
    for path in (store.folder / "objects").glob("*/*"):
        path.write_bytes(path.read_bytes()[:-1] + b"#")
    later = Cache(PrivateStore(tmp_path)).shelf("some").find("key")
    assert later
    with pytest.raises(ObjectLost):
        later.value.content  # noqa: B018 - loads it


def test_a_kept_lazy_value_may_leave_memory(tmp_path: Path) -> None:
    """Once a shelf has a lazy value, its content is loaded from the store and not made again."""
    contents = iter([["content"]])
    lazy = Lazy("digest", lambda: next(contents))
    Cache(PrivateStore(tmp_path)).shelf("some").keep("key", lazy)
    lazy.let_go()
    assert ("content" in vars(lazy), lazy.content) == (False, ["content"])


@pytest.mark.parametrize("value", [None, 0, "", []])
def test_an_empty_value_is_kept_too(tmp_path: Path, value: object) -> None:
    """The cache keeps an empty value, so its function is not called again."""
    store = PrivateStore(tmp_path)
    shelf = Cache(store).shelf("some")
    assert shelf.get("key", lambda: value) == value
    shelf.save()
    assert Cache(store).shelf("some").find("key") == Hit(value)


@pytest.mark.parametrize(("lasting", "left"), [(False, ["new"]), (True, ["old", "new"])])
def test_only_a_lasting_shelf_keeps_unused_values(
    tmp_path: Path, lasting: bool, left: list[str]
) -> None:
    """K6: only a lasting shelf keeps values that the last run did not use."""
    store = PrivateStore(tmp_path)
    for key in ("old", "new"):
        shelf = Cache(store).shelf("some", lasting=lasting)
        shelf.keep(key, key)
        shelf.save()
    shelf = Cache(store).shelf("some")
    assert [key for key in ("old", "new") if shelf.find(key)] == left


def test_an_unknown_input_is_a_mistake() -> None:
    """Reading an input that the recorder does not have raises `KeyError`."""
    with pytest.raises(KeyError):
        Recorder(Instant(START), {}).read("title")


def test_a_value_whose_input_is_no_more_is_not_found(tmp_path: Path) -> None:
    """A value made from a theme that no longer exists is not found."""
    store = PrivateStore(tmp_path)
    recorder = Recorder(Instant(START), {"title": "a"})
    shelf = Cache(store).shelf("some")
    shelf.get("key", lambda: recorder.read("title"), recorder)
    assert shelf.find("key", Recorder(Instant(START), {})) is None


def test_an_interrupted_run_leaves_the_shelf_as_it_was(tmp_path: Path) -> None:
    """A shelf is written in one step, and only when it is saved."""
    store = PrivateStore(tmp_path)
    Cache(store).shelf("some").keep("key", "value")
    assert read_shelf(store.folder / "cache" / "some.shelf") is None


# --- instants ----------------------------------------------------------------------------------


@given(st.lists(MOMENTS), MOMENTS)
def test_the_order_of_comparisons_does_not_matter(moments: list[datetime], now: datetime) -> None:
    """The window lies between the nearest moments compared, in whatever order."""
    one, other = Instant(now), Instant(now)
    for moment in moments:
        assert one.has_reached(moment) is (moment <= now)
    for moment in reversed(moments):
        other.has_reached(moment)
    assert one.window == other.window


def test_a_moment_counts_as_reached_at_its_very_microsecond() -> None:
    """A moment is reached at its very microsecond: one window ends there, the next begins."""
    at, before = Instant(START), Instant(START - TICK)
    assert (at.has_reached(START), before.has_reached(START)) == (True, False)
    assert (START in at.window, START - TICK in at.window) == (True, False)
    assert (START in before.window, START - TICK in before.window) == (False, True)


def test_an_instant_outside_a_window_does_not_depend_on_it() -> None:
    """An instant notes a window only if it lies inside."""
    now = Instant(START)
    assert not now.is_in(Window(START + TICK))
    assert now.window == ALWAYS
    assert now.is_in(Window(START, START + TICK))
    assert now.window == Window(START, START + TICK)
