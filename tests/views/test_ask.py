"""The Ask page on a small world: every outcome, and nothing from data or a person as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.answer import THROUGH_CITY, Answer, Chip, Citation, Row
from graph.answers.outcomes import EXAMPLES
from graph.errors import StoreError
from graph.explorer import Explorer
from graph.model import Node, Records, Source
from graph.networkx_store import NetworkXStore
from graph.picture import picture
from graph.questions.library import AUDIENCES, library
from tests import worlds
from tests.engines import ROOT
from views.asking import EARLIER, MOST
from views.card import card
from views.look import element, plain
from views.outcome import chip_words, notes, statement
from views.sources import sources, web_address
from views.table import LONG, table
from views.wrong import ROW

HEADLINE = "which schools in Newcastle upon Tyne link to Wuhan"
SCRIPT = "<script>window.stolen=1</script>"


def explorer(records: Records | None = None) -> Explorer:
    store = NetworkXStore()
    store.load(records or worlds.tiny())
    return Explorer(store)


def page(question: str = "", on: Explorer | None = None) -> AppTest:
    test = AppTest.from_file(str(ROOT / "views" / "ask.py"), default_timeout=30)
    test.session_state["explorer"] = on or explorer()
    if question:
        test.query_params["q"] = question
    return shown(test.run())


def shown(test: AppTest) -> AppTest:
    assert not test.exception
    return test


def asked(test: AppTest) -> str:
    """The question in the address; AppTest gives back a list or a text."""
    value = test.query_params.get("q", "")
    return value if isinstance(value, str) else value[0]


def html(test: AppTest) -> str:
    return "\n".join(part.value for part in test.get("html"))


def labels(test: AppTest) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", button.label) for button in test.button]


def world_with(*names: str) -> Records:
    """The tiny world with cities of these names, each twinned with Leeds."""
    tiny = worlds.tiny()
    nodes = [Node(f"x{i}", "City", name, ("Newport",)) for i, name in enumerate(names)]
    claims = [worlds.claim("leeds", "TWINNED_WITH", node.id) for node in nodes]
    claims += [worlds.claim(node.id, "LOCATED_IN", "uk") for node in nodes]
    return worlds.records([*tiny.nodes, *nodes], [*tiny.claims, *claims])


# ---- asking


def test_nothing_asked_offers_three_questions() -> None:
    test = page()
    assert labels(test)[:3] == list(EXAMPLES)
    test.button[0].click()
    shown(test.run())
    assert asked(test) == labels(page())[0]
    assert test.text_input[0].value == labels(page())[0]


def test_the_address_asks_and_a_new_question_changes_it() -> None:
    test = page(HEADLINE)
    assert test.text_input[0].value == HEADLINE
    test.text_input[0].set_value("partners of Leeds")
    shown(test.run())
    assert asked(test) == "partners of Leeds"
    assert "Leeds" in html(test)
    test.text_input[0].set_value("")
    shown(test.run())
    assert asked(test) == ""
    assert labels(test)[:3] == list(EXAMPLES)


def test_a_rerun_asks_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    questions = []
    real = Explorer.ask
    monkeypatch.setattr(Explorer, "ask", lambda self, text: questions.append(text) or real(self, text))
    test = page(HEADLINE)
    shown(test.run())
    assert questions == [HEADLINE]


# ---- outcomes


def test_an_answer_names_confirmed_and_possible_apart() -> None:
    written = html(page(HEADLINE))
    assert "2 confirmed, 1 possible" in written
    rows = re.findall(r'<tr role="row" class="is-(\w+)">.*?</tr>', written)
    assert rows == ["confirmed", "confirmed", "possible"]
    for name in ("Ash Primary", "Birch Primary", "Cedar Primary"):
        assert re.search(rf'<th scope="row" role="rowheader">{name}</th>', written)
    assert 'id="source-1"' in written


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("which schools in Leeds link to Siegen", "Nothing recorded"),
        ("which schools link to Brazil", "Name not known"),
        ("partners of Newport", "More than one meaning"),
        ("what is the weather in May", "Outside this tool"),
    ],
)
def test_each_outcome_is_named_in_words_and_offers_questions(question: str, outcome: str) -> None:
    test = page(question, explorer(world_with("Newport on Sea", "Newport on Hill")))
    assert outcome in html(test)
    assert len(test.button) >= 2
    assert "<table" not in html(test)


def test_did_you_mean_asks_the_whole_question_with_every_word_mended() -> None:
    test = page("is Leedzzs linked to Siegzzn")
    assert "Did you mean" in html(test)
    assert "is Leeds linked to Siegen" in labels(test)
    press(test, "is Leeds linked to Siegen")
    assert asked(test) == "is Leeds linked to Siegen"


def test_a_reading_is_the_whole_question() -> None:
    test = page("partners of Newport", explorer(world_with("Newport on Sea", "Newport on Hill")))
    assert labels(test)[-2:] == ["partners of Newport on Sea", "partners of Newport on Hill"]


def test_things_of_the_same_name_lead_to_their_profiles() -> None:
    test = page("partners of Newport", explorer(world_with("Newport", "Newport")))
    assert 'href="profile?node=x0"' in html(test)
    assert 'href="profile?node=x1"' in html(test)


def test_a_store_that_fails_says_so_and_the_page_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Explorer, text: str) -> Answer:
        raise StoreError("Neo4j does not answer", fix="Start it, then ask again")

    monkeypatch.setattr(Explorer, "ask", fail)
    test = page(HEADLINE)
    assert "<h2>Neo4j does not answer.</h2><p>Start it, then ask again.</p>" in html(test)
    assert test.text_input[0].value == HEADLINE


def test_an_empty_store_says_how_to_load() -> None:
    assert "citylinks load" in html(page(on=Explorer(NetworkXStore())))


# ---- nothing is markup


@pytest.mark.parametrize("name", [SCRIPT, "[x](javascript:1)", "**b**", ":red[x]", "$x$", "<b>&"])
def test_names_are_text_everywhere(name: str) -> None:
    test = page("partners of Leeds", explorer(world_with(name)))
    written = html(test)
    assert element("th", name, scope="row", role="rowheader") in written
    assert "<script" not in written
    assert "<b>" not in written


def test_a_question_of_markup_is_text() -> None:
    test = page(f"{SCRIPT} **b** [x](javascript:alert(1))")
    assert "<script" not in html(test)
    assert "javascript:" not in html(test)


def test_element_escapes_text_and_keeps_elements() -> None:
    inner = element("b", "a < b", class_='"x"')
    assert inner == '<b class="&quot;x&quot;">a &lt; b</b>'
    assert element("p", inner, "<i>") == f"<p>{inner}&lt;i&gt;</p>"


def test_plain_escapes_every_mark_of_a_label() -> None:
    assert plain("**b** $x$") == r"\*\*b\*\* \$x\$"
    assert plain("<i> [a](b)") == r"\<i\> \[a\]\(b\)"
    assert "://" not in plain("https://example.org").replace("\\", "")
    assert plain("Wuhan 武汉\n\nBrnó") == "Wuhan 武汉 Brnó"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://["])
def test_only_web_addresses_are_links(url: str) -> None:
    source = replace(worlds.PAGE, url=url, licence="CC0")
    written = sources(answer(cited=source))
    assert "<a" not in written
    assert "CC0" in written
    assert web_address(url) == ""
    assert web_address(" https://example.org/a ") == "https://example.org/a"


# ---- the parts


def answer(*rows: Row, cited: Source = worlds.PAGE, **more: object) -> Answer:
    citation = Citation(1, cited, "Heading", "party", "2021", ("a",))
    made = Answer("q", "answer", "Said.", columns=("name", "note"), rows=rows, sources=(citation,))
    return replace(made, **more)  # type: ignore[arg-type]


def test_empty_columns_are_dropped_and_reach_is_shown_where_it_differs() -> None:
    direct = Row(("Leeds", ""), sources=(1,))
    assert "Reach" not in table(answer(direct))
    assert "Note" not in table(answer(direct))
    through = replace(direct, reach=THROUGH_CITY)
    assert "through the city" in table(answer(direct, through))


def test_a_long_table_scrolls_inside_and_holds_every_row() -> None:
    rows = [Row((f"City {i}", "x")) for i in range(LONG + 1)]
    written = table(answer(*rows))
    assert 'class="scroll" tabindex="0"' in written
    assert written.count("<tr") == len(rows) + 1
    assert "scroll" not in table(answer(*rows[:LONG]))


def test_conflicts_come_first_among_the_notes() -> None:
    written = notes(answer(notes=("Also so.", "Conflict: two dates.")))
    assert written.index("Conflict") < written.index("Also")


def test_the_first_sentence_is_the_heading() -> None:
    written = statement(answer(sentence="St. Gallen is linked. 3 more possible: A and B (why)."))
    assert "<h2>St. Gallen is linked.</h2><p>3 more possible" in written


def test_what_was_searched_is_a_line_for_two_lists_and_folded_for_many() -> None:
    documents, lists = "the 4 documents", tuple(f"List {number} <b>" for number in range(12))
    assert "Searched" not in statement(answer(searched=(documents,)))
    few = statement(answer(searched=(documents, *lists[:2])))
    assert "Searched: the 4 documents; List 0 &lt;b&gt;; List 1 &lt;b&gt;.</p>" in few
    many = statement(answer(searched=(documents, *lists)))
    assert "<summary>Searched: the 4 documents and 12 loaded datasets</summary>" in many
    assert many.count("<li>") == 12


def test_share_alike_is_said_over_what_is_taken_away() -> None:
    tiny = worlds.tiny()
    shared = tuple(replace(source, licence="ODbL 1.0") for source in tiny.sources)
    said = "must carry ODbL 1.0."
    assert said in html(page("Leeds twin cities", explorer(replace(tiny, sources=shared))))
    assert said not in html(page("Leeds twin cities"))


def test_chips_are_said_in_words() -> None:
    made = (Chip("form", "path", "path"), Chip("asked", "Wuhan"), Chip("given", "Leeds"))
    said = [chip_words(chip, answer(understood=made)) for chip in made]
    assert said == ["how they are connected", "to: Wuhan", "from: Leeds"]


# ---- chips that are changed


def opened(test: AppTest, field: str) -> AppTest:
    """The page with the first chip of a field open."""
    for key in test.session_state:
        if key.startswith(f"ask_chip_{field}_"):
            test.session_state[key] = True
            return shown(test.run())
    raise AssertionError(f"no chip of {field}")


def press(test: AppTest, label: str) -> AppTest:
    next(button for button in test.button if re.sub(r"\\(.)", r"\1", button.label) == label).click()
    return shown(test.run())


def choice(test: AppTest, title: str) -> Any:
    return next(box for box in test.selectbox if box.label == title)


def test_a_chip_is_changed_and_the_whole_question_is_in_the_address() -> None:
    test = opened(page(HEADLINE), "given")
    choice(test, "Name").set_value("hangzhou")
    shown(test.run())
    assert asked(test) == "which schools in Newcastle upon Tyne are linked to Hangzhou"
    assert test.text_input[0].value == asked(test)


def test_a_set_is_changed_by_kind_and_by_place() -> None:
    test = opened(page(HEADLINE), "asked")
    assert choice(test, "Lies in").value == "newcastle"
    choice(test, "Kind of thing").set_value("University")
    shown(test.run())
    assert asked(test) == "which universities in Newcastle upon Tyne are linked to Wuhan"


def test_a_chip_is_taken_away() -> None:
    test = opened(page("links of Leeds before 1980"), "time")
    press(test, "Take away")
    assert asked(test) == "who is linked to Leeds"


def test_a_time_is_written_and_one_that_is_none_changes_nothing() -> None:
    test = opened(page("links of Leeds before 1980"), "time")
    next(one for one in test.text_input if "Time" in one.label).set_value("whenever")
    shown(test.run())
    assert asked(test) == "links of Leeds before 1980"
    assert "nothing was changed" in html(test)
    next(one for one in test.text_input if "Time" in one.label).set_value("after 1985")
    shown(test.run())
    assert asked(test) == "who is linked to Leeds after 1985"


def test_an_unknown_word_is_written_otherwise() -> None:
    test = opened(page("which schools link to Brazil"), "unknown")
    next(one for one in test.text_input if one.label == "Write instead").set_value("Wuhan")
    shown(test.run())
    assert asked(test) == "which schools link to Wuhan"


# ---- follow-ups, history, saved questions, corrections


def test_a_follow_up_in_the_main_box_keeps_the_rest_visibly() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_question").set_value("and in Germany?")
    shown(test.run())
    assert asked(test) == "which cities in Germany are twinned with Leeds"
    assert "“and in Germany?” taken as: <strong>which cities in Germany are twinned with Leeds" in html(test)


def test_a_follow_up_in_its_own_box_need_not_begin_with_and() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_and").set_value("in China")
    shown(test.run())
    assert asked(test) == "which cities in China are twinned with Leeds"
    assert test.text_input(key="ask_and").value == ""
    assert "Hangzhou" in html(test)


def test_a_follow_up_with_an_unknown_name_is_not_answered_without_it() -> None:
    test = page("which cities are twinned with Leeds")
    test.text_input(key="ask_and").set_value("in Atlantis")
    shown(test.run())
    assert "Name not known" in html(test)


def test_the_questions_of_a_session_can_be_asked_again_and_forgotten() -> None:
    test = page("partners of Leeds")
    test.text_input(key="ask_question").set_value(HEADLINE)
    shown(test.run())
    assert test.session_state[EARLIER] == [HEADLINE, "partners of Leeds"]
    test.button(key="ask_earlier_0").click()
    shown(test.run())
    assert asked(test) == "partners of Leeds"
    test.button(key="ask_earlier_clear").click()
    shown(test.run())
    assert test.session_state[EARLIER] == ["partners of Leeds"]
    assert "Forget these" not in labels(test)


def test_a_session_keeps_a_few_questions_only() -> None:
    test = page("partners of Leeds")
    test.session_state[EARLIER] = [f"question {i}" for i in range(MOST)]
    shown(test.run())
    assert len(test.session_state[EARLIER]) == MOST
    assert test.session_state[EARLIER][0] == "partners of Leeds"


def test_a_saved_question_is_filled_and_asked(explorer: Explorer) -> None:
    test = page(on=explorer)
    assert choice(test, "Question").value == "Which schools are linked to a place"
    choice(test, "Place").set_value("Taiyuan")
    shown(test.run())
    press(test, "Ask")
    assert asked(test) == "which Newcastle upon Tyne schools link to Taiyuan"


@pytest.mark.parametrize("audience", AUDIENCES)
def test_saved_questions_of_each_kind_of_user(explorer: Explorer, audience: str) -> None:
    test = page(on=explorer)
    test.session_state["ask_saved_for"] = audience
    shown(test.run())
    wanted = [question.title for question in library() if question.audience == audience]
    assert choice(test, "Question").options == wanted


def test_each_row_leads_to_its_correction() -> None:
    test = page(HEADLINE)
    assert html(test).count("Wrong?</button>") == 3
    test.session_state[ROW] = 0
    shown(test.run())
    assert "Row: Ash Primary" in html(test)
    assert "What is right instead:" in html(test)
    assert "Row: Ash Primary" not in html(shown(test.run()))


def test_the_card_of_a_node_tells_its_rows_and_sources() -> None:
    names = explorer().catalogue
    row = Row(("Leeds", "twinned"), nodes=("leeds",), sources=(1,))
    written = card("leeds", answer(row), {"edges": []}, names)
    assert "<h3>Leeds</h3>" in written
    assert "city in United Kingdom" in written
    assert 'href="#source-1"' in written


def test_the_card_of_a_line_tells_each_link_on_it() -> None:
    on = explorer()
    found = on.ask("partners of Siegen")
    drawn = picture(found.nodes, found.relationships)
    line = next(edge for edge in drawn["edges"] if "leeds" in edge["id"])
    written = card(line["id"], found, drawn, on.catalogue)
    assert "Leeds – Siegen" in written
    assert "Leeds is twinned with Siegen" in written
    assert 'href="#source-' in written


# ---- the whole app


@pytest.fixture
def fresh() -> Iterator[None]:
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def app() -> AppTest:
    return shown(AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run())


@pytest.mark.usefixtures("fresh")
def test_the_app_opens_on_the_curated_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYLINKS_STORE", raising=False)
    assert labels(app())[:3] == list(EXAMPLES)


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("store", ["bolt://127.0.0.1:1", "ftp://somewhere"])
def test_a_store_that_is_not_there(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYLINKS_STORE", store)
    test = app()
    assert 'role="alert"' in html(test)
    assert labels(test) == ["Try again"]


@pytest.mark.usefixtures("fresh")
def test_data_that_cannot_be_read(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CITYLINKS_STORE", raising=False)
    monkeypatch.setenv("CITYLINKS_DATA", str(tmp_path))
    assert "sources.csv" in html(app())
