"""The slash key puts the cursor in the question box; a new answer is told to a screen reader."""

from __future__ import annotations

import streamlit as st

JS = """
// The key is listened for once on the page, however often this is called.
export default function ({ data, parentElement }) {
  const say = parentElement.querySelector('p');
  if (say.textContent !== data.say) say.textContent = data.say;
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
"""
CSS = """
/* Heard, not seen. */
p { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
"""

_keyboard = st.components.v2.component(
    "citylinks_keyboard", html='<p role="status" aria-live="polite"></p>', css=CSS, js=JS
)


def keyboard(say: str) -> None:
    """Listen for the slash, and say this once it differs from what was said before."""
    _keyboard(key="ask_keyboard", data={"say": say}, height=1)
