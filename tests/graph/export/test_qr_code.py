"""The QR code holds the address of the live view where one is set, and nothing else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.export.qr_code import MAX_LENGTHS, qr_svg
from graph.model.errors import CitylinksError
from graph.model.settings import Settings

BASE = "https://citylinks.example.org/app/"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=90))
def test_a_code_is_squares_and_nothing_else(url: str) -> None:
    root = ElementTree.fromstring(qr_svg(url))  # noqa: S314 - our own
    assert {one.tag.rpartition("}")[2] for one in root.iter()} <= {"svg", "path", "g"}
    assert root.attrib["width"] == root.attrib["height"]


def test_no_address_and_one_too_long_have_no_code() -> None:
    assert qr_svg("") == "" == qr_svg("x" * (MAX_LENGTHS + 1)) and qr_svg("x" * MAX_LENGTHS)


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_an_address_carries_any_name(name: str) -> None:
    parts = urlsplit(Settings(base_url=BASE).page_url("present", story=name))
    assert (parts.scheme, parts.hostname, parts.path) == ("https", "citylinks.example.org", "/app/present")
    assert parse_qs(parts.query, keep_blank_values=True) == {"story": [name]}


def test_without_a_base_url_there_is_no_address() -> None:
    assert Settings.from_env({}).page_url("present", story="leeds") == ""
    assert Settings.from_env({"CITYLINKS_BASE_URL": "  "}).page_url("present") == ""


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://example.org", "example.org", "https://", "http://x:99999", "https://user@x.org",
     "https://x.org/?q=1", "https://x.org/#a", "https://x .org", 'https://x.org/"'],
)  # fmt: skip
def test_what_is_no_address_of_a_web_page_is_refused_when_it_is_needed(url: str) -> None:
    settings = Settings.from_env({"CITYLINKS_BASE_URL": url})  # an app without a usable address still starts
    with pytest.raises(CitylinksError, match="CITYLINKS_BASE_URL is not a web address"):
        settings.page_url("present")
