"""Files and actions for the browser tests of the Add data page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import FilePayload, Page, expect

from datasets.live import LiveLibrary
from graph.model.datasets import LoadOptions
from graph.model.settings import Settings
from graph.stores.embedded.store import EmbeddedStore
from tests.browser.waiting import still

HEADER = "network,member,role,since,source\n"
MEMBERS = HEADER + "Eurocities,Leeds,member,1999,\nEurocities,Lille,,,\nEurocities,NÃ¼rnberg,,,\n"
TORN = HEADER + "Eurocities,Leeds,,,\nEurocities\n"
LINKS = "School,URN,Town,Partner,Land,Since\nAsh Primary,900001,Leeds,Lille,France,1998\n"
MAPPING = """title = "Friendship links"
licence = "CC BY-SA 4.0"
type = "PARTNERED_WITH"

[subject]
label = "School"
name = "School"
id = "URN"
prefix = "GB-EDU-"
place = "Town"
country = "United Kingdom"

[object]
label = "City"
name = "Partner"
country = "Land"
"""


def file(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def give(page: Page, *files: FilePayload, which: int = 0) -> None:
    """Choose files in a box, and wait until all are uploaded or refused."""
    box = page.locator(".stFileUploader").nth(which)
    box.locator("input[type=file]").set_input_files(list(files))
    expect(box.locator('[data-testid="stFileChip"]')).to_have_count(len(files))
    expect(box.locator('[data-testid="stFileChipIconSpinner"]')).to_have_count(0)
    still(page)


def press(page: Page, name: str, shows: str, which: int = 0) -> None:
    """Press a button, and wait for an element that it shows and for the end of the run."""
    page.get_by_role("button", name=name, exact=True).nth(which).click()
    expect(page.locator(shows).first).to_be_visible()
    still(page)


def preview(page: Page) -> None:
    """Preview three files: one that can be loaded, one on hold, one refused."""
    give(page, file("members.csv", MEMBERS), file("torn.csv", TORN), file("page.csv", "<!doctype html><p>503"))
    press(page, "Preview", ".is-on-hold")
    expect(page.get_by_role("alert").filter(has_text="web page")).to_be_visible()


def explain(page: Page) -> None:
    """Preview a custom table with a saved mapping."""
    give(page, file("links.csv", LINKS))
    press(page, "Preview", ".samples")
    map_by(page, MAPPING)
    expect(page.locator(".preview")).to_contain_text("1 row read = 1 accepted")


def map_by(page: Page, mapping: str) -> None:
    """Load a saved mapping into the boxes, and preview the table."""
    give(page, file("friendship.toml", mapping), which=1)
    expect(page.get_by_label("Title of the table")).to_have_value("Friendship links")
    still(page)
    press(page, "Preview", ".preview", which=1)


def open_the_decisions(page: Page) -> None:
    page.locator("summary", has_text="Decisions").click()
    expect(page.get_by_role("button", name="Undo decision", exact=True).first).to_be_visible()


def loaded(home: Path, data: Path, *files: tuple[str, str]) -> None:
    """Load files into a data folder, as the terminal does."""
    live = LiveLibrary(Settings.from_env({"CITYLINKS_HOME": str(home), "CITYLINKS_DATA": str(data)}), EmbeddedStore())
    for name, text in files:
        path = home.parent / name
        path.write_text(text, encoding="utf-8")
        live.commit([live.preview(path, LoadOptions())])
