"""Examples in the documentation are run."""

import doctest
import importlib
import pkgutil
import shutil
from pathlib import Path

import pytest
from conftest import ROOT

import tvmd

MODULES = ["tvmd", *(f"tvmd.{own.name}" for own in pkgutil.iter_modules(tvmd.__path__) if own.name != "_tvmd")]


@pytest.fixture(autouse=True)
def where_examples_write(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("module", MODULES)
def test_docstrings(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0


def test_that_there_are_some():
    assert sum(doctest.testmod(importlib.import_module(module)).attempted for module in MODULES) > 15


def test_readme(monkeypatch):
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    found = doctest.testfile("../README.md", module_relative=True)
    assert found.failed == 0 and found.attempted > 5


def test_the_page_of_the_book(monkeypatch, tmp_path):
    """Beside copies of the files that the book is about."""
    for file in [*(ROOT / "docs" / "book" / "auctions").iterdir(), ROOT / "examples" / "data" / "mario_kart.csv"]:
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = doctest.testfile(str(ROOT / "docs" / "book" / "src" / "python.md"), module_relative=False, encoding="utf-8")
    assert found.failed == 0 and found.attempted > 30


def test_everything_that_is_offered_is_documented():
    for name in tvmd.__all__:
        assert getattr(tvmd, name).__doc__, name
