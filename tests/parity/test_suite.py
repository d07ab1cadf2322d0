"""Every store is in this suite, and all stores have the same method signatures."""

import importlib
import inspect
import pkgutil

import graph.stores
from graph.stores.base import GraphStore
from tests.parity.conftest import STORES


def test_every_store_is_in_the_suite():
    for module in pkgutil.walk_packages(graph.stores.__path__, "graph.stores."):
        if module.name.endswith(".store"):
            importlib.import_module(module.name)
    assert set(GraphStore.__subclasses__()) == set(STORES.values())


def test_all_stores_have_the_same_signatures():
    for name, method in inspect.getmembers(GraphStore, inspect.isfunction):
        if not name.startswith("_"):
            for store in STORES.values():
                assert inspect.signature(getattr(store, name)) == inspect.signature(method), f"{store.__name__}.{name}"
