"""The kind of a file is recognised, and a refused file gets the right reason and a next step."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cli import main
from datasets.library import DatasetLibrary
from graph.model.data_folder import SHIPPED_DATA
from graph.model.errors import DataError
from loaders.base import Loader
from loaders.files.probe import open_file
from loaders.registry import all_loaders, open_loadable, recognise
from tests.loaders.samples import FOLDER, sample

REFUSED = [
    ("publicextract.charity_trustee.txt", "trustee_id\ttrustee_name\n1\tA B\n", "personal"),
    ("governancealldata.csv", "URN,Role,Title,Forename 1,Surname,Date of appointment\n2,Chair,x,x,x,x\n", "personal"),
    ("extract_trustee.csv", "regno,trustee\n200001,x\n", "personal"),
    ("extract_charity.csv", "regno,subno,name,orgtype,gd,aob\n200001,0,A,R,,\n", "replaced this form in 2021"),
    ("extract_charity.bcp", "200001@**@0@**@A@**@R*@@*200002@**@0@**@B", "replaced this form in 2021"),
    ("ror-data.csv", "id,name,types,external_ids.GRID.preferred\nhttps://ror.org/0abcdef12,A,,\n", "Load the JSON"),
    ("grid.csv", "ID,Name,City,State,Country\ngrid.1.2,A,B,,C\n", "became ROR"),
    ("alternateNamesV2.txt", "1\t2644688\tcy\tLeeds\t\t\t\t\t\t\n", "cities500.txt"),
    ("hierarchy.txt", "6295630\t6255148\tADM\n", "admin1CodesASCII.txt"),
    ("featureCodes_en.txt", "A.ADM1\tfirst-order division\ta division\n", "names no place"),
    ("extract_aoo_ref.csv", "aootype,aookey,aooname,aoosort,welsh,master\nA,1,X,X,,\n", "names no charity"),
    ("crafts.json", '{"About the Creative City": {"0": "' + "long " * 20_000 + '"}}', "It names no city"),
    ("partners.csv", "partner,partnerLabel,start\nhttp://www.wikidata.org/entity/Q102,Neustadt,\n", "SELECT ?item"),
    ("twins.wiki", "{{short description}}\n==L==\n* [[Lille]], France\n", "columns country, city and sister"),
    ("twins.xml", "<?xml version='1.0'?><sparql/>", "CSV or JSON"),
    ("schools.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n", "git lfs pull"),
]  # fmt: skip

LINKS = "URN,LinkURN,LinkName,LinkType\n1,2,A,Successor\n"


def written(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "text", "says"), REFUSED)
def test_a_known_file_that_is_not_loaded_is_refused_with_its_reason(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    with pytest.raises(DataError) as raised:
        recognise(open_file(written(tmp_path, name, text)))
    assert says in str(raised.value)
    assert "can't be detected" not in str(raised.value)


def test_personal_data_is_not_called_reference_material(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="personal data, which is never loaded") as raised:
        recognise(open_file(written(tmp_path, *REFUSED[0][:2])))
    assert "reference" not in str(raised.value)


def test_a_list_of_ones_own_with_a_city_and_a_country_is_not_taken_for_a_register(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="custom table with a column mapping"):
        recognise(open_file(written(tmp_path, "ours.csv", "ID,Name,City,State,Country\n1,A,B,,C\n")))


def test_a_list_of_cities_and_countries_is_told_how_to_be_a_list_of_members(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="a column `network` and one of role, since or source"):
        recognise(open_file(written(tmp_path, "eurocities.csv", "City,Country,Membership\nLeeds,UK,Full\n")))


def test_an_unknown_file_with_a_persons_columns_says_that_these_are_never_read(tmp_path: Path) -> None:
    path = written(tmp_path, "list.csv", "Club,Surname,Town\nA,Somebody,Leeds\n")
    with pytest.raises(DataError, match="Surname holds personal data and is never read") as raised:
        recognise(open_file(path))
    assert "Somebody" not in str(raised.value)


def test_json_of_no_known_kind_shows_its_keys_not_its_first_bracket(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be detected") as raised:
        recognise(open_file(written(tmp_path, "graph.json", '{\n"nodes": [], "edges": []}')))
    assert raised.value.value == "nodes, edges"


def test_json_with_a_list_of_features_is_not_taken_for_a_list_of_codes(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be detected"):
        recognise(open_file(written(tmp_path, "flags.json", '{"features": [{"name": "sms"}]}')))
    codes = written(tmp_path, "codelist.json", '{"features": [{"code": "shareholders"}]}')
    with pytest.raises(DataError, match="describes a register"):
        recognise(open_file(codes))


def test_a_first_line_that_is_no_header_shows_no_telephone(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="can't be detected") as raised:
        recognise(open_file(written(tmp_path, "list.csv", "A club,0113 496 0000,someone@example.org\n")))
    assert "496" not in str(raised.value) and "someone@" not in str(raised.value)


# The files of the samples that can't be loaded, and the kinds that they are recognised as.
NO_DATA = {
    "cc-aoo-gss-iso-new.csv": "vocabulary", "ccew-fields.csv": "fields of the charity register",
    "gias_establishment_types_20250422.csv": "establishment types",
    **dict.fromkeys((f"gb-{name}.json" for name in ("chc", "coh", "edu", "hesa", "lae", "nic", "sc", "ukprn")), "list"),
}  # fmt: skip


def test_every_sample_is_told_to_be_a_kind_or_refused_as_what_it_is() -> None:
    sample("schools/edubase_2019_header_4rows.csv")
    files = [path for path in FOLDER.glob("*/*") if path.is_file()]
    assert set(NO_DATA) <= {path.name for path in files}
    for path in files:
        if path.name in NO_DATA:
            with pytest.raises(DataError, match="reference material, not data to load") as raised:
                recognise(open_file(path))
            assert NO_DATA[path.name] in str(raised.value)
        else:
            assert recognise(open_file(path)).read


def zipped(tmp_path: Path, files: dict[str, str]) -> Path:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path


def test_of_a_zip_file_the_one_file_that_can_be_loaded_is_taken(tmp_path: Path) -> None:
    files = {"readme.txt": "About", "LinkTypes.csv": "Code,Name\n1,A\n", "links.csv": LINKS}
    input_file = open_loadable(zipped(tmp_path, files))
    assert (input_file.name, recognise(input_file).kind) == ("links.csv", "gias-links")


def test_of_a_zip_file_with_several_that_can_be_loaded_none_is_guessed(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"more than one can be loaded: .*a.csv, b.csv") as raised:
        open_loadable(zipped(tmp_path, {"a.csv": LINKS, "b.csv": LINKS, "readme.txt": "About"}))
    assert "readme" not in str(raised.value)
    with pytest.raises(DataError, match="none is recognised as a kind"):
        open_loadable(zipped(tmp_path, {"a.csv": "a\n1\n", "b.csv": "b\n1\n"}))


def test_each_kind_is_named_once() -> None:
    kinds = [loader.kind for loader in all_loaders()]
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize("loader", all_loaders(), ids=lambda loader: loader.kind)
def test_each_kind_says_what_it_is_and_what_its_files_look_like(loader: Loader) -> None:
    assert loader.title
    assert loader.shape or loader.columns
    assert loader.recognised_by
    if loader.read:
        assert loader.publisher and loader.licence
        assert not loader.refusal_fix
    else:
        assert loader.refusal_fix and loader.refusal_reason


def test_each_kind_is_recognised_or_must_be_named() -> None:
    unrecognised = [loader.kind for loader in all_loaders() if not loader.columns and not loader.recognises]
    assert unrecognised == ["own-table"]


def test_every_list_of_kinds_reads_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kinds = [loader.kind for loader in all_loaders()]
    assert main(["load", "--kinds"]) == 0
    assert sorted(line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:1].strip()) == sorted(kinds)
    loadable = [loader.kind for loader in all_loaders() if loader.read]
    assert [kind for kind, _ in DatasetLibrary(tmp_path, SHIPPED_DATA).kinds()] == loadable
    with pytest.raises(DataError) as raised:
        recognise(open_file(written(tmp_path, "a.csv", "a,b\n1,2\n")), "no-such-kind")
    assert raised.value.expected == "one of " + ", ".join(loadable)
