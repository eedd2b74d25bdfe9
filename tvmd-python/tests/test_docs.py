"""Examples in the documentation are run."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import tvmd

MODULES = ["tvmd", *(f"tvmd.{own.name}" for own in pkgutil.iter_modules(tvmd.__path__) if own.name != "_tvmd")]


@pytest.mark.parametrize("module", MODULES)
def test_docstrings(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_that_there_are_some():
    assert sum(doctest.testmod(importlib.import_module(module)).attempted for module in MODULES) > 15


def test_readme(monkeypatch):
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    found = doctest.testfile("../README.md", module_relative=True)
    assert found.failed == 0 and found.attempted > 5


def test_everything_that_is_offered_is_documented():
    for name in tvmd.__all__:
        assert getattr(tvmd, name).__doc__, name
