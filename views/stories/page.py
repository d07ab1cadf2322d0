"""The page "Stories": present a story, download it, or make one from answers and views."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

import streamlit as st

from graph.answers.explorer import Explorer
from graph.catalogue.catalogue import Catalogue
from graph.explore.explorations import ViewService
from graph.export.handout import answers_pdf
from graph.model.errors import DataError
from graph.stories.reader import to_toml
from graph.stories.story import LOOKS, MAX_LENGTHS, Slide, Story
from graph.stories.validation import check_story
from views.explore.view_state import explorations
from views.look import element, escape_markdown, show_error, show_title
from views.records.node_picker import run_page
from views.stories.draft import ASKED_QUESTIONS, DRAFT_KEY, count_slides, draft, move_slide, remove_slide, save_draft
from views.stories.files import show_downloads
from views.stories.story_list import load_draft, story_list

UPLOAD, UPLOAD_ERROR = "stories_upload", "stories_upload_error"
LOOK_WORDS = {"network": "Network", "map": "Map", "table": "Table"}


def main(explorer: Explorer, catalogue: Catalogue) -> None:
    """Show the stories, then the questions asked on the stage, then the draft."""
    service = explorations(explorer, id(explorer))
    some = story_list()
    show_title("Stories")
    for error in some.problems:
        show_error(error)
    for key, story in some.stories.items():
        if key != DRAFT_KEY:
            _show_story(key, story, service)
    _show_asked(service)
    _show_draft(draft(), service)


def _show_story(key: str, story: Story, service: ViewService) -> None:
    """Show one story: its audience, its slides, its problems and its buttons."""
    with st.container(border=True, key=f"stories_{key}"):
        slides = (element("li", slide.title) for slide in story.slides)
        about = element("p", f"{story.audience} · {count_slides(len(story.slides))}", class_="muted")
        st.html(element("div", element("h2", story.title), about, element("ol", *slides, class_="slides")))
        _problems(story, service)
        with st.container(horizontal=True, gap="small"):
            st.html(_present(key, story), width="content")
            show_downloads(key, story, service)
            st.button("Make a copy to edit", key=f"stories_copy_{key}", on_click=save_draft, args=(story,))


def _present(key: str, story: Story) -> str:
    if not story.slides:
        return element("span", "No slides yet", class_="muted")
    return element("a", "Present", href=f"present?story={quote(key)}", target="_self", class_="present")


def _problems(story: Story, service: ViewService) -> None:
    """List what slides name that is not recorded, or has a successor."""
    problems = check_story(story, service)
    if problems:
        items = (element("li", str(problem)) for problem in problems)
        st.html(element("div", element("ul", *items), class_="missing"))


def _show_asked(service: ViewService) -> None:
    """List the questions asked on the stage in this session, with a handout of the answers."""
    texts = list(dict.fromkeys(st.session_state.get(ASKED_QUESTIONS, [])))
    if not texts:
        return
    asked = (element("li", text) for text in texts)
    st.html(element("div", element("h2", "Asked on the stage"), element("ol", *asked, class_="slides")))

    def handout() -> bytes:
        return answers_pdf([service.explorer.ask(text) for text in texts], date.today())

    name = "citylinks-answers.pdf"
    st.download_button("Handout (PDF)", handout, name, "application/pdf", key="stories_asked", on_click="ignore")


def _show_draft(story: Story, service: ViewService) -> None:
    """Show the draft, slide by slide."""
    st.html(element("h2", "Make a story"))
    st.html(
        element("p", "“Add to story” on an answer or a view adds a slide here. To keep the story, save it as a file.")
    )
    with st.container(border=True, key="stories_draft"):
        name = st.text_input("Title", story.title, key=f"stories_title_{story.title}", max_chars=MAX_LENGTHS["title"])
        audience = st.text_input(
            "Audience", story.audience, key=f"stories_audience_{story.audience}", max_chars=MAX_LENGTHS["audience"]
        )
        if (name, audience) != (story.title, story.audience):
            save_draft(replace(story, title=name or "My story", audience=audience))
            st.rerun()
        for number, slide in enumerate(story.slides):
            _edit(number, slide, len(story.slides))
        _problems(story, service)
        with st.container(horizontal=True, gap="small"):
            st.html(_present(DRAFT_KEY, story), width="content")
            if story.slides:
                show_downloads(DRAFT_KEY, story, service)
            st.download_button(
                "Save story",
                to_toml(story),
                "story.toml",
                "application/toml",
                key="stories_save",
                on_click="ignore",
            )
        st.file_uploader("Open a story", type="toml", key=UPLOAD, on_change=_open)
        if UPLOAD_ERROR in st.session_state:
            show_error(st.session_state[UPLOAD_ERROR])


def _edit(number: int, slide: Slide, count: int) -> None:
    """Edit one slide of the draft: its texts, its look and its position."""
    with st.expander(f"{number + 1}. {escape_markdown(slide.title)}", key=f"stories_stop_{number}_{slide.title}"):
        about = f"Shows the answer to “{slide.question}”." if slide.question else "Shows a view."
        st.html(element("p", about, class_="muted"))
        key = f"stories_{number}_{hash((slide.title, slide.caption, slide.notes, slide.look))}"
        name = st.text_input("Slide title", slide.title, key=f"{key}_title", max_chars=MAX_LENGTHS["title"])
        caption = st.text_area(
            "Caption", slide.caption, key=f"{key}_caption", max_chars=MAX_LENGTHS["caption"], height=80
        )
        notes = st.text_area(
            "Speaker notes", slide.notes, key=f"{key}_notes", max_chars=MAX_LENGTHS["notes"], height=120
        )
        look = st.segmented_control(
            "Shown as",
            LOOKS,
            default=slide.look,
            format_func=lambda one: LOOK_WORDS[one],
            key=f"{key}_look",
            required=True,
        )
        changed = replace(slide, title=name or slide.title, caption=caption, notes=notes, look=look or slide.look)
        if changed != slide:
            slides = list(draft().slides)
            slides[number] = changed
            save_draft(replace(draft(), slides=tuple(slides)))
            st.rerun()
        with st.container(horizontal=True, gap="small"):
            st.button("Up", key=f"{key}_up", disabled=number == 0, on_click=move_slide, args=(number, -1))
            st.button("Down", key=f"{key}_down", disabled=number == count - 1, on_click=move_slide, args=(number, 1))
            st.button("Remove", key=f"{key}_remove", on_click=remove_slide, args=(number,))


def _open() -> None:
    """Open the story in a file. If the file holds none, keep the draft and show the error."""
    st.session_state.pop(UPLOAD_ERROR, None)
    file = st.session_state[UPLOAD]
    if file is None:
        return
    try:
        load_draft(file.getvalue(), file.name)
    except DataError as error:
        st.session_state[UPLOAD_ERROR] = error


run_page(main)
