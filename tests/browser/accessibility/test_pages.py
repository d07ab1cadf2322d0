"""Every page meets WCAG 2.2 AA: checked with axe in both themes on two screens, and with our own measures.

Each page is opened once and all measures are taken; each test then checks one of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from graph.drawing.styles import styles
from graph.model.data_folder import SHIPPED_DATA
from tests import engines
from tests.browser.accessibility.axe import Violation, allowances, violations
from tests.browser.add_data.page_actions import MEMBERS, explain, open_the_decisions, preview
from tests.browser.add_data.page_actions import loaded as load
from tests.browser.waiting import at_rest, still

MEASURES = Path(__file__).with_name("measures.js").read_text(encoding="utf-8")
DESK, PHONE = (1440, 900), (390, 844)
# A window of 1440 x 900 at 200 %, and one of 1280 x 1024 at 400 %: width, height, pixels for each of CSS.
ZOOMED = ((720, 450, 2), (320, 256, 4))
MOST_STOPS = 400
TREES = ("birch", "cedar", "elm", "fir", "hazel", "holly", "larch", "maple", "oak", "pine", "rowan")
# The last list names a city that the others do not, because names in every list are not offered as duplicates.
LISTS = (
    *((f"{name}.csv", MEMBERS.replace("Eurocities", name.title())) for name in TREES),
    ("yew.csv", MEMBERS.replace("Lille", "Brno")),
)
LISTENING = (
    "!document.querySelector('.st-key-ask_question')"
    " || (globalThis.__citylinksSlash && globalThis.__citylinksOffers?.listening)"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to check: its name, its URL, a selector that shows it has loaded, and an action to do first.

    With `loaded`, the page is opened in an app with loaded datasets.
    """

    name: str
    address: str
    shows: str = ".page-title"
    first: Callable[[Page], None] | None = None
    loaded: bool = False

    def __str__(self) -> str:
        return self.name


def asked(question: str) -> str:
    return f"?q={quote(question)}"


def press(page: Page, what: str, shows: str) -> None:
    page.locator(what).first.click()
    expect(page.locator(shows).first).to_be_visible()


def open_an_error_report(page: Page) -> None:
    page.wait_for_function("globalThis.__citylinksReportListening")
    press(page, "td.actions button", ".error-report")


def unfold_the_navigation(page: Page) -> None:
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    press(page, '[data-testid="stExpandSidebarButton"]', ".stSidebar a")


def write_a_beginning(page: Page) -> None:
    page.locator(".st-key-ask_question input").click()
    page.keyboard.type("partners of wuh")
    expect(page.locator("#ask-offers li")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")


OPEN, DRAWN = ".site-header.is-open", ".network-canvas[data-drawn]"
HEADLINE = asked("which Newcastle schools link to Wuhan")
PAGES = [
    Visit("ask", "", OPEN),
    Visit("answer", HEADLINE, DRAWN),
    Visit("conflicts", asked("conflicts"), DRAWN),
    Visit("empty", asked("which Newcastle schools link to Leeds"), ".answer.is-empty"),
    Visit("unknown", asked("which schools in Leedzzs link to Wuhxxn"), ".answer.is-unknown"),
    Visit("ambiguous", asked("partners of Newport"), ".answer.is-ambiguous"),
    Visit("explore", "explore", DRAWN),
    Visit("explore two", "explore?compare=geonames:2641673,geonames:2644688&from=1960", DRAWN),
    Visit("stories", "stories", ".st-key-stories_draft"),
    Visit("place", "place", DRAWN),
    Visit("school", "profile?node=GB-EDU-131203", DRAWN),
    Visit("university", "profile?node=XI-ROR-01kj2bm70", DRAWN),
    Visit("no such id", "profile?node=GB-EDU-13120x", ".nearest"),
    Visit("health", "health?health-conflicts=true", "details[open] table"),
    Visit("sources", "sources?source=000", ".source-entry.is-selected"),
    Visit("add data", "add-data", ".st-key-add_form"),
    Visit("previewed", "add-data", ".st-key-add_form", preview),
    Visit("mapping", "add-data", ".st-key-add_form", explain),
    Visit("loaded", "add-data", ".pair", open_the_decisions, loaded=True),
    Visit("answer of much", HEADLINE, ".searched", loaded=True),
    Visit("nothing in much", asked("which Newcastle schools link to Leeds"), ".searched", loaded=True),
    Visit("sources of much", "sources", ".source-entry", loaded=True),
]
# Parts that open on a page or over it. Some close when the window changes, so they are checked in one size.
OPENED = [
    Visit(
        "chip", HEADLINE, DRAWN, partial(press, what=".stPopover button", shows='[data-testid="stPopoverBody"] input')
    ),
    Visit("error report", HEADLINE, DRAWN, open_an_error_report),
    Visit("evidence", HEADLINE, DRAWN, partial(press, what="td.actions a", shows=".evidence")),
    Visit("filters", "explore", DRAWN, partial(press, what=".st-key-explore_filters button", shows=".stMultiSelect")),
    Visit("export", "explore", DRAWN, partial(press, what=".st-key-explore_export button", shows=".stDownloadButton")),
    Visit("outline", "explore", DRAWN, partial(press, what=".outline summary", shows="[role=treeitem]")),
    Visit("listing", "explore", DRAWN, partial(press, what=".listing summary", shows=".listing tbody tr")),
    Visit("offers", "", OPEN, write_a_beginning),
    Visit("list", "place", DRAWN, partial(press, what='[role="combobox"]', shows='[role="listbox"]')),
    Visit("saved", "", OPEN, partial(press, what="summary", shows=".filled")),
    Visit("navigation", "health", "details", unfold_the_navigation),
]


@dataclass
class Audit:
    """The findings on one page, each a line that says where it is."""

    title: str = ""
    violations: list[Violation] = field(default_factory=list)
    zoomed: list[str] = field(default_factory=list)
    moving: list[str] = field(default_factory=list)
    focus: list[str] = field(default_factory=list)


class Audits:
    """The audits of pages. Each is made once, when a test first needs it."""

    def __init__(self, browser: Browser, app_url: str, loaded_url: str) -> None:
        self.browser, self.app_url, self.loaded_url = browser, app_url, loaded_url
        self.made: dict[str, Audit | None] = {}

    def of(self, visit: Visit) -> Audit:
        if visit.name not in self.made:
            self.made[visit.name] = None
            context = engines.context(self.browser, viewport={"width": DESK[0], "height": DESK[1]})
            page = context.new_page()
            page.goto(f"{self.loaded_url if visit.loaded else self.app_url}/{visit.address}")
            self.made[visit.name] = audit(page, visit)
            context.close()
        made = self.made[visit.name]
        assert made, "this page could not be audited; the first test that needed it says why"
        return made


@pytest.fixture(scope="module")
def audits(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Audits]:
    """Audits of the app on the curated data with two added clubs of the same name.

    A second app also has twelve lists loaded.
    """
    data = shutil.copytree(SHIPPED_DATA, tmp_path_factory.mktemp("data") / "data")
    with (data / "bodies.csv").open("a", encoding="utf-8") as bodies:
        bodies.writelines(
            f"local:club:newport-{on},Club,Newport on {on.title()},Newport,club,,,002\n" for on in ("sea", "hill")
        )
    folder = tmp_path_factory.mktemp("loaded")
    home = folder / "home"
    load(home, data, *LISTS)
    settings = {"CITYLINKS_DATA": str(data)}
    with (
        engines.app(tmp_path_factory.mktemp("app"), **settings) as app_url,
        engines.app(folder, CITYLINKS_HOME=str(home), **settings) as loaded_url,
    ):
        yield Audits(browser, app_url, loaded_url)


def audit(page: Page, visit: Visit) -> Audit:
    expect(page.locator(visit.shows).first).to_be_visible()
    page.wait_for_function(LISTENING)
    still(page)
    page.evaluate(MEASURES)
    made = Audit()
    if visit.first:
        visit.first(page)
        still(page)
    if visit in OPENED:
        for theme in ("light", "dark"):
            show(page, theme)
            made.violations += violations(page)
        return made
    for width, height in (DESK, PHONE):
        for theme in ("light", "dark"):
            show(page, theme, width, height)
            made.violations += violations(page)
    made.title = page.title()
    page.emulate_media(reduced_motion="reduce")
    made.moving = page.evaluate("__measures.moving()")
    zoom(page, made)
    made.focus = list(focus(page))
    return made


def show(page: Page, theme: str, width: int = 0, height: int = 0) -> None:
    """Show the page in a theme, and in a window of this width that is high enough to show the whole page."""
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # light or dark
    red, green, blue = (int(styles().themes[theme].background[at : at + 2], 16) for at in (1, 3, 5))
    expect(page.locator(".stApp")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")
    if width:
        page.set_viewport_size({"width": width, "height": height})
        at_rest(page)
        whole = page.evaluate("document.querySelector('.stMain').scrollHeight")
        page.set_viewport_size({"width": width, "height": max(height, whole)})
    at_rest(page)


def zoom(page: Page, made: Audit) -> None:
    """Record text that is cut, or sideways scrolling, at each zoom. The first zoom of the list is set last."""
    window = page.context.new_cdp_session(page)
    for width, height, scale in reversed(ZOOMED):
        size = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        window.send("Emulation.setDeviceMetricsOverride", size)
        at_rest(page)
        made.zoomed += [f"{scale * 100} %: cut: {one}" for one in page.evaluate("__measures.cut()")]
        if over := page.evaluate("__measures.sideways()"):
            made.zoomed.append(f"{scale * 100} %: scrolls {over} pixels sideways")


def focus(page: Page) -> Iterator[str]:
    """The stops where the focus is not visible, going backwards through the page."""
    page.add_style_tag(content="* { transition: none !important }")
    page.evaluate("document.activeElement?.blur()")
    names: list[str] = []
    while len(names) < MOST_STOPS:
        page.keyboard.press("Shift+Tab")
        stop = page.evaluate("__measures.stop()")
        if stop["shown"] and not stop["shown"]["shows"]:
            yield f"shows no focus: {stop['shown']['name']}"
        if not stop["in_sight"]:
            yield f"out of sight: {stop['name']}"
        if not stop["name"] and names:
            break
        names.append(stop["name"])
    if len(names) < 3:
        yield f"the focus goes nowhere: {names}"


@pytest.mark.parametrize("visit", [*PAGES, *OPENED], ids=str)
def test_no_rule_is_broken_in_either_theme_on_a_desk_or_a_phone(audits: Audits, visit: Visit) -> None:
    broken = [one for one in audits.of(visit).violations if one.allowed_by < 0]
    assert not broken, "\n\n".join(dict.fromkeys(str(one) for one in broken))


def test_every_allowance_is_needed(audits: Audits) -> None:
    used = {one.allowed_by for visit in (*PAGES, *OPENED) for one in audits.of(visit).violations}
    idle = [one for number, one in enumerate(allowances()) if number not in used]
    assert idle == [], "Streamlit has fixed these: remove them from axe_allowed.toml"


@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_zoomed_in_nothing_is_cut_and_nothing_scrolls_sideways(audits: Audits, visit: Visit) -> None:
    assert audits.of(visit).zoomed == []


@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_with_reduced_motion_nothing_of_ours_moves(audits: Audits, visit: Visit) -> None:
    assert audits.of(visit).moving == []


@pytest.mark.parametrize("visit", PAGES, ids=str)
def test_the_focus_is_seen_wherever_it_goes(audits: Audits, visit: Visit) -> None:
    assert audits.of(visit).focus == []


def test_every_page_has_a_title_of_its_own(audits: Audits) -> None:
    titles = [audits.of(visit).title for visit in PAGES if not (visit.first or visit.loaded)]
    assert all(title.endswith(" · Citylinks") for title in titles)
    assert len(set(titles)) == len(titles)
