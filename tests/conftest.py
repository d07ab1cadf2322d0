"""Fixtures for all tests, and the lines at the end of a run that list what did not run.

A missing Neo4j or browser fails the tests that need it where `CI=true`, and skips them elsewhere.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect

from graph.answers.explorer import Explorer
from graph.model.data_folder import SHIPPED_DATA, activate
from graph.stores.embedded.store import EmbeddedStore
from loaders.curated.folder import read_curated
from tests import engines

# Tests must not read the datasets that a user has loaded on this machine.
_HOME = tempfile.TemporaryDirectory(prefix="citylinks-tests-", ignore_cleanup_errors=True)
os.environ["CITYLINKS_HOME"] = _HOME.name
# The time of an example depends on the machine, so it must not fail a test.
hypothesis.settings.register_profile("citylinks", deadline=None)
hypothesis.settings.load_profile("citylinks")
expect.set_options(timeout=engines.PATIENCE)

NEEDS = {"Neo4j": "needs a Neo4j: ", "browser": "needs a browser: ", "LibreOffice": "needs LibreOffice: "}
STORES = ("memory", "neo4j")
Provided = TypeVar("Provided")


def _provide(config: pytest.Config, need: str, engine: AbstractContextManager[Provided]) -> Iterator[Provided]:
    """Provide what the engine provides. If it is missing, fail or skip the test with the reason."""
    capture = config.pluginmanager.getplugin("capturemanager")
    reason = ""
    with ExitStack() as stack:
        try:
            with capture.global_and_fixture_disabled():  # shows messages of slow downloads
                provided = stack.enter_context(engine)
        except engines.Missing as error:
            reason = NEEDS[need] + str(error)
        if reason and os.environ.get("CI", "").lower() in ("true", "1"):
            pytest.fail(reason, pytrace=False)
        if reason:
            pytest.skip(reason)
        yield provided


@pytest.fixture(autouse=True)
def shipped_data() -> Iterator[None]:
    """Activate the shipped data folder after each test, because the app activates the folder of its settings."""
    yield
    activate(SHIPPED_DATA)


@pytest.fixture(scope="session")
def neo4j_url(pytestconfig: pytest.Config) -> Iterator[str]:
    yield from _provide(pytestconfig, "Neo4j", engines.neo4j())


@pytest.fixture(scope="session")
def explorer() -> Explorer:
    """The shipped curated graph in the embedded store."""
    store = EmbeddedStore()
    store.load(read_curated(SHIPPED_DATA))
    return Explorer(store)


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    yield from _provide(pytestconfig, "browser", engines.chromium())


@pytest.fixture(scope="session")
def app_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with engines.app(tmp_path_factory.mktemp("app")) as url:
        yield url


@dataclass
class Watched:
    """Errors of a page and its requests to other hosts. A test that expects some clears the list."""

    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def see(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about", "file") and (parts.hostname not in ("localhost", "127.0.0.1")):
            self.strangers.append(url)


@pytest.fixture
def watched() -> Watched:
    return Watched()


@pytest.fixture
def page(browser: Browser, watched: Watched) -> Iterator[Page]:
    """A page that must not raise an error or send a request to another host."""
    context = engines.context(browser, viewport={"width": 1440, "height": 900})
    context.on("request", lambda request: watched.see(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("websocket", lambda connection: watched.see(connection.url))
    yield page
    context.close()
    assert watched.errors == [], "the page raised errors"
    assert watched.strangers == [], "the page asked other hosts"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last, because Playwright occupies the event loop of the main thread."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many parity tests ran on each store, and which tests did not run."""
    stats = terminalreporter.stats
    ran = _parity_counts([*stats.get("passed", []), *stats.get("failed", [])])
    skipped = _parity_counts(stats.get("skipped", []))
    if ran or skipped:
        counts = ", ".join(f"{store} {ran[store]} ran" for store in STORES)
        terminalreporter.write_line(f"parity: {counts}, {skipped.total()} skipped")
    for need, prefix in NEEDS.items():
        reasons = [why for report in stats.get("skipped", []) if prefix in (why := _reason(report))]
        if reasons:
            terminalreporter.write_line(
                f"NOT RUN: {len(reasons)} tests, for want of a {need}. {reasons[0].split(prefix, 1)[1]}",
                red=True,
                bold=True,
            )


def _parity_counts(reports: list[pytest.TestReport]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for report in reports:
        bracket = re.search(r"\[(.*)\]", report.nodeid)
        if not bracket or not report.nodeid.startswith("tests/parity/"):
            continue
        if report.when == "call" or report.skipped:
            counts.update(set(bracket[1].split("-")) & set(STORES))
    return counts


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
