"""A rejected row has file, line, field, value, reason and fix, and the rest loads. A bad file is refused."""

import shutil

import pytest

from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from loaders.curated.folder import CLAIM_COLUMNS, read_curated
from tests.documents import SEEDS, spoken

LEEDS, LILLE = "geonames:2644688", "geonames:2998324"


@pytest.fixture
def folder(tmp_path):
    for name in ("sources.csv", "places.csv", "bodies.csv", "claims.csv"):
        shutil.copy(SHIPPED_DATA / name, tmp_path)
    return tmp_path


def with_claim(folder, **cells):
    """The records of the folder with one more line in claims.csv."""
    row = {
        "subject": LEEDS,
        "type": "TWINNED_WITH",
        "object": LILLE,
        "source": "002",
        "locator": "Lille, France",
    } | cells
    with (folder / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(",".join(f'"{row.get(column, "")}"' for column in CLAIM_COLUMNS) + "\n")
    return read_curated(folder)


def test_the_data_as_shipped_loads_whole():
    records = read_curated(SHIPPED_DATA)
    assert records.rejections == ()
    assert len(records.claims) > 350
    assert len({c.id for c in records.claims}) == len(records.claims)


@pytest.mark.parametrize(
    ("cells", "field", "hint"),
    [
        ({"source": ""}, "source", "without a source"),
        ({"source": "02"}, "source", "Did you mean 002"),
        ({"object": "geonames:299832"}, "object", "Did you mean geonames:2998324"),
        ({"object": "Lille"}, "object", "geonames:2998324 (Lille, city, Hauts-de-France, France)"),
        ({"object": LEEDS}, "object", "can't be linked to itself"),
        ({"start": "1/9/19"}, "start", "Write an EDTF date"),
        ({"start": "2018-02-30"}, "start", "not a date"),
        ({"type": "TWINED_WITH"}, "type", "Did you mean TWINNED_WITH"),
        ({"status": "activ"}, "status", "Did you mean active"),
        ({"counterpart": "Schol"}, "counterpart", "Did you mean School"),
        ({"sectors": "civic;edukation"}, "sectors", "Did you mean education"),
        ({"at_least": "many"}, "at_least", "not a number"),
        ({"counts": "190 cities"}, "counts", "cities >= 190"),
        ({"locator": ""}, "locator", "six opening words"),
        ({"note": "write to somebody@example.org"}, "note", "personal"),
    ],
)
def test_a_bad_row_is_rejected_with_what_to_do_and_the_rest_loads(folder, cells, field, hint):
    before = read_curated(folder)
    records = with_claim(folder, **cells)
    (rejection,) = records.rejections
    lines = (folder / "claims.csv").read_text(encoding="utf-8").count("\n")
    assert (rejection.file, rejection.line, rejection.field) == ("claims.csv", lines, field)
    assert hint in f"{rejection.reason}. {rejection.fix}"
    assert records.claims == before.claims
    assert records.read == before.read + 1


def test_a_personal_value_is_masked(folder):
    (rejection,) = with_claim(folder, note="write to somebody@example.org").rejections
    assert "somebody" not in str(rejection)


def test_the_same_claim_twice_is_one_too_many(folder):
    with_claim(folder, note="once")
    (rejection,) = with_claim(folder, note="once").rejections
    assert "twice" in rejection.reason


def test_a_row_with_a_comma_too_many_is_listed_not_guessed(folder):
    with (folder / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(f"{LEEDS},a,b\n")
    (rejection,) = read_curated(folder).rejections
    assert "fields" in rejection.value


def test_a_rejected_place_takes_with_it_what_needs_it_and_says_so(folder):
    places = folder / "places.csv"
    places.write_text(places.read_text(encoding="utf-8").replace("iso:CN,Country", "iso:CN,Cuntry"), encoding="utf-8")
    records = read_curated(folder)
    assert "Did you mean Country" in records.rejections[0].fix
    assert {"Hubei", "Shanxi", "Wuhan"} & {n.name for n in records.nodes} == set()
    assert len(records.rejections) > 10


def test_a_place_cannot_lie_in_itself(folder):
    places = folder / "places.csv"
    text = places.read_text(encoding="utf-8")
    line = next(one for one in text.splitlines() if one.startswith("iso:CN,"))
    cells = line.split(",")
    text = text.replace(line, line.replace(f",{cells[-2]},", ",geonames:1791247,"))
    places.write_text(text, encoding="utf-8")
    assert any("lie in itself" in r.reason for r in read_curated(folder).rejections)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda path: path.unlink(), "missing"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "cannot be read"),
        (lambda path: path.write_text(""), "columns"),
        (lambda path: path.write_text("<html><body>404</body></html>\n"), "columns"),
        (lambda path: path.write_text('subject,type\n"broken'), "columns"),
    ],
)
def test_a_bad_file_is_refused_before_its_first_row(folder, damage, message):
    damage(folder / "claims.csv")
    with pytest.raises(DataError, match=message):
        read_curated(folder)


def test_control_characters_become_visible_once_at_the_door(folder):
    records = with_claim(folder, note="bell \x07 here")
    assert any(c.note == "bell \ufffd here" for c in records.claims)


@pytest.mark.skipif(not SEEDS, reason="the documents themselves are not part of the project")
def test_every_claim_stands_in_its_document():
    records = read_curated(SHIPPED_DATA)
    documents = {source.id for source in records.sources if source.kind == "document"}
    for claim in records.claims:
        if claim.source in documents:
            text = spoken(claim.source)
            for part in claim.locator.split(" › "):
                assert " ".join(part.split()) in text, (claim.locator, claim.source)
            assert len(claim.locator.split(" › ")[-1].split()) <= 6, claim.locator


def test_every_claim_has_a_source_that_exists():
    records = read_curated(SHIPPED_DATA)
    sources = {source.id for source in records.sources}
    assert all(claim.source in sources for claim in records.claims)
