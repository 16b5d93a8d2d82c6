"""Run the desk's scripts in Node.js as a browser runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parents[2] / "site_templates/assets/parution"

RUN = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const scripts = (name) => import(pathToFileURL(`${process.argv[1]}/${name}.js`));
const given = JSON.parse(readFileSync(0, "utf-8"));
const answer = await (async () => { %s })();
process.stdout.write(JSON.stringify(answer));
"""


def run(program: str, given: object) -> Any:
    """Run a program that has ``given`` and loads scripts with ``scripts(name)``; return its
    result."""
    node = shutil.which("node")
    assert node, "Node.js is not installed: apt-get install nodejs"
    command = [node, "--input-type=module", "--eval", RUN % program, str(SCRIPTS)]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
