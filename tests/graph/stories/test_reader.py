"""A story written as TOML reads back unchanged. Any other text is refused with line, reason and fix."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.explore.address import as_data
from graph.explore.view import Action, Filters, Start, View
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from graph.model.text import clean, clean_lines
from graph.stories.reader import read_stories, read_story, to_toml
from graph.stories.story import LOOKS, MAX_LENGTHS, MAX_SLIDES, Slide, Story
from tests.graph.explore.test_address import VIEWS

ANY_NODE = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ONE_LINE = ANY_NODE.map(clean)
NAMED = ONE_LINE.filter(bool)
IDS = st.lists(ANY_NODE, max_size=3, unique=True).map(tuple)
NOTES = st.lists(ANY_NODE | st.just('a """ b \\ c "'), max_size=5).map("\n".join).map(clean_lines)


def slides(**shows: st.SearchStrategy[object]) -> st.SearchStrategy[Slide]:
    said = {"title": NAMED, "caption": ONE_LINE, "notes": NOTES, "look": st.sampled_from(LOOKS), "emphasise": IDS}
    return st.builds(Slide, **said, **shows)


STORIES = st.builds(
    Story, NAMED, ONE_LINE, st.lists(slides(question=NAMED) | slides(view=VIEWS), max_size=4).map(tuple), st.just("key")
)


@given(STORIES)
def test_a_story_is_read_back_as_it_was_written(story: Story) -> None:
    assert read_story(to_toml(story), "key") == story


@given(st.text(max_size=40), st.text(max_size=200))
def test_whatever_is_pasted_is_written_as_a_text_that_can_be_read(title: str, notes: str) -> None:
    story = Story("A story", slides=(Slide(f"Stop {title}", notes=notes, question="Leeds twin cities"),))
    read = read_story(to_toml(story).encode().decode(), "")
    assert read.slides[0].notes == clean_lines(notes)
    assert read.slides[0].title == clean(f"Stop {title}")


def test_long_notes_stand_on_lines_that_can_be_read() -> None:
    long = " ".join(["Every word of this stands in the file."] * 20)
    text = to_toml(Story("A story", slides=(Slide("A slide", notes=f"{long}\n\nThe end.", question="Leeds"),)))
    assert max(map(len, text.splitlines())) <= 120
    assert read_story(text).slides[0].notes == f"{long}\n\nThe end."


def test_a_view_is_one_table_that_a_person_can_change() -> None:
    view = View(Start("things", ("geonames:2641673",)), (Action("hide", ("iso:CN",)),))
    view = view.filtered(Filters(since=1950).with_only("kind", frozenset({"School"})))
    text = to_toml(Story("A story", slides=(Slide("A slide", view=view),)))
    assert tomllib.loads(text)["stops"][0]["view"] == as_data(view)
    assert "[stops.view.filters]\nsince = 1950\n" in text and "[stops.view.filters.only]" in text


ADDRESS = "things=geonames:2641673&only=kind;School&from=1950"


@pytest.mark.parametrize("address", [ADDRESS, f"?{ADDRESS}", f"http://localhost:8501/explore?{ADDRESS}"])
def test_an_address_of_the_explore_page_can_be_pasted(address: str) -> None:
    story = read_story(f'title = "A"\n[[stops]]\ntitle = "B"\naddress = "{address}"\n')
    assert story.slides[0].view == View(
        Start("things", ("geonames:2641673",)), (), Filters(since=1950).with_only("kind", frozenset({"School"}))
    )
    assert "address" not in to_toml(story)


STOP = '[[stops]]\ntitle = "One"\nquestion = "Leeds twin cities"\n'
LONG = "x" * (MAX_LENGTHS["caption"] + 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "A"\naudience = \n', ["line 2", "not TOML", "audience ="]),
        ('title = "A"\ntitle = "B"\n', ["line 2", "not TOML", "Cannot overwrite a value"]),
        ('title = "A"\nnotes = """never closed\n\n', ["not TOML", "line"]),
        ("[" * 5000, ["not TOML"]),
        (STOP, ["the title is missing", 'title = "A text"']),
        ('title = "A"\n[[stops]]\nquestion = "Leeds"\n', ["line 2 (slide 1)", "the title is missing"]),
        ('title = "A"\naudiense = "B"\n', ["line 2", "no such field", "audiense", "Write “audience”"]),
        ('title = "A"\n[[stop]]\ntitle = "B"\n', ["line 2", "'stop'", "Write “stops”"]),
        ('title = "A"\n[stops]\ntitle = "B"\n', ["line 2", "wrong type", "[[stops]]"]),
        ('title = "A"\nstops = [1]\n', ["wrong type", "[[stops]]"]),
        (f'title = "A"\n{STOP}\n{STOP}captoin = "C"\n', ["line 9 (slide 2)", "'captoin'", "Write “caption”"]),
        (f'title = "A"\n{STOP}look = "graph"\n', ["line 5 (slide 1)", "no such look", "network, map, table"]),
        (f'title = "A"\n{STOP}look = "netwrok"\n', ["Write “network”"]),
        (f'title = "A"\n{STOP}caption = "{LONG}"\n', ["line 5 (slide 1)", "too long", "201 letters", "at most 200"]),
        (f'title = "A"\n{STOP}caption = 5\n', ["line 5 (slide 1)", "wrong type", "'caption'"]),
        (f'title = "A"\n{STOP}emphasise = "iso:CN"\n', ["line 5 (slide 1)", "wrong type", "a list of ids"]),
        ('title = "A"\n[[stops]]\ntitle = "B"\n', ["line 2 (slide 1)", "shows nothing", "Add a line such as"]),
        (f'title = "A"\n{STOP}[stops.view]\nstart = "whole"\n', ["shows two contents", "question, view", "Keep one"]),
        (f'title = "A"\n{STOP}address = "whole=1"\n', ["shows two contents", "question, address"]),
        ('title = "A"\n' + STOP * (MAX_SLIDES + 1), ["too many slides", "'31'", "at most 30"]),
        ('title = "A"\n[[stops]]\ntitle = "B"\naddress = "zorp"\n', ["line 4 (slide 1)", "does not describe a view"]),
        (
            'title = "A"\n[[stops]]\ntitle = "B"\naddress = "q=Leeds&only=zorp;a"\n',
            ["line 4 (slide 1)", "does not describe a view"],
        ),
    ],
)
def test_a_broken_story_is_refused_with_line_reason_and_fix(text: str, said: list[str]) -> None:
    with pytest.raises(DataError) as refused:
        read_story(text, "mine")
    message = str(refused.value)
    assert message.startswith("mine.toml")
    assert all(part in message for part in said), message


VIEW = 'title = "A"\n[[stops]]\ntitle = "B"\n[stops.view]\n'


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ('strat = "whole"\n', ["line 5 (slide 1)", "'strat'", "Write “start”"]),
        ('start = "all"\n', ["line 4 (slide 1)", "can't be read", "'all'"]),
        ('start = "things"\nfirst = inf\n', ["can't be read"]),
        ('start = "things"\nids = "iso:CN"\n', ["can't be read", "is not a list"]),
        ('start = "whole"\nfilters = { onyl = { kind = ["School"] } }\n', ["'onyl'", "Write “only”"]),
        ('start = "whole"\nfilters = { only = { kinds = ["School"] } }\n', ["'kinds'", "Write “kind”"]),
        ('start = "whole"\nfilters = 5\n', ["can't be read"]),
        ('start = "whole"\nsteps = [["jump", []]]\n', ["can't be read", "'jump'"]),
    ],
)
def test_a_view_that_is_none_is_refused_and_never_shown_as_another(view: str, said: list[str]) -> None:
    with pytest.raises(DataError) as refused:
        read_story(VIEW + view, "mine")
    assert all(part in str(refused.value) for part in said), str(refused.value)


@given(st.text(max_size=200))
def test_a_text_is_a_story_or_is_refused_in_four_parts(text: str) -> None:
    try:
        read_story(text)
    except DataError as error:
        assert error.what and error.expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SHIPPED_DATA / "stories", tmp_path / "stories")
    return tmp_path / "stories"


def test_one_broken_file_leaves_the_other_stories_open(folder: Path) -> None:
    whole = read_stories(folder)
    (folder / "broken.toml").write_text("title = ", encoding="utf-8")
    (folder / "latin.toml").write_bytes('title = "Münster"'.encode("latin-1"))
    (folder / "notes.txt").write_text("not a story", encoding="utf-8")
    found = read_stories(folder)
    assert found.stories == whole.stories
    assert [str(error).partition(":")[0].partition(",")[0] for error in found.problems] == [
        "broken.toml",
        "latin.toml",
    ]


def test_stories_stand_in_the_order_of_their_titles(folder: Path) -> None:
    (folder / "z.toml").write_text('title = "A first story"\n', encoding="utf-8")
    assert list(read_stories(folder).stories) == ["z", "leeds", "newcastle"]


def test_a_folder_that_is_not_there_holds_no_story(tmp_path: Path) -> None:
    found = read_stories(tmp_path / "stories")
    assert (dict(found.stories), found.problems) == ({}, ())


def test_the_ending_of_the_file_is_no_part_of_the_key() -> None:
    assert read_story('title = "A"\n', "mine.toml").key == "mine"
