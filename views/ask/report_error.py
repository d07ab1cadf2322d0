"""Dialog to report an error in a row: a text with everything shown about it, to copy or download."""

from __future__ import annotations

import streamlit as st

from datasets.claim_origins import claim_origins, find_claims
from datasets.live import LiveLibrary
from graph.answers.answer import Answer, Row
from graph.answers.records.error_report import error_report, shown_claims
from graph.catalogue.catalogue import Catalogue
from views.components.copy_button import copy_button
from views.look import element

CLICKS_KEY, ROW = "ask_report_clicks", "ask_report_row"
JS = """
// The table is plain HTML. One listener for the page passes the row number of a pressed button to Python.
export default function ({ setTriggerValue }) {
  globalThis.__citylinksReport = (row) => setTriggerValue('row', row);
  if (globalThis.__citylinksReportListening) return;
  globalThis.__citylinksReportListening = true;
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('.stHtml button[data-row]');
    if (button) globalThis.__citylinksReport(Number(button.dataset.row));
  });
}
"""

_clicks = st.components.v2.component("citylinks_report_error", js=JS)


def show_error_report(answer: Answer, catalogue: Catalogue) -> None:
    """Listen to the table's buttons, and open the dialog for the row whose button was pressed."""
    _clicks(key=CLICKS_KEY, height=1, on_row_change=_remember_row)
    row = st.session_state.pop(ROW, None)
    if isinstance(row, int) and 0 <= row < len(answer.rows):
        _dialog(answer, row, catalogue)


def _remember_row() -> None:
    st.session_state[ROW] = st.session_state[CLICKS_KEY].row


@st.dialog("Report an error in this row", width="medium")
def _dialog(answer: Answer, number: int, catalogue: Catalogue) -> None:
    """Show the text with buttons to copy and download it. Nothing is sent from here."""
    row = answer.rows[number]
    text = error_report(answer, row, catalogue, _places(answer, row, catalogue))
    st.html(
        element("p", "Copy this text, add the correct details under it, and send it to whoever maintains the data.")
    )
    st.html(element("pre", text, class_="error-report", tabindex="0", role="region", aria_label="Error report"))
    with st.container(horizontal=True, gap="small"):
        copy_button("Copy report", text, key=f"ask_report_copy_{number}")
        st.download_button("Download", text, "citylinks-error-report.txt", "text/plain", on_click="ignore")


def _places(answer: Answer, row: Row, catalogue: Catalogue) -> dict[str, str]:
    """The file and line of each claim of the row, by the claim's id.

    In a large graph, claims that the answer does not show are left out, because finding them takes long.
    """
    library: LiveLibrary = st.session_state["datasets"]
    shown = shown_claims(answer, row, catalogue)
    wanted = [claim_id for claim_id in row.claims if claim_id in shown or not catalogue.is_large]
    claims = find_claims(wanted, library.store, shown.values())
    return {origin.claim.id: origin.place for origin in claim_origins(claims, library)}
