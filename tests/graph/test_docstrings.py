"""The usage examples in docstrings run and give the results that they show."""

import doctest
from importlib import import_module

import pytest

MODULES = (
    "graph.model.dates",
    "graph.model.errors",
    "graph.model.records",
    "graph.model.settings",
    "graph.model.text",
    "graph.stores.base",
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_right(name: str) -> None:
    tried = doctest.testmod(import_module(name))
    assert tried.attempted and not tried.failed
