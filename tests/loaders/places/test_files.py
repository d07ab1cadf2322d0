"""A mistake in countries.csv or areas.csv is skipped, with a hint how to correct it."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.data_folder import SHIPPED_DATA
from loaders.places.areas import Areas
from loaders.places.countries import Countries
from loaders.places.gazetteer import Gazetteer
from tests.loaders.places.gazetteers import LEEDS

COUNTRY_HEADER = "code,iso3,name,aliases,continent\n"

AREA_HEADER = "gss,former,dfe,label,name,aliases,kind,within,geonames,place\n"


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("XYZ,XYZ,Nowhere,,geonames:1", "code", "two capitals"),
        ("AA,AA,Nowhere,,geonames:1", "iso3", "three capitals"),
        ("FR,FRX,Again,,geonames:1", "code", "used twice"), ("AA,AAA,,,geonames:1", "name", "empty"),
        ("AA,AAA,Nowhere,,", "continent", "empty"),
        ("AA,AAA,Nowhere,Gaul;FRANCE,geonames:1", "aliases", "'france' is a name"),
    ],
)  # fmt: skip
def test_a_wrong_country_row_is_left_out_and_says_what_to_mend(
    tmp_path: Path, row: str, field: str, reason: str
) -> None:
    path = tmp_path / "countries.csv"
    path.write_text(f"{COUNTRY_HEADER}FR,FRA,France,,geonames:6255148\n{row}\n", encoding="utf-8")
    read = Countries(path)
    assert list(read.known) == ["iso:FR"]
    assert [(r.line, r.field) for r in read.rejections] == [(3, field)]
    assert reason in read.rejections[0].reason


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (",,,Region,Nowhere,,,iso:GB,,", "gss"), ("E0800003,,,Region,Nowhere,,,iso:GB,,", "gss"),
        ("E08000099,,38,Region,Nowhere,,,iso:GB,,", "dfe"), ("E08000099,,383,Region,Nowhere,,,iso:GB,,", "dfe"),
        ("E08000099,E08000035,,Region,Nowhere,,,iso:GB,,", "former"), ("E08000099,,,Town,Nowhere,,,iso:GB,,", "label"),
        ("E08000099,,,Region,,,,iso:GB,,", "name"), ("E08000099,,,Region,Nowhere,leeds,,iso:GB,,", "aliases"),
        ("E08000099,,,Region,Nowhere,,,gss:E99999999,,", "within"),
        ("E08000099,,,Region,Nowhere,,,iso:GB,x1,", "geonames"),
        ("E08000099,,,Region,Nowhere,,,iso:GB,,Leeds", "place"),
    ],
)  # fmt: skip
def test_a_wrong_area_row_is_left_out_and_says_what_to_mend(tmp_path: Path, row: str, field: str) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(f"{AREA_HEADER}E08000035,,383,City,Leeds,,,iso:GB,,{LEEDS}\n{row}\n", encoding="utf-8")
    read = Areas(path)
    assert list(read.known) == [LEEDS]
    assert [(r.line, r.field) for r in read.rejections] == [(3, field)]
    assert read.rejections[0].fix


def test_a_place_that_lies_nowhere_known_is_told(tmp_path: Path) -> None:
    for name in ("sources", "places", "bodies", "claims"):
        (tmp_path / f"{name}.csv").write_text(
            (SHIPPED_DATA / f"{name}.csv").read_text(encoding="utf-8"), encoding="utf-8"
        )
    (tmp_path / "areas.csv").write_text(f"{AREA_HEADER}E08000099,,,Region,Nowhere,,,geonames:77,,\n", encoding="utf-8")
    assert any("gss:E08000099 lies in 'geonames:77'" in problem for problem in Gazetteer.read(tmp_path).problems())
