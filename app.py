"""The screen: settings, store, navigation; no logic."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import CitylinksError
from graph.explorer import Explorer
from graph.settings import Settings
from graph.store import open_store
from loaders.curated import read_curated
from views.keeping import keeping
from views.look import dress, head, problem


@st.cache_resource(show_spinner="Reading the links")
def open_explorer(store_url: str, data: str) -> tuple[Explorer, int]:
    """The explorer that all sessions share, and how many rows of the data were not loaded."""
    store = open_store(store_url)
    rejected = 0
    if store_url == "memory":
        records = read_curated(Path(data))
        store.load(records)
        rejected = len(records.rejections)
    return Explorer(store), rejected


def main() -> None:
    """Open the store once, then run the page that the address names."""
    st.set_page_config(page_title="Citylinks", layout="wide")
    dress()
    pages = [
        st.Page("views/ask.py", title="Ask", default=True),
        st.Page("views/explore.py", title="Explore", url_path="explore"),
        st.Page("views/stories.py", title="Stories", url_path="stories"),
        st.Page("views/place.py", title="Place", url_path="place"),
        st.Page("views/profile.py", title="Profile", url_path="profile"),
        st.Page("views/health.py", title="Data health", url_path="health"),
        st.Page("views/documents.py", title="Sources", url_path="sources"),
        st.Page("views/present.py", title="Present", url_path="present", visibility="hidden"),
    ]
    page = st.navigation(pages, position="top")
    settings = Settings.from_env()
    try:
        explorer, rejected = open_explorer(settings.store, str(settings.data))
    except CitylinksError as error:
        head()
        problem(error)
        st.button("Try again")
        return
    st.session_state["explorer"] = explorer
    page.run()
    keeping()
    if rejected:
        st.warning(f"Rows of the data not loaded: {rejected}. `citylinks check` lists them.")


main()
