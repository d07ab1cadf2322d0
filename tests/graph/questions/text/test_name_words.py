"""Words of a name's title beside the name belong to it, and ask for nothing of their own."""

import pytest

from graph.questions.entity_linking import link_entities
from graph.questions.lexicon import lexicon


@pytest.fixture(scope="module")
def catalogue(explorer):
    return explorer.catalogue


def named(text, catalogue):
    return [(span.text, span.ids) for span in link_entities(text, catalogue, lexicon()) if span.kind == "name"]


def test_a_word_of_the_title_beside_a_name_is_part_of_it(catalogue):
    network = "local:network:g20-global-smart-cities-alliance"
    assert named("g20 smart cities in Europe", catalogue)[0] == ("g20 smart cities", (network,))


def test_a_name_with_telling_words_after_it_is_the_only_longer_name_that_has_them(catalogue):
    group = "local:network:eurocities-working-group-children"
    assert named("who chairs the Eurocities children group", catalogue) == [("Eurocities children group", (group,))]


@pytest.mark.parametrize("text", ["Leeds twin cities", "Leeds universities", "Newcastle schools in China"])
def test_words_that_ask_for_a_list_stay_apart(text, catalogue):
    assert named(text, catalogue)[0][0] == text.split()[0]
