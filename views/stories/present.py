"""The page "Present": a story full screen, without menus. The address names the story (`?story=`).

Questions from the audience are answered on the stage and kept for the session, to be printed as a handout.
"""

from __future__ import annotations

import streamlit as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.stories.stage_data import answer_slide, stage_story
from views.components.stage.stage import stage
from views.explore.view_state import explorations
from views.look import element, set_tab_title, show_title
from views.records.node_picker import run_page
from views.stories.draft import ASKED_QUESTIONS
from views.stories.story_list import story_list

# Hides the parts of Streamlit while a story plays.
BARE = """<style>
.stAppHeader, .stSidebar { display: none }
.stMainBlockContainer { padding: 0; max-width: none }
</style>"""
KEY, LIVE = "present_stage", "present_live"


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the stage of the story that the address names, or the list of stories to choose from."""
    stories = story_list().stories
    key = st.query_params.get("story", "")
    story = stories.get(key)
    if story is None or not story.slides:
        message = f"No story is called “{key}”." if story is None else "This story has no slides yet."
        show_title("Present")
        links = (
            element("li", element("a", one.title, href=f"present?story={name}", target="_self"))
            for name, one in stories.items()
        )
        st.html(element("div", element("p", message, class_="lead"), element("ul", *links, class_="nearest")))
        return
    service = explorations(explorer, id(explorer))
    with st.spinner("Opening the story…"):
        slides = _staged(catalogue.number, repr(story), story, service)

    def answer() -> None:
        text = st.session_state[KEY].ask
        if text:
            before = st.session_state.get(LIVE, {"number": 0})
            st.session_state[LIVE] = {**answer_slide(text, service), "number": before["number"] + 1}
            st.session_state.setdefault(ASKED_QUESTIONS, []).append(text)

    set_tab_title(story.title)
    st.html(BARE)
    stage(story.title, story.audience, slides, key=KEY, live=st.session_state.get(LIVE), on_ask=answer)


@st.cache_data(show_spinner=False, max_entries=8)
def _staged(load: int, story: str, _story: object, _service: object) -> list[dict[str, object]]:
    return stage_story(_story, _service)  # type: ignore[arg-type]


run_page(main)
