"""Entry point of the Streamlit app: reads the settings, opens the store and lists the pages."""

from __future__ import annotations

import gc

import streamlit as st

from datasets.live import LiveLibrary, open_graph
from graph.answers.explorer import Explorer
from graph.answers.wording import count_phrase
from graph.model.data_folder import activate
from graph.model.errors import CitylinksError
from graph.model.settings import Settings
from views.look import apply_style, show_error, show_header
from views.stories.browser_storage import store_draft_in_browser


@st.cache_resource(show_spinner="Loading the data")
def open_shared(settings: Settings) -> tuple[Explorer, LiveLibrary]:
    """Open the explorer and the loaded datasets, which all sessions share."""
    explorer, live = open_graph(settings)
    explorer.prepare()
    # The data lives as long as the app. Collecting it again and again would take a third of each click.
    gc.collect()
    gc.freeze()
    return explorer, live


def main() -> None:
    """Open the store once, then run the page that the URL names."""
    st.set_page_config(page_title="Citylinks", layout="wide")
    apply_style()
    pages = [
        st.Page("views/ask/page.py", title="Ask", default=True),
        st.Page("views/explore/page.py", title="Explore", url_path="explore"),
        st.Page("views/stories/page.py", title="Stories", url_path="stories"),
        st.Page("views/records/place.py", title="Place", url_path="place"),
        st.Page("views/records/profile.py", title="Profile", url_path="profile"),
        st.Page("views/records/data_health.py", title="Data health", url_path="health"),
        st.Page("views/records/sources_page.py", title="Sources", url_path="sources"),
        st.Page("views/add_data/page.py", title="Add data", url_path="add-data"),
        st.Page("views/records/evidence.py", title="Evidence", url_path="evidence", visibility="hidden"),
        st.Page("views/stories/present.py", title="Present", url_path="present", visibility="hidden"),
    ]
    page = st.navigation(pages, position="top")
    settings = Settings.from_env()
    activate(settings.data_folder)
    try:
        explorer, live = open_shared(settings)
        live.sync_if_changed()
    except CitylinksError as error:
        show_header()
        show_error(error)
        st.button("Try again")
        return
    st.session_state["explorer"] = explorer
    st.session_state["datasets"] = live
    page.run()
    store_draft_in_browser()
    if live.rejections:
        rows = count_phrase(len(live.rejections), "row")
        st.warning(f"{rows} of the data not loaded. Run `citylinks check` to list them.")


main()
