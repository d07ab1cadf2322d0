"""Records as Neo4j properties, and back. Properties are scalars and flat lists; empty values are not stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from graph.model.records import Claim, Node, Source

CLAIM_FIELDS = tuple(f.name for f in fields(Claim) if f.init)
NODE_FIELDS = tuple(f.name for f in fields(Node) if f.name != "properties")
SOURCE_FIELDS = tuple(f.name for f in fields(Source))
LISTS = ("aliases", "counts", "sectors")


def digest(properties: Mapping[str, Any]) -> str:
    """A hash of the properties without load numbers and key. Equal records have the same digest."""
    content = {k: v for k, v in properties.items() if k not in ("key", "brought", "retired")}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]


def node_properties(node: Node) -> dict[str, Any]:
    """A node's Neo4j properties. The node's own `properties` become one JSON text."""
    properties = _present(node, NODE_FIELDS)
    return properties | ({"properties": json.dumps(node.properties)} if node.properties else {})


def source_properties(source: Source) -> dict[str, Any]:
    """A source's properties."""
    return _present(source, SOURCE_FIELDS)


def claim_properties(claim: Claim) -> dict[str, Any]:
    """A claim's properties. Subject and object are as the source states them, also if they are stored reversed."""
    return _present(claim, CLAIM_FIELDS) | {"id": claim.id}


def to_node(properties: Mapping[str, Any]) -> Node:
    """The node of these properties."""
    free = json.loads(properties["properties"]) if "properties" in properties else []
    return Node(**_fields(properties, NODE_FIELDS), properties=tuple((name, value) for name, value in free))


def to_source(properties: Mapping[str, Any]) -> Source:
    """The source of these properties."""
    return Source(**_fields(properties, SOURCE_FIELDS))


def to_claim(properties: Mapping[str, Any]) -> Claim:
    """The claim of these properties."""
    return Claim(**_fields(properties, CLAIM_FIELDS))


def _present(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(record, name) for name in names}
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in ("", (), None)
    }


def _fields(properties: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found = {name: properties[name] for name in names if name in properties}
    return {name: tuple(value) if name in LISTS else value for name, value in found.items()}
