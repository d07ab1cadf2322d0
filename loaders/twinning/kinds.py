"""The kinds of file about twin towns: Wikidata in each of its formats, and lists of twin towns.

All of them are third-party sources; claims by the towns themselves are kept next to theirs. Wikidata items have their
own ids. data/same_as.csv holds the decisions about which place an item is.
"""

from __future__ import annotations

from functools import partial

from loaders.base import Loader
from loaders.twinning import lists, wikidata_entities, wikidata_pairs, wikidata_results

_wikidata = partial(
    Loader, publisher="Wikidata", licence="CC0 1.0", url="https://www.wikidata.org/wiki/Property:P190",
    scopes=("place", "country"),
)  # fmt: skip

# Files with names come before those with only the numbers of items, so that the name is used.
LOADERS = (
    _wikidata(
        kind="wikidata-query", title="Wikidata: twinned administrative bodies (query results)",
        shape="two columns of items of Wikidata, one of them named like a partner or twin",
        recognises=wikidata_results.is_query_result, read=wikidata_results.query_results,
    ),
    _wikidata(
        kind="wikidata-labels", title="Wikidata: twinned administrative bodies (query results, labels only)",
        shape="two label columns, one of them named like a partner or twin",
        recognises=wikidata_results.is_label_result, read=wikidata_results.query_results,
        note="The results name places without their items; they were found by coordinates and country.",
    ),
    _wikidata(
        kind="wikidata-names", title="Wikidata: names of items",
        shape="two columns without a header: an item of Wikidata and a name",
        recognises=wikidata_pairs.is_names, read=wikidata_pairs.names, scopes=(),
    ),
    _wikidata(
        kind="wikidata-entity", title="Wikidata: twinned administrative bodies (entities)",
        shape="JSON of entities with labels and claims",
        recognises=wikidata_entities.is_entities, read=wikidata_entities.entities, date_in=wikidata_entities.modified,
    ),
    _wikidata(
        kind="wikidata-pairs", title="Wikidata: twinned administrative bodies (pairs of items)",
        shape="two columns of items of Wikidata, without a header",
        recognises=wikidata_pairs.is_pairs, read=wikidata_pairs.pairs,
    ),
    _wikidata(
        kind="wikidata-one-end", title="Wikidata: partners of a place that the file doesn't name",
        shape="one column of items of Wikidata, those of the partners",
        recognises=wikidata_results.is_one_end, refusal_reason="half of what is needed",
        refusal_fix="Ask for the place too, as SELECT ?item ?itemLabel ?partner ?partnerLabel, and download that.",
    ),
    Loader(
        kind="twin-list", title="Wikipedia: lists of twin towns and sister cities", publisher="Wikipedia",
        licence="CC BY-SA 4.0", url="https://en.wikipedia.org/wiki/Lists_of_twin_towns_and_sister_cities",
        shape="columns of a country, a city and its sister or twin city",
        recognises=lists.is_twin_list, read=lists.twin_list, scopes=("place", "country"),
        note="The list gives names only; each name without a country counts as one place.",
    ),
)  # fmt: skip
