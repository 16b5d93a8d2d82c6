"""The code and its documentation have the promised shape."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tokenize
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import parution
from parution.cli import parution as program
from parution.cli.commands import ENTRIES
from tiny_project import tiny_project

ROOT = Path(__file__).parents[1]
PACKAGE = Path(parution.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST = 400
"""The greatest number of lines of a module, without exceptions."""

REPORTING = {"Problem", "describe_warning", "report_value", "error", "warn"}
"""Functions whose first argument is a problem's code."""

CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    """No module is longer than 400 lines."""
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_a_module_name_stands_once() -> None:
    """No two modules share a name, except a command's module and a package's own (ARCHITECTURE)."""
    commands = {PACKAGE / "cli" / f"{entry.module}.py" for entry in ENTRIES.values()}
    modules = [each for each in MODULES if each not in commands and each.stem != "__init__"]
    named = [each.stem for each in modules if each.stem != each.parent.name]
    named += [each.parent.name for each in MODULES if each.stem == "__init__"]
    assert [name for name, count in Counter(named).items() if count > 1] == []


def docstring_words(folder: Path) -> Iterator[str]:
    """Yield the words of the docstrings of all modules below a folder."""
    for module in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, DOCUMENTED):
                yield from re.findall(r"\w+", (ast.get_docstring(node) or "").lower())


@pytest.mark.parametrize("folder", ["generator/parution", "tests", "bench"])
def test_docstrings_name_things_and_actors(folder: str) -> None:
    """Fewer than one word in 1,000 is “what”, which hides both the thing and the actor."""
    words = list(docstring_words(ROOT / folder))
    assert words.count("what") < len(words) / 1000


def packages() -> set[str]:
    """Return the packages of the code as import-linter keeps them in order."""
    return {name for layer in layers() for name in re.findall(r"\w+", layer)}


def layers() -> list[str]:
    """Return the layers that import-linter keeps, from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (found,) = (each["layers"] for each in contracts if each["type"] == "layers")
    return list(found)


def test_the_architecture_names_every_package() -> None:
    """Each package that import-linter knows has its line in ARCHITECTURE.md."""
    told = set(re.findall(r"`(\w+)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    assert packages() - told == set()


def test_the_architecture_lists_packages_in_the_order_of_imports() -> None:
    """Each package stands above those it may import, as import-linter keeps them."""
    ranks = {
        name: rank for rank, layer in enumerate(layers()) for name in re.findall(r"\w+", layer)
    }
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = [ranks[name] for name in re.findall(r"^\| `(\w+)`", page, re.MULTILINE)]
    assert len(listed) > 30, "the table was found"
    assert listed == sorted(listed)


def test_the_architecture_names_modules_that_exist() -> None:
    """Each name in the table of packages is a module, a package or a file beside the code."""
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*)\| (.*)\|$", page, re.MULTILINE)
    named = {(first, name) for first, work in rows for name in NAMED.findall(first + work)}
    assert len(named) > 100, "the names were found"
    wrong = {name for first, name in named if not stands_for_a_file(name, NAMED.findall(first))}
    assert wrong == set()


NAMED = re.compile(r"`([\w./*-]+)`")


def stands_for_a_file(name: str, packages: list[str]) -> bool:
    """Return whether a name in a row is a module of its packages, a path, a file or a command."""
    below = name.strip("/")
    within = [base / package.strip("/") for package in packages for base in (PACKAGE, ROOT)]
    return (
        below in program.commands
        or any((PACKAGE / f"{below}{ending}").exists() for ending in ("", ".py"))
        or any(
            any(folder.rglob(f"{below}{ending}"))
            for folder in (*within, ROOT / "site_templates")
            for ending in ("", ".py")
        )
        or any(ROOT.glob(below))
    )


def test_every_module_is_in_a_package() -> None:
    """Every module and folder has its place in the order of imports."""
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or is_package(path)}
    assert there - {"__init__", "__main__"} == packages()


FUNCTIONS = tuple(
    (module, function)
    for module in MODULES
    for function in ast.parse(module.read_text(encoding="utf-8")).body
    if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
)
"""The functions of all modules, without methods."""


def is_at_odds(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Return whether a function on mistakes does something else than its first word says."""
    arguments = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
    adds_to_report = not arguments.isdisjoint({"report", "sources"})
    returns = ast.unparse(function.returns) if function.returns else "None"
    match function.name.partition("_")[0]:
        case "report" | "warn":
            return not adds_to_report
        case "refuse":
            return adds_to_report or returns not in ("None", "NoReturn")
        case "describe":
            return adds_to_report or returns == "None"
        case _:
            return False


def test_a_function_on_mistakes_does_what_its_name_says() -> None:
    """`report_…` adds to a report, `describe_…` returns, `refuse_…` raises (CONTRIBUTING.md)."""
    beyond_terminal = [each for each in FUNCTIONS if PACKAGE / "cli" not in each[0].parents]
    odd = [(module.stem, each.name) for module, each in beyond_terminal if is_at_odds(each)]
    assert len(beyond_terminal) > 1000
    assert not odd


def test_functions_of_a_module_have_no_leading_underscore() -> None:
    """Names of a module's functions begin with their verb: no package has a habit of its own."""
    assert not [(each.stem, made.name) for each, made in FUNCTIONS if made.name.startswith("_")]


def is_package(path: Path) -> bool:
    return (path / "__init__.py").exists()


# --- documentation ---------------------------------------------------------------------------


def find_strings() -> Iterator[tuple[str, bool]]:
    """Yield every string of the code, and whether it is surely a problem's code."""
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value, False
            elif isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                code = getattr(node.args[0], "value", None)
                if name in REPORTING and isinstance(code, str):
                    yield code, CODE.fullmatch(code) is not None


def test_every_problem_is_explained() -> None:
    """docs/problemes.md has a row for each problem code, and for no other."""
    page = (ROOT / "docs" / "problemes.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE))
    found = list(find_strings())
    assert {code for code, is_code in found if is_code} <= explained
    assert explained <= {string for string, _ in found}


DOCUMENTS = [*sorted((ROOT / "docs" / "decisions").glob("*.md")), ROOT / "ARCHITECTURE.md"]


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.stem)
def test_a_document_names_modules_that_exist(page: Path) -> None:
    """Each module named in a decision or in the map exists there."""
    folders = (PACKAGE, ROOT / "tests", ROOT / "bench")
    modules = [f"/{module}" for folder in folders for module in folder.rglob("*.py")]
    named = re.findall(r"`([\w/-]+\.py)`", page.read_text(encoding="utf-8"))
    assert not [name for name in named if not any(path.endswith(f"/{name}") for path in modules)]


COMMANDS = (ROOT / "docs" / "commandes.md").read_text(encoding="utf-8")


def read_section(name: str) -> str:
    """Return the section of a command from the page of commands."""
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commandes.md says nothing about {name}"
    return found[1]


@pytest.mark.parametrize("name", program.commands)
def test_every_command_and_option_is_documented(name: str) -> None:
    """Each command has its section, with an example, and each of its options is named there."""
    told = read_section(name) + read_section("Ce qu’elles ont en commun")
    assert f"parution {name}" in read_section(name)
    for parameter in program.commands[name].params:
        if isinstance(parameter, click.Option):
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert re.search(rf"`[^`]*{option}\b", told), option


def test_no_documented_option_is_gone() -> None:
    """Every option that the page names exists in that command."""
    for name, command in program.commands.items():
        known = {option for each in command.params for option in (*each.opts, *each.secondary_opts)}
        assert set(re.findall(r"(?<![\w-])--[a-z][\w-]+", read_section(name))) <= known | {"--help"}


# --- the wheel ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the repository, with the installed tools."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_all_that_is_needed(wheel: Path) -> None:
    """The wheel has templates, assets and compiled translations, without their sources."""
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        f"parution/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "site_templates").rglob("*")
        if path.is_file()
    }
    modules = {path.relative_to(PACKAGE.parent).as_posix() for path in MODULES}
    assert templates | modules <= names
    assert "parution/locale/fr/LC_MESSAGES/parution.mo" in names
    assert not any(name.endswith(".po") for name in names)


def test_the_wheel_alone_is_left_where_it_was_built(wheel: Path) -> None:
    """The compiled translations go into the wheel, and do not stay beside it."""
    assert [each.name for each in wheel.parent.iterdir()] == [wheel.name]


def test_the_wheel_works_outside_the_repository(wheel: Path, tmp_path: Path) -> None:
    """Unpacked anywhere, it builds a project, in French, without a file of the repository."""
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    project = tmp_path / "project"
    project.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "parution", "build", "--at", "2026-09-28T12:00"],
        cwd=tiny_project(project),
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "6 sites" in done.stdout
    page = (project / "site" / "index.html").read_text(encoding="utf-8")
    assert 'lang="fr"' in page
    told = subprocess.run(
        [sys.executable, "-c", "import parution.templates as t; print(t.locate_templates())"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(told.stdout.strip()).is_relative_to(installed)


def test_the_lock_of_node_packages_names_no_host() -> None:
    """The lock has versions and checksums, and no host: each machine chooses its own."""
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = [each for path, each in lock["packages"].items() if path]
    assert packages
    assert all("integrity" in each and "resolved" not in each for each in packages)


@cache
def list_comments_and_docstrings(module: Path) -> tuple[str, ...]:
    """Return the comments and the texts in three quotes of a module."""
    with module.open("rb") as file:
        return tuple(
            token.string
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.COMMENT or token.string.startswith('"""')
        )


DEFINITION = re.compile(r"^ *(?:\"\"\")?([A-Z]{1,2})(\d{1,2})\b[.:]?  ?\S", re.MULTILINE)


def test_each_label_of_a_rule_belongs_to_one_subject() -> None:
    """« TS1 » leads to one module: the docstrings of no two modules define the same label."""
    defined: dict[str, set[str]] = {}
    for module in MODULES:
        docstring = ast.get_docstring(ast.parse(module.read_text()), clean=False) or ""
        for letters, number in DEFINITION.findall(docstring):
            defined.setdefault(letters + number, set()).add(module.name)
    assert len(defined) > 200, "the rules were found"
    assert {label: names for label, names in defined.items() if len(names) > 1} == {}


BRACKETS = re.compile(r"\(([^()]*)\)")
LABEL = re.compile(r"(?<![\w/.#-])([A-Z]{1,2}\d{1,2})\b(?![/-])")
NO_LABELS = {"S93"}
"""A page of a supplement, in an example."""


def test_a_cited_rule_exists() -> None:
    """« (TS1) » in a comment or docstring cites a rule that a docstring defines."""
    texts = [text for module in MODULES for text in list_comments_and_docstrings(module)]
    defined = {letters + number for text in texts for letters, number in DEFINITION.findall(text)}
    cited = {
        label
        for text in texts
        for bracket in BRACKETS.findall(text)
        for label in LABEL.findall(bracket)
    }
    assert len(cited) > 150, "the citations were found"
    assert cited - defined == NO_LABELS


def list_names(tree: ast.Module) -> Iterator[str]:
    """Yield the names and words that code defines, uses or holds."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.alias(name=name):
                yield from name.split(".")
            case ast.Constant(value=str(text)):
                yield text


def test_a_docstring_names_code_that_exists() -> None:
    """Each `name` in a docstring or comment is a function, class, value or module of the code."""
    trees = {module: ast.parse(module.read_text(encoding="utf-8")) for module in MODULES}
    known = {name for tree in trees.values() for name in list_names(tree)}
    known |= {part for module in MODULES for part in module.relative_to(PACKAGE).parts}
    known |= {module.stem for module in MODULES} | {"parution", "persistent_id"}
    named = {
        (module.name, name)
        for module in MODULES
        for text in list_comments_and_docstrings(module)
        for name in re.findall(r"(?<!`)`([\w.]+)`(?!`)", text)
    }
    assert len(named) > 400, "the names were found"
    assert {(module, name) for module, name in named if name.split(".")[-1] not in known} == set()
