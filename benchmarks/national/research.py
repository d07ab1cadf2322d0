"""Research bodies in the format of their register: one array of records, schema 2.1, indented as in its dumps."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from benchmarks.national import words

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32, which the register's ids use
TYPES = ("education", "facility", "funder", "company", "government", "nonprofit", "healthcare", "archive", "other")
# GeoNames id, name, country code, country name, latitude, longitude.
TOWNS = (
    (2641673, "Newcastle upon Tyne", "GB", "United Kingdom", 54.97328, -1.61396),
    (2644688, "Leeds", "GB", "United Kingdom", 53.79648, -1.54785),
    (2643743, "London", "GB", "United Kingdom", 51.50853, -0.12574),
    (1791247, "Wuhan", "CN", "China", 30.58333, 114.26667),
    (1808926, "Hangzhou", "CN", "China", 30.29365, 120.16142),
    (3078610, "Brno", "CZ", "Czechia", 49.19522, 16.60796),
    (2935517, "Dortmund", "DE", "Germany", 51.51494, 7.466),
    (2998324, "Lille", "FR", "France", 50.63297, 3.05858),
    (1007311, "Durban", "ZA", "South Africa", -29.8579, 31.0292),
    (4699066, "Houston", "US", "United States", 29.76328, -95.36327),
)
KINDS = ("University of {}", "{} University", "{} Institute of Technology", "{} Research Centre", "{} General Hospital")


def write_research(path: Path, count: int, seed: int) -> None:
    """Write this many records. One in 20 is a part of the previous one, and one in 50 is inactive."""
    chance = Random(f"research {seed}")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        before: dict[str, object] = {}
        for number in range(count):
            record = _record(number, before, chance)
            file.write(("[\n" if not number else ",\n") + json.dumps(record, indent=1, ensure_ascii=False))
            before = record
        file.write("\n]\n" if count else "[]\n")


def _record(number: int, before: dict[str, object], chance: Random) -> dict[str, object]:
    town = chance.choice(TOWNS)
    name = chance.choice(KINDS).format(words.place(chance) if chance.random() < 0.9 else town[1])
    part = number % 20 == 19
    above = [{"label": _shown(before), "type": "parent", "id": before["id"]}] if part else []
    return {
        "admin": {
            "created": {"date": "2018-11-14", "schema_version": "1.0"},
            "last_modified": {"date": "2026-06-20", "schema_version": "2.1"},
        },
        "domains": [],
        "established": chance.randrange(1850, 2024) if chance.random() < 0.7 else None,
        "external_ids": [
            {"all": [f"grid.{400000 + number}.{number % 10}"], "preferred": None, "type": "grid"},
            {"all": [f"Q{90_000_000 + number}"], "preferred": None, "type": "wikidata"},
        ],
        "id": f"https://ror.org/{_key(number)}",
        "links": [{"type": "website", "value": f"https://www.body{number}.example/"}],
        "locations": [
            {
                "geonames_details": {
                    "country_code": town[2],
                    "country_name": town[3],
                    "lat": town[4],
                    "lng": town[5],
                    "name": town[1],
                },
                "geonames_id": town[0],
            }
        ],
        "names": [
            {"lang": "en", "types": ["label", "ror_display"], "value": name},
            {"lang": None, "types": ["acronym"], "value": "".join(w[0] for w in name.split() if w[0].isupper())},
        ],
        "relationships": above,
        "status": "inactive" if number % 50 == 49 else "active",
        "types": [chance.choice(TYPES)],
    }


def _shown(record: dict[str, object]) -> str:
    names = record["names"]
    return str(names[0]["value"]) if isinstance(names, list) else ""


def _key(number: int) -> str:
    """A key of the register: 0, six characters of base 32, and two check digits."""
    signs, left = "", number + 32**5
    for _ in range(6):
        left, sign = divmod(left, 32)
        signs = ALPHABET[sign] + signs
    value = number + 32**5
    return f"0{signs}{98 - value * 100 % 97:02d}"
