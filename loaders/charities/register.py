"""The charity register of England and Wales: the main table of its bulk extract, and exports of its search.

Both have the same facts under different field names; the extract has more. Activities and objects are free text that
can name people, so they are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.base import Loader, LoaderRun, Record
from loaders.charities.cells import FieldNames
from loaders.charities.entries import CharityEntries
from loaders.charities.extract import DOWNLOAD, LICENCE, PUBLISHER, extract_batches, extracted_on, has_fields

EXTRACT = FieldNames(
    number="registered_charity_number",
    linked="linked_charity_number",
    name="charity_name",
    kind="charity_type",
    status="charity_registration_status",
    address=tuple(f"charity_contact_address{line}" for line in range(1, 6)),
    postcode="charity_contact_postcode",
    website="charity_contact_web",
    income="latest_income",
    income_year="latest_acc_fin_period_end_date",
    company="charity_company_registration_number",
    registered="date_of_registration",
    removed="date_of_removal",
)
SEARCH = FieldNames(
    number="Charity Number",
    linked="Charity Subsidiary Number",
    name="Charity Name",
    kind="Charity Type",
    status="Charity Status",
    address=("Charity Address",),
    postcode="Charity Postcode",
    website="Website",
    income="Last Recorded Income",
    income_year="Last Recorded Financial Year",
    constituency="Charity Constituency",
)


def charities(run: LoaderRun) -> Iterator[Record]:
    """A Charity node and its claims for each row of `publicextract.charity`, including removed and linked charities.

    A scope of places loads the charities with a contact address in one of them. Where charities work is in the table
    of areas of operation.
    """
    yield from CharityEntries(run, EXTRACT).records(extract_batches(run, EXTRACT.wanted))


def search_export(run: LoaderRun) -> Iterator[Record]:
    """A Charity node and its claims for each row of an exported search, as in `charities`."""
    yield from CharityEntries(run, SEARCH).records(run.batches(SEARCH.wanted))


TELLING = (EXTRACT.number, EXTRACT.name, EXTRACT.status)
LOADERS = (
    Loader(
        kind="ccew-charity", title="Register of charities, England and Wales: publicextract.charity",
        publisher=PUBLISHER, licence=LICENCE, url=DOWNLOAD, columns=TELLING, recognises=has_fields(*TELLING),
        read=charities, date_in=extracted_on, scopes=("place",),
    ),
    Loader(
        kind="ccew-search", title="Register of charities, England and Wales: export of a search", publisher=PUBLISHER,
        licence=LICENCE, url="https://register-of-charities.charitycommission.gov.uk/charity-search",
        columns=(SEARCH.number, SEARCH.name, SEARCH.status), read=search_export, scopes=("place",),
    ),
)  # fmt: skip
