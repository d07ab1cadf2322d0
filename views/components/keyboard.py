"""Keyboard support: the slash key, scrolling to a new answer, and focus in an opened chip."""

from __future__ import annotations

import streamlit as st

JS = """
// The key listener is set once on the page, however often this is called.
export default function ({ data, parentElement }) {
  const say = parentElement.querySelector('p');
  if (say.textContent !== data.say) say.textContent = data.say;
  const last = globalThis.__citylinksLast;
  if (last && last.asked !== data.asked) document.querySelector('.stMain')?.scrollTo(0, 0);
  if (data.opened && last?.opened !== data.opened) enter(100);
  globalThis.__citylinksLast = { asked: data.asked, opened: data.opened };
  if (globalThis.__citylinksSlash) return;
  globalThis.__citylinksSlash = true;
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0];
    if (at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName)) return;
    const box = document.querySelector('.st-key-ask_question input');
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

// The opened part loads in pieces, elsewhere in the document. Focus its first field, else its first button.
function enter(tries) {
  const body = document.querySelector('[data-testid="stPopoverBody"]');
  const isComing = tries > 90 || body?.querySelector('[data-testid="stSkeleton"]'); // its field may still be loading
  const first = body?.querySelector('input') ?? (isComing ? null : body?.querySelector('button'));
  if (first) first.focus();
  else if (tries) setTimeout(() => enter(tries - 1), 50);
}
"""
CSS = """
/* For screen readers only. */
p { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
"""

_keyboard = st.components.v2.component(
    "citylinks_keyboard", html='<p role="status" aria-live="polite"></p>', css=CSS, js=JS
)


def keyboard(say: str, asked: str = "", opened: str = "") -> None:
    """Listen for the slash key, and announce a text when it differs from the last one.

    Args:
        say: The text for screen readers.
        asked: The question. A new one scrolls the page to its top.
        opened: The chip that is open, which gets the focus.
    """
    _keyboard(key="ask_keyboard", data={"say": say, "asked": asked, "opened": opened}, height=1)
