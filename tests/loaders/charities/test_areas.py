"""Areas of operation become claims that charities operate there, never partnerships."""

from __future__ import annotations

from pathlib import Path

from loaders.base import Scope
from tests.loaders.charities.charity_files import LEEDS, NEWCASTLE, as_json, loaded, of, places, table
from tests.loaders.samples import sample_rows

AREA = {
    "date_of_extract": "2024-05-13", "organisation_number": "1", "registered_charity_number": "1000001",
    "linked_charity_number": "0", "geographic_area_type": "Country", "geographic_area_description": "China",
    "parent_geographic_area_type": "Continent", "parent_geographic_area_description": "Asia", "welsh_ind": "False",
}  # fmt: skip


def test_operating_in_a_place_is_no_partnership(tmp_path: Path) -> None:
    rows = [
        {}, {"geographic_area_type": "Local Authority", "geographic_area_description": "Leeds City"},
        {"geographic_area_description": "Dubai"}, {"geographic_area_description": "Abu Dhabi"},
        {"geographic_area_type": "Continent", "geographic_area_description": "Africa"},
    ]  # fmt: skip
    for path in (table(tmp_path, AREA, rows), as_json(tmp_path, AREA, rows)):
        made = loaded(path)
        assert {claim.type for claim in made.claims} == {"OPERATES_IN", "LOCATED_IN"}
        assert {claim.object for claim in of(made, "OPERATES_IN")} >= {"iso:CN", LEEDS, "geonames:6255146"}
        assert len(of(made, "OPERATES_IN")) == 5
        assert "GB-CHC-1000001" not in made.nodes
        assert made.source.as_of == "2024-05-13"


def test_an_unknown_area_is_rejected_with_the_nearest(tmp_path: Path) -> None:
    rows = [{}, {"geographic_area_description": "Chinaa"}, {"registered_charity_number": "n/a"}]
    made = loaded(table(tmp_path, AREA, rows))
    assert [(r.field, r.reason) for r in made.rejections] == [
        ("geographic_area_description", "no country of this name is known"),
        ("registered_charity_number", "not a charity number"),
    ]
    assert "China" in made.rejections[0].fix


def test_a_scope_of_countries_takes_the_areas_in_them_alone(tmp_path: Path) -> None:
    rows = [
        {}, {"geographic_area_description": "India"},
        {"geographic_area_type": "Continent", "geographic_area_description": "Asia"},
        {"geographic_area_type": "Local Authority", "geographic_area_description": "Leeds City"},
    ]  # fmt: skip
    path = table(tmp_path, AREA, rows)
    made = loaded(path, Scope(countries=frozenset({"iso:CN", "iso:GB"})))
    assert [claim.object for claim in of(made, "OPERATES_IN")] == ["iso:CN", LEEDS]
    assert made.left_out.total() == 2
    whose = loaded(path, Scope(places=frozenset({NEWCASTLE})))
    assert (whose.accepted, sum(whose.warnings.values())) == (4, 1)


def test_every_area_of_the_register_is_known() -> None:
    rows = sample_rows("charities/cc-aoo-gss-iso-new.csv")
    unknown = {
        (row["geographic_area_type"], row["geographic_area_description"])
        for row in rows
        if not places().area_of_operation(row["geographic_area_type"], row["geographic_area_description"])
    }
    assert not unknown
