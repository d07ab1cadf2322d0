"""The stories: play one, take it along as a file, or make one's own from answers and views."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import streamlit as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import Explorations
from graph.export.handout import answers_pdf
from graph.model.errors import DataError
from graph.stories.reader import to_toml
from graph.stories.story import LONGEST, LOOKS, Stop, Story
from graph.stories.validation import check_story
from views.explore.view_state import explorations
from views.look import element, escape_markdown, show_error, show_title
from views.records.node_picker import run_page
from views.stories.draft import ASKED, DRAFT_KEY, draft, keep, moved, removed
from views.stories.files import files
from views.stories.shelf import opened, shelf

UPLOAD, WRONG = "stories_upload", "stories_wrong"
LOOK_WORDS = {"network": "Network", "map": "Map", "table": "Table"}


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """The page from the top: what can be told, then the story that is being made."""
    service = explorations(explorer, id(explorer))
    some = shelf()
    show_title("Stories")
    for error in some.problems:
        show_error(error)
    for key, story in some.stories.items():
        if key != DRAFT_KEY:
            _told(key, story, service)
    _asked(service)
    _made(draft(), service)


def _told(key: str, story: Story, service: Explorations) -> None:
    """One story: who it is for, its stops, and what can be done with it."""
    with st.container(border=True, key=f"stories_{key}"):
        stops = (element("li", stop.title) for stop in story.stops)
        about = element("p", f"{story.audience} · {len(story.stops)} stops", class_="muted")
        st.html(element("div", element("h2", story.title), about, element("ol", *stops, class_="stops")))
        _troubles(story, service)
        with st.container(horizontal=True, gap="small"):
            st.html(_present(key, story), width="content")
            files(key, story, service)
            st.button("Make a copy to edit", key=f"stories_copy_{key}", on_click=keep, args=(story,))


def _present(key: str, story: Story) -> str:
    if not story.stops:
        return element("span", "No stops yet", class_="muted")
    return element("a", "Present", href=f"present?story={quote(key)}", target="_self", class_="present")


def _troubles(story: Story, service: Explorations) -> None:
    """What a stop names that is not recorded, or was renamed."""
    troubles = check_story(story, service)
    if troubles:
        said = (element("li", str(trouble)) for trouble in troubles)
        st.html(element("div", element("ul", *said), class_="missing"))


def _asked(service: Explorations) -> None:
    """What was asked on the stage in this session, as a hand-out with its sources."""
    texts = list(dict.fromkeys(st.session_state.get(ASKED, [])))
    if not texts:
        return
    asked = (element("li", text) for text in texts)
    st.html(element("div", element("h2", "Asked on the stage"), element("ol", *asked, class_="stops")))

    def hand_out() -> bytes:
        return answers_pdf([service.explorer.ask(text) for text in texts], date.today())

    name = "citylinks-answers.pdf"
    st.download_button("Hand-out (PDF)", hand_out, name, "application/pdf", key="stories_asked", on_click="ignore")


def _made(story: Story, service: Explorations) -> None:
    """The draft, stop by stop."""
    st.html(element("h2", "Make a story"))
    st.html(element("p", "“Add to story” on an answer or a view puts a stop here. Save it as a file to keep it."))
    with st.container(border=True, key="stories_draft"):
        name = st.text_input("Title", story.title, key=f"stories_title_{story.title}", max_chars=LONGEST["title"])
        audience = st.text_input(
            "For whom", story.audience, key=f"stories_audience_{story.audience}", max_chars=LONGEST["audience"]
        )
        if (name, audience) != (story.title, story.audience):
            keep(replace(story, title=name or "My story", audience=audience))
            st.rerun()
        for number, stop in enumerate(story.stops):
            _edit(number, stop, len(story.stops))
        _troubles(story, service)
        with st.container(horizontal=True, gap="small"):
            st.html(_present(DRAFT_KEY, story), width="content")
            if story.stops:
                files(DRAFT_KEY, story, service)
            st.download_button(
                "Save story",
                to_toml(story),
                "story.toml",
                "application/toml",
                key="stories_save",
                on_click="ignore",
            )
        st.file_uploader("Open a story", type="toml", key=UPLOAD, on_change=_open)
        if WRONG in st.session_state:
            show_error(st.session_state[WRONG])


def _edit(number: int, stop: Stop, count: int) -> None:
    """One stop of the draft: its words, and its place in the order."""
    with st.expander(f"{number + 1}. {escape_markdown(stop.title)}", key=f"stories_stop_{number}_{stop.title}"):
        about = f"Shows the answer to “{stop.question}”." if stop.question else "Shows a view."
        st.html(element("p", about, class_="muted"))
        key = f"stories_{number}_{hash((stop.title, stop.caption, stop.notes, stop.look))}"
        name = st.text_input("Title of the stop", stop.title, key=f"{key}_title", max_chars=LONGEST["title"])
        caption = st.text_area("Caption", stop.caption, key=f"{key}_caption", max_chars=LONGEST["caption"], height=80)
        notes = st.text_area(
            "Notes for the speaker", stop.notes, key=f"{key}_notes", max_chars=LONGEST["notes"], height=120
        )
        look = st.segmented_control(
            "Shown as",
            LOOKS,
            default=stop.look,
            format_func=lambda one: LOOK_WORDS[one],
            key=f"{key}_look",
            required=True,
        )
        changed = replace(stop, title=name or stop.title, caption=caption, notes=notes, look=look or stop.look)
        if changed != stop:
            stops = list(draft().stops)
            stops[number] = changed
            keep(replace(draft(), stops=tuple(stops)))
            st.rerun()
        with st.container(horizontal=True, gap="small"):
            st.button("Up", key=f"{key}_up", disabled=number == 0, on_click=moved, args=(number, -1))
            st.button("Down", key=f"{key}_down", disabled=number == count - 1, on_click=moved, args=(number, 1))
            st.button("Remove", key=f"{key}_remove", on_click=removed, args=(number,))


def _open() -> None:
    """Take the story of a file; one that holds none is said, and the draft stays."""
    st.session_state.pop(WRONG, None)
    file = st.session_state[UPLOAD]
    if file is None:
        return
    try:
        opened(file.getvalue(), file.name)
    except DataError as error:
        st.session_state[WRONG] = error


run_page(main)
