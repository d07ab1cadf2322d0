"""axe-core on a page: violations of WCAG 2.2 AA, and the allowances for Streamlit's own widgets.

What we draw ourselves is never allowed to break it. axe looks into the open shadow roots of our components.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page

ALLOWED = Path(__file__).with_name("axe_allowed.toml")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OURS = ".stHtml, .stBidiComponent, .offers"
RUN = """
async ({ tags, ours, allowed }) => {
  const above = (element) => element.parentElement ?? element.getRootNode().host;
  const lies = (element, selector) => {
    for (let at = element; at; at = above(at)) if (at.matches(selector)) return true;
    return false;
  };
  const done = await axe.run({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], elementRef: true });
  return done.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => ({
    rule: id,
    help,
    selector: node.target.flat().join(' >>> '),
    html: node.html,
    why: node.failureSummary,
    allowed_by: lies(node.element, ours)
      ? -1 : allowed.findIndex(({ rule, selector }) => rule === id && lies(node.element, selector)),
  })));
}
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """A rule that a Streamlit widget breaks, the selector it applies to, the reason, and the widget's page."""

    rule: str
    selector: str
    why: str
    widget: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One element that breaks a rule. `allowed_by` is the number of the allowance that covers it, or -1."""

    rule: str
    help: str
    selector: str
    html: str
    why: str
    allowed_by: int

    def __str__(self) -> str:
        why = " ".join(self.why.split())
        return f"{self.rule}: {self.help}\n  at {self.selector}\n  in {self.html}\n  {why}"


@cache
def allowances() -> tuple[Allowance, ...]:
    """The allowances in `axe_allowed.toml`, in their order."""
    raw = tomllib.loads(ALLOWED.read_text(encoding="utf-8"))
    return tuple(Allowance(**row) for row in raw.get("allowed", []))


def violations(page: Page, allowed: Sequence[Allowance] | None = None) -> list[Violation]:
    """All violations on the page now, allowed or not. axe skips what is scrolled out of view."""
    rows = [{"rule": one.rule, "selector": one.selector} for one in (allowances() if allowed is None else allowed)]
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN, {"tags": TAGS, "ours": OURS, "allowed": rows})
    return [Violation(**one) for one in found]
