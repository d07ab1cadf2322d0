"""A button that copies a text. It works on https and on a plain local address."""

from __future__ import annotations

import streamlit as st

HTML = """
<button type="button"></button>
<span role="status" aria-live="polite"></span>
"""
CSS = """
/* Looks like the buttons of Streamlit. */
button {
  min-height: 2.5rem; padding: 4px 12px; border-radius: 0.5rem; cursor: pointer; white-space: nowrap;
  border: 1px solid color-mix(in srgb, var(--st-text-color) 20%, transparent);
  background: var(--st-background-color); color: var(--st-text-color); font: 14px/1.6 var(--st-font);
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 1px; }
span { font: 14px/1.6 var(--st-font); color: var(--st-text-color); }
"""
JS = """
// Pages that are neither https nor localhost can't use the clipboard API, so they use the old command.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const say = parentElement.querySelector('span');
  button.textContent = data.label;
  say.textContent = '';
  button.onclick = async () => {
    const done = await copy(data.text ?? location.href);
    say.textContent = done ? ' Copied' : ' Not copied: the browser does not allow it';
    button.focus();
  };
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.body.appendChild(document.createElement('textarea'));
    area.value = text;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
"""

_copy_button = st.components.v2.component("citylinks_copy_button", html=HTML, css=CSS, js=JS)


def copy_button(label: str, text: str | None, *, key: str) -> None:
    """Show a button that copies the text, or for None the address of the page, and confirms it."""
    _copy_button(key=key, data={"label": label, "text": text}, width="content")
