"""What the tests share: the examples, and the command whose answers the package's are compared with."""

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "instances").glob("*.json")) + [ROOT / "examples" / "learned" / "auction.json"]


@pytest.fixture
def gallery():
    import tvmd

    return tvmd.Instance.load(ROOT / "examples" / "instances" / "gallery.json")


@pytest.fixture(scope="session")
def command():
    """Asks the command, named by the variable TVMD, for an answer in JSON."""
    return lambda *arguments: json.loads(printed(*arguments, "--format=json"))


def printed(*arguments):
    """What the command prints."""
    tvmd = os.environ.get("TVMD", str(ROOT / "target" / "debug" / "tvmd"))
    run = subprocess.run([tvmd, *map(str, arguments)], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return run.stdout
