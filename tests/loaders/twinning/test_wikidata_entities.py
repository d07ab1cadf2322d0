"""An entity's statements of twinning become claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.model.errors import DataError
from tests.loaders.twinning.twinning_files import load, twinnings, written


def snak(value: object) -> dict[str, object]:
    return {"snaktype": "value", "datavalue": {"value": value}}


def entity() -> dict[str, object]:
    def twin(number: str, rank: str = "normal", **qualifiers: object) -> dict[str, object]:
        return {"mainsnak": snak({"id": number}), "rank": rank, "qualifiers": qualifiers}

    start = [snak({"time": "+1985-06-00T00:00:00Z", "precision": 10})]
    return {
        "type": "item", "id": "Q101", "modified": "2016-09-07T10:31:04Z",
        "labels": {"de": {"value": "Altstadt"}, "en": {"value": "Oldtown"}},
        "aliases": {"en": [{"value": "The Old Town"}]},
        "claims": {
            "P625": [{"mainsnak": snak({"latitude": 51.0, "longitude": 11.5})}],
            "P190": [
                twin("Q102", P580=start), twin("Q103", rank="deprecated"),
                twin("Q104", P582=[{"snaktype": "somevalue"}]), {"mainsnak": {"snaktype": "somevalue"}},
            ],
        },
    }  # fmt: skip


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_entitys_statements_are_claims_but_for_deprecated_ones(tmp_path: Path, wrapped: bool) -> None:
    held = {"entities": {"Q101": entity()}, "success": 1} if wrapped else entity()
    made = load(written(tmp_path, json.dumps(held), "e.json"))
    assert made.loader.kind == "wikidata-entity" and made.source.as_of == "2016-09-07"
    assert [(c.object, c.start, c.status) for c in twinnings(made)] == [
        ("wikidata:Q102", "1985-06", "active"),
        ("wikidata:Q104", "", "ended"),
    ]
    assert (made.read, made.rejected, dict(made.left_out)) == (5, 1, {"deprecated on Wikidata": 1})
    assert (made.nodes["wikidata:Q101"].name, made.nodes["wikidata:Q101"].aliases) == (
        "Oldtown",
        ("Altstadt", "The Old Town"),
    )


def test_an_entity_file_that_breaks_off_says_so(tmp_path: Path) -> None:
    text = json.dumps({"entities": {"Q101": entity()}})
    with pytest.raises(DataError, match="is cut off"):
        load(written(tmp_path, text[:-40], "e.json"))
