"""Services on the curated graph and on a small one."""

from __future__ import annotations

import pytest

from graph.answers.explorer import Explorer
from graph.explore.explorations import ViewService
from tests.graph.explore.starts import service_of
from tests.worlds import tiny


@pytest.fixture(scope="module")
def service(explorer: Explorer) -> ViewService:
    return ViewService(explorer)


@pytest.fixture(scope="module")
def small() -> ViewService:
    return service_of(tiny())
