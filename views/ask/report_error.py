"""Every row can be reported as wrong: a text with all that is shown of it, to copy or download."""

from __future__ import annotations

import streamlit as st

from graph.answers.answer import Answer
from graph.answers.records.error_report import correction_text
from graph.catalogue.catalogue import Catalogue
from views.components.copy_button import copy_button
from views.look import element

CLICKS, ROW = "ask_report_clicks", "ask_report_row"
JS = """
// The table is plain HTML: its buttons are listened to once on the page, and tell Python the number of their row.
export default function ({ setTriggerValue }) {
  globalThis.__citylinksWrong = (row) => setTriggerValue('row', row);
  if (globalThis.__citylinksWrongHeard) return;
  globalThis.__citylinksWrongHeard = true;
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('.stHtml button[data-row]');
    if (button) globalThis.__citylinksWrong(Number(button.dataset.row));
  });
}
"""

_clicks = st.components.v2.component("citylinks_wrong", js=JS)


def show_error_report(answer: Answer, catalogue: Catalogue) -> None:
    """Listen to the table's buttons; show the correction of the row that was clicked."""
    _clicks(key=CLICKS, height=1, on_row_change=_opened)
    row = st.session_state.pop(ROW, None)
    if isinstance(row, int) and 0 <= row < len(answer.rows):
        _correction(answer, row, catalogue)


def _opened() -> None:
    st.session_state[ROW] = st.session_state[CLICKS].row


@st.dialog("What is wrong with this row?", width="medium")
def _correction(answer: Answer, number: int, catalogue: Catalogue) -> None:
    """The text and the ways to take it along; nothing is sent from here."""
    text = correction_text(answer, answer.rows[number], catalogue)
    st.html(element("p", "Copy this, write what is right under it, and send it to whoever keeps the data."))
    st.html(element("pre", text, class_="correction", tabindex="0", role="region", aria_label="Correction"))
    with st.container(horizontal=True, gap="small"):
        copy_button("Copy correction", text, key=f"ask_report_copy_{number}")
        st.download_button("Download", text, "citylinks-correction.txt", "text/plain", on_click="ignore")
