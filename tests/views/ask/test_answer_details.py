"""The timeline of an answer says which of its items have no date."""

from graph.answers.explorer import Explorer
from graph.stores.embedded.store import EmbeddedStore
from tests import worlds
from views.ask.answer_details import timeline


def shown(question: str) -> str:
    store = EmbeddedStore()
    store.load(worlds.tiny())
    explorer = Explorer(store)
    return str(timeline(explorer.ask(question), explorer.catalogue))


def test_a_timeline_is_in_order_of_date() -> None:
    html = shown("timeline of the twinnings of Leeds")
    assert html.index("Siegen") < html.index("Hangzhou")


def test_items_without_a_date_are_named_below_it() -> None:
    html = shown("timeline of the links of Leeds")
    assert "No date is recorded for Network of Cities." in html and "Network of Cities" not in html.split("</ol>")[0]


def test_there_is_no_timeline_without_a_date() -> None:
    assert shown("which networks is Leeds a member of") == ""
