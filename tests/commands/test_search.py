"""`citylinks search` prints each matching record with its source."""

import json

from tests.commands.test_commands import citylinks


def test_each_record_is_printed_with_its_source():
    done = citylinks("search", "the", "gardening", "of", "Durban", "--limit", "1")
    text, source = done.stdout.splitlines()
    assert done.returncode == 0
    about = "Leeds and Durban have worked together on gardening workshops for food security."
    assert text == f"- Leeds is partnered with Durban. {about}"
    assert source.startswith("  International relations (claim ")


def test_a_claim_that_was_found_can_be_looked_up():
    found = json.loads(citylinks("search", "gardening", "--json").stdout)["records"][0]
    assert "International relations" in citylinks("claim", found["id"]).stdout


def test_words_that_no_record_has_are_named():
    done = citylinks("search", "pandas", "tea museum", "--limit", "1")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0] == "No record has: pandas."
    assert json.loads(citylinks("search", "pandas", "--json").stdout) == {"records": [], "not_found": ["pandas"]}


def test_json_says_how_well_each_record_matches():
    found = json.loads(citylinks("search", "tea", "museum", "pandas", "--json", "--limit", "3").stdout)
    assert found["not_found"] == ["pandas"]
    assert len(found["records"]) == 3
    assert found["records"][0]["words"] == ["tea", "museum"]
    assert found["records"][0]["coverage"] == 0.67
    assert [one["score"] for one in found["records"]] == sorted((o["score"] for o in found["records"]), reverse=True)


def test_a_word_of_no_meaning_alone_is_searched_for():
    assert citylinks("search", "the", "--limit", "1").stdout.startswith("- ")
